"""A mistake of the program's own: wherever it is, a person gets words and a report that nobody's
secret is in.
"""

import sys
from typing import Any

import pytest

from ovh_explorer import crash
from tests.faults import fault, faults
from tests.terminal import Terminal

SECRET = "hunter2-very-secret"
# Breaks something, with the secret wherever a traceback could show it, and runs the program.
PLANT = """\
import sys
secret = {secret!r}
class Broken(Exception):
    pass
def breaks(*arguments, **more):
    kept = [secret, {{"consumerKey": secret}}]
    try:
        int(secret)
    except ValueError as error:
        raise Broken(f"with {{secret}}", kept) from error
async def breaks_later(*arguments, **more):
    breaks(secret, key=secret)
{plant}
from ovh_explorer.cli import main
sys.argv = ["ovh-explorer", *{arguments!r}]
sys.exit(main())
"""
SCREEN = ("--endpoint", "http://127.0.0.1:1")
SAID = "ovh-explorer has crashed because of a fault of its own. Nothing that you typed or received is in the report. "
NAMED = SAID + "Please send it to the authors: …/.local/state/ovh-explorer/crash-… exit code 1"

pytty = pytest.mark.skipif(sys.platform != "linux", reason="pseudo-terminals and /proc of Linux")


def run(
    home, plant: str, arguments: tuple[str, ...] = SCREEN, act=lambda terminal: None, **more: Any
) -> str:
    """What is seen once a terminal is as it was."""
    script = PLANT.format(secret=SECRET, plant=plant, arguments=arguments)
    with Terminal([sys.executable, "-P", "-c", script], home, **more) as terminal:
        act(terminal)
        code = terminal.wait()
        assert terminal.left() == []
        assert SECRET.encode() not in terminal.seen
        assert "Traceback" not in terminal.shown
        # Lines are as they were written: a path can be copied.
        return f"{terminal.said}exit code {code}"


def reports(home) -> list[str]:
    """The reports below a home: the user's alone, without what was planted."""
    found = []
    for path in (home / ".local/state/ovh-explorer").glob("crash-*.txt"):
        assert path.stat().st_mode & 0o777 == 0o600
        found.append(path.read_text())
        assert SECRET not in found[-1]
        assert str(home) not in found[-1]
    return found


@pytty
@faults(
    "Signals and crashes",
    {
        "a mistake while the screen is imported": (
            NAMED,
            (
                "sys.modules['ovh_explorer.tui.main.last_state'] = None",
                SCREEN,
                "ModuleNotFoundError: ovh_explorer.tui.main.last_state",
            ),
        ),
        "a mistake in drawing": (
            NAMED,
            (
                "from ovh_explorer.tui.main.header import HeaderBar as X; X.render_line = breaks",
                SCREEN,
                "in breaks",
            ),
        ),
        "a mistake while the screen is made": (
            NAMED,
            (
                "from ovh_explorer.tui.main.screen import MainScreen as X; X.compose = breaks",
                SCREEN,
                "in breaks",
            ),
        ),
        "a mistake in a key's handler": (
            NAMED,
            (
                "from ovh_explorer.tui.main.screen import MainScreen as X; X.action_jump = breaks",
                SCREEN,
                "in breaks",
            ),
        ),
        "a mistake in what goes on in the background": (
            NAMED,
            (
                "from ovh_explorer.workspace.workspace import Workspace as X; X.start_sync = breaks_later",
                SCREEN,
                "of __main__.Broken",
            ),
        ),
        "a mistake while closing": (
            NAMED,
            (
                "from ovh_explorer.catalog.store import Store as X; X.close = breaks",
                SCREEN,
                "in ExplorerApp.on_unmount",
            ),
        ),
        "a mistake in `try`, `search` or another command": (
            NAMED,
            (
                "from ovh_explorer.catalog.store import Store as X; X.counts = breaks",
                ("search", "x", *SCREEN),
                "because of ValueError",
            ),
        ),
        "a mistake in a thread": (
            SAID + "…crash-… exit code 1",
            (
                "import threading; from ovh_explorer.cli import options; before = options.parse\n"
                "def after(words):\n"
                "    thread = threading.Thread(target=breaks); thread.start(); thread.join(); return before(words)\n"
                "options.parse = after",
                ("--help",),
                "while: a thread",
            ),
        ),
    },
)
def test_a_mistake_ends_in_words_that_name_a_report(tmp_path, case):
    plant, arguments, in_report = case

    def act(terminal: Terminal) -> None:
        if "action_jump" in plant or "close" in plant:
            terminal.see("could not be refreshed")
            terminal.press("\x07" if "jump" in plant else "\x11")

    said = run(tmp_path, plant, arguments, act)
    [report] = reports(tmp_path)
    assert in_report in report
    assert "  ovh_explorer/" in report or "  textual/" in report or "  threading.py:" in report, (
        "places in the code"
    )
    for words in (
        "ovh-explorer 0",
        "Python 3.",
        "textual 8.",
        "httpx 0.",
        "TERM xterm-256color, 80x24, encoding utf-8",
    ):
        assert words in report
    return said


