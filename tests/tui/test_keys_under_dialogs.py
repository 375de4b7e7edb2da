"""Under a dialog no key of a pane is named, and the keys that are named do something."""

import pytest
from textual.widgets import Button

from ovh_explorer.tui.main.footer import FooterBar
from ovh_explorer.tui.signin.key_request import KeyRequestScreen
from ovh_explorer.tui.signin.new_token import NewTokenScreen
from ovh_explorer.tui.signin.service_policy import ServicePolicyScreen
from ovh_explorer.tui.signin.tool_rights import ToolRightsScreen
from tests.tui.dialogs import dialogs
from tests.tui.screen import Screen


def footer(screen: Screen) -> str:
    return screen.main.query_one(FooterBar).render_line(0).text


async def test_the_footer_says_nothing_of_the_pane_under_a_dialog(app):
    async with app("GET /me").run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.send()
        await screen.show("response")
        await screen.until(lambda: "change" in footer(screen), "the keys of the object")
        before = footer(screen)
        for key in ("a", "S", "ctrl+p"):
            await screen.press(key)
            await screen.until(lambda: pilot.app.screen is not screen.main, "the dialog")
            await screen.until(lambda: not footer(screen).strip(), "no key of the pane")
            await screen.press("escape")
            await screen.until(lambda: footer(screen) == before, "the pane's keys again")


@pytest.mark.parametrize(
    "kind", [KeyRequestScreen, NewTokenScreen, ServicePolicyScreen, ToolRightsScreen]
)
async def test_the_key_that_sends_does_what_the_button_of_a_dialog_does(
    app, tmp_path, monkeypatch, kind
):
    async with app().run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready()
        dialog = dialogs(screen.main, tmp_path)[kind]()
        pressed = []
        monkeypatch.setattr(Button, "press", lambda button: pressed.append(button.id))
        pilot.app.push_screen(dialog)
        await screen.until(lambda: pilot.app.screen is dialog and "^r" in screen.text, "it is said")
        await screen.until(lambda: getattr(dialog, "is_painted", True), "painted")
        await screen.press("ctrl+r")
        await screen.until(lambda: pressed, "the button is pressed")
        assert pressed[0] in ("ask", "make", "go-on")


async def test_the_palette_over_a_dialog_says_that_it_has_few_commands(app):
    async with app("GET /me").run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.press("S")
        await screen.until(lambda: pilot.app.screen is not screen.main, "the dialog")
        await screen.press("ctrl+p")
        await screen.sees("Search for commands")
        await screen.type("recipe")
        await screen.sees("Only the commands of this dialog are listed. Press esc to close it.")
        await screen.press("escape", "escape", "escape")
        await screen.until(lambda: pilot.app.screen is screen.main, "closed")
        await screen.press("ctrl+p")
        await screen.type("qqqqzzzz")
        await screen.sees("No match.")
