"""Textual's toggles, whose state is seen without colours too."""

from textual.widgets import Checkbox, RadioButton

__all__ = ["Choice", "Tick"]


class Choice(RadioButton):
    """One of several: a dot where it is the one."""

    @property
    def BUTTON_INNER(self) -> str:  # type: ignore[override] # noqa: N802 - Textual's name
        """What stands between the sides."""
        return "●" if self.value else " "


class Tick(Checkbox):
    """Yes or no: a cross for yes."""

    @property
    def BUTTON_INNER(self) -> str:  # type: ignore[override] # noqa: N802 - Textual's name
        """What stands between the sides."""
        return "X" if self.value else " "
