"""What was typed into forms, kept between runs without its secrets."""

import asyncio
import json
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple
from weakref import WeakKeyDictionary

from ovh_explorer.workspace.storage.sqlite_file import SqliteFile, as_time
from ovh_explorer.workspace.storage.state_writer import WriteLater

if TYPE_CHECKING:
    from ovh_explorer.form import Form

__all__ = ["Draft", "DraftFile", "Drafts"]

# The least recently used go first past this many.
_MAX_DRAFTS = 500
# not for people: SQL
_WHERE = "where endpoint = ? and branch = ? and method = ? and path = ?"


class Draft(NamedTuple):
    """What was typed into an operation's form: `values` as :func:`ovh_explorer.form.draft.draft_of`
    makes it.

    `at` is in seconds since 1970.
    """

    at: float
    values: dict[str, Any]


DraftKey = tuple[str, str, str, str]
"""Endpoint, branch, method and path."""


class DraftFile:
    """The drafts of all runs, in a file. Its methods read and write it.

    Args:
        file: a :func:`~ovh_explorer.workspace.storage.state_file.state_file`.
        clock: seconds since 1970.
    """

    def __init__(self, file: SqliteFile, clock: Callable[[], float] = time.time) -> None:
        self._file = file
        self._clock = clock

    def find(self, endpoint: str, branch: str, method: str, path: str) -> Draft | None:
        """The draft of an operation, or None."""
        if not self._file.exists:
            return None
        rows = self._file.rows(
            f"select at, draft from typed {_WHERE}",  # noqa: S608 - a constant
            (endpoint, branch, method, path),
        )
        for at, text in rows:
            try:
                values = json.loads(text)
            except (ValueError, TypeError, RecursionError):
                # Another version wrote it, or it was changed.
                return None
            return Draft(as_time(at), values) if isinstance(values, dict) else None
        return None

    def keep(
        self,
        key: DraftKey,
        values: dict[str, Any],
        at: float | None = None,
    ) -> None:
        """Keep the draft of an operation in place of an earlier one, with the time at which it was
        sent; None where it wasn't. One that says the same keeps its time then.
        """
        now = self._clock()
        row = (
            "insert into typed (endpoint, branch, method, path, at, draft)"
            " values (?, ?, ?, ?, ?, ?) on conflict (endpoint, branch, method, path) do update"
            " set at = excluded.at, draft = excluded.draft where ? or draft <> excluded.draft",
            (*key, now if at is None else at, json.dumps(values), at is not None),
        )
        # What is later than now was kept before the clock was set back: else it would stay, and
        # what is kept now would go at once.
        oldest = (
            "delete from typed where (endpoint, branch, method, path) in"
            " (select endpoint, branch, method, path from typed"
            " order by at > ?, at desc limit -1 offset ?)",
            (now, _MAX_DRAFTS),
        )
        self._file.write(row, oldest)

    def forget(self, endpoint: str, branch: str, method: str, path: str) -> None:
        """Forget the draft of an operation."""
        if self._file.exists:
            delete = f"delete from typed {_WHERE}"  # noqa: S608 - a constant
            self._file.write((delete, (endpoint, branch, method, path)))


class Drafts:
    """The drafts of an endpoint's forms.

    Args:
        file: keeps them for other runs; None keeps nothing, as on the demo.
        endpoint: the URL of the API that they belong to.
        write_later: makes a write in the background.
        clock: seconds since 1970.
    """

    def __init__(
        self,
        file: DraftFile | None,
        endpoint: Callable[[], str],
        write_later: WriteLater,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._clock = clock
        self._file = file
        self._endpoint = endpoint
        self._write_later = write_later
        # What forms had when they were opened: that wasn't typed.
        self._opened: WeakKeyDictionary[Form, dict[str, Any]] = WeakKeyDictionary()
        # What they had when they were sent last, and when.
        self._sent: WeakKeyDictionary[Form, Draft] = WeakKeyDictionary()
        # The operations whose draft is of this run.
        self._written: set[DraftKey] = set()

    def note_start(self, form: "Form") -> None:
        """Note what a form has when it is first shown: from the link that opened it, or from the
        form before.
        """
        if self._file is not None and form not in self._opened:
            from ovh_explorer.form.draft import draft_of

            self._opened[form] = draft_of(form, secrets=False)

    def note_sent(self, form: "Form") -> None:
        """Note that what a form has was sent now: its draft is of this time."""
        if self._file is not None:
            from ovh_explorer.form.draft import draft_of

            self._sent[form] = Draft(self._clock(), draft_of(form, secrets=False))

    def find(self, form: "Form") -> Draft | None:
        """What was typed into this form in another run; None where nothing was."""
        return None if self._file is None else self._file.find(*self._key(form))

    def find_left(self, form: "Form") -> Draft | None:
        """What another run left to be offered to a form that has its path values already: what says
        more than a path, and was not replaced in this run.
        """
        if self._key(form) in self._written:
            return None
        found = self.find(form)
        return found if found is not None and _says_more_than_path(found.values) else None

    async def keep(self, form: "Form") -> None:
        """Keep what is typed into a form for another run, without its secrets."""
        if self._file is None:
            return
        from ovh_explorer.form.draft import draft_of

        values = draft_of(form, secrets=False)
        if values == self._opened.get(form):
            return
        # How its path ends is nothing that was typed into the form.
        if values.keys() - {"trailing_slash"}:
            sent = self._sent.get(form)
            at = sent.at if sent is not None and sent.values == values else None
            await asyncio.to_thread(self._write, self._file, self._key(form), values, at)

    def _write(
        self, file: DraftFile, key: DraftKey, values: dict[str, Any], at: float | None
    ) -> None:
        """Write a draft. What another run left, and is offered still, gives way to no mere path."""
        if key not in self._written and not _says_more_than_path(values):
            found = file.find(*key)
            if found is not None and _says_more_than_path(found.values):
                return
        file.keep(key, values, at)
        self._written.add(key)

    def forget(self, form: "Form") -> None:
        """Forget what was typed into this form in other runs."""
        file = self._file
        if file is not None:
            key = self._key(form)
            self._write_later(lambda: file.forget(*key))

    def _key(self, form: "Form") -> DraftKey:
        return self._endpoint(), *form.operation.key


def _says_more_than_path(values: dict[str, Any]) -> bool:
    """Whether a draft has something beside the path that a link or the form before gives."""
    return bool(values.keys() - {"path", "trailing_slash"})
