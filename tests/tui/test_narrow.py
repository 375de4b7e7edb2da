"""A terminal of any width: what is open over the main screen is laid out in it, below the word that
it is too small.
"""

import pytest

from ovh_explorer.tui.main.screen import MainScreen
from tests.tui.conftest import settled, until


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
