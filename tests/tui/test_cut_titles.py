"""Titles that don't fit: two of them never look alike."""

from hypothesis import given
from hypothesis import strategies as st

from ovh_explorer.tui.drawing.cut_titles import told_apart
from tests.tui.conftest import main_screen
from tests.tui.screen import Screen

FIRST = "POST Manage the resiliation of a service of the account by contract"
OTHER = "POST Manage the resiliation of a service of the account by expiry"


def test_what_differs_stays_in_sight():
    assert told_apart(FIRST, [FIRST, OTHER], 30) == "POST Manage the resil…contract"
    assert told_apart(OTHER, [FIRST, OTHER], 30) == "POST Manage the resilia…expiry"


def test_what_differs_in_time_is_cut_at_its_end():
    assert told_apart(FIRST, ["GET The resiliation"], 30) == FIRST
    assert told_apart(FIRST, [OTHER], 200) == FIRST


@given(st.text("ab ", min_size=20, max_size=60), st.text("ab ", max_size=60), st.integers(17, 70))
def test_it_fits_or_is_as_it_was(one, other, width):
    cut = told_apart(one, [one, other], width)
    assert cut == one or len(cut) == width


async def test_a_title_in_the_tree_says_that_it_is_cut_until_it_is_scrolled_aside(app):
    async with app("POST /domain/zone/{zoneName}/record").run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.sees("POST Add a record; refresh …│")
        tree = main_screen(pilot).products.catalog_tree
        tree.scroll_to(x=20, animate=False, force=True)
        await screen.sees("refresh publishes it")
        tree.scroll_to(x=0, animate=False, force=True)
        await screen.sees("POST Add a record; refresh …│")
