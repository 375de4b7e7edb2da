"""Saving keys into a file that isn't ours alone, and directories."""

import os
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ovh_explorer.config import (
    ENDPOINTS,
    AccessToken,
    ConfigError,
    Credentials,
    OAuth2Client,
    cache_dir,
    ensure_dir,
    find_endpoint,
    load,
    state_dir,
)
from ovh_explorer.config.save import is_there, save, what_is_there

AK, AS, CK = (
    "TDPKJdwZwAQPwKX2",
    "9ufkBmLaTQ9nz5yMUlg79taH0GNnzDjk",
    "5mBuy6SUQcRw2ZUxg0cG68BoDKpED4KY",
)
KEYS = Credentials(AK, AS, CK)
EU = ENDPOINTS["ovh-eu"]

BEFORE = """\
# my keys
[default]
; where to
endpoint=ovh-ca

[ovh-eu]
; the shop
application_key=old
application_secret : old
# consumer below
consumer_key = old
note = 50%

# Canada
[ovh-ca]
application_key=keep
"""
AFTER = (
    BEFORE.replace("application_key=old", f"application_key={AK}")
    .replace("application_secret : old", f"application_secret : {AS}")
    .replace("consumer_key = old", f"consumer_key = {CK}")
)


def reload(path: Path, endpoint: str | None = None) -> Credentials | None:
    found = load(
        endpoint, config_file=path, environ={}, home=None, cwd=path / "x", system_file=path / "x"
    )
    assert found.problem is None
    assert found.credentials is None or isinstance(found.credentials, Credentials)
    return found.credentials


def test_a_new_file(tmp_path: Path) -> None:
    path = tmp_path / "ovh.conf"
    save(path, ENDPOINTS["ovh-ca"], KEYS)
    assert path.read_text() == (
        "[default]\nendpoint = ovh-ca\n\n[ovh-ca]\n"
        f"application_key = {AK}\napplication_secret = {AS}\nconsumer_key = {CK}\n"
    )
    assert path.stat().st_mode & 0o777 == 0o600
    assert reload(path) == KEYS
    assert [entry.name for entry in tmp_path.iterdir()] == ["ovh.conf"]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_only_the_lines_of_the_keys_change(tmp_path: Path, newline: str) -> None:
    path = tmp_path / "ovh.conf"
    path.write_bytes(BEFORE.replace("\n", newline).encode())
    path.chmod(0o644)
    save(path, EU, KEYS)
    assert path.read_bytes().decode() == AFTER.replace("\n", newline)
    assert path.stat().st_mode & 0o777 == 0o600
    save(path, EU, KEYS)
    assert path.read_bytes().decode() == AFTER.replace("\n", newline)


def test_missing_keys_are_put_into_the_section(tmp_path: Path) -> None:
    path = tmp_path / "ovh.conf"
    path.write_text("[ovh-eu]\nnote=1\n\n# next\n[ovh-ca]")
    save(path, EU, KEYS)
    lines = path.read_text().splitlines()
    assert lines[:6] == [
        "[ovh-eu]", "note=1", f"application_key = {AK}", f"application_secret = {AS}", f"consumer_key = {CK}", ""
    ]  # fmt: skip
    assert lines[6:] == ["# next", "[ovh-ca]", "", "[default]", "endpoint = ovh-eu"]


def test_an_old_consumer_key_goes_with_its_application(tmp_path: Path) -> None:
    path = tmp_path / "ovh.conf"
    path.write_text(BEFORE)
    save(path, EU, Credentials(AK, AS))
    assert reload(path, "ovh-eu") == Credentials(AK, AS)
    assert "# consumer below" in path.read_text()


def test_custom_endpoint(tmp_path: Path) -> None:
    path = tmp_path / "ovh.conf"
    for url in ("http://[::1]:8080/1.0", "https://gw.example/x"):
        save(path, find_endpoint(url), KEYS)
        assert reload(path, url) == KEYS
    assert reload(path, "ovh-eu") is None


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    link = tmp_path / ".ovh.conf"
    link.symlink_to("real/ovh.conf")
    save(link, EU, KEYS)
    assert link.is_symlink()
    assert reload(tmp_path / "real/ovh.conf") == KEYS


@pytest.mark.parametrize(
    ("content", "word"),
    [
        ("nonsense\n", "line 1"),
        ("[ovh-eu]\nclient_id=x\nclient_secret=y\n", "OAuth2"),
        ("[ovh-eu]\napplication_key=a\n  more\n", "by hand"),
        ("[x]\nnote=a\n [ovh-eu]\n", "by hand"),
        ("\xe9", "line 1"),
    ],
)
def test_what_cannot_be_edited_is_left_alone(tmp_path: Path, content: str, word: str) -> None:
    path = tmp_path / "ovh.conf"
    path.write_bytes(content.encode("latin-1"))
    with pytest.raises(ConfigError, match=word):
        save(path, EU, KEYS)
    assert path.read_bytes() == content.encode("latin-1")
    assert [entry.name for entry in tmp_path.iterdir()] == ["ovh.conf"]


def test_places_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    for path in (tmp_path, tmp_path / "none/ovh.conf", tmp_path / "loop", tmp_path / "a\0b"):
        with pytest.raises(ConfigError):
            save(path, EU, KEYS)


def test_a_failed_replacement_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "ovh.conf"
    path.write_text(BEFORE)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ConfigError, match="No space left"):
        save(path, EU, KEYS)
    assert path.read_text() == BEFORE
    assert [entry.name for entry in tmp_path.iterdir()] == ["ovh.conf"]


