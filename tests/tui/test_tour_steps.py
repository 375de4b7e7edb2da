"""The steps of the tour without a screen: what completes which, in whatever order it is done."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ovh_explorer.tui.key_bindings import KEYS
from ovh_explorer.tui.main.tour_steps import STEPS, TourProgress, is_filled, offer_lines
from tests.test_imports import imported
from tests.tui.conftest import Demo

KINDS = [step.kind for step in STEPS]
ZONE_RECORD = ("v1", "GET", "/domain/zone/{zoneName}/record/{id}")


def key(action: str) -> str:
    """The key of an action outside fields."""
    return next(item.shown for item in KEYS if item.action == action)


def kind(progress: TourProgress) -> str | None:
    return progress.step.kind if progress.step is not None else None


def test_each_step_is_completed_by_what_it_is_about():
    progress = TourProgress()
    seen = []
    for expected in KINDS:
        seen.append(kind(progress))
        progress.note(expected)
    assert seen == ["open", "fill", "send", "follow", "copy"]
    assert progress.step is None


@given(st.lists(st.sampled_from([*KINDS, "skip"]), max_size=12))
def test_what_is_done_is_never_asked_for_and_no_step_comes_again(events):
    progress = TourProgress()
    done: set[str] = set()
    places = [0]
    for event in events:
        if event == "skip":
            skipped = kind(progress)
            progress.skip()
            done |= {skipped} if skipped else set()
        else:
            progress.note(event)
            done.add(event)
        assert kind(progress) == next((item for item in KINDS if item not in done), None)
        places.append(KINDS.index(progress.step.kind) if progress.step else len(KINDS))
    assert all(before <= after for before, after in pairwise(places))


def test_each_step_is_short_and_says_where_one_is_with_the_keys_of_the_tour():
    progress = TourProgress()
    for number, step in enumerate(STEPS, 1):
        first, words = progress.lines(key)
        assert first == f"Tour {number}/5 · T skips this step · X ends the tour"
        assert "{" not in words
        # With the line above them three lines of a narrow terminal.
        assert len(words) <= 150
        assert len(re.findall(r"\.(?:\s|$)", words)) <= 2
        progress.note(step.kind)
    first, words = progress.lines(key)
    assert first == "Tour · X closes this"
    assert "sign in" in words
    assert "Press ? for all keys" in words
    assert len(words) <= 150


def test_a_key_that_is_another_one_in_fields_is_asked_for():
    progress = TourProgress()
    for _step in range(3):
        progress.skip()
    lines = progress.lines(lambda action: f"<{action}>")
    assert lines[0] == "Tour 4/5 · <tour> skips this step · <end_tour> ends the tour"
    assert "press <show_pane('response')>" in lines[1]
    assert offer_lines(key) == ("New here? T starts a tour of five steps · X closes this",)


@pytest.fixture
def make_form(tmp_path):
    workspace = Demo("http://127.0.0.1:9", cache=tmp_path)
    workspace.run_settings.use_demo("http://127.0.0.1:9")
    workspace.open_store()
    yield lambda *key: workspace.form(*key)
    workspace.store.close()


def test_a_path_is_filled_in_once_all_of_it_is_there_and_left(make_form):
    form = make_form(*ZONE_RECORD)
    zone, number = form.placed("path")
    assert not is_filled(form, None)
    zone.type_text("example.com")
    assert not is_filled(form, None)
    number.type_text("5")
    assert not is_filled(form, number), "it is typed into"
    assert is_filled(form, form.field("query", "none"))
    zone.type_text("")
    assert not is_filled(form, None)


def test_a_path_without_values_has_nothing_to_fill_in(make_form):
    form = make_form("v1", "GET", "/domain/zone")
    progress = TourProgress()
    progress.look(form, None)
    assert kind(progress) == "open", "it was open before the tour: another one is to be found"
    progress.note("open")
    progress.look(form, None)
    assert kind(progress) == "send"


def test_the_start_of_the_program_loads_none_of_it():
    parts = [
        "ovh_explorer.tui.main.tour_steps",
        "ovh_explorer.tui.main.tour_strip",
        "ovh_explorer.workspace.storage.tour_offer",
    ]
    assert imported("import ovh_explorer.tui.app", parts) == set()
