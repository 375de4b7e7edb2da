"""What the workbench needs of the main screen within one turn of the event loop."""

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from ovh_explorer.form import Form
    from ovh_explorer.tui.messages import Pane
    from ovh_explorer.tui.open_operation import LeftForm
    from ovh_explorer.workspace.navigation.target import OperationTarget

__all__ = ["Opener", "ShowPaneNow"]


class ShowPaneNow(Protocol):
    """Makes a pane visible where not all of them are; gives it the focus too with `focus`."""

    def __call__(self, pane: "Pane", *, focus: bool = True) -> None: ...


class Opener(Protocol):
    """Opens operations on the workbench. Back leads to what was open: `left`, where that was taken
    before its form was filled, else as it is now.
    """

    async def open(
        self, target: "OperationTarget", fill: "Callable[[Form], object] | None" = None
    ) -> bool:
        """Show an operation, with the values that came with it filled in, after what `fill` fills
        its form with; False where it can't be opened, which is said.
        """

    async def open_and_reveal(
        self,
        target: "OperationTarget",
        *,
        of_place: bool = False,
        left: "LeftForm | None" = None,
    ) -> bool:
        """Show an operation, in the tree too; False where it can't be opened, which is said.

        `of_place` is for what is opened from an object that is shown: its form says that object,
        and nothing that was typed for another one. Undo brings that back.
        """

    async def reveal(self, form: "Form") -> None:
        """Show the operation of a form in the tree."""

    def say(self, error: Exception) -> None:
        """Say why nothing could be opened."""
