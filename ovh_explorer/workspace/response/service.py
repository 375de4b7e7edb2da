"""Reading answers: small ones at once, large ones in a process, which begins with the first of
them.
"""

import asyncio
import json
import weakref
from array import array
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ovh_explorer.workspace.response.filter import filtered
from ovh_explorer.workspace.response.format import LaidOut, lay_out, line_index, most_of
from ovh_explorer.workspace.response.json_path import (
    Step,
    TooFar,
    closing_line,
    foldable,
    line_of,
    opening_line,
    path_of,
    subtree,
)
from ovh_explorer.workspace.response.stored_text import StoredText, find_lines, mapped
from ovh_explorer.workspace.response.table import (
    Column,
    Table,
    columns_of,
    csv_of,
    list_near,
    row_starts,
    rows_with,
    sorted_rows,
    values_in,
)
from ovh_explorer.workspace.response.worker_client import Progress, ReadError, WorkerClient

if TYPE_CHECKING:
    from ovh_explorer.workspace.response.diff import Change

__all__ = ["Progress", "ReadError", "ResponseService"]

# Bytes that are read at once: a few milliseconds.
_SMALL = 200_000
# Bytes of a text that are gone through at once for a question about it.
_NEAR = 1_000_000


class ResponseService(WorkerClient):
    """Lays answers out, searches and filters them. What takes longer than a few milliseconds
    another process does.
    """

    async def lay_out(
        self,
        content: bytes | Path,
        content_type: str = "",
        *,
        expression: str = "",
        raw: bool = False,
        width: int = 0,
        progress: Progress | None = None,
    ) -> StoredText:
        """The lines of an answer; with `expression` of what JMESPath leaves of it, with `raw` as it
        was received.

        Args:
            content: the bytes, or the file they are in.
            width: columns there are, for what may be one long line.

        Raises:
            FilterError: for an expression that can't be used.
            ReadError: when the process ends.
        """
        if isinstance(content, bytes) and len(content) <= _SMALL:
            if expression:
                laid = LaidOut(filtered(content, expression), "json")
            else:
                laid = lay_out(content, content_type, raw=raw)
            offsets = array("Q")
            longest = line_index(laid.text, offsets.extend, most=most_of(laid, width))
            return StoredText(laid.text, offsets, longest, laid.language, laid.note)
        name = f"answer-{next(self._numbers)}"
        async with self._source(content) as source:
            order = {"do": "lay out", "source": source, "target": name, "kind": content_type}
            done = await self._ask(
                {**order, "filter": expression, "raw": raw, "width": width}, progress
            )
        return self._stored(await self._ready(), name, done)

    async def find(
        self, text: StoredText, words: str, progress: Progress | None = None
    ) -> Sequence[int]:
        """The lines that words are in."""
        if not text.name or not words:
            return find_lines(text.text, text.offsets, words)
        return await self._numbered({"do": "find", "text": text.name, "words": words}, progress)

    async def closing_line(self, text: StoredText, line: int) -> int | None:
        """The line that closes what a line opens; None where it opens nothing."""
        with suppress(TooFar):
            return closing_line(text, line, _NEAR if text.name else 1 << 62)
        found: int | None = await self._ask({"do": "closing", "text": text.name, "line": line})
        return found

    async def opening_line(self, text: StoredText, line: int) -> int | None:
        """The line of what a line stands in; None at the outermost."""
        with suppress(TooFar):
            return opening_line(text, line, _NEAR if text.name else 1 << 62)
        found: int | None = await self._ask({"do": "opening", "text": text.name, "line": line})
        return found

    async def line_of(self, text: StoredText, steps: list[Step]) -> int | None:
        """The line in which what a path leads to begins; None where it leads nowhere."""
        if not text.name:
            return line_of(text, steps)
        names = [[step.name, step.index] for step in steps]
        found: int | None = await self._ask({"do": "line of", "text": text.name, "steps": names})
        return found

    async def path(self, text: StoredText, line: int) -> list[Step]:
        """The path to what stands in a line."""
        with suppress(TooFar):
            return path_of(text, line, _NEAR if text.name else 1 << 62)
        return [
            Step(*step) for step in await self._ask({"do": "path", "text": text.name, "line": line})
        ]

    async def foldable(self, text: StoredText, depth: int) -> Sequence[int]:
        """All that can be folded at a depth, as
        :func:`~ovh_explorer.workspace.response.json_path.foldable` has it.
        """
        if not text.name:
            return foldable(text, depth)
        return await self._numbered({"do": "fold all", "text": text.name, "depth": depth})

    async def subtree(self, text: StoredText, line: int) -> bytes:
        """The JSON of what stands in a line."""
        if not text.name:
            return subtree(text, line)
        async with self._target() as path:
            await self._ask({"do": "subtree", "text": text.name, "line": line, "target": path.name})
            return await asyncio.to_thread(path.read_bytes)

    async def values(
        self, text: StoredText, key: str, progress: Progress | None = None
    ) -> list[str]:
        """What the items of the outermost list have at `key`, each once; with no key the items
        themselves.
        """
        if not text.name:
            return values_in(text, key, _nobody)
        async with self._target() as path:
            await self._ask(
                {"do": "values", "text": text.name, "key": key, "target": path.name}, progress
            )
            found: list[str] = await asyncio.to_thread(_json_in, path)
            return found

    async def compare(self, before: bytes | Path, after: bytes | Path) -> "list[Change]":
        """What differs between two bodies, large values in short.

        Raises:
            ReadError: when one of them is no JSON.
        """
        from ovh_explorer.workspace.response.diff import Change, NotComparable, compare_bodies

        if (
            isinstance(before, bytes)
            and isinstance(after, bytes)
            and len(before) + len(after) <= _SMALL
        ):
            try:
                return await asyncio.to_thread(compare_bodies, before, after)
            except NotComparable as error:
                raise ReadError(str(error)) from None
        async with (
            self._source(before) as one,
            self._source(after) as other,
            self._target() as path,
        ):
            await self._ask({"do": "compare", "before": one, "after": other, "target": path.name})
            return [Change(*item) for item in await asyncio.to_thread(_json_in, path)]

    # Tables

    async def table(
        self, text: StoredText, line: int, progress: Progress | None = None
    ) -> Table | None:
        """The list of objects that is nearest around a line, as a table; None where there is none."""
        if not text.name:
            return await asyncio.to_thread(_table, text, line)
        directory = await self._ready()
        name = f"rows-{next(self._numbers)}"
        found = await self._ask(
            {"do": "table", "text": text.name, "line": line, "target": name}, progress
        )
        if found is None:
            return None
        columns = [Column(tuple(path), *more) for path, *more in found]
        table = Table(text, memoryview(mapped(directory / name)).cast("Q"), columns, name)
        weakref.finalize(table, _remove, [directory / name])
        return table

    async def sort(
        self, table: Table, column: Column, *, descending: bool, progress: Progress | None = None
    ) -> Sequence[int]:
        """The items of a table in the order of a column."""
        text = table.text
        if not text.name:
            return await asyncio.to_thread(
                sorted_rows, text, table.starts, column.path, descending, _nobody
            )
        order = {
            "do": "sort",
            "text": text.name,
            "rows": table.name,
            "path": column.path,
            "descending": descending,
        }
        return await self._numbered(order, progress)

    async def csv(
        self,
        table: Table,
        columns: Sequence[Column],
        sequence: Sequence[int] | None,
        progress: Progress | None = None,
    ) -> bytes | Path:
        """Some columns of a table as CSV, its items in `sequence`; a file, which is the caller's,
        for a large one.
        """
        if not table.text.name:
            return await asyncio.to_thread(
                _csv, table, sequence, [column.path for column in columns]
            )
        target = await self._ready() / f"csv-{next(self._numbers)}"
        try:
            async with self._of_table(table, columns, sequence) as about:
                await self._ask({"do": "csv", **about, "target": target.name}, progress)
        except BaseException:
            target.unlink(missing_ok=True)
            raise
        return target

    async def find_rows(
        self,
        table: Table,
        columns: Sequence[Column],
        sequence: Sequence[int] | None,
        words: str,
        progress: Progress | None = None,
    ) -> Sequence[int]:
        """The places in `sequence` of the items that have words in one of the columns."""
        if not words:
            return ()
        if not table.text.name:
            paths = [column.path for column in columns]
            return await asyncio.to_thread(
                rows_with, table.text, table.starts, sequence, paths, words, _nobody
            )
        async with self._of_table(table, columns, sequence) as about:
            return await self._numbered({"do": "find rows", **about, "words": words}, progress)

    @asynccontextmanager
    async def _of_table(
        self, table: Table, columns: Sequence[Column], sequence: Sequence[int] | None
    ) -> AsyncIterator[dict[str, Any]]:
        """What an order about a table names; the sequence is in a file for as long as it is needed."""
        paths = [column.path for column in columns]
        about = {"text": table.text.name, "rows": table.name, "paths": paths, "order": ""}
        if sequence is None:
            yield about
            return
        async with self._source(memoryview(sequence).cast("B")) as path:  # type: ignore[arg-type]
            yield {**about, "order": Path(path).name}

    def _stored(self, directory: Path, name: str, done: dict[str, Any]) -> StoredText:
        paths = [directory / f"{name}.text", directory / f"{name}.index"]
        text, index = (mapped(path) for path in paths)
        offsets = memoryview(index).cast("Q")
        stored = StoredText(text, offsets, done["width"], done["language"], done["note"], name)
        weakref.finalize(stored, _remove, paths)
        return stored


def _json_in(path: Path) -> Any:
    return json.loads(path.read_bytes())


def _nobody(part: float) -> None:
    """Nobody waits long enough to be told."""


def _table(text: StoredText, near: int) -> Table | None:
    line = list_near(text, near)
    if line is None:
        return None
    starts = row_starts(text, line)
    return Table(text, starts, columns_of(text, starts, _nobody))


def _csv(table: Table, sequence: Sequence[int] | None, paths: list[tuple[str, ...]]) -> bytes:
    return b"".join(csv_of(table.text, table.starts, sequence, paths, _nobody))


def _remove(paths: list[Path]) -> None:
    for path in paths:
        with suppress(OSError):
            path.unlink()
