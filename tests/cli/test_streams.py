"""Standard streams as a person's shell may leave them: closed, full, without a reader, without
UTF-8.
"""

import sys
from typing import Any

import pytest

from ovh_explorer.cli.streams import has_ascii_alone
from tests.faults import fault, faults
from tests.terminal import OURS, Terminal

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="pseudo-terminals and /proc of Linux"
)

NOWHERE = ("--endpoint", "http://127.0.0.1:1")
# What every command prints by; no operation of the demo has other signs.
SIGNS = '{"sign":"→ 日"}'
PRINTING = (
    sys.executable,
    "-c",
    f"from ovh_explorer.cli.streams import prepare, put; prepare(); put({SIGNS!r})",
)
CODE = ("code", "try", "POST", "/x", "-d", '{"sign":1}', "--raw", *NOWHERE)


def run(home, *arguments: str, **more: Any) -> str:
    """What is seen, and the exit code as `echo $?` shows it."""
    with Terminal(arguments, home, **more) as terminal:
        code = terminal.wait()
        assert terminal.left() == []
        assert "Traceback" not in terminal.shown
        assert "Exception ignored" not in terminal.shown
        return f"{terminal.shown}exit code {code}"


def shell(home, script: str) -> str:
    """The same of a shell's line, `$0` standing for the program."""
    program = " ".join(OURS)
    return run(home, "/bin/bash", "-c", script.replace("$0", program))


@faults(
    "The terminal",
    {
        "a full disk below standard output": (
            "ovh-explorer: Standard output can't be written to: No space left on device. exit code 1",
            (("--help",), ">/dev/full"),
        ),
        "a full disk below the code that was asked for": (
            "ovh-explorer: Standard output can't be written to: No space left on device. exit code 1",
            (CODE, ">/dev/full"),
        ),
        "standard output is closed": (
            "ovh-explorer: Standard output can't be written to: it is closed. exit code 1",
            (("try", "--demo", "POST", "/me/api/oauth2/client", "--yes"), ">&-"),
        ),
        "the explorer with standard output in a file": (
            "ovh-explorer: The explorer needs a terminal; in scripts use `ovh-explorer try`, `code` and `search`. "
            "exit code 2",
            (("--demo",), ">/dev/null"),
        ),
        "the explorer without standard input": (
            "ovh-explorer: The explorer needs a terminal; in scripts use `ovh-explorer try`, `code` and `search`. "
            "exit code 2",
            (("--demo",), "<&-"),
        ),
        "TERM=dumb": (
            "ovh-explorer: This terminal says TERM=dumb: it can't move its cursor, which the explorer needs. "
            "ovh-explorer: Where it can, say which it is, as in TERM=xterm-256color. … exit code 2",
            (("--demo",), "", "dumb"),
        ),
        "TERM is not set": (
            "ovh-explorer: This terminal doesn't say what it is (TERM is not set): it can't move its cursor, … "
            "say which it is, as in TERM=xterm-256color. … exit code 2",
            (("--demo",), "", "unset"),
        ),
        "a body from standard input, which is closed": (
            "ovh-explorer: The body can't be read: … exit code 2",
            (("code", "try", "POST", "/x", "-d", "@-", "--raw", *NOWHERE), "<&-"),
        ),
    },
)
def test_streams_that_take_or_give_nothing_are_said(tmp_path, case):
    arguments, redirect, term = (*case, "xterm")[:3]
    return run(tmp_path, *arguments, redirect=redirect, TERM=term)


