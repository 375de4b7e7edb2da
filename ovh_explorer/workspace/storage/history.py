"""What was tried: every request, without its secrets and without its response."""

import json
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ovh_explorer.call import (
    BRANCHES,
    METHODS,
    Call,
    operation_title,
    path_with_branch,
    placeholders,
)
from ovh_explorer.translation import ngettext, number
from ovh_explorer.translation.dates import found_by, is_moment
from ovh_explorer.workspace.storage.sqlite_file import SqliteFile, as_time

if TYPE_CHECKING:
    from ovh_explorer.client.response import Response

__all__ = ["MAX_FOUND", "History", "HistoryEntry"]

MAX_FOUND = 300
"""Requests that :meth:`History.find` gives where nothing else is asked for."""

_SCHEMA = """
create table if not exists tried (
    id integer primary key, at real not null, endpoint text not null, profile text not null,
    method text not null, target text not null, call text not null, status integer, seconds real,
    query_id text not null, problem text not null, words text not null
);
"""
# not for people: SQL
_COLUMNS = "id, at, endpoint, profile, call, status, seconds, query_id, problem"
_HAS_WORD = "instr(words, ?) > 0"  # not for people: SQL
_IS_AMONG = "id in (select value from json_each(?))"  # not for people: SQL
# In the text of a call, after all else.
_BESIDE = "is_beside"
_BESIDE_END = f'"{_BESIDE}": true}}'
# The oldest go first past this many.
_MAX_ENTRIES = 5000
# Words of a query that are looked for: SQLite takes some hundred conditions.
_MAX_WORDS = 50
# What may be a moment, as a line shows it: 14:05, 29/11, 29 nov, nov. A number alone is a status
# or a value.
_MOMENT = re.compile(r"(?<!\S)(?:\d{1,2}[:/]\d{0,2}|(?:\d{1,2} )?[^\W\d]{3})(?!\S)")
# Above every number of a row.
_MAX_ID = 2**63 - 1


class HistoryEntry(NamedTuple):
    """A request that was sent.

    Attributes:
        at: when, in seconds since 1970.
        endpoint: the root of the API it was sent to.
        profile: what the keys go by.
        call: what was sent, its secrets left empty.
        status: of the response; None where none came, for which `problem` has the words.
        seconds: until the response was there.
        is_beside: whether the program sent it for what it asked or filled in, and not the user.
    """

    id: int
    at: float
    endpoint: str
    profile: str
    call: Call
    status: int | None
    seconds: float | None
    query_id: str
    problem: str
    is_beside: bool = False

    @property
    def title(self) -> str:
        """Method and path, with the values that are known."""
        return operation_title(self.call.branch, self.call.method, _readable(self.call))


