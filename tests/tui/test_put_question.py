"""The question before a PUT: what changes is said before anything is sent."""

import json

import pytest

from ovh_explorer.tui.app import ExplorerApp
from ovh_explorer.workspace.account.access_rules import AccessRule, Rights
from tests.tui.held_account import Account
from tests.tui.made_questions import put_question
from tests.tui.screen import Screen

SIZES = [(160, 48), (80, 24)]
RECORD = "/domain/zone/example.com/record"
READING = "Reading what is there now"


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def account() -> Account:
    return Account()


@pytest.fixture
def clock() -> Clock:
    return Clock()


async def made(account) -> str:
    """The path of an A record of its own."""
    form = account.forms.new("v1", "POST", "/domain/zone/{zoneName}/record")
    form.field("path", "zoneName").type_text("example.com")
    form.take_body({"fieldType": "A", "subDomain": "www", "target": "192.0.2.1", "ttl": 3600})
    response = await account.send(form.call())
    return f"{RECORD}/{response.json()['id']}"


async def opened(pilot, account, body) -> Screen:
    """A PUT of a record of its own, with that body typed."""
    screen = await Screen(pilot).ready()
    await screen.open(f"PUT {await made(account)}")
    screen.main.form.take_body(body)
    screen.main.bench.refresh_form()
    account.requests.clear()
    return screen


def run(account, clock, size, words=""):
    return ExplorerApp(account, words, clock=clock).run_test(size=size, notifications=True)


@pytest.mark.parametrize("size", SIZES)
async def test_what_changes_stands_beside_the_request(account, clock, size):
    async with run(account, clock, size) as pilot:
        screen = await opened(pilot, account, {"ttl": 60, "target": "192.0.2.1"})
        await screen.press("ctrl+r")
        await screen.asked()
        assert "~ ttl  3600 → 60" in screen.text
        assert "~ target" not in screen.text
        assert "Left out: subDomain." in screen.text
        assert "destroys nothing" not in screen.text, "that isn't known of what is left out"
        assert "Compared with what the GET of this path returns now:" in screen.text
        assert [method for method, _, _ in account.requests] == ["GET"]
        await screen.confirm(pressed=True)
        assert account.sent_puts() == [{"ttl": 60, "target": "192.0.2.1"}]
        await account.recorder.finished()
        kinds = [entry.call.method for entry in account.history.find()][:2]
        assert kinds == ["PUT", "GET"]


async def test_nothing_changes_is_said(account, clock):
    async with run(account, clock, (160, 48)) as pilot:
        screen = await opened(pilot, account, {"ttl": 3600})
        await screen.press("ctrl+r")
        # What happens to the fields that are left out isn't known.
        await screen.sees("Each value that is sent is as it is now.")
        await screen.press("f2")
        await screen.sees("Nothing changes.")
        assert "changes values on your account" not in screen.text, "one of them only"


async def test_a_key_fills_in_what_is_left_out_and_asks_again(account, clock):
    async with run(account, clock, (160, 48)) as pilot:
        screen = await opened(pilot, account, {"ttl": 60})
        await screen.press("ctrl+r")
        await screen.sees("Left out: subDomain, target.")
        await screen.press("f2")
        await screen.until(lambda: "Left out" not in screen.text, "it is asked again")
        await screen.asked()
        assert "~ ttl  3600 → 60" in screen.text
        assert account.sent_puts() == []
        await screen.confirm(pressed=True)
        assert account.sent_puts() == [{"ttl": 60, "subDomain": "www", "target": "192.0.2.1"}]
        await screen.show("request")
        await screen.press("ctrl+underscore")
        assert screen.main.form.body_text == json.dumps({"ttl": 60}, indent=2)


async def test_the_button_does_it_too(account, clock):
    async with run(account, clock, (80, 24)) as pilot:
        screen = await opened(pilot, account, {"ttl": 60})
        await screen.press("ctrl+r")
        await screen.sees("Left out: subDomain, target.")
        await screen.click("Fill in the rest")
        await screen.until(lambda: "Left out" not in screen.text, "it is asked again")
        await screen.press("escape")
        assert "192.0.2.1" in screen.main.form.body_text
        assert account.sent_puts() == []


