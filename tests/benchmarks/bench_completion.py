"""What a TAB takes, against an interpreter that imports sqlite3.

``python -m tests.benchmarks.bench_completion [RUNS]`` completes with the catalog of the user's
settings. The programs are started in turn, so that a machine that drifts drifts for all; what
counts is the ratio of one run.
"""

import statistics
import subprocess
import sys
import time
from pathlib import Path

PROGRAM = str(Path(sys.executable).with_name("ovh-explorer"))
LINES = {
    "first word": [""],
    "options": ["try", "GET", "/me", "--"],
    "first segment": ["try", "GET", "/"],
    "segment": ["try", "GET", "/domain/zone/"],
    "parameters": ["try", "GET", "/domain/zone/{zoneName}/record", "-q", ""],
    "enumeration": ["try", "GET", "/domain/zone/{zoneName}/record", "-q", "fieldType="],
    "values": ["try", "GET", "/domain/zone/{zoneName}/record", "-p", "zoneName="],
    "profiles": ["try", "GET", "/me", "--profile", ""],
}


def seconds(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    commands = {"import sqlite3": [sys.executable, "-c", "import sqlite3"]}
    for name, words in LINES.items():
        commands[name] = [PROGRAM, "__complete", "zsh", *words]
        seconds(commands[name])  # the context is there from now on
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            times[name].append(seconds(command))
    least = min(times["import sqlite3"])
    middle = statistics.median(times["import sqlite3"])
    for name, taken in times.items():
        print(
            f"{name:<15} least {min(taken) * 1000:5.1f} ms ({min(taken) / least:.2f} ×), "
            f"median {statistics.median(taken) * 1000:5.1f} ms "
            f"({statistics.median(taken) / middle:.2f} ×)"
        )


if __name__ == "__main__":
    main()
