"""Reads responses: small ones at once, large ones in a worker, which starts with the first of
them.
"""

import asyncio
from array import array
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from ovh_explorer.workspace.response.errors import ReadError
from ovh_explorer.workspace.response.filter import filtered, is_met
from ovh_explorer.workspace.response.format import (
    FormattedText,
    format_content,
    line_index,
    max_line_bytes,
)
from ovh_explorer.workspace.response.json_path import (
    Step,
    TooFar,
    closing_line,
    foldable,
    line_of,
    parent_line,
    path_of,
    subtree,
)
from ovh_explorer.workspace.response.stored_text import StoredText, find_lines
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

if TYPE_CHECKING:
    from ovh_explorer.workspace.response.diff import Change
    from ovh_explorer.workspace.response.large_responses import LargeResponses
    from ovh_explorer.workspace.response.line_changes import LineChanges
    from ovh_explorer.workspace.response.worker_client import WorkerClient

__all__ = ["Progress", "ReadError", "ResponseService"]

Progress = Callable[[float], object]
"""Told how much of the work is done, from 0 to 1."""

# Bytes that are read at once: a few milliseconds.
_MAX_SMALL_BYTES = 200_000
# Bytes of a large text that are gone through at once.
_MAX_NEAR_BYTES = 1_000_000
_ALL_BYTES = 1 << 62


