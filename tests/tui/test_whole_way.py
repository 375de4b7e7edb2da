"""The whole way on the demo: browse, fill in, TRY, copy."""

import json

import pytest

from ovh_explorer.form import State
from ovh_explorer.tui.main.screen import MainScreen
from ovh_explorer.tui.workbench.confirm_dialog import ConfirmScreen
from tests.tui.conftest import (
    RECORD,
    fill_record,
    main_screen,
    settled,
    text,
    type_keys,
    until,
    visible_text,
)
from tests.tui.screen import Screen


@pytest.mark.parametrize("size", [(160, 48), (100, 30), (80, 24)])
async def test_a_record_is_added_and_listed(app, size):
    program = app(RECORD)
    async with program.run_test(size=size, notifications=True) as pilot:
        await fill_record()(pilot)
        screen = main_screen(pilot)
        await pilot.press("ctrl+r")
        await until(pilot, lambda: isinstance(program.screen, ConfirmScreen), "the question")
        assert "/domain/zone/example.com/record" in text(pilot)
        assert '"target": "192.0.2.1"' in text(pilot)
        await pilot.press("y")
        await until(pilot, lambda: screen.bench.response.response, "a response")
        assert "200 OK" in text(pilot)
        made = json.loads(screen.bench.response.response.content)["id"]
        assert str(made) in text(pilot)

        await type_keys(pilot, "ctrl+f", *"list the records of a zone")
        await until(
            pilot, lambda: "/domain/zone/{zoneName}/record " in text(pilot), "what is found"
        )
        await pilot.press("enter")
        await until(
            pilot,
            lambda: screen.form.operation.title == "GET /domain/zone/{zoneName}/record",
            "the list is open",
        )
        await until(pilot, lambda: screen.bench.request.has_focus_within, "its form")
        await type_keys(pilot, *"example.com", "ctrl+r")
        await until(pilot, lambda: screen.bench.response.response, "the list")
        assert made in json.loads(screen.bench.response.response.content)
        # The sandbox has the records of other tests too: the newest is below them.
        await pilot.press("f7", "G")
        await until(pilot, lambda: str(made) in text(pilot), "it is in the list")


async def test_the_tree_is_walked_by_keys(app):
    program = app()
    async with program.run_test(size=(160, 48), notifications=True) as pilot:
        screen = await settled(pilot)
        await pilot.press(*"jjjjj", "enter")
        await until(pilot, lambda: "Your domains" in text(pilot), "domain is open")
        await pilot.press("j", "enter")
        await until(pilot, lambda: screen.form is not None, "an operation is open")
        assert screen.form.operation.title == "GET /domain"
        await pilot.press("escape", "b")
        await until(pilot, lambda: screen.products.branch == "v2", "branch v2")
        assert "iam" in text(pilot)


async def test_v2_shows_its_sections(app):
    async with app("GET /v2/iam/policy").run_test(size=(160, 48), notifications=True) as pilot:
        await settled(pilot, form=True)
        await until(pilot, lambda: "Permissions & policies" in text(pilot), "the section")
        await until(pilot, lambda: "GET  Your policies" in text(pilot), "the operation in the tree")


async def test_the_filter_shows_operations_and_escape_takes_it_back(app):
    async with app().run_test(size=(160, 48), notifications=True) as pilot:
        await settled(pilot)
        await until(pilot, lambda: main_screen(pilot).bench, "everything is mounted")
        await type_keys(pilot, "slash", *"snapshot")
        await until(pilot, lambda: "createSnapshot" in text(pilot), "what is found")
        assert "▶ me" not in text(pilot)
        await pilot.press("escape")
        await until(
            pilot,
            lambda: "me" in text(pilot) and "createSnapshot" not in text(pilot),
            "everything again",
        )


@pytest.mark.parametrize("size", [(160, 48), (80, 24)])
async def test_delete_wants_the_services_name_typed(app, size):
    async with app("DELETE /vps/vps-1/snapshot").run_test(size=size, notifications=True) as pilot:
        screen = await settled(pilot, form=True)
        await pilot.press("ctrl+r")
        await until(pilot, lambda: isinstance(pilot.app.screen, ConfirmScreen), "the question")
        await pilot.press("ctrl+r")
        assert isinstance(pilot.app.screen, ConfirmScreen), "TRY can't fire behind the question"
        assert "This deletes or overwrites data or a resource." in text(pilot)
        assert "Type vps-1 to send it:" in text(pilot)
        await pilot.press("enter", "y", "enter", "tab", "enter")
        await until(
            pilot, lambda: isinstance(pilot.app.screen, MainScreen), "cancel is the only button"
        )
        assert screen.bench.response.response is None
        await pilot.press("ctrl+r")
        await until(pilot, lambda: isinstance(pilot.app.screen, ConfirmScreen), "the question")
        await type_keys(pilot, *"vps-2", "enter")
        assert isinstance(pilot.app.screen, ConfirmScreen), "another name sends nothing"
        await pilot.press("backspace", "1", "enter")
        await until(pilot, lambda: screen.bench.response.response, "a response")


