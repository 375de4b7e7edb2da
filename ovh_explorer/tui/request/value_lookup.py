"""Choosing a field's value from those the account has."""

from typing import TYPE_CHECKING

from ovh_explorer.form import Field, Form
from ovh_explorer.workspace.calls.value_lookup import ValueList

if TYPE_CHECKING:
    from ovh_explorer.tui.workbench.workbench import Workbench

__all__ = ["FieldValueLookup"]


class FieldValueLookup:
    """Brings values to the editor of a workbench, then what people know them by."""

    def __init__(self, bench: "Workbench") -> None:
        self._bench = bench
        self._picked: tuple[Field, ValueList] | None = None

    async def offer(self, form: Form, field: Field) -> None:
        """Ask for the values of a field and offer them; ends with its task."""
        editor = self._bench.request.editor
        picking = self._bench.workspace.value_lookup
        source = picking.source(form, field)
        if source is not None:
            editor.wait_for_values(f"asking GET {source.operation.path}… esc stops")
        picked = await picking.values(form, field)
        if field is not editor.field:
            return
        if picked.problem:
            editor.wait_for_values(picked.problem)
            return
        self._picked = (field, picked)
        editor.offer(field, {value.text: value.label for value in picked.values})

    async def label(self, form: Form, field: Field, texts: list[str]) -> None:
        """Ask what people know these values by."""
        if self._picked is None or self._picked[0] is not field:
            return
        editor = self._bench.request.editor
        picking = self._bench.workspace.value_lookup
        await picking.label(
            form, self._picked[1], texts, lambda text, label: editor.label(field, text, label)
        )
