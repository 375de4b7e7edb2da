"""The tour of the demo: offered once, done by the user in whatever way, never in the way."""

import re
from pathlib import Path

import pytest

from ovh_explorer.config import state_dir
from ovh_explorer.tui.app import ExplorerApp
from ovh_explorer.tui.main.search_screen import SearchScreen
from ovh_explorer.workspace.settings import gather
from tests.sandboxes import running
from tests.tui.conftest import Stocked, type_keys
from tests.tui.screen import Screen

SIZES = [(160, 48), (80, 24)]
RECORDS = "GET /domain/zone/example.com/record"
OFFER = "New here? T starts a tour of five steps · X closes this"
FOUND = "/domain/zone/{zoneName}/record  GET POST"
END = "That was the tour."
NOT_HERE = "The tour runs on the demo. Start it with ovh-explorer --demo."


@pytest.fixture(autouse=True)
def tour_was_offered() -> None:
    """Here it is as for a user: the first start of each test offers it."""


def step(screen: Screen) -> int:
    """The step that the tour is at, as painted; 0 for none."""
    found = re.search(r"Tour (\d)/5 ", screen.text)
    return int(found[1]) if found else 0


async def at(screen: Screen, number: int) -> None:
    await screen.until(lambda: step(screen) == number, f"step {number}")


async def find_records(screen: Screen) -> None:
    """Find the records of a zone as the tour says it."""
    await screen.press("ctrl+f")
    await type_keys(screen.pilot, *"dns records")
    await screen.sees(FOUND)
    await screen.press("enter")
    await screen.until(lambda: screen.main.form is not None, "the form")


# The offer


@pytest.mark.parametrize("size", SIZES)
async def test_it_is_offered_at_the_first_start_alone(app, size):
    async with app().run_test(size=size) as pilot:
        screen = await Screen(pilot).ready()
        await screen.sees(OFFER)
        assert pilot.app.screen is screen.main, "no dialog"
        assert screen.main.focused is screen.main.products.view
    async with app().run_test(size=size) as pilot:
        screen = await Screen(pilot).ready()
        await screen.until(lambda: screen.main.bench is not None, "all of the start")
        await screen.drawn()
        assert "New here?" not in screen.text
        await screen.press("2")
        assert "Take the tour" in screen.text
        await screen.press("T")
        await at(screen, 1)


