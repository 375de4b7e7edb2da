"""The processes that the screen starts: the sandbox, those that fetch and read, editor, browser."""

import errno
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from ovh_explorer.workspace.sync.service import CatalogSync
from tests.faults import fault
from tests.terminal import Terminal, children, ended, is_there, until
from tests.tui.demo_terminal import QUIT, ready

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="pseudo-terminals and /proc of Linux"
)

# The program that fetches the catalog, and the one that reads answers, at work as long as nobody
# answers.
WORKING = """\
import asyncio, sys
from pathlib import Path
from ovh_explorer.workspace.response.service import ResponseService
from ovh_explorer.workspace.sync.service import CatalogSync
async def main():
    sync = CatalogSync(sys.argv[1], Path(sys.argv[2]), print)
    await sync.start()
    reader = ResponseService()
    text = await reader.format(b"[" + b'{"a":"secret"},' * 20_000 + b"1]", "application/json")
    # Takes longer than the test.
    task = asyncio.create_task(reader.format(b"[" + b"1," * 900_000 + b"1]", expression="sort_by(@,&@)[?" + "@==`1`&&" * 400 + "@]"))
    await asyncio.sleep(0)
    await asyncio.sleep(60)
asyncio.run(main())
"""


def test_processes_end_in_the_middle_of_their_work_and_import_nothing_from_here(tmp_path):
    here, temporary = tmp_path / "here", tmp_path / "tmp"
    here.mkdir()
    temporary.mkdir()
    # A directory that somebody else filled.
    (here / "json.py").write_text(f"open({str(tmp_path / 'imported')!r}, 'w')\nraise SystemExit")
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        environ = {**os.environ, "TMPDIR": str(temporary)}
        command = [sys.executable, "-P", "-c", WORKING, url, str(tmp_path / "catalog.db")]
        parent = subprocess.Popen(command, cwd=here, env=environ, stdout=subprocess.DEVNULL)
        try:
            until(lambda: list(temporary.rglob("*.text")), "a response was read")
            # Kept: a connection that is closed ends the process that fetches the catalog.
            connection, _ = silent.accept()
            started = children(parent.pid)
            assert len(started) == 2
        finally:
            parent.kill()
            parent.wait()
        connection.close()
        until(lambda: not [pid for pid in started if is_there(pid)], "both have ended")
        assert list(temporary.iterdir()) == [], "a response's file is gone"
    assert not (tmp_path / "imported").exists()


@fault(
    "Signals and crashes",
    "the demo's sandbox is killed",
    "The demo's sandbox has ended; quit and start again.",
)
def test_a_demo_without_its_sandbox_says_so(tmp_path):
    with Terminal(["--demo", "GET", "/me"], tmp_path, size=(160, 40)) as terminal:
        ready(terminal)
        terminal.see("Your account")
        _kill(terminal.processes, "ovh_explorer.sandbox")
        terminal.press("\x12")
        terminal.see("start again.")
        seen = " ".join(terminal.shown.split())
        terminal.press(QUIT)
        ended(terminal, 0)
        return seen


def _kill(pids: set[int], module: str) -> None:
    [pid] = [pid for pid in pids if module in Path(f"/proc/{pid}/cmdline").read_text()]
    os.kill(pid, signal.SIGKILL)


@fault(
    "Signals and crashes",
    "the process that fetches the catalog is killed",
    "the catalog could not be refreshed: ^p, Refresh",
)
def test_a_catalog_that_is_fetched_no_more_is_said(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        with Terminal(["--endpoint", url], tmp_path) as terminal:
            until(lambda: terminal.read() is None or terminal.processes, "its process")
            connection, _ = silent.accept()
            _kill(terminal.processes, "ovh_explorer.workspace.sync.process")
            terminal.see("^p, Refresh")
            connection.close()
            seen = " ".join(terminal.shown.split())
            terminal.press(QUIT)
            ended(terminal, 0)
            return seen


@fault(
    "Signals and crashes",
    "no process can be started (too many files, too many processes)",
    "the process that fetches it can't be started: Too many open files",
)
async def test_a_process_that_can_t_be_started_is_no_mistake_of_ours(tmp_path, monkeypatch):
    async def fails(*_: object, **__: object) -> None:
        raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))

    monkeypatch.setattr("asyncio.create_subprocess_exec", fails)
    said = []
    sync = CatalogSync("http://127.0.0.1:1", tmp_path / "catalog.db", said.append)
    await sync.start()
    assert [event.kind for event in said] == ["lost"]
    assert not sync.is_running
    await sync.stop()
    return said[0].problem


EDITOR = """\
#!/bin/bash
trap 'echo interrupted' INT
stty -a > "$0.stty"
echo at-work
read line
echo '{"target":"192.0.2.99"}' > "$1"
"""


@fault("Signals and crashes", "ctrl+c in $EDITOR, which is that one's", "192.0.2.99")
def test_ctrl_c_in_the_editor_is_the_editor_s(tmp_path):
    editor = tmp_path / "editor"
    editor.write_text(EDITOR)
    editor.chmod(0o755)
    call = ["--demo", "POST", "/domain/zone/example.com/record"]
    with Terminal(call, tmp_path, EDITOR=str(editor)) as terminal:
        ready(terminal)
        terminal.see("fieldType")
        terminal.press("\x1bOS")
        terminal.see("at-work")
        assert " icanon" in (tmp_path / "editor.stty").read_text(), (
            "the terminal is as a program finds it"
        )
        terminal.press("\x03")
        terminal.see("interrupted")
        at = len(terminal.seen)
        terminal.press("\n")
        terminal.see("192.0.2.99", at)
        # SIGTERM ends both, and the file with what was edited.
        at = len(terminal.seen)
        terminal.press("\x1bOS")
        terminal.see("at-work", at)
        assert len(list(terminal.temporary.iterdir())) == 2
        assert len(terminal.processes) >= 2
        shown = terminal.shown
        terminal.signal(signal.SIGTERM)
        ended(terminal, 143)
        return shown


def test_what_a_browser_says_is_not_on_the_screen(tmp_path, monkeypatch, capfd):
    from ovh_explorer.tui.terminal.browser import open_link

    browser, asked = tmp_path / "browser", tmp_path / "asked"
    browser.write_text(
        f'#!/bin/sh\necho a warning; echo another >&2; read key; echo "$1" > {asked}.new; mv {asked}.new {asked}\n'
    )
    browser.chmod(0o755)
    monkeypatch.setenv("BROWSER", f"{browser} %s")
    assert not open_link("https://eu.api.ovh.com/console/"), "no desktop"
    monkeypatch.setenv("DISPLAY", ":9")
    assert open_link("https://eu.api.ovh.com/console/?section=%2Fme")
    until(asked.exists, "the browser was asked")
    assert asked.read_text() == "https://eu.api.ovh.com/console/?section=%2Fme\n"
    assert capfd.readouterr() == ("", "")
