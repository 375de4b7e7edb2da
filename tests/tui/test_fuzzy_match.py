"""Names found by some of their letters, as the palette finds commands."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ovh_explorer.text import folded
from ovh_explorer.tui.drawing.choices import find_choices
from ovh_explorer.tui.drawing.fuzzy_match import FuzzyMatcher
from ovh_explorer.tui.main.commands import COMMANDS

NAMES = [command.name for command in COMMANDS]


def found(query: str) -> list[str]:
    """The names that a query finds, the best first."""
    matcher = FuzzyMatcher(query)
    matches = [(match.score, name) for name in NAMES if (match := matcher.match(name))]
    return [name for _, name in sorted(matches, reverse=True)]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("his", "History"),
        ("clear", "Clear the form"),
        ("ctf", "Clear the form"),
        ("sign in", "Sign in"),
        ("refcat", "Refresh the catalog"),
        ("READ", "Read only"),
        ("fav", "Favourites"),
        ("demo", "Open the demo"),
    ],
)
def test_the_name_that_is_meant_comes_first(query, first):
    assert found(query)[0] == first


def test_letters_in_another_order_find_nothing():
    assert FuzzyMatcher("yrotsih").match("History") is None
    assert FuzzyMatcher("").match("History") is None
    assert FuzzyMatcher("historyx").match("History") is None


@given(st.text(max_size=30), st.text(max_size=40))
def test_the_places_are_those_of_the_letters(query, name):
    match = FuzzyMatcher(query).match(name)
    letters = "".join(folded(query).split())
    plain = [folded(char) if len(folded(char)) == 1 else char for char in name]
    if match is None:
        rest = iter(plain)
        assert not letters or len(letters) > len(name) or not all(c in rest for c in letters)
        return
    assert [plain[place] for place in match.places] == list(letters)
    assert match.places == sorted(set(match.places))
    assert match.score > 0


@given(st.data())
def test_every_part_of_a_name_finds_it(data):
    name = data.draw(st.sampled_from(NAMES))
    places = data.draw(st.sets(st.integers(0, len(name) - 1), min_size=1))
    query = "".join(name[place] for place in sorted(places))
    if query.strip():
        assert FuzzyMatcher(query).match(name) is not None


@pytest.mark.parametrize("query", ["e" * 5_000, "te" * 12, "a b c d e " * 2_000, "((((["])
def test_what_was_pasted_takes_no_time(query):
    names = ["the " * 30 + "end", "e" * 60, *NAMES] * 20
    began = time.process_time()
    matcher = FuzzyMatcher(query)
    for name in names:
        matcher.match(name)
    assert time.process_time() - began < 1


def test_a_page_pasted_by_mistake_is_in_no_name_however_long_that_is():
    # Each letter of the one with each of the other: nobody waits for that.
    assert FuzzyMatcher("x" * 50_000).match("x" * 100_000) is None
    assert FuzzyMatcher("x" * 100).match("x" * 100) is not None


def test_a_pasted_megabyte_is_in_nothing_at_once():
    start = time.process_time()
    found, _ = find_choices(dict.fromkeys(map(str, range(500)), ""), "é" * 1_000_000)
    assert found == []
    assert time.process_time() - start < 0.5
