"""Keys are taken out of a file, and nothing else of it changes."""

import os
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ovh_explorer.config import ConfigError, Credentials, OAuth2Client
from ovh_explorer.config.files import ConfigFile
from ovh_explorer.config.ini_file import parse
from ovh_explorer.config.remove import KeyPlace, find_places, remove_keys

AK, AS, CK = (
    "TDPKJdwZwAQPwKX2",
    "9ufkBmLaTQ9nz5yMUlg79taH0GNnzDjk",
    "5mBuy6SUQcRw2ZUxg0cG68BoDKpED4KY",
)
KEYS = Credentials(AK, AS, CK)
NAMES = ("application_key", "application_secret", "consumer_key")

BEFORE = f"""\
# my keys, été
[default]
; where to
endpoint=ovh-ca

[ovh-eu]
; the shop
application_key={AK}
Application_Secret : {AS}
# consumer below
consumer_key = {CK}
note = 50%\x20\x20

# Canada
[ovh-ca]
application_key={AK}
application_secret={AS}
consumer_key=another

[profile:a client]
endpoint = ovh-eu
\tconsumer_key = {CK}
consumer_key = {CK}
# no end of line"""


@pytest.fixture
def file(tmp_path) -> ConfigFile:
    path = tmp_path / "ovh.conf"
    path.write_bytes(BEFORE.encode())
    path.chmod(0o600)
    return ConfigFile(path, "ovh.conf")


def of(file: ConfigFile, section: str = "ovh-eu") -> KeyPlace:
    return KeyPlace(file, section, NAMES)


def test_the_places_are_those_of_this_very_set(file):
    # The line that begins with a blank goes on the endpoint's value.
    assert list(map(str, find_places([file], KEYS))) == [
        "ovh.conf [ovh-eu]: application_key, application_secret, consumer_key",
        "ovh.conf [profile:a client]: consumer_key",
    ]


def test_a_file_is_looked_at_once_and_what_can_t_be_read_not_at_all(file, tmp_path):
    link = tmp_path / "link"
    link.symlink_to(file.path)
    (tmp_path / "bad").write_text("no section\n")
    files = [
        file, ConfigFile(link, "link"), ConfigFile(tmp_path / "bad", "bad"),
        ConfigFile(tmp_path, "a directory"), ConfigFile(tmp_path / "none", "none"),
        ConfigFile(Path("/dev/null"), "null"), ConfigFile(Path("a\0b"), "nul"),
    ]  # fmt: skip
    assert {place.file.label for place in find_places(files, KEYS)} == {"ovh.conf"}


@pytest.mark.parametrize("mode", [0o600, 0o644])
def test_no_other_byte_changes(file, mode):
    file.path.chmod(mode)
    remove_keys(of(file), KEYS)
    expected = BEFORE
    for line in (
        f"application_key={AK}\n",
        f"Application_Secret : {AS}\n",
        f"consumer_key = {CK}\n",
    ):
        expected = expected.replace(line, "", 1)
    assert file.path.read_bytes() == expected.encode()
    assert file.path.stat().st_mode & 0o777 == 0o600
    assert [item.name for item in file.path.parent.iterdir()] == ["ovh.conf"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_a_byte_order_mark_stay(file, end, mark):
    file.path.write_bytes(mark + BEFORE.replace("\n", end).encode())
    remove_keys(of(file), KEYS)
    data = file.path.read_bytes()
    assert data.startswith(mark + b"# my keys")
    assert data.endswith(b"# no end of line")
    assert data.count(end.encode()) == BEFORE.count("\n") - 3
    assert f"{end}note = 50%  {end}".encode() in data


def test_a_value_of_several_lines_goes_with_all_of_them(file):
    file.path.write_text(
        "[ovh-eu]\nclient_id = EU.1\n  # said of it\n\nclient_secret =\n   s1\n\tnote = x\nother=1\n"
    )
    account = OAuth2Client("EU.1", "s")
    place = find_places([file], account)[0]
    # The secret there is another, for it goes on in the next lines.
    assert place.names == ("client_id",)
    remove_keys(place, account)
    assert file.path.read_text() == (
        "[ovh-eu]\n  # said of it\n\nclient_secret =\n   s1\n\tnote = x\nother=1\n"
    )


def test_a_link_stays_a_link(file, tmp_path):
    link = tmp_path / "link"
    link.symlink_to(file.path)
    remove_keys(of(ConfigFile(link, "link")), KEYS)
    assert link.is_symlink()
    assert AS not in file.path.read_text().partition("[ovh-ca]")[0]


def test_an_application_without_a_consumer_key_is_told_by_its_own_key(file):
    application = Credentials(AK, AS)
    assert find_places([file], application) == []
    file.path.write_text(f"[ovh-eu]\napplication_key={AK}\napplication_secret={AS}\n")
    (place,) = find_places([file], application)
    remove_keys(place, application)
    assert file.path.read_text() == "[ovh-eu]\n"


def test_keys_that_went_meanwhile_change_nothing(file):
    place = of(file)
    file.path.write_text("[ovh-eu]\nconsumer_key=other\n")
    with pytest.raises(ConfigError, match="no longer holds these keys"):
        remove_keys(place, KEYS)
    assert file.path.read_text() == "[ovh-eu]\nconsumer_key=other\n"


def test_a_full_disk_loses_nothing(file, monkeypatch):
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ConfigError, match=r"ovh\.conf can't be written: No space left"):
        remove_keys(of(file), KEYS)
    assert file.path.read_bytes() == BEFORE.encode()
    assert [item.name for item in file.path.parent.iterdir()] == ["ovh.conf"]