class History:
    """The requests of all runs, in a file of the user's alone.

    Args:
        path: the file; made when something is first sent.
        clock: seconds since 1970.
    """

    def __init__(self, path: Path, clock: Callable[[], float] = time.time) -> None:
        self._file = SqliteFile(path, _SCHEMA)
        self._clock = clock
        # Requests that were looked at in this run and can't be read.
        self._unreadable: set[int] = set()

    @property
    def problem(self) -> str:
        """Why nothing is kept, in words; empty when it is."""
        return self._file.problem

    @property
    def remark(self) -> str:
        """How many of the requests that were looked at can't be read, in words; empty for none."""
        count = len(self._unreadable)
        if not count:
            return ""
        words = ngettext(
            "{count} request can't be read, and isn't shown.",
            "{count} requests can't be read, and aren't shown.",
            count,
        )
        return words.format(count=number(count))

    def add(
        self,
        call: Call,
        endpoint: str,
        profile: str,
        response: "Response | None" = None,
        problem: str = "",
        *,
        is_beside: bool = False,
    ) -> int:
        """Keep a request and how it ended, and give its number; its secrets are left out here."""
        kept = call.redacted()
        target = path_with_branch(call.branch, _readable(kept))
        template = path_with_branch(call.branch, call.path)
        status = response.status if response is not None else None
        said = (call.method, target, template, status or "", profile, _text(kept.body))
        words = " ".join(map(str, said)).lower()
        row = (
            "insert into tried (at, endpoint, profile, method, target, call, status, seconds, "
            "query_id, problem, words)"
            " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                self._clock(),
                endpoint,
                profile,
                call.method,
                target,
                json.dumps({**_packed(kept), **({_BESIDE: True} if is_beside else {})}),
                status,
                response.elapsed if response is not None else None,
                (response.query_id or "") if response is not None else "",
                problem,
                words,
            ),
        )
        oldest = ("delete from tried where id <= (select max(id) from tried) - ?", (_MAX_ENTRIES,))
        return self._file.write(row, oldest)

    def find(self, words: str = "", limit: int = MAX_FOUND) -> list[HistoryEntry]:
        """The newest requests in which every word is found: in method, path, values, body, status
        or profile, or in the time or the day that a list shows of them.
        """
        if not self._file.exists:
            return []
        conditions, wanted = self._conditions(words)
        # No words are put in.
        where = " and ".join(conditions) or "1"
        statement = (
            f"select {_COLUMNS} from tried where {where} and id < ? order by id desc limit ?"  # noqa: S608
        )
        found: list[HistoryEntry] = []
        before = _MAX_ID
        # Rows that can't be read take no place from older ones.
        while len(found) < limit:
            rows = self._file.rows(statement, (*wanted, before, limit))
            found += self._read(rows)
            if len(rows) < limit:
                break
            before = rows[-1][0]
        return found[:limit]

    def _conditions(self, words: str) -> tuple[list[str], list[str]]:
        """Conditions of SQL for words that are looked for, and the values that these ask for."""
        text = " ".join(words.lower().split()[:_MAX_WORDS])
        conditions, values = [], []
        for moment in filter(is_moment, _MOMENT.findall(text)):
            own = moment.split()
            every = " and ".join([_HAS_WORD] * len(own))
            conditions.append(f"({every} or {_IS_AMONG})")  # not for people: SQL
            values += [*own, json.dumps(self._at(moment))]
            text = text.replace(moment, " ", 1)
        rest = text.split()
        return [*conditions, *[_HAS_WORD] * len(rest)], [*values, *rest]

    def _at(self, moment: str) -> list[int]:
        """The numbers of the requests of a moment, as a list shows it."""
        now = self._clock()
        rows = self._file.rows("select id, at from tried", ())
        # No month is a part of another word.
        is_whole = moment.isalpha()
        return [
            id
            for id, at in rows
            for shown in [found_by(as_time(at), now)]
            if (moment in shown.split() if is_whole else moment in shown)
        ]

    def recent(self, endpoint: str, count: int) -> list[HistoryEntry]:
        """The newest request of the user's to each of the operations last tried at an endpoint."""
        found: dict[tuple[str, str, str], HistoryEntry] = {}
        for tried in self.find():
            if tried.endpoint == endpoint and not tried.is_beside:
                found.setdefault((tried.call.branch, tried.call.method, tried.call.path), tried)
        return list(found.values())[:count]

    def get(self, id: int) -> HistoryEntry | None:
        """A request by its number; None when it was forgotten."""
        if not self._file.exists:
            return None
        rows = self._file.rows(f"select {_COLUMNS} from tried where id = ?", (id,))  # noqa: S608
        return next(iter(self._read(rows)), None)

    def clear(self) -> None:
        """Forget every request."""
        if self._file.exists:
            self._file.write(("delete from tried", ()))
            self._unreadable.clear()

    def _read(self, rows: list[tuple[Any, ...]]) -> list[HistoryEntry]:
        """The requests in rows of the file; those that can't be read are counted."""
        found = _read(rows)
        self._unreadable |= {row[0] for row in rows} - {entry.id for entry in found}
        return found


def _read(rows: list[tuple[Any, ...]]) -> list[HistoryEntry]:
    """The requests in rows of the file; those that can't be read are left out."""
    found = []
    for id, at, endpoint, profile, packed, status, seconds, query_id, problem in rows:
        call = _unpacked(packed)
        if call is not None:
            status = status if isinstance(status, int) else None
            seconds = as_time(seconds) if seconds is not None else None
            where = (id, as_time(at), str(endpoint), str(profile))
            texts = (str(query_id), str(problem))
            is_beside = packed.endswith(_BESIDE_END)
            found.append(HistoryEntry(*where, call, status, seconds, *texts, is_beside))
    return found


def _readable(call: Call) -> str:
    values = dict(call.path_values)
    path = call.path
    for name, value in values.items():
        path = path.replace(f"{{{name}}}", value or f"{{{name}}}")
    if call.trailing_slash:
        path += "/"
    query = "&".join(f"{name}={value}" for name, value in call.query)
    return f"{path}?{query}" if query else path


def _text(body: bytes | None) -> str:
    return "" if body is None else json.dumps(json.loads(body), ensure_ascii=False)


def _packed(call: Call) -> dict[str, Any]:
    return {
        "branch": call.branch,
        "method": call.method,
        "path": call.path,
        "values": call.path_values,
        "query": call.query,
        "headers": call.headers,
        "body": None if call.body is None else call.body.decode(),
        "authenticated": call.authenticated,
        "sensitive": sorted(call.sensitive),
        "trailing_slash": call.trailing_slash,
    }


def _unpacked(text: str) -> Call | None:
    """The call of a row; None for a row that another version wrote, or that was changed."""
    try:
        kept = json.loads(text)
        pairs = {
            name: tuple((str(key), str(value)) for key, value in kept[name])
            for name in ("values", "query", "headers", "sensitive")
        }
        body = None if kept["body"] is None else str(kept["body"]).encode()
        if kept["branch"] not in BRANCHES or kept["method"] not in METHODS:
            return None
        if {name for name, _ in pairs["values"]} != set(placeholders(str(kept["path"]))):
            return None
        if body is not None:
            json.loads(body)
        # Not checked: a value that was left out is empty, so it can be read and not sent.
        return Call(
            kept["branch"],
            kept["method"],
            str(kept["path"]),
            pairs["values"],
            pairs["query"],
            pairs["headers"],
            body,
            bool(kept["authenticated"]),
            frozenset(pairs["sensitive"]),
            bool(kept.get("trailing_slash")),
        )
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
