"""One state file, used by several programs at once: what was written is there, whatever happens to
the file.
"""

import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from ovh_explorer.call import Call
from ovh_explorer.workspace.storage.history import History
from ovh_explorer.workspace.storage.preferences import PreferenceFile
from ovh_explorer.workspace.storage.state_file import state_file

WRITER = """
import sys
from pathlib import Path
from ovh_explorer.call import Call
from ovh_explorer.workspace.storage.history import History

path, name, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
history = History(path)
print("ready", flush=True)
sys.stdin.readline()
for number in range(count):
    call = Call.make("v1", "GET", "/x/{y}", path_values={"y": f"{name}-{number}"})
    # What was not kept, since a busy machine let the others wait too long, is tried again.
    for _ in range(20):
        if history.add(call, "e", "p"):
            print(f"{name}-{number}", flush=True)
            break
"""


def write_at_once(path: Path, programs: int, count: int) -> set[str]:
    """Let programs add rows to one history at the same moment; the rows that they were told are
    kept.
    """
    running = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, path, str(number), str(count)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(programs)
    ]
    for process in running:
        assert process.stdout.readline() == "ready\n"
    for process in running:
        process.stdin.write("go\n")
        process.stdin.flush()
    confirmed: set[str] = set()
    for process in running:
        out, _ = process.communicate(timeout=60)
        assert process.returncode == 0
        confirmed |= set(out.split())
    return confirmed


def rows(path: Path) -> set[str]:
    return {entry.call.path_values[0][1] for entry in History(path).find(limit=10_000)}


@pytest.mark.parametrize(
    "damage", [b"this is no database" * 300, b"SQLite format 3\0" + b"\xff" * 8000]
)
def test_a_damaged_file_is_set_aside_once_and_no_row_is_lost(tmp_path, damage):
    path = tmp_path / "history.db"
    path.write_bytes(damage)
    confirmed = write_at_once(path, programs=4, count=3)
    assert len(confirmed) == 12
    assert rows(path) == confirmed
    assert [item.name for item in tmp_path.glob("*.damaged*")] == ["history.db.damaged-1"]


def test_writers_wait_for_each_other(tmp_path):
    path = tmp_path / "history.db"
    confirmed = write_at_once(path, programs=6, count=20)
    assert len(confirmed) == 120
    assert rows(path) == confirmed


def test_a_row_written_into_a_file_that_is_set_aside_meanwhile_is_written_again(tmp_path):
    path = tmp_path / "history.db"
    history = History(path)
    call = Call.make("v1", "GET", "/x/{y}", path_values={"y": "first"})
    history.add(call, "e", "p")
    # Another program is in a transaction; when it ends, the file has been moved.
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    done: list[int] = []
    thread = threading.Thread(target=lambda: done.append(history.add(call, "e", "p")))
    thread.start()
    threading.Event().wait(
        0.05
    )  # let it wait for the lock; written before or after, the row is kept
    path.rename(tmp_path / "aside")
    other.execute("ROLLBACK")
    other.close()
    thread.join()
    assert done[0]
    assert len(History(path).find()) == 1


def test_a_locked_file_holds_up_no_reader_for_long(tmp_path):
    memory = PreferenceFile(state_file(tmp_path / "memory.db"))
    memory.keep("a", "b")
    other = sqlite3.connect(tmp_path / "memory.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    assert memory.get("a") == ""
    assert "is locked" in memory.file.problem
    other.execute("ROLLBACK")
    other.close()
    assert memory.get("a") == "b"
