"""What the helpers of the form on the screen need of it."""

from typing import Any, Protocol

from ovh_explorer.form import Field, Form
from ovh_explorer.tui.drawing.form_layout import Row
from ovh_explorer.tui.request.form_edit import FormChanges

__all__ = ["FormOwner"]


class FormOwner(Protocol):
    """The form on the screen, for what changes it and says so."""

    @property
    def form(self) -> Form | None:
        """The form that is open."""

    @property
    def changes(self) -> FormChanges:
        """The changes of the form, which undo takes back."""

    @property
    def row(self) -> Row | None:
        """The row under the cursor."""

    def go_to(self, field: Field | None) -> None:
        """Put the cursor on a field, what it is inside of opened; on the body's text for None."""

    def bring_into_sight(self) -> None:
        """Scroll to the cursor where it is out of sight."""

    @property
    def notify(self) -> Any:
        """Shows a toast."""

    @property
    def app(self) -> Any:
        """Shows the toasts, and ends them."""

    @property
    def screen(self) -> Any:
        """The screen that the form is on: its keys are named."""
