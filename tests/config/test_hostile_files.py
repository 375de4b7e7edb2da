"""What can be in the place of ``ovh.conf``, and what a person is told of it."""

import errno
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ovh_explorer.cli import main
from ovh_explorer.config import ENDPOINTS, ConfigError, Credentials, find_endpoint, load
from ovh_explorer.config.files import parse
from ovh_explorer.config.profiles import find_profiles
from ovh_explorer.config.saving import save, what_is_there
from ovh_explorer.text import printable_lines
from tests.config.test_credentials import AK, AS, CK, KEYS
from tests.faults import fault, faults
from tests.sandboxes import running

EU = find_endpoint("ovh-eu")
NEW = Credentials("newAk", "newAs", "newCk")


def _written(content: bytes) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        path.write_bytes(content)

    return write


def _directory(path: Path) -> None:
    path.mkdir()


def _loop(path: Path) -> None:
    path.symlink_to(path.name)


def _pipe(path: Path) -> None:
    os.mkfifo(path)


IN_ITS_PLACE: dict[str, tuple[str, Callable[[Path], None]]] = {
    "ovh.conf is a directory": ("./ovh.conf is a directory, not a file: it was not read.", _directory),
    "ovh.conf is a link to itself": ("./ovh.conf can't be read: Too many levels of symbolic links.", _loop),
    "ovh.conf is a pipe that nobody writes to": ("./ovh.conf is not an ordinary file: it was not read.", _pipe),
    "ovh.conf is binary": ("./ovh.conf, line 1: this is not UTF-8 text. The file was not used.", _written(b"\x7fELF\xff")),
    "ovh.conf holds a NUL": (
        "./ovh.conf, line 2: there is a NUL, which no ovh.conf has. The file was not used.", _written(b"[ovh-eu]\n\0=1"),
    ),
    "ovh.conf in UTF-16": ("./ovh.conf, line 1: this is not UTF-8 text.", _written("[ovh-eu]\n".encode("utf-16"))),
    "ovh.conf larger than a megabyte": (
        "./ovh.conf is larger than 1024 KiB: that is no ovh.conf, it was not read.", _written(b"#" * 1_100_000),
    ),
    "ovh.conf with a line of blanks that takes hours to parse": (
        "./ovh.conf, line 2: there are hundreds of blanks in a row, which no ovh.conf has.",
        _written(b"[ovh-eu]\na" + b" " * 900_000 + b"b\n"),
    ),
    "ovh.conf without a section": (
        "./ovh.conf, line 1: a section such as [ovh-eu] has to come first. The file was not used.", _written(KEYS.encode()),
    ),
    "ovh.conf with the same section twice": (
        "./ovh.conf, line 2: the section [ovh-eu] is there twice.", _written(b"[ovh-eu]\n[ovh-eu]\n"),
    ),
    "ovh.conf with the same key twice": (
        "./ovh.conf, line 3: consumer_key is there twice in [ovh-eu].",
        _written(b"[ovh-eu]\nconsumer_key=a\nconsumer_key=b\n"),
    ),
    "ovh.conf with a line that is nothing": (
        "./ovh.conf, line 2: this is neither a [section] nor key = value.", _written(b"[ovh-eu]\nwhatever\n"),
    ),
    "ovh.conf with escape sequences in a section's name": (
        "the section [␛]52;c;AAAA␇] is there twice.", _written(b"[\x1b]52;c;AAAA\x07]\n[\x1b]52;c;AAAA\x07]\n"),
    ),
    "a key with a comment on its line": (
        "A comment on the same line is part of the value. (./ovh.conf [ovh-eu]) No call is signed.",
        _written(b"[ovh-eu]\napplication_key=a ; mine\napplication_secret=b\nconsumer_key=c\n"),
    ),
    "an application key without its secret": (
        "Invalid authentication config, both application_key and application_secret must be given.",
        _written(b"[ovh-eu]\napplication_key=a\n"),
    ),
    "an endpoint that is none in ovh.conf": (
        "./ovh.conf [default]: There is no endpoint 'mars'.", _written(b"[default]\nendpoint=mars\n"),
    ),
}  # fmt: skip


