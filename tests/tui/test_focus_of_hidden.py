"""A pane that is hidden gives up the focus, and one that is shown again keeps it."""

import dataclasses
import json

import pytest
from textual.app import App
from textual.containers import Vertical

from ovh_explorer.tui.widgets.line_view import LineView
from tests.tui.conftest import Stocked
from tests.tui.screen import Screen


class TwoViews(App[None]):
    def compose(self):
        with Vertical(id="around"):
            yield LineView(id="one")
        yield LineView(id="two")


async def test_a_view_that_is_shown_again_keeps_the_focus():
    app = TwoViews()
    async with app.run_test() as pilot:
        one, around = app.query_one("#one"), app.query_one("#around")
        one.focus()
        await pilot.pause()
        told = []
        post = one.post_message

        def tell_late(message):
            # The layout has told it; it is shown again before it hears of that.
            if type(message).__name__ == "Hide":
                told.append(message)
                around.display = True
                app.screen.set_focus(one)
            return post(message)

        one.post_message = tell_late
        around.display = False
        await pilot.pause()
        await pilot.pause()
        assert told
        assert app.focused is one


async def test_a_view_that_is_hidden_gives_the_focus_up():
    app = TwoViews()
    async with app.run_test() as pilot:
        app.query_one("#one").focus()
        await pilot.pause()
        app.query_one("#around").display = False
        await pilot.pause()
        assert app.focused is not app.query_one("#one")


@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
async def test_the_response_has_the_focus_once_a_task_was_followed(app, monkeypatch, size):
    monkeypatch.setattr("ovh_explorer.tui.workbench.watch._MIN_WAIT_SECONDS", 0.02)
    states = iter(["todo", "doing", "done"])
    send = Stocked.send

    async def sent(self, call, progress=None):
        response = await send(self, call, progress)
        if "/tasks/" in call.path:
            body = {**response.json(), "state": next(states)}
            response = dataclasses.replace(response, content=json.dumps(body).encode())
        return response

    monkeypatch.setattr(Stocked, "send", sent)
    # One of its own: a VPS whose task runs can't be rebooted again.
    target = f"POST /vps/vps-focus-{size[0]}/reboot"
    async with app(target).run_test(size=size, notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.confirm()
        await screen.show("response")
        await screen.sees("Follow task")
        await screen.press(">")
        await screen.sees("The task is done")
        assert screen.main.bench.response.view.has_focus
        footer = screen.text.splitlines()[-1]
        assert "actions" in footer
        await screen.press("a")
        await screen.sees("Actions · GET /vps/{serviceName}/tasks/{id}")