async def test_read_only_refuses_what_changes_things(app):
    async with app("POST /vps/vps-1/reboot", read_only=True).run_test(
        size=(160, 48), notifications=True
    ) as pilot:
        screen = await settled(pilot, form=True)
        assert "read-only" in text(pilot)
        await pilot.press("ctrl+r")
        await until(
            pilot,
            lambda: "started with --read-only" in " ".join(Screen(pilot).toasts),
            "the refusal",
        )
        assert isinstance(pilot.app.screen, MainScreen)
        assert screen.bench.response.response is None


async def test_read_only_is_a_key_away_and_lifted_by_it(app):
    async with app("POST /vps/vps-1/reboot").run_test(size=(160, 48), notifications=True) as pilot:
        screen = await settled(pilot, form=True)
        await pilot.press("escape", "end", "R")
        await until(pilot, lambda: "read-only" in text(pilot).splitlines()[0], "it is on")
        await pilot.press("ctrl+r")
        await until(pilot, lambda: "POST is not sent" in text(pilot), "the refusal")
        assert screen.bench.response.response is None
        await pilot.press("R")
        await until(pilot, lambda: "Lift read-only?" in text(pilot), "it asks")
        await pilot.press("y")
        await until(pilot, lambda: "read-only" not in text(pilot).splitlines()[0], "it is lifted")
        await pilot.press("ctrl+r")
        await until(pilot, lambda: isinstance(pilot.app.screen, ConfirmScreen), "the question")


async def test_what_was_started_to_read_only_stays_so(app):
    async with app("POST /vps/vps-1/reboot", read_only=True).run_test(
        size=(160, 48), notifications=True
    ) as pilot:
        await settled(pilot, form=True)
        await pilot.press("escape", "end", "R")
        await until(pilot, lambda: "This run was started" in text(pilot), "why not")
        assert "read-only" in text(pilot).splitlines()[0]


async def test_mistakes_stand_at_their_fields_and_a_second_try_sends_anyway(app):
    async with app(RECORD).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await settled(pilot, form=True)
        await type_keys(pilot, *"example.com", "tab", *"AAAB", "tab", "tab", "tab", *"soon")
        await until(
            pilot,
            lambda: '"soon" is not a whole number' in text(pilot),
            "the mistake as it is typed",
        )
        await pilot.press("ctrl+r")
        await until(pilot, lambda: "to send it anyway" in text(pilot), "the warning")
        assert screen.bench.request.view.row.field.name == "fieldType"
        assert "did you mean AAAA" in text(pilot)
        await pilot.press("ctrl+r")
        await until(pilot, lambda: isinstance(pilot.app.screen, ConfirmScreen), "the question")
        assert "This does not match the schema" in text(pilot)
        await pilot.press("y")
        await until(pilot, lambda: screen.bench.response.response, "the refusal")
        assert screen.bench.response.response.status == 400
        assert "400 Bad Request" in text(pilot)


async def test_absent_null_empty_and_set_by_one_key(app):
    async with app(RECORD).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await settled(pilot, form=True)
        await type_keys(pilot, "tab", "tab", *"www", "escape")
        field = screen.form.field("body", "subDomain")
        seen = []
        for _ in range(4):
            await pilot.press("ctrl+t")
            seen.append(field.state)
        assert seen == [State.ABSENT, State.NULL, State.EMPTY, State.SET]
        assert field.text == "www"


async def test_lists_take_entries_one_by_one(app):
    async with app("GET /v2/iam/policy").run_test(size=(160, 48), notifications=True) as pilot:
        screen = await settled(pilot, form=True)
        field = screen.form.field("query", "action")
        screen.bench.request.focus_form()
        screen.bench.request.view.go_to(field)
        await type_keys(pilot, "enter", *"first")
        await pilot.press("escape", "down")
        await type_keys(pilot, "enter", *"second")
        await pilot.press("escape")
        assert [item.text for item in field.parts] == ["first", "second"]
        await pilot.press("delete")
        assert screen.form.preview().query == (("action", "first"),)


async def test_a_password_is_masked_and_the_question_hides_it(app):
    async with app("POST /me/accessRestriction/totp/7/enable").run_test(
        size=(160, 48), notifications=True
    ) as pilot:
        screen = await settled(pilot, form=True)
        screen.bench.request.focus_form()
        screen.bench.request.view.go_to(screen.form.field("body", "code"))
        await type_keys(pilot, "enter", *"very-secret")
        await until(
            pilot,
            lambda: screen.form.field("body", "code").text == "very-secret",
            "the code is typed",
        )
        assert "very-secret" not in text(pilot)
        await pilot.press("ctrl+r")
        await until(pilot, lambda: isinstance(pilot.app.screen, ConfirmScreen), "the question")
        assert "very-secret" not in text(pilot)


