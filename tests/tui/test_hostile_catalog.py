"""A catalog, a history, favourites and an ``ovh.conf`` that mean harm, on the screen: shown as the
texts they are.
"""

import json
import re
import sqlite3
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from ovh_explorer.call import Call, canonical_json
from ovh_explorer.catalog.schema import IndexEntry
from ovh_explorer.catalog.store import Store, store_path
from ovh_explorer.config import state_dir
from ovh_explorer.text import printable
from ovh_explorer.tui.app import ExplorerApp
from ovh_explorer.tui.dialogs.menu import MenuScreen
from ovh_explorer.tui.dialogs.text_editor import TextEditor
from ovh_explorer.tui.history.screen import HistoryScreen
from ovh_explorer.tui.main.palette import as_markup
from ovh_explorer.tui.main.search_screen import SearchScreen
from ovh_explorer.tui.request.pane import RequestPane
from ovh_explorer.tui.signin.save_keys import SaveKeysScreen
from ovh_explorer.tui.workbench.confirm_dialog import ConfirmScreen
from ovh_explorer.workspace.settings import gather
from ovh_explorer.workspace.storage.favourites import Favourites
from ovh_explorer.workspace.storage.history import History
from tests.faults import fault
from tests.sandboxes import running
from tests.tui.conftest import Stocked, main_screen, text, type_keys, until
from tests.tui.screen import Screen

ATTACK = "\x1b]52;c;QUFB\x07\x9b31m\u202e[@click=app.quit][red]x[/red][/b]"
MARKUP = "[@click=app.quit][red]x[/red][/b]"


def _parameter(name: str, place: str, kind: str, **more: object) -> dict[str, object]:
    return {
        "name": name,
        "paramType": place,
        "dataType": kind,
        "fullType": f"{kind}{ATTACK}",
        "description": ATTACK,
        **more,
    }


def _operation(method: str, description: str = ATTACK) -> dict[str, object]:
    return {
        "httpMethod": method,
        "description": description,
        "longDescription": f"{ATTACK} <b>x</b>",
        "responseType": "M",
        "apiStatus": {"value": f"BETA{ATTACK}", "replacement": ATTACK, "deletionDate": ATTACK},
        "iamActions": [{"name": ATTACK, "description": ATTACK}],
        "errors": [ATTACK],
        "parameters": [
            _parameter("id", "path", "string"),
            _parameter(f"q{ATTACK}", "query", "E"),
            _parameter("long", "body", "text"),
            _parameter(f"b{ATTACK}", "body", "M"),
            _parameter(f"u{ATTACK}", "body", ATTACK),
        ],
    }


_PROPERTY = {"type": "string", "fullType": ATTACK, "description": ATTACK, "canBeNull": False}
DOCUMENT = {
    "apis": [
        {
            "path": "/evil/{id}",
            "description": ATTACK,
            "operations": [_operation(m) for m in ("POST", "PATCH", ATTACK)],
        },
        {
            "path": f"/evil/{ATTACK}/{{z{ATTACK}}}",
            "description": ATTACK,
            "operations": [_operation("GET", "odd path")],
        },
    ],
    "models": {
        "M": {"properties": {f"p{ATTACK}": _PROPERTY}, "description": ATTACK},
        "E": {"enum": ["one", f"two{ATTACK}"], "enumType": "string"},
    },
    "basePath": ATTACK,
}


@pytest.fixture
def evil(tmp_path, no_keys_of_the_user) -> ExplorerApp:
    """The program where everything it reads means harm."""
    root = running()[1]
    with Store(store_path(tmp_path, root)) as store:
        store.put_index("v1", [IndexEntry("/evil")])
        store.put_document("v1", "/evil", json.dumps(DOCUMENT).encode())
    call = Call.make(
        "v1",
        "POST",
        "/evil/{id}",
        path_values={"id": ATTACK},
        query=[(ATTACK, ATTACK)],
        body=canonical_json({"long": ATTACK}),
    )
    history = History(state_dir() / "history.db")
    history.add(call, root, f"p{ATTACK}", None, f"problem{ATTACK}")
    favourites = Favourites(state_dir() / "favourites.db")
    favourites.keep(
        f"g{ATTACK}", f"n{ATTACK}", ("v1", "POST", "/evil/{id}"), {"path": {"id": ATTACK}}
    )
    (no_keys_of_the_user / ".ovh.conf").write_text(
        f"[profile:{MARKUP.replace('[', '(').replace(']', ')')}\x1b[2J]\nendpoint = {root}\napplication_key = {'a' * 16}\n"
        f"application_secret = {'b' * 32}\nconsumer_key = {'c' * 32}\n[profile:bad]\nendpoint = {ATTACK}\nclient_id = x\n"
    )
    return ExplorerApp(Stocked(gather(root, environ={}), cache=tmp_path))


