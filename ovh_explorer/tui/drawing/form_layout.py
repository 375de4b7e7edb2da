"""A form laid out in lines: what stands where, before anything is drawn."""

import json
from dataclasses import dataclass, field
from typing import Literal

from ovh_explorer.call import MASK
from ovh_explorer.form import Field, Form, State, value_of
from ovh_explorer.form.masked_text import masked_body_text, masked_text
from ovh_explorer.text import printable
from ovh_explorer.translation import N_, _, labelled, ngettext, number, pgettext
from ovh_explorer.tui.drawing.form_mistakes import MARK, MarkedMistakes, marked_mistakes
from ovh_explorer.tui.drawing.operation_header import Line, operation_lines, wrapped
from ovh_explorer.tui.drawing.wrapped_text import wrap

__all__ = [
    "INDENT",
    "MIN_LABEL",
    "MIN_VALUE",
    "NO_MARK",
    "VALUES_MARK",
    "Layout",
    "Line",
    "Row",
    "edited_as",
    "has_text_entries",
    "label_in",
    "lay_out",
    "name_columns",
    "name_of",
    "shown_value",
    "shows_parts",
    "value_columns",
]

RowKind = Literal["field", "key", "add", "text", "try", "restore"]
INDENT = 2
MIN_VALUE, MIN_LABEL = 10, 5
"""Columns that a value has at least before its type has some, and those of a type that is cut."""
_MIN_MESSAGE = 46
# Mistakes that are said below a body that is shown as text.
_MAX_SAID = 8
VALUES_MARK = " ▾ "
"""Before the type of a field that has values to choose from."""
NO_MARK = "   "
"""As wide as that mark: before the type of any other field."""
_TITLES = {"path": N_("Path"), "query": N_("Query"), "header": N_("Headers"), "body": N_("Body")}


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """Something the cursor can stand on.

    Attributes:
        kind: a field, the key of a map's entry, the place to add an entry, the body as text, the
            TRY button, or the offer to bring back what was typed another time.
        field: the field, or the key's; for ``add`` the list or map.
        depth: how many models, lists and maps it is inside of.
        gutter: columns left free where others have a mark that opens them.
    """

    kind: RowKind
    field: Field | None = None
    depth: int = 0
    gutter: int = 0

    def is_same(self, other: "Row") -> bool:
        """Whether both stand for one thing, in a layout and in the next."""
        return self.kind == other.kind and self.field is other.field


@dataclass(slots=True)
class Layout:
    """The rows and lines of a form at a width; `name_width` is the column of the values,
    `type_width` how many columns at the end their types have, `wrong` what is marked as wrong.
    """

    rows: list[Row] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    name_width: int = 12
    type_width: int = 12
    wrong: MarkedMistakes = field(default_factory=MarkedMistakes)

    def is_wrong(self, row: Row) -> bool:
        """Whether a row is marked: it is wrong, or something that it hides is."""
        item = row.field
        if item is None or row.kind not in ("field", "key"):
            return False
        hides = row.kind == "field" and item.is_structured and not shows_parts(item)
        return bool(self.wrong.message(item) or (hides and self.wrong.count_inside(item)))

    def line_of(self, row: int) -> int:
        """The line that `row` starts at."""
        return next((index for index, line in enumerate(self.lines) if line.row == row), 0)

    def put(self, row: Row, pieces: tuple[tuple[str, str], ...] = ()) -> None:
        """A row of one line."""
        self.lines.append(Line(row=len(self.rows), pieces=pieces))
        self.rows.append(row)


def _deciding_values(form: Form) -> dict[str, str]:
    """What was chosen of the body that decides what the operation does."""
    from ovh_explorer.catalog.effects import deciding_value

    name = deciding_value(form.operation.method, form.operation.path)
    chosen = form.field("body", name) if name else None
    return {} if chosen is None or not chosen.is_given else {name: chosen.text}


