"""Questions in French: o beside y is a yes, in French alone."""

import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from ovh_explorer.translation import set_language
from ovh_explorer.translation.dates import DATE, DAY, day_of, shown_date
from ovh_explorer.tui.dialogs.question import YesNoScreen
from ovh_explorer.tui.history.screen import HistoryScreen
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
        assert "Annuler  échap" in text(pilot)


def test_days_are_as_the_language_writes_them(in_french):
    assert (shown_date(WHEN, DATE), shown_date(WHEN, DAY)) == ("29/11/2026", "29/11")
    assert day_of("2026-01-31T08:00:00Z") == "31/01/2026"
    set_language("en")
    assert (shown_date(WHEN, DATE), shown_date(WHEN, DAY)) == (
        "2026-11-29",
        time.strftime("%d %b", WHEN),
    )
    assert day_of("2026-01-31T08:00:00Z") == "2026-01-31"
    assert day_of("some day soon") == "some day s"


@pytest.mark.parametrize("words", ["", "zone"])
async def test_what_the_history_says_where_it_is_empty_fits_80_columns(app, in_french, words):
    async with app("GET /me").run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.app.push_screen(HistoryScreen(lambda _words: []))
        await pilot.press(*words)
        await until(pilot, lambda: "échap" in text(pilot), "what to do")
        lines = [line.split("│")[1].strip() for line in text(pilot).splitlines() if "│" in line]
        told = lines[lines.index("aucun résultat" if words else "aucune requête") + 1 :]
        # A list cuts what is too wide.
        assert [line for line in told if line and not line.endswith(".")] == []
        assert len([line for line in told if line]) == 3
