"""The form by its keys: parts in parts, examples, one step back, pasting, what was typed another
time.
"""

import json

import pytest
from textual import events

from ovh_explorer.config import state_dir
from ovh_explorer.form import State, value_of
from ovh_explorer.workspace.storage.drafts import DraftFile, Drafts
from ovh_explorer.workspace.storage.state_file import state_file
from tests.tui.conftest import RECORD, Demo, main_screen, settled, text, type_keys, until
from tests.tui.screen import Screen as PageScreen

POLICY = "POST /v2/iam/policy"


async def paste(pilot, words: str) -> None:
    """What a terminal sends when something is pasted."""
    pilot.app._driver.send_message(events.Paste(words))
    await pilot.pause()


async def go_to(pilot, *names: str):
    """Put the cursor on a field of the body, outside of its editor; the field."""
    screen = main_screen(pilot)
    screen.bench.request.focus_form()
    field = screen.form.body
    for name in names:
        field = field.part(name) if not name.isdigit() else field.parts[int(name)]
        if field.is_structured:
            field.open = True
    screen.bench.request.view.update()
    screen.bench.request.view.go_to(field)
    await pilot.pause()
    return field


async def open_form(pilot):
    return await settled(pilot, form=True)


@pytest.mark.parametrize("size", [(160, 48), (80, 24)])
async def test_a_nested_body_is_filled_by_tab_alone(app, size):
    async with app(POLICY).run_test(size=size, notifications=True) as pilot:
        await open_form(pilot)
        field = await go_to(pilot, "permissions", "allow")
        await type_keys(pilot, "enter", *"vps:apiovh:get", "tab")
        await until(
            pilot,
            lambda: main_screen(pilot).bench.request.view.row.kind == "add",
            "the place for another",
        )
        await pilot.press("enter")
        await type_keys(pilot, *"vps:apiovh:put", "escape")
        await until(pilot, lambda: "vps:apiovh:put" in text(pilot), "the second entry's property")
        assert value_of(field) == [{"action": "vps:apiovh:get"}, {"action": "vps:apiovh:put"}]


async def test_tab_goes_through_a_list_of_names_and_an_empty_entry_vanishes(app):
    async with app(POLICY).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await open_form(pilot)
        field = await go_to(pilot, "identities")
        await type_keys(pilot, "enter", *"urn:v1:eu:identity:account:xx1-ovh", "tab")
        await until(
            pilot, lambda: screen.bench.request.view.row.kind == "add", "the place for another"
        )
        await type_keys(pilot, "enter")
        await until(pilot, lambda: len(field.parts) == 2, "a second entry")
        await type_keys(pilot, "tab")
        await until(pilot, lambda: len(field.parts) == 1, "it was left empty")
        assert value_of(field) == ["urn:v1:eu:identity:account:xx1-ovh"]


async def test_parts_are_folded_and_a_mistake_inside_is_counted(app):
    async with app(POLICY).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await open_form(pilot)
        field = await go_to(pilot, "expiredAt")
        field.parent.part("conditions").part("operator").type_text("SOMETIMES")
        await go_to(pilot, "conditions")
        await until(pilot, lambda: "is not one of the" in text(pilot), "the mistake")
        await pilot.press("left")
        assert "1 mistake inside" in text(pilot)
        assert "SOMETIMES" not in text(pilot)
        await pilot.press("right")
        assert "SOMETIMES" in text(pilot)
        await pilot.press("down", "left")
        assert screen.bench.request.view.row.field.name == "conditions", (
            "from a part to what holds it"
        )


async def test_a_map_takes_keys_and_values(app):
    async with app(POLICY).run_test(size=(160, 48), notifications=True) as pilot:
        await open_form(pilot)
        field = await go_to(pilot, "conditions", "values")
        await type_keys(pilot, "enter", *"resource.Tag(env)", "tab", *"prod", "escape")
        await until(pilot, lambda: field.parts and field.parts[0].text == "prod", "key and value")
        assert value_of(field) == {"resource.Tag(env)": "prod"}
        await pilot.press("insert")
        await type_keys(pilot, *"resource.Tag(env)", "escape")
        await until(pilot, lambda: "duplicate key" in text(pilot), "the same key twice is said")
        await pilot.press("delete")
        assert len(field.parts) == 1


