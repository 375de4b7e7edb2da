"""What a response shows can be changed: the form knows what is there, and sends what was changed."""

import dataclasses
import json

import pytest
from textual.widgets import TextArea

from ovh_explorer.config import Credentials
from ovh_explorer.form.draft import draft_of, restore
from ovh_explorer.sandbox import READER_KEYS
from ovh_explorer.tui.app import ExplorerApp
from tests.tui.conftest import Demo
from tests.tui.held_account import Account
from tests.tui.screen import Screen, key_of
from tests.tui.test_put_question import Clock, made

SIZES = [(160, 48), (80, 24)]


@pytest.fixture
def account() -> Account:
    return Account()


def run(account, size, words=""):
    return ExplorerApp(account, words, clock=Clock()).run_test(size=size, notifications=True)


async def shown(pilot, account, words="") -> Screen:
    """A record of its own, as its GET shows it."""
    screen = await Screen(pilot).ready()
    await screen.open(words or f"GET {await made(account)}")
    await screen.send()
    await screen.show("response")
    account.requests.clear()
    return screen


async def changed(screen) -> None:
    """Press the key that changes what is shown."""
    await screen.press(key_of("change_object"))
    await screen.until(lambda: screen.main.form.operation.method == "PUT", "the PUT is open")
    await screen.drawn()


def row_of(screen, name: str) -> str:
    return next(" ".join(line.split()) for line in screen.request.lines if f"{name} " in line)


async def test_its_json_text_begins_with_what_is_there(account):
    """No example stands there, which would be sent as if it was typed."""
    async with run(account, (160, 48)) as pilot:
        screen = await shown(pilot, account)
        await changed(screen)
        form = screen.main.form
        await screen.press("ctrl+n", "enter")
        await screen.until(lambda: isinstance(pilot.app.focused, TextArea), "the editor")
        there = json.loads(pilot.app.focused.text)
        assert (there["ttl"], there["target"]) == (3600, "192.0.2.1")
        await screen.press("escape")
        assert form.body_text == "{}"
        await screen.press("enter")
        await screen.until(lambda: isinstance(pilot.app.focused, TextArea), "the editor")
        pilot.app.focused.text = json.dumps({**there, "ttl": 60})
        await screen.press("escape", "ctrl+r")
        await screen.asked()
        assert "~ ttl  3600 → 60" in screen.text
        assert "target  192" not in screen.text


async def test_the_form_s_keys_of_undo_and_redo_work_in_its_json_text(account):
    async with run(account, (80, 24)) as pilot:
        screen = await shown(pilot, account)
        await changed(screen)
        await screen.press("ctrl+n", "enter")
        await screen.until(lambda: isinstance(pilot.app.focused, TextArea), "the editor")
        area = pilot.app.focused
        there = area.text
        await screen.type("x")
        assert area.text != there
        await screen.press("ctrl+underscore")
        assert area.text == there
        await screen.press("ctrl+circumflex_accent")
        assert area.text != there


async def test_try_in_its_json_text_sends_what_stands_there(account):
    async with run(account, (160, 48)) as pilot:
        screen = await shown(pilot, account)
        await changed(screen)
        await screen.press("ctrl+n", "enter")
        await screen.until(lambda: isinstance(pilot.app.focused, TextArea), "the editor")
        there = json.loads(pilot.app.focused.text)
        await screen.press("ctrl+r")
        await screen.asked()
        assert "the body is {}" not in screen.text
        await screen.confirm(pressed=True)
        assert account.sent_puts() == [there]


@pytest.mark.parametrize("size", SIZES)
async def test_the_form_says_what_is_there_and_sends_what_was_changed(account, size):
    async with run(account, size) as pilot:
        screen = await shown(pilot, account)
        await changed(screen)
        assert "now 3600" in row_of(screen, "ttl")
        assert "now 192.0.2.1" in row_of(screen, "target")
        assert screen.main.form.body_text == "{}"
        await screen.press("down", "down", "enter", "0")
        assert row_of(screen, "ttl").endswith("36000")
        await screen.press("escape", "ctrl+r")
        await screen.asked()
        assert "~ ttl  3600 → 36000" in screen.text
        await screen.confirm(pressed=True)
        assert account.sent_puts() == [{"ttl": 36000}]
        await screen.show("request")
        # It is otherwise now.
        assert "now" not in screen.request.text


async def test_a_field_that_was_looked_at_is_not_sent(account):
    async with run(account, (160, 48)) as pilot:
        screen = await shown(pilot, account)
        await changed(screen)
        await screen.press("enter", "tab", "tab", "escape")
        assert screen.main.form.body_text == "{}"
        assert "now 3600" in row_of(screen, "ttl")


async def test_the_actions_of_an_object_have_it_first(account):
    async with run(account, (80, 24)) as pilot:
        screen = await shown(pilot, account)
        await screen.press("enter")
        await screen.sees("> change it")
        await screen.press("enter")
        await screen.until(lambda: screen.main.form.operation.method == "PUT", "the PUT is open")
        await screen.drawn()
        assert "now 192.0.2.1" in screen.request.text
        await screen.back()
        assert screen.main.form.operation.method == "GET"
        assert '"ttl": 3600' in screen.response.text


