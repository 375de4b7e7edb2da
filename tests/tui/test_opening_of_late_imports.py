"""What takes long to import says so at once and opens by itself: no click is without effect."""

import importlib
import threading

import pytest

from ovh_explorer.tui.app import ExplorerApp
from ovh_explorer.workspace.settings import gather
from tests.tui.conftest import Stocked
from tests.tui.quiet import held_on_purpose
from tests.tui.screen import Screen

ACCOUNT = "ovh_explorer.tui.signin.account"


@pytest.fixture
def gate(monkeypatch):
    """Holds the import of the ways to sign in, as a busy machine does, until it is set."""
    held, importing = threading.Event(), importlib.import_module

    def import_module(name, package=None):
        if name == ACCOUNT:
            held.wait(timeout=30)
        return importing(name, package)

    monkeypatch.setattr("ovh_explorer.tui.main.late_imports._done", set())
    monkeypatch.setattr("ovh_explorer.tui.main.late_imports.importlib.import_module", import_module)
    yield held
    held.set()


@pytest.fixture
def unsigned(tmp_path) -> ExplorerApp:
    return ExplorerApp(Stocked(gather("http://127.0.0.1:9", environ={}), cache=tmp_path))


@pytest.mark.parametrize("size", [(160, 48), (80, 24)])
async def test_sign_in_chosen_by_mouse_says_that_it_is_opened_then_opens(unsigned, gate, size):
    async with unsigned.run_test(size=size, notifications=True) as pilot:
        screen = Screen(pilot)
        await screen.sees("▶ auth")
        await screen.show("request")
        with held_on_purpose():
            await screen.click("Sign in  ")
            await screen.sees("Opening…")
            assert screen.title == "", "the screen goes on, and shows what is said"
        gate.set()
        await screen.sees("Create a token")
        assert "Opening…" not in screen.text


async def test_what_is_there_already_opens_without_a_word(unsigned, gate):
    gate.set()
    async with unsigned.run_test(size=(80, 24), notifications=True) as pilot:
        screen = Screen(pilot)
        await screen.sees("▶ auth")
        for _ in range(2):
            await screen.press("S")
            await screen.sees("Create a token")
            assert not any("Opening…" in words for words in screen.toasts)
            await screen.press("escape")
