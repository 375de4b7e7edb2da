"""The footer names what the keys do with what is shown: what enter opens, how to delete it."""

import re

import pytest

from ovh_explorer.tui.app import ExplorerApp
from ovh_explorer.tui.main.footer import FooterBar
from tests.tui.conftest import type_keys
from tests.tui.held_account import Account
from tests.tui.screen import Screen

SIZES = [(160, 48), (80, 24)]
LIST = "GET /domain/zone/example.com/record"
RECORD = "/domain/zone/example.com/record/5210000003"
ID = "/domain/zone/{zoneName}/record/{id}"


def footer(screen: Screen) -> str:
    return screen.text.rstrip().splitlines()[-1].strip()


async def listed(pilot) -> tuple[Screen, list[int]]:
    """A list of ids, with the focus on its response."""
    screen = await Screen(pilot).ready(form=True)
    await screen.send()
    await screen.show("response")
    return screen, screen.main.bench.response.response.json()


@pytest.mark.parametrize("size", SIZES)
async def test_enter_is_named_with_the_id_that_it_opens(app, fresh, size):
    async with app(LIST, url=fresh).run_test(size=size, notifications=True) as pilot:
        screen, ids = await listed(pilot)
        # The first of them is under the cursor as soon as the pane has the focus.
        # Where the keys beside it have no room, its middle is left out.
        first, second = (
            re.compile(rf"enter open {str(value)[0]}[\d…]*{str(value)[-4:]}  ") for value in ids[:2]
        )
        await screen.until(lambda: first.search(footer(screen)), "the first id")
        await screen.press("down")
        await screen.until(lambda: second.search(footer(screen)), "the second id")
        await screen.press("up", "up")
        await screen.until(lambda: "enter" not in footer(screen), "a bracket opens nothing")
        assert "a actions" in footer(screen)
        await screen.press("down", "enter")
        await screen.until(lambda: screen.main.form.operation.path == ID, "the record")
        assert screen.main.form.field("path", "id").text == str(ids[0])


@pytest.mark.parametrize("size", SIZES)
async def test_the_footer_of_an_object_leads_to_its_deletion(app, fresh, size):
    async with app(LIST, url=fresh).run_test(size=size, notifications=True) as pilot:
        screen, ids = await listed(pilot)
        assert "a actions " in footer(screen)
        await screen.press("enter")
        await screen.sees('"fieldType"')
        named = "e change  D delete  backspace back  ]/; tab"
        await screen.until(lambda: named in footer(screen), "what is done with it")
        await screen.press("a")
        await screen.sees("> delete it")
        await screen.type("delete")
        await screen.press("enter")
        await screen.until(lambda: screen.main.form.operation.method == "DELETE", "its form")
        assert screen.main.form.field("path", "id").text == str(ids[0])
        assert screen.main.form.field("path", "zoneName").text == "example.com"
        # Nothing is sent by that, and TRY asks.
        assert not screen.is_sending
        assert screen.main.bench.response.response is None
        await screen.press("ctrl+r")
        await screen.asked()
        await screen.sees(f"Delete record {ids[0]} of example.com?")
        await screen.press("escape")


@pytest.mark.parametrize("words", ["delete this", "supprimer"])
async def test_the_palette_deletes_what_is_shown_or_the_item_under_the_cursor(app, fresh, words):
    async with app(LIST, url=fresh).run_test(size=(80, 24), notifications=True) as pilot:
        screen, ids = await listed(pilot)
        await screen.press("down", "ctrl+p")
        await type_keys(pilot, *words)
        await screen.sees(f"Delete record {ids[1]} of example.com")
        await screen.sees("D · The object")
        await screen.press("enter")
        await screen.until(lambda: screen.main.form.operation.method == "DELETE", "its form")
        assert screen.main.form.operation.path == ID
        assert screen.main.form.field("path", "id").text == str(ids[1])
        # It is asked about at once; the form stays behind the question.
        await screen.asked()
        assert f"/domain/zone/example.com/record/{ids[1]}" in screen.text
        await screen.press("escape")
        await screen.until(lambda: screen.pilot.app.screen is screen.main, "the form behind it")
        assert screen.main.form.operation.method == "DELETE"
        sent = [entry.call.method for entry in screen.main.workspace.history.find()]
        assert "DELETE" not in sent


async def test_what_cannot_be_deleted_is_said_to_be_so(app, fresh):
    async with app("GET /me", url=fresh).run_test(size=(80, 24), notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.show("response")
        await screen.press("D")
        await screen.sees("Send the request first.")
        await screen.send()
        await screen.show("response")
        assert "delete" not in footer(screen)
        await screen.press("D")
        await screen.sees("The API has no DELETE for what is shown.")
        assert screen.main.form.operation.title == "GET /me"


@pytest.mark.parametrize("size", SIZES)
async def test_after_a_refusal_or_no_response_only_what_does_something_is_offered(size, fresh):
    account = Account(fresh)
    useless = ("enter", "t table", "f filter", "m load", "c copy part", "a actions", "e change")
    async with ExplorerApp(account).run_test(size=size, notifications=True) as pilot:
        screen = await Screen(pilot).ready()
        await screen.open(f"DELETE {RECORD}")
        await screen.confirm()
        await screen.open(f"GET {RECORD}")
        await screen.show("response")
        assert not [words for words in useless if words in footer(screen)], "nothing was sent"
        await screen.send()
        await screen.show("response")
        await screen.sees("404")
        # Its parts are copied: the message, the query id.
        assert [words for words in useless if words in footer(screen)] in ([], ["c copy part"])
        assert "^r try" in footer(screen)
        account.problem = "The network is down."
        await screen.open(LIST)
        await screen.send()
        await screen.show("response")
        await screen.sees("The network is down.")
        assert not [words for words in useless if words in footer(screen)], "no response"
        account.problem = ""
        await screen.send()
        await screen.show("response")
        await screen.until(lambda: "enter open" in footer(screen), "it leads somewhere")
        assert size[0] < 100 or "f filter" in footer(screen)


async def test_a_long_id_makes_room_for_the_keys_beside_it(fresh, app):
    async with app("GET /cloud/project", url=fresh).run_test(size=(80, 24)) as pilot:
        screen, _ids = await listed(pilot)
        bar = screen.main.query_one(FooterBar)
        value = "3f2504e0-4f89-11d3-9a0c-0305e82c3301"
        bar.keys = tuple(
            key._replace(label=f"open {value}") if key.action == "choose" else key
            for key in bar.keys
        )
        words = [key.label for _start, _end, key in bar._places()]
        cut = next(word for word in words if word.startswith("open 3"))
        assert cut.endswith("3301")
        assert "…" in cut
        assert {"actions", "tab", "open", "commands", "help"} <= set(words)


async def test_what_changes_an_object_is_not_to_be_sent_to_see_what_it_is(app):
    async with app("PUT /domain/zone/example.com/record/1").run_test(
        size=(80, 24), notifications=True
    ) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.show("response")
        await screen.press("e")
        await screen.sees("Read the object first: open its GET and send that.")
