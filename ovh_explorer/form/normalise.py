"""Normalises a text that was typed or pasted into a field, and says what was changed."""

import json
from dataclasses import dataclass

from ovh_explorer.catalog.resolve import Core, Enum, Shape
from ovh_explorer.catalog.scalars import SCALARS, TEXTUAL, trimmed
from ovh_explorer.form.kinds import ParameterLocation
from ovh_explorer.translation import _, ngettext

__all__ = ["NormalisedText", "normalise_text", "unquoted"]

# Parameters that name a domain, a zone or a host, in every product that has them. A service name
# can be one too.
_DOMAINS = frozenset(
    {
        "attacheddomain", "domain", "domainalias", "domainname", "fqdn", "host", "hostname",
        "servicename", "subdomain", "zone", "zonename",
    }
)  # fmt: skip
MAX_DOMAIN_CHARACTERS = 253
# Two quotes, and a character.
_MIN_QUOTED = 3
# The full stops that uts46 takes for one between labels.
_DOTS = str.maketrans({"\u3002": ".", "\uff0e": ".", "\uff61": "."})


@dataclass(frozen=True, slots=True)
class NormalisedText:
    """A text as it is sent; `remark` says what differs from the text that was typed, or is
    empty.
    """

    text: str
    remark: str = ""


def normalise_text(
    text: str, *, shape: Shape, place: ParameterLocation, name: str, secret: bool
) -> NormalisedText:
    """The text that is sent for a typed or pasted `text`.

    Blanks, line ends and invisible characters around a value of one line are taken off: in a URL
    they would be sent as ``%20`` or ``%0A``. Secrets, texts of several lines, and texts of a body
    are what they are. A domain name in letters is written in its ``xn--`` form, as the API names
    it.
    """
    if secret or not (
        isinstance(shape, Enum) or (isinstance(shape, Core) and shape.name in SCALARS)
    ):
        return NormalisedText(text, _edge_remark(text) if secret else "")
    if isinstance(shape, Enum) and text in map(str, shape.values):
        return NormalisedText(text)
    textual = isinstance(shape, Core) and shape.name in TEXTUAL
    remark = ""
    if not textual or (shape == Core("string") and place != "body"):
        cut = trimmed(text)
        if "\n" in cut or "\r" in cut:
            return NormalisedText(text)
        remark = _trim_remark(text, cut)
        text = cut
    if textual and not text.isascii() and name.lower() in _DOMAINS:
        encoded, words = _domain(text)
        return NormalisedText(encoded, " ".join(filter(None, (remark, words))))
    if textual and unquoted(text, place):
        words = _("The quotes around the value are sent too.")
        return NormalisedText(text, " ".join(filter(None, (remark, words))))
    return NormalisedText(text, remark)


def unquoted(text: str, place: ParameterLocation) -> str:
    """What stands in the quotes of a text that was copied from JSON, where it is the value of a
    parameter; "" for any other: in a body quotes may be meant, as those of a TXT record.
    """
    if place == "body" or len(text) < _MIN_QUOTED or not (text[0] == text[-1] == '"'):
        return ""
    try:
        value = json.loads(text)
    except ValueError:
        return ""
    return value if isinstance(value, str) and value.isprintable() else ""


def _trim_remark(text: str, cut: str) -> str:
    """What `cut` lacks of `text`, in words."""
    if cut == text:
        return ""
    start = text.find(cut)
    outer = text[:start] + text[start + len(cut) :]
    ends = outer.count("\n") + outer.count("\r") - outer.count("\r\n")
    blanks = sum(char.isspace() and char not in "\r\n" for char in outer)
    hidden = sum(not char.isspace() for char in outer)
    counts = (
        (blanks, ngettext("{count} blank", "{count} blanks", blanks)),
        (ends, ngettext("{count} line end", "{count} line ends", ends)),
        (hidden, ngettext("{count} invisible character", "{count} invisible characters", hidden)),
    )
    what = ", ".join(words.format(count=count) for count, words in counts if count)
    said = _("Left out around the value: {what}.")
    return said.format(what=what)


def _edge_remark(text: str) -> str:
    if text and trimmed(text) != text:
        return _("It begins or ends with a blank or a line break, which is sent too.")
    return ""


def _domain(text: str) -> tuple[str, str]:
    """A domain name in its ``xn--`` form, and the words that say so."""
    import idna

    if len(text) > MAX_DOMAIN_CHARACTERS:
        return text, _("This is too long for a domain name.")
    labels = []
    for label in text.translate(_DOTS).split("."):
        if label.isascii():
            labels.append(label)
            continue
        try:
            labels.append(idna.encode(label, uts46=True).decode("ascii"))
        except idna.IDNAError as error:
            return text, _("This can't be a domain name: {reason}.").format(reason=error)
    encoded = ".".join(labels)
    words = _("{text} is sent as {encoded}, the form that the API has it in.")
    return encoded, words.format(text=text, encoded=encoded)
