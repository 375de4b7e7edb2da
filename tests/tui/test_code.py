"""The code beside the form: its languages, where its keys come from, its pages."""

import threading
from types import SimpleNamespace
from typing import cast

import pytest

from ovh_explorer.snippets import LANGUAGES
from ovh_explorer.tui.dialogs.menu import MenuScreen
from ovh_explorer.tui.response.code_options import CodeOptions
from ovh_explorer.tui.terminal.clipboard import Copied
from ovh_explorer.workspace.calls.code import CodeWriter
from ovh_explorer.workspace.storage.preference_names import CODE_LANGUAGE, CODE_PAGES
from ovh_explorer.workspace.storage.preferences import PreferenceFile, Preferences
from ovh_explorer.workspace.storage.state_file import state_file
from ovh_explorer.workspace.workspace import Workspace
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
from tests.tui.quiet import held_on_purpose
from tests.tui.screen import Screen

POLICIES = "GET /v2/iam/policy"
# In the menu, after Python and Perl were shown.
NAMES = ("Perl", "Python", "PHP", "Node.js", "Go", "C#")


def copies(monkeypatch) -> list[str]:
    """What is copied from now on."""
    copied: list[str] = []

    async def copy(words, write):
        copied.append(words)
        return Copied("a test", True)

    monkeypatch.setattr("ovh_explorer.tui.terminal.clipboard.copy", copy)
    return copied


async def show_code(pilot, language: str) -> None:
    """Show a language's tab, by its keys."""
    await Screen(pilot).tab(LANGUAGES[language].title)


@pytest.mark.parametrize("size", [(160, 48), (80, 24)])
async def test_every_language_is_named_by_the_tab_of_the_code(app, size):
    async with app(RECORD).run_test(size=size, notifications=True) as pilot:
        await fill_record()(pilot)
        for language in LANGUAGES.values():
            await show_code(pilot, language.name)
            line = next(line for line in text(pilot).splitlines() if language.title in line)
            assert language.title in line
            assert "192.0.2.1" in await visible_text(main_screen(pilot)), language.name


