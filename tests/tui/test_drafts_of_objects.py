"""What was typed for one object in another run is offered in the form of any, and names it."""

import pytest

from ovh_explorer.tui.app import ExplorerApp
from tests.tui.screen import Screen
from tests.tui.test_forms import Remembering
from tests.tui.test_values_of_other_objects import PUT, UNDO, give, opened, said

TEMPLATE = "PUT /domain/zone/{zoneName}/record/{id}"
TYPED = {"zoneName": "a.example", "id": "1", "ttl": "555"}


def run():
    """A run of the program, which has what those before it left."""
    return ExplorerApp(Remembering()).run_test(size=(160, 48), notifications=True)


async def typed_in_another_run() -> None:
    async with run() as pilot:
        screen = await opened(pilot, PUT.format("a.example", 1))
        await give(screen, "ttl", "555")
        await screen.open("GET /me")


async def taken_up(screen: Screen) -> None:
    await screen.press("escape", "home", "enter")
    await screen.until(lambda: "ttl" in said(screen), "it is brought back")


@pytest.mark.parametrize("words", [PUT.format("a.example", 1), TEMPLATE])
async def test_it_is_offered_in_the_form_of_the_same_object(words):
    await typed_in_another_run()
    async with run() as pilot:
        screen = await opened(pilot, words)
        await screen.sees("Restore values from")
        assert "Restore values for" not in screen.text
        await taken_up(screen)
        assert said(screen) == TYPED
        assert screen.toasts == []


@pytest.mark.parametrize("way", ["path", "carried over"])
async def test_in_the_form_of_another_object_it_says_whose_it_is(way):
    await typed_in_another_run()
    async with run() as pilot:
        screen = await opened(pilot, PUT.format("b.example", 2).replace("PUT", "GET"))
        await screen.open(PUT.format("b.example", 2) if way == "path" else TEMPLATE)
        await screen.sees("Restore values for a.example, 1 (from")
        await taken_up(screen)
        assert said(screen) == TYPED
        words = "The form names another object now: zoneName a.example, id 1."
        await screen.until(lambda: words in screen.toasts, "it is said")
        await screen.press(UNDO)
        assert said(screen) == {"zoneName": "b.example", "id": "2"}


async def test_what_another_run_left_gives_way_to_no_mere_path():
    await typed_in_another_run()
    async with run() as pilot:
        screen = await opened(pilot, PUT.format("b.example", 2))
        await screen.open(PUT.format("c.example", 3))
        await screen.open("GET /me")
    async with run() as pilot:
        screen = await opened(pilot, PUT.format("d.example", 4))
        await screen.sees("Restore values for a.example, 1 (from")


async def test_what_was_typed_in_this_run_is_for_undo_to_bring_back():
    async with run() as pilot:
        screen = await opened(pilot, PUT.format("a.example", 1))
        await give(screen, "ttl", "555")
        await screen.open("GET /me")
        await screen.open(PUT.format("b.example", 2))
        assert "Restore values" not in screen.text
