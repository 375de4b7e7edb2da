"""What a field can be set to, as a list of choices shows it."""

from collections.abc import Mapping

from rich.cells import cell_len, set_cell_size
from textual.content import Content

from ovh_explorer.form import Field, State, texts_of_others
from ovh_explorer.text import folded, printable
from ovh_explorer.translation import _
from ovh_explorer.tui.drawing.word_places import place_of, words_of

__all__ = [
    "can_be_unset",
    "choice_line",
    "choices_of",
    "find_choices",
    "line_columns",
    "values_left",
]

_MAX_CHOICES = 200
# Less of a value says nothing.
_MIN_CUT_COLUMNS = 7


def choices_of(field: Field) -> dict[str, str]:
    """The values that the schema allows, each with a label of ""; none where it allows any."""
    texts = (
        str(value).lower() if isinstance(value, bool) else str(value)
        for value in field.schema.choices
    )
    return dict.fromkeys(texts, "")


def can_be_unset(field: Field | None) -> bool:
    """Whether a field has something that it need not have: "not set" is one of its choices."""
    return (
        field is not None and field.is_given and not field.required and State.ABSENT in field.states
    )


def values_left(field: Field, offers: dict[str, str]) -> dict[str, str]:
    """The values that the schema allows, else those that are offered, with their labels: of an
    entry of a list those that no other entry has.
    """
    known, others = choices_of(field) or offers, texts_of_others(field)
    if others.isdisjoint(known):
        return known
    return {text: label for text, label in known.items() if text not in others}


def find_choices(known: Mapping[str, str], words: str) -> tuple[list[str], str]:
    """Those of the `known` values that have `words` in them or in their labels, the nearest first,
    and what is said below them: that there are more, else "".
    """
    found = list(known)
    wanted = words_of(words)
    if wanted is None:
        found = []
    elif wanted:
        # The nearest of many may be the last.
        near = [
            (place, text)
            for text, label in known.items()
            if (place := place_of((folded(text), folded(label)), wanted)) is not None
        ]
        near.sort(key=lambda item: item[0])
        found = [text for _place, text in near]
    shown = found[:_MAX_CHOICES]
    if len(found) <= _MAX_CHOICES:
        return shown, ""
    return shown, _("the first {count} of more: type to filter").format(count=_MAX_CHOICES)


def line_columns(text: str, label: str) -> int:
    """How many columns a value takes in the list, with its label and nothing cut."""
    shown = cell_len(printable(text) or _("(empty)"))
    return shown + 2 + cell_len(printable(label)) if label else shown


def choice_line(text: str, label: str, width: int = 0) -> Content:
    """A value as a line of the list, `width` columns wide; 0 for as wide as it gets. A long value
    is cut in its middle: most of them begin alike.
    """
    shown = printable(text) or _("(empty)")
    if not label:
        return Content(_cut_middle(shown, width) if width else shown)
    name = printable(label)
    if width:
        shown = _cut_middle(shown, max(width // 2, width - cell_len(name) - 2))
    return Content.assemble(shown, (f"  {name}", "$text-muted"))


def _cut_middle(text: str, width: int) -> str:
    """The beginning and the end of a text, in so many columns at most."""
    if cell_len(text) <= width or width < _MIN_CUT_COLUMNS:
        return text
    left = width // 2
    end = text
    while cell_len(end) > width - left - 1:
        end = end[1:]
    return f"{set_cell_size(text, left)}…{end}"
