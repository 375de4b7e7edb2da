"""Path values that came from the form before: shown as such, and looked at before something is lost."""

from dataclasses import replace

import pytest

from ovh_explorer.call import Call
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


RECORD_ITEM = "/domain/zone/{zoneName}/record/{id}"


def path_of(screen: Screen) -> list[str]:
    return [field.text for field in screen.main.form.placed("path")]


@pytest.mark.parametrize("size", [(160, 48), (80, 24)])
async def test_what_was_deleted_is_not_passed_on(app, fresh, size):
    async with app("GET /domain/zone/example.com/record", url=fresh).run_test(size=size) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.send()
        await screen.show("response")
        await screen.press("home", "down", "enter")
        await screen.until(lambda: screen.main.form.operation.path == RECORD_ITEM, "the record")
        await screen.until(lambda: not screen.is_sending, "it is read")
        number = path_of(screen)[1]
        await screen.open(f"PUT {RECORD_ITEM}")
        assert path_of(screen) == ["example.com", number]
        await screen.open(f"DELETE {RECORD_ITEM}")
        assert path_of(screen) == ["example.com", number]
        await screen.confirm()
        for method in ("PUT", "GET"):
            await screen.open(f"{method} {RECORD_ITEM}")
            assert path_of(screen) == ["example.com", ""], "its zone is there"
        lookup, form = screen.main.workspace.value_lookup, screen.main.form
        assert number not in lookup.used(form, form.field("path", "id"))
        # Gone for good: what is not there is not passed on either.
        await screen.open(f"GET /domain/zone/example.com/record/{number}")
        await screen.send()
        await screen.open(f"PUT {RECORD_ITEM}")
        assert path_of(screen) == ["example.com", ""]


async def test_what_is_being_deleted_is_offered_last_until_it_is_read_again(app, monkeypatch):
    """The list has it still, while a task is at it."""
    send = Demo.send

    async def begins_task(self, call, progress=None):
        if call.method != "DELETE":
            return await send(self, call, progress)
        response = await send(self, replace(call, method="GET"), progress)
        task = b'{"id": 1, "function": "deletion", "status": "todo"}'
        return replace(response, method="DELETE", content=task)

    monkeypatch.setattr(Demo, "send", begins_task)
    async with app("GET /domain/zone/example.com/record").run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        first, second = "5210000001", "5210000002"
        await screen.open(f"DELETE /domain/zone/example.com/record/{first}")
        await screen.confirm()
        await screen.open(f"GET {RECORD_ITEM}")
        assert path_of(screen) == ["example.com", ""]
        await screen.press("enter")
        await screen.sees(second)
        await screen.until(lambda: first in screen.request.text, "the list has it too")
        lines = screen.request.text
        assert lines.index(second) < lines.index(first)
        await screen.press("escape")
        await screen.open(f"GET /domain/zone/example.com/record/{first}")
        await screen.send()
        await screen.open(f"PUT {RECORD_ITEM}")
        assert path_of(screen) == ["example.com", first]


async def test_what_another_screen_deleted_is_not_passed_on(app, fresh):
    """Rows that are marked, keys of the account: each DELETE goes one way."""
    async with app("GET /domain/zone/example.com/record", url=fresh).run_test() as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.open("GET /domain/zone/example.com/record/5210000001")
        await screen.send()
        gone = {"zoneName": "example.com", "id": "5210000001"}
        await screen.main.workspace.send(Call.make("v1", "DELETE", RECORD_ITEM, path_values=gone))
        await screen.open(f"PUT {RECORD_ITEM}")
        assert path_of(screen) == ["example.com", ""]
