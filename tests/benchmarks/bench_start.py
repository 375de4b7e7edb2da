"""From exec to a tree that shows the products and takes a key, against a minimal Textual
application.

``python -m tests.benchmarks.bench_start DIRECTORY [RUNS]``, where DIRECTORY holds a catalog in the
layout ``v1/index.json``, ``v1/domain.json``, …: the sandbox serves it, ``ovh-explorer sync`` caches
it, and then both programs are started in turn, so that a machine that drifts drifts for both.
"""

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from ovh_explorer.sandbox.process import SandboxProcess
from tests.benchmarks.terminal import Terminal


def once(command: list[str], words: bytes, environ: dict[str, str]) -> float:
    """Seconds from exec until `words` are drawn and a key moves the cursor."""
    terminal = Terminal(command, environ)
    try:
        shown = terminal.wait_for(words)
        return shown + terminal.press(b"\x1b[B")
    finally:
        terminal.end()


def main() -> None:
    schemas, runs = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 15
    sandbox = SandboxProcess.begin(schemas)
    url = sandbox.wait_ready()
    with tempfile.TemporaryDirectory() as home:
        environ = {**os.environ, "HOME": home, "XDG_CACHE_HOME": f"{home}/cache"}
        program = [sys.executable, "-m", "ovh_explorer"]
        print(
            subprocess.check_output(
                [*program, "sync", "--endpoint", url], env=environ, text=True
            ).strip()
        )
        ours: list[float] = []
        theirs: list[float] = []
        for _ in range(runs + 1):
            theirs.append(
                once([sys.executable, "-m", "tests.benchmarks.minimal"], b"second-node", environ)
            )
            ours.append(once([*program, "--endpoint", url], b"allDom", environ))
        ratios = sorted(a / b for a, b in zip(ours[1:], theirs[1:], strict=True))
        print(
            f"minimal {statistics.median(theirs[1:]) * 1000:.0f} ms, ours {statistics.median(ours[1:]) * 1000:.0f} ms"
        )
        print(
            f"ratio: median {statistics.median(ratios):.2f}, least {ratios[0]:.2f}, most {ratios[-1]:.2f}"
        )
    sandbox.stop()


if __name__ == "__main__":
    main()
