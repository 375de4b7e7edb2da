"""The core types: how a text of a form becomes a JSON value, what is wrong with a value, what one
looks like.

Shared by the form, the examples and the sandbox, so that what the form accepts the sandbox does
too.
"""

import ipaddress
import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

__all__ = [
    "SCALARS",
    "TEXTUAL",
    "Scalar",
    "ScalarError",
    "check_scalar",
    "parse_enum",
    "parse_scalar",
    "trimmed",
]


class ScalarError(ValueError):
    """A text that is no value of a type; the message says what would be right."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """A core type: its name, an `example`, and the words for it.

    Attributes:
        article: the type in a sentence: "an IPv4 address".
        read: turns a text into the JSON value; raises ValueError.
        json_type: the Python types that its JSON values have.
        hint: another thing worth saying in a message, such as a format.
    """

    name: str
    article: str
    example: Any
    read: Callable[[str], Any]
    json_type: type = str
    hint: str = ""


_INTEGER = re.compile(r"[+-]?[0-9]+")
_NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?")
_UUID = re.compile(r"[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}")
_MAC = re.compile(r"([0-9a-fA-F]{2}[:-]){5}[0-9a-fA-F]{2}")
_PHONE = re.compile(r"(\+|00)?[0-9][0-9 .()-]{2,24}")
_INTERNATIONAL = re.compile(r"(\+|00)[1-9][0-9]{3,18}")
_DURATION = re.compile(
    r"P(?=[0-9T])([0-9]+Y)?([0-9]+M)?([0-9]+W)?([0-9]+D)?(T(?=[0-9])([0-9]+H)?([0-9]+M)?([0-9]+(\.[0-9]+)?S)?)?"
)
# A day alone is one too, with hyphens or without: programs have filtered by those for years.
_DATETIME = re.compile(
    r"[0-9]{4}(-[0-9]{2}-[0-9]{2}|[0-9]{4})"
    r"|[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?([Zz]|[+-][0-9]{2}(:?[0-9]{2})?)?"
)
# Python reads no longer text as a number; no id or quantity of the API comes near.
MAX_DIGITS = 4000

# What may stand around a value that was copied: blanks of all kinds, line ends, and what can't be
# seen.
_BLANKS = "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
_INVISIBLE = "\xad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\ufeff"
_OUTER = _BLANKS + _INVISIBLE + "".join(map(chr, range(0x2060, 0x206A)))


def trimmed(text: str) -> str:
    """`text` without the blanks, line ends and invisible characters that it begins and ends with."""
    return text.strip(_OUTER)


def _text(text: str) -> str:
    return text


def _integer(text: str) -> int:
    """A whole number, however it is spelled: programs write 3600 as 3600.0 or 3.6e3 too."""
    if not _NUMBER.fullmatch(text) or len(text) > MAX_DIGITS:
        raise ValueError(text)
    if _INTEGER.fullmatch(text):
        return int(text)
    number = Decimal(text)
    # Checked first: the digits of 1e999999999 would not fit in memory.
    if number.adjusted() > MAX_DIGITS or number != number.to_integral_value():
        raise ValueError(text)
    return int(number)


def _double(text: str) -> float | int:
    if not _NUMBER.fullmatch(text) or len(text) > MAX_DIGITS:
        raise ValueError(text)
    if _INTEGER.fullmatch(text):
        return int(text)
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(text)
    return number


def _boolean(text: str) -> bool:
    lowered = text.lower()
    if lowered not in ("true", "false"):
        raise ValueError(text)
    return lowered == "true"


def _pattern(pattern: re.Pattern[str]) -> Callable[[str], str]:
    def read(text: str) -> str:
        if not pattern.fullmatch(text):
            raise ValueError(text)
        return text

    return read


def _same(parse: Callable[[str], Any]) -> Callable[[str], str]:
    """A reader that sends the text as it was typed, once `parse` takes it."""

    def read(text: str) -> str:
        parse(text)
        return text

    return read


def _date(text: str) -> None:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise ValueError(text)
    date.fromisoformat(text)


def _datetime(text: str) -> None:
    if not _DATETIME.fullmatch(text):
        raise ValueError(text)
    datetime.fromisoformat(text.upper())


def _time(text: str) -> None:
    if not re.fullmatch(r"[0-9]{2}:[0-9]{2}(:[0-9]{2})?", text):
        raise ValueError(text)
    time.fromisoformat(text)


def _address(parse: Callable[[str], Any]) -> Callable[[str], None]:
    def check(text: str) -> None:
        # fe80::1%eth0 names an interface of this machine, which means nothing elsewhere.
        if "%" in text:
            raise ValueError(text)
        parse(text)

    return check


def _block(parse: Callable[[str], Any]) -> Callable[[str], None]:
    def check(text: str) -> None:
        # A block's address may have host bits (192.0.2.1/24 is an address with its mask), and may
        # have no mask. Python also takes 192.0.2.0/255.255.255.0, the API takes the number of bits.
        _, slash, bits = text.partition("/")
        if slash and not re.fullmatch("[0-9]{1,3}", bits):
            raise ValueError(text)
        _address(parse)(text)

    return check


_ALL = (
    Scalar("string", "a text", "string", _text),
    Scalar("text", "a text", "text", _text),
    Scalar("password", "a password", "S3cr3t-Example", _text),
    Scalar("boolean", "true or false", True, _boolean, bool),
    Scalar("long", "a whole number", 1, _integer, int),
    Scalar("double", "a number", 1.5, _double, float),
    Scalar("date", "a date", "2024-01-31", _same(_date), hint="year-month-day"),
    Scalar("datetime", "a date with time", "2024-01-31T12:00:00+00:00", _same(_datetime)),
    Scalar("time", "a time of day", "12:00:00", _same(_time), hint="hours:minutes:seconds"),
    Scalar(
        "duration",
        "an ISO 8601 duration",
        "P1M",
        _pattern(_DURATION),
        hint="P1M is a month, PT2H two hours",
    ),
    Scalar("uuid", "a UUID", "123e4567-e89b-12d3-a456-426614174000", _pattern(_UUID)),
    Scalar("ip", "an IP address", "192.0.2.1", _same(_address(ipaddress.ip_address))),
    Scalar("ipv4", "an IPv4 address", "192.0.2.1", _same(_address(ipaddress.IPv4Address))),
    Scalar("ipv6", "an IPv6 address", "2001:db8::1", _same(_address(ipaddress.IPv6Address))),
    Scalar("ipBlock", "an IP block", "192.0.2.0/24", _same(_block(ipaddress.ip_interface))),
    Scalar("ipv4Block", "an IPv4 block", "192.0.2.0/24", _same(_block(ipaddress.IPv4Interface))),
    Scalar("ipv6Block", "an IPv6 block", "2001:db8::/32", _same(_block(ipaddress.IPv6Interface))),
    Scalar("macAddress", "a MAC address", "02:00:5e:00:53:01", _pattern(_MAC)),
    Scalar("phoneNumber", "a phone number", "0033123456789", _pattern(_PHONE)),
    Scalar(
        "internationalPhoneNumber",
        "an international phone number",
        "+33123456789",
        _pattern(_INTERNATIONAL),
    ),
)

SCALARS = {scalar.name: scalar for scalar in _ALL}
"""The core types that are one value, by name. ``any`` and ``void`` are not: they are any JSON, and none."""

TEXTUAL = frozenset({"string", "text", "password"})
"""The types for which every text is right, the empty one too."""


def parse_scalar(name: str, text: str) -> Any:
    """The JSON value that `text` stands for in the core type `name`.

    Blanks around a value are dropped where they can't be part of it.

    Raises:
        ScalarError: when it is none, in words, with an example.
    """
    scalar = SCALARS[name]
    cut = text if name in TEXTUAL else trimmed(text)
    try:
        return scalar.read(cut)
    except ValueError:
        raise ScalarError(_wrong(scalar, cut)) from None


def check_scalar(name: str, value: Any) -> str:
    """What is wrong with a JSON `value` of the core type `name`, in words; empty when nothing is."""
    scalar = SCALARS[name]
    if isinstance(value, bool):
        return "" if scalar.json_type is bool else _wrong(scalar, value)
    if scalar.json_type is float:
        return "" if isinstance(value, int | float) else _wrong(scalar, value)
    if scalar.json_type is int and isinstance(value, float) and value.is_integer():
        return ""  # 3600.0 and 3600 are one number in JSON
    if not isinstance(value, scalar.json_type):
        return _wrong(scalar, value)
    if isinstance(value, str):
        try:
            scalar.read(value)
        except ValueError:
            return _wrong(scalar, value)
    return ""


def parse_enum(values: tuple[Any, ...], text: str) -> Any:
    """The value among `values` that `text` spells; a number where the enumeration holds numbers.

    Raises:
        ScalarError: naming values that begin or read alike, or the first few.
    """
    for value in values:
        if str(value) == text:
            return value
    for value in values:
        if str(value) == trimmed(text):
            return value
    raise ScalarError(_no_choice(values, text))


def check_enum(values: tuple[Any, ...], value: Any) -> str:
    """What is wrong with `value` as one of `values`; empty when nothing is."""
    if any(value == item and type(value) is type(item) for item in values):
        return ""
    if any(str(value) == str(item) for item in values):
        return f"{value!r} must be sent as a {'number' if isinstance(value, str) else 'text'}"
    return _no_choice(values, str(value))


def _no_choice(values: tuple[Any, ...], text: str) -> str:
    import difflib

    texts = [str(value) for value in values]
    near = difflib.get_close_matches(text, texts, 3, 0.5) if len(text) < 200 else []
    lowered = {item.lower(): item for item in texts}
    if trimmed(text).lower() in lowered:
        near = [lowered[trimmed(text).lower()]]
    shown = near or texts[:4]
    more = "" if near or len(texts) <= 4 else f" … ({len(texts)} values)"
    names = ", ".join(item or "(empty)" for item in shown)
    return f'"{_short(text)}" is not one of the values, {"did you mean" if near else "for example"} {names}{more}'


def _wrong(scalar: Scalar, value: Any) -> str:
    example = str(scalar.example).lower() if isinstance(scalar.example, bool) else scalar.example
    shown = f'"{_short(value)}"' if isinstance(value, str) else _short(repr(value))
    if scalar.name == "boolean":
        return f"{shown} is not true or false"
    hint = f" ({scalar.hint})" if scalar.hint else ""
    return f"{shown} is not {scalar.article}, for example {example}{hint}"


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:37]}…"
