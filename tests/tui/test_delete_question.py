"""The question before a DELETE reads an object that nobody has looked at, and names it."""

import pytest

from ovh_explorer.tui.app import ExplorerApp
from ovh_explorer.workspace.account.access_rules import AccessRule, Rights
from tests.tui.held_account import Account
from tests.tui.screen import Screen

SIZES = [(160, 48), (80, 24)]
RECORD = "/domain/zone/example.com/record/5210000003"
# A service, whose DELETE wants a word.
SERVICE = "/domain/zone/example.com"
READING = "Reading what is there now"


@pytest.fixture
def account(fresh) -> Account:
    return Account(fresh)


def run(account, size=(160, 48)):
    return ExplorerApp(account).run_test(size=size, notifications=True)


async def asked(pilot, account, words=f"DELETE {RECORD}") -> Screen:
    """The question before a DELETE of what nothing was read of."""
    screen = await Screen(pilot).ready()
    await screen.open(words)
    account.requests.clear()
    await screen.press("ctrl+r")
    return screen


@pytest.mark.parametrize("size", SIZES)
async def test_what_will_be_gone_is_read_and_named(account, size):
    async with run(account, size) as pilot:
        screen = await asked(pilot, account)
        await screen.sees("fieldType A · target ")
        assert READING not in screen.text
        assert account.requests == [("GET", RECORD, None)]
        await screen.confirm(pressed=True)
        assert account.sent_methods() == ["GET", "DELETE"]
        await account.recorder.finished()
        kinds = [entry.call.method for entry in account.history.find()][:2]
        assert kinds == ["DELETE", "GET"]


@pytest.mark.parametrize("size", SIZES)
async def test_the_question_does_not_wait_for_it(account, size):
    async with run(account, size) as pilot:
        account.gate.clear()
        screen = await asked(pilot, account)
        await screen.sees(READING)
        # The gate holds the GET that is behind the question: the DELETE goes past it.
        await screen.press("y")
        await screen.until(lambda: screen.title == "" and not screen.is_sending, "it was sent")
        assert account.sent_methods() == ["GET", "DELETE"]


async def test_reading_ends_with_the_question(account):
    async with run(account) as pilot:
        account.gate.clear()
        screen = await asked(pilot, account)
        await screen.sees(READING)
        await screen.press("escape")
        await screen.until(lambda: screen.title == "", "the question is closed")
        assert [worker for worker in pilot.app.workers if worker.group == "read"] == []
        assert account.sent_methods() == ["GET"]


async def test_what_could_not_be_read_is_said_and_can_be_sent(account):
    async with run(account) as pilot:
        account.problem = "The network is down."
        screen = await asked(pilot, account)
        await screen.sees("Failed to read what is there now. The network is down.")
        account.problem = ""
        await screen.confirm(pressed=True)
        assert account.sent_methods() == ["GET", "DELETE"]


async def test_an_object_that_is_not_there_is_said(account):
    async with run(account) as pilot:
        screen = await asked(pilot, account)
        await screen.confirm(pressed=True)
        await screen.press("ctrl+r")
        await screen.sees("Failed to read it: 404")


async def test_what_was_looked_at_is_not_read_again(account):
    async with run(account) as pilot:
        screen = await Screen(pilot).ready()
        await screen.open(f"GET {RECORD}")
        await screen.send()
        await asked(pilot, account)
        await screen.sees("fieldType A · target ")
        assert account.requests == []


async def test_keys_that_may_not_read_are_not_asked_to(account):
    async with run(account) as pilot:
        screen = await Screen(pilot).ready()
        rights = Rights((AccessRule("DELETE", "/*"),))
        account.account.learn_rights(account.settings.credentials, rights)
        await asked(pilot, account)
        await screen.sees("Delete record 5210000003 of example.com?")
        assert READING not in screen.text
        assert account.requests == []


async def test_no_letter_of_a_word_is_lost_while_it_appears(account):
    async with run(account) as pilot:
        account.gate.clear()
        screen = await asked(pilot, account, "DELETE /domain/zone/example.com/dnssec")
        await screen.sees(READING)
        word = pilot.app.screen.word
        await screen.type(word[:2])
        account.gate.set()
        await screen.type(word[2:])
        await screen.until(lambda: READING not in screen.text, "it was read")
        assert pilot.app.screen.word_text == word
