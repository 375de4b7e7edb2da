"""What crosses panes: messages that a widget posts upwards and the main screen alone handles.

A message says what the user wants or what has happened. It holds plain values, never a widget, and
is not changed once it is posted. What must be done within the same turn of the event loop is not a
message: it is a callable that a constructor is given.
"""

from typing import TYPE_CHECKING, Any, Literal

from textual.message import Message

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ovh_explorer.call import Call
    from ovh_explorer.workspace.navigation.target import OperationTarget

__all__ = [
    "CopyText",
    "Identify",
    "Milestone",
    "MilestoneKind",
    "OpenOperation",
    "OpenReplacement",
    "OpenWords",
    "Pane",
    "SaveContent",
    "ShowKeys",
    "ShowPane",
    "ShowPending",
    "ShowProblems",
    "ShowReadOnly",
]

Pane = Literal["products", "request", "response"]

MilestoneKind = Literal["open", "fill", "send", "follow", "copy", "wait"]
"""What the steps of the tour want done: open an operation, fill in its path, send it, follow an id
or load a list, copy the code. Recipes look at what was sent, and at a wait that ended.
"""


class OpenOperation(Message):
    """Open an operation, in the tree too, with the values that its target holds.

    Attributes:
        target: the operation, with path values and a query.
        draft: what to fill the form with: a draft as :func:`~ovh_explorer.form.draft.draft_of`
            writes it, or a call of the operation; None to leave it. What was in the form comes
            back by undo.
        send: whether to TRY it then, once it is on the screen.
        note: said once it is open; "" for nothing.
        of_place: whether it is opened from an object that is shown: its form says that object then,
            and nothing that was typed for another one.
    """

    def __init__(
        self,
        target: "OperationTarget",
        *,
        draft: "dict[str, Any] | Call | None" = None,
        send: bool = False,
        note: str = "",
        of_place: bool = False,
    ) -> None:
        super().__init__()
        self.target = target
        self.draft = draft
        self.send = send
        self.note = note
        self.of_place = of_place


class OpenReplacement(Message):
    """Open what replaces the deprecated operation that is open."""


class OpenWords(Message):
    """Open the operation that words, a path, a link or a curl command mean."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = words


class ShowPane(Message):
    """Make a pane visible where not all of them are; give it the focus too with `focus`."""

    def __init__(self, pane: Pane, *, focus: bool = True) -> None:
        super().__init__()
        self.pane = pane
        self.focus = focus


class CopyText(Message):
    """Copy `text` to the clipboard; `what` names it in the toast that follows."""

    def __init__(self, text: str, what: str) -> None:
        super().__init__()
        self.text = text
        self.what = what


class SaveContent(Message):
    """Save `content` to a file that the user names.

    Attributes:
        content: the bytes, or the file that holds them.
        name: the file name that is suggested.
        what: names it in the dialog and in the toast.
        use: says what to do with the file, a sentence; "" for nothing.
    """

    def __init__(
        self,
        content: "bytes | Path",
        name: str,
        what: str,
        use: "Callable[[Path], str]" = lambda _file: "",
    ) -> None:
        super().__init__()
        self.content = content
        self.name = name
        self.what = what
        self.use = use


class Identify(Message):
    """The keys are others now, or the API refused them: ask who is signed in."""


class ShowKeys(Message):
    """Say in the footer what the keys do now."""


class ShowReadOnly(Message):
    """Read-only may have been set or lifted, here or by another program: the header says so."""


class ShowProblems(Message):
    """Files of ours were read or written: say what was wrong with them, each thing once."""


class ShowPending(Message):
    """Changes wait for a refresh: the header says which, in `words`; "" for none. `waiting` are the
    refreshes, that which is wanted first is the first.
    """

    def __init__(self, words: str, waiting: "tuple[OperationTarget, ...]" = ()) -> None:
        super().__init__()
        self.words = words
        self.waiting = waiting


class Milestone(Message):
    """The user did what a step of the tour is about, in whatever way."""

    def __init__(self, kind: MilestoneKind) -> None:
        super().__init__()
        self.kind: MilestoneKind = kind