@pytest.fixture
def try_here(tmp_path, monkeypatch, capsys) -> Callable[..., str]:
    """Make a request in a directory, to a sandbox in the place of Europe's API; what standard error then says."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(ENDPOINTS, "ovh-eu", replace(EU, root=running()[1]))

    def run(*options: str) -> str:
        code = main(["try", "GET", "/auth/time", *options])
        words = capsys.readouterr().err
        assert code == 0 or options, words
        return words

    return run


@faults("Settings and keys", IN_ITS_PLACE)
def test_what_is_in_its_place_is_said_and_the_request_goes_out_unsigned(case, tmp_path, try_here):
    case(tmp_path / "ovh.conf")
    return try_here()


def test_a_byte_order_mark_and_a_percent_sign_are_nothing_to_speak_of(tmp_path, try_here):
    text = f"\ufeff[ovh-eu]\r\napplication_key=100%{AK}\r\napplication_secret=%(x)s{AS}\r\nconsumer_key={CK}\r\n"
    (tmp_path / "ovh.conf").write_bytes(text.encode())
    assert "ovh.conf" not in try_here()
    found = load(None, environ={}, home=None, cwd=tmp_path, system_file=tmp_path / "none")
    assert found.credentials == Credentials(f"100%{AK}", f"%(x)s{AS}", CK)


@faults(
    "Settings and keys",
    {
        "--config names a file that isn't there": ("There is no file /nowhere/ovh.conf.", "/nowhere/ovh.conf"),
        "--config names what no file can be called": ("There is no file xxx", "x" * 5000),
    },
)
def test_a_file_that_is_none_is_refused(case, try_here):
    return try_here("--config", case)


@fault("Settings and keys", "ovh.conf can't be read", "./ovh.conf can't be read: Permission denied.")
def test_an_unreadable_file_is_said(tmp_path, try_here, monkeypatch):
    path = tmp_path / "ovh.conf"
    path.write_text(KEYS)
    opened = Path.open

    def refuse(self, *values, **more):
        if self == path:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return opened(self, *values, **more)

    # Modes bind nobody who is root.
    monkeypatch.setattr(Path, "open", refuse)
    return try_here()


@fault("Settings and keys", "there is no home directory", "200 OK")
def test_without_a_home_everything_else_works(try_here, monkeypatch, tmp_path):
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path / "gone"))
    return try_here()


# Saving


def _no_room(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    def refuse(*_values):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", refuse)


SAVING: dict[str, tuple[str, Callable[[Path, pytest.MonkeyPatch], Path]]] = {
    "keys are saved on a full disk": (
        "ovh.conf can't be written: No space left on device. It is as it was.",
        lambda path, monkeypatch: _no_room(monkeypatch, errno.ENOSPC) or path,
    ),
    "keys are saved where nothing may be written": (
        "ovh.conf can't be written: Read-only file system. It is as it was.",
        lambda path, monkeypatch: _no_room(monkeypatch, errno.EROFS) or path,
    ),
    "keys are saved into a directory that isn't there": (
        "ovh.conf can't be written: No such file or directory.", lambda path, _: path.parent / "gone" / "ovh.conf",
    ),
    "keys are saved where a file is no directory": (
        "ovh.conf can't be …: Not a directory.", lambda path, _: path / "ovh.conf",
    ),
    "keys are saved under a name that no file can have": ("File name too long", lambda path, _: path.parent / ("x" * 300)),
}  # fmt: skip


@faults("Settings and keys", SAVING)
def test_saving_that_fails_loses_nothing(case, tmp_path, monkeypatch):
    # The dialog that keeps keys says it below its fields.
    path = tmp_path / "ovh.conf"
    path.write_text(f"[ovh-eu]\n{KEYS}")
    with pytest.raises(ConfigError) as refused:
        save(case(path, monkeypatch), EU, NEW)
    assert path.read_text() == f"[ovh-eu]\n{KEYS}"
    assert [item.name for item in tmp_path.iterdir()] == ["ovh.conf"]
    return str(refused.value)


# Anything


_LINES = st.lists(
    st.sampled_from(
        ["[ovh-eu]", "[DEFAULT]", "[\0]", "[profile:x]", "[http://x.example/1.0]", "[[]]", "[]", "[", "\ufeff", "%", "%(a)s",
         "application_key=a", "application_secret : b", "consumer_key", "endpoint=ovh-eu", "endpoint=http://[::1", " x", "\t",
         "=", ":", ";x", "#x", "client_id=1", "client_secret=\x1b[2J", "\x85", "\u2028", "\x1c", "a" * 300, " " * 300 + "x"]
    ) | st.text(max_size=20),
    max_size=12,
)  # fmt: skip
_FILES = st.builds(lambda lines, end: end.join(lines), _LINES, st.sampled_from(["\n", "\r\n", "\r"]))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None)
@example(content=b"[ovh-eu]\na" + b" " * 400_000 + b"b")
@given(content=st.binary(max_size=60) | _FILES.map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_file_is_read_saved_into_or_refused_in_words(content, tmp_path):
    path = tmp_path / "ovh.conf"
    path.write_bytes(content)
    places = {"environ": {}, "home": None, "cwd": tmp_path, "system_file": tmp_path / "none"}
    found = load(None, **places)
    profiles, problems = find_profiles(**places)
    for words in (found.problem or "", *problems, *(profile.where for profile in profiles)):
        assert printable_lines(words) == words.split("\n")
    before = path.read_bytes()
    try:
        what_is_there(path, EU)
        save(path, EU, NEW, replace=True)
    except ConfigError:
        assert path.read_bytes() == before
    else:
        saved = load("ovh-eu", **places)
        # A [DEFAULT] section can hold a service account, which stands in the way of every section's keys.
        assert saved.credentials == NEW or (b"[DEFAULT]" in content and saved.problem)


@pytest.mark.parametrize("text", ["[a]\nx" + " " * 300 + "\n", "[a]\n" + " " * 500 + "\nb=c", "[a]\nb=c" + " " * 500])
def test_blanks_at_an_end_are_as_good_as_none(text):
    if "b" in text:
        assert parse(text, "x").get("a", "b") == "c"
    else:
        with pytest.raises(ConfigError, match="neither"):
            parse(text, "x")
