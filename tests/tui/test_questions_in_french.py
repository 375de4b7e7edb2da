"""Questions in French: o beside y is a yes, in French alone."""

import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from rich.cells import cell_len

from ovh_explorer.translation import _, set_language
from ovh_explorer.translation.dates import day, day_of, short_day
from ovh_explorer.tui.dialogs.question import YesNoScreen
from ovh_explorer.tui.history import flow_screen
from ovh_explorer.tui.history import screen as history_screen
from ovh_explorer.tui.signin.save_keys import SaveChoice, SaveKeysScreen
from tests.tui.conftest import settled, text, until

WHEN = datetime(2026, 11, 29).timetuple()


async def answered(pilot, screen, key: str) -> list[object]:
    """What a dialog gives after a key; nothing where it is still open."""
    found: list[object] = []
    await pilot.app.push_screen(screen, found.append)
    await until(pilot, lambda: screen.is_painted, "it takes keys")
    await pilot.press(key)
    await pilot.pause()
    return found


@pytest.mark.parametrize(
    ("language", "key", "given"),
    [("fr", "o", [True]), ("fr", "y", [True]), ("fr", "n", [False]), ("en", "o", [])],
)
async def test_o_is_a_yes_in_french_alone(app, in_french, language, key, given):
    set_language(language)
    async with app("GET /me").run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        question = YesNoScreen("Replace it?", "It is lost.", "Replace")
        assert await answered(pilot, question, key) == given


@pytest.mark.parametrize(("language", "is_saved"), [("fr", True), ("en", False)])
async def test_o_saves_keys_in_french_alone(app, in_french, tmp_path, language, is_saved):
    set_language(language)
    saved: list[Path] = []
    save: Callable[[Path, str], None] = lambda path, _profile: saved.append(path)  # noqa: E731
    async with app("GET /me").run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        path = tmp_path / "ovh.conf"
        screen = SaveKeysScreen(
            "ovh-eu", [(path, "here")], "name", lambda *_: "", save, as_profile=False
        )
        found = await answered(pilot, screen, "o")
        assert saved == ([path] if is_saved else [])
        assert found == ([SaveChoice(path, "")] if is_saved else [])


async def test_the_button_names_the_key(app, in_french):
    async with app("GET /me").run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await answered(pilot, YesNoScreen("Effacer ?", "Tout est perdu.", "Effacer"), "left")
        assert "Effacer  o" in text(pilot)
        assert "Annuler  esc" in text(pilot)


def test_days_are_as_the_language_writes_them(in_french):
    assert (day(WHEN), short_day(WHEN)) == ("29/11/2026", "29/11")
    assert day_of("2026-01-31T08:00:00Z") == "31/01/2026"
    set_language("en")
    assert (day(WHEN), short_day(WHEN)) == ("2026-11-29", time.strftime("%d %b", WHEN))
    assert day_of("2026-01-31T08:00:00Z") == "2026-01-31"
    assert day_of("some day soon") == "some day s"


def test_sentences_in_lists_fit_80_columns(in_french):
    """A list doesn't wrap what it says where it has no lines."""
    sentences = (
        *flow_screen._NOTHING,
        *history_screen._NOTHING_SENT,
        *history_screen._NOT_FOUND,
    )
    assert {words for words in map(_, sentences) if cell_len(words) > 72} == set()
