"""The row of a field in a form as it is drawn, in pieces."""

from ovh_explorer.form import Field, State
from ovh_explorer.text import printable
from ovh_explorer.translation import _, pgettext
from ovh_explorer.tui.drawing.form_layout import (
    INDENT,
    MIN_LABEL,
    MIN_VALUE,
    NO_MARK,
    VALUES_MARK,
    Row,
    label_in,
    name_of,
    shown_value,
    shows_parts,
)
from ovh_explorer.tui.drawing.form_mistakes import MARK
from ovh_explorer.tui.drawing.pane_titles import middle_cut

__all__ = ["row_pieces"]

# Columns of the ground that a value stands on, and a longer one has more of.
_MAX_VALUE = 60


def row_pieces(
    row: Row,
    column: int,
    width: int,
    type_width: int,
    *,
    is_wrong: bool = False,
    now: str = "",
    has_values: bool = False,
    carried: str = "",
) -> list[tuple[str, str]]:
    """A field's row: its place in the tree and its name, from `column` on its value, at the end of
    `width` its type, in `type_width` columns.

    One that `is_wrong` has a mark before its value. `now` is what an absent one has in the object
    that the form is to change; "" for nothing. One that `has_values` to choose from has a mark
    before its type. `carried` says behind its value where that comes from: it is never cut, the
    value is.
    """
    item = row.field
    assert item is not None
    if is_wrong:
        head = [*_head(row, item, column - len(MARK)), ("required", MARK)]
    else:
        head = _head(row, item, column)
    if row.kind == "add":
        return head
    kind, value = shown_value(item)
    words = "{value}"
    if now and item.state is State.ABSENT:
        kind, words, value = "now", _("now {value}"), printable(" ".join(now.split()))
    room = max(4, width - column - 1)
    beside = len(words.format(value=""))
    # The value first: the type has what it leaves.
    said = beside + len(value) + len(carried)
    left = min(type_width, room - max(said, MIN_VALUE))
    mark = VALUES_MARK if has_values else NO_MARK
    label = mark + label_in(item, left - len(mark))
    room = min(room - max(left, len(mark)), max(_MAX_VALUE, said))
    free = max(MIN_LABEL, room - len(carried))
    value = words.format(value=_cut(value, max(1, free - beside)))
    if not carried:
        return [*head, (kind, value.ljust(room)), ("type", label)]
    return [*head, (kind, value), ("now", carried.ljust(room - len(value))), ("type", label)]


def _cut(value: str, width: int) -> str:
    """A value in so many columns: of words the beginning, of any other also the end, by which names
    differ that begin alike.
    """
    if len(value) <= width or " " not in value:
        return middle_cut(value, width)
    return value[: width - 1] + "…"


def _head(row: Row, item: Field, width: int) -> list[tuple[str, str]]:
    indent = " " * (INDENT * row.depth)
    if row.kind == "add":
        words = pgettext("to a list", "add")
        return [("note", f"{indent}+ {words}".ljust(width))]
    mark, name, star = (
        " " * row.gutter,
        name_of(item),
        " *" if item.required else "",
    )
    if item.is_structured:
        mark = "▾ " if shows_parts(item) else "▸ "
    if row.kind == "key":
        mark, name, star = "• ", pgettext("of an entry", "key"), ""
    elif item.key is not None:
        mark, name, star = mark or "  ", pgettext("of an entry", "value"), ""
    elif item.is_entry and item.parent is not None:
        number = next((i for i, part in enumerate(item.parent.parts, 1) if part is item), 0)
        mark, name, star = (mark.strip() and mark) or "• ", str(number), ""
    room = max(1, width - len(indent) - len(mark) - len(star) - 1)
    cut = name if len(name) <= room else name[: room - 1] + "…"
    used = len(indent) + len(mark) + len(cut) + len(star)
    kind = "warning" if item.is_undeclared else "name"
    return [
        ("note", indent + mark),
        (kind, cut),
        ("required", star),
        ("name", " " * max(0, width - used)),
    ]