@pytty
@fault(
    "Signals and crashes",
    "the report can't be written",
    SAID
    + "It can't be written to a file (The directory /dev/null/ovh-explorer can't be made: …). Please report this: "
    "ovh-explorer … __main__.Broken … in breaks … exit code 1",
)
def test_a_report_that_can_t_be_written_is_on_the_terminal(tmp_path):
    plant = "from ovh_explorer.tui.main.header import HeaderBar as X; X.render_line = breaks"
    said = run(tmp_path, plant, XDG_STATE_HOME="/dev/null")
    assert reports(tmp_path) == []
    return said


def _raised(raises) -> BaseException:
    try:
        raises()
    except Exception as error:  # noqa: BLE001 - whichever it is
        return error
    raise AssertionError("nothing was raised")


def test_only_what_can_be_no_secret_is_told_of_a_message(tmp_path):
    def missing() -> None:
        (tmp_path / SECRET).read_text()

    def recursion(n: int = 0) -> int:
        return recursion(n + 1) + 1

    def chained() -> None:
        try:
            missing()
        except OSError:
            raise KeyError(SECRET) from None

    def together() -> None:
        raise BaseExceptionGroup(SECRET, [_raised(missing)])

    group = crash.report(_raised(together))
    assert "ExceptionGroup\n" in group
    assert "of FileNotFoundError" in group
    told = crash.report(_raised(missing))
    assert "FileNotFoundError: No such file or directory (2)" in told
    text: Any = SECRET
    assert "AttributeError: str has no shout" in crash.report(_raised(lambda: text.shout()))
    assert "UnicodeEncodeError: ascii" in crash.report(
        _raised(lambda: f"é{SECRET}".encode("ascii"))
    )
    hidden = crash.report(_raised(chained))
    assert "KeyError\n" in hidden
    assert "OSError" not in hidden
    long = crash.report(_raised(recursion))
    assert "more" in long
    assert len(long) < 10_000
    attribute = crash.report(_raised(lambda: getattr(crash, f"{SECRET} x")))
    for text in (
        told,
        group,
        hidden,
        long,
        attribute,
        crash.report(_raised(lambda: dict[str, str]()[SECRET])),
    ):
        assert SECRET not in text
        assert str(tmp_path) not in text


async def test_a_task_that_nobody_waits_for_is_told_of(app_crash):
    import asyncio
    import gc

    async def breaks() -> None:
        raise RuntimeError(SECRET)

    said = []
    crash.watch_tasks(asyncio.get_running_loop(), said.append)
    task = asyncio.create_task(breaks())
    await asyncio.wait([task])
    del task
    gc.collect()
    assert said
    assert "fault of its own" in said[0][0]
    [report] = app_crash.glob("*/crash-*.txt")
    assert "while: Task exception was never retrieved" in report.read_text()
    assert SECRET not in report.read_text()


def test_old_reports_go(app_crash):
    for _ in range(13):
        crash.note(RuntimeError())
    assert len(list(app_crash.glob("*/crash-*.txt"))) == 10


@pytest.fixture
def app_crash(tmp_path, monkeypatch):
    """Where reports go in this process; what is said of them is not kept for others."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setattr(crash, "_messages", [])
    return tmp_path
