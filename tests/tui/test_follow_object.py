"""An object that is still being made is followed, as a task is."""

import dataclasses
import json

from ovh_explorer.tui.workbench.confirm_dialog import ConfirmScreen
from tests.tui.conftest import RECORD, Stocked, fill_record, main_screen, text, until


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
