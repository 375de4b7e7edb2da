r"""Reads the catalogs of a language: the ``.po`` files that translators write, as they are.

Nothing is compiled: what is installed, zipped or cloned has the same files, and none is older than
another. All of them take less than reading one module.
"""

import os
import re
from collections.abc import Iterator

__all__ = ["entries_of", "read_catalog"]

# Lines as gettext writes them: a keyword and a text in quotes, or more of the text before.
_LINE = re.compile(r'^(?:(msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?) )?"(.*)"[ \t\r]*$', re.M)
_ESCAPE = re.compile(r"\\(.)")
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r"}
# Signs that simple terminals lack, and what stands for them.
_SIMPLE = {0x202F: "\u00a0", ord("œ"): "oe", ord("Œ"): "Oe"}


def read_catalog(language: str, *, few_signs: bool = False) -> dict[str, tuple[str, ...]]:
    """The translations of a language by the English messages, before each of which is its context,
    if any, and U+0004; several for the forms of a plural.

    Args:
        few_signs: whether the terminal lacks signs such as the narrow blank and œ.
    """
    found: dict[str, tuple[str, ...]] = {}
    for text in _texts(language):
        found.update(entries_of(text.translate(_SIMPLE) if few_signs else text))
    return found


def _texts(language: str) -> Iterator[str]:
    """The files of a language."""
    directory = os.path.join(os.path.dirname(__file__), language)
    if not os.path.isdir(directory):  # in a zip
        from importlib import resources

        for item in resources.files(__package__).joinpath(language).iterdir():
            if item.name.endswith(".po"):
                yield item.read_text("utf-8")
        return
    # Without importlib.resources, which takes as long as all the rest: TAB reads it too.
    for name in os.listdir(directory):
        if name.endswith(".po"):
            with open(os.path.join(directory, name), encoding="utf-8") as file:
                yield file.read()


def entries_of(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The messages of a file that have a translation, with it."""
    context, message, forms = "", "", list[str]()
    last = ""
    for keyword, raw in _LINE.findall(text):
        part = _ESCAPE.sub(_unescaped, raw) if "\\" in raw else raw
        if keyword == "msgctxt" or (keyword == "msgid" and last != "msgctxt"):
            if message and all(forms):
                yield (f"{context}\x04{message}" if context else message), tuple(forms)
            context, message, forms = "", "", []
        last = keyword or last
        if last == "msgctxt":
            context += part
        elif last == "msgid":
            message += part
        elif keyword:
            if keyword != "msgid_plural":
                forms.append(part)
        elif last != "msgid_plural":
            forms[-1] += part
    if message and all(forms):
        yield (f"{context}\x04{message}" if context else message), tuple(forms)


def _unescaped(match: re.Match[str]) -> str:
    return _ESCAPED.get(match[1], match[1])
