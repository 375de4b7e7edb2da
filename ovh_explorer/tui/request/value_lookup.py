"""Choosing a field's value from those the account has."""

from collections.abc import Callable, Coroutine
from functools import partial
from typing import TYPE_CHECKING

from ovh_explorer.form import Field, Form
from ovh_explorer.text import printable
from ovh_explorer.translation import _
from ovh_explorer.tui.drawing.pane_titles import middle_cut
from ovh_explorer.workspace.calls.usual_moments import takes_moment, usual_moments
from ovh_explorer.workspace.calls.value_lookup import ValueList

if TYPE_CHECKING:
    from textual.widget import Widget
    from textual.worker import Worker

    from ovh_explorer.tui.request.field_editor import FieldEditor
    from ovh_explorer.workspace.calls.value_lookup import ValueLookup

__all__ = ["FieldValueLookup"]

# Characters of what was typed that are said again.
_MAX_SHOWN = 30


class FieldValueLookup:
    """Brings values to the editor of a field, then the names that users know them by.

    Args:
        owner: the widget whose workers ask.
        editor: stands over the field.
        form: gives the form that is open.
        lookup: gives what asks the API for the values; another one after the keys changed.
    """

    def __init__(
        self,
        owner: "Widget",
        editor: "FieldEditor",
        form: "Callable[[], Form | None]",
        lookup: "Callable[[], ValueLookup]",
    ) -> None:
        self._owner = owner
        self._editor = editor
        self._form = form
        self._lookup = lookup
        self._found: tuple[Field, ValueList] | None = None

    def has(self, field: Field) -> bool:
        """Whether there are values of a field to choose from: some were used, they can be looked
        up, or it is a date.
        """
        form, lookup = self._form(), self._lookup()
        if form is None:
            return False
        return (
            takes_moment(field)
            or lookup.source(form, field) is not None
            or bool(lookup.used(form, field))
        )

    def want(self, field: Field) -> None:
        """Ask for the values of a field and offer them."""
        form = self._form()
        if form is not None:
            self._run(partial(self._offer, form, field), "pick")

    def want_while_writing(self, field: Field) -> None:
        """Offer values as one types, once they were asked for in this run."""
        if self._lookup().asked and self.has(field) and not takes_moment(field):
            self.want(field)

    def stop(self) -> None:
        """Wait for values no longer."""
        self._owner.workers.cancel_group(self._owner, "pick")

    def label(self, field: Field, texts: list[str]) -> None:
        """Ask for the names that users know these values by."""
        form = self._form()
        if form is not None and self._found is not None and self._found[0] is field:
            self._run(partial(self._label, form, self._found[1], field, texts), "label")

    def _run(self, ask: Callable[[], Coroutine[None, None, None]], group: str) -> "Worker[None]":
        # The worker calls it: one that never starts leaves no coroutine behind.
        return self._owner.run_worker(ask, group=group, exclusive=True)

    async def _offer(self, form: Form, field: Field) -> None:
        editor, lookup = self._editor, self._lookup()
        source, used = lookup.source(form, field), lookup.used(form, field)
        if moments := usual_moments(form, field):
            editor.offer(field, {**dict.fromkeys(used, ""), **moments})
            return
        if used:
            # At once, and they stay the first: a value that is highlighted doesn't move.
            editor.offer(field, dict.fromkeys(used, ""))
        elif source is not None:
            words = _("loading values (GET {path})… esc cancels")
            editor.say(words.format(path=source.target), waits=True)
        found = await lookup.values(form, field) if source is not None else ValueList()
        if field is not editor.field:
            return
        if found.problem and not used:
            editor.say(found.problem)
            return
        self._found = (field, found)
        used = used or lookup.used(form, field)
        # The API may list for a while what was deleted.
        gone = lookup.missing(form, field)
        listed = sorted(found.values, key=lambda value: value.text in gone)
        labels = {value.text: value.label for value in listed}
        editor.offer(field, {text: labels.get(text, "") for text in (*used, *labels)})
        if not editor.choosing and field.text:
            # It was typed while they were loading.
            text = middle_cut(printable(field.text), _MAX_SHOWN)
            words = _("No value has “{text}”.").format(text=text)
            editor.say(words)
        elif not editor.choosing:
            editor.say(_("Every value is in the list already."))

    async def _label(self, form: Form, found: ValueList, field: Field, texts: list[str]) -> None:
        await self._lookup().label(
            form, found, texts, lambda text, label: self._editor.label(field, text, label)
        )
