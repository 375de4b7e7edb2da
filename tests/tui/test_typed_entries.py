"""What is typed on a list of texts or numbers begins one more entry."""

import pytest
from textual import events

from tests.tui.screen import Screen

SIZES = [(160, 48), (80, 24)]
SMS = "POST /sms/{serviceName}/jobs"


async def go_to(screen: Screen, name: str) -> None:
    """Put the cursor on a row by arrows, outside any field."""
    await screen.press("escape", "home")
    for _ in range(60):
        if name in screen.row:
            return
        await screen.press("down")
    raise AssertionError(f"no row {name}:\n{screen.text}")


def entries(screen: Screen, name: str = "receivers") -> list[str]:
    """What the list would send."""
    return [part.text for part in screen.main.form.field("body", name).parts]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("number", ["+33600000000", "0612345678", "alice", "?/!=> x"])
async def test_what_is_typed_on_a_list_of_texts_is_an_entry_of_it(app, size, number):
    """No character of it is a command, be it the first."""
    async with app(SMS).run_test(size=size, notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await go_to(screen, "receivers")
        await screen.type(number)
        assert entries(screen) == [number]
        assert screen.is_editing
        await screen.press("enter")
        assert "+ add" in screen.row
        await screen.type(number)
        assert entries(screen) == [number, number]


async def test_the_hint_says_that_a_list_takes_text_and_the_footer_names_no_letter(app):
    async with app(SMS).run_test(size=(80, 24), notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await go_to(screen, "receivers")
        await screen.sees("press enter to add an entry.")
        assert "enter add" in screen.text.splitlines()[-1]
        assert "F1 help" in screen.text.splitlines()[-1]
        await screen.type("1")
        await screen.press("enter")
        await screen.sees("Type an entry, or press enter to add an empty one.")


async def test_hint_and_footer_say_the_same_of_enter_on_a_list(app):
    async with app("GET /domain/zone").run_test(size=(160, 48), notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await go_to(screen, "iamTags")
        await screen.sees("adds an entry, F4")
        assert "expands or collapses" not in screen.text
        assert "enter add" in screen.text.splitlines()[-1]
        await screen.press("enter", "escape")
        await go_to(screen, "iamTags")
        await screen.sees("expands or collapses it")
        assert "enter close" in screen.text.splitlines()[-1]


async def test_lines_that_are_pasted_on_a_list_are_entries_each(app):
    async with app(SMS).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await go_to(screen, "receivers")
        screen.pilot.app.post_message(events.Paste("+331\n+332\n"))
        await screen.until(lambda: entries(screen) == ["+331", "+332"], "two entries")


async def test_on_a_model_letters_keep_their_meaning(app):
    async with app("POST /v2/iam/policy").run_test(size=(160, 48), notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await go_to(screen, "▸ conditions")
        await screen.press("question_mark")
        await screen.sees("Type a key, or what it does")


async def test_on_the_heading_of_a_map_letters_keep_their_meaning(app):
    """Many forms begin at one: the tags of a list."""
    async with app("GET /domain/zone").run_test(size=(160, 48), notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await go_to(screen, "iamTags")
        await screen.press("question_mark")
        await screen.sees("Type a key, or what it does")
        await screen.press("escape", "enter", "escape")
        while "+ add" not in screen.row:
            await screen.press("down")
        await screen.type("2nd")
        assert screen.main.form.field("query", "iamTags").parts[-1].key.text == "2nd"


async def test_on_the_heading_of_a_list_in_a_query_letters_keep_their_meaning(app):
    """Forms of lists begin at their filters."""
    async with app("GET /v2/iam/policy").run_test(size=(160, 48), notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await go_to(screen, "action")
        assert "Type to add an entry" not in screen.text
        await screen.press("question_mark")
        await screen.sees("Type a key, or what it does")