async def test_the_code_is_one_key_away_and_the_language_before_one_more(app):
    async with app(RECORD).run_test(size=(80, 24), notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.show("response")
        await screen.press("left_square_bracket")
        assert screen.response.tab == "Python"
        await screen.press("v")
        titles = [language.title for language in LANGUAGES.values()]
        assert screen.response.tab == titles[1]
        await screen.press("V", "V")
        assert screen.response.tab == titles[-1]
        await screen.press(*["v"] * (1 + titles.index("Go")))
        assert screen.response.tab == "Go"
        await screen.press("right_square_bracket", "left_square_bracket")
        assert screen.response.tab == "Go"
        await screen.press("v")
        assert screen.response.tab == "Python", "PHP and Node.js were passed, not used"


async def test_the_language_is_chosen_from_a_menu_that_a_key_or_a_click_opens(app):
    async with app(RECORD).run_test(size=(80, 24), notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.show("response")
        await screen.click("Code · Python ▾")
        await screen.until(lambda: screen.response.tab == "Python", "the code")
        assert screen.title == "", "a first click shows the tab"
        await screen.click("Code · Python ▾")
        await screen.until(lambda: screen.title == "Code in", "the menu")
        await screen.type("perl")
        await screen.press("enter")
        await screen.until(lambda: screen.response.tab == "Perl", "the language")
        await screen.press("m")
        await screen.until(lambda: screen.title == "Code in", "the menu")
        text = screen.text
        places = [text.index(f" {name} ", text.index("Code in")) for name in NAMES]
        assert places == sorted(places), "those used last come first"
        await screen.press("escape")
        await screen.press("right_square_bracket")
        assert screen.response.tab == "Response"
        await screen.click("▾", right=True)
        await screen.until(lambda: screen.title == "Code in", "the mark opens it at once")


async def test_the_palette_finds_each_language_by_its_name(app):
    for language in LANGUAGES.values():
        async with app("GET /me").run_test(size=(80, 24)) as pilot:
            screen = await Screen(pilot).ready(form=True)
            await screen.press("ctrl+p")
            await screen.type(f"code in {language.title}".lower())
            await screen.sees(f"Code in {language.title}")
            await screen.press("enter")
            await screen.sees("y copies it")
            assert screen.response.tab == language.title


async def test_the_languages_used_last_come_first_and_are_kept(app, monkeypatch):
    copied = copies(monkeypatch)
    explorer = app("GET /me")
    async with explorer.run_test(size=(160, 48), notifications=True) as pilot:
        screen = Screen(pilot)
        await screen.ready(form=True)
        await screen.show("response")
        await screen.press("Y")
        await screen.until(lambda: copied, "the call")
        assert copied.pop().startswith("client.get("), "Python before any was looked at"
        await screen.tab("Go")
        await screen.press("right_square_bracket")
        assert screen.response.tab == "Response"
        await screen.press("Y")
        await screen.until(lambda: copied, "the call")
        assert "client.Get(" in copied.pop()
        await screen.tab("Perl")
        await screen.open("GET /me/bill")
        await screen.show("response")
        await screen.press("v")
        assert screen.response.tab == "Go", "the one used before"
        kept = main_screen(pilot).workspace.preferences.get(CODE_LANGUAGE)
        assert kept.split()[:2] == ["go", "perl"]


async def test_the_code_follows_the_form_in_the_language_shown(app):
    async with app(RECORD).run_test(size=(160, 48), notifications=True) as pilot:
        await settled(pilot, form=True)
        await show_code(pilot, "node")
        await pilot.press("f6")
        await pilot.press("home", "enter")
        await type_keys(pilot, *"example.net")
        await until(pilot, lambda: "example.net" in text(pilot), "what is typed")
        assert "/domain/zone/example.net/record" in await visible_text(main_screen(pilot))


async def test_keys_come_from_placeholders_or_the_configuration(app, monkeypatch):
    copied = copies(monkeypatch)
    async with app(RECORD).run_test(size=(160, 48), notifications=True) as pilot:
        await fill_record()(pilot)
        await show_code(pilot, "python")
        assert "xxxxxxxxxx" in text(pilot)
        await pilot.press("c")
        assert "xxxxxxxxxx" not in text(pilot)
        assert 'ovh.Client(endpoint="ovh-eu")' in text(pilot)
        await pilot.press("y")
        await until(pilot, lambda: copied, "the code is copied")
        assert 'ovh.Client(endpoint="ovh-eu")' in copied[0]
        await pilot.press("Y")
        await until(pilot, lambda: len(copied) == 2, "the call is copied")
        assert copied[1].startswith('client.post(\n    "/domain/zone/example.com/record"')
        await pilot.press("c")
        assert "xxxxxxxxxx" in text(pilot)


async def test_pages_are_followed_where_a_list_declares_them(app):
    async with app(POLICIES).run_test(size=(160, 48), notifications=True) as pilot:
        await settled(pilot, form=True)
        await show_code(pilot, "python")
        assert "p gets all pages" in text(pilot)
        assert "while True" not in text(pilot)
        await pilot.press("p")
        assert "X-Pagination-Cursor-Next" in await visible_text(main_screen(pilot))
        await show_code(pilot, "try")
        assert "all pages" not in text(pilot)
        await pilot.press("p")
        assert "ovh-explorer try GET" in text(pilot)
        # As every choice, it is kept from run to run.
        assert main_screen(pilot).workspace.preferences.get(CODE_PAGES) == "1"


async def test_what_a_language_cannot_say_is_said_in_words(app):
    async with app(RECORD).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await settled(pilot, form=True)
        screen.form.field("path", "zoneName").type_text("a\0b")
        await show_code(pilot, "try")
        assert "NUL" in text(pilot)


async def test_options_are_chosen_from_a_menu_and_kept(app):
    screen = app(RECORD)
    async with screen.run_test(size=(160, 48), notifications=True) as pilot:
        await fill_record()(pilot)
        await show_code(pilot, "node")
        assert "o options" in text(pilot)
        assert "c uses keys of the environment or ovh.conf" in text(pilot)
        assert "require('@ovhcloud/node-ovh')" in text(pilot)
        await pilot.press("o")
        await until(pilot, lambda: isinstance(pilot.app.screen, MenuScreen), "the options")
        await pilot.press("down", "enter")
        await until(pilot, lambda: "import createClient" in text(pilot), "an ES module")
        await pilot.press("o")
        await until(pilot, lambda: isinstance(pilot.app.screen, MenuScreen), "the options")
        await pilot.press("enter")
        await until(pilot, lambda: "// zoneName: " in text(pilot), "the parameters' descriptions")
        await show_code(pilot, "python")
        assert "# zoneName: " in text(pilot)
        await show_code(pilot, "node")
        assert "import createClient" in text(pilot)
        await pilot.press("o")
        await until(pilot, lambda: isinstance(pilot.app.screen, MenuScreen), "the options")
        await pilot.press("down", "enter")
        await until(pilot, lambda: "require('@ovhcloud" in text(pilot), "CommonJS again")


async def test_code_is_there_after_another_operation_was_opened(app):
    async with app("GET /vps").run_test(size=(120, 30)) as pilot:
        await settled(pilot, form=True)
        screen = Screen(pilot)
        await screen.tab("Python")
        for target in ("GET /me", "GET /vps/{serviceName}", "GET /contact/form", "GET /vps"):
            await screen.open(target)
            await screen.until(lambda: screen.response.lines[0].strip(), "a line of code")
            await screen.drawn()
            assert screen.response.lines[0].strip(), target


def test_the_language_is_kept_for_the_next_run(tmp_path):
    def run() -> CodeOptions:
        file = PreferenceFile(state_file(tmp_path / "state.sqlite"))
        kept = SimpleNamespace(preferences=Preferences(file, lambda write: write()))
        return CodeOptions(cast(Workspace, kept))

    first = run()
    assert first.language == "python"
    for name in ("java", "php"):
        first.settle()
        first.language = name
    assert run().languages[:3] == ["php", "java", "python"]
    # A language that a later version had is no language of this one.
    PreferenceFile(state_file(tmp_path / "state.sqlite")).keep("code language", "cobol go")
    assert run().languages[:2] == ["go", "python"]


async def test_the_code_of_a_large_body_is_written_beside_the_screen(app, monkeypatch):
    """What is shown meanwhile says so; what is copied, the call too, is written there as well."""
    threads, may_write, copied = [], threading.Event(), copies(monkeypatch)
    write = CodeWriter.code

    def noted(*arguments):
        threads.append(threading.current_thread())
        may_write.wait(30)
        return write(*arguments)

    monkeypatch.setattr(CodeWriter, "code", noted)
    async with app("POST /domain/zone/{zoneName}/import").run_test(size=(160, 48)) as pilot:
        screen = await settled(pilot, form=True)
        form = screen.form
        form.field("path", "zoneName").type_text("example.com")
        form.take_body({"zoneFile": "www IN A 192.0.2.1\n" * 30_000})
        screen.bench.refresh_form()
        with held_on_purpose():
            tab = screen.bench.response.show_code()
            await until(pilot, lambda: "Writing the code" in text(pilot), "what is done")
            assert tab.is_dimmed
        may_write.set()
        await until(pilot, lambda: "import ovh" in text(pilot), "the code")
        assert not tab.is_dimmed
        await pilot.press("f7", "y")
        await until(pilot, lambda: len(copied) == 1, "it is copied")
        await pilot.press("Y")
        await until(pilot, lambda: len(copied) == 2, "the call is copied")
        assert all(words.count("192.0.2.1") == 30_000 for words in copied)
        assert len(threads) >= 3
        assert threading.main_thread() not in threads
        form.take_body({})
        form.field("path", "zoneName").type_text("x" * 600_000)
        assert tab._options.is_large(form), "a value outside of the body too"
