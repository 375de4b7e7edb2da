"""Reading answers: small ones at once, large ones in a process, which begins with the first of them."""

import asyncio
import itertools
import json
import mmap
import shutil
import tempfile
import weakref
from array import array
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ovh_explorer.children import environment, python_of
from ovh_explorer.workspace.reading.filtering import FilterError, filtered
from ovh_explorer.workspace.reading.layout import LaidOut, lay_out, line_index, most_of
from ovh_explorer.workspace.reading.stored import StoredText, find_lines
from ovh_explorer.workspace.reading.structure import (
    Step,
    TooFar,
    closing_line,
    foldable,
    line_of,
    opening_line,
    path_of,
    subtree,
)
from ovh_explorer.workspace.reading.table import (
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
    from ovh_explorer.workspace.comparing import Change

__all__ = ["Progress", "ReadError", "Reader"]

# Bytes that are read at once: a few milliseconds.
_SMALL = 200_000
# Bytes of a text that are gone through at once for a question about it.
_NEAR = 1_000_000

Progress = Callable[[float], object]
# What is given up, and its process ended, when nobody waits for it any more.
_LONG = frozenset({"lay out", "find", "find rows", "fold all", "values", "table", "sort", "csv", "compare"})
_Waiting = tuple[asyncio.subprocess.Process, "asyncio.Future[Any]", Progress | None]


class ReadError(Exception):
    """An answer that could not be read; the message says why."""


class Reader:
    """Lays answers out, searches and filters them. What takes longer than a few milliseconds another process does."""

    def __init__(self) -> None:
        self._process: asyncio.subprocess.Process | None = None
        self._starting = asyncio.Lock()
        self._listening: asyncio.Task[None] | None = None
        self._directory: Path | None = None
        self._waiting: dict[int, _Waiting] = {}
        self._numbers = itertools.count(1)

    # What is asked

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
        """The lines of an answer; with `expression` of what JMESPath leaves of it, with `raw` as it was received.

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
            done = await self._ask({**order, "filter": expression, "raw": raw, "width": width}, progress)
        return self._stored(await self._ready(), name, done)

    @asynccontextmanager
    async def _source(self, content: bytes | memoryview | Path) -> AsyncIterator[str]:
        """A file that has the bytes, for as long as it is needed."""
        if isinstance(content, Path):
            yield str(content)
            return
        path = await self._ready() / f"source-{next(self._numbers)}"
        try:
            await asyncio.to_thread(_write, path, content)
            yield str(path)
        finally:
            path.unlink(missing_ok=True)

    async def find(self, text: StoredText, words: str, progress: Progress | None = None) -> Sequence[int]:
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
        return [Step(*step) for step in await self._ask({"do": "path", "text": text.name, "line": line})]

    async def foldable(self, text: StoredText, depth: int) -> Sequence[int]:
        """All that can be folded at a depth, as :func:`~ovh_explorer.workspace.reading.structure.foldable` has it."""
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

    async def values(self, text: StoredText, key: str, progress: Progress | None = None) -> list[str]:
        """What the items of the outermost list have at `key`, each once; with no key the items themselves."""
        if not text.name:
            return values_in(text, key, _nobody)
        async with self._target() as path:
            await self._ask({"do": "values", "text": text.name, "key": key, "target": path.name}, progress)
            found: list[str] = await asyncio.to_thread(_json_in, path)
            return found

    async def compare(self, before: bytes | Path, after: bytes | Path) -> "list[Change]":
        """What differs between two bodies, large values in short.

        Raises:
            ReadError: when one of them is no JSON.
        """
        from ovh_explorer.workspace.comparing import Change, NotComparable, compare_bodies

        if isinstance(before, bytes) and isinstance(after, bytes) and len(before) + len(after) <= _SMALL:
            try:
                return await asyncio.to_thread(compare_bodies, before, after)
            except NotComparable as error:
                raise ReadError(str(error)) from None
        async with self._source(before) as one, self._source(after) as other, self._target() as path:
            await self._ask({"do": "compare", "before": one, "after": other, "target": path.name})
            return [Change(*item) for item in await asyncio.to_thread(_json_in, path)]

    # Tables

    async def table(self, text: StoredText, line: int, progress: Progress | None = None) -> Table | None:
        """The list of objects that is nearest around a line, as a table; None where there is none."""
        if not text.name:
            return await asyncio.to_thread(_table, text, line)
        directory = await self._ready()
        name = f"rows-{next(self._numbers)}"
        found = await self._ask({"do": "table", "text": text.name, "line": line, "target": name}, progress)
        if found is None:
            return None
        columns = [Column(tuple(path), *more) for path, *more in found]
        table = Table(text, memoryview(_mapped(directory / name)).cast("Q"), columns, name)
        weakref.finalize(table, _remove, [directory / name])
        return table

    async def sort(
        self, table: Table, column: Column, *, descending: bool, progress: Progress | None = None
    ) -> Sequence[int]:
        """The items of a table in the order of a column."""
        text = table.text
        if not text.name:
            return await asyncio.to_thread(sorted_rows, text, table.starts, column.path, descending, _nobody)
        order = {"do": "sort", "text": text.name, "rows": table.name, "path": column.path, "descending": descending}
        return await self._numbered(order, progress)

    async def csv(
        self, table: Table, columns: Sequence[Column], sequence: Sequence[int] | None, progress: Progress | None = None
    ) -> bytes | Path:
        """Some columns of a table as CSV, its items in `sequence`; a file, which is the caller's, for a large one."""
        if not table.text.name:
            return await asyncio.to_thread(_csv, table, sequence, [column.path for column in columns])
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
            return await asyncio.to_thread(rows_with, table.text, table.starts, sequence, paths, words, _nobody)
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

    async def prepare(self) -> None:
        """Start the process: a large answer is coming."""
        with suppress(ReadError):
            await self._ready()

    async def close(self) -> None:
        """End the process and remove what it wrote."""
        process, self._process = self._process, None
        if process is not None:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()
        if self._listening is not None:
            self._listening.cancel()
            await asyncio.gather(self._listening, return_exceptions=True)
        if self._directory is not None:
            await asyncio.to_thread(self._remove)

    # The process

    def _stored(self, directory: Path, name: str, done: dict[str, Any]) -> StoredText:
        paths = [directory / f"{name}.text", directory / f"{name}.index"]
        text, index = (_mapped(path) for path in paths)
        offsets = memoryview(index).cast("Q")
        stored = StoredText(text, offsets, done["width"], done["language"], done["note"], name)
        weakref.finalize(stored, _remove, paths)
        return stored

    @asynccontextmanager
    async def _target(self) -> AsyncIterator[Path]:
        """A file that is written to, for as long as it is needed."""
        path = await self._ready() / f"found-{next(self._numbers)}"
        try:
            yield path
        finally:
            path.unlink(missing_ok=True)

    async def _numbered(self, order: dict[str, Any], progress: Progress | None = None) -> Sequence[int]:
        async with self._target() as path:
            await self._ask({**order, "target": path.name}, progress)
            # Mapped: there may be as many as the answer has lines.
            return memoryview(_mapped(path)).cast("Q")

    async def _ready(self) -> Path:
        async with self._starting:
            if self._directory is None:
                self._directory = Path(await asyncio.to_thread(tempfile.mkdtemp, prefix="ovh-explorer-"))
                # Also where nobody closes it.
                self._remove = weakref.finalize(self, shutil.rmtree, self._directory, True)
            if self._process is None or self._process.returncode is not None:
                command = [*python_of("ovh_explorer.workspace.reading.process"), str(self._directory)]
                try:
                    self._process = await asyncio.create_subprocess_exec(
                        *command,
                        stdin=asyncio.subprocess.PIPE,
                        stdout=asyncio.subprocess.PIPE,
                        stderr=asyncio.subprocess.DEVNULL,
                        env=environment(),
                        start_new_session=True,
                    )
                except OSError as error:
                    raise ReadError(f"The process that reads large answers can't be started: {error}") from None
                self._listening = asyncio.create_task(self._listen(self._process))
            return self._directory

    async def _ask(self, order: dict[str, Any], progress: Progress | None = None) -> Any:
        await self._ready()
        process = self._process
        assert process is not None
        assert process.stdin is not None
        number = next(self._numbers)
        answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._waiting[number] = process, answer, progress
        try:
            process.stdin.write(json.dumps({**order, "id": number}).encode() + b"\n")
            await process.stdin.drain()
            return await answer
        except (BrokenPipeError, ConnectionResetError):
            raise ReadError("The process that reads large answers ended.") from None
        except asyncio.CancelledError:
            # Nobody waits any more for what it works on: it ends, another begins when there is something to read.
            if order["do"] in _LONG and process.returncode is None:
                process.kill()
                self._process = None
            raise
        finally:
            self._waiting.pop(number, None)

    async def _listen(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdout is not None
        async for line in process.stdout:
            said = json.loads(line)
            if said["id"] not in self._waiting:
                continue
            _, answer, progress = self._waiting[said["id"]]
            if answer.done():
                continue
            if "part" in said:
                if progress is not None:
                    progress(said["part"])
            elif "problem" in said:
                answer.set_exception((FilterError if said.get("filter") else ReadError)(said["problem"]))
            else:
                answer.set_result(said["done"])
        await process.wait()
        for of, answer, _ in self._waiting.values():
            if of is process and not answer.done():
                answer.set_exception(ReadError("The process that reads large answers ended; perhaps it had no memory."))


def _write(path: Path, content: bytes | memoryview) -> None:
    path.touch(mode=0o600)
    path.write_bytes(content)


def _mapped(path: Path) -> bytes | mmap.mmap:
    with path.open("rb") as file:
        if not path.stat().st_size:
            return b""
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


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
