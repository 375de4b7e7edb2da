"""The table of keys, and which keys type on a highlighted row of a form."""

import re
import string
from collections import Counter
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest
from textual import events
from textual.actions import parse
from textual.binding import Binding
from textual.dom import DOMNode
from textual.keys import _character_to_key
from textual.widgets import Input

from ovh_explorer import tui
from ovh_explorer.tui.dialogs.text_editor import TextEditor
from ovh_explorer.tui.drawing.form_layout import Row
from ovh_explorer.tui.key_bindings import DIALOG_KEYS, KEYS, footer_keys, help_sections, only_moves
from ovh_explorer.tui.request.form_edit import first_part, takes_entry
from tests.findings import fail_where
from tests.tui.conftest import RECORD, settled, text, type_keys, until

PRINTABLE = string.ascii_letters + string.digits + string.punctuation + " éß中"
# Swallowed by terminals and multiplexers, or the same as another key.
SWALLOWED = {
    "ctrl+a",
    "ctrl+b",
    "ctrl+h",
    "ctrl+i",
    "ctrl+j",
    "ctrl+m",
    "ctrl+left_square_bracket",
    "f11",
}
README = Path(__file__).parents[2] / "README.md"


def test_keys_inside_of_fields_do_not_collide():
    keys = [key for item in KEYS for key in item.in_fields.split(",") if key]
    everywhere = {
        key for item in KEYS if item.where == "everywhere" for key in item.keys.split(",")
    }
    editing = {key for binding in Input.BINDINGS for key in binding.key.split(",")}
    assert Counter(keys).most_common(1)[0][1] == 1
    assert not set(keys) & (everywhere | editing | SWALLOWED)
    assert not [key for key in keys if len(key) == 1]


def test_no_key_does_two_things_in_one_place():
    # The same to fingers: down into the values of a field, or to the field below where none are
    # known.
    down = {("field", "choices"), ("field", "down")}
    places = {}
    for item in KEYS:
        where = "everywhere" if item.where == "panes" else item.where
        for key in item.keys.split(","):
            if (item.where, item.action) not in down:
                places.setdefault((where, key), []).append(f"{item.action} ({item.where})")
    fail_where(
        (
            f"{key}: {' and '.join(actions)}"
            for (_where, key), actions in places.items()
            if len(actions) > 1
        ),
        "Choose another key for one of the two, see ovh_explorer/tui/key_bindings/:",
    )


@pytest.mark.parametrize(
    "shown",
    ["1", "2", "3", "0", "/", "?", "[ ,", "] ;", "e", "E", "C", "u", "U", "R", "b", "y", "H", "a"],
)
def test_what_is_a_letter_elsewhere_has_a_key_inside_of_fields(shown):
    assert any(
        item.shown == shown and item.in_fields for item in KEYS if item.where in ("panes", "form")
    )


def test_the_footer_shows_no_letter_where_letters_are_text():
    shown = [key.shown for key in footer_keys("everywhere", "panes", "form", typing=True)]
    assert "^y" in shown
    assert not [key for key in shown if len(key) == 1]
    assert "y" in [key.shown for key in footer_keys("everywhere", "panes", "form")]


@pytest.mark.parametrize(
    "key", ["enter", "ctrl+r", "C", "R", "S", "K", "y", "e", "greater_than_sign", "delete", "D"]
)
def test_what_does_something_is_known_to(key):
    assert not only_moves(key)


def test_the_readme_names_the_keys_of_the_table():
    table = README.read_text().partition("## Keys\n")[2].partition("## ")[0]
    rows = [line.split("|")[1:3] for line in table.splitlines() if line.startswith("| `")]
    plain, in_fields = (
        {key for cell in cells for key in re.findall("`([^`]+)`", cell)}
        for cells in zip(*rows, strict=True)
    )
    anywhere = {item.shown for item in KEYS if not item.is_text}
    shown = {item.in_fields_shown for item in KEYS if item.in_fields}
    assert plain <= {part for item in KEYS for part in (item.shown, *item.shown.split())}
    assert shown <= in_fields <= shown | anywhere
    everywhere = {item.shown for item in KEYS if item.where in ("everywhere", "panes")}
    named = plain | {part for words in plain for part in words.split()}
    assert everywhere <= named, everywhere - named


def widgets() -> list[type[DOMNode]]:
    """The classes of the screen that have keys of their own."""
    found = []
    for module in walk_packages(tui.__path__, "ovh_explorer.tui."):
        members = vars(import_module(module.name)).values()
        found += [
            item
            for item in members
            if isinstance(item, type)
            and issubclass(item, DOMNode)
            and item.__module__ == module.name
            and vars(item).get("BINDINGS")
        ]
    return found


def test_all_keys_come_from_the_table():
    table = [
        (key, item.action)
        for item in (*KEYS, *DIALOG_KEYS)
        for key in (item.keys + "," + item.in_fields).split(",")
    ]
    assert len(widgets()) > 20
    for widget in widgets():
        for binding in vars(widget)["BINDINGS"]:
            assert isinstance(binding, Binding), widget
            assert (binding.key, binding.action) in table, widget


