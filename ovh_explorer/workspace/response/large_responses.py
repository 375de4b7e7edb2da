"""Large responses: what is done with them, by the worker."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ovh_explorer.temporary import finalize
from ovh_explorer.workspace.response import protocol
from ovh_explorer.workspace.response.json_path import Step
from ovh_explorer.workspace.response.stored_text import StoredText, mapped
from ovh_explorer.workspace.response.table import Column, Table
from ovh_explorer.workspace.response.worker_client import WorkerClient

if TYPE_CHECKING:
    from ovh_explorer.workspace.response.diff import Change

__all__ = ["LargeResponses"]

Progress = Callable[[float], object]


class LargeResponses:
    """Has the worker do what :class:`~ovh_explorer.workspace.response.service.ResponseService`
    does with small responses. Every method raises :class:`ReadError` where the worker ends.

    Args:
        client: of the worker.
    """

    def __init__(self, client: WorkerClient) -> None:
        self._client = client

    async def format(
        self,
        content: bytes | Path,
        content_type: str,
        expression: str,
        raw: bool,
        width: int,
        progress: Progress | None,
    ) -> StoredText:
        """The lines of a response, in files that are mapped."""
        target = await self._client.new_file("response")
        async with self._client.source(content) as source:
            job = protocol.FormatText(source, target.name, content_type, expression, raw, width)
            done = await self._client.do(job, protocol.TextFormatted, progress)
        paths = [target.with_name(f"{target.name}.{kind}") for kind in ("text", "index")]
        text, index = (mapped(path) for path in paths)
        offsets = memoryview(index).cast("Q")
        stored = StoredText(text, offsets, done.width, done.language, done.note, target.name)
        finalize(stored, _remove, paths)
        return stored

    async def find(self, text: StoredText, words: str, progress: Progress | None) -> Sequence[int]:
        """The lines that words are in."""
        async with self._client.target() as path:
            job = protocol.FindLines(text.name, words, text.language, path.name)
            return await self._numbers(job, path, progress)

    async def closing_line(self, text: StoredText, line: int) -> int | None:
        """The line that closes what a line opens."""
        job = protocol.FindClosingLine(text.name, line)
        return (await self._client.do(job, protocol.LineFound)).line

    async def parent_line(self, text: StoredText, line: int) -> int | None:
        """The line of what a line stands in."""
        job = protocol.FindParentLine(text.name, line)
        return (await self._client.do(job, protocol.LineFound)).line

    async def line_of(self, text: StoredText, steps: list[Step]) -> int | None:
        """The line that a path leads to."""
        job = protocol.FindLineOfPath(text.name, steps)
        return (await self._client.do(job, protocol.LineFound)).line

    async def path(self, text: StoredText, line: int) -> list[Step]:
        """The path to what stands in a line."""
        job = protocol.FindPathOfLine(text.name, line)
        return (await self._client.do(job, protocol.PathFound)).steps

    async def foldable(self, text: StoredText, depth: int) -> Sequence[int]:
        """All that can be folded at a depth."""
        async with self._client.target() as path:
            return await self._numbers(
                protocol.FindFoldableLines(text.name, depth, path.name), path
            )

    async def subtree(self, text: StoredText, line: int) -> bytes:
        """The JSON of what stands in a line."""
        async with self._client.target() as path:
            job = protocol.CopySubtree(text.name, line, path.name)
            await self._client.do(job, protocol.FileWritten)
            return await asyncio.to_thread(path.read_bytes)

    async def values(self, text: StoredText, key: str, progress: Progress | None) -> list[str]:
        """What the items of the outermost list have at `key`."""
        async with self._client.target() as path:
            job = protocol.ListValues(text.name, key, path.name)
            await self._client.do(job, protocol.FileWritten, progress)
            found: list[str] = await asyncio.to_thread(_json_in, path)
            return found

    async def compare(self, before: bytes | Path, after: bytes | Path) -> "list[Change]":
        """What differs between two bodies."""
        from ovh_explorer.workspace.response.diff import Change

        client = self._client
        async with (
            client.source(before) as one,
            client.source(after) as other,
            client.target() as path,
        ):
            job = protocol.CompareBodies(one, other, path.name)
            await client.do(job, protocol.FileWritten)
            return [Change(**item) for item in await asyncio.to_thread(_json_in, path)]

    async def match_lines(self, before: StoredText, after: StoredText) -> Sequence[int]:
        """The lines that two texts have both."""
        client = self._client
        directory = await client.ready()
        async with (
            client.source(_content(before, directory)) as one,
            client.source(_content(after, directory)) as other,
            client.target() as path,
        ):
            return await self._numbers(protocol.MatchLines(one, other, path.name), path)

    async def is_met(self, content: bytes | Path, expression: str) -> bool:
        """Whether an expression is true of a response."""
        async with self._client.source(content) as source:
            job = protocol.CheckCondition(source, expression)
            return (await self._client.do(job, protocol.ConditionChecked)).is_met

    # Tables

    async def table(self, text: StoredText, line: int, progress: Progress | None) -> Table | None:
        """The list of objects that is nearest around a line, as a table; None where there is
        none.
        """
        target = await self._client.new_file("rows")
        job = protocol.FindTable(text.name, line, target.name)
        found = await self._client.do(job, protocol.TableFound, progress)
        if found.columns is None:
            return None
        table = Table(text, memoryview(mapped(target)).cast("Q"), found.columns, target.name)
        finalize(table, _remove, [target])
        return table

    async def sort(
        self, table: Table, column: Column, descending: bool, progress: Progress | None
    ) -> Sequence[int]:
        """The rows of a table in the order of a column."""
        async with self._client.target() as path:
            job = protocol.SortRows(table.text.name, table.name, column.path, descending, path.name)
            return await self._numbers(job, path, progress)

    async def csv(
        self,
        table: Table,
        columns: Sequence[Column],
        order: Sequence[int] | None,
        progress: Progress | None,
    ) -> Path:
        """Some columns of a table as CSV, in a file, which is the caller's."""
        target = await self._client.new_file("csv")
        try:
            async with self._view(table, columns, order) as view:
                job = protocol.WriteCsv(view, target.name)
                await self._client.do(job, protocol.FileWritten, progress)
        except BaseException:
            target.unlink(missing_ok=True)
            raise
        return target

    async def find_rows(
        self,
        table: Table,
        columns: Sequence[Column],
        order: Sequence[int] | None,
        words: str,
        progress: Progress | None,
    ) -> Sequence[int]:
        """The places in `order` of the rows that have words in one of the columns."""
        async with self._view(table, columns, order) as view, self._client.target() as path:
            job = protocol.FindRows(view, words, path.name)
            return await self._numbers(job, path, progress)

    @asynccontextmanager
    async def _view(
        self, table: Table, columns: Sequence[Column], order: Sequence[int] | None
    ) -> AsyncIterator[protocol.TableView]:
        """Some columns of a table; the order is in a file for as long as it is needed."""
        paths = [column.path for column in columns]
        if order is None:
            yield protocol.TableView(table.text.name, table.name, paths, "")
            return
        content = memoryview(order).cast("B")  # type: ignore[arg-type]
        async with self._client.source(content) as path:
            yield protocol.TableView(table.text.name, table.name, paths, Path(path).name)

    async def _numbers(
        self, job: protocol.Job, path: Path, progress: Progress | None = None
    ) -> Sequence[int]:
        await self._client.do(job, protocol.FileWritten, progress)
        # Mapped: there may be as many as the response has lines.
        return memoryview(mapped(path)).cast("Q")


def _content(text: StoredText, directory: Path) -> bytes | Path:
    """A text: the file that it is in, where it is in one."""
    return directory / f"{text.name}.text" if text.name else text.text[:]


def _json_in(path: Path) -> Any:
    return json.loads(path.read_bytes())


def _remove(paths: list[Path]) -> None:
    for path in paths:
        with suppress(OSError):
            path.unlink()
