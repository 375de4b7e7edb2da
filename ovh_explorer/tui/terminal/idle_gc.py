"""When Python looks for garbage: in moments in which nobody waits.

Drawing makes much of it (Textual's strips hold caches that hold strips), and a full collection
holds the event loop for 30 ms and more, at a moment nobody chose. So what the program is made of is
put aside once it is complete, a full collection waits until nothing has happened for a while, and
those that Python starts by itself are made rare.
"""

import gc

__all__ = ["SECONDS", "Garbage"]

SECONDS = 0.25
"""How often to call :meth:`Garbage.look`."""

# Young objects until Python looks at those by itself (some 5 ms); a screenful of strips is some
# 10,000. Then so many times until it looks at older ones, and at all: where somebody works for
# minutes without a pause.
_THRESHOLDS = 15_000, 4, 20
# Looks without anything new until nobody is thought to wait: one second.
_CALM = 4
_NOTHING_NEW = 400
_WORTH_IT = 4_000


class Garbage:
    """Settles down with what is there when it is made: never looks through that again."""

    def __init__(self) -> None:
        gc.collect()
        gc.freeze()
        gc.set_threshold(*_THRESHOLDS)
        self._seen = gc.get_count()
        self._calm = 0
        self._piled = 0

    def look(self) -> None:
        """See whether anything happens; collect what has piled up when nothing does any more."""
        before, self._seen = self._seen, gc.get_count()
        new = self._seen[0] - before[0] if self._seen[1:] == before[1:] else _WORTH_IT
        self._piled += max(0, new)
        self._calm = self._calm + 1 if new < _NOTHING_NEW else 0
        if self._calm >= _CALM and self._piled >= _WORTH_IT:
            gc.collect()
            self._seen, self._piled = gc.get_count(), 0
