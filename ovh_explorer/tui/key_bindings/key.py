"""A key, and the parts of the screen that listen to keys."""

from dataclasses import dataclass
from typing import Literal

__all__ = ["TITLES", "Key", "Where"]

Where = Literal[
    "everywhere", "panes", "tree", "form", "field", "view", "response", "table", "code", "outline",
    "search", "find",
    # Dialogs and parts of them.
    "dialog", "results", "history", "flow", "compare", "columns", "columns list", "menu",
    "question", "put question", "text editor", "help", "link", "save keys", "tool key", "rights",
    "account keys", "account keys list", "token value", "several results",
]  # fmt: skip

TITLES: dict[str, str] = {
    "everywhere": "Everywhere",
    "panes": "Outside fields",
    "tree": "In the products",
    "form": "In the form",
    "field": "In a field",
    "view": "In the response",
    "response": "In a response",
    "table": "In a table",
    "code": "In code",
    "outline": "In a schema",
    "search": "In the search",
    "find": "Where words to find are typed",
    "dialog": "In a dialog",
    "results": "In a search",
    "history": "In the history",
    "flow": "In what flows in a script",
    "columns": "In the columns of a table",
    "menu": "In a menu",
    "question": "In a question",
    "help": "In this help",
    "put question": "In the question before a PUT",
    "text editor": "In the editor of a text",
    "link": "Where a link is to be opened",
    "rights": "In the rights of a key",
    "account keys": "In the account's keys",
}
"""The sections of the help; a part of the screen that has none says itself what its keys are."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key and what it does.

    Attributes:
        where: the part of the screen that listens.
        keys: Textual's names, several parted by commas.
        shown: as people write it.
        action: the action of the part that listens; empty where a widget of Textual's own does it.
        label: a word for the footer.
        help: a line for the help.
        footer: its place in the footer, lowest first; 0 for none.
        in_fields: keys that do the same inside of a field too, where the plain one is a letter; an
            action of theirs is one of the main screen.
        in_fields_shown: as people write those.
        above_fields: whether it means the same where a text field has a use of its own for it.
    """

    where: Where
    keys: str
    shown: str
    action: str
    label: str
    help: str
    footer: int = 0
    in_fields: str = ""
    in_fields_shown: str = ""
    above_fields: bool = False

    @property
    def is_text(self) -> bool:
        """Whether the keys are characters, which a text field takes as such."""
        parts = self.shown.split()
        return self.where != "field" and all(len(key) == 1 and key.isascii() for key in parts)
