"""What is taken away is written whole, or not at all."""

import os
import stat

import pytest

from ovh_explorer.workspace import writing
from ovh_explorer.workspace.writing import write_file


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

    def full(file, content):
        file.write(b"ne")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(writing, "_put", full)
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
