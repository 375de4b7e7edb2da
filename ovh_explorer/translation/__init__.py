"""The language of what people read: messages in English, and their translations.

A message is written in English where it is used: ``_("Sent {count} requests.")``. It is the name
under which a catalog has its translation; without one it is shown as it is. In English no catalog
is read. Values are put in afterwards, ``_("…").format(count=3)``: the order of words is a
language's own.
"""

from ovh_explorer.translation.languages import LANGUAGES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from gettext import GNUTranslations

__all__ = [
    "LANGUAGES",
    "N_",
    "_",
    "decimal",
    "in_series",
    "labelled",
    "language",
    "ngettext",
    "number",
    "pgettext",
    "quoted",
    "set_language",
]

_language = "en"
_few_signs = False
# None while nothing was translated yet.
_catalog: "GNUTranslations | None" = None
_MAX_QUOTED_CHARACTERS = 500
# Signs that simple terminals lack, and what stands for them.
_SIMPLE = {0x202F: "\u00a0", ord("œ"): "oe", ord("Œ"): "Oe"}


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
    """A message in the user's language; "" for none."""
    # Under "" a catalog has what is to be known of itself.
    if _language == "en" or not message:
        return message
    return _shown(_translations().gettext(message))


def pgettext(context: str, message: str) -> str:
    """A message whose English has several meanings; `context` tells which."""
    if _language == "en":
        return message
    return _shown(_translations().pgettext(context, message))


def ngettext(one: str, many: str, count: int) -> str:
    """A message about a number of things, in the form that the number has."""
    if _language == "en":
        return one if count == 1 else many
    return _shown(_translations().ngettext(one, many, count))


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
    return _shown(text.translate({ord(","): group, ord("."): point}))


def decimal(value: float) -> str:
    """A number for reading with the decimals that it has, three at most: ``30``, ``2.5``."""
    places = next((places for places in range(3) if round(value, places) == value), 3)
    return number(value, places)


def labelled(label: object, words: object) -> str:
    """A name and what is said of it: ``GET /me: no network``; in French with a narrow blank before
    the colon.
    """
    return _("{label}: {words}").format(label=label, words=words)


def quoted(text: str) -> str:
    """A text as a part of a sentence: ``'x'``, in French ``« x »``; what can't be printed is
    escaped, and of a long text the beginning is there.
    """
    if len(text) > _MAX_QUOTED_CHARACTERS:
        text = f"{text[:_MAX_QUOTED_CHARACTERS]}…"
    words = repr(text)
    return words if _language == "en" else _("'{text}'").format(text=words[1:-1])


def in_series(parts: "Iterable[str]") -> str:
    """Things that may have commas in themselves, one after another: ``GET /me; PUT /me``."""
    words = ""
    for part in parts:
        words = _("{words}; {more}").format(words=words, more=part) if words else part
    return words


def _shown(text: str) -> str:
    return text.translate(_SIMPLE) if _few_signs else text


def _translations() -> "GNUTranslations":
    global _catalog
    if _catalog is None:
        from ovh_explorer.translation.catalog import read_catalog

        _catalog = read_catalog(_language)
    return _catalog