async def test_where_it_can_t_be_kept_it_is_offered_again(app, monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    for _ in range(2):
        async with app().run_test(size=(100, 30), notifications=True) as pilot:
            screen = await Screen(pilot).ready()
            await screen.sees(OFFER)
            assert screen.toasts == []


@pytest.mark.parametrize("way", ["key", "mouse", "an operation is opened"])
async def test_an_offer_that_isn_t_wanted_goes(app, way):
    async with app().run_test(size=(100, 30)) as pilot:
        screen = await Screen(pilot).ready()
        await screen.sees(OFFER)
        if way == "key":
            await screen.press("X")
        elif way == "mouse":
            await screen.click("X closes this")
        else:
            await screen.open("GET /me")
        await screen.until(lambda: "New here?" not in screen.text, "it is gone")
        assert step(screen) == 0


async def test_who_starts_with_an_operation_is_not_offered_it(app):
    async with app(RECORDS).run_test(size=(100, 30)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.until(lambda: screen.main.bench is not None, "all of the start")
        await screen.drawn()
        assert "New here?" not in screen.text
        assert not (state_dir() / "tour-offered").exists(), "it is offered another time"


@pytest.mark.parametrize("way", ["T", "X", "the palette"])
async def test_elsewhere_than_on_the_demo_it_says_how_to_start_it(tmp_path, way):
    workspace = Stocked(gather(running()[1], environ={}), cache=tmp_path)
    async with ExplorerApp(workspace).run_test(size=(100, 30), notifications=True) as pilot:
        screen = Screen(pilot)
        await screen.until(lambda: screen.main.bench is not None, "all of the start")
        assert "New here?" not in screen.text
        assert "Take the tour" not in screen.text
        if way == "the palette":
            await type_keys(pilot, "ctrl+p", *"tutorial")
            await screen.sees("Five steps on the demo")
            await screen.press("enter")
        else:
            await screen.press(way)
        await screen.until(lambda: screen.toasts == [NOT_HERE], "how to start it")
        assert step(screen) == 0
        assert not (Path(state_dir()) / "tour-offered").exists()


# The steps


@pytest.mark.parametrize("size", SIZES)
async def test_it_is_walked_by_keys(app, clipboard, size):
    async with app().run_test(size=size) as pilot:
        screen = await Screen(pilot).ready()
        await screen.sees(OFFER)
        await screen.press("T")
        await at(screen, 1)
        await find_records(screen)
        await at(screen, 2)
        # The field with the star is highlighted: its values are those of the account.
        await screen.press("enter", "down")
        await screen.sees("example.org")
        assert step(screen) == 2
        await screen.press("enter")
        await at(screen, 3)
        await screen.send()
        await at(screen, 4)
        await screen.show("response")
        await screen.press("enter")
        await at(screen, 5)
        await screen.sees('"fieldType"')
        await screen.press("3", "ctrl+n", "ctrl+n", "ctrl+n")
        await screen.press("y")
        await screen.sees(END)
        assert "import ovh" in clipboard[-1]
        await screen.press("X")
        await screen.until(lambda: END not in screen.text, "it is over")


@pytest.mark.parametrize("size", SIZES)
async def test_it_is_walked_by_the_mouse(app, clipboard, size):
    async with app().run_test(size=size) as pilot:
        screen = await Screen(pilot).ready()
        await screen.sees(OFFER)
        await screen.click("T starts a tour")
        await at(screen, 1)
        await screen.click("press ^f")
        await screen.until(lambda: isinstance(pilot.app.screen, SearchScreen), "the search")
        await type_keys(pilot, *"dns records")
        await screen.sees(FOUND)
        await screen.click(FOUND)
        await at(screen, 2)
        await screen.click("zoneName *")
        await screen.sees("example.org")
        await screen.click("example.com")
        await at(screen, 3)
        await screen.click("TRY  ^r")
        await at(screen, 4)
        await screen.until(lambda: not screen.is_sending, "the response")
        await screen.click("m opens the menu to load")
        await screen.until(lambda: screen.title.startswith("Load the details"), "which")
        await screen.click("Details")
        await at(screen, 5)
        await screen.sees("dns1.example.net.")
        await screen.click("Code · Python ▾")
        await screen.sees("y copies it")
        await screen.click("Code · Python ▾")
        await screen.until(lambda: screen.title == "Code in", "the languages")
        await screen.click("PHP")
        await screen.sees("y copies it")
        await screen.click("y copies it")
        await screen.sees(END)
        assert "<?php" in clipboard[-1]
        await screen.click("X closes this")
        await screen.until(lambda: END not in screen.text, "it is over")


async def test_a_step_that_is_done_already_is_skipped(app, clipboard):
    async with app().run_test(size=(120, 40)) as pilot:
        screen = await Screen(pilot).ready()
        await screen.press("T")
        await at(screen, 1)
        await screen.open(RECORDS)
        await at(screen, 3)
        await screen.press("Y")
        await screen.until(lambda: clipboard, "the call is copied")
        assert step(screen) == 3
        await screen.send()
        await at(screen, 4)
        await screen.show("response")
        await screen.press("enter")
        await screen.sees(END)
        await screen.until(lambda: screen.response.status == "200 OK", "it is fetched")
        assert END in screen.text, "what follows by itself doesn't close it"
        await screen.open("GET /me")
        assert END not in screen.text


async def test_it_counts_only_what_is_done_after_it_began(app):
    async with app(RECORDS).run_test(size=(120, 40)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.send()
        await screen.show("response")
        await screen.press("enter")
        await screen.until(lambda: screen.response.status == "200 OK", "it is followed")
        await screen.press("T")
        await at(screen, 1)
        await screen.open(RECORDS)
        await at(screen, 3)


async def test_a_value_that_is_typed_counts_once_its_field_is_left(app):
    async with app().run_test(size=(120, 40)) as pilot:
        screen = await Screen(pilot).ready()
        await screen.press("T")
        await find_records(screen)
        await at(screen, 2)
        await screen.type("example.com")
        await screen.drawn()
        assert step(screen) == 2
        await screen.press("escape")
        await at(screen, 3)


async def test_what_fails_and_what_is_copied_elsewhere_is_no_step(app, clipboard):
    async with app("GET /domain/zone/nowhere.example/record").run_test(size=(120, 40)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.press("escape", "3", "T", "T", "T")
        await at(screen, 3)
        await screen.send()
        assert screen.response.status.startswith("4")
        await screen.press("y")
        await screen.until(lambda: clipboard, "the response is copied")
        await screen.drawn()
        assert step(screen) == 3
        await screen.press("T", "T")
        await at(screen, 5)


async def test_who_does_something_else_is_let_alone(app):
    async with app().run_test(size=(120, 40), notifications=True) as pilot:
        screen = await Screen(pilot).ready()
        await screen.press("T")
        await at(screen, 1)
        await screen.press("question_mark", "escape", "slash", "d", "escape", "b", "b")
        await screen.press("escape", "escape")
        assert step(screen) == 1, "esc ends something else"
        assert screen.toasts == []


# Skipping and ending


@pytest.mark.parametrize("size", SIZES)
async def test_it_is_skipped_step_by_step_and_started_again(app, size):
    async with app().run_test(size=size, notifications=True) as pilot:
        screen = await Screen(pilot).ready()
        await screen.press("T")
        for number in (1, 2, 3):
            await at(screen, number)
            await screen.press("T")
        await screen.click("T skips this step")
        await at(screen, 5)
        await screen.click("T skips this step")
        await screen.sees(END)
        await screen.press("T")
        await screen.until(lambda: END not in screen.text, "it is over")
        await screen.press("X")
        assert screen.toasts == ["There is no tour to end. Press T to start it."]
        await screen.press("T")
        await at(screen, 1)
        await screen.click("X ends the tour")
        await at(screen, 0)


async def test_in_a_field_its_keys_are_others_and_letters_stay_letters(app):
    async with app(RECORDS).run_test(size=(120, 40)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.press("home", "enter", "f17", "f17")
        await at(screen, 2)
        await screen.sees("shift F5 skips this step · shift F9 ends the tour")
        await screen.type("TX")
        assert str(screen.main.form.field("path", "zoneName").text) == "example.comTX"
        await screen.click("shift F5 skips")
        await at(screen, 3)
        assert screen.is_editing, "a click on the strip takes no focus"
        await screen.press("f21")
        await at(screen, 0)


@pytest.mark.parametrize("words", ["tour", "tutorial", "guide", "learn", "introduction"])
async def test_the_palette_finds_it_first(app, words):
    async with app().run_test(size=(120, 40)) as pilot:
        screen = await Screen(pilot).ready()
        await type_keys(pilot, "ctrl+p", *words)
        await screen.sees("Five steps on the demo")
        await screen.press("enter")
        await at(screen, 1)


async def test_the_palette_finds_it_by_two_words(app):
    async with app().run_test(size=(120, 40)) as pilot:
        screen = await Screen(pilot).ready()
        await type_keys(pilot, "ctrl+p", *"first steps")
        await screen.sees("Five steps on the demo")
        await screen.press("enter")
        await at(screen, 1)


@pytest.mark.parametrize("size", SIZES)
async def test_the_strip_covers_nothing_and_is_as_high_at_each_step(app, size):
    async with app().run_test(size=size) as pilot:
        screen = await Screen(pilot).ready()
        await screen.press("T")
        for _ in range(6):
            await screen.drawn()
            strip, panes = screen.main.query_one("#tour"), screen.main.panes
            assert strip.size.height == (3 if size[0] < 120 else 2), "nothing moves"
            assert strip.region.bottom == panes.region.y, "the panes begin below it"
            whole = " ".join(" ".join(screen.text.splitlines()[1 : strip.region.bottom]).split())
            assert ". Tour" in whole, "no sentence is cut"
            await screen.press("T")


@pytest.mark.parametrize("size", SIZES)
async def test_what_to_type_into_a_dialog_is_said_beside_it(app, size):
    async with app().run_test(size=size) as pilot:
        screen = await Screen(pilot).ready()
        await screen.press("T")
        await at(screen, 1)
        await screen.press("ctrl+f")
        await screen.sees("words, METHOD /path?query")
        assert "type dns records" in screen.text
