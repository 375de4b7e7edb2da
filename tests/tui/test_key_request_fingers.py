"""What fingers expect where a key is requested: enter goes on to the button, a path has no blanks."""

from textual.widgets import Input

from ovh_explorer.tui.signin.key_request import KeyRequestScreen
from ovh_explorer.tui.widgets.toggles import Tick
from tests.tui.dialogs import dialogs
from tests.tui.screen import Screen


async def test_enter_goes_on_to_the_button_past_the_box(app, tmp_path):
    async with app().run_test(size=(120, 40)) as pilot:
        screen = await Screen(pilot).ready()
        dialog = dialogs(screen.main, tmp_path)[KeyRequestScreen]()
        pilot.app.push_screen(dialog)
        await screen.sees("only from IP blocks")
        dialog.query_one("#blocks").focus()
        await screen.press("enter")
        assert pilot.app.focused is dialog.query_one("#ask")
        assert not dialog.query_one("#delegated", Tick).value
        dialog.query_one("#delegated").focus()
        assert "enter, space: tick a box" in screen.text
        await screen.press("enter")
        assert dialog.query_one("#delegated", Tick).value


async def test_a_path_takes_no_blank_and_says_so(app, tmp_path):
    async with app().run_test(size=(120, 40)) as pilot:
        screen = await Screen(pilot).ready()
        dialog = dialogs(screen.main, tmp_path)[KeyRequestScreen]()
        pilot.app.push_screen(dialog)
        await screen.sees("Rights of the key")
        path = dialog.query("_PathInput").first(Input)
        path.focus()
        before = path.value
        await screen.press("home", "space")
        await screen.sees("A path has no blanks.")
        assert path.value == before
        assert pilot.app.focused is path
        await screen.press("end", "x")
        assert path.value == f"{before}x"
        path.value = "/me/a b"
        await screen.sees("/me/a b is no path: a path has no blanks.")
