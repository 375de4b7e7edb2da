"""Temporary directories: what is left of a process that was killed, and how a forced end goes with
an ordinary one.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from ovh_explorer.temporary import TemporaryDirectory, clear_abandoned, clear_abandoned_files
from tests.faults import fault
from tests.terminal import Terminal, ended, until

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="locks of Unix")

LIVING = """\
import sys, time
from ovh_explorer.temporary import TemporaryDirectory
directory = TemporaryDirectory("demo")
(directory.path / "catalog.db").write_text("x")
(directory.path / "within").mkdir()
(directory.path / "within" / "link").symlink_to(sys.argv[1])
(directory.path / "link").symlink_to(sys.argv[1])
print(directory.path, flush=True)
time.sleep(60)
"""
# Who is ended by force while an ordinary end, on a slow disk, has removed all but the directory
# itself.
SLOW = """\
import shutil, sys, threading, time
from ovh_explorer import signals
from ovh_explorer.temporary import TemporaryDirectory
directory = TemporaryDirectory("demo")
(directory.path / "catalog.db").write_text("x")
rmtree = shutil.rmtree
def slow(path, **options):
    if threading.current_thread() is not threading.main_thread():
        return rmtree(path, **options)
    (path / "catalog.db").unlink()
    threading.Timer(0, signals.end_now, [15]).start()
    time.sleep(60)
shutil.rmtree = slow
directory.remove()
"""
# Another process of ours, or a thread, still writes: a file is there again each time the directory
# is to go.
WRITING = """\
import shutil, sys
from pathlib import Path
from ovh_explorer.temporary import TemporaryDirectory
directory = TemporaryDirectory("demo")
left, rmtree = [1, 2, 3], shutil.rmtree
def writing(path, **options):
    rmtree(path, **options)
    if left:
        path.mkdir()
        (path / f"catalog.db-{left.pop()}").touch()
shutil.rmtree = writing
"""


# A copy of the process, by fork, ends in order, or by force.
FORKING = """\
import os, sys
from ovh_explorer import signals
from ovh_explorer.temporary import TemporaryDirectory
directory = TemporaryDirectory("demo")
child = os.fork()
if not child:
    signals.end_now(15) if "force" in sys.argv else sys.exit()