async def test_another_object_is_not_said_to_be_like_this_one(account):
    async with run(account, (160, 48)) as pilot:
        screen = await shown(pilot, account)
        await changed(screen)
        assert "now 3600" in screen.request.text
        screen.main.form.field("path", "id").type_text("5210000002")
        screen.main.bench.refresh_form()
        await screen.drawn()
        assert "now" not in screen.request.text
        await screen.press("ctrl+r")
        await screen.asked()
        assert "since the form was filled" not in screen.text


async def test_what_was_typed_before_comes_back_by_undo(account):
    async with run(account, (160, 48)) as pilot:
        screen = await shown(pilot, account)
        path = screen.main.form.preview().concrete_path
        await screen.open(f"PUT {path}")
        screen.main.form.take_body({"ttl": 5})
        await screen.open(f"GET {path}")
        await screen.show("response")
        await changed(screen)
        assert screen.main.form.body_text == "{}"
        await screen.press("ctrl+underscore")
        assert json.loads(screen.main.form.body_text) == {"ttl": 5}
        assert "now 192.0.2.1" in screen.request.text


async def test_a_change_since_the_form_was_filled_is_said(account):
    async with run(account, (160, 48)) as pilot:
        screen = await shown(pilot, account)
        await changed(screen)
        form = account.forms.new(*screen.main.form.operation.key)
        restore(form, draft_of(screen.main.form, secrets=True))
        form.take_body({"ttl": 7})
        await account.send(form.call())
        screen.main.form.take_body({"ttl": 60})
        await screen.press("ctrl+r")
        await screen.sees("The object has changed since the form was filled from it.")
        assert "~ ttl  7 → 60" in screen.text
        await screen.press("escape")
        # Then the form knows.
        screen.main.form.clear_body()
        screen.main.bench.refresh_form()
        await screen.drawn()
        assert "now 7" in screen.request.text


async def test_a_model_is_taken_as_a_whole_when_it_is_opened(account):
    async with run(account, (160, 48)) as pilot:
        screen = await shown(pilot, account, "GET /domain/zone/example.com/serviceInfos")
        there = screen.main.bench.response_shown.json()["renew"]
        await changed(screen)
        assert screen.main.form.body_text == "{}"
        while "renew" not in screen.row:
            await screen.press("down")
        assert "now {" in screen.row
        await screen.press("enter")
        body = json.loads(screen.main.form.body_text)
        assert body == {"renew": there}
        await screen.press("ctrl+underscore")
        assert screen.main.form.body_text == "{}"


async def test_an_update_of_v2_is_filled_at_once_with_its_checksum(account):
    async with run(account, (160, 48)) as pilot:
        screen = await shown(pilot, account, "GET /v2/vrackServices/resource")
        resource = screen.main.bench.response_shown.json()[0]
        await screen.open(f"GET /v2/vrackServices/resource/{resource['id']}")
        await screen.send()
        await screen.show("response")
        value = screen.main.bench.response_shown.json()
        await changed(screen)
        body = json.loads(screen.main.form.body_text)
        assert body["checksum"] == value["checksum"]
        assert body["targetSpec"]["subnets"] == value["targetSpec"]["subnets"]
        # Another time it may be otherwise: it isn't what was typed.
        assert "body" not in draft_of(screen.main.form, secrets=False)
        await screen.press("ctrl+r")
        await screen.sees("Nothing changes.")
        await screen.press("escape")
        body["checksum"] = "another"
        screen.main.form.take_body(body)
        assert "body" in draft_of(screen.main.form, secrets=False)
        await screen.press("ctrl+r")
        await screen.sees("The checksum is that of another state of the object")


async def test_a_true_or_false_is_stepped_from_what_is_there(account):
    async with run(account, (160, 48)) as pilot:
        screen = await shown(pilot, account, "GET /vps")
        name = screen.main.bench.response_shown.json()[0]
        await screen.open(f"GET /vps/{name}")
        await screen.send()
        await screen.show("response")
        is_on = screen.main.bench.response_shown.json()["slaMonitoring"]
        await changed(screen)
        while "slaMonitoring" not in screen.row:
            await screen.press("down")
        assert f"now {json.dumps(is_on)}" in screen.row
        await screen.press("space")
        first = screen.main.form.body_text
        await screen.press("space")
        states = [json.loads(text or "{}") for text in (first, screen.main.form.body_text)]
        # To what it isn't, then to what is not sent.
        assert states == [{"slaMonitoring": not is_on}, {}]


