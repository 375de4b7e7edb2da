"""Where the toasts stand: clear of what the user is using, wherever that is now."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple
from weakref import WeakSet, ref

from textual.app import App
from textual.errors import NoWidget
from textual.geometry import Region, Size
from textual.notifications import Notification
from textual.screen import Screen
from textual.scroll_view import ScrollView
from textual.widget import Widget
from textual.widgets import Button, Input, Tree

from ovh_explorer.tui.dialogs.question import QuestionScreen
from ovh_explorer.tui.request.form_view import FormView
from ovh_explorer.tui.terminal.text_fields import is_text_area
from ovh_explorer.tui.terminal.toast_rack import (
    is_standing,
    put_rack,
    raised_anew,
    set_toasts,
    standing_toasts,
    toasts_size,
)
from ovh_explorer.tui.widgets.cursor_lines import CursorLines
from ovh_explorer.tui.widgets.frames import is_framed, stays_clear
from ovh_explorer.tui.widgets.toasts import toasts_with

__all__ = ["Room", "ToastArea", "ToastPlacer", "choose_place"]

# Columns of a toast: a longer line is harder to read.
_MAX_WIDTH = 60
# A pane with less room is narrower than the words.
_MIN_WIDTH = 40
# Lines of a form that say of which operation it is, and what that does.
_MAX_HEAD_LINES = 6
_PANES = ("products", "welcome", "request", "response")
# Of changes of the place between two keys: no layout may have the toasts go to and fro for ever.
_MAX_MOVES = 3

Edge = Literal["top", "bottom"]


@dataclass(frozen=True, slots=True)
class ToastArea:
    """A part of the screen that toasts may stand in, at that edge of it if there is room."""

    region: Region
    edge: Edge = "bottom"
    is_pane: bool = True


@dataclass(frozen=True, slots=True)
class Room:
    """What toasts have to find their place between.

    Attributes:
        areas: where they may stand, the best one first.
        clear: what they must not cover.
        cursor: where the user looks.
        rows: what is filled in, and may be next.
        text: what is read.
    """

    areas: list[ToastArea] = field(default_factory=list)
    clear: list[Region] = field(default_factory=list)
    cursor: list[Region] = field(default_factory=list)
    rows: list[Region] = field(default_factory=list)
    text: list[Region] = field(default_factory=list)


def choose_place(room: Room, sizes: dict[int, Size]) -> tuple[Region, Edge] | None:
    """The region that covers the least of what matters, and the edge of it to stand at.

    Args:
        sizes: how much room the toasts take, by the width that there is at most.
    """
    places = [
        (_cost(room, number, place), place, edge)
        for number, area in enumerate(room.areas)
        for place, edge in _places(room, area, sizes[area.region.width])
    ]
    if not places:
        return None
    _, place, edge = min(places, key=lambda item: item[0])
    return place, edge


def _places(room: Room, area: ToastArea, size: Size) -> Iterator[tuple[Region, Edge]]:
    """Places on the right of an area: at its edges, and beside what is in it."""
    region = area.region
    last = max(region.y, region.bottom - size.height)
    lines = {region.y, last}
    for item in (*room.clear, *room.cursor, *room.rows, *room.text):
        lines |= {item.y - size.height, item.bottom}
    x = region.right - size.width
    ordered = sorted(line for line in lines if region.y <= line <= last)
    for line in ordered if area.edge == "top" else reversed(ordered):
        yield Region(x, line, size.width, min(size.height, region.height)), area.edge


class _Covered(NamedTuple):
    """What a place covers, the worst first: lines that stay clear, the cursor, other fields, any
    text.
    """

    clear: int
    cursor: int
    rows: int
    text: bool


def _what_covers(room: Room, place: Region) -> _Covered:
    return _Covered(
        _covered(place, room.clear),
        _covered(place, room.cursor),
        _covered(place, room.rows),
        any(place.overlaps(item) for item in room.text),
    )


def _cost(room: Room, number: int, place: Region) -> tuple[_Covered, int, int, int]:
    """What it costs to stand there; a place beside everything costs the least, and where text is
    everywhere, one far from the cursor.
    """
    text = _covered(place, room.text)
    far = min((abs(place.y - item.y) for item in room.cursor), default=0)
    return _what_covers(room, place), number, text, -far if text else 0


def _covered(place: Region, regions: Iterable[Region]) -> int:
    return sum(place.intersection(item).area for item in regions if place.overlaps(item))


class ToastPlacer:
    """Puts the toasts of an application where they cover nothing that is used, and elsewhere when
    that changes. They stay where they are as long as they may.

    What would cover a question waits until that is closed.
    """

    def __init__(self, app: App[Any]) -> None:
        self._app = app
        self._known: WeakSet[Screen[Any]] = WeakSet()
        self._screen: ref[Screen[Any]] | None = None
        self._place = Region()
        self._covers = _Covered(0, 0, 0, False)
        self._size = Size(0, 0)
        self._moves = 0
        # Those that wait until a question is closed.
        self._waiting: list[Notification] = []

    @property
    def is_waiting(self) -> bool:
        """Whether toasts wait until a question is closed."""
        return bool(self._waiting)

    def place(self) -> None:
        """Choose a place for the toasts that stand on the topmost screen."""
        screen = self._app.screen
        self._watch(screen)
        self._moves = 0
        if self._waiting and not isinstance(screen, QuestionScreen):
            self._show_waiting()
        else:
            self._choose()

    def _show_waiting(self) -> None:
        """Have those stand that waited: their time begins now."""
        toasts = [raised_anew(item) for item in self._waiting]
        self._waiting = []
        for item in standing_toasts(self._app):
            toasts = toasts_with(toasts, item)
        # It is placed then, by this.
        set_toasts(self._app, toasts)

    def _hold_back(self) -> None:
        """Have the toasts wait until the question is closed that they would cover."""
        toasts = [raised_anew(item) for item in self._waiting]
        for item in standing_toasts(self._app):
            toasts = toasts_with(toasts, item)
        self._waiting = toasts
        set_toasts(self._app, [])

    def check_after_input(self) -> None:
        """Choose another place where a key or a click led to something below the toasts."""
        self._moves = 0
        self._check()

    def _check(self, _changed: object = None) -> None:
        """Choose another place where the toasts cover more now than when they were put there."""
        if not self._app.screen_stack or not is_standing(self._app):
            return
        screen = self._app.screen
        is_placed = self._screen is not None and self._screen() is screen
        is_placed = is_placed and self._size == screen.size
        if is_placed and _what_covers(room_on(screen), self._place) <= self._covers:
            return
        if self._moves < _MAX_MOVES:
            self._moves += 1
            self._choose()

    def _choose(self) -> None:
        screen, toasts = self._app.screen, standing_toasts(self._app)
        if not toasts:
            return
        room = room_on(screen)
        widths = {area.region.width for area in room.areas}
        sizes = {width: toasts_size(toasts, min(width, _MAX_WIDTH)) for width in widths}
        chosen = choose_place(room, sizes)
        if chosen is not None:
            self._screen, self._size = ref(screen), screen.size
            self._place = chosen[0]
            self._covers = _what_covers(room, self._place)
            if self._covers.clear and isinstance(screen, QuestionScreen):
                self._hold_back()
            else:
                put_rack(screen, *chosen)

    def _watch(self, screen: Screen[Any]) -> None:
        """Check the place whenever something moves on a screen."""
        if screen not in self._known and self._app.is_running:
            self._known.add(screen)
            signal = screen.screen_layout_refresh_signal
            signal.subscribe(self._app, self._check, immediate=True)


def room_on(screen: Screen[Any]) -> Room:
    """What there is on a screen for toasts to stand beside."""
    room = Room(_areas(screen))
    is_dialog = not any(area.is_pane for area in room.areas)
    is_question = isinstance(screen, QuestionScreen)
    for widget in _widgets(screen):
        region = _seen(screen, widget)
        if not region:
            continue
        # What lies over the whole screen lies over toasts too.
        is_over = widget.styles.overlay == "screen"
        is_asked = is_question and is_framed(widget)
        if stays_clear(widget) or is_over or is_asked or isinstance(widget, Button):
            room.clear.append(region)
        elif is_framed(widget) and is_dialog:
            room.text.append(region)
            if widget.border_title:
                room.clear.append(Region(region.x, region.y, region.width, 1))
            if widget.border_subtitle:
                # Its keys.
                room.clear.append(Region(region.x, region.bottom - 1, region.width, 1))
        if isinstance(widget, FormView):
            _add_form(room, widget, region)
        if isinstance(widget, CursorLines) and (rows := widget.naming_rows):
            # Which object it is.
            first, last = widget.line_of_row(0), widget.line_of_row(rows - 1)
            y = region.y + first - widget.top_line
            named = Region(region.x, y, region.width, last - first + 1)
            room.clear.append(named.intersection(region))
        if not widget.children or isinstance(widget, ScrollView | CursorLines | Input):
            room.text.append(_text_of(widget, region))
        if widget.has_focus or is_dialog:
            _add_cursor(room, widget, region)
    return room


def _areas(screen: Screen[Any]) -> list[ToastArea]:
    """Where toasts may stand on a screen: in a pane without the focus, the last one first, else at
    the top of the one with it. Of a dialog's screen, all but the first line and the last.
    """
    panes = [item for item in _widgets(screen) if item.id in _PANES and _seen(screen, item)]
    if not panes:
        size = screen.size
        region = Region(0, 1, size.width, max(0, size.height - 2))
        return [ToastArea(region, "top", is_pane=False)]
    # Focus is asked for by what has it: Textual tells of a class that has not been set yet.
    focused = screen.focused
    within = set(focused.ancestors_with_self) if focused is not None else set()
    found = [ToastArea(pane.content_region) for pane in reversed(panes) if pane not in within]
    found += [ToastArea(pane.content_region, "top") for pane in panes if pane in within]
    wide = [area for area in found if area.region.width >= _MIN_WIDTH]
    return wide or found


def _widgets(screen: Screen[Any]) -> Iterator[Widget]:
    """What is shown on a screen, without the toasts themselves and other things of Textual's."""
    found = [item for item in screen.children if not item.has_class("-textual-system")]
    while found:
        widget = found.pop(0)
        if widget.display:
            yield widget
            found[:0] = widget.children


