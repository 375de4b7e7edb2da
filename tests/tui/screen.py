"""The screen as a user knows it: keys go in, and what is painted comes out.

Everything here is read from the strips that are drawn, never from the attributes of a widget: a
test that asks this class can't be told something else than a user would see.
"""

import itertools
import re
from collections.abc import Callable
from time import monotonic
from typing import cast

from rich.cells import cell_len
from rich.color import Color
from rich.segment import Segment
from textual import events
from textual.pilot import Pilot
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets._toast import Toast

from ovh_explorer.snippets import LANGUAGES
from ovh_explorer.translation import _
from ovh_explorer.tui.app import ExplorerApp
from ovh_explorer.tui.key_bindings import KEYS
from ovh_explorer.tui.main.screen import MainScreen
from ovh_explorer.tui.request.field_editor import FieldEditor
from ovh_explorer.tui.response.pane import ResponsePane
from ovh_explorer.tui.widgets.find_bar import FindBar
from ovh_explorer.tui.widgets.frames import is_framed
from ovh_explorer.tui.widgets.line_view import LineView
from ovh_explorer.tui.workbench.confirm_dialog import ConfirmScreen
from tests.tui.conftest import main_screen, settled, type_keys, until
from tests.tui.painted import PaintedRequest, PaintedResponse

__all__ = ["Screen", "key_of"]

# Between two clicks of a double click.
_CLICK_SECONDS = 0.2
_TITLE_STATUS = re.compile(r"· (\d{3}) (\S.*?) ·")
_TITLE_PATH = re.compile(r" (?:2|F6) ([A-Z]+) (\S+) ")


def key_of(action: str) -> str:
    """A key that does something, by the table of keys: one that does it inside fields too, where
    there is one.
    """
    names = [
        name
        for key in KEYS
        if key.action == action
        for name in (*key.in_fields.split(","), *key.keys.split(","))
        if name
    ]
    return min(
        names, key=lambda name: not (name.startswith("ctrl+") or re.fullmatch(r"f\d+", name))
    )


