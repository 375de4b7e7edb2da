"""What is posted to the main screen is carried out there; what is under way keeps all else back."""

import asyncio

import pytest
from textual.app import App
from textual.widget import Widget

from ovh_explorer.call import Call
from ovh_explorer.tui import messages
from ovh_explorer.tui.dialogs.save_file import SaveFileScreen
from ovh_explorer.tui.workbench.request_slot import RequestSlot
from ovh_explorer.workspace.navigation.target import OperationTarget
from tests.tui.screen import Screen

ZONE = OperationTarget("v1", "GET", "/domain/zone/{zoneName}")
SIZE = {"size": (160, 48), "notifications": True}
ME = Call.make("v1", "GET", "/me")


async def opened(pilot, message: messages.OpenOperation) -> Screen:
    screen = await Screen(pilot).ready()
    screen.main.post_message(message)
    await screen.until(
        lambda: (
            screen.main.form is not None
            and screen.request.title == f"{message.target.method} {message.target.path}"
        ),
        "it is open",
    )
    return screen


async def test_an_operation_is_opened_with_a_draft_that_undo_takes_back(app):
    async with app().run_test(**SIZE) as pilot:
        draft = {"path": {"zoneName": "a.example"}}
        message = messages.OpenOperation(ZONE, draft=draft, note="It was tried elsewhere.")
        screen = await opened(pilot, message)
        await screen.sees("a.example")
        await screen.sees("It was tried elsewhere.")
        assert screen.response.status == "", "nothing was sent"
        await screen.press("escape", "u")
        await screen.until(lambda: "a.example" not in screen.request.text, "it is as it was")


async def test_an_operation_is_opened_as_a_call_of_it_was_and_sent(app):
    async with app().run_test(**SIZE) as pilot:
        call = Call("v1", "GET", ZONE.path, path_values=(("zoneName", "example.com"),))
        screen = await opened(pilot, messages.OpenOperation(ZONE, draft=call, send=True))
        await screen.until(lambda: screen.response.status == "200 OK", "the response")
        assert screen.response.answers == ""


async def test_an_operation_that_is_gone_is_not_sent(app):
    async with app("GET /me").run_test(**SIZE) as pilot:
        screen = await Screen(pilot).ready(form=True)
        gone = OperationTarget("v1", "GET", "/nowhere")
        screen.main.post_message(messages.OpenOperation(gone, draft={}, send=True))
        await screen.sees("no longer in the catalog")
        assert screen.response.status == ""
        assert screen.request.title == "GET /me"


async def test_a_text_is_copied_and_named(app, clipboard):
    async with app().run_test(**SIZE) as pilot:
        screen = await Screen(pilot).ready()
        screen.main.post_message(messages.CopyText("some rules", "the access rules"))
        await screen.sees("Copied the access rules")
        assert clipboard == ["some rules"]


async def test_content_is_saved_where_the_user_says(app):
    async with app().run_test(**SIZE) as pilot:
        screen = await Screen(pilot).ready()
        screen.main.post_message(messages.SaveContent(b"import ovh", "script.py", "the script"))
        await screen.until(lambda: isinstance(pilot.app.screen, SaveFileScreen), "where to")
        await screen.sees("script.py")


async def test_a_pane_is_shown_where_there_is_room_for_one(app):
    async with app("GET /me").run_test(size=(80, 24)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        screen.main.post_message(messages.ShowPane("response"))
        await screen.sees("Example, not a response")


async def test_what_waits_for_a_refresh_is_said_on_top(app):
    async with app().run_test(**SIZE) as pilot:
        screen = await Screen(pilot).ready()
        screen.main.post_message(messages.ShowPending("example.com"))
        await screen.until(lambda: "● example.com" in screen.header, "it is said")


# One request at a time


class Owner(App[None]):
    """An application with a widget whose worker sends."""

    def __init__(self) -> None:
        super().__init__()
        self.owner = Widget()

    def compose(self):
        yield self.owner


async def test_nothing_is_sent_beside_what_is_under_way():
    program = Owner()
    async with program.run_test(notifications=True) as pilot:
        slot, may_end, ended = RequestSlot(program.owner), asyncio.Event(), []

        async def work() -> None:
            await may_end.wait()

        assert not slot.refuses()
        slot.run(ME, work(), lambda: ended.append(slot.is_busy))
        await pilot.pause()
        assert slot.refuses(), "and says so"
        with pytest.raises(RuntimeError):
            slot.run(ME, work(), lambda: None)
        assert ended == []
        may_end.set()
        await pilot.pause()
        assert ended == [False], "it is free when that is told"


@pytest.mark.parametrize("is_begun", [True, False], ids=["running", "not begun"])
async def test_what_is_cancelled_makes_room(is_begun):
    program = Owner()
    async with program.run_test() as pilot:
        slot, ended = RequestSlot(program.owner), []
        slot.run(ME, asyncio.sleep(60), lambda: ended.append(True))
        if is_begun:
            await pilot.pause()
        slot.cancel()
        for _ in range(50):
            await asyncio.sleep(0)
        assert not slot.is_busy
        assert ended == [True]
