"""Records of DNS zones: how a target is kept, and which ones are refused."""

# No words for people: responses of the API are the same in each language.

import ipaddress
import re
from typing import Any

from ovh_explorer.sandbox.errors import ApiRefusal

__all__ = ["check_record", "stored_target"]

_HOST = re.compile(r"\S+")
# What a target has to look like, by the type of record; any text goes for the others.
_TARGETS = {
    "CAA": re.compile(r"\d{1,3} \w+ \S.*"),
    "CNAME": _HOST,
    "DNAME": _HOST,
    "MX": re.compile(r"\d{1,5} \S+"),
    "NS": _HOST,
    "PTR": _HOST,
    "SRV": re.compile(r"\d{1,5} \d{1,5} \d{1,5} \S+"),
}
_ADDRESSES = {"A": ipaddress.IPv4Address, "AAAA": ipaddress.IPv6Address}


def stored_target(kind: str, target: str) -> str:
    """A target as it is kept and answered: a TXT's in quotes, once."""
    if kind != "TXT" or (len(target) > 1 and target.startswith('"') and target.endswith('"')):
        return target
    inner = target.replace('"', '\\"')
    return f'"{inner}"'


def check_record(record: dict[str, Any]) -> None:
    """Refuse a record that no name server could answer.

    Args:
        record: with ``fieldType``, ``subDomain`` and ``target``.

    Raises:
        ApiRefusal: 400.
    """
    kind, target = record["fieldType"], str(record["target"])
    if kind == "CNAME" and not record["subDomain"]:
        raise _bad("Invalid subdomain : Subdomain is mandatory for CNAME")
    pattern = _TARGETS.get(kind)
    if pattern is not None and not pattern.fullmatch(target):
        raise _bad("{'target': ['Invalid input.']}")
    if kind in _ADDRESSES:
        try:
            _ADDRESSES[kind](target)
        except ValueError:
            raise _bad("{'target': ['Invalid input.']}") from None


def _bad(message: str) -> ApiRefusal:
    return ApiRefusal(400, message, "Client::BadRequest")
