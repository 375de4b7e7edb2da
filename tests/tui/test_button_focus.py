"""A button with the focus has the strongest look, in every theme, and by more than its colour."""

from rich.style import Style

from tests.tui.conftest import RECORD
from tests.tui.screen import Screen
from tests.tui.test_contrast import luminance


def look(screen: Screen, words: str) -> Style:
    """How a word of a button is drawn."""
    for strip in screen.pilot.app.screen._compositor.render_strips():
        for segment in strip:
            if words in segment.text:
                return segment.style
    raise AssertionError(f"no {words!r} on the screen:\n{screen.text}")


def strength(style: Style, ground: Style) -> float:
    """How far the fill is from the ground around it."""
    return abs(luminance(style.bgcolor.triplet) - luminance(ground.bgcolor.triplet))


async def test_try_is_filled_when_it_has_the_focus(app):
    app = app(RECORD)
    async with app.run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        themes = [name for name, theme in app.available_themes.items() if not theme.ansi]
        for theme in themes:
            app.theme = theme
            await screen.press("home")
            await screen.drawn()
            rest, ground = look(screen, "TRY"), look(screen, "Body")
            await screen.press("end")
            await screen.drawn()
            focused = look(screen, "TRY")
            assert focused.underline, theme
            assert not rest.underline, theme
            assert not focused.reverse, theme
            assert strength(focused, ground) > strength(rest, ground), theme


async def test_the_buttons_of_a_dialog_are_as_strong_with_the_focus(app):
    app = app("POST /domain/zone/example.com/refresh")
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.press("ctrl+r")
        await screen.asked()
        for theme in ("ovh-dark", "ovh-light", "nord", "textual-light"):
            app.theme = theme
            await screen.drawn()
            focused = pilot.app.focused
            words = str(focused.label).split()[0]
            style = look(screen, words)
            assert style.underline, theme
            assert not style.reverse, theme


async def test_a_field_of_a_dialog_about_keys_is_as_plain_with_the_focus(app):
    async with app(RECORD).run_test(size=(80, 24)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.press("escape", "S")
        await screen.sees("Create a token")
        await screen.type("create a token")
        await screen.press("enter")
        await screen.sees("/path, or /path/*")
        assert not look(screen, "path, or").underline
        await screen.press("down", "down")
        for theme in ("ovh-dark", "ovh-light", "nord", "textual-light"):
            pilot.app.theme = theme
            await screen.drawn()
            assert look(screen, "path, or").underline, theme
            assert not look(screen, "GET on /*").underline, theme
