"""What one comes back to: the place last worked at, the theme, what was tried, what usually
follows.
"""

import dataclasses
import json
import time

import pytest
from textual import events
from textual.command import CommandPalette
from textual.widgets import Input

from ovh_explorer.tui.app import ExplorerApp
from ovh_explorer.tui.workbench.confirm_dialog import ConfirmScreen
from ovh_explorer.workspace.settings import gather
from ovh_explorer.workspace.storage.history import History
from tests.sandboxes import running
from tests.tui.conftest import (
    RECORD,
    Stocked,
    fill_record,
    main_screen,
    settled,
    text,
    type_keys,
    until,
)


@pytest.fixture
def at_an_endpoint(tmp_path):
    """The program at an endpoint, where it remembers."""

    def make(target: str = "") -> ExplorerApp:
        return ExplorerApp(Stocked(gather(running()[1], environ={}), cache=tmp_path), target)

    return make


async def open_at(pilot):
    screen = main_screen(pilot)
    await until(
        pilot,
        lambda: screen.workspace.is_open and screen.products.catalog_tree.root.children,
        "the products",
    )
    return screen


async def test_the_place_and_the_theme_are_found_again(at_an_endpoint):
    async with at_an_endpoint("GET /v2/iam/policy").run_test(size=(160, 48)) as pilot:
        screen = await open_at(pilot)
        await until(pilot, lambda: screen.form is not None, "the policies")
        pilot.app.theme = "nord"
        await until(
            pilot,
            lambda: screen.workspace.preferences.get(f"place {screen.workspace.root}") == "v2 /iam",
            "it is kept",
        )
    async with at_an_endpoint().run_test(size=(160, 48)) as pilot:
        screen = await open_at(pilot)
        assert pilot.app.theme == "nord"
        assert screen.products.branch == "v2"
        await until(pilot, lambda: "Permissions & policies" in text(pilot), "the product is open")
        assert screen.products.catalog_tree.cursor_node.data.product == "/iam"


async def test_a_target_comes_before_the_place(at_an_endpoint):
    async with at_an_endpoint("GET /v2/iam/policy").run_test(size=(160, 48)) as pilot:
        screen = await open_at(pilot)
        await until(pilot, lambda: screen.form is not None, "the policies")
        await until(
            pilot,
            lambda: screen.workspace.preferences.get(f"place {screen.workspace.root}") == "v2 /iam",
            "it is kept",
        )
    async with at_an_endpoint("GET /me").run_test(size=(160, 48)) as pilot:
        screen = await open_at(pilot)
        await until(pilot, lambda: screen.form is not None, "the account")
        assert screen.products.branch == "v1"


async def test_a_theme_that_is_gone_is_no_harm(at_an_endpoint):
    app = at_an_endpoint()
    app.workspace.preferences.set("theme", "no-such-theme")
    async with at_an_endpoint().run_test(size=(80, 24)) as pilot:
        await open_at(pilot)
        assert pilot.app.theme == "ovh-dark"


async def test_the_palette_has_commands_products_themes_and_what_was_tried(app):
    async with app("GET /domain/zone").run_test(size=(160, 48), notifications=True) as pilot:
        screen = await settled(pilot, form=True)
        await pilot.press("ctrl+r")
        await until(pilot, lambda: screen.bench.response.response, "the response")
        await pilot.press("escape", "ctrl+p")
        await type_keys(pilot, *"again get")
        await until(pilot, lambda: "Again GET /domain/zone" in text(pilot), "what was tried")
        await pilot.press("escape", "ctrl+p")
        await until(pilot, lambda: isinstance(pilot.app.screen, CommandPalette), "once more")
        await type_keys(pilot, *"theme gruvbox")
        await until(pilot, lambda: "Theme gruvbox" in text(pilot), "the theme")
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.theme == "gruvbox", "it is used")
        await pilot.press("ctrl+p")
        await until(pilot, lambda: isinstance(pilot.app.screen, CommandPalette), "and again")
        await type_keys(pilot, *"product iam")
        await until(pilot, lambda: "Product /iam (v2)" in text(pilot), "the product")
        await pilot.press("enter")
        await until(pilot, lambda: screen.products.branch == "v2", "its branch")


async def test_the_palette_waits_for_a_request_on_its_way_to_a_slow_disk(app, monkeypatch):
    add = History.add

    def slowly(*arguments, **options):
        time.sleep(0.5)
        return add(*arguments, **options)

    monkeypatch.setattr(History, "add", slowly)
    async with app("GET /domain/zone").run_test(size=(160, 48), notifications=True) as pilot:
        screen = await settled(pilot, form=True)
        await pilot.press("ctrl+r")
        await until(pilot, lambda: screen.bench.response.response, "the response")
        await pilot.press("escape", "ctrl+p")
        await type_keys(pilot, *"again get")
        await until(pilot, lambda: "Again GET /domain/zone" in text(pilot), "what was tried")