async def test_what_other_keys_have_read_is_not_said(account):
    async with run(account, (160, 48)) as pilot:
        screen = await shown(pilot, account)
        await changed(screen)
        keys = Credentials(READER_KEYS.application_key, READER_KEYS.application_secret, "other")
        account.use_keys(keys, "a test")
        screen.main.bench.show_rights()
        await screen.drawn()
        assert "now" not in screen.request.text
        await screen.back()
        await screen.press(key_of("change_object"))
        await screen.until(lambda: "read with other keys" in " ".join(screen.toasts), "a toast")


async def test_what_has_no_put_says_so(account):
    async with run(account, (160, 48)) as pilot:
        screen = await shown(pilot, account, "GET /domain/zone/example.com")
        await screen.press(key_of("change_object"))
        await screen.until(lambda: screen.toasts, "a toast")
        assert "The API has no PUT to change this with." in screen.toasts[-1]
        assert screen.main.form.operation.method == "GET"


@pytest.mark.parametrize(
    "words", ["GET /domain/zone/example.com/record/1", "PUT /domain/zone/example.com/record/1"]
)
async def test_what_the_api_does_not_have_is_not_offered_to_be_changed(app, monkeypatch, words):
    send = Demo.send

    async def not_found(demo, call, progress=None):
        response = await send(demo, call, progress)
        body = b'{"message": "This service does not exist"}'
        return dataclasses.replace(response, status=404, reason="Not Found", content=body)

    monkeypatch.setattr(Demo, "send", not_found)
    async with app(words).run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.press("ctrl+r")
        if words.startswith("PUT"):
            await screen.asked()
            await screen.confirm(pressed=True)
        await screen.show("response")
        await screen.sees("404 Not")
        await screen.press("a")
        await screen.until(lambda: screen.title.startswith("Actions"), "the menu")
        assert "change it" not in screen.text
        assert "delete it" not in screen.text


@pytest.mark.parametrize("size", SIZES)
async def test_the_form_begins_at_the_field_that_the_cursor_was_on(account, size):
    async with run(account, size) as pilot:
        screen = await shown(pilot, account)
        await screen.press("slash")
        await screen.type("ttl")
        await screen.press("enter")
        await changed(screen)
        assert "now 3600" in screen.row
        await screen.back()
        await screen.press("home")
        await changed(screen)
        assert "subDomain" in screen.row, "the first, for the object as a whole"


async def test_the_form_begins_at_a_field_that_is_deep_in_an_item_of_a_list(account):
    async with run(account, (160, 48)) as pilot:
        screen = await shown(pilot, account, "GET /v2/vrackServices/resource")
        await screen.press("slash")
        await screen.type("targetSpec")
        await screen.press("enter")
        while "subnets" not in "".join(screen.response.said):
            await screen.press("down")
        await changed(screen)
        assert "subnets" in screen.row


async def test_what_is_there_is_read_again_as_the_form_was_filled(account, monkeypatch):
    """With what the GET was told to show: else all that it leaves out seems to have changed."""
    queries, send = [], account.send

    async def note(call, progress=None):
        queries.append((call.method, call.query))
        return await send(call, progress)

    async with run(account, (160, 48)) as pilot:
        screen = await Screen(pilot).ready()
        policies = await account.send(account.forms.new("v2", "GET", "/iam/policy").call())
        policy = policies.json()[0]["id"]
        await screen.open(f"GET /v2/iam/policy/{policy}?details=true")
        await screen.send()
        await screen.show("response")
        await changed(screen)
        screen.main.form.take_body({"name": "another-name"})
        monkeypatch.setattr(account, "send", note)
        await screen.press("ctrl+r")
        await screen.asked()
        assert "~ name" in screen.text
        assert "since the form was filled" not in screen.text
        assert queries == [("GET", (("details", "true"),))]


async def test_what_is_there_now_is_in_sight_though_the_body_was_shown_as_text(account):
    async with run(account, (160, 48)) as pilot:
        screen = await shown(pilot, account)
        path = screen.main.form.preview().concrete_path
        await screen.open(f"PUT {path}")
        screen.main.bench.request.show_tab("json")
        await screen.drawn()
        await screen.open(f"GET {path}")
        await screen.show("response")
        await changed(screen)
        assert screen.main.bench.request.view.body_mode == "form"
        assert "now 3600" in row_of(screen, "ttl")


async def test_a_question_that_asks_again_names_the_object_as_it_is_now(account):
    clock = Clock()
    app = ExplorerApp(account, clock=clock)
    async with app.run_test(size=(160, 48), notifications=True) as pilot:
        screen = await shown(pilot, account)
        await changed(screen)
        form = account.forms.new(*screen.main.form.operation.key)
        restore(form, draft_of(screen.main.form, secrets=True))
        screen.main.form.take_body({"ttl": 60})
        await screen.press("ctrl+r")
        await screen.asked()
        assert "target 192.0.2.1" in screen.text
        form.take_body({"target": "192.0.2.99"})
        await account.send(form.call())
        clock.now += 11
        await screen.press("y")
        await screen.sees("The object has changed since it was shown. Nothing was sent.")
        assert "target 192.0.2.99" in screen.text
        assert "target 192.0.2.1 " not in screen.text