def look(pilot: Pilot, *wanted: str) -> None:
    """What is on the screen is text alone: no character a terminal acts on, no markup taken for
    what it says.
    """
    seen = text(pilot)
    for line in seen.split("\n"):
        assert line == printable(line)
    for strip in pilot.app.screen._compositor.render_strips():
        for segment in strip:
            assert segment.style is None or "app.quit" not in str(
                segment.style.meta.get("@click", "")
            )
    for words in wanted:
        assert words in seen, f"{words!r} is not in\n{seen}"


SHOWN = printable(ATTACK)


async def close(pilot: Pilot) -> None:
    """Close what is open above the main screen."""
    await pilot.press("escape")
    await until(pilot, lambda: pilot.app.screen is main_screen(pilot), "it is closed")


async def test_everything_that_means_harm_is_text(evil):
    async with evil.run_test(size=(200, 60), notifications=True) as pilot:
        screen = main_screen(pilot)
        await until(
            pilot, lambda: screen.bench is not None and "Favourite" in text(pilot), "what was kept"
        )
        # The start page: a favourite, a request of another run.
        look(pilot, f"n{SHOWN}", f"/evil/{SHOWN}")
        screen.products.catalog_tree.open_product("/evil")
        await until(pilot, lambda: "▶ {id}" in text(pilot), "the tree")
        screen.products.catalog_tree.reveal("/evil", "PATCH", "/evil/{id}")
        await until(pilot, lambda: "PATC" in text(pilot), "the operations")
        look(pilot, SHOWN[:12])

        # A form with values of a link, edited.
        screen.open_words(f"POST /evil/{quote(ATTACK, safe='')}")
        await until(
            pilot,
            lambda: screen.form is not None and screen.bench.request.view.row is not None,
            "the form",
        )
        assert screen.form.field("path", "id").text == ATTACK
        look(pilot, "q␛", "␛]52;c;QUFB␇")
        screen.bench.request.view.focus()
        screen.bench.request.view.go_to(screen.form.field("path", "id"))
        await pilot.press("enter")
        await until(pilot, lambda: screen.bench.request.is_editing, "the field is edited")
        assert screen.bench.request.editor.query_one(Input).value == ATTACK
        await pilot.press("home")
        look(pilot, "␛]52;c;QUFB␇�31m�[@")
        # An enumeration's value is taken as it is, and shown as text.
        choices = screen.form.fields[1]
        screen.bench.request.leave_field()
        screen.bench.request.view.go_to(choices)
        await pilot.press("enter")
        await until(pilot, lambda: screen.bench.request.editor.field is choices, "the enumeration")
        await type_keys(pilot, "down")
        look(pilot, f"two{SHOWN}"[:20])
        await type_keys(pilot, "enter")
        assert choices.text == f"two{ATTACK}"
        screen.bench.request.leave_field()
        for _ in range(4):
            screen.bench.request._tabs.step(1)
            await pilot.pause()
            look(pilot, SHOWN[:12])
        for _ in screen.bench.response._tabs.tabs:
            screen.bench.response._tabs.step(1)
            await pilot.pause()
            look(pilot)

        # A text of several lines, and JSON, in the editor.
        edit = RequestPane.EditText
        screen.form.field("body", "long").type_text(f"{ATTACK}\n{ATTACK}")
        screen.bench.request.post_message(edit(screen.form.field("body", "long"), ""))
        await until(pilot, lambda: isinstance(pilot.app.screen, TextEditor), "the editor")
        look(pilot, "␛]52;c;QUFB␇�31m�[@click=app.quit]")
        assert pilot.app.screen.query_one(TextArea).text == f"{ATTACK}\n{ATTACK}"
        await close(pilot)
        screen.bench.request.post_message(edit(screen.form.fields[-1], ""))
        await until(pilot, lambda: isinstance(pilot.app.screen, TextEditor), "the editor")
        look(pilot, f"u{SHOWN}"[:20])
        await close(pilot)

        # The question before it is sent.
        screen.form.field("body", f"u{ATTACK}").take(ATTACK)
        screen.form.fill_example()
        screen.action_try_call()
        await until(pilot, lambda: isinstance(pilot.app.screen, ConfirmScreen), "the question")
        look(pilot, "%1B%5D52", "\\u001b]52", MARKUP)
        await close(pilot)

        # Lists and menus.
        screen.action_open_operation()
        await until(pilot, lambda: isinstance(pilot.app.screen, SearchScreen), "the search")
        await type_keys(pilot, *"evil")
        await until(
            pilot, lambda: re.search(r"[34] (found|operations in)", text(pilot)), "what is found"
        )
        look(pilot, SHOWN)
        await close(pilot)
        for show, wanted, kind in (
            (screen.action_show_history, "␛]52;c;QUFB␇", HistoryScreen),
            (screen.action_show_favourites, f"n{SHOWN}", MenuScreen),
            (screen.action_sign_in, "␛[2J", MenuScreen),
        ):
            show()
            await until(pilot, lambda kind=kind: isinstance(pilot.app.screen, kind), str(kind))
            look(pilot, wanted)
            await close(pilot)
        await pilot.press("ctrl+p")
        await type_keys(pilot, *"again")
        await until(pilot, lambda: "Again POST" in text(pilot), "the palette")
        look(pilot)
        await close(pilot)


