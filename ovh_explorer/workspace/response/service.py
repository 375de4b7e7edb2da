"""Formats, searches, filters and compares responses: small ones at once, large ones in the worker
process.
"""

import asyncio
import json
import weakref
from array import array
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ovh_explorer.workspace.response.filter import filter_body
from ovh_explorer.workspace.response.format import (
    FormattedText,
    format_body,
    line_index,
    max_line_bytes,
)
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
from ovh_explorer.workspace.response.protocol import (
    ClosingLine,
    CompareBodies,
    FindLines,
    FindRows,
    FindTable,
    FoldableLines,
    FormatBody,
    FormattedFiles,
    LineAtPath,
    ListValues,
    OpeningLine,
    PathOfLine,
    SortRows,
    Subtree,
    TableRows,
    WriteCsv,
)
from ovh_explorer.workspace.response.stored_text import StoredText, find_lines, map_file
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

# Bytes of a body that are read at once: it takes a few milliseconds.
_MAX_BYTES_AT_ONCE = 200_000
# Bytes of a large text that are searched at once, before the worker searches.
_MAX_SEARCH_BYTES = 1_000_000
_NO_LIMIT = 1 << 62


class ResponseService:
    """Formats responses, searches and filters them. What takes longer than a few milliseconds is
    done by the worker.

    Args:
        worker: the client of the worker; one of its own by default.
    """

    def __init__(self, worker: WorkerClient | None = None) -> None:
        self.worker = worker or WorkerClient()

    async def prepare(self) -> None:
        """Start the worker: a large response is coming."""
        with suppress(ReadError):
            await self.worker.directory()

    async def close(self) -> None:
        """End the worker, and remove its files."""
        await self.worker.close()

    async def format(
        self,
        content: bytes | Path,
        content_type: str = "",
        *,
        expression: str = "",
        raw: bool = False,
        width: int = 0,
        progress: Progress | None = None,
    ) -> StoredText:
        """The lines of a response; with `expression` of what JMESPath leaves of it, with `raw` as
        it was received.

        Args:
            content: the bytes, or the file they are in.
            width: columns of the screen, where a long line is cut.

        Raises:
            FilterError: for an expression that can't be used.
            ReadError: when the worker ends.
        """
        if isinstance(content, bytes) and len(content) <= _MAX_BYTES_AT_ONCE:
            if expression:
                formatted = FormattedText(filter_body(content, expression), "json")
            else:
                formatted = format_body(content, content_type, raw=raw)
            offsets = array("Q")
            max_bytes = max_line_bytes(formatted, width)
            longest = line_index(formatted.text, offsets.extend, max_bytes=max_bytes)
            return StoredText(formatted.text, offsets, longest, formatted.language, formatted.note)
        name = self.worker.new_name("response")
        async with self.worker.source(content) as source:
            request = FormatBody(source, name, content_type, expression, raw, width)
            files = await self.worker.request(request, progress)
        return self._stored(await self.worker.directory(), name, files)

    async def find(
        self, text: StoredText, words: str, progress: Progress | None = None
    ) -> Sequence[int]:
        """The lines that `words` are in."""
        if not text.name or not words:
            return find_lines(text.text, text.offsets, words)
        return await self.worker.request_numbers(
            lambda target: FindLines(text.name, words, target), progress
        )

    async def closing_line(self, text: StoredText, line: int) -> int | None:
        """The line that closes what a line opens; None where it opens nothing."""
        with suppress(TooFar):
            return closing_line(text, line, _limit(text))
        return await self.worker.request(ClosingLine(text.name, line))

    async def opening_line(self, text: StoredText, line: int) -> int | None:
        """The line of the object or list that a line is in; None at the outermost."""
        with suppress(TooFar):
            return opening_line(text, line, _limit(text))
        return await self.worker.request(OpeningLine(text.name, line))

    async def line_of(self, text: StoredText, steps: list[Step]) -> int | None:
        """The line in which what a path leads to begins; None where it leads nowhere."""
        if not text.name:
            return line_of(text, steps)
        return await self.worker.request(LineAtPath(text.name, steps))

    async def path(self, text: StoredText, line: int) -> list[Step]:
        """The path to what is in a line."""
        with suppress(TooFar):
            return path_of(text, line, _limit(text))
        return await self.worker.request(PathOfLine(text.name, line))

    async def foldable(self, text: StoredText, depth: int) -> Sequence[int]:
        """All that can be folded at a depth, as
        :func:`~ovh_explorer.workspace.response.json_path.foldable` has it.
        """
        if not text.name:
            return foldable(text, depth)
        return await self.worker.request_numbers(
            lambda target: FoldableLines(text.name, depth, target)
        )

    async def subtree(self, text: StoredText, line: int) -> bytes:
        """The JSON of the value in a line."""
        if not text.name:
            return subtree(text, line)
        async with self.worker.target() as path:
            await self.worker.request(Subtree(text.name, line, path.name))
            return await asyncio.to_thread(path.read_bytes)

    async def values(
        self, text: StoredText, key: str, progress: Progress | None = None
    ) -> list[str]:
        """What the items of the outermost list have at `key`, each once; with no key the items
        themselves.
        """
        if not text.name:
            return values_in(text, key, _ignore)
        async with self.worker.target() as path:
            await self.worker.request(ListValues(text.name, key, path.name), progress)
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
            and len(before) + len(after) <= _MAX_BYTES_AT_ONCE
        ):
            try:
                return await asyncio.to_thread(compare_bodies, before, after)
            except NotComparable as error:
                raise ReadError(str(error)) from None
        async with (
            self.worker.source(before) as one,
            self.worker.source(after) as other,
            self.worker.target() as path,
        ):
            await self.worker.request(CompareBodies(one, other, path.name))
            return [Change(*item) for item in await asyncio.to_thread(_json_in, path)]

    # Tables

    async def table(
        self, text: StoredText, line: int, progress: Progress | None = None
    ) -> Table | None:
        """The list of objects that is nearest to a line, as a table; None where there is none."""
        if not text.name:
            return await asyncio.to_thread(_table, text, line)
        directory = await self.worker.directory()
        name = self.worker.new_name("rows")
        columns = await self.worker.request(FindTable(text.name, line, name), progress)
        if columns is None:
            return None
        table = Table(text, memoryview(map_file(directory / name)).cast("Q"), columns, name)
        weakref.finalize(table, _remove, [directory / name])
        return table

    async def sort(
        self, table: Table, column: Column, *, descending: bool, progress: Progress | None = None
    ) -> Sequence[int]:
        """The items of a table in the order of a column."""
        text = table.text
        if not text.name:
            return await asyncio.to_thread(
                sorted_rows, text, table.starts, column.path, descending, _ignore
            )
        return await self.worker.request_numbers(
            lambda target: SortRows(text.name, table.name, column.path, descending, target),
            progress,
        )

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
        target = await self.worker.directory() / self.worker.new_name("csv")
        try:
            async with self._rows(table, columns, sequence) as rows:
                await self.worker.request(WriteCsv(rows, target.name), progress)
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
        """The places in `sequence` of the items that have `words` in one of the columns."""
        if not words:
            return ()
        if not table.text.name:
            paths = [column.path for column in columns]
            return await asyncio.to_thread(
                rows_with, table.text, table.starts, sequence, paths, words, _ignore
            )
        async with self._rows(table, columns, sequence) as rows:
            return await self.worker.request_numbers(
                lambda target: FindRows(rows, words, target), progress
            )

    @asynccontextmanager
    async def _rows(
        self, table: Table, columns: Sequence[Column], sequence: Sequence[int] | None
    ) -> AsyncIterator[TableRows]:
        """A part of a table, for a request; a file holds the sequence until the end."""
        paths = [column.path for column in columns]
        if sequence is None:
            yield TableRows(table.text.name, table.name, paths, "")
            return
        async with self.worker.source(memoryview(sequence).cast("B")) as path:  # type: ignore[arg-type]
            yield TableRows(table.text.name, table.name, paths, Path(path).name)

    def _stored(self, directory: Path, name: str, files: FormattedFiles) -> StoredText:
        paths = [directory / f"{name}.text", directory / f"{name}.index"]
        text, index = (map_file(path) for path in paths)
        offsets = memoryview(index).cast("Q")
        stored = StoredText(text, offsets, files.width, files.language, files.note, name)
        weakref.finalize(stored, _remove, paths)
        return stored


def _limit(text: StoredText) -> int:
    """The bytes of a text that are searched here; what is further away, the worker finds."""
    return _MAX_SEARCH_BYTES if text.name else _NO_LIMIT


def _json_in(path: Path) -> Any:
    return json.loads(path.read_bytes())


def _ignore(part: float) -> None:
    """Progress of what is done at once: it isn't shown."""


def _table(text: StoredText, near: int) -> Table | None:
    line = list_near(text, near)
    if line is None:
        return None
    starts = row_starts(text, line)
    return Table(text, starts, columns_of(text, starts, _ignore))


def _csv(table: Table, sequence: Sequence[int] | None, paths: list[tuple[str, ...]]) -> bytes:
    return b"".join(csv_of(table.text, table.starts, sequence, paths, _ignore))


def _remove(paths: list[Path]) -> None:
    for path in paths:
        with suppress(OSError):
            path.unlink()
