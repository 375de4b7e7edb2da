"""Client of the response worker: starts the process on first use, sends requests, takes replies."""

import asyncio
import itertools
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar, cast

import msgspec

from ovh_explorer.children import environment, python_of
from ovh_explorer.temporary import TemporaryDirectory
from ovh_explorer.workspace.response.filter import FilterError
from ovh_explorer.workspace.response.protocol import (
    AnyRequest,
    Failed,
    PartDone,
    Reply,
    Request,
    WorkerMessage,
    decode_reply,
    decode_result,
    encode,
)
from ovh_explorer.workspace.response.stored_text import map_file

__all__ = ["Progress", "ReadError", "WorkerClient"]

Progress = Callable[[float], object]
Result = TypeVar("Result")


# Bytes of a reply: the names of a table's columns can be long.
_MAX_LINE_BYTES = 1 << 24


class ReadError(Exception):
    """A response that could not be read; the message says why."""


@dataclass(frozen=True, slots=True)
class _Pending:
    """A request whose result isn't there yet."""

    process: asyncio.subprocess.Process
    result: "asyncio.Future[Any]"
    progress: Progress | None


class WorkerClient:
    """The worker process, its directory, and the requests it works on; see :mod:`.worker`."""

    def __init__(self) -> None:
        self._process: asyncio.subprocess.Process | None = None
        self._starting = asyncio.Lock()
        self._listener: asyncio.Task[None] | None = None
        self._directory: Path | None = None
        self._temporary: TemporaryDirectory | None = None
        self._pending: dict[int, _Pending] = {}
        self._numbers = itertools.count(1)

    @property
    def pid(self) -> int | None:
        """The id of the process; None where none runs."""
        return None if self._process is None else self._process.pid

    async def directory(self) -> Path:
        """The directory of the worker's files; the process is started where none runs.

        Raises:
            ReadError: when it can't be started.
        """
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
                        limit=_MAX_LINE_BYTES,
                        env=environment(),
                        start_new_session=True,
                    )
                except OSError as error:
                    raise ReadError(
                        f"The process that reads large answers can't be started: {error}"
                    ) from None
                self._listener = asyncio.create_task(self._listen(self._process))
            return self._directory

    def new_name(self, kind: str) -> str:
        """A name for a file in the directory that no other has."""
        return f"{kind}-{next(self._numbers)}"

    async def request(self, request: Request[Result], progress: Progress | None = None) -> Result:
        """Send a request, and wait for its result.

        Args:
            progress: called with how much is done, from 0 to 1.

        Raises:
            FilterError: for an expression that can't be used.
            ReadError: when the worker fails, or ends.
        """
        await self.directory()
        process = self._process
        assert process is not None
        assert process.stdin is not None
        number = next(self._numbers)
        result: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._pending[number] = _Pending(process, result, progress)
        try:
            # Every request is one of AnyRequest.
            process.stdin.write(encode(WorkerMessage(number, cast(AnyRequest, request))))
            await process.stdin.drain()
            return decode_result(request, await result)
        except (BrokenPipeError, ConnectionResetError):
            raise ReadError("The process that reads large answers ended.") from None
        except asyncio.CancelledError:
            # Its result isn't needed any more. The process ends; another one starts with the next
            # request.
            if request.is_long and process.returncode is None:
                process.kill()
                self._process = None
            raise
        finally:
            self._pending.pop(number, None)

    async def request_numbers(
        self, make: Callable[[str], Request[int]], progress: Progress | None = None
    ) -> Sequence[int]:
        """Send a request that writes numbers to a file, and give the numbers.

        Args:
            make: makes the request, from the name of the file.
        """
        async with self.target() as path:
            await self.request(make(path.name), progress)
            # Mapped: there may be as many as the response has lines.
            return memoryview(map_file(path)).cast("Q")

    @asynccontextmanager
    async def source(self, content: bytes | memoryview | Path) -> AsyncIterator[str]:
        """The path of a file that holds the bytes; it is removed at the end."""
        if isinstance(content, Path):
            yield str(content)
            return
        path = await self.directory() / self.new_name("source")
        try:
            await asyncio.to_thread(_write, path, content)
            yield str(path)
        finally:
            path.unlink(missing_ok=True)

    @asynccontextmanager
    async def target(self) -> AsyncIterator[Path]:
        """A file that the worker writes to; it is removed at the end."""
        path = await self.directory() / self.new_name("found")
        try:
            yield path
        finally:
            path.unlink(missing_ok=True)

    async def close(self) -> None:
        """End the process, and remove its files."""
        process, self._process = self._process, None
        if process is not None:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()
        if self._listener is not None:
            self._listener.cancel()
            await asyncio.gather(self._listener, return_exceptions=True)
        if self._temporary is not None:
            await asyncio.to_thread(self._temporary.remove)

    async def _listen(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdout is not None
        try:
            async for line in process.stdout:
                self._take(decode_reply(line))
        except (ValueError, msgspec.MsgspecError):
            # A line that is too long, or no reply: what comes after it can't be trusted either.
            process.kill()
        await process.wait()
        for pending in self._pending.values():
            if pending.process is process and not pending.result.done():
                words = "The process that reads large answers ended; perhaps it had no memory."
                pending.result.set_exception(ReadError(words))

    def _take(self, reply: Reply) -> None:
        """Hand a reply to the request that waits for it."""
        pending = self._pending.get(reply.id)
        if pending is None or pending.result.done():
            return
        if isinstance(reply, PartDone):
            if pending.progress is not None:
                pending.progress(reply.part)
        elif isinstance(reply, Failed):
            error = FilterError if reply.is_filter else ReadError
            pending.result.set_exception(error(reply.problem))
        else:
            pending.result.set_result(reply.result)


def _write(path: Path, content: bytes | memoryview) -> None:
    path.touch(mode=0o600)
    path.write_bytes(content)