class ResponseService:
    """Formats, searches and filters responses. What takes longer than a few milliseconds the worker
    does.

    Every method that goes through a large response raises :class:`ReadError` where the worker ends.
    """

    def __init__(self) -> None:
        self.client: WorkerClient | None = None
        """Of the worker; None before the first large response."""
        self._large: LargeResponses | None = None

    async def prepare(self) -> None:
        """Start the worker: a large response is coming."""
        self._for_large()
        with suppress(ReadError):
            assert self.client is not None
            await self.client.ready()

    async def close(self) -> None:
        """End the worker and remove what it wrote."""
        if self.client is not None:
            await self.client.close()

    def _for_large(self) -> "LargeResponses":
        if self.client is None or self._large is None:
            from ovh_explorer.workspace.response.large_responses import LargeResponses
            from ovh_explorer.workspace.response.worker_client import WorkerClient

            self.client = WorkerClient()
            self._large = LargeResponses(self.client)
        return self._large

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
            width: columns there are, for what may be one long line.

        Raises:
            FilterError: for an expression that can't be used.
        """
        if isinstance(content, Path) or len(content) > _MAX_SMALL_BYTES:
            return await self._for_large().format(
                content, content_type, expression, raw, width, progress
            )
        if expression:
            formatted = FormattedText(filtered(content, expression), "json")
        else:
            formatted = format_content(content, content_type, raw=raw)
        offsets = array("Q")
        max_bytes = max_line_bytes(formatted, width)
        longest = line_index(formatted.text, offsets.extend, max_bytes=max_bytes)
        return StoredText(formatted.text, offsets, longest, formatted.language, formatted.note)

    async def find(
        self, text: StoredText, words: str, progress: Progress | None = None
    ) -> Sequence[int]:
        """The lines that words are in."""
        if text.name and words:
            return await self._for_large().find(text, words, progress)
        return find_lines(text.text, text.offsets, words, is_json=text.language == "json")

    async def closing_line(self, text: StoredText, line: int) -> int | None:
        """The line that closes what a line opens; None where it opens nothing."""
        with suppress(TooFar):
            return closing_line(text, line, _near(text))
        return await self._for_large().closing_line(text, line)

    async def parent_line(self, text: StoredText, line: int) -> int | None:
        """The line of what a line stands in; None at the outermost."""
        with suppress(TooFar):
            return parent_line(text, line, _near(text))
        return await self._for_large().parent_line(text, line)

    async def line_of(self, text: StoredText, steps: list[Step]) -> int | None:
        """The line in which what a path leads to begins; None where it is a broken link."""
        if text.name:
            return await self._for_large().line_of(text, steps)
        return line_of(text, steps)

    async def path(self, text: StoredText, line: int) -> list[Step]:
        """The path to what stands in a line."""
        with suppress(TooFar):
            return path_of(text, line, _near(text))
        return await self._for_large().path(text, line)

    async def foldable(self, text: StoredText, depth: int) -> Sequence[int]:
        """All that can be folded at a depth, as
        :func:`~ovh_explorer.workspace.response.json_path.foldable` has it.
        """
        if text.name:
            return await self._for_large().foldable(text, depth)
        return foldable(text, depth)

    async def subtree(self, text: StoredText, line: int) -> bytes:
        """The JSON of what stands in a line."""
        if text.name:
            return await self._for_large().subtree(text, line)
        return subtree(text, line)

    async def values(
        self, text: StoredText, key: str, progress: Progress | None = None
    ) -> list[str]:
        """What the items of the outermost list have at `key`, each once; with no key the items
        themselves.
        """
        if text.name:
            return await self._for_large().values(text, key, progress)
        return values_in(text, key, _tell_none)

    async def compare(self, before: bytes | Path, after: bytes | Path) -> "list[Change]":
        """What differs between two bodies, large values in short.

        Raises:
            ReadError: when one of them is not JSON.
        """
        from ovh_explorer.workspace.response.diff import NotComparable, compare_bodies

        if isinstance(before, Path) or isinstance(after, Path):
            return await self._for_large().compare(before, after)
        if len(before) + len(after) > _MAX_SMALL_BYTES:
            return await self._for_large().compare(before, after)
        try:
            return await asyncio.to_thread(compare_bodies, before, after)
        except NotComparable as error:
            raise ReadError(str(error)) from None

    async def line_changes(self, before: StoredText, after: StoredText) -> "LineChanges":
        """The lines that changed between two texts of indented JSON."""
        from ovh_explorer.workspace.response.line_changes import LineChanges, match_lines

        if before.name or after.name:
            return LineChanges(await self._for_large().match_lines(before, after))
        return LineChanges(await asyncio.to_thread(match_lines, before.text, after.text))

    async def is_met(self, content: bytes | Path, expression: str) -> bool:
        """Whether an expression is true of a response.

        Raises:
            FilterError: as :func:`~ovh_explorer.workspace.response.filter.is_met` does.
        """
        if isinstance(content, Path) or len(content) > _MAX_SMALL_BYTES:
            return await self._for_large().is_met(content, expression)
        return is_met(content, expression)

    # Tables

    async def table(
        self, text: StoredText, line: int, progress: Progress | None = None
    ) -> Table | None:
        """The list of objects that is nearest around a line, as a table; None where there is
        none.
        """
        if text.name:
            return await self._for_large().table(text, line, progress)
        return await asyncio.to_thread(_table, text, line)

    async def sort(
        self, table: Table, column: Column, *, descending: bool, progress: Progress | None = None
    ) -> Sequence[int]:
        """The rows of a table in the order of a column."""
        if table.text.name:
            return await self._for_large().sort(table, column, descending, progress)
        return await asyncio.to_thread(
            sorted_rows, table.text, table.starts, column.path, descending, _tell_none
        )

    async def csv(
        self,
        table: Table,
        columns: Sequence[Column],
        sequence: Sequence[int] | None,
        progress: Progress | None = None,
    ) -> bytes | Path:
        """Some columns of a table as CSV, its rows in `sequence`; a file, which is the caller's,
        for a large one.
        """
        if table.text.name:
            return await self._for_large().csv(table, columns, sequence, progress)
        return await asyncio.to_thread(_csv, table, sequence, [column.path for column in columns])

    async def find_rows(
        self,
        table: Table,
        columns: Sequence[Column],
        sequence: Sequence[int] | None,
        words: str,
        progress: Progress | None = None,
    ) -> Sequence[int]:
        """The places in `sequence` of the rows that have words in one of the columns."""
        if not words:
            return ()
        if table.text.name:
            return await self._for_large().find_rows(table, columns, sequence, words, progress)
        paths = [column.path for column in columns]
        return await asyncio.to_thread(
            rows_with, table.text, table.starts, sequence, paths, words, _tell_none
        )


def _near(text: StoredText) -> int:
    return _MAX_NEAR_BYTES if text.name else _ALL_BYTES


def _tell_none(part: float) -> None:
    """It is done before a word about it could be read."""


def _table(text: StoredText, near: int) -> Table | None:
    line = list_near(text, near)
    if line is None:
        return None
    starts = row_starts(text, line)
    return Table(text, starts, columns_of(text, starts, _tell_none))


def _csv(table: Table, sequence: Sequence[int] | None, paths: list[tuple[str, ...]]) -> bytes:
    return b"".join(csv_of(table.text, table.starts, sequence, paths, _tell_none))
