"""Examples in a form, and what is said where none is known; of a PUT, what is there now."""

from collections.abc import Callable
from typing import Protocol

from textual.message import Message

from ovh_explorer.form import Field, Form
from ovh_explorer.text import printable
from ovh_explorer.translation import _
from ovh_explorer.tui.request.field_messages import CurrentWanted
from ovh_explorer.tui.request.form_owner import FormOwner

__all__ = ["FormExamples"]


class _View(FormOwner, Protocol):
    """The form that is filled in."""

    def go_to(self, field: Field | None) -> None: ...

    def post_message(self, message: Message) -> bool: ...


class FormExamples:
    """Fills in examples, all that are needed or one.

    Args:
        view: shows the form.
        reads: whether a form is to change an object that can be read.
    """

    def __init__(self, view: _View, reads: Callable[[Form | None], bool]) -> None:
        self._view = view
        self._reads = reads

    def fill_form(self) -> None:
        """Ask for what is there now of the object that the form changes; fill any other form with
        an example.
        """
        if self._reads(self._view.form):
            self._view.post_message(CurrentWanted())
        else:
            self.fill()

    def fill(self) -> None:
        """Fill in an example of each required field."""
        count, empty = self._view.changes.fill_example()
        if not count:
            self._view.notify(_("All required fields are filled."))
        self._say_empty(empty)

    def fill_field(self) -> None:
        """Fill in an example of the field under the cursor."""
        self._say_empty(self._view.changes.fill_field(self._view.row))

    def _say_empty(self, empty: list[Field]) -> None:
        """Say that no example is known for fields, the cursor on the first that needs a value."""
        wanted = next((field for field in empty if field.required), next(iter(empty), None))
        if wanted is None:
            return
        self._view.go_to(wanted)
        words = _("There is no example for {field}: it stays empty.")
        self._view.notify(printable(words.format(field=wanted.where)), timeout=4, markup=False)