NAMES = st.sampled_from(
    [
        "[ovh-eu]",
        "[default]",
        "[ovh-ca]",
        "[DEFAULT]",
        "endpoint = ovh-ca",
        "consumer_key=z",
        "n: 1",
    ]
)
OTHER = st.sampled_from(
    ["# note", "; x", "", "  ", " indented", "n2 = [ovh-eu]", "CONSUMER_KEY = old", "[x] y", "\x0b"]
)


@settings(
    max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(
    lines=st.lists(NAMES | OTHER, max_size=10),
    newline=st.sampled_from(["\n", "\r\n"]),
    last=st.booleans(),
)
def test_round_trip(tmp_path: Path, lines: list[str], newline: str, last: bool) -> None:
    path = tmp_path / "ovh.conf"
    before = newline.join(lines) + (newline if last else "")
    path.write_bytes(before.encode())
    try:
        save(path, EU, KEYS)
    except ConfigError:
        assert path.read_bytes() == before.encode()
        return
    after = path.read_bytes().decode()
    assert reload(path, "ovh-eu") == KEYS
    kept = [line.strip() for line in re.split(r"\r?\n", after)]
    for line in lines:
        if "consumer_key" not in line.lower():
            assert line.strip() in kept
    save(path, EU, KEYS)
    assert path.read_bytes().decode() == after


def test_directories(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for name, place in (("CACHE", cache_dir), ("STATE", state_dir)):
        monkeypatch.delenv(f"XDG_{name}_HOME", raising=False)
        assert place().is_relative_to(tmp_path)
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
        assert place() == tmp_path / name / "ovh-explorer"
        assert not place().exists()
    made = ensure_dir(cache_dir())
    assert made.stat().st_mode & 0o777 == 0o700
    assert ensure_dir(made) == made
    (tmp_path / "file").write_text("")
    for bad in (tmp_path / "file", tmp_path / "file/x", Path("/proc/nope/x")):
        with pytest.raises(ConfigError):
            ensure_dir(bad)


def test_a_service_account_is_saved_as_the_wrappers_read_it(tmp_path: Path) -> None:
    path = tmp_path / "ovh.conf"
    path.write_text("# mine\n[ovh-ca]\napplication_key=kept\n")
    account = OAuth2Client("EU.0a1b2c3d4e5f6a7b", "s3cret")
    save(path, EU, account)
    save(path, EU, account)
    assert path.read_text() == (
        "# mine\n[ovh-ca]\napplication_key=kept\n\n"
        "[default]\nendpoint = ovh-eu\n\n[ovh-eu]\nclient_id = EU.0a1b2c3d4e5f6a7b\nclient_secret = s3cret\n"
    )
    found = load(
        "ovh-eu",
        config_file=path,
        environ={},
        home=None,
        cwd=tmp_path,
        system_file=tmp_path / "none",
    )
    assert found.credentials == account
    with pytest.raises(ConfigError, match="holds an OAuth2 client"):
        save(path, EU, KEYS)


def test_a_service_account_does_not_stand_beside_keys(tmp_path: Path) -> None:
    path = tmp_path / "ovh.conf"
    save(path, EU, KEYS)
    before = path.read_text()
    with pytest.raises(ConfigError, match="holds an application key"):
        save(path, EU, OAuth2Client("EU.0a1b2c3d4e5f6a7b", "s3cret"))
    assert path.read_text() == before


TOKEN = AccessToken("eyJ0.a-token_of.a-test")


def test_an_access_token_is_saved_as_go_ovh_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "ovh.conf"
    path.write_text("# mine\n[ovh-eu]\n; of another program\nname = kept\n")
    save(path, EU, TOKEN)
    save(path, EU, TOKEN, profile="ci")
    assert path.read_text() == (
        "# mine\n[ovh-eu]\n; of another program\nname = kept\naccess_token = eyJ0.a-token_of.a-test\n\n"
        "[default]\nendpoint = ovh-eu\n\n"
        "[profile:ci]\nendpoint = ovh-eu\naccess_token = eyJ0.a-token_of.a-test\n"
    )
    assert path.stat().st_mode & 0o777 == 0o600
    found = load(
        None, config_file=path, environ={}, home=None, cwd=tmp_path, system_file=tmp_path / "none"
    )
    assert found.credentials == TOKEN
    assert what_is_there(path, EU) == "an access token"


@pytest.mark.parametrize(
    "other", [KEYS, OAuth2Client("EU.0a1b2c3d4e5f6a7b", "s3cret")], ids=["keys", "account"]
)
def test_a_way_to_sign_in_gives_way_to_another_where_that_is_said(
    tmp_path: Path, other: Credentials | OAuth2Client
) -> None:
    path = tmp_path / "ovh.conf"
    for before, after in ((other, TOKEN), (TOKEN, other)):
        path.unlink(missing_ok=True)
        save(path, EU, before)
        text = path.read_text()
        with pytest.raises(ConfigError, match="can't stand beside"):
            save(path, EU, after)
        assert path.read_text() == text
        save(path, EU, after, replace=True)
        found = load(
            None,
            config_file=path,
            environ={},
            home=None,
            cwd=tmp_path,
            system_file=tmp_path / "none",
        )
        assert (found.credentials, found.problem) == (after, None)


def test_keys_that_are_there_already_are_known_to_be(tmp_path):
    path = tmp_path / "ovh.conf"
    keys, others = AccessToken("a-token"), AccessToken("another")
    assert not is_there(path, EU, keys)
    save(path, EU, keys)
    path.write_text(path.read_text().replace(" = ", "  =   "))
    assert is_there(path, EU, keys)
    assert not is_there(path, EU, others)
