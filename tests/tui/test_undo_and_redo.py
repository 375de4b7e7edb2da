"""Undo and redo of a form: what comes back."""

import pytest

from tests.tui.screen import Screen, key_of
from tests.tui.test_form_fingers import RECORD, go_to

UNDO, REDO = "ctrl+underscore", "ctrl+circumflex_accent"
SIZES = [(160, 48), (80, 24)]


async def opened(pilot) -> Screen:
    return await Screen(pilot).ready(form=True)


@pytest.mark.parametrize("size", SIZES)
async def test_redo_makes_each_change_again_until_there_is_a_new_one(app, size):
    async with app(RECORD).run_test(size=size, notifications=True) as pilot:
        screen = await opened(pilot)
        form = screen.main.form
        await go_to(screen, "subDomain")
        await screen.type("www")
        await screen.press("escape", "delete")
        await go_to(screen, "ttl")
        await screen.type("3600")
        await screen.press("f8")
        assert form.is_empty
        await screen.press(UNDO, UNDO)
        assert form.field("body", "subDomain").text == "www"
        await screen.press(REDO)
        assert not form.field("body", "subDomain").is_given
        assert form.field("body", "ttl").text == "3600"
        await screen.press(REDO)
        assert form.is_empty
        await screen.press(REDO)
        await screen.until(lambda: "There is nothing to redo." in screen.toasts, "no more")
        await screen.press(UNDO)
        assert form.field("body", "ttl").text == "3600"
        await go_to(screen, "ttl")
        await screen.press("delete", REDO)
        await screen.until(lambda: "There is nothing to redo." in screen.toasts, "a new change")


async def test_redo_keeps_what_was_typed_since_undo(app):
    async with app(RECORD).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await opened(pilot)
        form = screen.main.form
        await screen.press("f2")
        example = form.field("body", "fieldType").text
        await screen.press(UNDO)
        await go_to(screen, "target")
        await screen.type("mine")
        assert screen.is_editing
        await screen.press(REDO)
        assert form.field("body", "target").text == "mine"
        assert form.field("body", "fieldType").text == example != ""


@pytest.mark.parametrize("key", ["U", "ctrl+circumflex_accent", "ctrl+6", "ctrl+shift+z"])
async def test_the_keys_of_redo(app, key):
    async with app(RECORD).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await opened(pilot)
        await screen.press("f2", "end", "u")
        assert screen.main.form.is_empty
        await screen.press("end", key)
        assert not screen.main.form.is_empty


async def test_the_palette_redoes(app):
    async with app(RECORD).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await opened(pilot)
        await screen.press("f2", UNDO, "ctrl+p")
        await screen.type("redo")
        await screen.sees("U or ^^")
        await screen.press("enter")
        await screen.until(lambda: not screen.main.form.is_empty, "it is there again")


def test_redo_works_inside_fields_too():
    assert key_of("redo") == REDO
