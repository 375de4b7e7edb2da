"""The cursor of a list that is read anew stays on its item."""

from hypothesis import given
from hypothesis import strategies as st

from ovh_explorer.tui.signin.cursor_place import CursorPlace
from tests.tui.account_keys import (  # noqa: F401 - fixtures
    MINE,
    a_key_of_its_own,
    explorer_fixture,
    go_to,
    keys_screen,
)
from tests.tui.conftest import text, type_keys, until


def on(place: CursorPlace, items: list[str], row: int) -> None:
    """The user has put the cursor on a row of a list that is whole."""
    place.row(items, "", is_whole=True)
    place.keep(items[row], row)


def test_it_waits_for_its_item_while_the_list_is_read():
    place = CursorPlace()
    on(place, ["a", "b", "c"], 2)
    assert place.row([], "c", is_whole=False) == 0
    assert place.row(["a"], "", is_whole=False) == 0
    assert place.row(["a", "c"], "a", is_whole=False) == 1
    assert place.row(["a", "b", "c"], "c", is_whole=True) == 2


def test_where_its_item_is_gone_it_keeps_its_row():
    place = CursorPlace()
    on(place, ["a", "b", "c"], 1)
    assert place.row(["a"], "b", is_whole=False) == 0
    assert place.row(["a", "c"], "a", is_whole=True) == 1
    on(place, ["a", "c"], 1)
    assert place.row(["a"], "c", is_whole=True) == 0
    on(place, ["a"], 0)
    assert place.row([], "a", is_whole=True) == 0


def test_once_the_user_moves_it_stays_there():
    place = CursorPlace()
    on(place, ["a", "b", "c"], 2)
    assert place.row(["a", "b"], "c", is_whole=False) == 0
    assert place.row(["a", "b", "c"], "b", is_whole=True) == 1


ITEMS = st.lists(st.sampled_from("abcdef"), unique=True)


@given(ITEMS, ITEMS, st.sampled_from("abcdef"), st.booleans())
def test_it_is_always_in_the_list(first, second, current, is_whole):
    place = CursorPlace()
    place.keep(current, 5)
    for items in (first, second):
        row = place.row(items, current, is_whole=is_whole)
        assert 0 <= row < max(1, len(items))


async def test_the_keys_of_the_account_are_read_again_and_revoked_in_place(explorer):
    for _ in range(3):
        await a_key_of_its_own()
    async with explorer(MINE).run_test(size=(100, 30), notifications=True) as pilot:
        screen = await keys_screen(pilot)
        numbers = sorted(int(key.id) for key in screen._shown if key.kind == "credential")
        await go_to(pilot, screen, "credential", str(numbers[-2]))
        row = screen.table.cursor_row
        assert row > 0
        await pilot.press("r")
        await until(pilot, lambda: not screen._is_loading and len(screen._shown) > row, "again")
        assert (screen.key.id, screen.table.cursor_row) == (str(numbers[-2]), row)
        await pilot.press("D")
        await until(pilot, lambda: "to send it" in text(pilot), "the question")
        await type_keys(pilot, *str(numbers[-2]), "enter")
        await until(
            pilot,
            lambda: (
                not screen._is_loading and str(numbers[-2]) not in {key.id for key in screen._shown}
            ),
            "it is gone",
        )
        assert screen.table.cursor_row == min(row, len(screen._shown) - 1)
