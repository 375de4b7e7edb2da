"""Values of the account, offered in the fields that take them."""

import asyncio

import pytest

from tests.tui.conftest import Demo, settled, text, type_keys, until
from tests.tui.screen import Screen

RECORD = "GET /domain/zone/{zoneName}/record/{id}"


async def test_a_record_is_found_and_shown_without_typing_an_id(app):
    """From the start to the response in 19 keys, none of them part of an id."""
    async with app().run_test(size=(80, 24), notifications=True) as pilot:
        screen = await settled(pilot)
        await until(pilot, lambda: screen.bench, "the workbench")
        keys = ["ctrl+f", *"dns record", "tab", "tab", "enter"]
        await type_keys(pilot, *keys[:-3])
        await until(
            pilot, lambda: "/domain/zone/{zoneName}/record " in text(pilot), "what is found"
        )
        await pilot.press(*keys[-3:])
        await until(
            pilot,
            lambda: screen.form is not None and screen.form.operation.title == RECORD,
            "the operation",
        )
        await until(pilot, lambda: screen.bench.request.view.has_focus, "its form")
        await pilot.press("enter")
        editor = screen.bench.request.editor
        await until(pilot, lambda: "example.org" in text(pilot), "the zones")
        await pilot.press("enter")
        await until(
            pilot, lambda: editor.field is screen.form.field("path", "id"), "the next field"
        )
        await pilot.press("down")
        await until(
            pilot, lambda: "A · www · 192.0.2.10" in text(pilot), "the records, and what they are"
        )
        await pilot.press("enter", "ctrl+r")
        await until(pilot, lambda: screen.bench.response.response, "the response")
        assert screen.bench.response.response.json()["zone"] == "example.com"
        assert len([*keys, "down", "enter", "down", "enter", "ctrl+r"]) == 19


async def test_values_are_offered_as_one_types_once_they_were_asked_for(app):
    async with app(RECORD).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await settled(pilot, form=True)
        picking = screen.workspace.value_lookup
        await type_keys(pilot, *"exam")
        await pilot.pause(0.2)
        assert not picking.asked
        assert not screen.bench.request.editor.choosing
        await pilot.press("down")
        await until(pilot, lambda: "example.org" in text(pilot), "the zones that fit")
        await type_keys(pilot, *"ple.o")
        await until(
            pilot,
            lambda: screen.bench.request.editor._list.values == ["example.org"],
            "the one that fits",
        )
        await pilot.press("tab")
        assert screen.form.field("path", "zoneName").text == "example.org"
        await type_keys(pilot, *"52")
        await until(pilot, lambda: screen.bench.request.editor.choosing, "its records, unasked")
        await pilot.press("escape")
        assert screen.form.field("path", "id").text == "52"
        screen.open_words("GET /vps/{serviceName}")
        await until(
            pilot, lambda: screen.form.operation.path == "/vps/{serviceName}", "another operation"
        )
        await until(pilot, lambda: screen.bench.request.view.has_focus, "its form")
        await type_keys(pilot, *"vps")
        await until(pilot, lambda: screen.bench.request.editor.choosing, "its values, unasked")


async def test_enter_takes_the_value_that_has_the_words_though_it_came_after_them(app, monkeypatch):
    async with app(RECORD).run_test(size=(80, 24), notifications=True) as pilot:
        screen = await settled(pilot, form=True)
        zone, editor = screen.form.field("path", "zoneName"), screen.bench.request.editor
        lookup, typed = screen.workspace.value_lookup, asyncio.Event()
        lookup.asked, read = True, lookup.values

        async def late(form, field):
            await typed.wait()
            return await read(form, field)

        monkeypatch.setattr(lookup, "values", late)
        await type_keys(pilot, *"org example")
        typed.set()
        await until(pilot, lambda: editor._list.values == ["example.org"], "the one that fits")
        await pilot.press("enter")
        await until(pilot, lambda: zone.text == "example.org", "it is taken")


async def test_what_is_missing_first_is_said(app):
    async with app(RECORD).run_test(size=(80, 24), notifications=True) as pilot:
        screen = await settled(pilot, form=True)
        await pilot.press("tab", "down")
        await until(pilot, lambda: "fill in zoneName first" in text(pilot), "what to do")
        await pilot.press("escape")
        assert not screen.bench.request.editor.choosing
        assert screen.bench.request.is_editing


