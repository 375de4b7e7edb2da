"""What is wrong in a form, as far as it is marked there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ovh_explorer.form import Field, Form, FormInvalid, Mistake
from ovh_explorer.translation import _

__all__ = ["MARK", "MarkedMistakes", "marked_mistakes"]

MARK = "!"
"""The mark of what is wrong: it can be read without colours, in ASCII too."""


@dataclass(frozen=True, slots=True)
class MarkedMistakes:
    """The mistakes of a form that are marked, in the order of the fields."""

    all: Sequence[Mistake] = ()
    _messages: dict[Field, str] = field(default_factory=dict)
    # How many are inside of a field.
    _inside: dict[Field, int] = field(default_factory=dict)

    def message(self, item: Field) -> str:
        """What is wrong with a field itself; "" where nothing is."""
        return self._messages.get(item, "")

    def count_inside(self, item: Field) -> int:
        """How many mistakes are in the parts of a field."""
        return self._inside.get(item, 0)

    def after(self, item: Field | None) -> Mistake | None:
        """The one after that of a field, round the end; the first for a field that has none."""
        fields = [mistake.field for mistake in self.all]
        at = fields.index(item) + 1 if item in fields else 0
        return self.all[at % len(self.all)] if self.all else None

    def in_body(self) -> list[Mistake]:
        """Those of the body."""
        return [item for item in self.all if item.field is None or item.field.place == "body"]


def marked_mistakes(form: Form, *, missing: bool | Field) -> MarkedMistakes:
    """What is wrong in a form; where `missing`, also what is required and not given, or that field
    alone.
    """
    try:
        form.call()
    except FormInvalid as error:
        found = [item for item in error.mistakes if not _is_missing(item) or _says(missing, item)]
    else:
        return MarkedMistakes()
    marked = MarkedMistakes(found)
    for item in found:
        if item.field is not None:
            marked._messages[item.field] = _("required") if _is_missing(item) else item.message
            for above in _above(item.field):
                marked._inside[above] = marked._inside.get(above, 0) + 1
    return marked


def _is_missing(mistake: Mistake) -> bool:
    return mistake.field is not None and not mistake.field.is_given


def _says(missing: bool | Field, mistake: Mistake) -> bool:
    return missing is True or (missing is not False and mistake.field is missing)


def _above(item: Field) -> Iterator[Field]:
    parent = item.parent
    while parent is not None:
        yield parent
        parent = parent.parent
