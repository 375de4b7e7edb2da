"""Who gets the keys after a request was sent: the response, at each size."""

import asyncio

import pytest

from ovh_explorer.tui.app import ExplorerApp
from tests.tui.conftest import Demo
from tests.tui.screen import Screen

SIZES = [(160, 48), (80, 24)]
ZONE = "GET /domain/zone/example.com"
UNKNOWN = "GET /domain/zone/nowhere.example"


def has_focus(screen: Screen) -> str:
    """The pane that has the focus."""
    return screen.main.panes.focused_pane


@pytest.mark.parametrize("size", SIZES)
async def test_a_letter_after_sending_means_the_object_and_not_the_form(app, size):
    async with app("GET /domain/zone/example.com/soa").run_test(
        size=size, notifications=True
    ) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.send()
        await screen.press("e")
        await screen.until(lambda: screen.main.form.operation.method == "PUT", "the PUT")


@pytest.mark.parametrize("size", SIZES)
async def test_after_the_question_the_response_has_the_focus(app, size):
    target = "POST /domain/zone/example.com/refresh"
    async with app(target).run_test(size=size, notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.confirm()
        assert has_focus(screen) == "response"


@pytest.mark.parametrize("size", SIZES)
async def test_a_mistake_stays_in_the_form(app, size):
    async with app("GET /domain/zone/{zoneName}").run_test(size=size, notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.press("ctrl+r")
        await screen.sees("required")
        assert has_focus(screen) == "request"


@pytest.mark.parametrize(
    ("size", "pane"), [((160, 48), "request"), ((120, 40), "request"), ((80, 24), "response")]
)
async def test_what_the_api_refused_is_mended_in_the_form(app, size, pane):
    """Where one pane is shown at a time, the response stays: it says what was wrong."""
    async with app(UNKNOWN).run_test(size=size, notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.send()
        await screen.until(lambda: "404" in screen.text, "the refusal")
        assert has_focus(screen) == pane


class Slow(Demo):
    """The demo, whose responses come when the test says so."""

    def __init__(self) -> None:
        super().__init__()
        self.may_respond = asyncio.Event()

    async def send(self, call, progress=None):
        response = await super().send(call, progress)
        if call.path != "/me":
            await self.may_respond.wait()
        return response


@pytest.mark.parametrize("size", SIZES)
async def test_keys_typed_right_after_sending_are_for_the_response(size):
    """However long it takes: until then there is nothing in it to move in."""
    workspace = Slow()
    app = ExplorerApp(workspace, ZONE, clock=lambda: 0.0)
    async with app.run_test(size=size, notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        field = screen.main.form.field("path", "zoneName")
        await screen.type_ahead("ctrl+r", "j", "j")
        await screen.until(lambda: has_focus(screen) == "response", "the focus")
        assert field.text == "example.com"
        workspace.may_respond.set()
        await screen.until(lambda: screen.main.bench.response_shown is not None, "the response")
        await screen.type_ahead("j", "j")
        await screen.sees("line 4 of 16")


async def test_a_refusal_takes_the_focus_from_no_user_who_went_on():
    workspace = Slow()
    app = ExplorerApp(workspace, UNKNOWN, clock=lambda: 0.0)
    async with app.run_test(size=(160, 48), notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.press("ctrl+r", "down")
        workspace.may_respond.set()
        await screen.until(lambda: "404" in screen.text, "the refusal")
        assert has_focus(screen) == "response"


async def test_who_went_to_the_form_meanwhile_types_on_there():
    workspace = Slow()
    app = ExplorerApp(workspace, ZONE, clock=lambda: 0.0)
    async with app.run_test(size=(160, 48), notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.press("ctrl+r", "2", "up")
        await screen.type("x.example")
        workspace.may_respond.set()
        await screen.sees("response to zoneName=example.com")
        assert has_focus(screen) == "request"
        assert screen.main.form.field("path", "zoneName").text == "x.example"


async def test_a_response_that_is_sent_for_again_keeps_the_focus(app):
    """A refusal gives the focus back only where it came from the form."""
    async with app(UNKNOWN).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.show("response")
        await screen.send()
        await screen.until(lambda: "404" in screen.text, "the refusal")
        assert has_focus(screen) == "response"
