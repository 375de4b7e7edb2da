"""Filters of a response: words, what matches nothing, and how long a filter stays."""

import pytest

from tests.tui.responses import RECORD, serves
from tests.tui.screen import Screen
from tests.tui.test_several_rows import table

ROWS = [{"id": 1, "type": "TXT"}, {"id": 2, "type": "A"}]


async def filtered(screen: Screen, words: str) -> None:
    await screen.show("response")
    await screen.press("f")
    await screen.sees("Filter the response")
    await screen.press("end", "ctrl+u")
    await screen.type(words)
    await screen.press("enter")


async def test_a_word_that_is_no_field_finds_rows_or_says_that_there_are_none(app, monkeypatch):
    serves(monkeypatch, ROWS)
    async with app(RECORD).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.send()
        await filtered(screen, "TXT")
        await screen.sees("No field TXT has a value: these rows contain it.")
        assert '"A"' not in "".join(screen.response.lines)
        assert '"TXT"' in "".join(screen.response.lines)
        await filtered(screen, "my-zone.example")
        await screen.sees("No field my-zone.example has a value, and no row contains it.")
        await screen.press("escape")


async def test_a_filter_that_matches_nothing_says_what_to_do(app, monkeypatch):
    serves(monkeypatch, ROWS)
    async with app(RECORD).run_test(size=(80, 24), notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.send()
        await filtered(screen, "[?type=='MX']")
        await screen.sees("no match · f changes it, f with nothing shows all")


async def test_a_filter_is_of_the_response_and_its_refreshes_alone(app, monkeypatch):
    serves(monkeypatch, ROWS)
    async with app(RECORD).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.send()
        await filtered(screen, "[].id")
        await screen.sees("filtered: [].id")
        await screen.send()
        assert '"TXT"' not in "".join(screen.response.lines)
        # Opened anew, as by a menu of actions, it is whole; the filter is offered again.
        await screen.open(RECORD)
        await screen.send()
        await screen.until(lambda: '"TXT"' in "".join(screen.response.lines), "the whole list")
        assert "filtered" not in screen.text
        await screen.show("response")
        await screen.press("f")
        await screen.sees("[].id")


@pytest.mark.parametrize("size", [(160, 48), (80, 24)])
async def test_a_filtered_list_from_before_a_change_says_the_filter_first(
    app, fresh, in_french, size
):
    records = "/domain/zone/example.com/record"
    async with app(f"GET {records}", url=fresh).run_test(size=size) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.send()
        await screen.show("response")
        await screen.press("f")
        await screen.type("5210000003")
        await screen.press("enter")
        await screen.sees("filtrée")
        await screen.open(f"DELETE {records}/5210000001")
        await screen.confirm()
        await screen.back()
        await screen.show("response")
        await screen.sees("filtrée · antérieure à votre")


async def test_a_filter_that_calls_another_value_id_deletes_nothing_by_it(app, fresh):
    async with app(RECORD, url=fresh).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await table(pilot)
        await screen.press("f")
        await screen.type("[].{id: ttl, target: target}")
        await screen.press("enter")
        await screen.sees("3600")
        await screen.press("D")
        await screen.drawn()
        assert screen.main.form.operation.method == "GET"