def test_what_a_key_does_is_an_action_of_who_listens():
    for widget in widgets():
        for binding in vars(widget)["BINDINGS"]:
            target, name, _ = parse(binding.action)
            assert target or hasattr(widget, f"action_{name}"), (widget, binding.action)


def test_help_says_what_each_key_does():
    sections = dict(help_sections())
    assert {"Everywhere", "In the history", "In a question"} <= sections.keys()
    for title, keys in sections.items():
        assert keys, title
        assert all(item.help for item in keys), title


def key(character: str) -> events.Key:
    return events.Key(character if character.isalnum() else _character_to_key(character), character)


async def test_every_character_types_on_a_text_and_on_nothing_else(app):
    async with app("POST /v2/iam/policy").run_test(size=(160, 48)) as pilot:
        screen = await settled(pilot, form=True)
        request, form = screen.bench.request, screen.form
        view = request.view
        form.fill_example()
        form.body.part("permissions").open = True
        form.body.part("permissions").part("allow").open = True
        form.body.part("identities").add_part("urn:1")
        form.body.part("identities").open = True
        view.update()
        await pilot.pause()
        kinds = set()
        for index in range(len(view.plan.rows)):
            request.focus_form()
            view.move_to(index)
            row: Row = view.row
            is_line = view.takes_text and row.kind != "text"
            kinds.add((row.kind, row.field and row.field.kind, is_line))
            before = row.field.text if is_line else ""
            if takes_entry(row):
                row.field.open = True
            # A blank shows what can be chosen, where there is something.
            has_values = bool(view.key_labels["toggle_value"])
            for character in PRINTABLE.replace(" ", "" if has_values else " "):
                event = key(character)
                await view._on_key(event)
                # Letters that move in lists say that they don't here.
                is_said = is_line or character in "jkhlgG"
                assert event._stop_propagation == is_said, (row, character)
                assert request.is_editing == is_line
                if takes_entry(row):
                    typed = first_part(row.field.parts[-1])
                    assert typed.text.strip() == character.strip(), "in an entry of its own"
                    request.focus_form()
                    row.field.parts[-1].remove()
                    view.update()
                    view.move_to(index)
                elif is_line:
                    assert row.field.text.strip() == character.strip(), "for what is there"
                    row.field.type_text(before)
                    request.editor.read_again()
                    request.focus_form()
        assert {kind for kind, _, is_line in kinds if is_line} == {"field", "add"}
        assert {kind for kind, _, is_line in kinds if not is_line} >= {"field", "try", "add"}


async def test_words_typed_on_a_highlighted_field_run_no_command(app):
    async with app(RECORD).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await settled(pilot, form=True)
        request = screen.bench.request
        assert not request.is_editing, "every form starts highlighted"
        await type_keys(pilot, *"environment CRb/?1[")
        zone = screen.form.field("path", "zoneName")
        await until(pilot, lambda: zone.text == "environment CRb/?1[", "it is in the field")
        assert screen.products.branch == "v1"
        assert not screen.workspace.read_only
        # Inside of the field, and highlighted, the other keys do what the letters do elsewhere.
        await pilot.press("escape", "f12")
        await until(pilot, lambda: screen.workspace.read_only, "read-only")
        await pilot.press("x", "f8")
        assert (zone.text, request.editor.query_one(Input).value) == ("", "")
        await pilot.press("ctrl+underscore")
        assert zone.text == request.editor.query_one(Input).value == "x"
        await pilot.press("f8", "f2")
        assert zone.text == request.editor.query_one(Input).value != ""
        await pilot.press("ctrl+n")
        await until(pilot, lambda: '"fieldType"' in text(pilot), "the JSON")
        await pilot.press("f7")
        await until(pilot, lambda: screen.focused is screen.bench.response.view, "the response")


async def test_a_paste_goes_into_the_highlighted_field(app):
    async with app(RECORD).run_test(size=(160, 48)) as pilot:
        screen = await settled(pilot, form=True)
        pilot.app._driver.send_message(events.Paste("some words"))
        zone = screen.form.field("path", "zoneName")
        await until(pilot, lambda: zone.text == "some words", "it is in the field")
        await pilot.press("!")
        assert zone.text == "some words!"


async def test_characters_are_added_to_a_text_of_several_lines(app):
    async with app(RECORD).run_test(size=(160, 48)) as pilot:
        screen = await settled(pilot, form=True)
        screen.form.body.part("target").type_text("one\ntwo")
        screen.bench.request.refresh_form()
        screen.bench.request.view.go_to(screen.form.body.part("target"))
        await type_keys(pilot, *"xy")
        await until(pilot, lambda: isinstance(pilot.app.screen, TextEditor), "the editor")
        await type_keys(pilot, "z", "escape")
        await until(
            pilot, lambda: screen.form.body.part("target").text == "one\ntwoxyz", "the text"
        )
        # Emptied lines at the end of a body that is not JSON are drawn all the same.
        screen.form.type_body('{"ttl":\n\n')
        screen.bench.request.refresh_form()
        await until(pilot, lambda: '{"ttl":' in text(pilot), "the broken body")
