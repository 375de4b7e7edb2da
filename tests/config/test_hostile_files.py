"""What can be in the place of ``ovh.conf``, and what a person is told of it."""

import errno
import os
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ovh_explorer.cli import main
from ovh_explorer.config import (
    ENDPOINTS,
    ConfigError,
    Credentials,
    EndpointUnknown,
    find_endpoint,
    load,
)
from ovh_explorer.config.ini_file import parse
from ovh_explorer.config.profiles import find_profiles
from ovh_explorer.config.save import save, what_is_there
from ovh_explorer.text import printable_lines
from ovh_explorer.workspace.workspace import Workspace
from tests.config.lookup import AK, AS, CK, KEYS
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
        "./ovh.conf, line 2: it holds a NUL character, which no ovh.conf has. The file was not used.", _written(b"[ovh-eu]\n\0=1"),
    ),
    "ovh.conf in UTF-16": ("./ovh.conf, line 1: this is not UTF-8 text.", _written("[ovh-eu]\n".encode("utf-16"))),
    "ovh.conf larger than a megabyte": (
        "./ovh.conf is larger than 1024 KiB: that is no ovh.conf, it was not read.", _written(b"#" * 1_100_000),
    ),
    "ovh.conf with a line of blanks that takes hours to parse": (
        "./ovh.conf, line 2: it has hundreds of blanks in a row, which no ovh.conf has.",
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
}  # fmt: skip

# The keys are wrong, and the file says nothing wrong of where they are for.
WRONG_KEYS: dict[str, tuple[str, Callable[[Path], None]]] = {
    "a key with a comment on its line": (
        "A comment on the same line is part of the value. (./ovh.conf [ovh-eu]) No call is signed.",
        _written(b"[ovh-eu]\napplication_key=a ; mine\napplication_secret=b\nconsumer_key=c\n"),
    ),
    "an application key without its secret": (
        "Invalid authentication config, both application_key and application_secret must be given.",
        _written(b"[ovh-eu]\napplication_key=a\n"),
    ),
    "keys in quotes": (
        "The application key is in quotes, which are part of the value. Leave them out. (./ovh.conf [ovh-eu])",
        _written(b'[ovh-eu]\napplication_key="a"\napplication_secret="b"\nconsumer_key="c"\n'),
    ),
    "an application key without a consumer key": (
        "There is an application key but no consumer key (./ovh.conf [ovh-eu]).",
        _written(b"[ovh-eu]\napplication_key=a\napplication_secret=b\n"),
    ),
}

WRONG_ENDPOINTS: dict[str, tuple[str, Callable[[Path], None]]] = {
    "an endpoint that is none in ovh.conf": (
        "./ovh.conf, line 2: Unknown endpoint 'mars'. Valid are ovh-eu, ovh-ca, ovh-us, …",
        _written(b"[default]\nendpoint=mars\n"),
    ),
    "an endpoint in quotes in ovh.conf": (
        "./ovh.conf, line 2: Unknown endpoint '\"ovh-ca\"'. Did you mean ovh-ca? Leave out the quotes: they are part of"
        " the value.",
        _written(b'[default]\nendpoint="ovh-ca"\n'),
    ),
    "an endpoint with a comment behind it in ovh.conf": (
        "./ovh.conf, line 2: Unknown endpoint 'ovh-ca ; mine'. Did you mean ovh-ca? Put the comment on a line of its own",
        _written(b"[default]\nendpoint=ovh-ca ; mine\n"),
    ),
    "an endpoint that is a region alone in ovh.conf": (
        "./ovh.conf, line 2: Unknown endpoint 'CA'. Did you mean ovh-ca?", _written(b"[default]\nendpoint=CA\n"),
    ),
    "an empty endpoint in ovh.conf": (
        "./ovh.conf, line 2: the endpoint is set but empty.", _written(b"[default]\nendpoint=\n"),
    ),
}  # fmt: skip


@pytest.fixture
def try_here(tmp_path, monkeypatch, capsys) -> Callable[..., str]:
    """Make a request in a directory, to a sandbox in the place of Europe's API; what standard error
    then says.
    """
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(ENDPOINTS, "ovh-eu", EU._replace(root=running()[1]))

    def run(*options: str, path: str = "/auth/time", code: int = 0) -> str:
        found = main(["try", "GET", path, *options])
        words = capsys.readouterr().err
        assert found == code, words
        return words

    return run


@pytest.fixture
def nothing_leaves(monkeypatch):
    """Fails the test where a connection is made."""
    monkeypatch.setattr(Workspace, "open", lambda *_: pytest.fail("it goes on"))


@faults("Settings and keys", IN_ITS_PLACE)
def test_what_is_in_its_place_may_name_the_endpoint(case, tmp_path, try_here, nothing_leaves):
    case(tmp_path / "ovh.conf")
    words = try_here(code=2)
    assert "The endpoint is unknown" in words
    return words


@faults(
    "Settings and keys", {f"{what}, with --endpoint": row for what, row in IN_ITS_PLACE.items()}
)
def test_what_is_in_its_place_may_hold_the_keys(case, tmp_path, try_here):
    """What needs no key is sent, and what is wrong is said; nothing is sent unsigned that keys may
    be there for.
    """
    case(tmp_path / "ovh.conf")
    assert "Nothing was sent." in try_here("--endpoint", "ovh-eu", path="/me", code=2)
    return try_here("--endpoint", "ovh-eu")


