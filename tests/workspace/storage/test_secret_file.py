"""Keys are written to a new file of the user's alone, or not at all."""

import os
from pathlib import Path

import pytest

from ovh_explorer.workspace.storage.secret_file import write_secret_file

posix = pytest.mark.skipif(os.name == "nt", reason="modes and links of POSIX")


@posix
@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_the_owner_alone_can_read_it(tmp_path, mask):
    before = os.umask(mask)
    try:
        write_secret_file(tmp_path / "keys", "é\nb\n")
    finally:
        os.umask(before)
    assert (tmp_path / "keys").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "keys").read_bytes() == "é\nb\n".encode()


def test_nothing_is_overwritten(tmp_path):
    path = tmp_path / "keys"
    path.write_text("mine")
    with pytest.raises(FileExistsError):
        write_secret_file(path, "secret")
    assert path.read_text() == "mine"
    with pytest.raises(OSError, match=r"exists|directory|denied"):
        write_secret_file(tmp_path, "secret")


@posix
def test_a_link_is_not_followed(tmp_path):
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(FileExistsError):
        write_secret_file(link, "secret")
    assert not (tmp_path / "elsewhere").exists()
    link.unlink()
    os.mkfifo(link)
    with pytest.raises(FileExistsError):
        write_secret_file(link, "secret")


def test_what_fails_leaves_nothing(tmp_path):
    with pytest.raises(ValueError, match="surrogates"):
        write_secret_file(tmp_path / "keys", "\ud800")
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(OSError, match="No such file"):
        write_secret_file(tmp_path / "none" / "keys", "secret")
    with pytest.raises(ValueError, match="null"):
        write_secret_file(Path("a\0b"), "secret")


@posix
def test_a_disk_that_fails_while_it_is_written_leaves_nothing(tmp_path, monkeypatch):
    def full(_descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_secret_file(tmp_path / "keys", "secret")
    assert list(tmp_path.iterdir()) == []
