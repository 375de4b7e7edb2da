"""The files of what is remembered: in the way of nothing, whatever is in their place."""

import random
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from ovh_explorer.call import Call, canonical_json
from ovh_explorer.workspace.storage.drafts import DraftFile
from ovh_explorer.workspace.storage.favourites import Favourite, Favourites
from ovh_explorer.workspace.storage.history import History
from ovh_explorer.workspace.storage.preferences import PreferenceFile
from ovh_explorer.workspace.storage.sqlite_file import SqliteFile
from ovh_explorer.workspace.storage.state_file import state_file
from tests.faults import fault, faults

KEY = ("https://eu.api.ovh.com", "v1", "GET", "/me")
CALL = Call.make(
    "v1",
    "POST",
    "/x/{y}",
    path_values={"y": "z"},
    query=[("a", "b")],
    body=canonical_json({"c": "d"}),
)


def use(directory: Path) -> tuple[History, SqliteFile, Favourites]:
    """Do with each file all that can be done with it."""
    history = History(directory / "history.db")
    history.add(CALL, "e", "p")
    for tried in history.find("x"):
        assert tried.title
        assert time.localtime(tried.at)
        assert tried.call.masked().target
    history.recent("e", 3)
    file = state_file(directory / "memory.db")
    preferences, drafts = PreferenceFile(file), DraftFile(file)
    preferences.keep("a", "b")
    drafts.keep(KEY, {"body": 1})
    preferences.get("a")
    draft = drafts.find(*KEY)
    assert draft is None or time.localtime(draft.at)
    favourites = Favourites(directory / "favourites.db")
    assert all(isinstance(one.title + one.group + one.name, str) for one in favourites.all)
    favourites.rename(Favourite(1, "g", "l", *KEY[1:], {}), "g", "m")
    for one in favourites.all:
        favourites.remove(one)
    favourites.keep("g", "n", KEY[1:], {})
    return history, file, favourites


def _no_directory(directory: Path, _: pytest.MonkeyPatch) -> Path:
    (directory / "state").write_text("a file")
    return directory / "state"


def _directories(directory: Path, _: pytest.MonkeyPatch) -> Path:
    for name in ("history.db", "memory.db", "favourites.db"):
        (directory / name).mkdir()
    return directory


def _long_name(directory: Path, _: pytest.MonkeyPatch) -> Path:
    return directory / ("x" * 300)


def _no_databases(directory: Path, _: pytest.MonkeyPatch) -> Path:
    for name in ("history.db", "memory.db", "favourites.db"):
        (directory / name).write_bytes(random.Random(1).randbytes(5000))
    return directory


def _other_program(directory: Path, _: pytest.MonkeyPatch) -> Path:
    for name in ("history.db", "memory.db", "favourites.db"):
        with sqlite3.connect(directory / name) as db:
            for table in ("tried", "typed", "choice", "favourite"):
                db.execute(f"create table {table} (id integer primary key, secret text not null)")
        db.close()
    return directory