async def test_the_question_opens_before_anything_is_read_and_a_yes_waits_once(account, clock):
    async with run(account, clock, (160, 48)) as pilot:
        screen = await opened(pilot, account, {"ttl": 60})
        account.gate.clear()
        await screen.press("ctrl+r")
        await screen.sees(READING)
        await screen.press("y")
        await screen.sees("It is still being read. Press y again")
        assert account.sent_puts() == []
        account.problem = "The network is down."
        await screen.press("y")
        await screen.until(lambda: screen.title == "", "the question is closed")
        await screen.until(lambda: not screen.is_sending, "the request ended")
        assert account.sent_puts() == [{"ttl": 60}]


async def test_reading_stops_with_the_question(account, clock):
    async with run(account, clock, (160, 48)) as pilot:
        screen = await opened(pilot, account, {"ttl": 60})
        account.gate.clear()
        await screen.press("ctrl+r")
        await screen.sees(READING)
        await screen.press("escape")
        await screen.until(lambda: screen.title == "", "the question is closed")
        assert [worker for worker in pilot.app.workers if worker.group == "read"] == []


async def test_a_key_pressed_before_the_difference_was_painted_does_not_count(
    account, clock, monkeypatch
):
    async with run(account, clock, (160, 48)) as pilot:
        screen = await opened(pilot, account, {"ttl": 60})
        account.gate.clear()
        await screen.press("ctrl+r")
        await screen.sees(READING)
        question = pilot.app.screen
        focused = question.focused
        account.gate.set()
        await screen.asked()
        assert question.focused is focused
        # As one that was on its way while the lines appeared.
        assert not question.takes(0.0)
        assert "pressed too early" in screen.text


async def test_a_failure_to_read_is_one_sentence_and_it_can_be_sent(account, clock):
    async with run(account, clock, (160, 48)) as pilot:
        screen = await opened(pilot, account, {"ttl": 60})
        account.problem = "The network is down."
        await screen.press("ctrl+r")
        await screen.sees("No difference can be shown. The network is down.")
        account.problem = ""
        await screen.confirm(pressed=True)
        assert account.sent_puts() == [{"ttl": 60}]


async def test_keys_that_may_not_read_are_not_asked_to(account, clock):
    async with run(account, clock, (160, 48)) as pilot:
        screen = await opened(pilot, account, {"ttl": 60})
        rights = Rights((AccessRule("PUT", "/*"),))
        account.account.learn_rights(account.settings.credentials, rights)
        await screen.press("ctrl+r")
        await screen.sees("These keys may not read what is there now.")
        assert account.requests == []


async def test_what_changed_since_it_was_shown_is_said_and_nothing_is_sent(account, clock):
    async with run(account, clock, (160, 48)) as pilot:
        screen = await opened(pilot, account, {"ttl": 60})
        await screen.press("ctrl+r")
        await screen.sees("~ ttl  3600 → 60")
        form = account.forms.new("v1", "PUT", "/domain/zone/{zoneName}/record/{id}")
        for name in ("zoneName", "id"):
            form.field("path", name).type_text(screen.main.form.field("path", name).text)
        form.take_body({"ttl": 300})
        await account.send(form.call())
        account.requests.clear()
        clock.now += 11
        await screen.press("y")
        await screen.sees("The object has changed since it was shown. Nothing was sent.")
        assert "~ ttl  300 → 60" in screen.text
        assert account.sent_puts() == []
        await screen.confirm(pressed=True)
        assert account.sent_puts() == [{"ttl": 60}]


async def test_what_did_not_change_since_it_was_shown_is_sent(account, clock):
    async with run(account, clock, (160, 48)) as pilot:
        screen = await opened(pilot, account, {"ttl": 60})
        await screen.press("ctrl+r")
        await screen.sees("~ ttl  3600 → 60")
        clock.now += 11
        await screen.confirm(pressed=True)
        assert [method for method, _, _ in account.requests] == ["GET", "GET", "PUT"]


async def test_a_put_that_can_not_be_compared_says_so(account, clock):
    async with run(account, clock, (80, 24)) as pilot:
        screen = await Screen(pilot).ready()
        results: list[bool | None] = []
        await pilot.app.push_screen(put_question(), results.append)
        await screen.sees("No difference can be shown. There is no GET.")
        await screen.press("f2")
        assert results == []
        await screen.press("y")
        assert results == [True]
