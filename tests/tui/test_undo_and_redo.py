"""Undo and redo of a form: what comes back, and where the cursor is then."""

import pytest

from tests.tui.screen import Screen, key_of
from tests.tui.test_form_fingers import RECORD, go_to
from tests.tui.test_form_walks import POLICY
from tests.tui.test_forms import paste

UNDO, REDO = "ctrl+underscore", "ctrl+circumflex_accent"
SIZES = [(160, 48), (80, 24)]


async def opened(pilot) -> Screen:
    return await Screen(pilot).ready(form=True)


async def with_entries(pilot, *texts: str) -> tuple[Screen, list]:
    """A policy with identities, its list of fields, and the cursor on the first."""
    screen = await opened(pilot)
    view, identities = screen.main.bench.request.view, screen.main.form.field("body", "identities")
    for text in texts:
        identities.add_part(text)
    identities.open = True
    view.changed()
    view.go_to(identities.parts[0])
    await screen.drawn()
    return screen, identities.parts


@pytest.mark.parametrize("size", SIZES)
async def test_redo_makes_each_change_again_until_there_is_a_new_one(app, size):
    async with app(RECORD).run_test(size=size, notifications=True) as pilot:
        screen = await opened(pilot)
        form = screen.main.form
        await go_to(screen, "subDomain")
        await screen.type("www")
        await screen.press("escape", "delete")
        await go_to(screen, "target")
        await screen.type("1")
        await go_to(screen, "ttl")
        await screen.type("3600")
        await screen.press("f8")
        assert form.is_empty
        await screen.press(UNDO, UNDO, UNDO, UNDO)
        assert form.field("body", "subDomain").text == "www"
        await screen.press(REDO)
        assert not form.field("body", "subDomain").is_given
        await screen.press(REDO, REDO)
        assert form.field("body", "target").text == "1"
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


async def test_what_is_typed_after_undo_is_a_new_change(app):
    async with app(RECORD).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await opened(pilot)
        form = screen.main.form
        await screen.press("f2")
        assert form.field("body", "fieldType").is_given
        await screen.press(UNDO)
        await go_to(screen, "target")
        await screen.type("mine")
        assert screen.is_editing
        await screen.press(REDO)
        await screen.until(lambda: "There is nothing to redo." in screen.toasts, "no more")
        assert form.field("body", "target").text == "mine"
        assert not form.field("body", "fieldType").is_given
        await screen.press(UNDO, REDO)
        assert form.field("body", "target").text == "mine"


async def test_undo_after_redo_leads_back_to_just_what_was_there(app):
    async with app(RECORD).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await opened(pilot)
        form = screen.main.form
        zone = form.field("path", "zoneName")
        await go_to(screen, "target")
        await screen.type("192.0.2.1")
        await go_to(screen, "zoneName")
        await screen.type("a.example")
        await screen.press("escape", "delete")
        assert not zone.is_given
        await screen.press(UNDO, UNDO, UNDO)
        assert form.is_empty
        await screen.press(REDO, REDO, REDO)
        assert not zone.is_given
        await screen.press(UNDO)
        assert zone.text == "a.example"
        assert form.field("body", "target").text == "192.0.2.1"


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


# The cursor


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("index", [0, 1, 2])
async def test_the_cursor_stands_on_the_entry_that_came_back(app, size, index):
    async with app(POLICY).run_test(size=size, notifications=True) as pilot:
        screen, entries = await with_entries(pilot, "urn:a", "urn:b", "urn:c")
        view, gone = screen.main.bench.request.view, entries[index]
        view.go_to(gone)
        await screen.press("delete")
        assert view.row.field is not gone
        await screen.press(UNDO)
        assert view.row.field is gone
        assert gone.text in screen.row
        await screen.press(REDO)
        left = gone.parent.parts
        assert view.row.field is left[min(index, 1)], "what is nearest"
        await screen.press("home", UNDO)
        assert view.row.field is gone
        assert gone.text in screen.row, "and in sight"


async def test_the_cursor_stands_on_the_list_when_its_only_entry_is_gone(app):
    async with app(POLICY).run_test(size=(160, 48), notifications=True) as pilot:
        screen, (entry,) = await with_entries(pilot, "urn:a")
        view = screen.main.bench.request.view
        await screen.press("delete", UNDO)
        assert view.row.field is entry
        await screen.press(REDO)
        assert view.row.field is entry.parent


@pytest.mark.parametrize("size", SIZES)
async def test_what_undo_changed_is_opened_and_in_sight(app, size):
    async with app(POLICY).run_test(size=size, notifications=True) as pilot:
        screen, (first, second) = await with_entries(pilot, "urn:a", "urn:b")
        view, entries = screen.main.bench.request.view, first.parent
        view.go_to(second)
        await screen.press("delete")
        entries.open = False
        view.changed()
        await screen.press("end", UNDO)
        assert view.row.field is second
        assert "urn:b" in screen.row
        await screen.press(key_of("step_tab(1)"), "end", REDO)
        assert view.row.kind == "text", "of the JSON"


async def test_the_cursor_stays_where_it_is_among_what_changed(app):
    async with app(RECORD).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await opened(pilot)
        view = screen.main.bench.request.view
        await screen.press("f2")
        target = screen.main.form.field("body", "target")
        view.go_to(target)
        await screen.press("f8", UNDO)
        assert view.row.field is target
        await screen.press("end", REDO)
        assert view.row.field is screen.main.form.field("path", "zoneName"), "else the first"


