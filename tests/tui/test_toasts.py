"""Toasts: the last word stands, an error until it can have been read; none covers what is used."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.geometry import Region, Size
from textual.notifications import Notification, SeverityLevel
from textual.widgets._toast import Toast

from ovh_explorer.tui.dialogs.menu import Entry, MenuScreen
from ovh_explorer.tui.main.toast_place import Room, ToastArea, choose_place
from ovh_explorer.tui.request.choice_list import ChoiceList
from ovh_explorer.tui.request.field_editor import FieldEditor
from ovh_explorer.tui.request.form_view import FormView
from ovh_explorer.tui.widgets.toasts import MAX_TOASTS, toasts_with
from tests.tui.conftest import RECORD
from tests.tui.screen import Screen, key_of

SIZES = [(160, 48), (100, 30), (80, 24)]
COPIED, UNDONE = "Copied the response.", "There is nothing to undo."
FAILED = "Failed to write the file: the disk is full."
LONG = "The catalog is older than a week, and some operations may have changed since. " * 2


async def opened(pilot) -> Screen:
    return await Screen(pilot).ready(form=True)


async def say(
    screen: Screen, words: str, severity: SeverityLevel = "information", title: str = ""
) -> None:
    """Show a toast that stands longer than a test takes."""
    app = screen.pilot.app
    app.notify(words, severity=severity, title=title, timeout=60)
    await screen.until(
        lambda: any(" ".join(words.split()) in toast for toast in screen.toasts), "it stands"
    )


def lines_of(screen: Screen, words: str) -> list[int]:
    """The lines of the terminal that have some words."""
    return [at for at, line in enumerate(screen.text.split("\n")) if words in line]


# Which of them stand


async def test_a_new_one_takes_the_place_of_the_one_before(app):
    async with app(RECORD).run_test(size=(80, 24), notifications=True) as pilot:
        screen = await opened(pilot)
        await screen.press("escape", "f2", "f2")
        await screen.sees("All required fields are filled.")
        await screen.press("shift+f7")
        await screen.until(
            lambda: screen.toasts == ["There is no previous operation."], "it stands alone"
        )


async def test_an_error_stands_first_until_it_is_read(app):
    async with app(RECORD).run_test(size=(80, 24), notifications=True) as pilot:
        screen = await opened(pilot)
        await say(screen, COPIED)
        await say(screen, FAILED, "error")
        assert screen.toasts == [FAILED]
        await say(screen, COPIED)
        assert screen.toasts == [FAILED, COPIED]
        await say(screen, UNDONE, "warning")
        assert screen.toasts == [FAILED, UNDONE], "never more than two"
        await say(screen, "Not copied.", "error")
        assert screen.toasts == ["Not copied."], "another error is newer"


async def test_what_has_a_title_stands_below_an_error_that_comes_later(app):
    async with app(RECORD).run_test(size=(80, 24), notifications=True) as pilot:
        screen = await opened(pilot)
        await say(screen, "The history is damaged.", "warning", title="Files")
        await say(screen, FAILED, "error")
        await screen.until(
            lambda: screen.toasts == [FAILED, "Files The history is damaged."], "both stand"
        )


async def test_the_same_words_again_are_one_toast(app):
    async with app(RECORD).run_test(size=(80, 24), notifications=True) as pilot:
        screen = await opened(pilot)
        for _ in range(3):
            await say(screen, FAILED, "error")
        await screen.until(lambda: screen.toasts == [FAILED], "one")


def test_the_time_of_a_toast_that_comes_again_begins_anew():
    first = Notification(COPIED, timeout=5, raised_at=0)
    again = Notification(COPIED, timeout=5)
    assert toasts_with([first], again) == [again]
    assert not again.has_expired


SEVERITIES = st.sampled_from(["information", "warning", "error"])
NOTES = st.builds(
    Notification, st.sampled_from("abc"), st.sampled_from(["", "Files"]), SEVERITIES, st.just(60)
)


@given(st.lists(NOTES, min_size=1, max_size=8))
def test_however_many_come_the_last_one_stands_and_an_error_first(notes):
    standing: list[Notification] = []
    for note in notes:
        standing = toasts_with(standing, note)
        assert note in standing
        assert len(standing) <= MAX_TOASTS
        errors = [item.severity == "error" for item in standing]
        assert errors == sorted(errors, reverse=True)


def test_an_error_whose_time_is_over_makes_room():
    old = Notification(FAILED, severity="error", timeout=1, raised_at=0)
    new = Notification(COPIED)
    assert toasts_with([old], new) == [new]


# Where they stand


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("focus", ["f5", "f6", "f7"])
async def test_it_covers_neither_the_footer_nor_tabs_nor_a_hint(app, size, focus):
    async with app(RECORD).run_test(size=size, notifications=True) as pilot:
        screen = await opened(pilot)
        await screen.press("escape", focus)
        clear = ("ovh-explorer", "Form   JSON", "Example, not", "zoneName (string", "2 Request")
        before = screen.text.split("\n")
        kept = [at for at, line in enumerate(before) if any(words in line for words in clear)]
        await say(screen, FAILED, "error")
        await say(screen, LONG)
        after = screen.text.split("\n")
        assert [after[at] for at in kept] == [before[at] for at in kept]
        assert after[-1] == before[-1], "the keys in the footer"


@pytest.mark.parametrize("size", SIZES)
async def test_it_makes_room_for_the_field_and_its_choices(app, size):
    async with app(RECORD).run_test(size=size, notifications=True) as pilot:
        screen = await opened(pilot)
        await say(screen, FAILED, "error")
        await screen.press("tab", "down")
        await screen.sees("AAAA")
        await screen.until(lambda: screen.toasts == [FAILED], "it stands, elsewhere")
        toast = pilot.app.screen.query_one(Toast).region
        choices = screen.main.query_one(ChoiceList).region
        assert choices.height > 3
        assert not choices.overlaps(toast)
        assert not screen.main.query_one(FieldEditor).region.overlaps(toast)


async def test_it_stands_clear_of_what_follows_a_response(app):
    async with app("GET /domain/zone").run_test(size=(80, 24), notifications=True) as pilot:
        screen = await opened(pilot)
        await say(screen, LONG)
        await screen.press("escape", "ctrl+r", "f7")
        await screen.until(lambda: screen.response.status == "200 OK", "the response")
        await say(screen, LONG)
        assert any("opens the menu to load" in line for line in screen.response.said)


@pytest.mark.parametrize("size", SIZES)
async def test_it_leaves_the_buttons_of_a_question(app, size):
    async with app("POST /vps/vps-1/reboot").run_test(size=size, notifications=True) as pilot:
        screen = await opened(pilot)
        await screen.press("ctrl+r")
        await screen.until(lambda: pilot.app.screen is not screen.main, "the question")
        buttons = [screen.text.split("\n")[at] for at in lines_of(screen, "esc")]
        assert buttons
        await say(screen, LONG, "error")
        assert all(line in screen.text.split("\n") for line in buttons)


async def test_it_is_whole_after_the_terminal_is_made_smaller(app):
    async with app(RECORD).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await opened(pilot)
        await say(screen, LONG)
        for size in ((80, 24), (100, 30), (60, 16)):
            await pilot.resize_terminal(*size)
            await screen.until(
                lambda: screen.toasts == [" ".join(LONG.split())], f"all its words at {size}"
            )


async def test_it_finds_its_place_at_once(app):
    async with app(RECORD).run_test(size=(80, 24), notifications=True) as pilot:
        screen = await opened(pilot)
        layouts: list[object] = []
        signal = screen.main.screen_layout_refresh_signal
        signal.subscribe(screen.main, layouts.append, immediate=True)
        await say(screen, FAILED, "error")
        await screen.press("j", "k", "ctrl+g", "escape")
        assert len(layouts) < 20


REGIONS = st.builds(
    Region, st.integers(0, 60), st.integers(0, 20), st.integers(0, 30), st.integers(0, 6)
)


@given(st.lists(REGIONS, max_size=6), st.integers(1, 5))
def test_nothing_is_covered_where_there_is_a_place_beside_it(clear, height):
    area = Region(0, 1, 80, 22)
    chosen = choose_place(Room([ToastArea(area)], clear), {80: Size(60, height)})
    assert chosen is not None
    place, _ = chosen
    assert area.contains_region(place)
    free = [
        line
        for line in range(area.y, area.bottom - height + 1)
        if not any(Region(20, line, 60, height).overlaps(item) for item in clear if item)
    ]
    covered = any(place.overlaps(item) for item in clear if item)
    assert covered == (not free)


# How they go


async def test_a_click_takes_one_away(app):
    async with app(RECORD).run_test(size=(80, 24), notifications=True) as pilot:
        screen = await opened(pilot)
        await say(screen, FAILED, "error")
        (line,) = lines_of(screen, FAILED)
        column = screen.text.split("\n")[line].index(FAILED)
        await pilot.click(offset=(column + 3, line))
        await screen.until(lambda: screen.toasts == [], "it is gone")


async def test_esc_takes_them_away_once_nothing_else_is_open(app):
    async with app(RECORD).run_test(size=(80, 24), notifications=True) as pilot:
        screen = await opened(pilot)
        await screen.press("tab")
        assert screen.is_editing
        await say(screen, FAILED, "error")
        await say(screen, COPIED)
        await screen.press("escape")
        assert not screen.is_editing
        assert screen.toasts == [FAILED, COPIED]
        await screen.press("escape")
        await screen.until(lambda: screen.toasts == [], "they are gone")


async def test_it_stands_on_the_topmost_screen_alone(app):
    async with app(RECORD).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await opened(pilot)
        await say(screen, FAILED, "error")
        await pilot.app.push_screen(MenuScreen("Menu", [Entry("One", "", "one")]))
        await screen.until(lambda: screen.toasts == [FAILED], "it stands there")
        assert screen.text.count(FAILED) == 1
        await say(screen, COPIED)
        await screen.press("escape")
        await screen.until(lambda: screen.toasts == [FAILED, COPIED], "both are below it")
        assert screen.text.count(FAILED) == 1


async def test_one_that_comes_while_a_dialog_closes_is_not_lost(app):
    async with app(RECORD).run_test(size=(80, 24), notifications=True) as pilot:
        screen = await opened(pilot)

        def tell(_: object) -> None:
            pilot.app.notify(COPIED, timeout=60)

        dialog = MenuScreen("Menu", [Entry("One", "", "one")])
        await pilot.app.push_screen(dialog, tell)
        pilot.app.notify(FAILED, severity="error", timeout=60)
        dialog.dismiss("one")
        await screen.until(lambda: screen.toasts == [FAILED, COPIED], "both stand")
        assert pilot.app.screen is screen.main


async def test_a_toast_leaves_the_path_of_the_form_and_the_title_of_a_dialog_in_sight(app, fresh):
    async with app(url=fresh).run_test(size=(80, 24), notifications=True) as pilot:
        screen = await Screen(pilot).ready()
        await screen.open("GET /cloud/project/a6af/kube/k1/nodepool/n1")
        await screen.send()
        await screen.show("response")
        await screen.press("e")
        await screen.sees("The current values are shown.")
        assert "PUT /cloud/project/{serviceName}/kube/{kubeId}/nodepool/{nodePoolId}" in screen.text
        for name, value in (("serviceName", "a6af"), ("kubeId", "k1"), ("nodePoolId", "n1")):
            assert re.search(rf"{name} \* +{value} ", screen.text), "which object is changed"
        await screen.press(key_of("sign_in"))
        await screen.until(lambda: screen.title, "the dialog")
        screen.pilot.app.notify("A note over a dialog that is as high as the terminal. " * 3)
        await screen.sees("A note over a dialog")
        assert "Sign in" in screen.text


@pytest.mark.parametrize("size", SIZES)
async def test_a_toast_covers_no_field_of_the_form_that_it_is_about(app, fresh, size):
    async with app(url=fresh).run_test(size=size, notifications=True) as pilot:
        screen = await Screen(pilot).ready()
        await screen.open("GET /cloud/project/a6af/kube/k1/nodepool/n1")
        await screen.send()
        await screen.show("response")
        await screen.press("e")
        await screen.sees("The current values are shown.")
        form = pilot.app.screen.query_one(FormView)
        # That is where the lines of the form end, and no line of it is empty below.
        assert size != (80, 24) or len(form.plan.lines) > form.size.height
        toast = pilot.app.screen.query_one(Toast).region
        for name in ("autoscale", "desiredNodes", "maxNodes"):
            (line,) = (
                at for at in lines_of(screen, f" {name} ") if "now " in screen.text.split("\n")[at]
            )
            assert not toast.overlaps(Region(form.region.x, line, form.region.width, 1)), name
        assert "destroys data" in screen.text


def test_where_text_is_everywhere_toasts_stand_far_from_the_cursor():
    pane = Region(0, 1, 80, 20)
    room = Room([ToastArea(pane, "top")], cursor=[Region(0, 6, 80, 3)], text=[pane])
    place, _edge = choose_place(room, {80: Size(60, 1)})
    assert place.bottom == pane.bottom