def lay_out(
    form: Form,
    width: int,
    *,
    body_mode: str,
    missing: bool | Field,
    restore: str = "",
    allowed: bool | None = None,
    titled: bool = False,
    current: str = "",
) -> Layout:
    """The whole form at `width` columns.

    Args:
        body_mode: ``form`` for fields, ``json`` for the body's text.
        missing: say which required values are missing too, as after a TRY.
        restore: the offer to bring back what was typed another time, in words.
        allowed: whether the key's access rules allow the operation, where that is known.
        titled: whether method and path stand in the frame around it.
        current: the offer to show what is there now, in words.
    """
    body = _deciding_values(form)
    head = operation_lines(form.operation, width, allowed, titled=titled, body=body)
    layout = Layout(lines=head)
    layout.wrong = marked_mistakes(form, missing=missing)
    if form.trailing_slash:
        words = _("Sent with a slash at the end of its path. Clearing the form takes it out.")
        layout.lines += wrapped("note", words, width)
    if restore:
        layout.put(Row("restore"), (("note", f"↺ {restore}"),))
    names, types = _widths(form, body_mode, min(width // 3, max(12, width // 4)))
    # A name is read before its type: that has what names and values leave.
    layout.name_width = min(max(12, names), max(12, width * 3 // 5))
    layout.type_width = types
    for place in ("path", "query", "header", "body"):
        placed = form.placed(place)
        if not placed and not (place == "body" and form.has_body):
            if place == "body" and body_mode == "json":
                layout.lines += [
                    Line(),
                    Line(pieces=(("note", _("This operation has no body.")),)),
                ]
            continue
        title = [("heading", _(_TITLES[place]))]
        label = form.body.schema.label if place == "body" and form.body is not None else ""
        if label not in ("", "object"):
            title.append(("type", f"  {printable(label)}"))
        as_text = place == "body" and (body_mode == "json" or form.body_problem)
        if as_text and layout.wrong.in_body():
            title.append(("required", f" {MARK}"))
        layout.lines += [Line(), *_heading(title, width, current if place == "body" else "")]
        if as_text:
            _body_text(form, layout, width)
            continue
        _fields(placed, 0, layout, width)
    layout.lines.append(Line())
    layout.put(Row("try"))
    return layout


def _heading(title: list[tuple[str, str]], width: int, words: str) -> list[Line]:
    """The heading of a part of the form, with words behind it where there is room, else below."""
    heading = Line(pieces=tuple(title))
    if not words:
        return [heading]
    used = sum(len(text) for _kind, text in title)
    if used + 2 + len(words) <= width:
        return [Line(pieces=(*title, ("note", f"  {words}")))]
    return [heading, *wrapped("note", words, width)]


def _widths(form: Form, body_mode: str, most: int) -> tuple[int, int]:
    """The columns that the names of the fields take, with their indentation and marks, and those
    that their types do, at `most`.
    """
    widest = widest_type = 0
    waiting = [(item, 0) for item in form.fields if item.place != "body" or body_mode == "form"]
    while waiting:
        item, depth = waiting.pop()
        widest = max(widest, INDENT * depth + len(name_of(item)) + 5)
        mark = len(NO_MARK)
        widest_type = max(widest_type, mark + len(label_in(item, most - mark)))
        if shows_parts(item):
            waiting += [(part, depth + 1) for part in item.parts]
    return widest, widest_type


def shows_parts(item: Field) -> bool:
    """Whether the parts of a field are rows of their own, and its own row is their heading."""
    return item.is_open and item.state is not State.NULL


def _fields(items: list[Field], depth: int, layout: Layout, width: int) -> None:
    # What is inside of something stands to the right of its name, which a mark stands before.
    gutter = 2 * (depth > 0 or any(item.is_structured for item in items))
    for item in items:
        _field(item, depth, gutter, layout, width)


def _field(item: Field, depth: int, gutter: int, layout: Layout, width: int) -> None:
    wrong = layout.wrong
    if item.key is not None:
        layout.put(Row("key", item.key, depth))
        if message := wrong.message(item.key):
            layout.lines += _indented(message, layout, width)
    layout.put(Row("field", item, depth, gutter))
    if message := wrong.message(item):
        layout.lines += _indented(message, layout, width)
    if item.remark:
        layout.lines += _indented(item.remark, layout, width, "warning")
    if not shows_parts(item):
        inside = wrong.count_inside(item) if item.is_structured else 0
        if inside:
            words = ngettext("{count} mistake inside", "{count} mistakes inside", inside)
            layout.lines += _indented(words.format(count=number(inside)), layout, width)
        return
    _fields(item.parts, depth + 1, layout, width)
    if item.kind in ("list", "map"):
        layout.put(Row("add", item, depth + 1))


def _indented(message: str, layout: Layout, width: int, kind: str = "error") -> list[Line]:
    # Below the value, where there is room for some words in a line.
    at = max(INDENT, min(layout.name_width, width - _MIN_MESSAGE))
    text = wrap(printable(message), max(16, width - at))
    return [Line(pieces=((kind, " " * at + part),)) for part in text]


def _body_text(form: Form, layout: Layout, width: int) -> None:
    row = len(layout.rows)
    layout.rows.append(Row("text"))
    lines = masked_body_text(form).split("\n")
    layout.lines += [Line(row=row, part=index) for index in range(len(lines))]
    found = layout.wrong.in_body()
    for mistake in found[:_MAX_SAID]:
        where = mistake.field.where if mistake.field is not None else ""
        # What is missing says itself where.
        is_named = not where or mistake.message.startswith(where)
        words = mistake.message if is_named else labelled(where, mistake.message)
        layout.lines += wrapped("error", words, width)
    if len(found) > _MAX_SAID:
        more = len(found) - _MAX_SAID
        said = ngettext("and {count} more mistake", "and {count} more mistakes", more)
        layout.lines.append(Line(pieces=(("error", said.format(count=number(more))),)))


def shown_value(item: Field) -> tuple[str, str]:
    """How a field's value is drawn: a component class and one safe line."""
    match item.state:
        case State.ABSENT:
            return ("absent", "" if item.required else "–")
        case State.NULL:
            return ("null", "null")
        case State.EMPTY if item.kind != "model" or not item.kept:
            return ("null", json.dumps(value_of(item)))
    if item.is_secret:
        return ("value", MASK)
    if item.is_structured:
        if item.kind == "model":
            count = sum(part.is_given for part in item.parts)
            words = ngettext("{count} given", "{count} given", count)
            return ("note", words.format(count=count))
        count = len(item.parts)
        words = ngettext("{count} entry", "{count} entries", count)
        return ("note", words.format(count=number(count)))
    if item.kind in ("json", "list", "map", "model") or isinstance(item.raw, dict | list):
        return ("value", printable(" ".join(masked_text(item).split())))
    return ("value", printable(item.text))


def value_columns(item: Field, carried: str = "", *, is_cut: bool = False) -> int:
    """Columns that a value takes uncut, with what is said behind it (`carried`) and what parts it
    from its type; 0 for none. With `is_cut` those of one that is cut as far as it is.
    """
    if item.state is not State.SET or edited_as(item) != "line":
        return 0
    value = len(shown_value(item)[1])
    value = min(value, MIN_VALUE) if is_cut else value
    return value + len(carried) + len(NO_MARK) + 1


def name_columns(row: Row) -> int:
    """Columns that a row takes before its value, none of its name cut, and where it is marked as
    wrong.
    """
    assert row.field is not None
    star = 2 * row.field.required
    # What stands for the name of an entry is as short.
    return INDENT * row.depth + max(row.gutter, 2) + len(name_of(row.field)) + star + len(MARK) + 1


def edited_as(item: Field) -> Literal["line", "text", "parts"]:
    """How a field's value is given: in its line, as a text of several lines, or by its parts."""
    if item.is_structured:
        return "parts"
    if item.kind in ("json", "lines", "list", "map", "model") or (
        item.state is State.SET and "\n" in item.text
    ):
        return "text"
    return "line"


def has_text_entries(item: Field) -> bool:
    """Whether an entry of a list or map begins with a line to type in: its key, or itself."""
    if not item.is_structured or item.kind not in ("list", "map"):
        return False
    entry = Field(item.schema.entry())
    return item.kind == "map" or (edited_as(entry) == "line" and entry.kind != "boolean")


def heading_takes_entry(item: Field) -> bool:
    """Whether what is typed on the heading of a list begins one more entry of it."""
    return item.kind == "list" and item.place == "body" and has_text_entries(item)


def label_in(item: Field, width: int) -> str:
    """A type in so many columns: whole, else its last name, else that cut; nothing in very few."""
    label = printable(item.schema.label)
    if len(label) > width:
        label = label.rpartition(".")[2]
    if len(label) <= width:
        return label
    return f"{label[: width - 1]}…" if width >= MIN_LABEL else ""


def name_of(item: Field) -> str:
    """The name of a field; a body that has none is called so."""
    return printable(item.name) or pgettext("a field", "body")
