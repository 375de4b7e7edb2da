"""Reading answers: small ones at once, large ones in a process, which begins with the first of them."""

import asyncio
import itertools
import json
import mmap
import shutil
import sys
import tempfile
import weakref
from array import array
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from ovh_explorer.workspace.reading.filtering import FilterError, filtered
from ovh_explorer.workspace.reading.layout import LaidOut, lay_out, line_index
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

__all__ = ["Progress", "ReadError", "Reader"]

# Bytes that are read at once: a few milliseconds.
_SMALL = 200_000
# Bytes of a text that are gone through at once for a question about it.
_NEAR = 1_000_000

Progress = Callable[[float], object]
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
        self, content: bytes | Path, content_type: str = "", *, expression: str = "", progress: Progress | None = None
    ) -> StoredText:
        """The lines of an answer; with `expression` of what JMESPath leaves of it.

        Args:
            content: the bytes, or the file they are in.

        Raises:
            FilterError: for an expression that can't be used.
            ReadError: when the process ends.
        """
        if isinstance(content, bytes) and len(content) <= _SMALL:
            laid = LaidOut(filtered(content, expression), "json") if expression else lay_out(content, content_type)
            offsets, width = line_index(laid.text)
            return StoredText(laid.text, offsets, width, laid.language, laid.note)
        directory = await self._ready()
        name = f"answer-{next(self._numbers)}"
        source = directory / name if isinstance(content, bytes) else content
        try:
            if isinstance(content, bytes):
                await asyncio.to_thread(_write, source, content)
            order = {"do": "lay out", "source": str(source), "target": name, "kind": content_type}
            done = await self._ask({**order, "filter": expression}, progress)
            return self._stored(directory, name, done)
        finally:
            if isinstance(content, bytes):
                source.unlink(missing_ok=True)

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

    async def foldable(self, text: StoredText, depth: int) -> list[tuple[int, int]]:
        """All that can be folded at a depth."""
        if not text.name:
            return foldable(text, depth)
        numbers = iter(await self._numbered({"do": "fold all", "text": text.name, "depth": depth}))
        return list(zip(numbers, numbers, strict=True))

    async def subtree(self, text: StoredText, line: int) -> bytes:
        """The JSON of what stands in a line."""
        if not text.name:
            return subtree(text, line)
        directory = await self._ready()
        name = f"part-{next(self._numbers)}"
        try:
            await self._ask({"do": "subtree", "text": text.name, "line": line, "target": name})
            return await asyncio.to_thread((directory / name).read_bytes)
        finally:
            (directory / name).unlink(missing_ok=True)

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
            await asyncio.to_thread(shutil.rmtree, self._directory, True)

    # The process

    def _stored(self, directory: Path, name: str, done: dict[str, Any]) -> StoredText:
        paths = [directory / f"{name}.text", directory / f"{name}.index"]
        text, index = (_mapped(path) for path in paths)
        offsets = memoryview(index).cast("Q")
        stored = StoredText(text, offsets, done["width"], done["language"], done["note"], name)
        weakref.finalize(stored, _remove, paths)
        return stored

    async def _numbered(self, order: dict[str, Any], progress: Progress | None = None) -> "array[int]":
        directory = await self._ready()
        path = directory / f"found-{next(self._numbers)}"
        try:
            await self._ask({**order, "target": path.name}, progress)
            return await asyncio.to_thread(_numbers_in, path)
        finally:
            path.unlink(missing_ok=True)

    async def _ready(self) -> Path:
        async with self._starting:
            if self._directory is None:
                self._directory = Path(await asyncio.to_thread(tempfile.mkdtemp, prefix="ovh-explorer-"))
            if self._process is None or self._process.returncode is not None:
                command = [sys.executable, "-m", "ovh_explorer.workspace.reading.process", str(self._directory)]
                try:
                    self._process = await asyncio.create_subprocess_exec(
                        *command,
                        stdin=asyncio.subprocess.PIPE,
                        stdout=asyncio.subprocess.PIPE,
                        stderr=asyncio.subprocess.DEVNULL,
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
            if order["do"] in ("lay out", "find", "fold all") and process.returncode is None:
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


def _write(path: Path, content: bytes) -> None:
    path.touch(mode=0o600)
    path.write_bytes(content)


def _mapped(path: Path) -> bytes | mmap.mmap:
    with path.open("rb") as file:
        if not path.stat().st_size:
            return b""
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def _numbers_in(path: Path) -> "array[int]":
    numbers = array("Q")
    with path.open("rb") as file:
        numbers.fromfile(file, path.stat().st_size // numbers.itemsize)
    return numbers


def _remove(paths: list[Path]) -> None:
    for path in paths:
        with suppress(OSError):
            path.unlink()
