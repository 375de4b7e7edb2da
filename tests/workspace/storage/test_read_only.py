"""Read-only is kept in a file for each profile; one that can't be read means that it is on."""

import os
import stat
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ovh_explorer.call import Call
from ovh_explorer.tui.workbench.refusal import refusal_words
from ovh_explorer.workspace.settings import gather
from ovh_explorer.workspace.storage.preferences import PreferenceFile
from ovh_explorer.workspace.storage.read_only import ReadOnly, ReadOnlyError, ReadOnlyLiftError
from ovh_explorer.workspace.storage.state_file import state_file
from ovh_explorer.workspace.workspace import Workspace

POST = Call.make("v1", "POST", "/vps/{serviceName}/reboot", path_values={"serviceName": "vps-1"})
NAMES = (
    "ovh-eu",
    "a client",
    "../../etc/passwd",
    "A",
    "a",
    "é/\n\0",
    "",
    ".",
    "x" * 300,
    "\udce9",
    "http://127.0.0.1:8099",
)

as_user = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything"
)


@pytest.fixture
def kept(tmp_path: Path) -> ReadOnly:
    return ReadOnly(tmp_path / "state" / "read-only")


def lifted(kept: ReadOnly, profile: str) -> None:
    """Set it and lift it again, so that there is a file that says so."""
    kept.set(profile, True)
    kept.set(profile, False)


def file_of(directory: Path) -> Path:
    """The one file of a directory."""
    (path,) = directory.iterdir()
    return path


def test_no_file_is_off_and_looking_makes_none(kept, tmp_path):
    assert not kept.state("ovh-eu").is_on
    assert not (tmp_path / "state").exists()


def test_where_nothing_was_ever_set_the_start_does_without_openssl(kept, monkeypatch):
    # To import it raises ImportError.
    monkeypatch.setitem(sys.modules, "hashlib", None)
    assert not kept.state("ovh-eu").is_on
    with pytest.raises(ImportError):
        kept.set("ovh-eu", True)


def test_what_is_set_holds_in_other_runs_until_it_is_lifted_and_for_its_profile_alone(
    kept, tmp_path
):
    directory = tmp_path / "state" / "read-only"
    assert kept.set("ovh-eu", True) == ReadOnly(directory).state("ovh-eu")
    assert ReadOnly(directory).state("ovh-eu").is_on
    assert not ReadOnly(directory).state("ovh-ca").is_on
    path = file_of(directory)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(directory.stat().st_mode) == 0o700
    other = ReadOnly(directory)
    assert other.state("ovh-eu").is_on
    kept.set("ovh-eu", False)
    assert not other.state("ovh-eu").is_on, "another program heeds it"
    assert [item.name for item in directory.iterdir()] == [path.name], "nothing else is left"


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_any_name_of_a_profile_is_a_safe_file_of_its_own(name, kept, tmp_path):
    for other in NAMES:
        lifted(kept, other)
    kept.set(name, True)
    assert [other for other in NAMES if kept.state(other).is_on] == [name]
    directory = tmp_path / "state" / "read-only"
    assert len(list(directory.iterdir())) == len(NAMES)
    assert all(item.parent == directory and item.is_file() for item in directory.iterdir())
    assert [item.name for item in (tmp_path / "state").iterdir()] == ["read-only"]


@given(st.binary(max_size=40))
def test_only_a_whole_off_switches_it_off(tmp_path_factory, content):
    directory = tmp_path_factory.mktemp("state") / "read-only"
    kept = ReadOnly(directory)
    lifted(kept, "ovh-eu")
    file_of(directory).write_bytes(content)
    assert kept.state("ovh-eu").is_on is (content.strip() != b"off")


def _loop(path: Path) -> None:
    path.symlink_to(path)


def _nowhere(path: Path) -> None:
    path.symlink_to(path.with_name("nothing"))


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _large(path: Path) -> None:
    path.write_bytes(b"off" + b" " * 100_000 + b"x")


def _zero(path: Path) -> None:
    path.symlink_to("/dev/zero")