@faults(
    "The terminal",
    {
        "a broken pipe (`… --help | head -0`)": (
            "exit code 1",
            "$0 --help | head -0; echo exit code ${PIPESTATUS[0]}",
        ),
        "a broken pipe, much written at once": (
            "exit code 1",
            "$0 code try GET /x --raw -d '\"'$(printf %80000s | tr ' ' x)'\"' --endpoint http://127.0.0.1:1"
            " | head -0; echo exit code ${PIPESTATUS[0]}",
        ),
        "nothing is open at all": ("exit code 1", "$0 --help <&- >&- 2>&-; echo exit code $?"),
        "standard error takes nothing": (
            "exit code 2",
            "$0 try FETCH /x --demo 2>/dev/full; echo exit code $?",
        ),
    },
)
def test_where_nobody_is_left_to_tell_the_exit_code_does(tmp_path, case):
    shown = shell(tmp_path, case).rpartition("exit code")[0]
    assert shown.strip().splitlines() == [shown.strip()], "nothing else is said"
    return shown


@faults(
    "The terminal",
    {
        "a command line without UTF-8 (PYTHONIOENCODING=ascii)": (
            r'{"sign":"\u2192 \u65e5"} … exit code 0',
            "PYTHONIOENCODING=ascii",
        ),
        "a command line without UTF-8 (a terminal of Latin-1)": (
            r'{"sign":"\u2192 \u65e5"} … exit code 0',
            "PYTHONIOENCODING=latin-1",
        ),
        "a command line with a locale that has no signs (LC_ALL=POSIX)": (
            r'{"sign":"\u2192 \u65e5"} … exit code 0',
            "LC_ALL=POSIX",
        ),
    },
)
def test_signs_that_a_terminal_has_not_are_spelled_out(tmp_path, case):
    name, _, value = case.partition("=")
    return run(tmp_path, *PRINTING, **{name: value})


def test_a_file_gets_every_sign_whatever_the_terminal_has(tmp_path):
    assert (
        run(tmp_path, *PRINTING, redirect=f">{tmp_path}/code", PYTHONIOENCODING="ascii")
        == "exit code 0"
    )
    assert "→ 日" in (tmp_path / "code").read_text(encoding="utf-8")


@fault(
    "The terminal",
    "nobody answers a question: standard input ends",
    "Type vps-1 to send it: ovh-explorer: Not sent. exit code 2",
)
def test_the_end_of_input_is_no_yes(tmp_path):
    with Terminal(["try", "--demo", "DELETE", "/vps/vps-1/snapshot"], tmp_path) as terminal:
        terminal.see("Type vps-1 to send it:")
        terminal.press("\x04")
        code = terminal.wait()
        assert terminal.left() == []
        return f"{terminal.shown}exit code {code}"


@pytest.mark.parametrize(
    ("environ", "plain"),
    [
        ({"LC_ALL": "C", "LANG": "fr_FR.UTF-8"}, True),
        ({"LC_ALL": "POSIX"}, True),
        ({"LC_CTYPE": "C", "LANG": "fr_FR.UTF-8"}, True),
        ({"LANG": "C"}, True),
        ({}, True),
        ({"LC_ALL": "", "LANG": "de_DE.UTF-8"}, False),
        ({"LANG": "C.UTF-8"}, False),
        # A locale that isn't installed here says what the terminal has all the same.
        ({"LC_ALL": "xx_XX.UTF-8"}, False),
        ({"LC_ALL": "C", "PYTHONIOENCODING": "utf-8"}, False),
        ({"LC_ALL": "C", "PYTHONUTF8": "1"}, False),
    ],
)
def test_a_locale_says_which_signs_a_terminal_has(environ, plain):
    assert has_ascii_alone(environ) == plain


@pytest.mark.parametrize(
    ("name", "shown"), [("LC_CTYPE", "→ é"), ("LANG", "→ é"), ("OTHER", r"\u2192 \u00e9")]
)
def test_what_python_says_for_a_locale_that_is_not_there_is_not_taken_for_one(
    tmp_path, name, shown
):
    words = "from ovh_explorer.cli.streams import prepare, put; prepare(); put('→ é')"
    more = {"LANG": "unset", name: "C.UTF-8"}
    assert shown in run(tmp_path, sys.executable, "-c", words, **more)
