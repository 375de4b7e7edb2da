"""Path values that came from the form before: shown as such, and looked at before something is lost."""

from dataclasses import replace

import pytest

from tests.tui.conftest import Demo
from tests.tui.screen import Screen

SERVER = "ns6005340.ip-203-0-113.eu"


@pytest.mark.parametrize("size", [(160, 48), (80, 24)])
async def test_a_value_from_the_form_before_says_so_and_comes_first_where_data_is_lost(app, size):
    async with app(f"GET /dedicated/server/{SERVER}").run_test(size=size) as pilot:
        screen = await Screen(pilot).ready()
        await screen.open("POST /dedicated/server/{serviceName}/reinstall")
        await screen.sees("from before")
        field = screen.main.form.field("path", "serviceName")
        view = screen.main.bench.request.view
        assert view.row.field is field
        await screen.sees("The value comes from the operation before.")
        assert "from before" in screen.row
        screen.main.form.body.part("customizations").open = True
        view.changed()
        await screen.sees("efiBootloaderPath")
        assert "from before" in screen.row, "beside long names below it"
        field.type_text(SERVER)
        view.changed()
        await screen.until(lambda: "from before" not in screen.text, "the user gave it here")
        await screen.open("GET /dedicated/server/{serviceName}/task")
        await screen.sees("from before")
        assert view.row.kind == "try", "nothing is lost: what is filled in is passed"


OTHER = "ns9923423.ip-203-0-113.eu"
REBOOT = "POST /dedicated/server/{serviceName}/reboot"


async def name_server(screen: Screen, server: str) -> None:
    """Type another server into the form of a server."""
    await screen.open("GET /dedicated/server/{serviceName}")
    await screen.press("up")
    await screen.type(server)
    await screen.press("enter")
    await screen.until(lambda: server in screen.text, "typed")


def server_of(screen: Screen) -> str:
    return screen.main.form.field("path", "serviceName").text


async def test_a_form_that_nobody_edited_says_the_newest_object_each_time_it_is_opened(app):
    async with app(f"GET /dedicated/server/{SERVER}").run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.open(REBOOT)
        assert server_of(screen) == SERVER
        await name_server(screen, OTHER)
        await screen.open(REBOOT)
        assert server_of(screen) == OTHER
        await screen.sees("from before")
        await screen.open("POST /dedicated/server/{serviceName}/reinstall")
        assert server_of(screen) == OTHER
        # Nothing of a server was open before: a fresh form says none either.
        await screen.open("GET /me")
        await screen.open(REBOOT)
        assert server_of(screen) == ""
        assert "from before" not in screen.text


async def test_what_was_typed_stays_and_back_shows_what_was_shown(app):
    async with app(f"GET /dedicated/server/{SERVER}").run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.open(REBOOT)
        await name_server(screen, OTHER)
        await screen.open(REBOOT)
        await screen.back()
        await screen.back()
        assert screen.main.form.operation.title.startswith("POST")
        assert server_of(screen) == SERVER
        await screen.sees("from before")
        # It is still nobody's value.
        await name_server(screen, OTHER)
        await screen.open(REBOOT)
        assert server_of(screen) == OTHER
        view = screen.main.bench.request.view
        screen.main.form.field("path", "serviceName").type_text(SERVER)
        view.changed()
        await screen.open(f"GET /dedicated/server/{OTHER}")
        await screen.open(REBOOT)
        assert server_of(screen) == SERVER


async def test_what_a_form_was_opened_for_is_of_that_time(app):
    async with app(f"GET /dedicated/server/{SERVER}").run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.send()
        await screen.press("a")
        await screen.sees("Actions")
        await screen.type("reboot")
        await screen.press("enter")
        await screen.until(lambda: "reboot" in screen.main.form.operation.path, "the action")
        await screen.press("escape")
        assert server_of(screen) == SERVER
        await name_server(screen, OTHER)
        await screen.open(REBOOT)
        assert server_of(screen) == OTHER


GHOST = "ns0000000.ip-203-0-113.eu"


@pytest.mark.parametrize("path", ["", "/task"])
async def test_what_the_api_said_does_not_exist_is_not_passed_on(app, monkeypatch, path):
    send = Demo.send

    async def lacks_one(self, call, progress=None):
        response = await send(self, call, progress)
        is_there = dict(call.path_values).get("serviceName") != GHOST or not missing
        content = b'{"message": "This service does not exist"}'
        return response if is_there else replace(response, status=404, content=content)

    missing = [GHOST]
    monkeypatch.setattr(Demo, "send", lacks_one)
    async with app(f"GET /dedicated/server/{SERVER}").run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.open(f"GET /dedicated/server/{GHOST}{path}")
        await screen.send()
        await screen.sees("404")
        await screen.open(REBOOT)
        assert server_of(screen) == ""
        assert "from before" not in screen.text
        # What was typed stays where it was typed; once it is there, it is passed on.
        await screen.back()
        assert server_of(screen) == GHOST
        missing.clear()
        await screen.send()
        await screen.open(REBOOT)
        assert server_of(screen) == GHOST
