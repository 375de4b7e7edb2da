"""What is opened from a response is of the place it was opened from, whatever was typed before."""

import re

import pytest
from textual.widgets import OptionList

from ovh_explorer.tui.workbench.object_menu import ADD, CHANGE, DELETE
from tests.tui.screen import Screen, key_of

LIST = "GET /domain/zone/example.com/record"
ITEM = "/domain/zone/{zoneName}/record/{id}"
OTHER = {"zoneName": "other.example", "id": "5210000009"}
SECOND = "5210000002"
CHANGED = {"zoneName": "example.com", "id": SECOND}


def fill_forms_for_another(screen: Screen) -> None:
    """Leave something in every form there is near the records: of another one."""
    workspace = screen.main.workspace
    store = workspace.store
    paths = [ITEM, *store.below("v1", None, ITEM), "/domain/zone/{zoneName}/record"]
    for path in dict.fromkeys([*paths, *store.below("v1", None, "/domain/zone/{zoneName}")]):
        for row in store.at("v1", path):
            form = workspace.form(row.branch, row.method, row.path)
            for field in form.placed("path"):
                field.type_text(OTHER.get(field.name, "left"))
            if form.body is not None:
                form.take_body({"ttl": 7200})


async def as_list(screen: Screen) -> None:
    await screen.press("down")
    # The footer of a narrow screen leaves out the middle of the id.
    await screen.until(lambda: re.search(r"open 5[\d…]*0002\b", screen.text), "the second id")


async def gather(screen: Screen) -> None:
    await screen.press(key_of("more"))
    await screen.until(lambda: screen.title.startswith("Load the details"), "the menu")
    await screen.press("enter")
    await screen.sees("row 1 of 6")
    await screen.until(lambda: not screen.is_sending, "all are there")


async def as_table(screen: Screen) -> None:
    await gather(screen)
    await screen.press("down")
    await screen.sees("row 2 of 6")


async def as_details(screen: Screen) -> None:
    """The second record, in the JSON of all of them."""
    await as_table(screen)
    await screen.press(key_of("toggle_table"))
    await screen.until(lambda: "fieldType" in screen.response.text, "the details")


async def shown(pilot, arrange) -> Screen:
    screen = await Screen(pilot).ready(form=True)
    await screen.send()
    await screen.show("response")
    await arrange(screen)
    return screen


async def menu(screen: Screen) -> list[str]:
    """Open the menu of actions; the ids of its entries."""
    await screen.press("a")
    await screen.until(lambda: screen.title.startswith("Actions"), "the menu")
    await screen.drawn()
    options = screen.pilot.app.screen.query_one(OptionList).options
    return [option.id for option in options if option.id]


@pytest.mark.parametrize(
    ("typed", "id"),
    [
        ("post", ADD),
        ("POST", ADD),
        ("create", ADD),
        ("new", ADD),
        ("PUT", CHANGE),
        ("put record", CHANGE),
        ("update", CHANGE),
        ("edit", CHANGE),
        ("delete", DELETE),
        ("DELETE", DELETE),
    ],
)
async def test_what_is_done_with_the_list_itself_is_before_what_is_near_it(app, fresh, typed, id):
    async with app(LIST, url=fresh).run_test(size=(80, 24), notifications=True) as pilot:
        screen = await shown(pilot, as_list)
        assert {ADD, CHANGE, DELETE} <= set(await menu(screen))
        await screen.type(typed)
        options = screen.pilot.app.screen.query_one(OptionList)
        found = [option.id for option in options.options if option.id]
        assert found[0] == id
        assert options.highlighted_option is not None
        assert options.highlighted_option.id == id
        await screen.press("escape")


ARRANGED = pytest.mark.parametrize("arrange", [as_list, as_table, as_details])


