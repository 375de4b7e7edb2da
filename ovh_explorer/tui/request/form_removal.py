"""What clears a form or a part of it, undoes that and redoes it, with what is said of it."""

from ovh_explorer.form import Field
from ovh_explorer.text import printable
from ovh_explorer.translation import _
from ovh_explorer.tui.key_bindings import key_in_fields
from ovh_explorer.tui.request.form_edit import cleared_words, removable
from ovh_explorer.tui.request.form_owner import FormOwner
from ovh_explorer.tui.terminal.toast_rack import end_toasts

__all__ = ["FormRemoval", "object_words"]


def object_words(fields: list[Field], before: dict[str, str]) -> str:
    """Which object a form is about now, of whose `fields` some changed, where it was about another
    one `before`.
    """
    path = [field for field in fields if field.place == "path" and not field.is_secret]
    if not any(before.get(field.name) for field in path):
        return ""
    values = ", ".join(f"{field.name} {field.text or '–'}" for field in path)
    return printable(_("The form names another object now: {values}.").format(values=values))


class FormRemoval:
    """Clears what the cursor is on, or all.

    Args:
        view: shows the form.
    """

    def __init__(self, view: FormOwner) -> None:
        self._view = view

    def undo(self) -> None:
        """Take back the last change of much; again: the one before it."""
        before = self._path()
        self._show_change(self._view.changes.undo(), _("There is nothing to undo."), before)

    def redo(self) -> None:
        """Make the change again that was taken back last; again: the one before it."""
        before = self._path()
        self._show_change(self._view.changes.redo(), _("There is nothing to redo."), before)

    def _path(self) -> dict[str, str]:
        """The path values of the form, by their names."""
        form = self._view.form
        return {} if form is None else {field.name: field.text for field in form.placed("path")}

    def _show_change(
        self, fields: list[Field] | None, otherwise: str, before: dict[str, str]
    ) -> None:
        """Put the cursor where it shows what changed: it stays on one of these fields. Where the
        form was about another object `before`, that is said.
        """
        view = self._view
        if fields is None:
            view.notify(otherwise)
            return
        # What was said of it isn't so any more.
        end_toasts(view.app)
        is_here = view.row is not None and fields == [view.row.field]
        if not is_here and (words := object_words(fields, before)):
            view.notify(words, severity="warning", timeout=6, markup=False)
        if view.row is not None and view.row.kind in ("field", "key") and view.row.field in fields:
            view.bring_into_sight()
            return
        for field in fields:
            view.go_to(field)
            if view.row is not None and view.row.field is field:
                return
        if any(field.place == "body" for field in fields):
            view.go_to(None)

    def clear_form(self) -> None:
        """Clear the form, and say how that is taken back."""
        if self._view.changes.clear():
            words = _("Form cleared. Press {key} to undo.")
            self._view.notify(words.format(key=key_in_fields("undo")))

    def remove(self) -> None:
        """Clear what the cursor is on."""
        if (field := removable(self._view.row)) is not None:
            self._view.changes.remove(field)
        else:
            self._view.notify(_("There is nothing to clear."), timeout=3)

    def erase(self, *, can_go_back: bool) -> bool:
        """Clear what the cursor is on, and say so; False where that holds nothing."""
        field = removable(self._view.row)
        if field is None:
            return False
        self._view.changes.remove(field)
        self._view.notify(printable(cleared_words(field, can_go_back)), markup=False)
        return True
