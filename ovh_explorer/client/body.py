"""The body of a response as it comes in: in memory up to a size, then in a file."""

import asyncio
import os
import threading
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from ovh_explorer.files import reason_of
from ovh_explorer.temporary import TemporaryDirectory

__all__ = ["BodyError", "BodyWriter", "StoredBody"]

# Bytes up to which a body is kept in memory.
_MAX_MEMORY_BYTES = 4_000_000
# Bytes that are written at a time.
_BLOCK_BYTES = 1_000_000
_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


class BodyError(Exception):
    """A body that can't be kept; the message says why."""


class StoredBody:
    """A body in a file that only the user can read; the file goes with the last who knows of it.

    Attributes:
        path: the file.
        size: in bytes.
    """

    def __init__(self, directory: TemporaryDirectory, path: Path, size: int) -> None:
        self._directory = directory
        self.path = path
        self.size = size

    def read(self, count: int = -1) -> bytes:
        """The first `count` bytes; all of them by default."""
        with self.path.open("rb") as file:
            return file.read(count)


class BodyWriter:
    """Takes the pieces of a body. Where it ends early, :meth:`discard` removes what was written.

    Files are written in threads: a disk that is slow holds nothing else up.
    """

    def __init__(self) -> None:
        # One buffer, not a list of pieces: they may be a byte each.
        self._waiting = bytearray()
        self._size = 0
        self._file: BinaryIO | None = None
        self._directory: TemporaryDirectory | None = None
        self._path = Path()
        self._unwanted = False
        self._writing = threading.Lock()

    async def add(self, piece: bytes) -> None:
        """The next piece.

        Raises:
            BodyError: when the file can't be written.
        """
        self._size += len(piece)
        self._waiting += piece
        if self._size > _MAX_MEMORY_BYTES and len(self._waiting) >= _BLOCK_BYTES:
            await self._write()

    async def _write(self) -> None:
        block, self._waiting = self._waiting, bytearray()
        try:
            await asyncio.to_thread(self._put, block)
        except OSError as error:
            raise BodyError(reason_of(error)) from None

    def _put(self, block: bytearray) -> None:
        with self._writing:
            if not self._unwanted:
                if self._file is None:
                    self._directory = TemporaryDirectory("response")
                    self._path = self._directory.path / "body"
                    # Closed in `finish` or `discard`.
                    self._file = os.fdopen(os.open(self._path, _NEW_FILE, 0o600), "wb")
                self._file.write(block)
        # The task that waited for this was cancelled meanwhile, perhaps before there was a file.
        self._clear_up()

    async def finish(self) -> bytes | StoredBody:
        """The whole body.

        Raises:
            BodyError: when the file can't be written.
        """
        if self._file is None:
            return bytes(self._waiting)
        await self._write()
        try:
            self._file.close()
        except OSError as error:
            raise BodyError(reason_of(error)) from None
        assert self._directory is not None
        return StoredBody(self._directory, self._path, self._size)

    @property
    def size(self) -> int:
        """Bytes that were added."""
        return self._size

    @property
    def in_memory(self) -> bytes | None:
        """What was added, as long as it is in no file."""
        if self._file is None and self._size == len(self._waiting):
            return bytes(self._waiting)
        return None

    def discard(self) -> None:
        """The body is not wanted."""
        self._unwanted = True
        self._waiting.clear()
        self._clear_up()

    def _clear_up(self) -> None:
        """Remove the file of a body that isn't wanted; a thread that writes to it now does so
        itself, later.
        """
        if self._unwanted and self._writing.acquire(blocking=False):
            try:
                if self._file is not None:
                    with suppress(OSError):
                        self._file.close()
                if self._directory is not None:
                    self._directory.remove()
            finally:
                self._writing.release()