async def test_an_example_is_one_key_and_one_key_takes_it_back(app):
    async with app(RECORD).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await open_form(pilot)
        await type_keys(pilot, *"mine.example", "escape")
        await pilot.press("f2")
        await until(pilot, lambda: not screen.form.mistakes(), "a valid form")
        assert screen.form.field("path", "zoneName").text == "mine.example"
        assert screen.form.call().json["fieldType"]
        await pilot.press("ctrl+underscore")
        assert screen.form.call is not None
        assert not screen.form.field("body", "fieldType").is_given
        assert screen.form.field("path", "zoneName").text == "mine.example"
        await go_to(pilot, "ttl")
        await pilot.press("f14")
        assert screen.form.field("body", "ttl").is_given
        await pilot.press("f8")
        assert screen.form.is_empty
        await pilot.press("ctrl+underscore")
        assert screen.form.field("body", "ttl").is_given


async def test_what_is_pasted_as_json_is_the_body(app):
    async with app(RECORD).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await open_form(pilot)
        await type_keys(pilot, *"example.com", "escape")
        body = {"fieldType": "TXT", "target": "a = b", "kept": [1, {"as": "it is"}]}
        await paste(pilot, json.dumps(body, indent=2))
        await until(pilot, lambda: screen.form.field("body", "target").is_given, "the body")
        assert screen.form.preview().json == body
        assert screen.form.field("path", "zoneName").text == "example.com"
        assert "kept is not in the schema" in text(pilot)
        await pilot.press("ctrl+underscore")
        assert not screen.form.field("body", "target").is_given


@pytest.mark.parametrize(
    ("pasted", "words"),
    [
        ('{"fieldType": "A",}', "This is not JSON"),
        ('{"target": "a", "target": "b"}', 'An object has "target" twice'),
        ('{"nothing": "of this"}', "This operation expects a body of type"),
        ("curl https://eu.api.ovh.com/1.0/vps/$NAME|jq", "$NAME,"),
        ("curl https://example.com/vps", "This link leads to no operation"),
        ("curl https://eu.api.ovh.com/1.0/vps -X GET -d 1", "GET /vps has none"),
        ('Invoke-WebRequest -Uri "https://eu.api.ovh.com/1.0/vps"', "This is PowerShell"),
    ],
)
async def test_what_fills_no_form_is_said_and_changes_nothing(app, pasted, words):
    async with app(RECORD).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await open_form(pilot)
        await type_keys(pilot, *"example.com", "escape")
        before = screen.form.preview()
        await paste(pilot, pasted)
        await until(pilot, lambda: words in " ".join(text(pilot).split()), "why not")
        assert screen.form.preview() == before


async def test_a_curl_command_opens_and_fills_its_operation(app):
    async with app().run_test(size=(160, 48), notifications=True) as pilot:
        screen = await settled(pilot)
        screen.open_words(RECORD)
        await until(pilot, lambda: screen.form is not None, "an operation")
        await pilot.press("escape")
        await paste(
            pilot,
            "curl -X PUT 'https://eu.api.ovh.com/v1/domain/zone/example.com/record/42' \\\n"
            "  -H 'X-Ovh-Application: abc' --data '{\"ttl\": 300}'",
        )
        await until(pilot, lambda: screen.form.operation.method == "PUT", "the other operation")
        await until(pilot, lambda: screen.form.field("body", "ttl").is_given, "its body")
        call = screen.form.call()
        assert call.concrete_path == "/domain/zone/example.com/record/42"
        assert call.json == {"ttl": 300}
        assert "abc" not in str(call)
        # As a browser copies it for Windows; the manager's own requests are the API's.
        await paste(
            pilot,
            'curl ^"https://manager.eu.ovhcloud.com/engine/apiv6/domain/zone/example.org/record?fieldType=TXT^&no=1^" ^\n'
            '  -H ^"accept: */*^"|more',
        )
        await until(pilot, lambda: screen.form.operation.method == "GET", "the operation")
        assert screen.form.call().target == "/domain/zone/example.org/record?fieldType=TXT"
        await until(
            pilot, lambda: "no such parameter" in " ".join(text(pilot).split()), "what went"
        )


