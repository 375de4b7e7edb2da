"""Of marked rows the screen says that a key acts on them only where something can be done."""

import pytest

from ovh_explorer.translation import set_language
from tests.tui.responses import RECORD
from tests.tui.screen import Screen
from tests.tui.test_several_rows import filter_rows, table

NOTHING = "nothing acts on several rows"


def footer(screen: Screen) -> str:
    return screen.text.rstrip().splitlines()[-1].strip()


@pytest.mark.parametrize("size", [(160, 48), (80, 24)])
async def test_what_nothing_can_be_done_with_is_not_said_to_be_acted_on(app, fresh, size):
    async with app("GET /me/bill", url=fresh).run_test(size=size, notifications=True) as pilot:
        screen = await table(pilot, "row 1 of")
        assert "a actions" in footer(screen)
        await screen.press("asterisk")
        await screen.sees(f"3 marked: {NOTHING} · row 1 of 3")
        assert " a " not in footer(screen)
        # Why stands where it is asked for.
        await screen.press("a")
        await screen.until(lambda: screen.toasts, "a toast")
        assert "nothing that can be done with several" in screen.toasts[-1]
        await screen.press("asterisk")
        await screen.until(lambda: "a actions" in footer(screen), "of the row under the cursor")
        assert "marked" not in screen.text


async def test_what_something_can_be_done_with_is_acted_on(app, fresh):
    async with app(RECORD, url=fresh).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await table(pilot)
        await screen.press("space")
        await screen.sees("1 marked: a acts on them")
        await screen.until(lambda: "  a act  " in footer(screen), "the key")


async def test_what_a_filter_made_is_not_acted_on(app, fresh):
    async with app(RECORD, url=fresh).run_test(size=(80, 24), notifications=True) as pilot:
        screen = await table(pilot)
        await filter_rows(screen, "[].{id: ttl, target: target}")
        await screen.sees("row 1 of 6")
        await screen.press("space")
        await screen.sees("1 marked: nothing acts on")
        assert "a act" not in footer(screen)
        await screen.press("asterisk", "asterisk")
        await filter_rows(screen, "[?fieldType=='NS']")
        await screen.sees("row 2 of 2")
        await screen.press("asterisk")
        await screen.sees("a acts on them")


async def test_what_is_marked_out_of_sight_is_said_beside_that(app, fresh):
    async with app("GET /me/bill", url=fresh).run_test(size=(120, 24), notifications=True) as pilot:
        screen = await table(pilot, "row 1 of")
        await screen.press("0")
        name = screen.main.bench.response.table.table.value(0, "billId")
        await screen.press("asterisk")
        await filter_rows(screen, f"[?billId=='{name}']")
        await screen.sees(f"out of sight: {NOTHING}")


async def test_it_is_said_in_french(app, in_french):
    set_language("fr")
    async with app("GET /me/bill").run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.send()
        await screen.show("response")
        await screen.press("m")
        await screen.until(lambda: screen.title, "the menu")
        await screen.press("enter")
        await screen.sees("ligne 1 sur")
        await screen.press("space")
        await screen.sees("1 ligne marquée · aucune action groupée")
