"""A terminal of any width: what is open over the main screen is laid out in it, below the word that
it is too small.
"""

import pytest

from ovh_explorer.tui.main.screen import MainScreen
from tests.tui.conftest import settled, until
from tests.tui.screen import Screen


@pytest.mark.parametrize("key", ["ctrl+p", "L", "F", "S", "ctrl+f", "H", "question_mark"])
async def test_a_dialog_survives_every_width(app, key):
    async with app("GET /me").run_test(size=(80, 24)) as pilot:
        screen = await settled(pilot, form=True)
        screen.products.catalog_tree.focus()
        await pilot.press(key)
        await until(pilot, lambda: not isinstance(pilot.app.screen, MainScreen), "a dialog")
        for width in (6, 4, 3, 2, 1, 5, 80):
            await pilot.resize_terminal(width, 24)
            await pilot.pause()
            assert pilot.app._exception is None, width


LETTERS = "1 Products   2 Request   3 Response"
IN_FIELDS = "F5 Products   F6 Request   F7 Response"


@pytest.mark.parametrize("width", [80, 100])
async def test_the_bar_of_panes_names_the_keys_that_work_where_the_focus_is(app, width):
    """A digit is the field's where a text is highlighted, or typed."""
    async with app("GET /me/bill").run_test(size=(width, 24)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.sees(IN_FIELDS)
        await screen.type("2021")
        assert IN_FIELDS in screen.text
        await screen.press("escape", "end")
        await screen.sees(LETTERS)
        await screen.press("2", "slash")
        await screen.sees(IN_FIELDS)
        await screen.press("escape", "f7")
        await screen.sees(LETTERS)
        await screen.press("1", "slash")
        await screen.sees(IN_FIELDS)