@fault(
    "Hostile content",
    "an operation of a path and names that are escape sequences and markup",
    "isn't encoded the way the API signs it",
)
async def test_an_operation_that_can_not_be_called_is_read_all_the_same(evil):
    async with evil.run_test(size=(160, 48), notifications=True) as pilot:
        screen = main_screen(pilot)
        await until(pilot, lambda: screen.bench is not None, "the start page")
        row = next(
            row for row in screen.workspace.catalog.operations("v1", "/evil") if row.method == "GET"
        )
        screen.open_words(f"GET {row.path}")
        await until(pilot, lambda: screen.form is not None, "the form")
        for _ in screen.bench.response._tabs.tabs:
            screen.bench.response._tabs.step(1)
            await pilot.pause()
            look(pilot)
        screen.bench.show_links()
        await until(pilot, lambda: isinstance(pilot.app.screen, MenuScreen), "the links")
        look(pilot, "No command opens this here")
        await close(pilot)
        screen.form.fill_example()
        screen.action_try_call()
        await pilot.pause()
        screen.action_try_call()
        await until(pilot, lambda: "isn't encoded" in text(pilot), "why it can't be sent")
        look(pilot)
        return text(pilot)


@fault(
    "Hostile content",
    "a pasted link that is escape sequences and markup",
    f"{printable(ATTACK)[:20]}… is neither a path nor a link",
)
async def test_words_that_lead_nowhere_are_said_as_text(evil):
    async with evil.run_test(size=(200, 48), notifications=True) as pilot:
        screen = main_screen(pilot)
        await until(pilot, lambda: screen.bench is not None, "the start page")
        screen.open_words(ATTACK)
        await until(pilot, lambda: "is neither a path" in text(pilot), "a notification")
        look(pilot)
        said = " ".join(Screen(pilot).toasts)
        # The dialog that keeps keys names a section in brackets, and files of any name.
        files = [(Path(f"/{MARKUP}"), f"/{ATTACK}, given with --config")]
        pilot.app.push_screen(
            SaveKeysScreen(
                "ovh-eu", files, ATTACK, lambda *_: ATTACK, lambda *_: None, as_profile=False
            )
        )
        await until(pilot, lambda: isinstance(pilot.app.screen, SaveKeysScreen), "the dialog")
        look(pilot, "[ovh-eu], where every wrapper looks", f"/{SHOWN}")
        return said


@fault(
    "The catalog",
    "the catalog's file is damaged while the program runs",
    "The catalog was damaged and is fetched again",
)
async def test_damage_that_shows_later_is_said_and_ends_nothing(evil):
    async with evil.run_test(size=(160, 48), notifications=True) as pilot:
        screen = main_screen(pilot)
        await until(pilot, lambda: screen.bench is not None, "the start page")
        db = sqlite3.connect(screen.workspace.store.path)
        db.execute("UPDATE source SET raw = '['")
        db.commit()
        db.close()
        screen.open_words("POST /evil/1")
        toasts = Screen(pilot)
        await until(pilot, lambda: "was damaged" in " ".join(toasts.toasts), "what went wrong")
        return " ".join(toasts.toasts)


@given(st.text(alphabet="[]\\/@= ab$#.:'\"()", max_size=14) | st.text())
def test_any_text_is_said_by_its_markup(words):
    words = printable(words)
    assert Content.from_markup(as_markup(words)).plain == words
