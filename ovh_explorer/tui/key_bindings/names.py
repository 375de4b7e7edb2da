"""The names of keys, as people read them on their keyboards: ``enter``, in French ``entrée``."""

import re
from functools import lru_cache
from typing import NamedTuple

from ovh_explorer.translation import language, pgettext

__all__ = ["KEY_NAMES", "KeyName", "joined_keys", "key_named", "names_of_keys", "written_keys"]


class KeyName(NamedTuple):
    """A key that has a name.

    Attributes:
        english: as the table of keys writes it.
        key: Textual's name.
    """

    english: str
    key: str

    @property
    def name(self) -> str:
        """The name in the user's language."""
        return pgettext("key name", self.english)


KEY_NAMES: tuple[KeyName, ...] = (
    KeyName("esc", "escape"),
    KeyName("enter", "enter"),
    KeyName("tab", "tab"),
    KeyName("space", "space"),
    KeyName("backspace", "backspace"),
    KeyName("del", "delete"),
    KeyName("ins", "insert"),
    KeyName("home", "home"),
    KeyName("end", "end"),
    KeyName("page up", "pageup"),
    KeyName("page down", "pagedown"),
    KeyName("shift", "shift"),
    # The letters of yes and no: o for oui.
    KeyName("y/n", "y"),
)
"""All that the table of keys names by words. Sentences have the same names, in each language."""

# Between two keys: not the blank in the name of one, such as shift F4 and page down.
_BETWEEN = re.compile(r"(?<!\bshift)(?<!\balt)(?<!\bpage) ")
_ENGLISH = re.compile(rf"\b(?:{'|'.join(item.english for item in KEY_NAMES)})\b")


def written_keys(shown: str) -> str:
    """Keys as the table writes them, in the user's language: ``shift F4``, in French ``maj F4``."""
    return shown if language() == "en" else _written(shown, language())


def joined_keys(shown: str) -> str:
    """Keys of one action as a footer names them, before a word: with a blank between them they read
    as one phrase.
    """
    return written_keys(_BETWEEN.sub("/", shown))


# The language is a part of what is remembered.
@lru_cache(maxsize=500)
def _written(shown: str, _language: str) -> str:
    return _ENGLISH.sub(lambda match: pgettext("key name", match[0]), shown)


def names_of_keys() -> dict[str, str]:
    """Textual's names by those of the user's language, and by the English ones."""
    english = {item.english: item.key for item in KEY_NAMES}
    return english | {item.name: item.key for item in KEY_NAMES}


def key_named(name: str) -> str:
    """Textual's name of a key that people write so, with capitals or without; "" for none."""
    return names_of_keys().get(name.lower(), "")
