"""What is taken away is written whole, or not at all."""

import os
import socket
import stat
import threading

import pytest

from ovh_explorer.workspace.storage import save_file as writing
from ovh_explorer.workspace.storage.save_file import SaveStopped, write_file


@pytest.mark.parametrize("content", [b"", b"new", b"x" * 3_000_000])
def test_bytes_and_files_are_written(tmp_path, content):
    write_file(tmp_path / "a", content)
    write_file(tmp_path / "b", tmp_path / "a")
    assert (tmp_path / "b").read_bytes() == content
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b"]


def test_a_file_keeps_its_mode_and_a_link_its_goal(tmp_path):
    goal = tmp_path / "goal"
    goal.write_bytes(b"old")
    goal.chmod(0o640)
    (tmp_path / "link").symlink_to(goal)
    write_file(tmp_path / "link", b"new")
    assert goal.read_bytes() == b"new"
    assert (tmp_path / "link").is_symlink()
    assert stat.S_IMODE(goal.stat().st_mode) == 0o640
    old = os.umask(0o077)
    try:
        write_file(tmp_path / "new", b"")
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o600


def test_a_disk_that_is_full_leaves_what_was_there(tmp_path, monkeypatch):
    (tmp_path / "a").write_bytes(b"old")

    def full(file, content, stop):
        file.write(b"ne")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(writing, "_write_chunks", full)
    with pytest.raises(OSError, match="No space"):
        write_file(tmp_path / "a", b"new")
    assert (tmp_path / "a").read_bytes() == b"old"
    assert len(list(tmp_path.iterdir())) == 1


def test_what_is_no_file_is_written_to(tmp_path):
    write_file(type(tmp_path)("/dev/null"), b"x")
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    write_file(tmp_path / "pipe", b"through")
    assert os.read(reader, 100) == b"through"
    os.close(reader)
    with pytest.raises(IsADirectoryError):
        write_file(tmp_path, b"x")
    with pytest.raises(FileNotFoundError):
        write_file(tmp_path / "none" / "a", b"x")


def test_what_can_t_be_written_to_is_said(tmp_path):
    """A loop of links, a directory, a path through a file, a pipe that nobody reads, a full disk, a
    terminal.
    """
    (tmp_path / "file").write_bytes(b"old")
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "one").symlink_to("two")
    (tmp_path / "two").symlink_to("one")
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "socket"))
        master, slave = os.openpty()
        cases = {
            "loop": "it is a loop of symbolic links",
            "one": "it is a loop of symbolic links",
            ".": "it is a directory",
            "file/below": "Not a directory",
            "nowhere/file": "No such file or directory",
            "pipe": "it is a pipe that no program reads",
            "socket": "it is a socket",
            "/dev/full": "No space left on device",
            os.ttyname(slave): "it is a terminal",
        }
        for name, words in cases.items():
            with pytest.raises(OSError) as error:
                write_file(tmp_path / name, b"new")
            assert words in f"{error.value.strerror}", name
        os.close(master)
        os.close(slave)
    assert (tmp_path / "file").read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "file",
        "loop",
        "one",
        "pipe",
        "socket",
        "two",
    ]


def test_writing_can_be_stopped(tmp_path):
    """Also to a pipe that is read no further."""
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    stop = threading.Event()
    threading.Timer(0.05, stop.set).start()
    with pytest.raises(SaveStopped):
        write_file(tmp_path / "pipe", b"x" * 1_000_000, stop)
    os.close(reader)
    with pytest.raises(SaveStopped):
        write_file(tmp_path / "file", b"x", stop)
    assert [path.name for path in tmp_path.iterdir()] == ["pipe"]
