"""Several programs that change one ``ovh.conf`` at once, and places that hold no such file."""

import os
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from ovh_explorer.config import Credentials, find_endpoint
from ovh_explorer.config import replace as replacing
from ovh_explorer.config.errors import ConfigError
from ovh_explorer.config.files import ConfigFile
from ovh_explorer.config.remove import find_places, remove_keys
from ovh_explorer.config.save import save, what_is_there
from ovh_explorer.temporary import hold

ENDPOINT = find_endpoint("ovh-eu")
PROFILES = [f"client {number}" for number in range(24)]


def keys(profile: str) -> Credentials:
    number = f"{PROFILES.index(profile):02d}"
    return Credentials(number * 8, number * 16, f"c{number}x" * 8)


def keep(path: Path, profile: str) -> None:
    save(path, ENDPOINT, keys(profile), profile=profile)


def sign_out(path: Path, profile: str) -> None:
    for place in find_places([ConfigFile(path, "the file")], keys(profile)):
        remove_keys(place, keys(profile))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such locks")
def test_what_one_writes_the_other_keeps(tmp_path: Path) -> None:
    path = tmp_path / "ovh.conf"
    first, others = PROFILES[:12], PROFILES[12:]
    for profile in first:
        keep(path, profile)
    with ProcessPoolExecutor(6, mp_context=get_context("spawn")) as pool:
        work = [pool.submit(keep, path, profile) for profile in others]
        work += [pool.submit(sign_out, path, profile) for profile in first]
        for item in work:
            item.result(timeout=60)
    text = path.read_text()
    assert [profile for profile in others if keys(profile).consumer_key not in text] == []
    assert [profile for profile in first if keys(profile).consumer_key in text] == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such locks")
def test_a_program_that_never_ends_its_change_is_not_waited_for_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replacing, "_MAX_WAIT_SECONDS", 0.1)
    path = tmp_path / "ovh.conf"
    descriptor = os.open(tmp_path, os.O_RDONLY)
    try:
        assert hold(descriptor)
        with pytest.raises(ConfigError, match="Another program is changing"):
            keep(path, PROFILES[0])
    finally:
        os.close(descriptor)
    keep(path, PROFILES[0])
    assert keys(PROFILES[0]).consumer_key in path.read_text()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
@pytest.mark.parametrize("kind", ["pipe", "device", "directory"])
def test_what_is_no_file_is_neither_waited_for_nor_replaced(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "ovh.conf"
    match kind:
        case "pipe":
            os.mkfifo(path)
        case "device":
            path.symlink_to("/dev/zero")
        case _:
            path.mkdir()
    before = path.resolve().stat()
    for change in (lambda: keep(path, PROFILES[0]), lambda: what_is_there(path, ENDPOINT)):
        with pytest.raises(ConfigError, match="not an ordinary file"):
            change()
    assert path.resolve().stat() == before
    assert find_places([ConfigFile(path, "the file")], keys(PROFILES[0])) == []


def test_a_huge_file_is_not_taken_into_memory(tmp_path: Path) -> None:
    path = tmp_path / "ovh.conf"
    with path.open("wb") as file:
        file.truncate(2**33)
    with pytest.raises(ConfigError, match="larger than"):
        keep(path, PROFILES[0])
