"""A PUT that is opened by itself shows what is there now, where the user asks for that."""

import pytest

from tests.tui.held_account import Account
from tests.tui.screen import Screen
from tests.tui.test_object_change import row_of, run
from tests.tui.test_put_question import made

SIZES = [(160, 48), (80, 24)]
PUT = "PUT /domain/zone/{zoneName}/record/{id}"
OFFER = "F2 shows the current values."


@pytest.fixture
def account() -> Account:
    return Account()


async def opened(pilot, words: str) -> Screen:
    screen = await Screen(pilot).ready()
    await screen.open(words)
    await screen.show("request")
    return screen


@pytest.mark.parametrize("size", SIZES)
async def test_a_put_shows_what_is_there_by_the_key_that_it_names(account, size):
    async with run(account, size) as pilot:
        record = await made(account)
        screen = await opened(pilot, f"PUT {record}")
        account.requests.clear()
        assert OFFER in screen.text
        assert "F2 current values" in screen.text
        assert not account.requests, "nothing is read unasked"
        await screen.press("f2")
        await screen.sees("now 3600")
        assert "now 192.0.2.1" in row_of(screen, "target")
        assert OFFER not in screen.text
        assert screen.main.form.body_text == "{}"
        assert [method for method, *_rest in account.requests] == ["GET"]


async def test_what_was_typed_stays_and_is_compared(account):
    async with run(account, (160, 48)) as pilot:
        screen = await opened(pilot, f"PUT {await made(account)}")
        screen.main.form.field("body", "ttl").type_text("60")
        await screen.press("f2")
        await screen.sees("now 192.0.2.1")
        assert screen.main.form.body_text.split() == ["{", '"ttl":', "60", "}"]


async def test_a_path_that_names_nothing_yet_is_asked_for(account):
    async with run(account, (80, 24)) as pilot:
        screen = await opened(pilot, PUT)
        screen.main.form.field("path", "zoneName").type_text("example.com")
        account.requests.clear()
        await screen.press("f2")
        await screen.sees("Fill in id first: it says which object to read.")
        assert "id *" in screen.row
        assert not account.requests


async def test_what_the_api_does_not_have_is_said(account):
    async with run(account, (160, 48)) as pilot:
        screen = await opened(pilot, "PUT /domain/zone/no.such.example/record/1")
        await screen.press("f2")
        await screen.sees("Failed to read it: 404")
        assert OFFER in screen.text


async def test_an_update_of_v2_is_filled_in_as_a_whole(account):
    words = "PUT /v2/vrackServices/resource/vrs-a1b-c2d-e3f-456"
    async with run(account, (160, 48)) as pilot:
        screen = await opened(pilot, words)
        await screen.press("f2")
        await screen.until(lambda: "checksum" in screen.main.form.body_text, "the checksum")
        assert "targetSpec" in screen.main.form.body_text


async def test_another_form_is_filled_with_an_example(account):
    async with run(account, (80, 24)) as pilot:
        screen = await opened(pilot, "POST /domain/zone/example.com/record")
        assert OFFER not in screen.text
        await screen.press("f2")
        await screen.until(lambda: screen.main.form.field("body", "target").is_given, "examples")
        assert "F2 example" in screen.text or "e example" in screen.text