def _seen(screen: Screen[Any], widget: Widget) -> Region:
    """The part of a widget that is in sight."""
    try:
        return screen.find_widget(widget).visible_region
    except NoWidget:
        return Region()


def _text_of(widget: Widget, region: Region) -> Region:
    """The lines of a widget that something stands in."""
    if isinstance(widget, ScrollView):
        lines = widget.virtual_size.height - widget.scroll_offset.y
    elif isinstance(widget, CursorLines):
        lines = widget.row_count - widget.top_line
    else:
        lines = region.height
    return Region(region.x, region.y, region.width, max(0, min(region.height, lines)))


def _add_form(room: Room, form: FormView, region: Region) -> None:
    """Note the lines of a form that are in sight: the operation that is open and its effects; and
    the fields, where the form is what is worked on.
    """
    focused = form.screen.focused
    is_filled_in = focused is not None and form.parent in focused.ancestors
    first, top = form.line_of_row(0), form.top_line
    for number, line in enumerate(form.plan.lines[top : top + region.height], top):
        place = Region(region.x, region.y + number - top, region.width, 1)
        if line.is_spare:
            continue
        if number < min(first, _MAX_HEAD_LINES):
            room.clear.append(place)
        elif is_filled_in:
            room.rows.append(place)


def _add_cursor(room: Room, widget: Widget, region: Region) -> None:
    """Note where the cursor of a widget is, with a line above and one below it."""
    line: int | None = None
    if isinstance(widget, Input):
        room.clear.append(region)
    elif is_text_area(widget):
        from textual.widgets import TextArea

        assert isinstance(widget, TextArea)
        line = widget.cursor_screen_offset.y
    elif isinstance(widget, CursorLines) and widget.cursor is not None:
        line = region.y + widget.line_of_row(widget.cursor) - widget.top_line
    elif isinstance(widget, Tree):
        line = region.y + widget.cursor_line - widget.scroll_offset.y
    if line is not None:
        around = Region(region.x, line - 1, region.width, 3)
        room.cursor.append(around.intersection(region))
