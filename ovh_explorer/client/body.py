"""The body of an answer as it comes in: in memory up to a size, then in a file."""

import asyncio
import os
import tempfile
import threading
import weakref
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

__all__ = ["BodyError", "BodyWriter", "StoredBody"]

# Bytes up to which a body is kept in memory.
_MOST = 4_000_000
# Bytes that are written at a time.
_BLOCK = 1_000_000


class BodyError(Exception):
    """A body that can't be kept; the message says why."""


class StoredBody:
    """A body in a file that only the user can read; the file goes with the last who knows of it.

    Attributes:
        path: the file.
        size: in bytes.
    """

    def __init__(self, path: Path, size: int) -> None:
        self.path = path
        self.size = size
        weakref.finalize(self, _remove, path)

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
        if self._size > _MOST and len(self._waiting) >= _BLOCK:
            await self._write()

    async def _write(self) -> None:
        block, self._waiting = self._waiting, bytearray()
        try:
            await asyncio.to_thread(self._put, block)
        except OSError as error:
            raise BodyError(error.strerror or str(error)) from None

    def _put(self, block: bytearray) -> None:
        with self._writing:
            if not self._unwanted:
                if self._file is None:
                    # Closed in `finish` or `discard`. The system makes it readable for its owner alone.
                    descriptor, name = tempfile.mkstemp(prefix="ovh-explorer-answer-")
                    self._file, self._path = os.fdopen(descriptor, "wb"), Path(name)
                self._file.write(block)
        # Whoever waited for this was cancelled meanwhile, perhaps before there was a file.
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
            raise BodyError(error.strerror or str(error)) from None
        return StoredBody(self._path, self._size)

    @property
    def size(self) -> int:
        """Bytes that were added."""
        return self._size

    def discard(self) -> None:
        """The body is not wanted."""
        self._unwanted = True
        self._waiting.clear()
        self._clear_up()

    def _clear_up(self) -> None:
        """Remove the file of a body that isn't wanted; a thread that writes to it now does so itself, later."""
        if self._unwanted and self._writing.acquire(blocking=False):
            try:
                if self._file is not None:
                    with suppress(OSError):
                        self._file.close()
                    _remove(self._path)
            finally:
                self._writing.release()


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink()