os.waitpid(child, 0)
print(os.path.exists(directory.path))
"""


@pytest.fixture
def temporary(tmp_path, monkeypatch):
    """The system's place for temporary files, for this process and those it starts."""
    path = tmp_path / "tmp"
    path.mkdir()
    monkeypatch.setenv("TMPDIR", str(path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return path


def begin(outside: Path) -> tuple["subprocess.Popen[str]", Path]:
    """A process with a directory of its own."""
    process = subprocess.Popen(
        [sys.executable, "-P", "-c", LIVING, str(outside)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    return process, Path(process.stdout.readline().strip())


def test_what_killed_processes_left_is_cleared_and_nothing_else(temporary, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "precious").touch()
    (temporary / "ovh-explorer-demo.abcdefgh").symlink_to(outside)
    (temporary / "ovh-explorer-demo.bcdefghi").touch()
    (temporary / "ovh-explorer-tests-of-somebody").mkdir()
    (temporary / "ovh-explorer-demo-abcdefgh").mkdir()  # of another release, which may run
    others = set(temporary.iterdir())
    killed, left = begin(outside)
    living, kept = begin(outside)
    with killed, living:
        killed.kill()
        killed.wait()
        assert set(temporary.iterdir()) == {*others, left, kept}
        # The living one clears too, when it begins: who is second finds it locked, and goes on.
        until(
            lambda: clear_abandoned() or set(temporary.iterdir()) == {*others, kept},
            "what the killed one left is gone",
        )
        assert len(list(kept.iterdir())) == 3
        assert (outside / "precious").exists()
        living.terminate()
    with TemporaryDirectory("demo") as path:
        until(lambda: clear_abandoned() or not kept.exists(), "it is gone with its process")
        assert path.exists()
    assert set(temporary.iterdir()) == others


def test_a_directory_that_is_cleared_before_it_has_its_lock_is_made_again(temporary, monkeypatch):
    make, made = tempfile.mkdtemp, []

    def cleared_at_once(*arguments, **options):
        made.append(make(*arguments, **options))
        if len(made) < 3:
            clear_abandoned()
        return made[-1]

    monkeypatch.setattr(tempfile, "mkdtemp", cleared_at_once)
    with TemporaryDirectory("demo") as path:
        assert len(made) == 3
        assert [path] == list(temporary.iterdir())


def test_a_forced_end_finishes_what_an_ordinary_one_has_begun(temporary):
    assert subprocess.run([sys.executable, "-P", "-c", SLOW], check=False).returncode == 128 + 15
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize(
    "how", ["directory.remove()", "from ovh_explorer import signals; signals.end_now(15)", ""]
)
def test_what_is_written_meanwhile_goes_too(temporary, how):
    subprocess.run([sys.executable, "-P", "-c", WRITING + how], check=False)
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize("how", ["in order", "force"])
def test_a_copy_of_the_process_leaves_the_directory_to_the_one_that_made_it(temporary, how):
    found = subprocess.run(
        [sys.executable, "-P", "-c", FORKING, how],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        timeout=60,
    )
    assert found.stdout == "True\n"
    assert list(temporary.iterdir()) == []


def test_an_editor_that_outlives_us_keeps_its_text(temporary):
    script = """\
import subprocess, sys
from ovh_explorer.temporary import TemporaryDirectory
directory = TemporaryDirectory("edit")
(directory.path / "body.json").touch()
subprocess.run(["sh", "-c", "echo editing; read end"], pass_fds=directory.locks)
"""
    with subprocess.Popen(
        [sys.executable, "-P", "-c", script],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "editing\n"
        process.kill()
        process.wait()
        clear_abandoned()
        assert len(list(temporary.rglob("body.json"))) == 1
    # The editor ends with its input.
    until(lambda: clear_abandoned() or not list(temporary.iterdir()), "it is gone with the editor")


def test_files_of_a_save_that_was_killed_are_cleared_by_the_next(tmp_path):
    from ovh_explorer.temporary import hold

    names = [".ovh.conf.abandone", ".ovh.conf.heldbyus", ".ovh.conf.justmade", "ovh.conf"]
    for name in names:
        (tmp_path / name).touch()
        if name != ".ovh.conf.justmade":
            os.utime(tmp_path / name, (time.time() - 100, time.time() - 100))
    (tmp_path / ".ovh.conf.symlinks").symlink_to(tmp_path / "ovh.conf")
    with (tmp_path / ".ovh.conf.heldbyus").open("rb+") as file:
        hold(file.fileno())
        clear_abandoned_files(tmp_path, ".ovh.conf.????????")
        assert {path.name for path in tmp_path.iterdir()} == {*names[1:], ".ovh.conf.symlinks"}


@pytest.mark.skipif(sys.platform != "linux", reason="pseudo-terminals and /proc of Linux")
@fault(
    "Signals and crashes",
    "the demo was killed (SIGKILL): the next start clears what it left",
    "signed in as",
)
def test_the_next_start_clears_what_a_killed_one_left(tmp_path):
    with Terminal(["--demo"], tmp_path) as terminal:
        terminal.see("signed in as")
        assert terminal.processes
        terminal.signal(signal.SIGKILL)
        terminal.wait()
        terminal.gone()
        assert len(list(terminal.temporary.glob("ovh-explorer-demo.*"))) == 1
        left = set(terminal.temporary.iterdir())
    with Terminal(["--demo"], tmp_path) as terminal:
        terminal.see("signed in as")
        assert terminal.processes
        until(lambda: not left & set(terminal.temporary.iterdir()), "what was left is gone")
        terminal.press("\x11")
        ended(terminal, 0)
        return terminal.shown
