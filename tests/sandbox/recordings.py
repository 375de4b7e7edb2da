"""Exchanges that were recorded with the real API, in values of our own, and how one is compared
with what the sandbox answers.

They are in ``recorded/*.toml``: walks of exchanges in order, each with its public source. A body is
JSON text in which ``<…>`` stands for what differs each time:

- ``<text>``, ``<integer>``, ``<number>``, ``<boolean>``, ``<any>``, ``<uuid>``, ``<date>``;
  ``<time>`` as v1 writes it, ``<time of v2>``; with `` or null`` where null is seen too
- ``<like A*>``: a text with anything in place of the star; ``<one of a b>``
- ``<=name>``: what was kept under that name; ``{name}`` is the same inside a text
- a list of one: any number of these, at least one; after ``"*"``, none as well
- the key ``…``: there may be other keys
"""

import json
import re
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import msgspec

__all__ = ["Difference", "Exchange", "Walk", "bytes_of", "compare", "filled", "reasons", "walks"]

_HERE = Path(__file__).parent / "recorded"
_REASONS = _HERE / "known-to-differ.toml"
_OTHERS = "…"
_KINDS: dict[str, str] = {
    "uuid": r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
    "date": r"\d{4}-\d\d-\d\d",
    "time": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d",
    "time of v2": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z",
}

Difference = tuple[str, str]
"""What is different (``status``, ``headers``, ``bytes``, ``order``, ``missing``, ``body``), and how."""


class Exchange(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A request and what was answered.

    Attributes:
        number: its place in the walk, from 1.
        request: method and target.
        source: where it can be read.
        status: of the response.
        body: the response's JSON value; see the module for its signs.
        signed: whom the request is from, as :mod:`tests.sandbox.test_recorded` knows them.
        send: the request's body; None for none.
        form: whether that is a form instead of JSON.
        headers: further headers of the request.
        answers: names of the response's headers, beside the ones that all have.
        keep: names, and the place in the response of what is kept under them.
        differs: reasons of ``known-to-differ.toml`` that explain a difference.
    """

    number: int
    request: str
    source: str
    status: int
    body: Any
    signed: str = "owner"
    send: str | None = None
    form: bool = False
    headers: dict[str, str] = {}
    answers: tuple[str, ...] = ()
    keep: dict[str, str] = {}
    differs: tuple[str, ...] = ()


class Walk(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Exchanges, one after the other, with a sandbox of these options that starts over before."""

    name: str
    exchange: tuple[Exchange, ...]
    options: tuple[str, ...] = ()


def walks() -> list[Walk]:
    """All that were written down."""
    files = sorted(path for path in _HERE.glob("*.toml") if path != _REASONS)
    return [
        _walk(path.stem, raw)
        for path in files
        for raw in tomllib.loads(path.read_text(encoding="utf-8"))["walk"]
    ]


def reasons() -> dict[str, dict[str, str]]:
    """Why the sandbox is known to differ, by name: ``what`` is different, and ``why``."""
    return tomllib.loads(_REASONS.read_text(encoding="utf-8"))


def _walk(file: str, raw: dict[str, Any]) -> Walk:
    exchanges = [
        {"source": raw.get("source"), **given, "number": number, "body": json.loads(given["body"])}
        for number, given in enumerate(raw["exchange"], 1)
    ]
    walk = {
        "name": f"{file}-{raw['name']}",
        "exchange": exchanges,
        "options": raw.get("options", []),
    }
    return msgspec.convert(walk, Walk)


def filled(text: str, kept: dict[str, Any]) -> str:
    """A text with what was kept in place of ``{name}``."""
    return re.sub(r"\{(\w+)\}", lambda found: str(kept.get(found[1], found[0])), text)


def bytes_of(content: bytes) -> list[Difference]:
    """What of the way in which JSON is written isn't the API's."""
    text = content.decode()
    value = json.loads(text)
    compact = [
        json.dumps(value, separators=(",", ":"), ensure_ascii=ascii) for ascii in (True, False)
    ]
    if text in compact:
        return []
    whole = re.search(r"[:,\[]-?\d+\.0+\b", text)
    return [("bytes", f"{whole[0][1:]} is a whole number" if whole else "not compact")]


def compare(wanted: Any, given: Any, kept: dict[str, Any]) -> list[Difference]:
    """How a response differs from what was recorded."""
    return list(_differences(wanted, given, kept, ""))


def _differences(wanted: Any, given: Any, kept: dict[str, Any], where: str) -> Iterator[Difference]:
    if isinstance(wanted, str) and wanted.startswith("<"):
        if not _fits(wanted[1:-1], given, kept):
            yield "body", f"{where or '/'} is no {wanted}: {_short(given)}"
    elif isinstance(wanted, dict) and isinstance(given, dict):
        yield from _of_objects(wanted, given, kept, where)
    elif isinstance(wanted, list) and isinstance(given, list):
        yield from _of_lists(wanted, given, kept, where)
    else:
        plain = filled(wanted, kept) if isinstance(wanted, str) else wanted
        if type(plain) is not type(given) or plain != given:
            yield "body", f"{where or '/'} is not {_short(plain)}: {_short(given)}"


def _of_objects(
    wanted: dict[str, Any], given: dict[str, Any], kept: dict[str, Any], where: str
) -> Iterator[Difference]:
    others = _OTHERS in wanted
    names = [name for name in wanted if name != _OTHERS]
    for name in names:
        if name not in given:
            yield "missing", f"{where}/{name} is missing"
    if not others:
        more = [name for name in given if name not in wanted]
        if more:
            yield "body", f"{where} also has {', '.join(more)}"
    there = [name for name in names if name in given]
    if there != [name for name in given if name in wanted]:
        yield "order", f"{where or '/'} has its keys in another order"
    for name in there:
        yield from _differences(wanted[name], given[name], kept, f"{where}/{name}")


def _of_lists(
    wanted: list[Any], given: list[Any], kept: dict[str, Any], where: str
) -> Iterator[Difference]:
    if not wanted:
        if given:
            yield "body", f"{where or '/'} is not empty: {_short(given)}"
        return
    if not given and wanted[0] != "*":
        yield "body", f"{where or '/'} is empty"
    for place, item in enumerate(given):
        yield from _differences(wanted[-1], item, kept, f"{where}/{place}")


def _fits(kind: str, given: Any, kept: dict[str, Any]) -> bool:
    if kind.startswith("="):
        return given == kept.get(kind[1:])
    if kind.endswith(" or null"):
        return given is None or _fits(kind.removesuffix(" or null"), given, kept)
    if kind.startswith("like "):
        return isinstance(given, str) and fnmatchcase(given, filled(kind[5:], kept))
    if kind.startswith("one of "):
        return given in kind[7:].split()
    if kind in _KINDS:
        return isinstance(given, str) and re.fullmatch(_KINDS[kind], given) is not None
    match kind:
        case "any":
            return True
        case "text":
            return isinstance(given, str)
        case "boolean":
            return isinstance(given, bool)
        case "integer":
            return isinstance(given, int) and not isinstance(given, bool)
        case "number":
            return isinstance(given, int | float) and not isinstance(given, bool)
    raise AssertionError(f"<{kind}> is no sign of these")


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) < 80 else f"{text[:79]}…"
