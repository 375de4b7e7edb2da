"""What words that name a place, a path, a URL or a curl command, would open: said before they are
opened.
"""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlencode

from ovh_explorer.call import METHODS
from ovh_explorer.catalog.search import Hit
from ovh_explorer.text import printable
from ovh_explorer.workspace.navigation.target import (
    OperationTarget,
    TargetError,
    find_target,
    parse_target,
)

if TYPE_CHECKING:
    from ovh_explorer.catalog.store import Store

__all__ = ["Meaning", "meaning", "names_place"]

# Characters of a value that are said.
_MAX_VALUE = 40


@dataclass(frozen=True, slots=True)
class Meaning:
    """What words would open.

    Attributes:
        said: what that is, or why it is nothing, in a sentence.
        hit: the operation, with the values that the words give; None for none.
        nearest: operations that are close, where there is none.
        is_exact: whether the path is that of the operation, or has a query: not the beginning of
            others as well.
    """

    said: str
    hit: Hit | None = None
    nearest: tuple[Hit, ...] = ()
    is_exact: bool = True


def names_place(words: str) -> bool:
    """Whether words name a place: a path, a URL, a curl command. Others are looked for."""
    text = words.lstrip()
    method, _, rest = text.partition(" ")
    if method.upper() in METHODS:
        text = rest.lstrip()
    is_path = text.startswith("/") and " " not in text.partition("?")[0].rstrip()
    return is_path or text.startswith(("@api", "[@api")) or "://" in text or _is_curl(words)


def _is_curl(words: str) -> bool:
    if "curl" not in words.lower() and "fetch(" not in words and "Invoke-" not in words:
        return False
    from ovh_explorer.form.curl import is_curl

    return is_curl(words)


def meaning(store: "Store", words: str) -> Meaning:
    """What words that name a place would open, with the values in them.

    Raises:
        StoreError: when the catalog can't be read.
    """
    body, asked = "", words
    if _is_curl(words):
        from ovh_explorer.form.curl import CurlError, read_curl

        try:
            request = read_curl(words)
        except CurlError as error:
            return Meaning(printable(str(error)))
        body, asked = request.body, f"{request.method} {request.url}"
    try:
        target = parse_target(asked)
        found = find_target(store, target)
    except TargetError as error:
        return _nothing(store, error, asked)
    hit = _hit(store, found)
    if hit is None:
        return Meaning("")
    is_exact = not found.values or bool(found.query) or body != "" or "://" in asked
    return Meaning(_said(store, found, has_body=bool(body)), hit, is_exact=is_exact)


def _said(store: "Store", found: OperationTarget, *, has_body: bool) -> str:
    operation = store.operation(found.branch, found.method, found.path)
    known = {part.name for part in operation.placed("query")} if operation is not None else set()
    given = [*found.values, *(pair for pair in found.query if pair[0] in known)]
    parts = [f"{name} = {_short(value)}" for name, value in given]
    parts += ["a body"] if has_body else []
    unknown = dict.fromkeys(name for name, _ in found.query if name not in known)
    said = f"enter opens {found.method} {found.path}"
    if parts:
        said += f" with {', '.join(parts)}"
    if unknown:
        said += f"; it has no parameter {', '.join(unknown)}"
    return printable(said)


def _short(value: str) -> str:
    return value if len(value) <= _MAX_VALUE else f"{value[: _MAX_VALUE - 1]}…"


def _nothing(store: "Store", error: TargetError, asked: str) -> Meaning:
    """Why words open nothing, and the operations that are close, with the values in the words."""
    nearest = []
    for title in error.nearest:
        found = find_target(store, parse_target(title))
        if not found.values:
            found = replace(found, values=_values(found.path, parse_target(asked).path))
        if (hit := _hit(store, found)) is not None:
            nearest.append(hit)
    words = printable(str(error))
    if nearest:
        words += " The nearest are below: ↓, then enter."
    return Meaning(words, nearest=tuple(nearest))


def _values(template: str, path: str) -> tuple[tuple[str, str], ...]:
    """What a path of as many segments has in the places of a template's placeholders."""
    parts, given = template.split("/"), path.split("/")
    if len(parts) != len(given):
        return ()
    return tuple(
        (part[1:-1], unquote(value))
        for part, value in zip(parts, given, strict=True)
        if part.startswith("{") and value and not value.startswith("{")
    )


def _hit(store: "Store", found: OperationTarget) -> Hit | None:
    rows = store.at(found.branch, found.path)
    row = next((row for row in rows if row.method == found.method), None)
    product = store.product_of(found.branch, found.path)
    if row is None or product is None:
        return None
    return Hit(row, product, _concrete(found))


def _concrete(found: OperationTarget) -> str:
    """The path with the values that were given, and the query; "" where there are none."""
    if not found.values and not found.query:
        return ""
    path = found.path
    for name, value in found.values:
        path = path.replace(f"{{{name}}}", quote(value, safe=""))
    return f"{path}?{urlencode(found.query, quote_via=quote)}" if found.query else path
