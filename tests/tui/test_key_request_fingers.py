"""What fingers expect where a key is requested: enter goes on to the button, a path has no blanks."""

import pytest
from textual.widgets import Button, Input

from ovh_explorer.tui.signin.key_request import KeyRequestScreen
from ovh_explorer.tui.signin.rights_editor import RightsEditor
from ovh_explorer.tui.signin.token import PasteScreen, TokenScreen
from ovh_explorer.tui.signin.tool_key_request import ToolTokenScreen
from ovh_explorer.tui.signin.tool_rights import ToolRightsScreen
from ovh_explorer.tui.widgets.text_areas import SecretArea
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
        await screen.sees("enter, space: tick the box")
        await screen.press("enter")
        assert dialog.query_one("#delegated", Tick).value


async def test_a_path_takes_no_blank_and_says_so(app, tmp_path):
    async with app().run_test(size=(120, 40)) as pilot:
        screen = await Screen(pilot).ready()
        dialog = dialogs(screen.main, tmp_path)[KeyRequestScreen]()
        pilot.app.push_screen(dialog)
        await screen.sees("Rights of the key")
        path = dialog.query("PathInput").first(Input)
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


@pytest.mark.parametrize("size", [(160, 48), (80, 24)])
@pytest.mark.parametrize("kind", [KeyRequestScreen, ToolRightsScreen, TokenScreen])
async def test_up_and_down_lead_through_every_part_of_a_dialog_with_rights(
    app, tmp_path, kind, size
):
    async with app().run_test(size=size) as pilot:
        screen = await Screen(pilot).ready()
        dialog = dialogs(screen.main, tmp_path)[kind]()
        pilot.app.push_screen(dialog)
        await screen.until(lambda: dialog.focused is not None, "the dialog")
        editor = dialog.query_one(RightsEditor)
        seen = [dialog.focused]
        for key in ("up", "down"):
            for _ in range(12):
                await screen.press(key)
                if dialog.focused is not seen[-1]:
                    seen.append(dialog.focused)
            if key == "up":
                assert not editor.has_focus_within or isinstance(dialog.focused, Button)
        inside = [item for item in seen if editor in item.ancestors]
        assert any(isinstance(item, Button) for item in inside), "the ready-made sets"
        assert any(not isinstance(item, Button) for item in inside), "the rows"
        assert editor not in seen[-1].ancestors, "what is below the rights"


async def test_left_and_right_lead_from_button_to_button(app, tmp_path):
    async with app().run_test(size=(80, 24)) as pilot:
        screen = await Screen(pilot).ready()
        dialog = dialogs(screen.main, tmp_path)[KeyRequestScreen]()
        pilot.app.push_screen(dialog)
        await screen.sees("Request the key")
        dialog.query_one("#ask").focus()
        await screen.press("right")
        assert dialog.focused is dialog.query_one("#cancel")
        await screen.press("right")
        assert dialog.focused is dialog.query_one("#ask")


@pytest.mark.parametrize("kind", [PasteScreen, TokenScreen, ToolTokenScreen])
async def test_the_arrows_lead_into_the_box_for_keys_and_out_of_it(app, tmp_path, kind):
    async with app().run_test(size=(80, 24)) as pilot:
        screen = await Screen(pilot).ready()
        dialog = dialogs(screen.main, tmp_path)[kind]()
        pilot.app.push_screen(dialog)
        await screen.until(lambda: dialog.focused is not None, "the dialog")
        area = dialog.query_one(SecretArea)
        area.focus()
        await screen.press("down")
        below = dialog.focused
        assert below is not area
        await screen.press("up")
        assert dialog.focused is area
        area.text = "one\ntwo"
        area.move_cursor((0, 0))
        await screen.press("down")
        assert dialog.focused is area
        await screen.press("down")
        assert dialog.focused is below
        await screen.press("up", "up", "up")
        above = dialog.focused
        is_first = dialog.focus_chain[0] is area
        assert (above is area) == is_first
        assert area.text == "one\ntwo"


async def test_a_token_begins_with_its_rights(app, tmp_path):
    async with app().run_test(size=(80, 24)) as pilot:
        screen = await Screen(pilot).ready()
        dialog = dialogs(screen.main, tmp_path)[TokenScreen]()
        pilot.app.push_screen(dialog)
        await screen.until(lambda: dialog.focused is not None, "the dialog")
        assert dialog.query_one(RightsEditor).has_focus_within
