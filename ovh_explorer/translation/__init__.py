"""The language of what people read: messages in English, and their translations.

A message is written in English where it is used: ``_("Sent {count} requests.")``. It is the name
under which a catalog has its translation; without one it is shown as it is. In English no catalog
is read. Values are put in afterwards, ``_("…").format(count=3)``: the order of words is a
language's own.
"""

from ovh_explorer.translation.languages import LANGUAGES

__all__ = [
    "LANGUAGES",
    "N_",
    "_",
    "language",
    "ngettext",
    "number",
    "pgettext",
    "set_language",
]

# What parts the context from the message, in catalogs everywhere.
_CONTEXT_END = "\x04"

_language = "en"
_few_signs = False
# Messages by their English; None while nothing was translated yet.
_catalog: "dict[str, tuple[str, ...]] | None" = None


def set_language(name: str, *, few_signs: bool = False) -> None:
    """Show everything in a language from now on. Its catalog is read with the first message.

    Args:
        name: one of `LANGUAGES`.
        few_signs: whether the terminal lacks signs such as the narrow blank and œ.
    """
    global _language, _few_signs, _catalog
    if name not in LANGUAGES:
        raise ValueError(name)
    _language, _few_signs, _catalog = name, few_signs, None


def language() -> str:
    """The code of the language that is spoken: ``en``, ``fr``."""
    return _language


def _(message: str) -> str:
    """A message in the user's language."""
    if _language == "en":
        return message
    found = _messages().get(message)
    return found[0] if found else message


def pgettext(context: str, message: str) -> str:
    """A message whose English has several meanings; `context` tells which."""
    if _language == "en":
        return message
    found = _messages().get(f"{context}{_CONTEXT_END}{message}")
    return found[0] if found else message


def ngettext(one: str, many: str, count: int) -> str:
    """A message about a number of things, in the form that the number has."""
    if _language == "en":
        return one if count == 1 else many
    found = _messages().get(one)
    if not found:
        return one if count == 1 else many
    return found[min(_form_of(count), len(found) - 1)]


def N_(message: str) -> str:  # noqa: N802 - what gettext's tools call it
    """A message that stands in a table: it stays English there, and is translated where it is
    shown.
    """
    return message


def number(value: float, decimals: int = 0) -> str:
    """A number for reading: ``1,200.5``; ``1 200,5`` in French. JSON, CSV and code have none of
    it.
    """
    text = f"{value:,.{decimals}f}"
    if _language == "en":
        return text
    group, point = LANGUAGES[_language].separators
    if _few_signs:
        group = group.replace("\u202f", "\u00a0")
    return text.translate({ord(","): group, ord("."): point})


def _form_of(count: int) -> int:
    """Which form a number has; French has the singular for nothing too."""
    return int(abs(count) >= LANGUAGES[_language].plural_from)


def _messages() -> "dict[str, tuple[str, ...]]":
    global _catalog
    if _catalog is None:
        from ovh_explorer.translation.catalog import read_catalog

        _catalog = read_catalog(_language, few_signs=_few_signs)
    return _catalog
