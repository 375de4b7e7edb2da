"""The tabs of the response pane: each shows, finds and copies what is its own."""

import pytest

from ovh_explorer.tui.terminal.clipboard import Copied
from tests.tui.screen import Screen, key_of

RECORD = "GET /domain/zone/example.com/record"
COPY = "y"


@pytest.fixture
def copied(monkeypatch) -> list[str]:
    """What is copied."""
    texts: list[str] = []

    async def copy(words, write):
        texts.append(words)
        return Copied("a test", True)

    monkeypatch.setattr("ovh_explorer.tui.terminal.clipboard.copy", copy)
    return texts


@pytest.mark.parametrize("size", [(160, 48), (80, 24)])
@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Response", "response"),
        ("Headers", "headers"),
        ("Schema", "schema"),
        ("Python", "the Python code"),
        ("curl", "the curl code"),
    ],
)
async def test_a_tab_copies_what_it_shows(app, copied, title, name, size):
    async with app(RECORD).run_test(size=size, notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.send()
        await screen.tab(title)
        shown = [line.strip() for line in screen.response.lines if line.strip()]
        # In a schema the key copies the line under the cursor; in a field it is the pane's.
        await screen.press("ctrl+y" if title == "Schema" else COPY)
        await screen.until(lambda: copied, "it is copied")
        assert "".join(shown[0].lstrip("▾▸ ").split()) in "".join(copied[0].split())
        assert any(f"Copied {name} (" in toast for toast in screen.toasts)


async def test_words_are_found_in_the_tab_that_is_shown(app):
    async with app(RECORD).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.send()
        for title, words in (("Headers", "content-type"), ("Schema", "long"), ("Python", "ovh")):
            await screen.tab(title)
            await screen.press(key_of("find"))
            await screen.type(words)
            await screen.press("enter")
            await screen.until(lambda: "n next" in screen.text, f"{words} in {title}")
            await screen.press(key_of("step_tab(1)"))
            await screen.until(lambda: "n next" not in screen.text, "another tab, other words")
            await screen.type("]")
            await screen.until(
                lambda title=title: screen.response.tab not in (title, ""), "the keys go to the tab"
            )


async def test_a_tab_listens_to_keys_of_its_own(app):
    async with app(RECORD).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.send()
        await screen.tab("Headers")
        headers = screen.response.lines
        await screen.press("t", "w", "m", "f", "c", "z", "colon")
        await screen.drawn()
        assert screen.title == ""
        assert screen.response.lines == headers
        await screen.tab("Python")
        placeholders = screen.response.lines
        await screen.press("c")
        assert screen.response.lines != placeholders
        assert screen.title == "", "the key copies a part of a response, not of code"


async def test_what_is_sent_shows_the_response_and_takes_the_keys_there(app):
    async with app(RECORD).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.send()
        await screen.tab("Headers")
        await screen.send()
        assert screen.response.tab == "Response"
        await screen.press("j", "j")
        await screen.sees("[2]  line 4 of")
        await screen.tab("Headers")
        assert "line 4 of" not in screen.text, "that is said of the response"


async def test_headers_stay_where_they_are_read_while_the_form_changes(app):
    async with app(RECORD).run_test(size=(160, 24), notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.send()
        await screen.tab("Headers")
        before = screen.response.lines
        await screen.show("request")
        await screen.press("home", "enter")
        await screen.type("x")
        await screen.until(lambda: screen.response.answers, "it is to something else")
        assert screen.response.lines == before
        assert screen.response.is_dimmed


@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
async def test_beside_no_form_a_response_says_what_it_is_to(app, size):
    async with app("GET /domain/zone/example.com").run_test(size=size) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.send()
        await screen.show("response")
        here = any("GET /domain/zone/example.com" in said for said in screen.response.said)
        # With a frame beside it, that one says it.
        assert here == (size == (80, 24))
        named = "example.com" if here else "{zoneName}"
        assert f"GET /domain/zone/{named}" in screen.text
