"""Which values say by themselves what they name: ids, addresses, names of services. Words, small
numbers and dates are equal by coincidence.
"""

import ipaddress
import re
from typing import Any

from ovh_explorer.translation import N_

__all__ = ["is_id", "is_specific", "kind_of", "noun_of", "singular"]

_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_URN = re.compile(r"urn:[A-Za-z0-9][A-Za-z0-9-]{0,31}:\S+")
_TOKEN = re.compile(r"(?=[^ ]*[0-9])(?=[^ ]*[A-Za-z])[A-Za-z0-9_-]{16,}")
_HOST = re.compile(r"(?=.*[A-Za-z])[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)+|[^\s@]+@[^\s@]+\.[A-Za-z]+")
_SERVICE = re.compile(r"(?=.*[0-9])[A-Za-z]+[-_]?[A-Za-z0-9_-]{4,}")
_DATE = re.compile(r"\d{4}-\d\d-\d\d([T ].*)?")
_VERSION = re.compile(r"v?\d+(\.\d+)*([.-][a-z]\w*)?")
_ID_FIELD = re.compile(r"id|.*(Id|ID|_id|[nN]umber)")
# Numbers of so many digits are ids of the API; nothing else in its models is that long, but sizes
# in bytes and times, whose fields aren't called ids.
_MIN_LONG_DIGITS = 6
# Addresses that many have.
_COMMON_NETWORKS = frozenset({"0.0.0.0", "127.0.0.1", "::", "::1", "0.0.0.0/0", "::/0"})  # noqa: S104


def kind_of(value: Any) -> str:
    """What a value is by its form, in a word or two: ``a UUID``; "" for what says nothing by
    itself. It is compared, and translated where it is shown.
    """
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    text = str(value)
    if text.isdigit():
        return N_("a long number") if len(text) >= _MIN_LONG_DIGITS else ""
    forms = ((N_("a UUID"), _UUID), (N_("a URN"), _URN))
    found = next((kind for kind, form in forms if form.fullmatch(text)), "")
    if found:
        return found
    if _is_address(text):
        return "" if text in _COMMON_NETWORKS else N_("an IP address")
    if _DATE.fullmatch(text) or _VERSION.fullmatch(text):
        return ""
    if _HOST.fullmatch(text):
        return N_("a name with dots")
    if _TOKEN.fullmatch(text):
        return N_("a token")
    return N_("a name with digits") if _SERVICE.fullmatch(text) else ""


def is_specific(value: Any, field: str) -> bool:
    """Whether a value of a field names one thing: by its form, or a number by its field."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return False
    return bool(kind_of(value)) or (str(value).isdigit() and is_id(field))


def is_id(field: str) -> bool:
    """Whether a field is called as ids are."""
    return _ID_FIELD.fullmatch(field) is not None


def noun_of(field: str, path: str) -> str:
    """What a field names: ``recordId`` a record; ``id`` what the path's last word says."""
    bare = re.sub(r"_?(id|ID|Id|[nN]umber|[nN]ame)$", "", field)
    if bare and bare.lower() != "service":
        return singular(bare).lower()
    return singular(_last_word(path)).lower()


def _last_word(path: str) -> str:
    words = [part for part in path.split("/") if part and not part.startswith("{")]
    return words[-1] if words else ""


def singular(word: str) -> str:
    """``zones`` as ``zone``, ``policies`` as ``policy``; what is no plural stays."""
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    is_plural = word.endswith("s") and not word.endswith(("ss", "us", "is", "ps", "dns", "sms"))
    return word[:-1] if is_plural or word == "ips" else word


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_network(text, strict=False)
    except ValueError:
        return False
    return True