async def test_a_list_that_does_not_come_is_not_waited_for(app, monkeypatch):
    cancelled = asyncio.Event()

    async def never(self, call, progress=None):
        try:
            await asyncio.Event().wait()
        finally:
            cancelled.set()

    async with app(RECORD).run_test(size=(80, 24), notifications=True) as pilot:
        screen = await settled(pilot, form=True)
        monkeypatch.setattr(Demo, "send", never)
        screen.workspace._value_lookup = None
        await pilot.press("enter", "down")
        await until(
            pilot, lambda: "loading values (GET /domain/zone" in text(pilot), "that it is asked"
        )
        await pilot.press("escape")
        await until(pilot, cancelled.is_set, "the request is cancelled")
        assert screen.bench.request.is_editing
        await type_keys(pilot, *"example.net")
        await until(
            pilot,
            lambda: screen.form.field("path", "zoneName").text == "example.net",
            "one types on",
        )


async def test_a_field_of_the_body_is_picked_too(app):
    target = "POST /cloud/project/{serviceName}/instance"
    async with app(target).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await settled(pilot, form=True)
        field = next((item for item in screen.form.body.parts if item.name == "flavorId"), None)
        assert field is not None
        screen.form.field("path", "serviceName").type_text("0123456789abcdef0123456789abcdef")
        assert screen.workspace.value_lookup.source(screen.form, field) is not None


@pytest.mark.parametrize("size", [(160, 48), (80, 24)])
async def test_enter_opens_the_values_of_an_enumeration_and_what_is_typed_stays_in_it(app, size):
    async with app("POST /domain/zone/example.com/record").run_test(
        size=size, notifications=True
    ) as pilot:
        screen = await settled(pilot, form=True)
        view, editor = screen.bench.request.view, screen.bench.request.editor
        kind, target = (screen.bench.form.field("body", name) for name in ("fieldType", "target"))

        def on_the_kind():
            view.focus()
            view.go_to(kind)

        # From the row: as a list to choose from, narrowed by what is typed.
        on_the_kind()
        await pilot.press("enter")
        await until(pilot, lambda: editor.choosing, "the values")
        await type_keys(pilot, *"CNA", "enter")
        await until(pilot, lambda: kind.text == "CNAME", "the one that was typed for")
        assert not target.text
        # From the field before, and into it by tab: enter doesn't step over it.
        await pilot.press("escape")
        on_the_kind()
        await pilot.press("delete", "up", "tab")
        await until(pilot, lambda: editor.field is kind, "into it")
        assert not editor.choosing, "tab goes through fields and takes nothing"
        await type_keys(pilot, "enter", *"MX", "enter")
        await until(pilot, lambda: kind.text == "MX", "what was typed after enter")
        assert not target.text
        assert editor.field is not kind


async def test_nobody_types_a_zone_twice(app):
    """It follows to what is beside, and is offered first, before anything is asked for."""
    async with app("GET /domain/zone/example.org").run_test(
        size=(160, 48), notifications=True
    ) as pilot:
        screen = await settled(pilot, form=True)
        await pilot.press("ctrl+r")
        await until(pilot, lambda: screen.bench.response.response, "the response")
        await screen.open_words("GET /domain/zone/{zoneName}/record").wait()
        assert screen.form.field("path", "zoneName").text == "example.org"
        await screen.open_words("GET /me").wait()
        await screen.open_words("POST /domain/zone/{zoneName}/refresh").wait()
        assert screen.form.field("path", "zoneName").text == ""
        await until(pilot, lambda: screen.bench.request.view.has_focus, "its form")
        await pilot.press("enter")
        editor = screen.bench.request.editor
        await until(
            pilot, lambda: editor._list.values == ["example.org", "example.com"], "the zones"
        )
        await pilot.press("enter")
        assert screen.form.field("path", "zoneName").text == "example.org"


