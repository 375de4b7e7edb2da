"""The form of an operation, drawn as lines; only the field being edited is a widget."""

from collections.abc import Callable

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from ovh_explorer.form import Field, Form, State
from ovh_explorer.tui.documents import HighlightedText
from ovh_explorer.tui.form_rows import Layout, Line, Row, lay_out, shown_value
from ovh_explorer.tui.keys import bindings
from ovh_explorer.tui.styles import component_style

__all__ = ["FormView"]

_CLASSES = (
    "method-get", "method-post", "method-put", "method-delete", "method-patch", "path", "placeholder", "description",
    "note", "warning", "heading", "tab", "tab-active", "error", "name", "required", "value", "absent", "null", "type",
    "cursor", "button", "button-cursor", "status-production", "status-beta", "status-alpha", "status-deprecated",
)  # fmt: skip


class FormView(ScrollView, can_focus=True):
    """Draws a form's lines and moves a cursor over its rows.

    A form of a hundred fields is mounted as fast as one of two: nothing is mounted. Editing a field is
    asked of whoever holds the view, who puts an input over the field's value.
    """

    BINDINGS = bindings("form")
    COMPONENT_CLASSES = {f"form--{name}" for name in _CLASSES}
    DEFAULT_CSS = """
    FormView {
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
        & > .form--tab { color: $text-muted; }
        & > .form--tab-active { color: $primary; text-style: bold reverse; }
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
        &:focus > .form--cursor { background: $primary 30%; }
    }
    """

    class Changed(Message):
        """A value of the form is another one now."""

    class CursorMoved(Message):
        """The cursor stands on another row."""

    class Try(Message):
        """The TRY row was pressed."""

    class Scrolled(Message):
        """What is visible is another part, or is laid out anew: a widget over a value must follow."""

    def __init__(
        self, edit: Callable[[Row], None], divert: Callable[[events.Key], bool], *, id: str | None = None
    ) -> None:
        """`edit` edits a row's value; `divert` takes the keys that are for an editor which has just opened."""
        super().__init__(id=id)
        self._edit = edit
        self._divert = divert
        self.form: Form | None = None
        self.plan = Layout()
        self.cursor = 0
        self.body_mode = "form"
        self.missing = False
        self._body: HighlightedText | None = None

    # What is shown

    def show(self, form: Form) -> None:
        """Show another form, its cursor on the first field that wants a value."""
        self.form = form
        self.missing = False
        self.body_mode = "form"
        self.cursor = 0
        self._lay_out()
        wanting = (i for i, row in enumerate(self.plan.rows) if row.kind == "field" and _wants(row.field))
        self.cursor = next(wanting, 0)
        self.scroll_to(0, 0, animate=False, force=True)
        self._keep_visible()

    def update(self) -> None:
        """The form's values changed: lay out and draw again, the cursor on the same field."""
        self._lay_out()
        self.refresh()

    @property
    def row(self) -> Row | None:
        """The row the cursor stands on."""
        return self.plan.rows[self.cursor] if self.cursor < len(self.plan.rows) else None

    def set_body_mode(self, mode: str) -> None:
        """Show the body as ``form`` or ``json``."""
        if self.form is not None and self.form.has_body:
            self.body_mode = mode
            self._lay_out()
            index = next(
                (i for i, row in enumerate(self.plan.rows) if row.kind == "text" or _in_body(row)), self.cursor
            )
            self.move_to(index)

    def _lay_out(self) -> None:
        if self.form is None:
            self.plan = Layout()
        else:
            current = self.row
            width = max(20, self.scrollable_content_region.width or self.size.width or 60)
            self.plan = lay_out(self.form, width - 1, body_mode=self.body_mode, missing=self.missing)
            self._body = None
            if current is not None:
                self.cursor = next(
                    (i for i, row in enumerate(self.plan.rows) if _same(row, current)),
                    min(self.cursor, len(self.plan.rows) - 1),
                )
        self.virtual_size = Size(0, len(self.plan.lines))
        self.post_message(self.Scrolled())

    def on_resize(self, event: events.Resize) -> None:
        if event.size.width != self.virtual_size.width:
            self._lay_out()
            self.refresh()

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
        """Put the cursor on a field; on the body's text for None."""
        for index, row in enumerate(self.plan.rows):
            if (field is None and row.kind == "text") or (field is not None and row.field is field):
                self.move_to(index)
                return

    def value_region(self) -> tuple[int, int, int] | None:
        """Where the value under the cursor is drawn: x, y and width inside the view; None when out of sight."""
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
        return self.plan.name_width + (2 if row.kind in ("item", "add") else 0)

    async def _on_key(self, event: events.Key) -> None:
        # At once, not by a binding: what is typed right after `enter` is for the field it opens.
        if self._divert(event):
            event.stop()
            event.prevent_default()
        elif event.key == "enter":
            event.stop()
            event.prevent_default()
            self.action_enter()

    def action_row(self, step: int) -> None:
        self.move_to(self.cursor + step)

    def action_first_row(self) -> None:
        self.scroll_home(animate=False)
        self.move_to(0)

    def action_last_row(self) -> None:
        self.move_to(len(self.plan.rows) - 1)

    def action_page(self, step: int) -> None:
        self.move_to(self.cursor + step * max(1, self.scrollable_content_region.height - 2))

    def action_enter(self) -> None:
        row = self.row
        if row is None:
            return
        if row.kind == "try":
            self.post_message(self.Try())
        elif row.field is not None and (row.kind == "add" or (row.kind == "field" and row.field.kind == "list")):
            self.add_entry(row.field)
        else:
            self._edit(row)

    def add_entry(self, field: Field) -> None:
        """Give a list one more entry and edit it."""
        item = field.add_item()
        self.changed()
        self.go_to(item)
        if self.row is not None:
            self._edit(self.row)

    def action_toggle_value(self) -> None:
        row = self.row
        if row is None or row.field is None or row.field.kind != "boolean":
            return
        steps = ["true", "false", ""]
        text = row.field.text.lower() if row.field.state is State.SET else ""
        row.field.type_text(steps[(steps.index(text) + 1) % 3] if text in steps else "true")
        self.changed()

    def action_remove(self) -> None:
        row = self.row
        if row is None or row.field is None:
            return
        if row.kind == "item" and row.parent is not None:
            row.parent.remove_item(row.field)
        else:
            row.field.choose_state(State.ABSENT)
        self.changed()

    def action_fill_example(self) -> None:
        if self.form is not None:
            self.form.fill_example()
            self.changed()

    def changed(self) -> None:
        """Lay out anew after a change, and tell."""
        self.update()
        self.post_message(self.Changed())

    def on_click(self, event: events.Click) -> None:
        index = event.y + self.scroll_offset.y
        if not 0 <= index < len(self.plan.lines):
            return
        line = self.plan.lines[index]
        if line.row is not None:
            self.move_to(line.row)
            self.action_enter()
        elif any(kind.startswith("tab") for kind, _ in line.pieces):
            self.set_body_mode("json" if self.body_mode == "form" else "form")

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
        if line.row is not None and line.row == self.cursor and self.plan.rows[line.row].kind != "try":
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
        item = row.field
        assert item is not None
        column = self._value_column(row)
        if row.kind == "add":
            return [("note", " " * column + "+ add")]
        if row.kind == "item":
            head = [("note", "•".rjust(column - 1) + " ")]
        else:
            name = item.name or "body"
            star = " *" if item.required else ""
            room = column - len(star) - 1
            cut = name if len(name) <= room else name[: room - 1] + "…"
            head = [("name", cut), ("required", star), ("name", " " * (column - len(cut) - len(star)))]
        kind, value = shown_value(item)
        label = item.label if len(item.label) <= width // 3 else f"{item.label.rpartition('.')[2][: width // 3]}"
        mark = " ▾" if item.choices else ""
        room = max(4, width - column - len(label) - len(mark) - 2)
        value = value if len(value) <= room else value[: room - 1] + "…"
        return [*head, (kind, value.ljust(room)), ("type", f"{mark} {label}")]

    def _body_pieces(self, part: int) -> list[tuple[str, str]]:
        assert self.form is not None
        text = self.form.body_text
        if not text:
            return [("absent", "(no body: enter to write one)")]
        if self._body is None:
            self._body = HighlightedText(text, "json")
        return [("value" if kind == "key" else kind, piece) for kind, piece in self._body.pieces(part)]


def _wants(field: Field | None) -> bool:
    return field is not None and field.required and not field.is_given


def _in_body(row: Row) -> bool:
    return row.field is not None and row.field.place == "body"


def _same(one: Row, other: Row) -> bool:
    return one.kind == other.kind and one.field is other.field