KINDS = [_loop, _nowhere, _empty, _large, _zero, Path.mkdir, os.mkfifo]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="kinds of files that Windows doesn't have")
@pytest.mark.parametrize("make", KINDS, ids=lambda make: make.__name__)
def test_what_is_no_file_of_ours_is_on_at_once_and_is_named(make, kept, tmp_path):
    lifted(kept, "ovh-eu")
    path = file_of(tmp_path / "state" / "read-only")
    path.unlink()
    make(path)
    state = kept.state("ovh-eu")
    assert state.is_on
    assert str(path) in state.problem
    assert not kept.state("ovh-ca").is_on, "another profile's is as it was"
    if make is Path.mkdir:
        with pytest.raises(ReadOnlyLiftError, match="Remove it"):
            kept.set("ovh-eu", False)
        assert kept.state("ovh-eu").is_on
    else:
        kept.set("ovh-eu", False)
        assert not ReadOnly(path.parent).state("ovh-eu").is_on, "lifting it mends the file"


@as_user
def test_a_file_without_permission_is_on(kept, tmp_path):
    lifted(kept, "ovh-eu")
    file_of(tmp_path / "state" / "read-only").chmod(0)
    assert "ermission" in kept.state("ovh-eu").problem


@pytest.mark.parametrize("make", [_empty, _loop, _nowhere])
def test_a_directory_that_is_none_is_on_for_every_profile(make, kept, tmp_path):
    (tmp_path / "state").mkdir()
    make(tmp_path / "state" / "read-only")
    state = kept.state("ovh-eu")
    assert state.is_on
    assert str(tmp_path / "state" / "read-only") in state.problem
    with pytest.raises(ReadOnlyLiftError):
        kept.set("ovh-eu", False)


def test_where_no_directory_can_be_made_it_is_off_and_lasts_for_the_run(kept, tmp_path):
    (tmp_path / "state").write_text("a file")
    assert not kept.state("ovh-eu").is_on
    state = kept.set("ovh-eu", True)
    assert state.is_on
    assert str(tmp_path / "state" / "read-only") in state.only_now
    assert kept.state("ovh-eu").is_on
    assert not kept.state("ovh-ca").is_on
    assert not kept.set("ovh-eu", False).is_on
    assert not kept.state("ovh-eu").is_on


def _lost(path: Path) -> None:
    path.symlink_to(path.with_name("unmounted"))


@pytest.mark.parametrize(
    "make", [_lost, _loop], ids=["a link to an unmounted disk", "a loop of links"]
)
def test_where_nobody_can_look_it_is_on_and_can_be_lifted_for_the_run(make, kept, tmp_path):
    kept.set("ovh-eu", True)
    (tmp_path / "state").rename(tmp_path / "elsewhere")
    make(tmp_path / "state")
    state = kept.state("ovh-eu")
    assert state.is_on
    assert "XDG_STATE_HOME" in state.problem
    assert not kept.set("ovh-eu", False).is_on
    assert ReadOnly(tmp_path / "state" / "read-only").state("ovh-eu").is_on, (
        "in another run it is on again"
    )


@as_user
def test_a_state_directory_without_permission_is_on(kept, tmp_path):
    kept.set("ovh-eu", True)
    (tmp_path / "state").chmod(0)
    state = kept.state("ovh-eu")
    (tmp_path / "state").chmod(0o700)
    assert state.is_on