def _full_disk(directory: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    class Full(sqlite3.Connection):
        def executescript(self, _script):
            raise sqlite3.OperationalError("database or disk is full")

    connect = sqlite3.connect
    monkeypatch.setattr(
        sqlite3, "connect", lambda *values, **more: connect(*values, factory=Full, **more)
    )
    return directory


Place = Callable[[Path, pytest.MonkeyPatch], Path]
PLACES: dict[str, tuple[str, Place]] = {
    "a file where the directory of what is remembered should be": ("history.db can't be used: File exists", _no_directory),
    "a directory where such a file should be": ("history.db can't be used: unable to open database file", _directories),
    "XDG_STATE_HOME of a length that no file system takes": ("history.db can't be used: File name too long", _long_name),
    "history, memory and favourites are random bytes": (
        "history.db was damaged: it is now history.db.damaged", _no_databases,
    ),
    "another program's tables in their place": (
        "history.db can't be used: no such column: at", _other_program,
    ),
    "the disk of what is remembered is full": ("history.db can't be used: database or disk is full", _full_disk),
}  # fmt: skip


@faults("Files of our own", PLACES)
def test_what_is_in_their_place_is_said_and_in_nobodys_way(case: Place, tmp_path, monkeypatch):
    # What the history says above its list; the memory's is a notification, the favourites' is said
    # when one is kept.
    history, file, favourites = use(case(tmp_path, monkeypatch))
    for problem, name in ((file.problem, "memory"), (favourites.problem, "favourites")):
        assert f"{name}.db" in problem
    return history.problem


def test_an_error_that_is_no_damage_takes_nothing_away(tmp_path):
    path = _other_program(tmp_path, pytest.MonkeyPatch()) / "history.db"
    History(path).add(CALL, "e", "p")
    assert [item.name for item in tmp_path.glob("history*")] == ["history.db"]


def test_no_damaged_file_is_lost_to_the_next_one(tmp_path):
    path = tmp_path / "memory.db"
    for content in (b"first" * 500, b"second" * 500):
        path.write_bytes(content)
        PreferenceFile(state_file(path)).keep("a", "b")
    assert (tmp_path / "memory.db.damaged-1").read_bytes().startswith(b"first")
    assert (tmp_path / "memory.db.damaged-2").read_bytes().startswith(b"second")


def test_a_problem_that_is_over_is_not_said_any_more(tmp_path):
    (tmp_path / "state").write_text("a file")
    memory = PreferenceFile(state_file(tmp_path / "state" / "memory.db"))
    memory.keep("a", "b")
    assert memory.file.problem
    (tmp_path / "state").unlink()
    memory.keep("a", "b")
    assert (memory.file.problem, memory.get("a")) == ("", "b")


def test_half_a_character_is_kept_as_what_can_be_kept(tmp_path):
    history = History(tmp_path / "history.db")
    history.add(
        Call("v1", "POST", "/x", body=canonical_json({"a": "\ud83d"})),
        "e",
        "p",
        None,
        "said \ud83d",
    )
    assert history.problem == ""
    assert history.find()[0].call.json == {"a": "\ud83d"}


@pytest.mark.parametrize(
    "change",
    [
        "update tried set at = 'now', status = 'ok', seconds = 'x', query_id = 5, problem = 7, endpoint = 1, profile = 2",
        "update tried set at = 1e300, seconds = -1",
        "update tried set call = replace(call, '\"z\"', '7')",
        "update tried set call = replace(call, 'POST', '\x1b[2J')",
        "update tried set call = replace(call, '\"v1\"', '\"v9\"')",
        "update tried set call = replace(call, '{y}', '{x}')",
        "update tried set call = 5",
        "update tried set call = x'00ff'",
        "update tried set call = replace(call, '{', '[')",
        "update typed set at = 'now', draft = '[1]'",
        "update typed set draft = x'00ff'",
        "update typed set at = 1e300, draft = '{}'",
        "update favourite set draft = 5, name = 7, grouped = x'00', method = 1.5",
    ],
)
def test_rows_of_another_version_are_taken_as_far_as_they_go(tmp_path, change):
    use(tmp_path)
    for name in ("history.db", "memory.db", "favourites.db"):
        db = sqlite3.connect(tmp_path / name)
        if change.split()[1] in {row[0] for row in db.execute("select name from sqlite_master")}:
            assert db.execute(change).rowcount > 0
        db.commit()
        db.close()
    use(tmp_path)
    for tried in History(tmp_path / "history.db").find():
        assert tried.call.method == "POST"
        assert tried.call.branch == "v1"


def test_random_damage_raises_nothing(tmp_path, tries):
    use(tmp_path)
    whole = {
        name: (tmp_path / name).read_bytes()
        for name in ("history.db", "memory.db", "favourites.db")
    }
    numbers = random.Random(7)
    for _ in range(max(20, tries // 10)):
        for name, content in whole.items():
            damaged = bytearray(content)
            for _ in range(numbers.choice((1, 20, 500))):
                damaged[numbers.randrange(len(damaged))] = numbers.randrange(256)
            (tmp_path / name).write_bytes(
                damaged[: numbers.choice((len(damaged), numbers.randrange(len(damaged))))]
            )
        use(tmp_path)
        for path in tmp_path.glob("*.damaged*"):
            path.unlink()


@fault("Files of our own", "another program has locked what is remembered", "memory.db is locked by another program. For now nothing is read from it or kept in it.")  # fmt: skip
def test_a_locked_file_holds_a_moment_and_then_nothing(tmp_path, monkeypatch):
    """The first read waits, whichever file it is for; the others of a screen go on without."""
    monkeypatch.setattr(SqliteFile, "_held", {})
    memory, favourites, history = _all(tmp_path)
    memory.keep("a", "b")
    favourites.keep("g", "n", KEY[1:], {})
    history.add(CALL, "e", "p")
    locks = [
        sqlite3.connect(tmp_path / f"{name}.db", isolation_level=None)
        for name in ("memory", "favourites", "history")
    ]
    for lock in locks:
        lock.execute("begin exclusive")
    before = time.monotonic()
    for _ in range(20):
        assert memory.get("a") == ""
        assert favourites.all == []
        assert history.find() == []
    assert time.monotonic() - before < 0.5, "0.2 s, and sixty looks"
    words = memory.file.problem
    for lock in locks:
        lock.execute("rollback")
        lock.close()
    assert memory.get("a") == "b"
    assert (memory.file.problem, len(favourites.all), len(history.find())) == ("", 1, 1)
    assert all(file.problem == "" for file in (memory.file, favourites, history))
    return words


def _all(directory: Path) -> tuple[PreferenceFile, Favourites, History]:
    return (
        PreferenceFile(state_file(directory / "memory.db")),
        Favourites(directory / "favourites.db"),
        History(directory / "history.db"),
    )
