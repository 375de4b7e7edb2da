"""Nothing is changed but after a question that the user has seen and answered, and then once."""

from textual.widgets import Input

from ovh_explorer.tui.dialogs.question import YesNoScreen
from ovh_explorer.tui.workbench.confirm_dialog import ConfirmScreen
from tests.tui.conftest import text, until
from tests.tui.fingers import (  # noqa: F401 - fixtures
    REBOOT,
    Stage,
    keys_are_held_as_on_a_terminal,
)


async def test_enter_answers_where_it_is_pressed_anew_cancel_first_then_the_button():
    async with Stage(REBOOT) as stage:
        await stage.fingers.press("enter")
        await stage.question()
        await stage.fingers.press("enter")
        await stage.closed()
        await stage.fingers.press("enter", after=0.5)
        assert stage.app.screen is stage.main, "the key that closed it"
        assert stage.workspace.count("POST") == 0
        await stage.fingers.press("enter")
        await stage.question()
        await stage.fingers.press("tab", after=0.2)
        await stage.fingers.press("enter", after=0.2)
        assert isinstance(stage.app.screen, ConfirmScreen), "enter opened it less than 0.7 s ago"
        await stage.fingers.press("enter")
        await stage.answered()
        assert stage.workspace.count("POST") == 1
        await stage.fingers.hold("enter", rest=False)
        assert stage.app.screen is stage.main
        assert stage.workspace.count("POST") == 1


async def test_a_question_that_was_covered_wants_keys_from_after_it_is_seen_again():
    async with Stage(REBOOT) as stage:
        await stage.fingers.press("ctrl+r")
        question = await stage.question()
        await stage.pilot.resize_terminal(20, 5)
        await until(stage.pilot, lambda: stage.app.screen is not question, "too small")
        assert not question.is_painted
        stage.clock.now += 5
        await stage.fingers.press("y")
        await stage.pilot.resize_terminal(160, 48)
        await stage.question()
        await stage.fingers.press("y", after=0.3)
        assert stage.app.screen is question
        await stage.fingers.press("y")
        await stage.answered()
        assert stage.workspace.count("POST") == 1


async def test_the_second_half_of_a_double_click_neither_answers_nor_sends_again():
    async with Stage(REBOOT) as stage:
        view = stage.main.bench.request.view
        x, y = (
            view.region.x + 4,
            view.region.y + view.plan.line_of(view.cursor) - view.scroll_offset.y,
        )
        stage.clock.now += 1
        stage.fingers.click(x, y)
        question = await stage.question()
        button = question.query_one("#yes").region
        stage.clock.now += 0.3
        stage.fingers.click(button.x + 1, button.y)
        stage.fingers.click(button.x + 1, button.y)
        await stage.pilot.pause()
        assert stage.app.screen is question
        assert stage.workspace.count("POST") == 0
        stage.clock.now += 1
        stage.fingers.click(button.x + 1, button.y)
        await stage.answered()
        assert stage.workspace.count("POST") == 1


async def test_a_double_click_on_try_sends_a_get_once():
    async with Stage("GET /vps") as stage:
        view = stage.main.bench.request.view
        x, y = (
            view.region.x + 4,
            view.region.y + view.plan.line_of(view.cursor) - view.scroll_offset.y,
        )
        stage.clock.now += 1
        for _ in range(2):
            stage.fingers.click(x, y)
        await stage.answered()
        assert stage.workspace.count("GET") == 1


async def test_the_same_request_again_is_named():
    async with Stage(REBOOT) as stage:
        for again in (False, True):
            await stage.fingers.press("ctrl+r")
            await stage.question()
            assert ("You sent the same request" in text(stage.pilot)) is again
            await stage.fingers.press("y")
            await until(stage.pilot, lambda: not stage.main.bench.is_sending, "the response")
        await stage.answered()
        assert stage.workspace.count("POST") == 2


async def test_read_only_set_asks_nothing_lifted_asks_and_a_held_r_does_it_once():
    async with Stage(REBOOT) as stage:
        await stage.fingers.hold("R")
        await until(
            stage.pilot, lambda: "read-only" in text(stage.pilot).splitlines()[0], "it is on"
        )
        assert stage.app.screen is stage.main, "the repeats don't lift it"
        await stage.fingers.press("ctrl+r")
        await until(stage.pilot, lambda: "POST is not sent" in text(stage.pilot), "the refusal")
        await stage.fingers.hold("R")
        question = await stage.question(YesNoScreen)
        assert "Lift read-only?" in text(stage.pilot)
        assert question.focused.id == "cancel"
        await stage.fingers.press("escape")
        await stage.closed()
        assert stage.workspace.read_only
        await stage.fingers.press("R")
        await stage.question(YesNoScreen)
        await stage.fingers.hold("y")
        await until(
            stage.pilot,
            lambda: "read-only" not in text(stage.pilot).splitlines()[0],
            "it is lifted",
        )
        assert stage.app.screen is stage.main
        await stage.fingers.press("ctrl+r")
        await stage.question()


async def test_read_only_that_another_program_sets_while_the_question_is_open_holds():
    async with Stage(REBOOT) as stage:
        await stage.fingers.press("ctrl+r")
        await stage.question()
        stage.workspace.read_only_switch.files.set("demo", True)
        await stage.fingers.press("y")
        await until(stage.pilot, lambda: "POST is not sent" in text(stage.pilot), "the refusal")
        assert stage.main.bench.response.response is None


async def test_history_sends_again_once_and_forgets_only_after_a_question():
    async with Stage("GET /vps") as stage:
        await stage.fingers.press("ctrl+r")
        await stage.answered()
        await stage.fingers.press("H")
        await until(stage.pilot, lambda: "F8 forget" in text(stage.pilot), "the history")
        await stage.fingers.hold("ctrl+r")
        await until(stage.pilot, lambda: stage.workspace.count("GET") == 2, "sent again")
        await stage.pilot.pause()
        assert stage.workspace.count("GET") == 2
        await stage.fingers.press("H")
        await until(stage.pilot, lambda: "F8 forget" in text(stage.pilot), "the history")
        await stage.fingers.hold("f8")
        await stage.question(YesNoScreen)
        await stage.fingers.press("enter")
        await until(stage.pilot, lambda: "F8 forget" in text(stage.pilot), "the history again")
        assert stage.workspace.history.find("")
        await stage.fingers.press("f8")
        await stage.question(YesNoScreen)
        await stage.fingers.press("y")
        await until(stage.pilot, lambda: not stage.workspace.history.find(""), "forgotten")


async def test_a_file_is_replaced_only_after_a_question(tmp_path):
    path = tmp_path / "taken"
    path.write_text("mine")
    async with Stage("GET /vps") as stage:
        await stage.fingers.press("ctrl+r")
        await stage.answered()
        await stage.fingers.press("ctrl+s")
        await until(stage.pilot, lambda: "enter writes" in text(stage.pilot), "where to")
        stage.app.screen.query_one(Input).value = str(path)
        await stage.fingers.hold("enter")
        await stage.question(YesNoScreen)
        await stage.fingers.press("escape")
        await until(stage.pilot, lambda: not isinstance(stage.app.screen, YesNoScreen), "back")
        assert path.read_text() == "mine"
        await stage.fingers.press("enter")
        await stage.question(YesNoScreen)
        await stage.fingers.press("y")
        await stage.closed()
        assert "vps-0a1b2c3d" in path.read_text()