async def test_what_was_typed_is_kept_when_one_comes_back(app):
    async with app(RECORD).run_test(size=(160, 48), notifications=True) as pilot:
        await fill_record()(pilot)
        screen = main_screen(pilot)
        screen.open_words("GET /me")
        await until(pilot, lambda: screen.form.operation.path == "/me", "another operation")
        screen.open_words(RECORD)
        await until(pilot, lambda: screen.form.operation.title == RECORD, "the first again")
        assert screen.form.field("body", "target").text == "192.0.2.1"
        assert "192.0.2.1" in text(pilot)


async def test_an_operation_that_does_not_exist_names_its_neighbours(app):
    async with app("POST /domain/zone/{zoneName}/records").run_test(
        size=(160, 48), notifications=True
    ) as pilot:
        screen = main_screen(pilot)
        await until(pilot, lambda: "The nearest:" in text(pilot), "the neighbours")
        (toast,) = Screen(pilot).toasts
        assert "POST /domain/zone/{zoneName}/record" in toast
        assert screen.form is None


async def test_typing_far_ahead_goes_where_it_was_typed(app):
    """Keys that come in one burst, as over a slow line, are for the fields they were typed in."""
    async with app(RECORD).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await settled(pilot, form=True)
        await type_keys(
            pilot, *"example.com", "tab", "down", "enter", "shift+tab", *"www", "tab", *"192.0.2.1"
        )
        await until(
            pilot,
            lambda: screen.form.field("body", "target").text == "192.0.2.1",
            "everything typed",
        )
        assert screen.form.field("path", "zoneName").text == "example.com"
        assert screen.form.field("body", "fieldType").text == "A"
        assert screen.form.field("body", "subDomain").text == "www"


async def test_without_a_network_everything_is_said_in_words(tmp_path):
    from ovh_explorer.tui.app import ExplorerApp
    from ovh_explorer.workspace.settings import gather
    from ovh_explorer.workspace.workspace import Workspace

    workspace = Workspace(gather("http://127.0.0.1:1", environ={}), cache=tmp_path)
    async with ExplorerApp(workspace).run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("2")
        await until(pilot, lambda: "could not be refreshed" in text(pilot), "the reason")
        assert "127.0.0.1 refused the" in text(pilot)
        assert "Try again" in text(pilot)
        await pilot.press("ctrl+r")
        await until(pilot, lambda: "Open an operation first" in text(pilot), "what to do")


async def test_a_request_that_runs_can_be_cancelled(app, monkeypatch):
    import asyncio

    from tests.tui.conftest import Demo

    started = asyncio.Event()

    async def never(*_):
        started.set()
        await asyncio.Event().wait()

    monkeypatch.setattr(Demo, "send", never)
    async with app("GET /me").run_test(size=(160, 48), notifications=True) as pilot:
        await settled(pilot, form=True)
        await pilot.press("ctrl+r")
        await started.wait()
        await until(pilot, lambda: "esc cancels" in text(pilot), "that it runs")
        await pilot.press("ctrl+r")
        await until(
            pilot, lambda: "GET /me is still running" in text(pilot), "which one runs already"
        )
        await pilot.press("escape")
        await until(pilot, lambda: "Cancelled." in text(pilot), "that it was cancelled")


async def test_everything_can_be_clicked(app):
    async with app(RECORD).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await settled(pilot, form=True)
        view = screen.bench.request.view
        row = next(
            i
            for i, row in enumerate(view.plan.rows)
            if row.field is screen.form.field("body", "target")
        )
        await pilot.click("#form", offset=(20, view.plan.line_of(row)))
        await type_keys(pilot, *"192.0.2.7")
        await until(
            pilot,
            lambda: screen.form.field("body", "target").text == "192.0.2.7",
            "the field that was clicked",
        )
        await pilot.click("#response-tabs", offset=(33, 0))
        await until(
            pilot, lambda: screen.bench.response.tab == "python", "the tab that was clicked"
        )
        assert 'target="192.0.2.7"' in await visible_text(screen)
        await pilot.click("#branch-tabs", offset=(6, 0))
        await until(pilot, lambda: screen.products.branch == "v2", "the branch that was clicked")


@pytest.mark.parametrize("size", [(160, 48), (80, 24)])
async def test_an_error_says_what_happened_above_the_answer_and_copies_without_it(app, size):
    async with app("GET /domain/zone/{zoneName}").run_test(size=size, notifications=True) as pilot:
        screen = await settled(pilot, form=True)
        await type_keys(pilot, *"nowhere.example", "ctrl+r")
        await until(pilot, lambda: screen.bench.response.response, "the refusal")
        assert "// Client::NotFound: This service does not" in text(pilot)
        shown = await visible_text(screen)
        assert json.loads(shown)["message"]