def test_what_can_not_be_written_lasts_for_the_run(kept, tmp_path, monkeypatch):
    def full(path: Path, content: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("ovh_explorer.workspace.storage.read_only._write", full)
    assert "No space left" in kept.set("ovh-eu", True).only_now
    assert kept.state("ovh-eu").is_on
    assert not kept.set("ovh-eu", False).is_on
    monkeypatch.undo()
    kept.set("ovh-eu", True)
    monkeypatch.setattr("ovh_explorer.workspace.storage.read_only._write", full)
    with pytest.raises(ReadOnlyLiftError, match="No space left"):
        kept.set("ovh-eu", False)
    assert kept.state("ovh-eu").is_on


# What an earlier version kept


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    path = tmp_path / "state" / "memory.db"
    memory = PreferenceFile(state_file(path))
    memory.keep("read-only ovh-eu", "1")
    memory.keep("read-only ovh-ca", "")
    memory.keep("theme", "nord")
    return path


def test_what_an_earlier_version_kept_is_carried_over_once(earlier):
    directory = earlier.with_name("read-only")
    kept = ReadOnly(directory, PreferenceFile(state_file(earlier)))
    assert not kept.state("ovh-ca").is_on
    assert kept.state("ovh-eu").is_on
    kept.set("ovh-eu", False)
    assert not ReadOnly(directory, PreferenceFile(state_file(earlier))).state("ovh-eu").is_on, (
        "what was lifted since stays lifted"
    )


def test_where_that_is_damaged_every_profile_is_read_only_until_it_is_lifted(earlier):
    earlier.write_bytes(b"this is no database" * 100)
    directory = earlier.with_name("read-only")
    state = ReadOnly(directory, PreferenceFile(state_file(earlier))).state("ovh-eu")
    assert state.is_on
    assert str(earlier) in state.problem
    later = ReadOnly(directory, PreferenceFile(state_file(earlier)))
    assert later.state("ovh-eu").is_on, "also when a new file has taken its place"
    later.set("ovh-eu", False)
    assert not later.state("ovh-eu").is_on
    assert later.state("ovh-us").is_on


def test_where_that_can_not_be_read_now_it_is_on_for_now(earlier):
    away = earlier.rename(earlier.with_name("away"))
    earlier.mkdir()
    directory = earlier.with_name("read-only")
    kept = ReadOnly(directory, PreferenceFile(state_file(earlier)))
    state = kept.state("ovh-ca")
    assert state.is_on
    assert str(earlier) in state.problem
    assert not kept.set("ovh-ca", False).is_on, "it can be lifted, for the run"
    assert not kept.state("ovh-ca").is_on
    assert not directory.exists()
    earlier.rmdir()
    away.rename(earlier)
    later = ReadOnly(directory, PreferenceFile(state_file(earlier)))
    assert [name for name in ("ovh-eu", "ovh-ca") if later.state(name).is_on] == ["ovh-eu"]


def test_two_programs_that_carry_it_over_at_once_agree(earlier):
    directory = earlier.with_name("read-only")
    first, second = (ReadOnly(directory, PreferenceFile(state_file(earlier))) for _ in range(2))
    first.state("ovh-eu")
    assert second._carry_over(directory, "ovh-eu") is None
    assert second.state("ovh-eu").is_on
    assert {item.name for item in directory.parent.iterdir()} == {"memory.db", "read-only"}


# The workspace heeds it


async def test_each_request_but_get_looks_at_the_file(no_keys_of_the_user):
    own, other = (Workspace(gather("ovh-eu", environ={})) for _ in range(2))
    await own.check(POST)
    await other.read_only_switch.set(True)
    await own.check(Call.make("v1", "GET", "/me"))
    with pytest.raises(ReadOnlyError, match="is read-only") as caught:
        await own.check(POST)
    assert (
        refusal_words(caught.value)
        == "POST is not sent: ovh-eu is read-only. Press R to turn it off."
    )
    assert own.read_only
    await Workspace(gather("ovh-ca", environ={})).check(POST)
    await other.read_only_switch.set(False)
    await own.check(POST)


async def test_it_lasts_for_the_run_when_one_goes_elsewhere_and_comes_back(
    no_keys_of_the_user, monkeypatch, tmp_path
):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    eu, ca = gather("ovh-eu", environ={}), gather("ovh-ca", environ={})
    first = Workspace(eu)
    await first.read_only_switch.set(True)
    second = first.elsewhere(ca)
    await second.check(POST)
    with pytest.raises(ReadOnlyError):
        await second.elsewhere(eu).check(POST)


async def test_the_command_line_option_always_holds(no_keys_of_the_user):
    strict = Workspace(gather("ovh-eu", environ={}, read_only=True))
    await strict.read_only_switch.set(False)
    with pytest.raises(ReadOnlyError, match="--read-only"):
        await strict.check(POST)
