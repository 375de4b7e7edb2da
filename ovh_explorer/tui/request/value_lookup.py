"""Choosing a field's value from those the account has."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from ovh_explorer.form import Field, Form
from ovh_explorer.workspace.calls.value_lookup import ValueList

if TYPE_CHECKING:
    from ovh_explorer.tui.request.field_editor import FieldEditor
    from ovh_explorer.workspace.calls.value_lookup import ValueLookup

__all__ = ["FieldValueLookup"]


class FieldValueLookup:
    """Brings values to the editor of a field, then the names that users know them by.

    Args:
        editor: stands over the field.
        lookup: gives what asks the API for the values; another one after the keys changed.
    """

    def __init__(self, editor: "FieldEditor", lookup: "Callable[[], ValueLookup]") -> None:
        self._editor = editor
        self._lookup = lookup
        self._found: tuple[Field, ValueList] | None = None

    async def offer(self, form: Form, field: Field) -> None:
        """Ask for the values of a field and offer them; ends with its task."""
        editor = self._editor
        source = self._lookup().source(form, field)
        if source is not None:
            editor.wait_for_values(f"loading values (GET {source.operation.path})… esc cancels")
        found = await self._lookup().values(form, field)
        if field is not editor.field:
            return
        if found.problem:
            editor.wait_for_values(found.problem)
            return
        self._found = (field, found)
        editor.offer(field, {value.text: value.label for value in found.values})

    async def label(self, form: Form, field: Field, texts: list[str]) -> None:
        """Ask for the names that users know these values by."""
        if self._found is None or self._found[0] is not field:
            return
        await self._lookup().label(
            form,
            self._found[1],
            texts,
            lambda text, label: self._editor.label(field, text, label),
        )
