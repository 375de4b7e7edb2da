"""Keys typed ahead: each waits until what the key before it began is over, and goes where the focus
is then.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterator
from functools import partial
from time import monotonic
from typing import Any
from weakref import WeakKeyDictionary, ref

from textual import events
from textual.app import App
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.worker import NoActiveWorker, Worker, get_current_worker

from ovh_explorer.translation import N_, _
from ovh_explorer.tui.terminal.alt_keys import after_escape, without_alt
from ovh_explorer.tui.terminal.text_fields import is_text_field

# No words for people: names of groups of workers, and of a task.
__all__ = ["BACKGROUND", "FOREGROUND", "TypeAhead", "TypedEvent"]

TypedEvent = events.Key | events.Paste | events.MouseEvent

# Groups of workers that open something, or move the focus, and ask this machine alone before they
# do.
FOREGROUND = frozenset(
    {
        "account", "ask", "close", "copy", "edit", "export", "filter", "follow", "inspect",
        "leave", "make", "new token", "open-words", "paste", "read-only", "recipe", "revoke",
        "save", "try", "write",
    }
)  # fmt: skip
# Groups of workers that leave the focus where it is, or wait for the network.
BACKGROUND = frozenset(
    {
        "choice", "choose", "find", "fold", "garbage", "identify", "keep", "label", "last-place",
        "learn", "load", "open", "pick", "place", "prepare", "read", "recipe response", "recipes",
        "request", "send", "sync", "trial", "verify", "wait",
    }
)  # fmt: skip
# The group in which Textual's command palette looks for what was typed. Enter chooses what is
# listed: until it is over, that is what was found for other words.
PALETTE_SEARCH = "--textual-command-palette-gather-commands"
# Seconds a worker may take to open something; after that the keys go where the focus is.
_MAX_WORK_SECONDS = 1.5
# Seconds that a key is held back at most.
_MAX_HOLD_SECONDS = 3.0
# Turns of the event loop in which most keys are done; after them it is looked less often.
_QUICK_TURNS = 60
_POLL_SECONDS = 0.002
# Keys that may wait for a command to be over.
_MAX_WAITING_KEYS = 500
_TOO_MANY = N_("Too many keys came at once. Most of them had no effect: text can't be pasted here.")
_OURS = "ovh_explorer."


class TypeAhead:
    """Hands keys, pastes and what the mouse does to an application one after the other.

    Over a slow line all that was typed meanwhile comes in one read, and Textual gives every key of
    it to the widget that has the focus at that moment. Here a key that may move the focus is done
    first, with all that it sets off: messages, mounting, a worker that opens a dialog. Only then
    comes the next.

    An event that was held back keeps the time at which it came: by that a question knows what was
    pressed before it was painted. A press of the mouse that was held back is for what was painted
    then, or was below that: not for a screen that opened since.

    Args:
        app: the application.
        deliver: gives an event to the widget that has the focus.
        only_moves: whether a key of that name only shows something or moves the focus.
    """

    def __init__(
        self,
        app: App[Any],
        deliver: Callable[[events.Event], Awaitable[None]],
        only_moves: Callable[[str], bool],
    ) -> None:
        self._app = app
        self._deliver = deliver
        self._only_moves = only_moves
        # With each, whether it was split off from Alt.
        self._waiting: deque[tuple[TypedEvent, bool]] = deque()
        self._settling: asyncio.Task[None] | None = None
        # Characters were delivered without waiting until the field has them.
        self._is_typing = False
        # The screen that a worker has opened and waits for; and since when it is at work without
        # one. A worker stays as long as a task that it began, and has it in its context: its screen
        # is not to stay as long.
        self._screens: WeakKeyDictionary[Worker[Any], ref[Screen[Any]]] = WeakKeyDictionary()
        # Whether the button was pressed for a screen that another one covers now.
        self._drops_release = False
        # When screens were opened, by the clock of events.
        self._opened: WeakKeyDictionary[Screen[Any], float] = WeakKeyDictionary()
        self._since: WeakKeyDictionary[Worker[Any], float] = WeakKeyDictionary()

    @property
    def is_idle(self) -> bool:
        """Whether nothing waits, and what the last key began is over."""
        return not self._waiting and self._settling is None

    async def take(self, event: TypedEvent) -> None:
        """Deliver an event that came from the terminal, at once or when its turn comes."""
        self._waiting.append((event, False))
        await self._go_on()

    def note_screen(self, screen: Screen[Any], now: float) -> None:
        """Note that a screen was opened `now`, by the clock of events; called in the worker that
        did it, where one did.
        """
        self._opened[screen] = now
        try:
            worker: Worker[Any] | None = get_current_worker()
        except NoActiveWorker:
            worker = None
        if worker is not None:
            self._screens[worker] = ref(screen)

    def settle(self) -> None:
        """Hold back what is typed until what was begun is over."""
        if self._settling is None:
            self._settling = asyncio.create_task(self._settle(), name="keys typed ahead")

    def close(self) -> None:
        """Drop what waits."""
        self._waiting.clear()
        if self._settling is not None:
            self._settling.cancel()

    async def _go_on(self) -> None:
        while self._waiting and self._settling is None:
            if self._is_at_work():
                self.settle()
                return
            if self._is_typing and not self._is_text(self._waiting[0][0]):
                # A key may do something before the field has got to the characters.
                self.settle()
                return
            event, is_split = self._waiting.popleft()
            if isinstance(event, events.MouseEvent):
                await self._take_mouse(event)
            elif isinstance(event, events.Key) and not is_split and (keys := after_escape(event)):
                self._take_apart(event, *keys)
            elif self._is_pasted(event):
                self._waiting.clear()
                self._app.notify(_(_TOO_MANY), severity="warning", timeout=8, markup=False)
            elif self._is_for_the_screen(event, is_split):
                self._is_typing = self._is_text(event)
                await self._deliver(event)
                if not self._is_typing:
                    self.settle()

    async def _take_mouse(self, event: events.MouseEvent) -> None:
        """Deliver what the mouse did, unless the screen below it was opened since; a release goes
        where its press went.
        """
        is_release = isinstance(event, events.MouseUp)
        if isinstance(event, events.MouseDown):
            self._drops_release = event.time < self._opened.get(self._app.screen, 0.0)
        if not (self._drops_release and isinstance(event, events.MouseDown | events.MouseUp)):
            await self._deliver(event)
        if is_release:
            self._drops_release = False
            # It may open something that the next key is for.
            self.settle()

    def _take_apart(self, event: events.Key, escape: events.Key, key: events.Key) -> None:
        """Treat Alt and a key as ``esc`` and the key, which look the same, but where a field edits
        by it.
        """
        editing = without_alt(event) if is_text_field(self._app.focused) else None
        if editing is not None:
            self._waiting.appendleft((editing, False))
        else:
            self._waiting.extendleft([(key, True), (escape, True)])

    def _is_for_the_screen(self, event: TypedEvent, is_split: bool) -> bool:
        screen = self._app.screen
        if not is_split or not isinstance(event, events.Key) or event.key == "escape":
            return True
        # It may have been meant as Alt and a letter: it types and moves, and does nothing else.
        if self._is_text(event):
            return True
        return not screen.is_modal and (self._only_moves(event.key) or self._starts_text(event))

    def _is_text(self, event: TypedEvent) -> bool:
        """Whether an event is a character of the text that is being typed: the focus stays where it
        is.
        """
        return (
            isinstance(event, events.Key)
            and event.is_printable
            and is_text_field(self._app.focused)
        )

    def _starts_text(self, event: events.Key) -> bool:
        return event.is_printable and bool(getattr(self._app.focused, "takes_text", False))

    def _is_pasted(self, event: TypedEvent) -> bool:
        """Whether more keys wait than anybody types, where none of them is text: a paste whose
        beginning was lost, as while an editor had the terminal. Each of its letters would be a
        command.
        """
        return (
            len(self._waiting) > _MAX_WAITING_KEYS
            and isinstance(event, events.Key)
            and event.is_printable
            and not self._is_text(event)
            and not self._starts_text(event)
        )

    # When a key is done

    async def _settle(self) -> None:
        try:
            end = monotonic() + _MAX_HOLD_SECONDS
            turns = quiet = 0
            # What is done in the one turn may set off something in the next.
            while quiet < 2 and monotonic() < end:
                await asyncio.sleep(0 if turns < _QUICK_TURNS else _POLL_SECONDS)
                turns += 1
                quiet = quiet + 1 if self._is_quiet() else 0
        finally:
            self._settling, self._is_typing = None, False
            self._app.call_later(self._go_on)

    def _is_quiet(self) -> bool:
        """Whether nothing is under way that a key may have begun."""
        screen = self._app.screen
        if self._is_at_work(also=PALETTE_SEARCH) or not (screen.is_mounted and screen.is_running):
            return False
        if screen._layout_required or any(_is_ours(callback) for callback, _ in screen._callbacks):
            return False
        return not any(_is_busy(pump) for pump in self._pumps(screen))

    def _pumps(self, screen: Screen[Any]) -> Iterator[MessagePump]:
        yield self._app
        yield screen
        yield from screen.walk_children()

    def _is_at_work(self, also: str = "") -> bool:
        """Whether something is about to be opened: by a worker, or since the program was started
        with it; or a worker of the group `also` isn't done.
        """
        now = monotonic()
        stack = self._app.screen_stack
        for worker in self._app.workers:
            if worker.is_finished or not (worker.group in FOREGROUND or worker.group == also):
                continue
            opened = self._screens.get(worker)
            if opened is not None and opened() in stack:
                self._since.pop(worker, None)
            elif now - self._since.setdefault(worker, now) < _MAX_WORK_SECONDS:
                return True
        return False


def _is_busy(pump: MessagePump) -> bool:
    """Whether a widget deals with a message, has further ones, or isn't there yet."""
    if pump._closing or pump._closed:
        return False
    return (
        not pump._is_mounted
        or pump.message_queue_size > 0
        or not _is_waited_for(pump._message_queue)
        or bool(pump._next_callbacks)
    )


def _is_waited_for(queue: Any) -> bool:
    """Whether a message of a queue is waited for: Textual's own, and before 7 asyncio's."""
    ready = getattr(queue, "ready_event", None)
    return bool(queue._getters if ready is None else ready._waiters)


def _is_ours(callback: Callable[..., Any]) -> bool:
    """Whether what waits for the next refresh is of this program: Textual's own moves no focus."""
    while isinstance(callback, partial):
        callback = callback.func
    return str(getattr(callback, "__module__", "")).startswith(_OURS)
