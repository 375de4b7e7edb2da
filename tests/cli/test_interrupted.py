"""Commands that are interrupted: at once, with the exit code that shells expect, and with nothing
left behind.
"""

import signal
import socket
import sys

import pytest

from tests.faults import faults
from tests.terminal import Terminal, ended

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="pseudo-terminals and /proc of Linux"
)


@faults(
    "Signals and crashes",
    {
        "ctrl+c while a request waits for its response (`try`)": (
            "exit code 130",
            ["try", "GET", "/x", "--raw"],
        ),
        "ctrl+c in `sync`": ("exit code 130", ["sync"]),
        "ctrl+c in `search`, which fetches the catalog": (
            "Downloading the catalog (first use)… … exit code 130",
            ["search", "x"],
        ),
    },
)
def test_ctrl_c_ends_a_command_that_waits(tmp_path, case):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        with Terminal([*case, "--endpoint", url], tmp_path) as terminal:
            connection, _ = silent.accept()
            # Closed only after that: a connection that is lost is another end.
            with connection:
                terminal.press("\x03")
                return ended(terminal, 130)


@faults(
    "Signals and crashes",
    {
        "ctrl+c at a question": ("Type vps-1 to send it: … exit code 130", ("\x03", 130)),
        "SIGTERM at a question": ("Type vps-1 to send it: … exit code 143", (signal.SIGTERM, 143)),
        "SIGHUP at a question": ("Type vps-1 to send it: … exit code 129", (signal.SIGHUP, 129)),
    },
)
def test_a_question_is_ended_at_once(tmp_path, case):
    how, code = case
    with Terminal(["try", "--demo", "DELETE", "/vps/vps-1/snapshot"], tmp_path) as terminal:
        terminal.see("Type vps-1 to send it:")
        assert terminal.processes
        terminal.press(how) if isinstance(how, str) else terminal.signal(how)
        return ended(terminal, code)


@faults(
    "Signals and crashes",
    {
        "ctrl+c in `sandbox`, which is how it is ended": (
            "READY http://127.0.0.1:… exit code 0",
            signal.SIGINT,
        ),
        "SIGHUP in `sandbox`": ("READY http://127.0.0.1:… exit code 0", signal.SIGHUP),
    },
)
def test_a_sandbox_ends_in_order(tmp_path, case):
    with Terminal(["sandbox", "--tls"], tmp_path) as terminal:
        terminal.see("READY https")
        assert list(terminal.temporary.iterdir()), "its certificate"
        terminal.press("\x03") if case is signal.SIGINT else terminal.signal(case)
        return ended(terminal, 0).replace("https", "http")
