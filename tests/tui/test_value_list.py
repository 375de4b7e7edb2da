"""The list of values of a field: what is typed while it is open, and the keys that it has."""

import pytest

from tests.tui.screen import Screen

SIZES = [(160, 48), (80, 24)]
RECORDS = "GET /domain/zone/example.com/record"


def footer(screen: Screen) -> str:
    """The last line of the screen."""
    return screen.text.splitlines()[-1]


def zone(screen: Screen) -> str:
    return screen.main.form.field("path", "zoneName").text


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("keys", [["space"], ["tab", "shift+tab", "down"], ["enter", "down"]])
async def test_what_is_typed_over_open_values_is_in_place_of_the_value_that_was_there(
    app, size, keys
):
    async with app(RECORDS).run_test(size=size, notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.press("home", *keys)
        await screen.sees("example.org")
        await screen.type("example.o")
        assert zone(screen) == "example.o"
        await screen.press("enter")
        assert zone(screen) == "example.org"


async def test_an_enumeration_is_typed_anew_over_its_values(app):
    words = "POST /domain/zone/example.com/record"
    async with app(words).run_test(size=(80, 24), notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.type("t")
        await screen.press("enter", "shift+tab", "shift+tab", "down")
        await screen.sees("enter choose")
        await screen.type("CNAME")
        assert screen.main.form.field("body", "fieldType").text == "CNAME"


async def test_what_was_begun_is_gone_on_with(app):
    """Values that come for a text that is being typed take nothing of it away."""
    async with app("GET /domain/zone/{zoneName}").run_test(size=(80, 24)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.type("example")
        await screen.press("down")
        await screen.sees("example.org")
        await screen.type(".org")
        assert zone(screen) == "example.org"


@pytest.mark.parametrize("size", SIZES)
async def test_the_footer_names_the_keys_of_an_open_list(app, size):
    async with app(RECORDS).run_test(size=size, notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.press("home", "enter")
        assert "esc leave" in footer(screen)
        await screen.press("down")
        await screen.sees("example.org")
        keys = "^r try  enter choose → TRY  tab next  esc close the list"
        await screen.until(lambda: keys in footer(screen), "the keys of the list")
        await screen.press("escape")
        await screen.until(lambda: "esc leave" in footer(screen), "those of the field")
        assert screen.is_editing
        assert "enter choose" not in footer(screen)
        await screen.type("xq")
        await screen.until(lambda: "enter choose" not in footer(screen), "no value has it")


async def test_a_list_of_one_value_does_not_look_like_the_next_field_s(app):
    words = "POST /domain/zone/example.com/record"
    async with app(words).run_test(size=(80, 24), notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.press("enter")
        await screen.type("tx")
        # In one colour too.
        await screen.sees("▏TXT")
        assert all(" TXT" not in line for line in screen.text.splitlines())
        await screen.press("escape")
        await screen.until(lambda: "▏" not in screen.text, "the list is closed")