async def test_several_lines_pasted_into_a_field_stay_lines(app):
    async with app("POST /domain/zone/{zoneName}/import").run_test(
        size=(160, 48), notifications=True
    ) as pilot:
        screen = await open_form(pilot)
        await go_to(pilot, "zoneFile")
        await pilot.press("enter")
        await paste(pilot, "$TTL 3600\nwww IN A 192.0.2.1\n")
        await until(pilot, lambda: screen.form.field("body", "zoneFile").is_given, "the text")
        assert screen.form.preview().json["zoneFile"] == "$TTL 3600\nwww IN A 192.0.2.1\n"


async def test_json_and_fields_say_the_same_and_a_broken_text_stays(app):
    async with app(RECORD).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await open_form(pilot)
        await type_keys(pilot, "tab", "tab", *"mail", "escape")
        await pilot.press("ctrl+n")
        await until(pilot, lambda: '"subDomain": "mail"' in text(pilot), "the JSON")
        screen.form.type_body('{"fieldType": "A"')
        screen.bench.request.refresh_form()
        await until(pilot, lambda: "it ends too early" in text(pilot), "the mistake")
        await pilot.press("f9")
        await until(
            pilot, lambda: '{"fieldType": "A"' in text(pilot), "the text: it is in no field"
        )
        await pilot.press("ctrl+r")
        await until(pilot, lambda: "it ends too early" in text(pilot), "TRY says it too")


async def test_json_of_an_operation_without_body_is_said(app):
    async with app("GET /domain/zone/{zoneName}").run_test(
        size=(160, 48), notifications=True
    ) as pilot:
        await open_form(pilot)
        await pilot.press("ctrl+n")
        await until(
            pilot, lambda: "This operation has no body." in text(pilot), "that there is none"
        )


class Remembering(Demo):
    """A demo that remembers as a real account's workspace does."""

    def __init__(self) -> None:
        super().__init__()
        file = DraftFile(state_file(state_dir() / "memory.db"))
        self._drafts = Drafts(file, lambda: "http://test", lambda write: write())

    @property
    def drafts(self) -> Drafts:
        return self._drafts


async def test_a_request_that_is_sent_has_the_time_of_its_values(app, monkeypatch):
    from ovh_explorer.tui.app import ExplorerApp

    async with ExplorerApp(Remembering(), "GET /domain/zone/{zoneName}").run_test(
        size=(160, 48)
    ) as pilot:
        screen = await open_form(pilot)
        await type_keys(pilot, *"example.com", "enter")
        sent: list = []
        monkeypatch.setattr(Drafts, "note_sent", lambda _self, form: sent.append(form))
        await pilot.press("ctrl+r")
        await until(pilot, lambda: sent == [screen.form], "it is noted")


async def test_what_was_typed_another_time_is_offered_brought_back_or_forgotten(app):
    from ovh_explorer.tui.app import ExplorerApp

    async with ExplorerApp(Remembering(), RECORD).run_test(
        size=(160, 48), notifications=True
    ) as pilot:
        await open_form(pilot)
        await type_keys(pilot, *"example.com", "tab", *"A", "tab", *"www", "tab", *"192.0.2.7")
        await until(
            pilot,
            lambda: main_screen(pilot).form.field("body", "target").text == "192.0.2.7",
            "all is typed",
        )
        typed = main_screen(pilot).form.preview()

    async with ExplorerApp(Remembering(), RECORD).run_test(
        size=(160, 48), notifications=True
    ) as pilot:
        screen = await open_form(pilot)
        assert screen.form.is_empty
        assert "Restore values from" in text(pilot)
        await pilot.press("escape", "home", "enter")
        await until(pilot, lambda: screen.form.field("body", "target").is_given, "what was typed")
        assert screen.form.preview() == typed
        await until(pilot, lambda: "Enter restores them" not in text(pilot), "its hint is gone")
        screen.form.clear()

    async with ExplorerApp(Remembering(), RECORD).run_test(
        size=(160, 48), notifications=True
    ) as pilot:
        screen = await open_form(pilot)
        await pilot.press("escape", "home", "delete")
        await until(pilot, lambda: "Bring back" not in text(pilot), "it is forgotten")
        assert screen.form.is_empty


