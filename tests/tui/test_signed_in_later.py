"""Who is signed in is asked again once the API answers, or takes the keys, which it didn't at the
start.
"""

import asyncio
import contextlib
import socket

import pytest

from ovh_explorer.config import Credentials
from ovh_explorer.sandbox import DEMO_KEYS
from ovh_explorer.sandbox.process import SandboxProcess
from ovh_explorer.tui.app import ExplorerApp
from ovh_explorer.tui.main.header import HeaderBar
from ovh_explorer.workspace.account.identity import Identity
from ovh_explorer.workspace.settings import gather
from tests.sandboxes import running
from tests.tui.conftest import Stocked, main_screen, text, until

KEYS = Credentials(DEMO_KEYS.application_key, DEMO_KEYS.application_secret, DEMO_KEYS.consumer_key)


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def explorer(tmp_path, url: str, target: str) -> ExplorerApp:
    workspace = Stocked(gather(url, environ={}), cache=tmp_path)
    workspace.use_keys(KEYS, "a test")
    return ExplorerApp(workspace, target)


async def opened(pilot) -> None:
    screen = main_screen(pilot)
    await until(
        pilot, lambda: screen.form is not None and screen.bench.request.view.has_focus, "its form"
    )


def top(pilot) -> str:
    return text(pilot).splitlines()[0]


@pytest.mark.parametrize("target", ["GET /me", "GET /auth/time"])
async def test_an_endpoint_that_answers_later(tmp_path, target):
    port = free_port()
    async with explorer(tmp_path, f"http://127.0.0.1:{port}", target).run_test(
        size=(100, 30)
    ) as pilot:
        await opened(pilot)
        await until(pilot, lambda: "keys not checked, key 7kbG…" in top(pilot), "nobody answers")
        assert "not signed in" not in text(pilot)
        await pilot.press("ctrl+r")
        await until(pilot, lambda: "refused the connection" in text(pilot), "nor now")
        assert "keys not checked" in top(pilot)
        sandbox = SandboxProcess.begin(port=port)
        try:
            sandbox.wait_ready()
            await pilot.press("ctrl+r")
            await until(pilot, lambda: "signed in as xx1111-ovh" in top(pilot), "it answers")
            assert main_screen(pilot).workspace.account.rights is not None
        finally:
            sandbox.stop()


async def test_keys_that_are_taken_after_all(tmp_path):
    """As after the computer's clock was put right, or a key was validated elsewhere."""
    async with explorer(tmp_path, running()[1], "GET /me").run_test(size=(100, 30)) as pilot:
        await opened(pilot)
        await until(pilot, lambda: "signed in as xx1111-ovh" in top(pilot), "signed in")
        screen = main_screen(pilot)
        screen.workspace.account.identity = Identity("key 7kbG…", "Old timestamp", "QUERY_TIME_OUT")
        screen.say_who()
        await until(pilot, lambda: "not signed in, key 7kbG…" in top(pilot), "they were refused")
        await pilot.press("ctrl+r")
        await until(pilot, lambda: "signed in as xx1111-ovh" in top(pilot), "they are taken")


async def test_what_is_refused_again_asks_nobody(tmp_path, monkeypatch):
    asked = []
    bad = KEYS.with_consumer_key("x" * 32)
    program = explorer(tmp_path, running()[1], "GET /me")
    program.workspace.use_keys(bad, "a test")
    async with program.run_test(size=(100, 30)) as pilot:
        await opened(pilot)
        await until(pilot, lambda: "not signed in, key 7kbG…" in top(pilot), "refused")
        screen = main_screen(pilot)
        monkeypatch.setattr(screen, "identify", lambda: asked.append(1))
        await pilot.press("ctrl+r")
        await until(pilot, lambda: screen.bench.response.response, "the response")
        assert screen.bench.response.response.status == 403
    assert asked == []


@pytest.mark.parametrize("ends", ["quit", "elsewhere"])
async def test_the_screen_goes_while_the_keys_are_asked_about(tmp_path, ends):
    program = explorer(tmp_path, running()[1], "GET /me")
    asked = asyncio.Event()

    async def identify() -> str:
        asked.set()
        # As a client that first closes its connection in order: it ends after the widgets.
        while screen.query(HeaderBar):
            with contextlib.suppress(asyncio.CancelledError):
                await asyncio.sleep(0.01)
        return ""

    async with program.run_test(size=(100, 30)) as pilot:
        await opened(pilot)
        screen = main_screen(pilot)
        program.workspace.identify = identify
        screen.identify()
        await asked.wait()
        if ends == "elsewhere":
            await program.use(Stocked(gather(running()[1], environ={}), cache=tmp_path))
            await until(pilot, lambda: main_screen(pilot) is not screen, "the other place")
        else:
            program.exit()
    assert program._exception is None
