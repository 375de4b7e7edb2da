"""Each dialog is left by the mouse alone."""

import pytest

from ovh_explorer.tui.dialogs.guarded import GuardedScreen
from ovh_explorer.tui.dialogs.jump import JumpScreen
from ovh_explorer.tui.main.palette import Palette
from tests.tui.conftest import until
from tests.tui.dialogs import dialogs
from tests.tui.screen import Screen

SIZES = [(160, 48), (80, 24)]
RECORD = "POST /domain/zone/example.com/record"
# A click beside them closes them; they name no key.
WORDLESS = (JumpScreen, Palette)


@pytest.mark.parametrize("size", SIZES)
async def test_each_dialog_is_left_by_a_click_on_its_words(app, tmp_path, size):
    async with app().run_test(size=size) as pilot:
        screen = await Screen(pilot).ready()
        for kind, made in dialogs(screen.main, tmp_path).items():
            # The buttons of questions are pressed in `test_mouse_presses`, at a hand's pace.
            if kind in WORDLESS or issubclass(kind, GuardedScreen):
                continue
            dialog = made()
            pilot.app.push_screen(dialog)
            await until(pilot, lambda: pilot.app.screen is dialog, kind.__name__)  # noqa: B023
            # What its frame offers is another once all is read, and moves.
            await until(pilot, lambda: "reading…" not in screen.text, f"{kind.__name__} is read")
            await screen.drawn()
            lines = screen.text.splitlines()
            y = max(y for y, line in enumerate(lines) if "esc" in line)
            await screen.click_at(lines[y].rindex("esc"), y)
            await until(
                pilot,
                lambda: pilot.app.screen is screen.main,
                f"{kind.__name__} is left",
            )


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("words", ["esc done", ""])
async def test_a_text_is_kept_by_a_click_below_it_or_beside_its_editor(app, size, words):
    async with app(RECORD).run_test(size=size) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await edited(screen, "192.0.2.9")
        if words:
            await screen.click(words)
        else:
            await screen.click_at(0, size[1] - 1)
        await until(pilot, lambda: pilot.app.screen is screen.main, "it is done")
        assert screen.main.form.field("body", "target").text == "192.0.2.9\nz"


async def test_the_editor_sends_by_a_click(app):
    async with app(RECORD).run_test(size=(80, 24)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        screen.main.form.field("body", "fieldType").type_text("TXT")
        await edited(screen, "words")
        await screen.click("^r try")
        await screen.asked()
        assert "words\\nz" in screen.text


async def edited(screen: Screen, first: str) -> None:
    """A value of several lines is open in the editor, with more typed into it."""
    field = screen.main.form.body.part("target")
    field.type_text(f"{first}\n")
    screen.main.bench.request.refresh_form()
    screen.main.bench.request.view.go_to(field)
    await screen.press("enter")
    await screen.sees("esc done")
    await screen.type("z")
