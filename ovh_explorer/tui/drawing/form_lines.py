"""The lines of a form as they are drawn: laid out at a width, and each in pieces."""

import json
from collections.abc import Callable
from typing import TYPE_CHECKING

from ovh_explorer.form import Field, Form, current_of, current_text, present_of
from ovh_explorer.form.kinds import NOTHING
from ovh_explorer.form.masked_text import masked_body_text
from ovh_explorer.translation import _
from ovh_explorer.tui.drawing.carried_words import carried_words
from ovh_explorer.tui.drawing.documents import JsonLines
from ovh_explorer.tui.drawing.form_layout import (
    INDENT,
    Layout,
    Line,
    Row,
    edited_as,
    lay_out,
    name_columns,
    value_columns,
)
from ovh_explorer.tui.drawing.form_mistakes import MarkedMistakes
from ovh_explorer.tui.drawing.form_row import row_pieces
from ovh_explorer.tui.drawing.found_words import mark_words

if TYPE_CHECKING:
    from ovh_explorer.catalog.schema import Operation

__all__ = ["FormLines"]

# Columns that a name has at least, beside its indentation.
_MIN_NAME = 8


class FormLines:
    """Lays out a form and says what is in each line; knows no widget.

    Attributes:
        plan: the rows and lines as they were last laid out.
        body_mode: ``form`` for the fields of the body, ``json`` for its text.
        titled: whether method and path stand in the frame around the form.
        words: in lower case; marked in the rows that have them.
        picks: whether values of a field can be had from the account; the workbench knows.
        reads: the offer to show what is there now of what a form is to change, in words; "" where
            nothing reads it. The workbench knows.
    """

    def __init__(self, marked: Callable[[MarkedMistakes], object] = lambda _wrong: None) -> None:
        """`marked` is told what is wrong in the form, each time that it is laid out."""
        self._marked = marked
        self.plan = Layout()
        self.body_mode = "form"
        self.titled = False
        self.words = ""
        self.picks: Callable[[Field], bool] = lambda _field: False
        self.reads: Callable[[Form], str] = lambda _form: ""
        self._form: Form | None = None
        self._width = 0
        # Made when a line of the body is first drawn.
        self._body: JsonLines | None = None

    def lay_out(
        self,
        form: Form | None,
        width: int,
        *,
        missing: bool | Field = False,
        offer: str = "",
        allowed: bool | None = None,
    ) -> None:
        """Lay out a form at `width` columns.

        Args:
            missing: whether required values that are missing are said to be.
            offer: what was typed another time, in words, which a row offers to bring back.
            allowed: whether the key may call it; None where that isn't known.
        """
        self._form, self._body, self._width = form, None, width
        if form is None:
            self.plan = Layout()
            return
        self.plan = lay_out(
            form,
            width,
            body_mode=self.body_mode,
            missing=missing,
            restore=offer,
            allowed=allowed,
            titled=self.titled,
            current=self.reads(form) if present_of(form) is None else "",
        )
        self._marked(self.plan.wrong)

    def reads_object(self, form: Form | None) -> bool:
        """Whether a form is to change an object that can be read."""
        return form is not None and bool(self.reads(form))

    def row(self, index: int) -> Row | None:
        """The row of that index."""
        return self.plan.rows[index] if index < len(self.plan.rows) else None

    def index_of(self, row: Row, otherwise: int) -> int:
        """Where a row of the layout before is now; where it is gone, `otherwise` or the last."""
        same = (index for index, other in enumerate(self.plan.rows) if other.is_same(row))
        return next(same, min(otherwise, len(self.plan.rows) - 1))

    def index_of_field(self, field: Field | None) -> int | None:
        """The row of a field, of the body's text for None."""
        for index, row in enumerate(self.plan.rows):
            if (field is None and row.kind == "text") or (field is not None and row.field is field):
                return index
        return None

    def body_start(self, otherwise: int) -> int:
        """The first row of the body."""
        rows = enumerate(self.plan.rows)
        return next((i for i, row in rows if row.kind == "text" or _in_body(row)), otherwise)

    def first_wanted(self, form: Form) -> int:
        """The row to begin at: what is required and missing; else, where something is filled in,
        what comes next. Where something would be lost that nobody chose here, that comes first.
        """
        rows = list(enumerate(self.plan.rows))
        if _is_grave(form.operation):
            carried = (i for i, row in rows if row.field is not None and row.field.is_carried)
            if (chosen_elsewhere := next(carried, None)) is not None:
                return chosen_elsewhere
        wanting = next((i for i, row in rows if row.kind == "field" and _wants(row.field)), None)
        if wanting is not None:
            return wanting
        if form.is_empty:
            return next((i for i, row in rows if row.kind == "field"), len(rows) - 1)
        changes = form.operation.method == "PUT" and not any(
            item.is_given for item in form.placed("body")
        )
        return next((i for i, row in rows if changes and _in_body(row)), len(rows) - 1)

    def value_column(self, row: Row) -> int:
        """The column that a row's value begins at: before that of the others where it would be cut,
        and there is room behind its own name. The name is cut for what says where a value is from.
        """
        name = INDENT * row.depth + _MIN_NAME
        column = max(self.plan.name_width, name)
        if row.field is None or row.kind not in ("field", "key"):
            return column
        carried = _carried(row.field)
        uncut = self._width - value_columns(row.field, carried)
        column = min(column, max(name_columns(row), uncut))
        if carried:
            cut = self._width - value_columns(row.field, carried, is_cut=True)
            column = min(column, max(name, cut))
        return column

    def value_region(
        self, row: int, top: int, height: int, width: int
    ) -> tuple[int, int, int] | None:
        """Where the value of a row is drawn, of `height` lines from `top` on: x, y and width; None
        where it is out of sight.
        """
        line = self.plan.line_of(row) - top
        if not 0 <= line < height:
            return None
        x = self.value_column(self.plan.rows[row])
        return x, line, max(10, width - x - 1)

    def places(self, top: int, height: int) -> list[tuple[int, int, int]]:
        """The rows in sight, `height` lines from `top` on: index, and where to point at it."""
        places = []
        for index, row in enumerate(self.plan.rows):
            line = self.plan.line_of(index) - top
            if 0 <= line < height:
                x = 0 if row.kind == "try" else max(0, self.value_column(row) - 2)
                places.append((index, x, line))
        return places

    def is_marked(self, index: int, cursor: int) -> bool:
        """Whether a line is marked as the cursor's; TRY looks pressed instead."""
        row = self.plan.lines[index].row
        return row is not None and row == cursor and self.plan.rows[row].kind != "try"

    def pieces(self, index: int, width: int, pressed: int | None) -> list[tuple[str, str]]:
        """A line in pieces of ``(component class, text)``.

        `pressed` is the row of the cursor where the form has the focus: its button looks pressed.
        """
        line = self.plan.lines[index]
        if line.row is None:
            return list(line.pieces)
        return mark_words(self._row_pieces(line.row, line, width, pressed), self.words)

    def drawn(self, index: int) -> str:
        """What is drawn in a line, as it was laid out last."""
        return "".join(text for _kind, text in self.pieces(index, self._width, None))

    def _row_pieces(
        self, index: int, line: Line, width: int, pressed: int | None
    ) -> list[tuple[str, str]]:
        row = self.plan.rows[index]
        if row.kind == "try":
            return [("button-cursor" if index == pressed else "button", "  TRY  ^r  ")]
        if row.kind == "text":
            return self._body_pieces(line.part)
        if row.kind == "restore":
            return list(line.pieces)
        column, is_wrong = self.value_column(row), self.plan.is_wrong(row)
        now = self._now(row)
        return row_pieces(
            row,
            column,
            width,
            self.plan.type_width,
            is_wrong=is_wrong,
            now=now,
            has_values=self.has_values(row),
            carried=_carried(row.field),
        )

    def has_values(self, row: Row) -> bool:
        """Whether there are values to choose from for a row: of its type, or the account's.

        Asked of a row that is drawn or has the cursor: in the catalog it takes a moment.
        """
        field = row.field
        if field is None or row.kind not in ("field", "key") or edited_as(field) != "line":
            return False
        return bool(field.schema.choices) or self.picks(field)

    def _now(self, row: Row) -> str:
        """What the field of a row has in the object that the form is to change; "" for nothing."""
        value = current_of(self._form, row.field) if row.kind == "field" else NOTHING
        if value is NOTHING:
            return ""
        return current_text(self._form, row.field) or json.dumps(value)

    def _body_pieces(self, part: int) -> list[tuple[str, str]]:
        if self._body is None:
            # Once for all lines: it takes as long as the text is.
            text = masked_body_text(self._form) if self._form is not None else ""
            self._body = JsonLines(text.split("\n") if text else [])
        if not self._body.height:
            return [("absent", _("(no body: press enter to write one)"))]
        if part >= self._body.height:
            return []
        return [
            ("name" if kind == "key" else kind, piece) for kind, piece in self._body.pieces(part)
        ]


def _is_grave(operation: "Operation") -> bool:
    """Whether an operation destroys, ends or gives away something."""
    from ovh_explorer.catalog.effects import Effect, effects_of

    grave = {Effect.GIVES_AWAY, Effect.ENDS, Effect.DESTROYS}
    return not grave.isdisjoint(effects_of(operation.method, operation.path))


def _carried(field: Field | None) -> str:
    words = carried_words(field)
    return f"  {words}" if words else ""


def _wants(field: Field | None) -> bool:
    return field is not None and field.required and not field.is_given


def _in_body(row: Row) -> bool:
    return row.field is not None and row.field.place == "body"
