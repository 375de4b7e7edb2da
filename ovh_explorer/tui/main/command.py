"""A command of the palette: a name for an action, other words for it, and its key."""

from dataclasses import dataclass

from ovh_explorer.text import folded
from ovh_explorer.translation import _, language, pgettext
from ovh_explorer.tui.key_bindings import KEYS

__all__ = ["Command", "parted"]


# One key does the one or the other, by what the form is of.
_KEY_OF = {"fill_example": "fill_form", "load_current": "fill_form"}


@dataclass(frozen=True, slots=True)
class Command:
    """A command.

    Attributes:
        name: what it is called, in English; see :attr:`title`.
        words: what it does, where the name doesn't say it all; see :attr:`explanation`.
        action: the main screen's action.
        synonyms: other words that find it, parted by blanks; ``_`` stands for a blank in one; see
            :attr:`other_words`.
        is_translated: name and words are in the user's language already, or their own.
    """

    name: str
    words: str
    action: str
    synonyms: str = ""
    is_translated: bool = False

    @property
    def key(self) -> str:
        """Its keys, as people write them; "" for none."""
        action = self.action
        if action.startswith(("in_response('", "in_code('")):
            action = action.partition("('")[2].removesuffix("')")
        action = _KEY_OF.get(action, action)
        if action == "app.quit":
            action = "quit"
        found = next((key for key in KEYS if key.action == action), None)
        if found is None:
            return ""
        own, more = found.written, found.written_in_fields
        if more and more != own:
            return _("{key} or {other}").format(key=own, other=more)
        return own

    @property
    def title(self) -> str:
        """Its name in the user's language."""
        return self.name if self.is_translated else pgettext("command", self.name)

    @property
    def explanation(self) -> str:
        """What it does, in the user's language; "" where the name says it all."""
        return self.words if self.is_translated else _(self.words)

    @property
    def other_words(self) -> tuple[str, ...]:
        """The words that find it beside its title: in the user's language and in English, with
        accents and without.
        """
        found = parted(self.synonyms)
        if language() != "en":
            own = [*parted(pgettext("synonyms", self.synonyms)), self.title.lower()]
            found = (*found, *own, *map(folded, own), self.name.lower())
        return tuple(dict.fromkeys(found))


def parted(words: str) -> tuple[str, ...]:
    """Words and phrases of a text: they are parted by blanks, ``_`` stands for a blank in one."""
    return tuple(word.replace("_", " ") for word in words.split())