@pytest.mark.parametrize("key", [UNDO, REDO])
@pytest.mark.parametrize("size", SIZES)
async def test_what_undo_changed_is_shown_where_another_pane_or_the_schema_is(app, size, key):
    async with app(RECORD).run_test(size=size, notifications=True) as pilot:
        screen = await opened(pilot)
        await screen.press("f2")
        if key == REDO:
            await screen.press(UNDO)
        await screen.press("escape", "f9", "f9")
        request = screen.main.bench.request
        await screen.until(lambda: request.outline is not None, "what is said of it")
        await screen.show("response")
        await screen.press(key)
        await screen.until(lambda: request.view.region.height > 0, "the form")
        assert request.outline is None
        assert "zoneName" in request.lines.drawn(request.view.line_of_row(request.view.cursor))


async def test_undo_says_which_object_the_form_is_about_where_that_changes(app):
    """As where it was opened from a place, for another object."""
    async with app(RECORD).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await opened(pilot)
        form = screen.main.form
        await go_to(screen, "zoneName")
        await screen.type("a.example")
        await screen.press("escape")
        with screen.main.bench.request.view.changes.change(form):
            form.clear()
            form.field("path", "zoneName").type_text("b.example")
            form.field("body", "target").type_text("192.0.2.1")
        await screen.press(UNDO)
        assert form.field("path", "zoneName").text == "a.example"
        said = "The form names another object now: zoneName a.example."
        await screen.until(lambda: said in screen.toasts, "it is said")
        await screen.press(UNDO)
        await screen.until(lambda: not screen.toasts, "what is typed is seen")


async def test_what_steps_through_states_says_which_and_what_it_cleared(app):
    async with app(RECORD).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await opened(pilot)
        target = screen.main.form.field("body", "target")
        await go_to(screen, "target")
        await screen.type("192.0.2.1")
        await screen.until(lambda: "^t not set/empty" in screen.text, "what the key does")
        assert "not set/null" not in screen.text
        await screen.press("ctrl+t")
        assert not target.is_given
        await screen.until(
            lambda: "Cleared target. Press ^_ to undo." in screen.toasts, "it is said"
        )
        await screen.press(UNDO)
        assert target.text == "192.0.2.1"


async def test_a_paste_is_a_change_of_its_own_and_what_is_typed_behind_it_is_another(app):
    async with app(RECORD).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await opened(pilot)
        target = screen.main.form.field("body", "target")
        await go_to(screen, "target")
        await screen.press("enter", "1")
        await paste(pilot, "92.0.2.")
        await screen.type("77")
        assert target.text == "192.0.2.77"
        await screen.press(UNDO)
        assert target.text == "192.0.2."
        await screen.press(UNDO)
        assert target.text == "1"
        await screen.press(REDO, REDO)
        assert target.text == "192.0.2.77"


async def test_an_entry_that_was_emptied_and_left_comes_back(app):
    async with app(POLICY).run_test(size=(160, 48), notifications=True) as pilot:
        screen, _parts = await with_entries(pilot, "a1", "b2", "c3")
        identities = screen.main.form.field("body", "identities")
        await screen.press("enter", "ctrl+a", "ctrl+k", "escape")
        await screen.until(lambda: len(identities.parts) == 2, "it is gone")
        await screen.press(UNDO)
        assert [part.text for part in identities.parts] == ["a1", "b2", "c3"]


async def test_an_object_that_comes_back_into_a_cleared_form_is_no_other_one(app):
    async with app(RECORD).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await opened(pilot)
        await go_to(screen, "zoneName")
        await screen.type("a.example")
        await screen.press("escape", "f8", UNDO)
        assert screen.main.form.field("path", "zoneName").text == "a.example"
        await screen.drawn()
        assert not screen.toasts


async def test_what_was_given_for_one_object_does_not_come_into_the_form_of_a_third(app):
    async with app(RECORD).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await opened(pilot)
        form, changes = screen.main.form, screen.main.bench.request.view.changes
        zone, ttl = form.field("path", "zoneName"), form.field("body", "ttl")
        zone.type_text("a.example")
        with changes.change(form):
            ttl.type_text("36000")
        with changes.change(form):
            zone.type_text("b.example")
            ttl.clear()
        zone.type_text("c.example")
        await screen.press(UNDO)
        assert (zone.text, ttl.is_given) == ("c.example", False)


async def test_a_secret_that_comes_back_while_its_field_is_edited_stays_hidden(app):
    async with app(RECORD).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await opened(pilot)
        form = screen.main.form
        target = form.field("body", "target")
        target.type_text("my-own-secret")
        target.is_hidden = True
        await screen.press("f8")
        await go_to(screen, "target")
        await screen.press("enter", UNDO)
        assert target.text == "my-own-secret"
        assert target.is_secret
        assert screen.is_editing
        assert "my-own" not in screen.text
        await screen.press(REDO, UNDO)
        assert "my-own" not in screen.text


@pytest.mark.parametrize("text", ["\n\n", " \n ", "\r\n \r\n"])
@pytest.mark.parametrize("keys", [[], ["enter"], ["down"]])
async def test_lines_without_anything_are_pasted_as_nothing(app, text, keys):
    async with app(POLICY).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await opened(pilot)
        before = screen.main.form.body_text
        await go_to(screen, "identities")
        for key in keys:
            await screen.press(key)
        await paste(pilot, text)
        await screen.press("escape")
        await screen.drawn()
        assert screen.main.form.body_text == before
