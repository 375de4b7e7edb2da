"""What a person waits for at the screen, in a terminal, over a whole catalog.

``python -m tests.benchmarks.bench_screen DIRECTORY``, where DIRECTORY holds a catalog in the layout
``v1/index.json``, ``v1/domain.json``, …: from a key to the first thing drawn after it; from a
letter of a search to the first and to the last thing drawn, which are the results.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from ovh_explorer.sandbox.process import SandboxProcess
from tests.benchmarks.terminal import Terminal

WORDS = ("dns record create", "vps snapshot", "server reboot", "iam policy")
TARGETS = (
    "GET /me",
    "POST /domain/zone/{zoneName}/record",
    "POST /cloud/project/{serviceName}/kube",
    "POST /dedicated/server/{serviceName}/reinstall",
    "GET /v2/iam/policy",
)


def say(what: str, times: list[float]) -> None:
    """Print the median, the 95th percentile and the most, in milliseconds."""
    ordered = sorted(times)
    found = [statistics.median(times), ordered[int(len(ordered) * 0.95)], ordered[-1]]
    median, high, most = (1000 * seconds for seconds in found)
    print(f"{what:<44} median {median:5.0f}  p95 {high:5.0f}  most {most:5.0f} ms")


def seconds_until(terminal: Terminal, drawn: bytes) -> float:
    """From enter until a text is drawn."""
    terminal.seen = b""
    start = time.perf_counter()
    os.write(terminal.descriptor, b"\r")
    while drawn not in terminal.seen:
        terminal.read(0.05)
    spent = time.perf_counter() - start
    terminal.quiet()
    return spent


def main() -> None:
    sandbox = SandboxProcess.begin(Path(sys.argv[1]))
    url = sandbox.wait_ready()
    with tempfile.TemporaryDirectory() as home:
        environ = {**os.environ, "HOME": home, "XDG_CACHE_HOME": f"{home}/cache"}
        program = [sys.executable, "-m", "ovh_explorer"]
        subprocess.run(
            [*program, "sync", "--endpoint", url], env=environ, check=True, capture_output=True
        )
        opening, listing, keys, forms = [], [], [], []
        for number in range(5):
            # Each time as at the first start: the program remembers where one was.
            environ["XDG_STATE_HOME"] = f"{home}/state-{number}"
            terminal = Terminal([*program, "--endpoint", url], environ)
            terminal.wait_for(b"allDom")
            terminal.quiet(1.0)
            for _ in range(3):
                terminal.press(b"j")
                terminal.quiet()
            opening.append(seconds_until(terminal, b"eligibility"))
            # The same in the flat list: closed, and opened there.
            terminal.press(b"\rt")
            terminal.quiet()
            listing.append(seconds_until(terminal, b"1,121 operations"))
            terminal.press(b"t")
            terminal.quiet()
            os.write(terminal.descriptor, b"\x06")
            terminal.quiet()
            for words in WORDS:
                for letter in words:
                    keys.append(terminal.settle(letter.encode()))
                terminal.press(b"\x7f" * len(words))
                terminal.quiet()
            for target in TARGETS:
                terminal.press(target.encode())
                terminal.quiet()
                terminal.seen = b""
                start = time.perf_counter()
                os.write(terminal.descriptor, b"\r")
                while b"TRY" not in terminal.seen:
                    terminal.read(0.05)
                forms.append(time.perf_counter() - start)
                terminal.quiet()
                os.write(terminal.descriptor, b"\x06")
                terminal.quiet()
            terminal.end()
        say("/cloud, 1,121 operations, opened in the tree", opening)
        say("the same, opened in the flat list", listing)
        say("a letter in the search, first change", [first for first, _ in keys])
        say("a letter in the search, last change", [last for _, last in keys])
        say("enter on an operation to its form", forms)
    sandbox.stop()


if __name__ == "__main__":
    main()
