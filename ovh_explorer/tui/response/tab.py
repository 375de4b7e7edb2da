"""A tab of the response pane: what the pane asks of each of them, and what a tab tells the pane."""

from contextlib import AbstractAsyncContextManager
from typing import TYPE_CHECKING, Literal, Protocol

from textual.message import Message

if TYPE_CHECKING:
    from rich.text import Text

    from ovh_explorer.call import Call
    from ovh_explorer.form import Form
    from ovh_explorer.tui.open_operation import Shown
    from ovh_explorer.tui.response.shown_content import ShownContent
    from ovh_explorer.tui.widgets.line_view import LineView
    from ovh_explorer.tui.widgets.schema_view import SchemaView
    from ovh_explorer.workspace.navigation.follow import Place

__all__ = ["ActOnObject", "FollowPlace", "ObjectAction", "StatusChanged", "Tab"]

ObjectAction = Literal["actions", "change", "delete", "correct"]
"""What is done with an object that is shown: offer all that can be done, open one form, or correct
the form that an error is the response to.
"""


class StatusChanged(Message):
    """The lines above the tab say something else now."""


class ActOnObject(Message):
    """Something is to be done with the object that is shown; the cursor is on `line`, where `place`
    is.
    """

    def __init__(self, action: ObjectAction, place: "Place", line: int) -> None:
        super().__init__()
        self.action = action
        self.place = place
        self.line = line


class FollowPlace(Message):
    """What stands in a line of a response is to be opened: the `place`, and the `call` that it is
    the response to.
    """

    def __init__(self, form: "Form", call: "Call", place: "Place", line: int) -> None:
        super().__init__()
        self.form = form
        self.call = call
        self.place = place
        self.line = line


class Tab(Protocol):
    """A widget that shows one side of the operation that is open: the response, its headers, the
    code of one language, a schema. It listens to keys of its own.
    """

    @property
    def view(self) -> "LineView | SchemaView":
        """What gets focus, and what words are found in."""

    def draw(self, shown: "Shown") -> None:
        """Draw it anew, from its top: the tab was chosen, or another operation was opened."""

    def refresh_from(self, shown: "Shown") -> None:
        """Draw what is otherwise now, and no more: the form says something else, or a response
        came.
        """

    def status_text(self) -> "Text":
        """What is said above it, in two lines, while nothing is under way."""

    def content(self) -> "AbstractAsyncContextManager[ShownContent]":
        """What is copied or saved of it; on the screen passwords in code are dots, here not.

        A file that holds it may be there only within the context.

        Raises:
            ReadError: when it can't be read.
        """

    def focus_view(self, line: int | None = None) -> None:
        """Give it focus at once; put its cursor on that line of the response, where it has one."""
