"""A line on standard error that says how far something is; only where that is a terminal."""

import sys
from types import TracebackType
from typing import Self

from ovh_explorer.cli.streams import tell
from ovh_explorer.text import printable

__all__ = ["ProgressLine"]

_MAX_WIDTH = 70


class ProgressLine:
    """Written over with each word about how far it is, and gone at the end of ``with``.

    Args:
        is_shown: False where other lines come meanwhile, which say as much.
    """

    def __init__(self, *, is_shown: bool) -> None:
        self._is_shown = is_shown and sys.stderr.isatty()
        self._width = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.end()

    def show(self, words: str) -> None:
        """Say it."""
        if self._is_shown:
            text = printable(words)[:_MAX_WIDTH]
            tell(f"\r{text:<{self._width}}", end="")
            self._width = len(text)

    def end(self) -> None:
        """Take the line away: what comes next stands in its place."""
        if self._width:
            # The terminal itself has written ^C after it, where that ended it.
            tell(f"\r{'':<{self._width + len('^C')}}\r", end="")
            self._width = 0