async def test_a_version_of_the_schemas_is_chosen_for_all_of_v2(app):
    async with app(POLICY).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await open_form(pilot)
        await pilot.press("escape")
        screen.action_choose_schemas_version()
        await until(pilot, lambda: pilot.app.screen is not screen, "the choice")
        await pilot.press("down", "enter")
        await until(pilot, lambda: screen.workspace.forms.schemas_version, "a version")
        field = screen.form.field("header", "X-Schemas-Version")
        assert field.text == screen.workspace.forms.schemas_version
        assert field.state is State.SET
        assert ("X-Schemas-Version", field.text) in screen.form.preview().headers
        screen.open_words("GET /v2/iam/policy")
        await until(pilot, lambda: screen.form.operation.method == "GET", "another operation of v2")
        assert screen.form.field("header", "X-Schemas-Version").text == field.text


async def test_what_was_typed_survives_going_away_far_and_resizing(app):
    async with app(RECORD).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await open_form(pilot)
        await type_keys(pilot, *"example.com", "escape")
        first = screen.form
        paths = [
            row
            for product in ("/domain", "/vps", "/me")
            for row in screen.workspace.store.operations("v1", product)
        ]
        for row in paths:
            screen.workspace.form(row.branch, row.method, row.path)
        assert len(list(screen.workspace.forms)) <= 10, "untouched forms are let go"
        await pilot.resize_terminal(80, 24)
        await pilot.resize_terminal(160, 48)
        screen.open_words("GET /me")
        await until(pilot, lambda: screen.form.operation.path == "/me", "another operation")
        screen.open_words(RECORD)
        await until(pilot, lambda: screen.form is first, "the same form")
        assert "example.com" in text(pilot)


async def test_a_sentence_names_the_key_that_works_where_the_user_is(app):
    async with app("POST /domain/zone/example.com/record").run_test(
        size=(120, 40), notifications=True
    ) as pilot:
        screen = await settled(pilot, form=True)
        view, target = screen.bench.request.view, screen.bench.form.field("body", "target")

        async def clear(key: str, undo: str) -> None:
            """Undo is named by the key that works wherever the focus goes meanwhile."""
            await pilot.press(key)
            await until(
                pilot, lambda: "Form cleared. Press ^_ to undo." in text(pilot), "it is said"
            )
            await pilot.press(undo)
            await until(pilot, lambda: target.text == "target.example", "it is back")

        view.focus()
        view.go_to(target)
        await type_keys(pilot, *"target.example")
        assert screen.bench.request.is_editing
        await clear("f8", "ctrl+underscore")
        await pilot.press("escape")
        assert view.takes_text, "a letter is typed here too"
        await clear("f8", "ctrl+underscore")
        view.action_last_row()
        await clear("C", "u")
        await pilot.press("f12")
        await until(
            pilot,
            lambda: "turn it off." in " ".join(PageScreen(pilot).toasts),
            "a letter is a command on TRY",
        )


def test_a_key_that_has_no_other_one_is_pressed_outside_of_the_field():
    from textual.screen import Screen
    from textual.widgets import Input

    from ovh_explorer.tui.widgets.key_names import key_now

    class Typing(Screen[None]):
        focused = Input()

    screen = Typing()
    assert key_now(screen, "show_links") == "esc, then L"
    assert key_now(screen, "sign_in") == "shift F4"
    assert key_now(screen, "toggle_read_only") == "F12"
    assert key_now(screen, "try_call") == "^r"
    with pytest.raises(LookupError):
        key_now(screen, "no_action")