@pytest.mark.skipif(os.getuid() == 0, reason="root may write everywhere")
def test_a_directory_that_can_t_be_written_to(file):
    file.path.parent.chmod(0o500)
    try:
        with pytest.raises(ConfigError, match="can't be written: Permission denied"):
            remove_keys(of(file), KEYS)
    finally:
        file.path.parent.chmod(0o700)
    assert file.path.read_bytes() == BEFORE.encode()


LINES = st.sampled_from(
    [
        "[ovh-eu]", "[ovh-ca]", "[default]", "[ovh-eu ]", "[DEFAULT]", f"consumer_key={CK}",
        f"  consumer_key : {CK}", f"Consumer_Key\t=\t{CK}", f"application_key={AK}",
        f"application_secret = {AS}", "application_secret = other", "consumer_key=", "note = 1",
        "  goes on", "\tapplication_key = x", "# comment", "  ; comment", "", "   ", "endpoint=ovh-eu",
        "a b c",
    ]
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=400)
@given(lines=st.lists(LINES, max_size=14), end=st.sampled_from(["\n", "\r\n"]), last=st.booleans())
def test_whatever_the_file_is_only_lines_of_keys_go(tmp_path, lines, end, last):
    path = tmp_path / "ovh.conf"
    before = end.join(["[ovh-eu]", f"consumer_key={CK}", *lines]) + (end if last else "")
    path.write_bytes(before.encode())
    file = ConfigFile(path, "ovh.conf")
    for place in find_places([file], KEYS):
        settings_before = all_settings(path)
        try:
            remove_keys(place, KEYS)
        except ConfigError:
            assert path.read_bytes() == before.encode()
            return
        after = path.read_bytes().decode()
        left = iter(re.findall(r"[^\n]*\n|[^\n]+", before))
        gone = [
            line for kept in re.findall(r"[^\n]*\n|[^\n]+", after) for line in until(left, kept)
        ]
        gone += list(left)
        assert all(re.match(r"\s*(consumer|application)_", line, re.IGNORECASE) for line in gone)
        for name in place.names:
            del settings_before[place.section][name]
        assert all_settings(path) == settings_before
        before = after
    assert find_places([file], KEYS) == []


def until(lines, wanted):
    """The lines before the one that was kept."""
    for line in lines:
        if line == wanted:
            return
        yield line
    raise AssertionError(f"{wanted!r} was not in the file before")


def all_settings(path: Path) -> dict[str, dict[str, str]]:
    parser = parse(path.read_text(), "ovh.conf")
    return {section: dict(parser.items(section)) for section in parser.sections()}
