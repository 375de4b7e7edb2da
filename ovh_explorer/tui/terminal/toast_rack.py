"""Textual's toasts: which of them stand, and where. Textual has no public names for that."""

from collections.abc import Sequence
from dataclasses import replace
from time import time
from typing import Any, Literal
from uuid import uuid4

from textual.app import App
from textual.content import Content
from textual.css.query import NoMatches
from textual.geometry import Region, Size
from textual.notifications import Notification
from textual.screen import Screen
from textual.widgets._toast import ToastHolder, ToastRack

__all__ = [
    "ToastApp",
    "end_toasts",
    "is_standing",
    "put_rack",
    "raised_anew",
    "set_toasts",
    "standing_toasts",
    "toasts_size",
    "withdraw_toasts",
]

# Of a toast beside its text: the line on its left, and a blank on both sides.
_EDGE_COLUMNS = 3


class ToastApp(App[None]):
    """An application that says itself where its toasts stand: on the topmost screen alone."""

    @property
    def holds_toasts_back(self) -> bool:
        """Whether toasts wait until what is on the screen is closed."""
        return False

    def place_toasts(self) -> None:
        """Choose where the toasts of the topmost screen stand."""

    def _refresh_notifications(self) -> None:
        """Textual's: show the toasts, when there is another one or another screen."""
        if self.screen_stack:
            _keep_topmost(self)
            if is_standing(self) or self.holds_toasts_back:
                self.place_toasts()
        super()._refresh_notifications()


def standing_toasts(app: App[Any]) -> list[Notification]:
    """The toasts that stand, in their order."""
    return list(app._notifications)


def is_standing(app: App[Any]) -> bool:
    """Whether any toast stands."""
    return bool(len(app._notifications))


def set_toasts(app: App[Any], toasts: Sequence[Notification]) -> None:
    """Have these toasts stand, and no others."""
    app._notifications.clear()
    for toast in toasts:
        app._notifications.add(toast)
    app._refresh_notifications()


def withdraw_toasts(app: App[Any], title: str | None) -> bool:
    """Take away the toasts of that title, "" for those without one, None for all; False where there
    are none.
    """
    standing = standing_toasts(app)
    others = [item for item in standing if title is not None and item.title != title]
    if len(others) < len(standing):
        set_toasts(app, others)
    return len(others) < len(standing)


def end_toasts(app: App[Any], min_age: float = 0) -> None:
    """Take away what came of a key, where something else is begun now: what has no title, and is no
    error, which has to be read. What was said less than `min_age` seconds ago stands.
    """
    standing, latest = standing_toasts(app), time() - min_age
    others = [
        item
        for item in standing
        if item.title or item.severity == "error" or item.raised_at > latest
    ]
    if len(others) < len(standing):
        set_toasts(app, others)


def raised_anew(toast: Notification) -> Notification:
    """The same toast, whose time begins now."""
    return replace(toast, raised_at=time(), identity=str(uuid4()))


def _keep_topmost(app: App[Any]) -> None:
    """Take away the drawings of toasts that are over, and those on screens below the topmost, which
    shows them itself.

    Textual leaves those on the screens below, and what holds one that it withdraws. One that has
    just been put on a screen is there as its holder alone, until the next turn of the loop.
    """
    standing = {ToastRack._toast_id(item) for item in standing_toasts(app)}
    for screen in app.screen_stack:
        for holder in screen.query(ToastHolder):
            if screen is not app.screen or holder.id not in standing:
                holder.remove()


def toasts_size(toasts: Sequence[Notification], max_width: int) -> Size:
    """How much room these toasts take, one below the other."""
    width = height = 0
    for toast in toasts:
        words = Content.from_markup(toast.message) if toast.markup else Content(toast.message)
        if toast.title:
            words = Content(f"{toast.title}\n{words.plain}")
        inner = min(words.get_optimal_width({}, max_width), max_width - _EDGE_COLUMNS)
        width = max(width, inner + _EDGE_COLUMNS)
        height += words.get_height({}, max(1, inner))
    return Size(width, height)


def put_rack(screen: Screen[Any], region: Region, edge: Literal["top", "bottom"]) -> None:
    """Have the toasts of a screen stand in a region, at that edge of it."""
    try:
        styles = screen.get_child_by_type(ToastRack).styles
    except NoMatches:
        return  # An application may be run without toasts.
    below = screen.size.height - region.bottom
    styles.dock = edge
    styles.width = region.width
    styles.max_height = region.height
    styles.margin = (region.y, 0, 0, region.x) if edge == "top" else (0, 0, max(0, below), region.x)
