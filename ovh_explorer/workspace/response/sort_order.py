"""The order in which people expect values to stand: addresses, dates, sizes and names by what they
mean, not by their characters.
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from ipaddress import ip_interface
from typing import Any

__all__ = ["Rank", "text_rank"]

Rank = tuple[Any, ...]
"""What a value is compared by; any two of :func:`text_rank` can be."""

# Longer texts are no address, date or size.
_MAX_CHARACTERS = 64
_DIGITS = re.compile(r"([0-9]+)")
_ADDRESS = re.compile(
    r"[0-9]{1,3}(?:\.[0-9]{1,3}){3}(?:/[0-9]{1,2})?|(?=[^:]*:)[0-9a-fA-F:.]+(?:/[0-9]{1,3})?"
)
_DATE = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
    r"(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?"
)
_QUANTITY = re.compile(r"([+-]?[0-9]+(?:[.,][0-9]+)?)\s?([^\W\d_]{1,8}(?:/s)?|%|€|\$|£)")
_SINCE = datetime(1970, 1, 1, tzinfo=UTC)
_SECONDS = {
    "s": 1,
    "sec": 1,
    "second": 1,
    "min": 60,
    "minute": 60,
    "h": 3600,
    "hour": 3600,
    "d": 86_400,
    "day": 86_400,
    "week": 604_800,
    "month": 2_629_800,
    "year": 31_557_600,
}


def _units() -> dict[str, tuple[str, Decimal]]:
    """What each unit measures, and how much of that it is."""
    units = {"b": ("bytes", Decimal(1)), "o": ("bytes", Decimal(1))}
    for power, prefix in enumerate(("k", "m", "g", "t", "p", "e"), 1):
        decimal, binary = Decimal(1000) ** power, Decimal(1024) ** power
        units |= {f"{prefix}b": ("bytes", decimal), f"{prefix}o": ("bytes", decimal)}
        units |= {f"{prefix}ib": ("bytes", binary), f"{prefix}io": ("bytes", binary)}
        for rate in ("bps", "bit/s", "b/s"):
            units[f"{prefix}{rate}"] = ("rate", decimal)
        units[f"{prefix}hz"] = ("frequency", decimal)
    units |= {"bps": ("rate", Decimal(1)), "hz": ("frequency", Decimal(1))}
    for name, seconds in _SECONDS.items():
        units[name] = units[f"{name}s"] = ("time", Decimal(seconds))
    units["ms"] = ("time", Decimal("0.001"))
    for names in (("%",), ("€", "eur"), ("$", "usd"), ("£", "gbp"), ("cad",)):
        for name in names:
            units[name] = (names[0], Decimal(1))
    return units


_UNITS = _units()


def text_rank(text: str) -> Rank:
    """What a text is compared by: as an address, a date, a size, else as a name, in this order."""
    if len(text) <= _MAX_CHARACTERS and _DIGITS.search(text):
        for kind, (form, read) in enumerate(_KINDS):
            if form.fullmatch(text) and (rank := read(text)) is not None:
                return (kind, *rank)
    return len(_KINDS), _name_rank(text)


def _address_rank(text: str) -> Rank | None:
    try:
        address = ip_interface(text)
    except ValueError:
        return None
    return address.version, int(address), address.network.prefixlen


def _date_rank(text: str) -> Rank | None:
    try:
        date = datetime.fromisoformat(text)
    except ValueError:
        return None
    return ((date if date.tzinfo else date.replace(tzinfo=UTC)) - _SINCE,)


def _quantity_rank(text: str) -> Rank | None:
    found = _QUANTITY.fullmatch(text)
    unit = None if found is None else _UNITS.get(found[2].lower())
    if found is None or unit is None:
        return None
    measured, size = unit
    return measured, Decimal(found[1].replace(",", ".")) * size


def _name_rank(text: str) -> Rank:
    """The words and numbers of a name, in turn: ``srv2`` before ``srv10``, in whatever case."""
    parts: list[Any] = _DIGITS.split(text.casefold())
    for at in range(1, len(parts), 2):
        digits = parts[at].lstrip("0")
        # Numbers of any length: of those as long, the digits tell.
        parts[at] = (len(digits), digits)
    return tuple(parts)


_KINDS: tuple[tuple[re.Pattern[str], Callable[[str], Rank | None]], ...] = (
    (_ADDRESS, _address_rank),
    (_DATE, _date_rank),
    (_QUANTITY, _quantity_rank),
)
