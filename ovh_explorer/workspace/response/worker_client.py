"""The process that reads large answers, as it is asked: it begins with the first question."""

import asyncio
import itertools
import json
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

from ovh_explorer.children import environment, python_of
from ovh_explorer.temporary import TemporaryDirectory
from ovh_explorer.workspace.response.filter import FilterError
from ovh_explorer.workspace.response.stored_text import mapped

__all__ = ["Progress", "ReadError", "WorkerClient"]

Progress = Callable[[float], object]
# What is given up, and its process ended, when nobody waits for it any more.
_LONG = frozenset(
    {"lay out", "find", "find rows", "fold all", "values", "table", "sort", "csv", "compare"}
)
# Bytes of one reply: it names the columns of a table, whatever their length.
MAX_REPLY_BYTES = 16_000_000
_Waiting = tuple[asyncio.subprocess.Process, "asyncio.Future[Any]", Progress | None]


class ReadError(Exception):
    """An answer that could not be read; the message says why."""


class WorkerClient:
    """Starts the process, gives it files and orders, takes its answers; see :mod:`.process`."""

    def __init__(self) -> None:
        self._process: asyncio.subprocess.Process | None = None
        self._starting = asyncio.Lock()
        self._listening: asyncio.Task[None] | None = None
        self._directory: Path | None = None
        self._temporary: TemporaryDirectory | None = None
        self._waiting: dict[int, _Waiting] = {}
        self._numbers = itertools.count(1)

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
        if self._temporary is not None:
            await asyncio.to_thread(self._temporary.remove)

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

    @asynccontextmanager
    async def _target(self) -> AsyncIterator[Path]:
        """A file that is written to, for as long as it is needed."""
        path = await self._ready() / f"found-{next(self._numbers)}"
        try:
            yield path
        finally:
            path.unlink(missing_ok=True)

    async def _numbered(
        self, order: dict[str, Any], progress: Progress | None = None
    ) -> Sequence[int]:
        async with self._target() as path:
            await self._ask({**order, "target": path.name}, progress)
            # Mapped: there may be as many as the answer has lines.
            return memoryview(mapped(path)).cast("Q")

    async def _ready(self) -> Path:
        async with self._starting:
            if self._directory is None:
                self._temporary = await asyncio.to_thread(TemporaryDirectory, "response")
                self._directory = self._temporary.path
            if self._process is None or self._process.returncode is not None:
                command = [
                    *python_of("ovh_explorer.workspace.response.worker"),
                    str(self._directory),
                ]
                try:
                    self._process = await asyncio.create_subprocess_exec(
                        *command,
                        stdin=asyncio.subprocess.PIPE,
                        stdout=asyncio.subprocess.PIPE,
                        stderr=asyncio.subprocess.DEVNULL,
                        limit=MAX_REPLY_BYTES,
                        env=environment(),
                        start_new_session=True,
                    )
                except OSError as error:
                    raise ReadError(
                        f"The process that reads large answers can't be started: {error}"
                    ) from None
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
            # Nobody waits any more for what it works on: it ends, another begins when there is
            # something to read.
            if order["do"] in _LONG and process.returncode is None:
                process.kill()
                self._process = None
            raise
        finally:
            self._waiting.pop(number, None)

    async def _listen(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdout is not None
        problem = "The process that reads large answers ended; perhaps it had no memory."
        try:
            async for line in process.stdout:
                self._take(json.loads(line))
        except ValueError:
            # Whoever waits is told all the same.
            problem = f"The process that reads large answers said more than {MAX_REPLY_BYTES:,} B."
            process.kill()
        await process.wait()
        for of, answer, _ in self._waiting.values():
            if of is process and not answer.done():
                answer.set_exception(ReadError(problem))

    def _take(self, said: dict[str, Any]) -> None:
        """Hand a reply, or how far the work is, to whoever waits for it."""
        if said["id"] not in self._waiting:
            return
        _, answer, progress = self._waiting[said["id"]]
        if answer.done():
            return
        if "part" in said:
            if progress is not None:
                progress(said["part"])
        elif "problem" in said:
            kind = FilterError if said.get("filter") else ReadError
            answer.set_exception(kind(said["problem"]))
        else:
            answer.set_result(said["done"])


def _write(path: Path, content: bytes | memoryview) -> None:
    path.touch(mode=0o600)
    path.write_bytes(content)