async def test_values_that_come_later_leave_the_highlight_where_it_is(app):
    async with app("GET /domain/zone/{zoneName}").run_test(size=(160, 48)) as pilot:
        screen = await settled(pilot, form=True)
        await until(pilot, lambda: screen.bench.request.view.has_focus, "its form")
        await pilot.press("enter", "escape")
        editor = screen.bench.request.editor
        await until(pilot, lambda: editor.is_open, "the field")
        editor.offer(editor.field, {"used.example": "", "before.example": ""})
        await pilot.press("down")
        editor.offer(editor.field, {"used.example": "", "before.example": "", "b.example": ""})
        await pilot.pause()
        assert len(editor._list.values) == 3
        await pilot.press("enter")
        assert screen.form.field("path", "zoneName").text == "before.example"


ID, NAME = "6a7c9c18e6a6ecb906b3dbfa3bcd34a7", "the project of the shop, moved last year"


@pytest.mark.parametrize("size", [(160, 48), (80, 24)])
async def test_the_list_is_as_wide_as_its_longest_value(app, size):
    """Wider than the field, to the right and to the left, a label that comes late included."""
    async with app("GET /domain/zone/{zoneName}").run_test(size=size) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.press("enter")
        editor, field = screen.main.bench.request.editor, screen.main.form.fields[0]
        editor.offer(field, {ID: "", "other": ""})
        await screen.sees("other")
        assert NAME not in screen.text
        editor.label(field, ID, NAME)
        await screen.sees(f"{ID}  {NAME}")
        await screen.click(NAME)
        assert field.text == ID
        assert NAME not in screen.text, "what it covered is drawn again"


async def test_at_the_end_of_the_screen_the_list_stands_above_its_field(app):
    async with app("POST /domain/zone/{zoneName}/record").run_test(size=(80, 24)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.press("end", "up", "enter")
        field = screen.main.form.field("body", "ttl")
        values = {str(number): "a long time" for number in range(1000, 1030)}
        screen.main.bench.request.editor.offer(field, values)
        await screen.sees("1009  a long time")
        lines = screen.text.splitlines()
        at = next(y for y, line in enumerate(lines) if line.strip().startswith("ttl"))
        first = next(y for y, line in enumerate(lines) if "1000  a long time" in line)
        last = next(y for y, line in enumerate(lines) if "1009  a long time" in line)
        assert last < at or first > at, "the field itself is in sight"


async def test_an_arrow_and_enter_keep_what_was_typed(app):
    async with app(RECORD).run_test(size=(80, 24), notifications=True) as pilot:
        screen = await settled(pilot, form=True)
        zone, editor = screen.form.field("path", "zoneName"), screen.bench.request.editor
        await type_keys(pilot, "enter", "down")
        await until(pilot, lambda: editor.choosing and editor.has_choice, "the zones")
        await type_keys(pilot, "escape", *"other.net", "down")
        await until(pilot, lambda: editor.choosing, "the zones again")
        assert not editor.has_choice
        await type_keys(pilot, "enter")
        await until(pilot, lambda: editor.field is not zone, "the next field")
        assert zone.text == "other.net"


async def test_a_typed_value_that_was_replaced_comes_back(app):
    async with app(RECORD).run_test(size=(80, 24), notifications=True) as pilot:
        screen = await settled(pilot, form=True)
        zone, editor = screen.form.field("path", "zoneName"), screen.bench.request.editor
        await type_keys(pilot, "enter", "down")
        await until(pilot, lambda: editor.choosing and editor.has_choice, "the zones")
        await type_keys(pilot, "escape", *"other.net", "down", "down", "enter")
        await until(pilot, lambda: zone.text == "example.com", "the first zone")
        await until(pilot, lambda: "“other.net” was replaced by “example.com”" in text(pilot), "it")
        assert "Press ^_ to" in text(pilot)
        await type_keys(pilot, "ctrl+underscore")
        assert zone.text == "other.net"


async def test_the_arrow_up_goes_to_the_previous_field(app):
    async with app(RECORD).run_test(size=(80, 24)) as pilot:
        screen = await settled(pilot, form=True)
        editor = screen.bench.request.editor
        await type_keys(pilot, *"example.org", "tab")
        assert editor.field is screen.form.field("path", "id")
        await type_keys(pilot, "up")
        assert editor.field is screen.form.field("path", "zoneName")
        assert not editor.choosing
