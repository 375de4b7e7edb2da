"""Parts of models, lists and maps in a form: shown, hidden, added."""

from collections.abc import Callable
from typing import Protocol

from ovh_explorer.form import Field, State
from ovh_explorer.tui.drawing.form_layout import Row, edited_as
from ovh_explorer.tui.request.form_edit import first_part, list_around
from ovh_explorer.tui.request.form_owner import FormOwner

__all__ = ["FormParts"]


class _View(FormOwner, Protocol):
    """The form that the parts are of."""

    def changed(self) -> None: ...

    def go_to(self, field: Field | None) -> None: ...


class FormParts:
    """Does to what has parts what the keys of a form ask for.

    Args:
        view: shows the form.
        fold: shows or hides the parts of a field.
        edit: edits a row's value, a text being typed into it first.
    """

    def __init__(
        self,
        view: _View,
        fold: Callable[[Field, bool], object],
        edit: Callable[[Row, str], object],
    ) -> None:
        self._view = view
        self._fold = fold
        self._edit = edit

    def enter(self, field: Field) -> None:
        """Show the parts of a field, or hide them; one that can have entries and has none gets
        one.
        """
        if self._view.changes.take_present(field):
            return
        if field.state is State.NULL:
            with self._view.changes.change():
                field.choose_state(State.SET)
            field.open = True
            self._view.changed()
        elif field.kind == "model" or field.parts:
            self._fold(field, not field.is_open)
        else:
            self.add(field)

    def add(self, field: Field, typed: str = "") -> None:
        """Give a list or map one more entry and edit it, with a text typed into it first."""
        self._view.changes.take_present(field)
        with self._view.changes.change(goes_on=True):
            first = first_part(field.add_part())
        field.open = True
        self._view.changed()
        self._view.go_to(first)
        if self._view.row is not None and edited_as(first) == "line":
            self._edit(self._view.row, typed)

    def add_here(self) -> None:
        """Add an entry to the list or map that the cursor is on or in."""
        field = list_around(self._view.row.field) if self._view.row is not None else None
        if field is not None:
            self.add(field)

    def unfold(self) -> None:
        """Show the parts of what the cursor is on."""
        field = self._view.row.field if self._view.row is not None else None
        if field is None or not field.is_structured or field.is_open:
            return
        if not self._view.changes.take_present(field):
            self._fold(field, True)

    def fold(self) -> None:
        """Hide the parts of what the cursor is on, else go to what holds it."""
        row = self._view.row
        field = row.field if row is not None else None
        if field is None or row is None:
            return
        if row.kind == "field" and field.is_structured and field.is_open and field.parts:
            self._fold(field, False)
        elif row.kind == "add":
            self._view.go_to(field)
        elif field.parent is not None:
            self._view.go_to(field.parent)
