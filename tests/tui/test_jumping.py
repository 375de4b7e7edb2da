"""Jumping: a letter over every tab, field and pane."""

import pytest
from textual.geometry import Offset

from ovh_explorer.tui.dialogs.jump import JumpScreen, labels, places_of
from ovh_explorer.tui.widgets.tab_bar import TabBar
from tests.tui.conftest import RECORD, settled, text, type_keys, until


@pytest.mark.parametrize("count", [0, 1, 26, 27, 300, 676])
def test_no_label_is_the_beginning_of_another(count):
    found = labels(count)
    assert len(set(found)) == count
    assert not any(one != other and other.startswith(one) for one in found for other in found)


async def jump(pilot) -> JumpScreen:
    await pilot.press("ctrl+g")
    await until(pilot, lambda: isinstance(pilot.app.screen, JumpScreen), "the letters")
    return pilot.app.screen


def letter(screen: JumpScreen, wanted) -> str:
    return next(label for label, place in screen._places.items() if wanted(place))


@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
async def test_a_letter_leads_into_a_field_and_to_a_tab(app, size):
    async with app(RECORD).run_test(size=size, notifications=True) as pilot:
        screen = await settled(pilot, form=True)
        view = screen.bench.request.view
        rows = {row.field.name: i for i, row in enumerate(view.plan.rows) if row.field is not None}
        jumping = await jump(pilot)
        line = view.region.y + view.plan.line_of(rows["subDomain"])
        label = letter(
            jumping,
            lambda place: place.offset.y == line and view.region.contains_point(place.offset),
        )
        # What is typed at once is for the field.
        await type_keys(pilot, label, *"www", "tab")
        await until(
            pilot, lambda: screen.form.field("body", "subDomain").text == "www", "the field"
        )
        jumping = await jump(pilot)
        tabs = screen.bench.request.query_one(TabBar)
        label = letter(jumping, lambda place: place.offset == tabs.region.offset + Offset(7, 0))
        await pilot.press(label)
        await until(pilot, lambda: tabs.active == "json", "the JSON")


async def test_try_is_gone_to_and_not_pressed(app):
    async with app("GET /domain/zone").run_test(size=(160, 48), notifications=True) as pilot:
        screen = await settled(pilot, form=True)
        jumping = await jump(pilot)
        view = screen.bench.request.view
        line = view.region.y + view.plan.line_of(len(view.plan.rows) - 1)
        label = letter(jumping, lambda place: place.offset == (view.region.x, line))
        await pilot.press(label)
        await until(pilot, lambda: view.has_focus and view.row.kind == "try", "the row")
        assert screen.bench.response.response is None


async def test_another_key_closes_it(app):
    async with app("GET /domain/zone").run_test(size=(80, 24), notifications=True) as pilot:
        screen = await settled(pilot, form=True)
        focused = screen.focused
        for key in ("escape", "0", "down", "space"):
            await jump(pilot)
            await pilot.press(key)
            await until(pilot, lambda: pilot.app.screen is screen, "it is closed")
            assert screen.focused is focused


async def test_what_is_hidden_has_no_letter(app):
    async with app("GET /domain/zone").run_test(size=(80, 24), notifications=True) as pilot:
        screen = await settled(pilot, form=True)
        for place in places_of(screen):
            assert screen.region.contains_point(place.offset)
        assert not any(
            screen.products.region.contains_point(place.offset) for place in places_of(screen)
        )


async def test_many_places_have_two_letters(app):
    """A form of many fields, all its groups open."""
    async with app("POST /order/cart/{cartId}/domain").run_test(
        size=(160, 90), notifications=True
    ) as pilot:
        screen = await settled(pilot, form=True)
        places = places_of(screen) * 3
        pilot.app.push_screen(JumpScreen(places[:60]), lambda place: place and place.go())
        await until(pilot, lambda: isinstance(pilot.app.screen, JumpScreen), "the letters")
        jumping = pilot.app.screen
        second = labels(60)[30]
        await pilot.press(second[0])
        await until(pilot, lambda: "-off" in jumping.query("Static").first().classes, "others go")
        await pilot.press(second[1])
        await until(pilot, lambda: pilot.app.screen is screen, "it went")
        assert text(pilot)
