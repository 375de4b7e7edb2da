"""The lines of a form, a cursor over its rows."""

from collections.abc import Callable

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from ovh_explorer.form import Field, Form
from ovh_explorer.tui.drawing.documents import HighlightedText
from ovh_explorer.tui.drawing.form_layout import INDENT, Layout, Line, Row, lay_out, row_pieces
from ovh_explorer.tui.drawing.styles import component_style
from ovh_explorer.tui.open_operation import OpenOperation

__all__ = ["FormLines"]

_CLASSES = (
    "method-get", "method-post", "method-put", "method-delete", "method-patch", "path", "placeholder", "description",
    "note", "warning", "heading", "error", "name", "required", "value", "absent", "null", "type",
    "cursor", "button", "button-cursor", "status-production", "status-beta", "status-alpha", "status-deprecated",
    "effect-grave", "effect-serious", "effect-notable",
)  # fmt: skip


class FormLines(ScrollView, can_focus=True):
    """Draws a form's lines and moves a cursor over its rows; changes nothing of it.

    A form of a hundred fields is mounted as fast as one of two: nothing is mounted. `may` tells
    whether the key's access rules allow a form's operation.
    """

    COMPONENT_CLASSES = {f"form--{name}" for name in _CLASSES}
    DEFAULT_CSS = """
    FormLines {
        overflow-x: hidden;
        & > .form--method-get { color: $success; text-style: bold; }
        & > .form--method-post { color: $primary-lighten-1; text-style: bold; }
        & > .form--method-put { color: $warning; text-style: bold; }
        & > .form--method-patch { color: $warning; text-style: bold; }
        & > .form--method-delete { color: $error; text-style: bold; }
        & > .form--path { text-style: bold; }
        & > .form--placeholder { color: $accent; text-style: bold; }
        & > .form--note { color: $text-muted; }
        & > .form--warning { color: $text-warning; }
        & > .form--heading { color: $primary; text-style: bold; }
        & > .form--error { color: $text-error; }
        & > .form--required { color: $error; text-style: bold; }
        & > .form--value { text-style: bold; }
        & > .form--absent { color: $text-disabled; }
        & > .form--null { color: $accent; }
        & > .form--type { color: $text-muted; }
        & > .form--cursor { background: $boost; }
        & > .form--button { background: $primary; color: $button-color-foreground; text-style: bold; }
        & > .form--button-cursor { background: $primary; color: $button-color-foreground; text-style: bold reverse; }
        & > .form--status-production { color: $text-success; }
        & > .form--status-beta { background: $warning 30%; color: $text-warning; }
        & > .form--status-alpha { background: $warning 30%; color: $text-warning; }
        & > .form--status-deprecated { background: $error 30%; color: $text-error; }
        & > .form--effect-grave { color: $text-error; text-style: bold; }
        & > .form--effect-serious { color: $text-warning; text-style: bold; }
        & > .form--effect-notable { color: $text-accent; }
        &:focus > .form--cursor { background: $primary 30%; }
    }
    """

    class CursorMoved(Message):
        """The cursor stands on another row."""

    class Scrolled(Message):
        """What is visible is another part, or is laid out anew: a widget over a value must follow."""

    def __init__(self, state: OpenOperation, *, id: str | None = None) -> None:
        """`state` says which form is open."""
        super().__init__(id=id)
        self._state = state
        self.plan = Layout()
        self.cursor = 0
        self.body_mode = "form"
        self.missing = False
        self.offer = ""
        self.may: Callable[[Form], bool | None] = lambda _form: None
        self._body: HighlightedText | None = None

    # What is shown

    @property
    def form(self) -> Form | None:
        """The form that is open."""
        return self._state.form

    def show(self, offer: str = "") -> None:
        """Show the form that was opened, its cursor on the first field that wants a value.

        `offer` says what was typed another time, which a row offers to bring back.
        """
        self.offer = offer
        self.missing = False
        self.cursor = 0
        self._lay_out()
        if self.form is not None:
            self.cursor = self._first_wanted(self.form)
        self.scroll_to(0, 0, animate=False, force=True)
        self._keep_visible()

    def _first_wanted(self, form: Form) -> int:
        """The row to begin at: what is required and missing; else, where something is filled in,
        what comes next.
        """
        rows = list(enumerate(self.plan.rows))
        wanting = next((i for i, row in rows if row.kind == "field" and _wants(row.field)), None)
        if wanting is not None:
            return wanting
        if form.is_empty:
            return next((i for i, row in rows if row.kind == "field"), len(rows) - 1)
        changes = form.operation.method == "PUT" and not any(
            item.is_given for item in form.placed("body")
        )
        return next((i for i, row in rows if changes and _in_body(row)), len(rows) - 1)

    def update(self) -> None:
        """The form's values changed: lay out and draw again, the cursor on the same field."""
        self._lay_out()

    @property
    def row(self) -> Row | None:
        """The row the cursor stands on."""
        return self.plan.rows[self.cursor] if self.cursor < len(self.plan.rows) else None

    def set_body_mode(self, mode: str) -> None:
        """Show the body as ``form`` or ``json``."""
        if mode != self.body_mode:
            self.body_mode = mode
            self._lay_out()
            body = (
                i for i, row in enumerate(self.plan.rows) if row.kind == "text" or _in_body(row)
            )
            self.move_to(next(body, self.cursor))

    def _lay_out(self) -> None:
        if self.form is None:
            self.plan = Layout()
        else:
            current = self.row
            width = max(20, self.scrollable_content_region.width or self.size.width or 60)
            self.plan = lay_out(
                self.form,
                width - 1,
                body_mode=self.body_mode,
                missing=self.missing,
                restore=self.offer,
                allowed=self.may(self.form),
            )
            self._body = None
            if current is not None:
                self.cursor = next(
                    (i for i, row in enumerate(self.plan.rows) if row.is_same(current)),
                    min(self.cursor, len(self.plan.rows) - 1),
                )
        self.virtual_size = Size(0, len(self.plan.lines))
        # Another layout of the same height changes no size, so nothing else would draw it.
        self.refresh()
        self.post_message(self.Scrolled())

    def on_resize(self, event: events.Resize) -> None:
        self._lay_out()

    def watch_show_vertical_scrollbar(self) -> None:
        # The lines are narrower beside a scrollbar, which is no resize to Textual.
        self.call_after_refresh(self._lay_out)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self.post_message(self.Scrolled())

    # The cursor

    def move_to(self, index: int) -> None:
        """Put the cursor on the row of that index, and make it visible."""
        self.cursor = max(0, min(index, len(self.plan.rows) - 1))
        self._keep_visible()
        self.refresh()
        self.post_message(self.CursorMoved())

    def go_to(self, field: Field | None) -> None:
        """Put the cursor on a field, what it is inside of opened; on the body's text for None."""
        above = field.parent if field is not None else None
        closed = []
        while above is not None:
            if not above.is_open:
                closed.append(above)
            above = above.parent
        if closed:
            for item in closed:
                item.open = True
            self._lay_out()
        for index, row in enumerate(self.plan.rows):
            if (field is None and row.kind == "text") or (field is not None and row.field is field):
                self.move_to(index)
                return

    def value_region(self) -> tuple[int, int, int] | None:
        """Where the value under the cursor is drawn: x, y and width inside the view; None when out
        of sight.
        """
        line = self.plan.line_of(self.cursor) - self.scroll_offset.y
        if not 0 <= line < self.scrollable_content_region.height:
            return None
        x = self._value_column(self.plan.rows[self.cursor])
        return x, line, max(10, self.scrollable_content_region.width - x - 1)

    def _keep_visible(self) -> None:
        line = self.plan.line_of(self.cursor)
        height = self.scrollable_content_region.height
        top = self.scroll_offset.y
        if height and line < top:
            self.scroll_to(y=0 if self.cursor == 0 else line, animate=False, force=True)
        elif height and line >= top + height:
            self.scroll_to(y=line - height + 2, animate=False, force=True)

    def _value_column(self, row: Row) -> int:
        return max(self.plan.name_width, INDENT * row.depth + 8)

    # Drawing

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        index = self.scroll_offset.y + y
        width = self.scrollable_content_region.width
        base = self.visual_style.rich_style
        if index >= len(self.plan.lines):
            return Strip.blank(width, base)
        line = self.plan.lines[index]
        pieces = list(line.pieces) if line.row is None else self._row_pieces(line, width)
        under = base
        if (
            line.row is not None
            and line.row == self.cursor
            and self.plan.rows[line.row].kind != "try"
        ):
            under = base + self._style("cursor")
        strip = Strip([Segment(text, under + self._style(kind)) for kind, text in pieces])
        return strip.adjust_cell_length(width, under)

    def _style(self, kind: str) -> Style:
        name = f"form--{kind}"
        if name not in self.COMPONENT_CLASSES:
            return Style.null()
        return component_style(self, name)

    def _row_pieces(self, line: Line, width: int) -> list[tuple[str, str]]:
        assert line.row is not None
        row = self.plan.rows[line.row]
        at_cursor = line.row == self.cursor and self.has_focus
        if row.kind == "try":
            return [("button-cursor" if at_cursor else "button", "  TRY  ^r  ")]
        if row.kind == "text":
            return self._body_pieces(line.part)
        if row.kind == "restore":
            return list(line.pieces)
        return row_pieces(row, self._value_column(row), width)

    def _body_pieces(self, part: int) -> list[tuple[str, str]]:
        assert self.form is not None
        text = self.form.body_text
        if not text:
            return [("absent", "(no body: enter to write one)")]
        if self._body is None:
            self._body = HighlightedText(text, "json")
        if part >= self._body.height:
            return []  # empty lines at the end, which are not highlighted
        return [
            ("value" if kind == "key" else kind, piece) for kind, piece in self._body.pieces(part)
        ]


def _wants(field: Field | None) -> bool:
    return field is not None and field.required and not field.is_given


def _in_body(row: Row) -> bool:
    return row.field is not None and row.field.place == "body"