async def test_the_palette_switches_profiles(at_an_endpoint, no_keys_of_the_user):
    url = running()[1]
    (no_keys_of_the_user / ".ovh.conf").write_text(
        f"[profile:other]\nendpoint={url}\napplication_key=a[red]b\napplication_secret=s\nconsumer_key=c\n"
    )
    async with at_an_endpoint().run_test(size=(160, 48), notifications=True) as pilot:
        screen = await open_at(pilot)
        await pilot.press("ctrl+p")
        await type_keys(pilot, *"profile other")
        await until(pilot, lambda: "Profile other" in text(pilot), "the profile")
        await pilot.press("enter")
        await until(
            pilot, lambda: screen.workspace.settings.credentials is not None, "its keys are used"
        )
        assert screen.workspace.profile_name == "other"
        switching = [
            worker for worker in pilot.app.workers if worker.group in ("account", "identify")
        ]
        await until(
            pilot, lambda: all(worker.is_finished for worker in switching), "the account is known"
        )


async def test_names_are_no_markup(app):
    """A profile, a product or a path may hold brackets: they are shown as they are."""
    from textual.content import Content
    from textual.style import Style

    from ovh_explorer.tui.main.palette import _marked

    name = "Again GET /x/[@click=app.bell]y[/]"
    marked = _marked(name, [16, 17], Style(bold=True))
    assert isinstance(marked, Content)
    assert marked.plain == name
    assert {span.style for span in marked.spans} == {Style(bold=True)}


async def test_what_came_meanwhile_is_found_while_one_searches(app):
    async with app().run_test(size=(160, 48)) as pilot:
        screen = await settled(pilot)
        await until(pilot, lambda: screen.bench, "everything stands")
        screen.header.note = "catalog 3/84"
        await pilot.press("ctrl+f")
        await until(
            pilot,
            lambda: "catalog 3/84: not everything is here yet" in text(pilot),
            "that it is coming",
        )
        search = pilot.app.screen
        known, search._search = search._search, lambda words: []
        await type_keys(pilot, *"zone record")
        await until(pilot, lambda: "no operation" in text(pilot), "not here yet")
        search._search, screen.header.note = known, ""
        await until(pilot, lambda: "/domain/zone/{zoneName}/record" in text(pilot), "it came")
        assert "not everything" not in text(pilot)


@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
async def test_a_record_is_refreshed_one_key_later(app, size):
    async with app(RECORD).run_test(size=size, notifications=True) as pilot:
        await fill_record()(pilot)
        screen = main_screen(pilot)
        await pilot.press("ctrl+r")
        await until(pilot, lambda: isinstance(pilot.app.screen, ConfirmScreen), "the question")
        await pilot.press("y")
        await until(
            pilot,
            lambda: "Refresh example.com: changes are not live yet" in text(pilot),
            "what follows",
        )
        assert screen.header.pending == "refresh example.com (1)"
        assert "● refresh example.com (1) · ^p" in text(pilot)
        if size == (80, 24):
            await until(pilot, lambda: "e change  D delete" in text(pilot), "of what was made")
        await until(pilot, lambda: "Press >: Refresh" in text(pilot), "the key of the response")
        await pilot.press("2")
        await until(pilot, lambda: screen.bench.request.view.has_focus, "at the form")
        await pilot.press("shift+f8")
        await until(pilot, lambda: isinstance(pilot.app.screen, ConfirmScreen), "it asks")
        assert "/domain/zone/example.com/refresh" in text(pilot)
        await pilot.press("y")
        await until(pilot, lambda: screen.header.pending == "", "nothing waits any more")
        await pilot.press(">")
        await until(pilot, lambda: "There is no known next step" in text(pilot), "the end")
        await pilot.press("3", "backspace")
        await until(pilot, lambda: screen.form.operation.title == RECORD, "back")
        await pilot.press("enter")
        await until(pilot, lambda: "Next steps" in text(pilot), "all that follows")
        assert "> View the new object" in text(pilot)
        assert "View the list" in text(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: screen.form.operation.path.endswith("/{id}"), "the new record")
        await until(pilot, lambda: screen.bench.response.response is not None, "it is read")
        # One reads on there, as after following an id.
        await until(pilot, lambda: screen.bench.response.view.has_focus, "at the response")


