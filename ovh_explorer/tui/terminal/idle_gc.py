"""When Python looks for garbage: in moments in which the user doesn't wait.

Drawing makes much of it (Textual's strips hold caches that hold strips), and a full collection
holds the event loop for 30 ms and more, at a moment of its own choice. So what the program is made
of is put aside once it is complete. What was made lately is looked through when nothing happens,
all of it now and then or when nothing has happened for long, and what Python starts by itself is
made rare.
"""

import asyncio
import gc
import sys
from typing import Any
from urllib import parse

from rich.segment import Segment
from textual._segment_tools import make_blank
from textual._styles_cache import StylesCache
from textual.app import App
from textual.dom import DOMNode
from textual.signal import Signal
from textual.strip import Strip

__all__ = [
    "SECONDS",
    "Garbage",
    "begin_to_collect",
    "collect_young",
    "forget_cancelled_timers",
    "forget_drawn",
    "forget_gone",
    "forget_read",
]

SECONDS = 0.25
"""How often to call :meth:`Garbage.look`."""

# Young objects until Python looks at those by itself (some 5 ms); a screenful of strips is some
# 10,000. Then so many times until it looks at older ones, and at all: where a user works for a
# minute without a pause, before there is so much that looking takes long.
_THRESHOLDS = 15_000, 4, 6
# Looks without anything new until the user is thought not to wait: one second.
_CALM = 4
# Looks without a pause until freed memory is given back all the same: 20 seconds. It takes some
# milliseconds.
_MAX_LOOKS_IN_USE = 80
# Collections of young objects alone (1 to 4 ms) before one of all (20 ms and more): a response
# that is watched makes work for one each time that it comes. And looks until the user is thought to
# rest, and all is collected: 30 seconds.
_MAX_YOUNG = 10
_REST = 120
_NOTHING_NEW = 400
_WORTH_IT = 4_000
# What Textual and Rich keep of what was drawn, and how many of each stay: widgets with their lines,
# where two colours are asked for, of which none is worth it, for a line takes 5 kB; the halves of
# texts that were cut to fit, however long they are, one more for each key in an input; styles as
# they are written to the terminal; blanks of each width.
_CACHES = (
    (StylesCache.get_inner_outer, 0),
    (Segment._split_cells, 50),
    (Strip.render_ansi, 4_000),
    (make_blank, 1_000),
)
# asyncio forgets cancelled timers at once where there are over a hundred, and most are cancelled.
_CANCELLED_TIMERS = 500


def forget_gone(app: App[Any]) -> None:
    """Have the application and its screens forget the widgets that are gone and wanted to be told
    of something.

    Textual forgets one the next time that it would tell it: a text area, with all that was typed
    into it, when the theme changes, and an input when a user marks text.
    """
    for node in (app, *app.screen_stack):
        told: dict[str, list[tuple[DOMNode, object]]] = getattr(node, "__watchers", {})
        for watchers in told.values():
            watchers[:] = [watcher for watcher in watchers if not watcher[0]._closing]
        for signal in [value for value in vars(node).values() if isinstance(value, Signal)]:
            for subscriber in [item for item in signal._subscriptions if item._closing]:
                signal.unsubscribe(subscriber)


def forget_drawn(*, all_of_it: bool = False) -> None:
    """Have Textual and Rich forget what they keep of what was drawn, where it has become much."""
    for cache, limit in _CACHES:
        if all_of_it or cache.cache_info().currsize > limit:
            cache.cache_clear()


def forget_read() -> None:
    """Have Python and JMESPath forget the texts that they read as URLs and as expressions.

    They keep a hundred and more, however long those are. Words that something large was pasted into
    are another text with each key.
    """
    parse.clear_cache()  # type: ignore[attr-defined] # it has no documentation
    if "jmespath.parser" in sys.modules:
        from jmespath.parser import Parser

        Parser.purge()


def forget_cancelled_timers() -> None:
    """Have asyncio forget the timers that were cancelled, at its next turn.

    It keeps a few until their time comes, and each has the context it was made in, with the worker
    that sent a request and so the whole place: those of a request come after a minute. Where the
    user goes through several places sooner, all of them would be put aside as in use.
    """
    loop = asyncio.get_running_loop()
    for _ in range(_CANCELLED_TIMERS):
        loop.call_later(60, loop.time).cancel()


def begin_to_collect() -> None:
    """Look for garbage from now on, where the start has put that off, but not in what it has made:
    that would hold up the first key.
    """
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


def collect_young() -> None:
    """Look through what was made lately, in any thread: after much of it, such as a search index,
    Python would do so while a key is handled.
    """
    gc.collect(1)


class Garbage:
    """Settles down with what is there when it is made: never looks through that again.

    Args:
        app: the application that is to forget widgets that are gone.
    """

    def __init__(self, app: App[Any] | None = None) -> None:
        self._app = app
        gc.set_threshold(*_THRESHOLDS)
        self.settle()

    def settle(self) -> None:
        """Put aside what is there now, and collect what was put aside before and isn't used any
        more.
        """
        gc.unfreeze()
        forget_drawn(all_of_it=True)
        gc.collect()
        gc.freeze()
        self._seen = gc.get_count()
        self._calm = 0
        self._piled = 0
        self._young = 0
        self._looks_in_use = 0

    def _collect(self, *, all_of_it: bool = False) -> None:
        """Collect what was made lately; after some of that, and where the user rests, all."""
        if all_of_it or self._young >= _MAX_YOUNG:
            gc.collect()
            self._young = 0
        else:
            collect_young()
            self._young += 1
        self._seen, self._piled = gc.get_count(), 0

    def look(self) -> None:
        """See whether anything happens; collect what has piled up when nothing does any more."""
        forget_drawn()
        forget_read()
        if self._app is not None:
            forget_gone(self._app)
        before, self._seen = self._seen, gc.get_count()
        new = self._seen[0] - before[0] if self._seen[1:] == before[1:] else _WORTH_IT
        self._piled += max(0, new)
        self._calm = self._calm + 1 if new < _NOTHING_NEW else 0
        is_calm = self._calm >= _CALM
        if is_calm and self._piled >= _WORTH_IT:
            self._collect()
        elif self._calm >= _REST and self._young:
            self._collect(all_of_it=True)
        if not is_calm:
            self._looks_in_use += 1
        if self._looks_in_use and (is_calm or self._looks_in_use >= _MAX_LOOKS_IN_USE):
            # A program that nobody has used yet doesn't import it.
            from ovh_explorer.tui.terminal.free_memory import return_freed_memory

            return_freed_memory()
            self._looks_in_use = 0
