"""On a narrow screen too, the footer says what enter does where the cursor is."""

import pytest

from ovh_explorer.translation import LANGUAGES, _, set_language
from ovh_explorer.tui.main.footer import FooterBar
from ovh_explorer.tui.messages import ShowKeys
from tests.tui.conftest import settled
from tests.tui.responses import serves
from tests.tui.screen import Screen
from tests.tui.test_named_keys import LIST, OBJECTS, PLACES
from tests.tui.test_one_word_a_key import filter_of

NARROW = (80, 24)
RECORD = "GET /domain/zone/example.com/record/5210000003"
HELP = {"en": " help", "fr": " aide"}
ENTER = {"en": "enter", "fr": "entrée"}


def footer(screen: Screen) -> str:
    return screen.text.rstrip().splitlines()[-1]


def ways_out(language: str) -> str:
    return {"en": "^p commands  ? help", "fr": "^p commandes  ? aide"}[language]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_what_enter_does_is_said_in_each_pane(app, monkeypatch, language):
    set_language(language)
    async with app(LIST).run_test(size=NARROW) as pilot:
        await settled(pilot, form=True)
        screen = Screen(pilot)
        serves(monkeypatch, OBJECTS)
        wrong = {}
        for place, go in {**PLACES, "filter": filter_of}.items():
            await go(screen)
            if place in ("response", "table"):
                await screen.press("down")
            await screen.drawn()
            keys = screen.main.query_one(FooterBar).keys
            words = [key.label for key in keys if "enter" in (key.key, *key.names)]
            shown = footer(screen)
            if words and not (ENTER[language] in shown and words[0].split()[0] in shown):
                wrong[place] = (words, shown)
            if not shown.rstrip().endswith(HELP[language]):
                wrong[f"{place}, help"] = shown
        assert wrong == {}


@pytest.mark.parametrize(("language", "opens"), [("en", "enter open "), ("fr", "entrée ouvrir ")])
@pytest.mark.parametrize("width", [80, 100])
async def test_what_enter_opens_is_said_in_a_table(app, language, opens, width):
    set_language(language)
    async with app("GET /me/bill").run_test(size=(width, 24)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.send()
        await screen.show("response")
        await screen.press("m")
        await screen.until(lambda: screen.title, "the menu")
        await screen.press("enter")
        await screen.until(lambda: opens in footer(screen), "what enter opens")
        assert ways_out(language) in footer(screen)
        # Beside what is done with several rows, too.
        await screen.press("space")
        assert opens in footer(screen)


@pytest.mark.parametrize(("language", "opens"), [("en", "enter open "), ("fr", "entrée ouvrir ")])
async def test_what_enter_opens_is_said_beside_what_changes_and_deletes(app, language, opens):
    set_language(language)
    async with app(RECORD).run_test(size=NARROW) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.send()
        await screen.show("response")
        view = screen.main.bench.response.view
        # As on the line of an object that names another one.
        opened = _("open {value}").format(value="example.com")
        await screen.until(lambda: view.key_labels.get("delete_object"), "what is done with it")
        view.key_labels = {**view.key_labels, "choose": opened}
        view.post_message(ShowKeys())
        await screen.until(lambda: opens in footer(screen), "what enter opens")
        assert footer(screen).rstrip().endswith(ways_out(language))
        assert "  D " in footer(screen)
        assert " e " in footer(screen)
