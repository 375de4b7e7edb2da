"""What says in a dialog which key does something does it when it is clicked."""

import pytest
from rich.cells import cell_len
from textual.content import Content
from textual.widgets import Input, Static

from ovh_explorer.translation import _, set_language
from ovh_explorer.tui.main.search_screen import SearchScreen
from ovh_explorer.tui.widgets.key_words import key_words
from tests.tui.conftest import until
from tests.tui.dialogs import dialogs
from tests.tui.screen import Screen

SIZES = [(160, 48), (80, 24)]


def hints(dialog):
    """The keys that are named in what is shown, each with a place of its words on the screen."""
    for widget in dialog.query(Static):
        region = widget.content_region
        lines = [widget.render_line(y).text.rstrip() for y in range(region.height)]
        text = " ".join(lines)
        for words in key_words(text) if widget.display else ():
            x, y = cell_len(text[: words.start]), 0
            while y < len(lines) - 1 and x > cell_len(lines[y]):
                x -= cell_len(lines[y]) + 1
                y += 1
            place = (region.x + x, region.y + y)
            if words.key and dialog.get_widget_at(*place)[0] is widget:
                yield words.key, text[words.start : words.end], place


@pytest.mark.parametrize("size", SIZES)
async def test_each_key_that_a_dialog_names_is_pressed_by_a_click_on_it(
    app, tmp_path, size, monkeypatch
):
    clicked, missed = 0, []
    async with app().run_test(size=size) as pilot:
        screen = await Screen(pilot).ready()
        pressed = []
        for kind, made in dialogs(screen.main, tmp_path).items():
            dialog = made()
            pilot.app.push_screen(dialog)
            await until(pilot, lambda: pilot.app.screen is dialog, kind.__name__)  # noqa: B023
            await screen.drawn()
            with monkeypatch.context() as patched:
                patched.setattr(pilot.app, "simulate_key", pressed.append)
                for key, words, place in list(hints(dialog)):
                    pressed.clear()
                    await screen.click_at(*place)
                    await pilot.pause()
                    clicked += 1
                    if pressed != [key]:
                        missed.append((kind.__name__, words, key, list(pressed)))
            dialog.dismiss()
            await until(pilot, lambda: pilot.app.screen is screen.main, f"{kind.__name__} is left")
    assert missed == []
    # The narrow ones have none now.
    assert clicked >= (1 if size == SIZES[0] else 0)


@pytest.mark.parametrize("size", SIZES)
async def test_what_the_search_says_enter_opens_is_opened_by_a_click(app, size):
    async with app().run_test(size=size) as pilot:
        screen = await Screen(pilot).ready()
        await screen.press("ctrl+f")
        await until(pilot, lambda: isinstance(pilot.app.screen, SearchScreen), "the search")
        pilot.app.screen.query_one(Input).value = "DELETE /domain/zone/example.com/record/1"
        await screen.sees("enter opens DELETE")
        await screen.click("enter opens DELETE")
        await until(pilot, lambda: pilot.app.screen is screen.main, "it is chosen")
        await until(pilot, lambda: screen.main.form is not None, "its form")
        assert screen.main.form.operation.title == "DELETE /domain/zone/{zoneName}/record/{id}"


@pytest.mark.parametrize(
    ("sentence", "clause"),
    [
        ("The task is under way: a follows it", "a follows it"),
        ("3 marked: a acts on them", "a acts on them"),
        ("no match · f changes it · 2 lines", "f changes it "),
        ("20 listed, m reads more", "m reads more"),
        # French: "key to do it".
        ("Tâche en cours : a pour la suivre", "a pour la suivre"),
        ("rien · f pour modifier · 2 lignes", "f pour modifier "),
    ],
)
def test_a_letter_that_a_sentence_names_is_found_with_its_clause(sentence, clause):
    assert [sentence[words.start : words.end] for words in key_words(sentence)] == [clause]


# What stands in the line of state of a response, or in the strip of a recipe, and the keys it names.
STATES = {
    "{key} opens the next step": "next_step",
    "{key} goes on": "next_step",
    "{key} skips it": "next_step",
    "{key} sends it": "next_step",
    "{key} goes back": "next_step",
    "Not yet: {key} waits again": "next_step",
    "{key} waits until {condition}": "next_step",
    "esc stops that": "escape",
    "esc stops": "escape",
    "esc leaves it": "escape",
    "Recipe {place} · ^p Recipes goes on with it · esc leaves it": "ctrl+p escape",
    "The task is under way: a follows it": "in_response('actions')",
    "{turn} {request}… esc cancels": "escape",
    "{turn} {method}… {seconds} s  esc cancels": "escape",
    "{turn} {doing}  {seconds} s  esc cancels": "escape",
    "{turn} {size}  {how_far}  esc cancels": "escape",
    "from before your change · ^r reads it": "ctrl+r",
    "not the last page: m loads more": "in_response('more')",
    "no match · f changes it, f with nothing shows all · {filter}": (
        "in_response('filter') in_response('filter')"
    ),
    "{done} of {count} details, stopped: m goes on": "in_response('more')",
    "{failed} of {count} details failed: m loads them again": "in_response('more')",
    "{done} of {count} details, {failed} of them failed, stopped: m goes on": (
        "in_response('more')"
    ),
    "{name} left out: m sends {parameter}": "in_response('more')",
    "{names} left out: m offers them": "in_response('more')",
    "[bold]m[/bold] opens the menu to load more, or details": "in_response('more')",
    "[bold]m[/bold] opens the menu to load the details": "in_response('more')",
    "{count} marked: a acts on them": "in_response('actions')",
    "{count} marked, {hidden} out of sight: a acts on those in sight": "in_response('actions')",
    "{count} marked, out of sight: f with nothing shows it": "in_response('filter')",
}


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(("sentence", "keys"), STATES.items())
def test_each_key_that_a_line_of_state_names_is_found(sentence, keys, language, request):
    set_language(language)
    request.addfinalizer(lambda: set_language("en"))
    shown = Content.from_markup(_(sentence)).plain.replace("{key}", ">")
    assert language == "en" or _(sentence) != sentence
    assert " ".join(words.key or words.action for words in key_words(shown)) == keys


def test_a_word_of_one_letter_is_no_key():
    for sentence in ("It has a name", "ce qu’il a pour nom", "A list of a zone"):
        assert list(key_words(sentence)) == []