@ARRANGED
async def test_every_entry_of_the_menu_is_of_the_item_under_the_cursor(app, fresh, arrange):
    async with app(LIST, url=fresh).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await shown(pilot, arrange)
        count = len(await menu(screen))
        await screen.press("escape")
        assert count > 4
        opened = []
        listing = screen.main.form
        for index in range(count):
            # As they were before: what a form was opened for doesn't stay for the next.
            fill_forms_for_another(screen)
            listing.field("path", "zoneName").type_text("example.com")
            entries = await menu(screen)
            screen.pilot.app.screen.dismiss(entries[index])
            await screen.until(lambda: screen.main.form is not listing, "it is open")
            await screen.until(lambda: not screen.is_sending, "what is sent is here")
            form = screen.main.form
            opened.append(form.operation.title)
            values = {field.name: field.text for field in form.placed("path")}
            for name, value in values.items():
                if form.operation.method != "GET" or name in CHANGED:
                    assert value == CHANGED.get(name, ""), (form.operation.title, values)
            if form.operation.method != "GET":
                assert form.body_text in ("", "{}"), form.operation.title
            if entries[index] == DELETE:
                await screen.asked()
                await screen.press("escape")
            await screen.back()
            await screen.until(lambda: screen.main.form is listing, "back")
        assert {f"PUT {ITEM}", f"DELETE {ITEM}", f"GET {ITEM}"} <= set(opened)
        assert "POST /domain/zone/{zoneName}/record" in opened


@ARRANGED
@pytest.mark.parametrize("size", [(160, 48), (80, 24)])
async def test_e_changes_the_item_under_the_cursor(app, fresh, arrange, size):
    async with app(LIST, url=fresh).run_test(size=size, notifications=True) as pilot:
        screen = await shown(pilot, arrange)
        fill_forms_for_another(screen)
        await screen.press(key_of("change_object"))
        await screen.until(lambda: screen.main.form.operation.method == "PUT", "the PUT")
        await screen.drawn()
        form = screen.main.form
        assert {field.name: field.text for field in form.placed("path")} == CHANGED
        assert form.body_text == "{}"
        assert any("now" in line for line in screen.request.lines)
        await screen.back()
        assert screen.main.form.operation.path == "/domain/zone/{zoneName}/record"


async def test_beside_the_items_a_deletion_has_no_id(app, fresh):
    async with app(LIST, url=fresh).run_test(size=(80, 24), notifications=True) as pilot:
        screen = await shown(pilot, as_list)
        fill_forms_for_another(screen)
        await screen.press("g")
        await menu(screen)
        await screen.type("delete record id")
        await screen.press("enter")
        await screen.until(lambda: screen.main.form.operation.method == "DELETE", "its form")
        form = screen.main.form
        assert form.operation.path == ITEM
        assert form.field("path", "id").text == ""
        assert form.field("path", "zoneName").text == "example.com"


async def test_what_was_typed_for_another_object_comes_back_by_undo(app, fresh):
    async with app(LIST, url=fresh).run_test(size=(80, 24), notifications=True) as pilot:
        screen = await shown(pilot, as_list)
        await screen.press("up")
        fill_forms_for_another(screen)
        await screen.press("D")
        await screen.until(lambda: screen.main.form.operation.method == "DELETE", "its form")
        assert screen.main.form.field("path", "id").text == "5210000001"
        await screen.asked()
        await screen.press("escape")
        await screen.until(lambda: screen.pilot.app.screen is screen.main, "the form behind it")
        await screen.press("ctrl+underscore")
        assert screen.main.form.field("path", "id").text == OTHER["id"]


async def test_a_body_that_was_typed_for_another_object_is_not_sent_with_each_row(app, fresh):
    async with app(LIST, url=fresh).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await shown(pilot, as_table)
        fill_forms_for_another(screen)
        await screen.press("space", "a")
        await screen.until(lambda: screen.title.startswith("With each of"), "the menu")
        await screen.type("put")
        await screen.press("enter")
        await screen.sees("Fill in the body here, once.")
        assert screen.main.form.body_text in ("", "{}")
