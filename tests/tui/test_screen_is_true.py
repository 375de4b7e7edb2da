"""What is painted is what is so: the open form, and the response to its call."""

import asyncio
import threading

import pytest

from ovh_explorer.workspace.storage.history import History
from tests.tui.conftest import Demo
from tests.tui.quiet import held_on_purpose
from tests.tui.responses import serves
from tests.tui.screen import Screen

ZONE = "GET /domain/zone/example.com"
SIZE = (160, 48)


async def test_back_paints_the_operation_that_was_left(app):
    """Both forms have as many lines, so nothing but the text tells them apart."""
    async with app(ZONE).run_test(size=SIZE) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.send()
        await screen.press("3", "home", "enter")
        await screen.sees("Actions ·")
        await screen.press("enter")
        await screen.until(
            lambda: screen.request.path != "/domain/zone/{zoneName}", "another operation"
        )
        await screen.show("response")
        await screen.press("backspace")
        await screen.until(lambda: screen.response.status == "200 OK", "the response that was left")
        await screen.drawn()
        assert screen.request.title == "GET /domain/zone/{zoneName}"


async def test_a_response_to_another_call_says_so_until_the_form_says_that_again(app):
    async with app("GET /domain/zone/example.com/record").run_test(size=SIZE) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.send()
        first, second = (line.strip(" ,") for line in screen.response.lines[1:3])
        await screen.show("response")
        await screen.press("enter")
        await screen.until(lambda: screen.request.path.endswith("/{id}"), "the first record")
        await screen.until(
            lambda: f'"id": {first}' in screen.response.text, "what it is, without a key more"
        )
        assert screen.response.status == "200 OK"
        assert not screen.response.is_dimmed
        await screen.open(f"GET /domain/zone/example.com/record/{second}")
        await screen.until(lambda: second in screen.request.text, "the second record")
        assert screen.request.path.endswith("/{id}")
        assert screen.response.answers == f"id={first}"
        assert screen.response.is_dimmed
        assert "5210" in screen.response.text or first in screen.response.text
        await screen.show("request")
        await screen.press("home", "down", "enter", "ctrl+u")
        await screen.type(first)
        await screen.until(
            lambda: not screen.response.answers, "it is the response to what the form says"
        )
        assert screen.response.status == "200 OK"
        assert not screen.response.is_dimmed


async def test_an_empty_list_to_another_call_is_dimmed_too(app):
    async with app("GET /domain/zone/example.com/record?subDomain=none").run_test(
        size=SIZE
    ) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.send()
        assert screen.response.text.strip().endswith("[]")
        assert not screen.response.is_dimmed
        await screen.open("GET /domain/zone/example.org/record?subDomain=none")
        assert screen.response.answers == "zoneName=example.com"
        assert screen.response.is_dimmed


@pytest.mark.parametrize("value", ["S3cr3t-Example", True, None, 5.5, [], {}, ["a"], [[]], ""])
async def test_a_body_of_one_colour_is_dimmed_when_it_is_to_another_call(app, monkeypatch, value):
    serves(monkeypatch, value)
    async with app(ZONE).run_test(size=SIZE) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.send()
        assert screen.response.status == "200 OK"
        assert not screen.response.is_dimmed
        await screen.open("GET /domain/zone/example.org")
        assert screen.response.answers == "zoneName=example.com"
        assert screen.response.is_dimmed


async def test_back_shows_the_response_that_was_left_and_not_a_newer_one(app):
    async with app("GET /domain/zone/example.com/record").run_test(size=SIZE) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.send()
        left = screen.response.text
        await screen.show("response")
        await screen.press("enter")
        await screen.until(lambda: screen.request.path.endswith("/{id}"), "a record")
        await screen.open("GET /domain/zone/example.org/record")
        assert screen.response.answers == "zoneName=example.com"
        await screen.send()
        assert not screen.response.answers
        await screen.back()
        await screen.until(lambda: screen.request.path.endswith("/{id}"), "the record")
        await screen.back()
        await screen.until(lambda: screen.response.text == left, "the list that was left")
        assert "example.com" in screen.request.text


async def test_a_step_that_was_done_is_not_said_to_be_missing(app):
    async with app("POST /domain/zone/example.com/record").run_test(
        size=(160, 48), notifications=True
    ) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.show("request")
        await screen.press("f2")
        await screen.confirm()
        await screen.sees("are not live yet")
        assert "refresh example.com (1)" in screen.header
        await screen.show("response")
        await screen.press("greater_than_sign")
        await screen.sees("/refresh")
        await screen.confirm(pressed=True)
        await screen.until(lambda: "refresh example.com" not in screen.header, "nothing waits")
        await screen.back()
        await screen.until(lambda: screen.request.path.endswith("/record"), "the record again")
        assert screen.response.status == "200 OK"
        assert "are not live yet" not in screen.text


async def test_a_form_that_can_not_be_sent_is_not_said_to_be_sendable(app):
    async with app("GET /domain/zone/{zoneName}").run_test(
        size=(160, 48), notifications=True
    ) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.press("ctrl+r")
        await screen.sees("zoneName")
        assert screen.toasts, screen.text
        assert "^r again" not in screen.text
        await screen.press("ctrl+r")
        assert "^r again" not in screen.text


async def test_one_toast_takes_the_place_of_another(app):
    async with app("GET /me").run_test(size=(160, 48), notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.show("request")
        await screen.press("backspace", "r")
        await screen.until(lambda: "replace" in " ".join(screen.toasts), "the last")
        assert len(screen.toasts) == 1


async def test_who_is_signed_in_is_not_denied_while_the_keys_are_checked(app, monkeypatch):
    checked = asyncio.Event()
    whole = Demo.identify

    async def slowly(self):
        await checked.wait()
        return await whole(self)

    monkeypatch.setattr(Demo, "identify", slowly)
    async with app("GET /me").run_test(size=SIZE) as pilot:
        screen = Screen(pilot)
        await screen.sees("checking the keys…")
        assert "not signed in" not in screen.text
        checked.set()
        await screen.sees("signed in as")
        assert "checking" not in screen.text


async def test_as_many_as_fit_are_not_all_that_are_found(app):
    async with app().run_test(size=SIZE) as pilot:
        screen = await Screen(pilot).ready()
        await screen.press("ctrl+f")
        await screen.type("domain")
        await screen.sees("the best 50 of more")
        assert "50 found" not in screen.text


async def test_a_response_is_painted_before_it_is_kept_and_explained(app, monkeypatch):
    """A history that another program holds, and an API that doesn't say why: neither stands in
    front of it.
    """
    may_go_on = threading.Event()
    add = History.add

    def wait_and_add(self, *args, **more):
        assert may_go_on.wait(30)
        return add(self, *args, **more)

    async def never(*args, **more):
        await asyncio.Event().wait()

    monkeypatch.setattr(History, "add", wait_and_add)
    monkeypatch.setattr("ovh_explorer.workspace.calls.error_doctor.ErrorDoctor.explain", never)
    program = app("GET /domain/zone/no-such-zone.example")
    async with program.run_test(size=SIZE) as pilot:
        screen = await Screen(pilot).ready(form=True)
        with held_on_purpose():
            await screen.send()
        assert screen.response.status == "404 Not Found"
        assert not program.workspace.history.find()
        # Quitting now loses nothing.
        may_go_on.set()
        await program.workspace.recorder.finished()
        assert [tried.status for tried in program.workspace.history.find()] == [404]