class Screen:
    """Speaks of what a user does and sees; works at any size, one pane at a time too."""

    def __init__(self, pilot: Pilot) -> None:
        self.pilot = pilot

    @property
    def main(self) -> MainScreen:
        """The main screen, for what has no words here yet."""
        return main_screen(self.pilot)

    # What a user does

    async def ready(self, *, form: bool = False) -> "Screen":
        """Wait until the program has started; with `form` until the operation asked for is open."""
        await settled(self.pilot, form=form)
        return self

    async def press(self, *keys: str) -> None:
        """Press keys, each when the one before was drawn."""
        for key in keys:
            await self.pilot.press(key)
            await self.until(
                lambda: cast(ExplorerApp, self.pilot.app).typed_ahead.is_idle, "the key is done"
            )

    async def type(self, text: str) -> None:
        """Type a text into whatever has focus, as fast as it comes."""
        await type_keys(self.pilot, *text)

    async def type_ahead(self, *keys: str) -> None:
        """Press keys as fast as they come, without waiting for each to be drawn."""
        await type_keys(self.pilot, *keys)

    async def choose_recipe(self, words: str) -> None:
        """Choose a recipe in the menu of them, and begin after a look at its steps."""
        await self.type(words)
        await self.press("enter")
        await self.sees(_("Begin"))
        await self.press("enter")

    async def open(self, words: str) -> None:
        """Open what a path, a console link or a curl command means: ``GET
        /domain/zone/example.com``.
        """
        await self.main.open_words(words).wait()
        await self.drawn()

    async def send(self) -> None:
        """TRY what is open, and wait until nothing is under way; a question is left for the caller."""
        await self.press("ctrl+r")
        await self.until(lambda: not self.is_sending, "the request ended")

    async def confirm(self, *, pressed: bool = False) -> None:
        """TRY what is open, unless it is `pressed` already, and response the question with yes."""
        if not pressed:
            await self.press("ctrl+r")
        await self.asked()
        await self.press("y")
        await self.until(
            lambda: self.pilot.app.screen is self.main and not self.is_sending, "the request ended"
        )

    async def asked(self) -> None:
        """Wait for the question before a request, and for what a PUT changes."""
        await self.until(
            lambda: (
                isinstance(self.pilot.app.screen, ConfirmScreen)
                and "Reading what is there now" not in self.text
            ),
            "the question",
        )

    async def show(self, pane: str) -> None:
        """Give focus to ``products``, ``request`` or ``response``, from wherever it is."""
        if self.is_editing:
            await self.press("escape")
        await self.press(key_of(f"show_pane('{pane}')"))

    async def tab(self, title: str) -> None:
        """Go to a tab of the response pane by its title, or to the code in a language, as the keys
        do.
        """
        await self.show("response")
        is_code = title in [language.title for language in LANGUAGES.values()]
        for _turn in range(20):
            if self.response.tab in (title, _(title)):
                return
            in_code = is_code and self.response.is_code
            await self.press(key_of("next_language(1)" if in_code else "step_tab(1)"))
        raise AssertionError(f"no tab {title!r}; on the screen:\n{self.text}")

    async def back(self) -> None:
        """Back to what one followed from."""
        await self.show("response")
        await self.press(key_of("go_back"))
        await self.drawn()

    async def click(
        self, words: str, *, times: int = 1, right: bool = False, within: str = ""
    ) -> None:
        """Click on words as soon as they are painted: on the first of them, from the top, in a
        line that has the words `within` too; with `right` from the right.
        """
        await self.sees(words)
        for y, line in enumerate(self.text.splitlines()):
            x = line.rfind(words) if right else line.find(words)
            if x >= 0 and within in line:
                # Of what is painted in front of it, each character may take two columns.
                await self.click_at(cell_len(line[:x]), y, times=times)
                return
        raise AssertionError(f"not painted: {words!r}; on the screen:\n{self.text}")

    async def click_at(self, x: int, y: int, *, times: int = 1, soon: bool = False) -> None:
        """Click on a place of the screen; several times as fast as a finger does, however long
        what the first one did takes to be drawn. `soon` after a click before, it may be the second
        half of a double click.
        """
        began = monotonic()
        if not soon:
            # A click of its own, however soon a test does it after another one in the same place.
            self.pilot.app._click_chain_last_time = None
        for number in range(times):
            clicked = (events.MouseDown, x, y), (events.MouseUp, x, y)
            await self._mouse(*clicked, latest=began + number * _CLICK_SECONDS if number else None)

    async def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Drag the mouse from one place of the screen to another, its button held."""
        middle = ((start[0] + end[0]) // 2, (start[1] + end[1]) // 2)
        moves = [(events.MouseMove, *at) for at in (start, middle, end)]
        await self._mouse((events.MouseDown, *start), *moves, (events.MouseUp, *end))

    async def _mouse(self, *done: tuple, latest: float | None = None) -> None:
        """What a terminal tells of the mouse, its left button pressed; not later than `latest`."""
        for kind, x, y in done:
            event = kind(None, x, y, 0, 0, 1, False, False, False, screen_x=x, screen_y=y)
            if latest is not None:
                event.time = min(event.time, latest)
            self.pilot.app._driver.send_message(event)
            await self.drawn()

    async def drawn(self) -> None:
        """Wait until what was begun is done and drawn."""
        for _turn in range(3):
            await self.pilot.pause()

    async def until(self, holds: Callable[[], object], what: str = "") -> None:
        """Wait until something holds."""
        await until(self.pilot, holds, what)

    async def sees(self, words: str) -> None:
        """Wait until a text is painted somewhere."""
        await self.until(lambda: words in self.text, f"painted: {words!r}")

    # What a user sees

    @property
    def text(self) -> str:
        """All of it."""
        return "\n".join(line for line, _ in self._painted())

    @property
    def header(self) -> str:
        """The line on top."""
        return self._painted()[0][0]

    @property
    def title(self) -> str:
        """The title of the topmost dialog, from its border; "" where there is none."""
        screen = self.pilot.app.screen
        if screen is self.main:
            return ""
        framed = (widget for widget in screen.walk_children(Widget) if is_framed(widget))
        found = re.search(r"[╭┌]─* ?(.*?) ?─*[╮┐]", self._frame_of(next(framed)))
        return found[1] if found else ""

    @property
    def toasts(self) -> list[str]:
        """The notes that stand in the corner, the oldest first."""
        toasts = list(self.pilot.app.screen.query(Toast))
        return [" ".join("\n".join(_texts(strips)).split()) for strips in self._strips(*toasts)]

    @property
    def request(self) -> PaintedRequest:
        """What the request pane shows of the form; an input that stands over it is part of that."""
        view = self.main.bench.request.view
        (strips,) = self._strips(view)
        lines = _texts(strips)
        found = _TITLE_PATH.search(self._frame_of(self.main.bench.request))
        if found is not None and "…" not in found[2]:
            return PaintedRequest(found[1], found[2], tuple(lines), is_titled=True)
        heads = []
        if view.scroll_offset.y == 0:
            heads = list(itertools.takewhile(_is_bold, strips))
        method, _, path = "".join(lines[: len(heads)]).partition(" ")
        return PaintedRequest(method, path, tuple(lines))

    @property
    def request_tabs(self) -> str:
        """The line of the request's tabs, with their marks."""
        (strips,) = self._strips(self.main.bench.request.query_one("#request-tabs"))
        return " ".join("".join(_texts(strips)).split())

    @property
    def row(self) -> str:
        """The line of the form that the cursor stands on; "" where that is out of sight."""
        view = self.main.bench.request.view
        at = view.plan.line_of(view.cursor) - view.top_line
        lines = self.request.lines
        return lines[at] if 0 <= at < len(lines) else ""

    @property
    def find_line(self) -> str:
        """The line that words to find are typed into; "" where there is none."""
        for bar in self.main.query(FindBar):
            (strips,) = self._strips(bar)
            if strips:
                return " ".join(_texts(strips)).strip()
        return ""

    @property
    def response(self) -> PaintedResponse:
        """What the response pane shows."""
        pane = self.main.query_one(ResponsePane)
        tabs, status, body = self._strips(
            pane.query_one("#response-tabs"), pane.query_one("#status"), pane.view
        )
        # Without the numbers and marks beside them.
        head = pane.view.head_width if isinstance(pane.view, LineView) else 0
        lines = [line[head:] for line in _texts(body)]
        own = [line for line in lines if not line.startswith("// ")]
        if any(map(str.isalnum, "".join(own))):
            is_dimmed = _are_faint(_segments(body))
        else:
            # Brackets alone, as of an empty list, and what is said above them, are faint at all
            # times: the status says it then.
            is_dimmed = any(_is_faint(segment.style) for segment in _segments(status)[:1])
            is_dimmed = is_dimmed and not _TITLE_STATUS.search(self._frame_of(pane))
        said, title = tuple(_texts(status)), self._frame_of(pane)
        return PaintedResponse(_active_tab(tabs), title, said, tuple(lines), is_dimmed)

    @property
    def is_sending(self) -> bool:
        """Whether the response pane says that something is under way."""
        (said,) = self._strips(self.main.query_one(ResponsePane).query_one("#status"))
        return any("esc cancels" in line or "esc stops" in line for line in _texts(said))

    @property
    def is_editing(self) -> bool:
        """Whether an input stands over a value."""
        editor = self.main.query_one(FieldEditor)
        return editor.display and editor.is_open

    def _frame_of(self, pane: Widget) -> str:
        """The upper edge of a pane, with its title; "" where it has none."""
        if not is_framed(pane):
            return ""
        line = self._painted()[pane.region.y][0]
        return line[pane.region.x : pane.region.right]

    def _painted(self) -> "list[tuple[str, list]]":
        strips = self.pilot.app.screen._compositor.render_strips()
        return [("".join(segment.text for segment in strip), list(strip)) for strip in strips]

    def _strips(self, *widgets: Widget) -> list[list[Strip]]:
        """What is painted of each widget, all of one moment."""
        painted = self.pilot.app.screen._compositor.render_strips()
        return [_part(painted, widget) for widget in widgets]


