"""A key, and the parts of the screen that listen to keys."""

from typing import Literal, NamedTuple

from ovh_explorer.translation import N_, _, pgettext
from ovh_explorer.tui.key_bindings.names import written_keys

__all__ = ["TITLES", "Key", "Where"]

Where = Literal[
    "everywhere", "panes", "tree", "form", "field", "view", "response", "table", "code", "outline",
    "search", "find", "found in request", "filter",
    # Dialogs and parts of them.
    "dialog", "results", "history", "flow", "compare", "columns", "columns list", "menu",
    "question", "put question", "text editor", "help", "link", "save keys", "tool key", "rights",
    # Letters of a language beside those of the part.
    "question in French", "save keys in French",
    "rights editor", "rights box", "fields",
    "account keys", "account keys list", "token value", "several results", "shown text",
]  # fmt: skip

TITLES: dict[str, str] = {
    "everywhere": N_("Everywhere"),
    "panes": N_("Outside fields"),
    "tree": N_("In the products"),
    "form": N_("In the form"),
    "field": N_("In a field"),
    "view": N_("In the response"),
    "response": N_("In a response"),
    "table": N_("In a table"),
    "code": N_("In code"),
    "outline": N_("In a schema"),
    "search": N_("In the search"),
    "find": N_("Where words to find are typed"),
    "filter": N_("In the filter of the products"),
    "dialog": N_("In a dialog"),
    "results": N_("In a search"),
    "history": N_("In the history"),
    "flow": N_("In what flows in a script"),
    "columns": N_("In the columns of a table"),
    "menu": N_("In a menu"),
    "question": N_("In a question"),
    "help": N_("In this help"),
    "put question": N_("In the question before a PUT"),
    "text editor": N_("In the editor of a text"),
    "link": N_("Where a link is to be opened"),
    "rights": N_("In the rights of a key"),
    "account keys": N_("In the account's keys"),
}
"""The sections of the help; a part of the screen that has none says itself what its keys are."""


class Key(NamedTuple):
    """A key and what it does.

    Attributes:
        where: the part of the screen that listens.
        keys: Textual's names, several parted by commas.
        shown: as people write it, in English: `written` is the user's.
        action: the action of the part that listens; empty where a widget of Textual's own does it.
        label: a word for the footer, in English: `word` is the user's.
        help: a line for the help, in English: `words` are the user's.
        footer: its place in the footer, lowest first; 0 for none.
        in_fields: keys that do the same inside of a field too, where the plain one is a letter; an
            action of theirs is one of the main screen.
        in_fields_shown: as people write those, in English: `written_in_fields` is the user's.
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

    @property
    def written(self) -> str:
        """The keys as people write them."""
        return written_keys(self.shown)

    @property
    def written_in_fields(self) -> str:
        """Those that work inside of fields too."""
        return written_keys(self.in_fields_shown)

    @property
    def word(self) -> str:
        """The word for the footer."""
        return pgettext("key", self.label)

    @property
    def words(self) -> str:
        """The line for the help."""
        return _(self.help)
