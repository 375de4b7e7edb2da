"""The worker that reads large responses, as its parent sees it: it starts with the first job."""

import asyncio
import itertools
import os
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from ovh_explorer.children import environment, python_of
from ovh_explorer.temporary import TemporaryDirectory
from ovh_explorer.translation import _, number
from ovh_explorer.workspace.response import protocol
from ovh_explorer.workspace.response.errors import ReadError
from ovh_explorer.workspace.response.filter import FilterError

__all__ = ["WorkerClient"]

# Bytes of a reply: the names of a table's columns are in one, however long they are.
MAX_REPLY_BYTES = 16_000_000
# How often is looked whether what is waited for was stopped: it would be waited for without end.
LOOK_SECONDS = 2.0

_Result = TypeVar("_Result", bound=protocol.Result)


@dataclass(frozen=True, slots=True)
class _PendingJob:
    process: asyncio.subprocess.Process
    result: "asyncio.Future[protocol.Result]"
    progress: Callable[[float], object] | None


class WorkerClient:
    """Starts the worker, gives it files and jobs, and takes its results."""

    def __init__(self) -> None:
        self.process: asyncio.subprocess.Process | None = None
        self.directory: Path | None = None
        self._temporary: TemporaryDirectory | None = None
        self._starting = asyncio.Lock()
        self._listening: asyncio.Task[None] | None = None
        self._pending: dict[int, _PendingJob] = {}
        self._numbers = itertools.count(1)

    async def ready(self) -> Path:
        """Start the worker where it doesn't run; the directory of its files.

        Raises:
            ReadError: when it can't be started.
        """
        async with self._starting:
            if self.directory is None:
                self._temporary = await asyncio.to_thread(TemporaryDirectory, "response")
                self.directory = self._temporary.path
            if self.process is None or self.process.returncode is not None:
                self.process = await self._start(self.directory)
                self._listening = asyncio.create_task(self._listen(self.process))
            return self.directory

    async def close(self) -> None:
        """End the worker and remove what it wrote."""
        process, self.process = self.process, None
        if process is not None:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()
        if self._listening is not None:
            self._listening.cancel()
            await asyncio.gather(self._listening, return_exceptions=True)
        if self._temporary is not None:
            await asyncio.to_thread(self._temporary.remove)

    async def new_file(self, kind: str) -> Path:
        """A path in the directory that no other file has."""
        return await self.ready() / f"{kind}-{next(self._numbers)}"

    @asynccontextmanager
    async def source(self, content: bytes | memoryview | Path) -> AsyncIterator[str]:
        """The path of a file that has the bytes, for as long as it is needed."""
        if isinstance(content, Path):
            yield str(content)
            return
        path = await self.new_file("source")
        try:
            await asyncio.to_thread(_write, path, content)
            yield str(path)
        finally:
            path.unlink(missing_ok=True)

    @asynccontextmanager
    async def target(self) -> AsyncIterator[Path]:
        """The path of a file that the worker is to write, for as long as it is needed."""
        path = await self.new_file("found")
        try:
            yield path
        finally:
            path.unlink(missing_ok=True)

    async def do(
        self,
        job: protocol.Job,
        kind: type[_Result],
        progress: Callable[[float], object] | None = None,
    ) -> _Result:
        """Have a job done; its result, which is of a `kind`.

        Raises:
            FilterError: for an expression that can't be used.
            ReadError: when the job can't be done, or the worker ends.
        """
        await self.ready()
        process = self.process
        assert process is not None
        assert process.stdin is not None
        number = next(self._numbers)
        pending = _PendingJob(process, asyncio.get_running_loop().create_future(), progress)
        self._pending[number] = pending
        try:
            # Not waited for: one that was stopped reads nothing, and of one that has ended all who
            # wait for results are told.
            process.stdin.write(protocol.encode(protocol.Order(number, job)))
            result = await self._result(pending)
        except asyncio.CancelledError:
            # Its result isn't needed any more: the worker ends, another starts with the next job.
            if job.is_long and process.returncode is None:
                process.kill()
                self.process = None
            raise
        finally:
            self._pending.pop(number, None)
        assert isinstance(result, kind)
        return result

    async def _result(self, pending: _PendingJob) -> protocol.Result:
        """The result of a job. A worker that something stopped is ended: the next job has
        another.
        """
        while not pending.result.done():
            await asyncio.wait({pending.result}, timeout=LOOK_SECONDS)
            if not pending.result.done() and _is_stopped(pending.process.pid):
                self._fail(
                    pending.process,
                    _(
                        "The process that reads large responses was stopped by another program, "
                        "and has been ended. Another one starts when it is needed."
                    ),
                )
                pending.process.kill()
                self.process = None
        return await pending.result

    async def _start(self, directory: Path) -> asyncio.subprocess.Process:
        try:
            return await asyncio.create_subprocess_exec(
                *python_of("ovh_explorer.workspace.response.worker"),
                str(directory),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
                limit=MAX_REPLY_BYTES,
                env=environment(),
                start_new_session=True,
            )
        except OSError as error:
            raise ReadError(
                _("The process that reads large responses can't be started: {error}").format(
                    error=error
                )
            ) from None

    async def _listen(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdout is not None
        problem = _("The process that reads large responses ended; perhaps it ran out of memory.")
        try:
            async for line in process.stdout:
                # Half a line is what it was writing as it was killed.
                if line.endswith(b"\n"):
                    self._take(protocol.decode_reply(line))
        except ValueError:
            # Longer than the limit: those who wait are told all the same.
            problem = _(
                "Failed to read the response: the result has more than {count} bytes. Save the "
                "response to a file instead."
            ).format(count=number(MAX_REPLY_BYTES))
            process.kill()
        await process.wait()
        self._fail(process, problem)

    def _fail(self, process: asyncio.subprocess.Process, problem: str) -> None:
        """Tell those who wait for results of a process why there are none."""
        for pending in self._pending.values():
            if pending.process is process and not pending.result.done():
                pending.result.set_exception(ReadError(problem))

    def _take(self, reply: protocol.Reply) -> None:
        pending = self._pending.get(reply.number)
        if pending is None or pending.result.done():
            return
        match reply:
            case protocol.Progress():
                if pending.progress is not None:
                    pending.progress(reply.part)
            case protocol.Failed():
                error = FilterError if reply.is_filter else ReadError
                pending.result.set_exception(error(reply.problem))
            case protocol.Done():
                pending.result.set_result(reply.result)


def _is_stopped(pid: int) -> bool:
    """Whether a process of ours was stopped by a signal, and not continued."""
    if sys.platform == "win32" or not hasattr(os, "waitid"):
        return False
    try:
        return os.waitid(os.P_PID, pid, os.WSTOPPED | os.WNOHANG | os.WNOWAIT) is not None
    except ChildProcessError:
        # It has ended, which is told by the one that waits for it.
        return False


def _write(path: Path, content: bytes | memoryview) -> None:
    path.touch(mode=0o600)
    path.write_bytes(content)
