"""In a line of keys each word is of one key, and each key has one word; so in a section of the
help. In both languages.
"""

import re
from collections import Counter

import pytest

from ovh_explorer.translation import LANGUAGES, set_language
from ovh_explorer.tui.key_bindings import help_sections
from ovh_explorer.tui.main.footer import FooterBar
from ovh_explorer.tui.widgets.fitted_line import FittedKeys
from tests.tui.conftest import settled, until
from tests.tui.responses import serves
from tests.tui.screen import Screen
from tests.tui.test_named_keys import DIALOGS, LIST, OBJECTS, PLACES, SIZE, response_of

FILTERED = "filter"


async def filter_of(screen: Screen) -> None:
    """The field in which products are filtered."""
    await PLACES["products"](screen)
    await screen.press("slash")


def names_in(shown: str) -> list[str]:
    """The keys that a footer names before a word."""
    return [shown] if shown == "/" else shown.replace("/", " ").split()


def repeated(words: list[str]) -> list[str]:
    return [word for word, count in Counter(words).items() if count > 1]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_footer_says_each_word_once(app, monkeypatch, language):
    set_language(language)
    wrong = {}
    async with app(LIST).run_test(size=SIZE) as pilot:
        await settled(pilot, form=True)
        screen = Screen(pilot)
        serves(monkeypatch, OBJECTS)
        for place, go in {**PLACES, FILTERED: filter_of}.items():
            await go(screen)
            await screen.drawn()
            keys = screen.main.query_one(FooterBar).keys
            assert len(keys) > 5, place
            words = repeated([key.label for key in keys])
            twice = repeated([name for key in keys for name in names_in(key.shown)])
            if words or twice:
                wrong[place] = (words, twice)
    assert wrong == {}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", DIALOGS)
async def test_the_edge_of_a_dialog_says_each_word_once(app, monkeypatch, name, language):
    set_language(language)
    kind, opening = DIALOGS[name]
    async with app(LIST).run_test(size=SIZE) as pilot:
        await settled(pilot, form=True)
        screen = Screen(pilot)
        serves(monkeypatch, OBJECTS)
        await response_of(screen)
        await pilot.press(*opening)
        await until(pilot, lambda: isinstance(pilot.app.screen, kind), name)
        await screen.drawn()
        edges = [list(box.keys) for box in pilot.app.screen.query(FittedKeys) if box.keys]
        edges += [
            re.split(" · |, ", str(box.border_subtitle))
            for box in pilot.app.screen.query("*")
            if box.border_subtitle
        ]
        for parts in edges:
            pairs = [re.split(r"[\s:]+", part, maxsplit=1) for part in parts]
            assert repeated([pair[0] for pair in pairs]) == [], parts
            assert repeated([pair[-1] for pair in pairs]) == [], parts


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_section_of_the_help_says_each_key_and_each_line_once(language):
    set_language(language)
    for title, keys in help_sections():
        assert repeated([key.words for key in keys]) == [], title
        assert repeated([key.written for key in keys]) == [], title
