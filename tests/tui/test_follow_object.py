"""An object that is still being made is followed, as a task is."""

import asyncio
import dataclasses
import json

import pytest

from ovh_explorer.tui.workbench.confirm_dialog import ConfirmScreen
from ovh_explorer.workspace.workspace import Workspace
from tests.tui.conftest import RECORD, Demo, Stocked, fill_record, main_screen, text, until
from tests.tui.fingers import REBOOT
from tests.tui.screen import Screen


async def test_what_is_being_made_is_asked_for_until_it_is_ready(app, monkeypatch):
    monkeypatch.setattr("ovh_explorer.tui.workbench.watch._MIN_WAIT_SECONDS", 0.02)
    states = iter(["CREATING", "CREATING", "updating", "READY"])
    send = Stocked.send

    async def sent(self, call, progress=None):
        response = await send(self, call, progress)
        if call.path.startswith("/domain/zone/{zoneName}/record") and response.ok:
            body = {**response.json(), "status": next(states)}
            response = dataclasses.replace(response, content=json.dumps(body).encode())
        return response

    async with app(RECORD).run_test(size=(160, 48), notifications=True) as pilot:
        screen = main_screen(pilot)
        await fill_record()(pilot)
        monkeypatch.setattr(Stocked, "send", sent)
        await pilot.press("ctrl+r")
        await until(pilot, lambda: isinstance(pilot.app.screen, ConfirmScreen), "the question")
        await pilot.press("y")
        await until(pilot, lambda: "Press >: Refresh" in text(pilot), "the next step")
        # The refresh of the zone comes first.
        await pilot.press("f7", "a")
        await until(pilot, lambda: "Follow it until it is ready" in text(pilot), "the actions")
        await pilot.press(*"follow", "enter")
        await until(pilot, lambda: "It is READY; asked 3 times" in text(pilot), "it is ready")
        assert screen.form.operation.path == "/domain/zone/{zoneName}/record/{id}"
        assert screen.bench.response.response.json()["status"] == "READY"


async def test_what_is_shown_under_way_is_followed_where_it_is(app, monkeypatch):
    """After a change the object is read, and says that the change goes on."""
    monkeypatch.setattr("ovh_explorer.tui.workbench.watch._MIN_WAIT_SECONDS", 0.02)
    states = iter(["UPSCALING", "UPSCALING", "READY"])
    send = Stocked.send

    async def sent(self, call, progress=None):
        response = await send(self, call, progress)
        if call.path == "/domain/zone/{zoneName}":
            body = {**response.json(), "status": next(states)}
            response = dataclasses.replace(response, content=json.dumps(body).encode())
        return response

    monkeypatch.setattr(Stocked, "send", sent)
    async with app("GET /domain/zone/example.com").run_test(
        size=(80, 24), notifications=True
    ) as pilot:
        screen = main_screen(pilot)
        await until(pilot, lambda: screen.form is not None, "the form")
        await pilot.press("ctrl+r")
        await until(pilot, lambda: ">: Follow it until it is ready" in text(pilot), "the step")
        form = screen.form
        await pilot.press("f7", ">")
        await until(pilot, lambda: "It is READY; asked 2 times" in text(pilot), "it is ready")
        assert screen.form.operation is form.operation
        assert "Follow it" not in text(pilot)


async def test_what_was_sent_with_a_mistake_is_followed_with_it(app, monkeypatch):
    monkeypatch.setattr("ovh_explorer.tui.workbench.watch._MIN_WAIT_SECONDS", 0.02)
    states, asked = iter(["todo", "todo", "done"]), []
    send = Demo.send

    async def sent(self, call, progress=None):
        asked.append(call.target)
        response = await send(self, call, progress)
        body = json.dumps({"id": 1, "status": next(states)}).encode()
        return dataclasses.replace(response, content=body, status=200, reason="OK")

    monkeypatch.setattr(Demo, "send", sent)
    async with app("GET /me/task/domain/abc").run_test(size=(160, 48), notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.press("ctrl+r")
        await screen.until(lambda: any("anyway" in said for said in screen.toasts), "the advice")
        await screen.press("ctrl+r")
        await screen.sees(">: Follow it")
        await screen.show("response")
        await screen.press(">")
        await screen.until(lambda: len(asked) == 3, "it is over")
        assert set(asked) == {"/me/task/domain/abc"}


@pytest.mark.parametrize("size", [(160, 48), (80, 24)])
async def test_a_step_that_can_not_be_opened_sends_nothing(app, fresh, monkeypatch, size):
    """As after a refresh of the catalog, which has the operation of the task no more."""
    sent = []
    send, form = Demo.send, Workspace.form

    async def noted(self, call, progress=None):
        sent.append(call.method)
        return await send(self, call, progress)

    monkeypatch.setattr(Demo, "send", noted)
    async with app(REBOOT, url=fresh).run_test(size=size, notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.press("ctrl+r")
        await screen.until(lambda: isinstance(pilot.app.screen, ConfirmScreen), "the question")
        await screen.press("y")
        await screen.sees(">: ")
        sent.clear()

        def without_get(workspace, branch, method, path):
            return None if method == "GET" else form(workspace, branch, method, path)

        monkeypatch.setattr(Workspace, "form", without_get)
        await screen.show("response")
        await screen.press(">")
        await screen.sees("This operation is no longer in the catalog.")
        await screen.drawn()
        assert not screen.main.bench.is_sending
        assert not sent


async def test_following_while_a_request_is_under_way_says_so(app, monkeypatch):
    gate, send = asyncio.Event(), Demo.send

    async def creating(self, call, progress=None):
        if gate.is_set():
            await asyncio.sleep(60)
        response = await send(self, call, progress)
        body = {**response.json(), "status": "creating"}
        return dataclasses.replace(response, content=json.dumps(body).encode())

    monkeypatch.setattr(Demo, "send", creating)
    async with app("GET /domain/zone/example.com").run_test(
        size=(160, 48), notifications=True
    ) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.send()
        await screen.sees(">: Follow it until it is ready")
        gate.set()
        await screen.press("ctrl+r")
        await screen.until(lambda: screen.main.bench.is_sending, "it is sent again")
        await screen.show("response")
        await screen.press(">")
        await screen.until(lambda: any("still running" in said for said in screen.toasts), "why")
