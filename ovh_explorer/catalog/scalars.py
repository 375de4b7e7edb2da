"""Core types: how a text becomes a JSON value, what is wrong with a value, and an example of each.

Shared by the form, the examples and the sandbox, so that what the form accepts the sandbox does
too.
"""

import ipaddress
import json
import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from ovh_explorer.json_numbers import InexactNumberError, exact_float
from ovh_explorer.translation import N_, _, number

__all__ = [
    "SCALARS",
    "TEXTUAL",
    "Scalar",
    "ScalarError",
    "check_scalar",
    "inexact_words",
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
        wrong: what is said of a ``value`` that is none, with an ``example``.
        read: turns a text into the JSON value; raises ValueError.
        json_type: the Python types that its JSON values have.
    """

    name: str
    wrong: str
    example: Any
    read: Callable[[str], Any]
    json_type: type = str


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
    r"|[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?"
    r"([Zz]|[+-][0-9]{2}(:?[0-9]{2})?)?"
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
    """`text` without the blanks, line ends and invisible characters that it begins and ends
    with.
    """
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
    return exact_float(text)


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
    Scalar("string", N_("{value} is not a text, for example {example}"), "string", _text),
    Scalar("text", N_("{value} is not a text, for example {example}"), "text", _text),
    Scalar(
        "password", N_("{value} is not a password, for example {example}"), "S3cr3t-Example", _text
    ),
    Scalar("boolean", N_("{value} is not true or false"), True, _boolean, bool),
    Scalar("long", N_("{value} is not a whole number, for example {example}"), 1, _integer, int),
    Scalar("double", N_("{value} is not a number, for example {example}"), 1.5, _double, float),
    Scalar(
        "date",
        N_("{value} is not a date, for example {example} (year-month-day)"),
        "2024-01-31",
        _same(_date),
    ),
    Scalar(
        "datetime",
        N_("{value} is not a date with time, for example {example}"),
        "2024-01-31T12:00:00+00:00",
        _same(_datetime),
    ),
    Scalar(
        "time",
        N_("{value} is not a time of day, for example {example} (hours:minutes:seconds)"),
        "12:00:00",
        _same(_time),
    ),
    Scalar(
        "duration",
        N_(
            "{value} is not an ISO 8601 duration, for example {example} (P1M is a month, PT2H two "
            "hours)"
        ),
        "P1M",
        _pattern(_DURATION),
    ),
    Scalar(
        "uuid",
        N_("{value} is not a UUID, for example {example}"),
        "123e4567-e89b-12d3-a456-426614174000",
        _pattern(_UUID),
    ),
    Scalar(
        "ip",
        N_("{value} is not an IP address, for example {example}"),
        "192.0.2.1",
        _same(_address(ipaddress.ip_address)),
    ),
    Scalar(
        "ipv4",
        N_("{value} is not an IPv4 address, for example {example}"),
        "192.0.2.1",
        _same(_address(ipaddress.IPv4Address)),
    ),
    Scalar(
        "ipv6",
        N_("{value} is not an IPv6 address, for example {example}"),
        "2001:db8::1",
        _same(_address(ipaddress.IPv6Address)),
    ),
    Scalar(
        "ipBlock",
        N_("{value} is not an IP block, for example {example}"),
        "192.0.2.0/24",
        _same(_block(ipaddress.ip_interface)),
    ),
    Scalar(
        "ipv4Block",
        N_("{value} is not an IPv4 block, for example {example}"),
        "192.0.2.0/24",
        _same(_block(ipaddress.IPv4Interface)),
    ),
    Scalar(
        "ipv6Block",
        N_("{value} is not an IPv6 block, for example {example}"),
        "2001:db8::/32",
        _same(_block(ipaddress.IPv6Interface)),
    ),
    Scalar(
        "macAddress",
        N_("{value} is not a MAC address, for example {example}"),
        "02:00:5e:00:53:01",
        _pattern(_MAC),
    ),
    Scalar(
        "phoneNumber",
        N_("{value} is not a phone number, for example {example}"),
        "0033123456789",
        _pattern(_PHONE),
    ),
    Scalar(
        "internationalPhoneNumber",
        N_("{value} is not an international phone number, for example {example}"),
        "+33123456789",
        _pattern(_INTERNATIONAL),
    ),
)

SCALARS = {scalar.name: scalar for scalar in _ALL}
"""The core types that are one value, by name. ``any`` and ``void`` are not: they are any JSON, and
none.
"""

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
    except InexactNumberError as error:
        raise ScalarError(inexact_words(error)) from None
    except ValueError:
        raise ScalarError(_wrong(scalar, cut)) from None


def inexact_words(error: InexactNumberError) -> str:
    """What is said of a number that would become another one."""
    if math.isinf(error.number):
        return _("a number may go to 1.7e308")
    return _("this number would become {number}: write it with fewer digits").format(
        number=repr(error.number)
    )


def check_scalar(name: str, value: Any) -> str:
    """What is wrong with a JSON `value` of the core type `name`, in words; empty when nothing
    is.
    """
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
        words = (
            _("{value} must be sent as a number")
            if isinstance(value, str)
            else _("{value} must be sent as a text")
        )
        return words.format(value=_in_a_sentence(value))
    return _no_choice(values, str(value))


def _no_choice(values: tuple[Any, ...], text: str) -> str:
    import difflib

    texts = [str(value) for value in values]
    near = difflib.get_close_matches(text, texts, 3, 0.5) if len(text) < 200 else []
    lowered = {item.lower(): item for item in texts}
    if trimmed(text).lower() in lowered:
        near = [lowered[trimmed(text).lower()]]
    shown = near or texts[:4]
    names = ", ".join(item or _("(empty)") for item in shown)
    if near:
        words = _("{value} is not one of the values, did you mean {values}")
    elif len(texts) <= len(shown):
        words = _("{value} is not one of the values, for example {values}")
    else:
        words = _("{value} is not one of the values, for example {values} … ({count} values)")
    return words.format(value=_quoted(text), values=names, count=number(len(texts)))


def _wrong(scalar: Scalar, value: Any) -> str:
    example = str(scalar.example).lower() if isinstance(scalar.example, bool) else scalar.example
    return _(scalar.wrong).format(value=_in_a_sentence(value), example=example)


def _in_a_sentence(value: Any) -> str:
    """A value as JSON has it; a text in the quotes of the language."""
    if isinstance(value, str):
        return _quoted(value)
    return _short(json.dumps(value, ensure_ascii=False, default=str))


def _quoted(text: str) -> str:
    return _('"{text}"').format(text=_short(text))


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:37]}…"