def _part(painted: list[Strip], widget: Widget) -> list[Strip]:
    region = widget.scrollable_content_region
    if not widget.is_on_screen or not region:
        return []
    return [strip.crop(region.x, region.right) for strip in painted[region.y : region.bottom]]


def _texts(strips: list[Strip]) -> list[str]:
    return ["".join(segment.text for segment in strip).rstrip() for strip in strips]


def _active_tab(tabs: list[Strip]) -> str:
    """The tab that is underlined."""
    for strip in tabs:
        for segment in strip:
            if segment.style is not None and segment.style.underline:
                return segment.text.strip()
    return ""


def _segments(strips: list[Strip]) -> list[Segment]:
    return [
        segment
        for strip in strips
        for segment in strip
        if segment.text.strip(" ┆") and segment.style is not None
    ]


def _are_faint(segments: list[Segment]) -> bool:
    """Whether letters are drawn in one colour that is close to what is behind them.

    On the line of the cursor it may be another one, which can be read there.
    """
    styles = {segment.style for segment in segments if segment.style is not None}
    grounds = {style.bgcolor for style in styles}
    colours = {(style.color, style.bgcolor) for style in styles}
    return len(colours) == len(grounds) and all(map(_is_faint, styles))


# Of a colour's distance to what is behind it, from 0 to 1: what is nearer counts as faint.
_FAINT = 0.6
# How much its red, green and blue may differ, from 0 to 1: what is faint has no colour of its own,
# as the text of a JSON string has.
_GREY = 0.2


def _is_faint(style) -> bool:
    if style.color is None or style.bgcolor is None:
        return False
    channels = style.color.get_truecolor()
    is_grey = (max(channels) - min(channels)) / 255 < _GREY
    return is_grey and _distance(style.color, style.bgcolor) < _FAINT


def _distance(one: Color, other: Color) -> float:
    pairs = zip(one.get_truecolor(), other.get_truecolor(foreground=False), strict=True)
    return max(abs(mine - theirs) for mine, theirs in pairs) / 255


def _is_bold(strip) -> bool:
    """Whether a line is method and path, or goes on with a long path: nothing else of a form's head
    is bold.
    """
    segments = [segment for segment in strip if segment.text.strip()]
    return bool(segments) and all(
        segment.style is not None and segment.style.bold for segment in segments
    )
