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
import time
from pathlib import Path

from ovh_explorer.sandbox.process import SandboxProcess
from tests.benchmarks.terminal import Terminal


def once(command: list[str], words: bytes, environ: dict[str, str]) -> tuple[float, float, float]:
    """Seconds from exec until `words` are drawn and a key has moved the cursor to them; what was
    computed until they were drawn, and until the cursor was there.
    """
    terminal = Terminal(command, environ)
    try:
        terminal.wait_for(words + b"\x1b")
        picture = terminal.cpu
        terminal.press_until_restyled(b"\x1b[B", words)
        return time.perf_counter() - terminal.started, picture, terminal.cpu
    finally:
        terminal.end()


def main() -> None:
    schemas, runs = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 15
    sandbox = SandboxProcess.begin(schemas)
    url = sandbox.wait_ready()
    with tempfile.TemporaryDirectory() as home:
        environ = {**os.environ, "HOME": home, "XDG_CACHE_HOME": f"{home}/cache"}
        # An installed program is compiled.
        environ.pop("PYTHONDONTWRITEBYTECODE", None)
        program = [sys.executable, "-m", "ovh_explorer"]
        print(
            subprocess.check_output(
                [*program, "sync", "--endpoint", url], env=environ, text=True
            ).strip()
        )
        ours: list[tuple[float, float, float]] = []
        theirs: list[tuple[float, float, float]] = []
        for _ in range(runs + 1):
            theirs.append(
                once([sys.executable, "-m", "tests.benchmarks.minimal"], b"second-node", environ)
            )
            ours.append(once([*program, "--endpoint", url], b"auth", environ))
        for at, what in enumerate(
            ("until a key is seen", "computed until the picture", "computed until a key is seen")
        ):
            mine = [run[at] for run in ours[1:]]
            bare = [run[at] for run in theirs[1:]]
            ratios = sorted(a / b for a, b in zip(mine, bare, strict=True))
            print(
                f"{what}: minimal {statistics.median(bare) * 1000:.0f} ms, "
                f"ours {statistics.median(mine) * 1000:.0f} ms; ratio: median "
                f"{statistics.median(ratios):.2f}, least {ratios[0]:.2f}, most {ratios[-1]:.2f}"
            )
    sandbox.stop()


if __name__ == "__main__":
    main()
