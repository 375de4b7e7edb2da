"""Decompression of a response, a piece at a time.

Not by httpx: it takes a stream that ends too early for whole, leaves out what follows a first part,
and makes of 64 KB that are packed over and over as much as they say.
"""

import zlib
from collections.abc import Iterator

from ovh_explorer.translation import N_, _

__all__ = ["DecompressionError", "Decompressor"]

# Bytes that are made at once, however well they were packed.
_MAX_PIECE_BYTES = 1 << 18
_GZIP = zlib.MAX_WBITS | 16
_NAMES = ("gzip", "x-gzip")
_NOT_REQUESTED = N_(
    "The response from {host} is compressed in a way that was not requested ({encoding})."
)
_DAMAGED = N_("The response from {host} can't be decompressed.")
_CUT = N_("The response from {host} ends in the middle of its compression.")


class DecompressionError(Exception):
    """A body that can't be unpacked; :meth:`words` say so."""

    def __init__(self, message: str, encoding: str = "") -> None:
        super().__init__(message)
        self._message = message
        self._encoding = encoding

    def words(self, host: str) -> str:
        """What is wrong with the response from a host, a sentence."""
        return _(self._message).format(host=host, encoding=self._encoding)


class Decompressor:
    """Unpacks gzip, the one compression that is asked for; leaves a body alone that says none.

    Args:
        encoding: the response's ``Content-Encoding``, all of them joined by commas.

    Raises:
        DecompressionError: for another one, or more than one.
    """

    def __init__(self, encoding: str) -> None:
        names = [
            name
            for part in encoding.lower().split(",")
            if (name := part.strip()) not in ("", "identity")
        ]
        if len(names) > 1 or not set(names).issubset(_NAMES):
            raise DecompressionError(_NOT_REQUESTED, ", ".join(names)[:50])
        self._packed = bool(names)
        # One part of the body, of which there may be several in a row; None before and between
        # them.
        self._part: zlib._Decompress | None = None

    def feed(self, data: bytes) -> Iterator[bytes]:
        """The bytes that `data` holds, in pieces of limited size.

        Raises:
            DecompressionError: when it is no gzip.
        """
        if not self._packed:
            yield data
            return
        while data:
            part = self._part = self._part or zlib.decompressobj(_GZIP)
            try:
                piece = part.decompress(data, _MAX_PIECE_BYTES)
            except zlib.error:
                raise DecompressionError(_DAMAGED) from None
            data = part.unconsumed_tail
            if part.eof:
                data, self._part = part.unused_data, None
            if piece:
                yield piece

    def end(self) -> Iterator[bytes]:
        """What is left at the end of the body: the output that no further input was needed for.

        Raises:
            DecompressionError: when it ends too early.
        """
        part = self._part
        while part is not None and not part.eof:
            try:
                piece = part.decompress(b"", _MAX_PIECE_BYTES)
            except zlib.error:
                raise DecompressionError(_DAMAGED) from None
            if not piece:
                raise DecompressionError(_CUT)
            yield piece