@faults("Settings and keys", WRONG_KEYS)
def test_with_wrong_keys_nothing_is_sent_that_needs_some(case, tmp_path, try_here):
    case(tmp_path / "ovh.conf")
    words = try_here(path="/me", code=2)
    assert "The request would leave without a signature. Nothing was sent." in words
    try_here()
    return words


@faults("Settings and keys", WRONG_ENDPOINTS)
def test_a_wrong_endpoint_in_a_file_is_never_europe(
    case, tmp_path, try_here, nothing_leaves, capsys
):
    case(tmp_path / "ovh.conf")
    assert main(["code", "python", "GET", "/me"]) == 2
    assert capsys.readouterr().out == ""
    return try_here(code=2)


ENVIRONMENT = {
    "an endpoint with an underscore in OVH_ENDPOINT": (
        "OVH_ENDPOINT: Unknown endpoint 'ovh_ca'. Did you mean ovh-ca?", "ovh_ca",
    ),
    "an empty OVH_ENDPOINT": ("OVH_ENDPOINT: the endpoint is set but empty.", ""),
    "a host in OVH_ENDPOINT": ("OVH_ENDPOINT: Unknown endpoint 'ca.api.ovh.com'. Did you mean ovh-ca?", "ca.api.ovh.com"),
}  # fmt: skip


@faults("Settings and keys", ENVIRONMENT)
def test_a_wrong_endpoint_in_the_environment_is_never_europe(
    case, try_here, nothing_leaves, monkeypatch
):
    monkeypatch.setenv("OVH_ENDPOINT", case)
    return try_here(code=2)


def test_a_byte_order_mark_and_a_percent_sign_are_nothing_to_speak_of(tmp_path, try_here):
    text = f"\ufeff[ovh-eu]\r\napplication_key=100%{AK}\r\napplication_secret=%(x)s{AS}\r\nconsumer_key={CK}\r\n"
    (tmp_path / "ovh.conf").write_bytes(text.encode())
    assert "ovh.conf" not in try_here()
    found = load(None, environ={}, home=None, cwd=tmp_path, system_file=tmp_path / "none")
    assert found.credentials == Credentials(f"100%{AK}", f"%(x)s{AS}", CK)


@faults(
    "Settings and keys",
    {
        "--config names a file that isn't there": (
            "The file /nowhere/ovh.conf does not exist.",
            "/nowhere/ovh.conf",
        ),
        "--config names what no file can be called": ("The file xxx", "x" * 5000),
    },
)
def test_a_file_that_is_none_is_refused(case, try_here):
    return try_here("--config", case, code=2)


def test_an_empty_option_is_none(try_here):
    assert "--endpoint: Unknown endpoint ''" in try_here("--endpoint", "", code=2)
    assert "Profile '' not found" in try_here("--profile", "", code=2)


def test_a_given_file_that_can_not_be_read_is_refused(tmp_path, try_here, nothing_leaves):
    path = tmp_path / "mine.conf"
    path.write_text("[ovh-eu\n")
    for more in ([], ["--endpoint", "ovh-eu"], ["--profile", "x"]):
        assert "--config: " in try_here("--config", str(path), *more, code=2)


def test_a_given_file_may_be_a_pipe_of_the_shell(tmp_path, try_here):
    path = tmp_path / "keys"
    os.mkfifo(path)
    text = f"[default]\nendpoint={running()[1]}\n[{running()[1]}]\n{KEYS}"
    writer = threading.Thread(target=path.write_text, args=(text,))
    writer.start()
    try_here("--config", str(path))
    writer.join()


@fault(
    "Settings and keys", "ovh.conf can't be read", "./ovh.conf can't be read: Permission denied."
)
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
    return try_here(code=2)


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
        "ovh.conf can't be written: No space left on device. The file is unchanged.",
        lambda path, monkeypatch: _no_room(monkeypatch, errno.ENOSPC) or path,
    ),
    "keys are saved where nothing may be written": (
        "ovh.conf can't be written: Read-only file system. The file is unchanged.",
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
_FILES = st.builds(
    lambda lines, end: end.join(lines), _LINES, st.sampled_from(["\n", "\r\n", "\r"])
)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None
)
@example(content=b"[ovh-eu]\na" + b" " * 400_000 + b"b")
@given(
    content=st.binary(max_size=60) | _FILES.map(lambda text: text.encode("utf-8", "surrogatepass"))
)
def test_any_file_is_read_saved_into_or_refused_in_words(content, tmp_path):
    path = tmp_path / "ovh.conf"
    path.write_bytes(content)
    places = {"environ": {}, "home": None, "cwd": tmp_path, "system_file": tmp_path / "none"}
    found = load("ovh-eu", **places)
    with suppress(EndpointUnknown):
        load(None, **places)
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
        # A [DEFAULT] section can hold a service account, which stands in the way of every section's
        # keys.
        assert saved.credentials == NEW or (b"[DEFAULT]" in content and saved.problem)


@pytest.mark.parametrize(
    "text", ["[a]\nx" + " " * 300 + "\n", "[a]\n" + " " * 500 + "\nb=c", "[a]\nb=c" + " " * 500]
)
def test_blanks_at_an_end_are_as_good_as_none(text):
    if "b" in text:
        assert parse(text, "x").get("a", "b") == "c"
    else:
        with pytest.raises(ConfigError, match="neither"):
            parse(text, "x")
