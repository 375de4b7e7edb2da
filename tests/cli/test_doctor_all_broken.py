"""``doctor`` where everything is broken at once: each thing is named, and no secret."""

import json
from pathlib import Path

import pytest


@pytest.fixture
def broken(tmp_path, monkeypatch) -> Path:
    """A home with files that can't be read, and directories that are files."""
    home = Path.home()
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    home.joinpath(".ovh.conf").write_bytes(b"\xff\xfe[\0d\0")
    Path("ovh.conf").write_text("[default]\nendpoint=ovh-eu\n[ovh-eu\napplication_key=hush\n")
    file = tmp_path / "a file"
    file.write_text("")
    for name in ("XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(file))
    monkeypatch.setenv("HTTPS_PROXY", "http://me:hush@proxy.example:99999")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "none.pem"))
    monkeypatch.setenv("OVH_ACCESS_TOKEN", "hush-token")
    monkeypatch.setenv("OVH_APPLICATION_KEY", "hush-key")
    return file


@pytest.mark.parametrize("endpoint", ["ovh-mars", "http://127.0.0.1:1"])
def test_each_thing_is_named(run, broken, monkeypatch, endpoint):
    monkeypatch.setenv("OVH_ENDPOINT", endpoint)
    code, out, words = run("doctor", "--json")
    report = json.loads(out)
    assert (code, words) == (1, "")
    wrong = "\n".join(report["problems"])
    for expected in (
        "~/.ovh.conf, line 1: this is not UTF-8 text",
        "./ovh.conf, line 3: this is neither a [section] nor key = value",
        "HTTPS_PROXY holds an address that can't be read. Write it like http://host:3128.",
        "none.pem, which isn't there",
    ):
        assert wrong.count(expected) == 1, expected
    if endpoint == "ovh-mars":
        assert "Unknown endpoint 'ovh-mars'" in wrong
    else:
        assert "Can't use more than one way to sign in" in wrong
        assert "nothing listens there" in wrong
    kept = [note for note in report["notes"] if "can't be saved" in note]
    assert len(kept) == 2
    assert all(f"{broken} is a file, and no directory." in note for note in kept)
    lines = run("doctor")[1]
    assert "hush" not in out + lines
    assert not broken.is_dir()


def test_a_directory_that_can_not_be_written_to(run, tmp_path, monkeypatch):
    locked = tmp_path / "locked"
    locked.mkdir()
    monkeypatch.setenv("XDG_STATE_HOME", str(locked))
    # For root every directory can be written to.
    monkeypatch.setattr("os.access", lambda path, mode: Path(path) != locked)
    notes = json.loads(run("doctor", "--json")[1])["notes"]
    assert f"The directory {locked} can't be written to." in "\n".join(notes)