async def test_a_task_is_followed_until_it_is_over(app, monkeypatch):
    monkeypatch.setattr("ovh_explorer.tui.workbench.watch._MIN_WAIT_SECONDS", 0.02)
    states = iter(["todo", "doing", "doing", "done"])
    send = Stocked.send

    async def sent(self, call, progress=None):
        response = await send(self, call, progress)
        if "/tasks/" in call.path:
            body = {**response.json(), "state": next(states)}
            response = dataclasses.replace(response, content=json.dumps(body).encode())
        return response

    monkeypatch.setattr(Stocked, "send", sent)
    async with app("POST /vps/vps-followed/reboot").run_test(
        size=(160, 48), notifications=True
    ) as pilot:
        screen = await settled(pilot, form=True)
        await pilot.press("ctrl+r")
        await until(pilot, lambda: isinstance(pilot.app.screen, ConfirmScreen), "the question")
        await pilot.press("y")
        await until(pilot, lambda: "Press >: Follow task" in text(pilot), "the task")
        await pilot.press("f7", ">")
        await until(
            pilot,
            lambda: screen.form.operation.path == "/vps/{serviceName}/tasks/{id}",
            "the task is open",
        )
        await until(pilot, lambda: "The task is done; asked 4 times" in text(pilot), "it is over")
        assert screen.bench.response.view.has_focus
        assert screen.bench.response.response.json()["state"] == "done"
        kept = [tried for tried in screen.workspace.history.find() if tried.call.method == "GET"]
        assert len(kept) == 1


async def test_one_stops_following_a_task(app, monkeypatch):
    monkeypatch.setattr("ovh_explorer.tui.workbench.watch._MIN_WAIT_SECONDS", 30.0)
    async with app("POST /vps/vps-left/reboot").run_test(
        size=(160, 48), notifications=True
    ) as pilot:
        screen = await settled(pilot, form=True)
        await pilot.press("ctrl+r")
        await until(pilot, lambda: isinstance(pilot.app.screen, ConfirmScreen), "the question")
        await pilot.press("y")
        await until(pilot, lambda: "Press >: Follow task" in text(pilot), "the task")
        await pilot.press("f7", ">")
        await until(pilot, lambda: "again in 30 s · esc stops" in text(pilot), "it goes on")
        await pilot.press("escape")
        await until(pilot, lambda: "asking again" not in text(pilot), "it stopped")
        assert "Cancelled" not in text(pilot)
        assert screen.bench.response.response.ok
        assert not screen.bench.is_sending


async def test_going_back_shows_the_answer_that_was_there(app):
    """Another call of the same operation was made since."""
    async with app("GET /domain/zone/example.com/record").run_test(
        size=(160, 48), notifications=True
    ) as pilot:
        screen = await settled(pilot, form=True)
        await pilot.press("ctrl+r")
        await until(pilot, lambda: screen.bench.response.response, "the records")
        before = screen.bench.response.response
        await pilot.press("f7", "enter")
        await until(pilot, lambda: screen.form.operation.path.endswith("/{id}"), "a record")
        await until(pilot, lambda: screen.bench.response.response is not None, "what it is")
        screen.open_words("GET /domain/zone/example.org/record")
        await until(
            pilot,
            lambda: screen.form.field("path", "zoneName").text == "example.org",
            "another zone",
        )
        await until(pilot, lambda: screen.bench.request.view.has_focus, "its form")
        await pilot.press("ctrl+r")
        await until(pilot, lambda: screen.bench.response.response is not before, "its records")
        await pilot.press("f7", "backspace")
        await until(pilot, lambda: screen.form.operation.path.endswith("/{id}"), "the record")
        await until(pilot, lambda: screen.bench.response.view.has_focus, "at its response")
        await pilot.press("backspace")
        await until(pilot, lambda: screen.form.operation.path.endswith("/record"), "the list")
        assert screen.form.field("path", "zoneName").text == "example.com"
        assert screen.bench.response.response is before


@pytest.mark.parametrize(
    "pasted", [" ".join(f"zone{number}" for number in range(40_000)), "a" * 500_000]
)
async def test_pasting_any_number_of_words_holds_up_no_search(app, pasted):
    async with app().run_test(size=(120, 36)) as pilot:
        await settled(pilot)
        for key in ("ctrl+f", "H", "ctrl+p", "slash"):
            await pilot.press(key)
            await until(pilot, lambda: isinstance(pilot.app.focused, Input), key)
            began = time.process_time()
            pilot.app._driver.send_message(events.Paste(pasted))
            await until(pilot, lambda: pilot.app.focused.value == pasted, "it is pasted")
            assert time.process_time() - began < 1.5, (
                "what stands still for seconds is another program's"
            )
            await pilot.press("escape")
            assert "can't be used" not in text(pilot)
