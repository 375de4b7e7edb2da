"""What words that name a place, a path, a URL, a curl command or code, would open: said before they
are opened.
"""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlencode

from ovh_explorer.call import BRANCHES, METHODS, operation_title
from ovh_explorer.catalog.search import Hit
from ovh_explorer.text import printable
from ovh_explorer.translation import _
from ovh_explorer.workspace.navigation.notation import (
    is_action,
    operation_words,
    parse_pasted,
    product_link,
    with_slash,
)
from ovh_explorer.workspace.navigation.target import OperationTarget, TargetError, find_target

if TYPE_CHECKING:
    from ovh_explorer.catalog.store import Store

__all__ = [
    "WordTarget",
    "find_product",
    "find_word_target",
    "is_pasted",
    "may_open",
    "names_place",
    "place_words",
]

# Characters of a value that are said.
_MAX_VALUE = 40


@dataclass(frozen=True, slots=True)
class WordTarget:
    """What words would open.

    Attributes:
        said: what that is, or why it is nothing, in a sentence.
        hit: the operation, with the values that the words give; None for none.
        nearest: operations that are close, where there is none; the others of an IAM action.
        is_exact: whether the path is that of the operation, or has a query: not the beginning of
            others as well.
        is_unreadable: whether the words are a command that can't be read, be there what there is.
        product: branch and path of the product that a link opens in place of an operation; the path
            is empty for a whole branch. None for none.
    """

    said: str
    hit: Hit | None = None
    nearest: tuple[Hit, ...] = ()
    is_exact: bool = True
    is_unreadable: bool = False
    product: tuple[str, str] | None = None


def names_place(words: str) -> bool:
    """Whether words name a place: a path, a URL, a curl command, or an operation in another
    notation. Others are looked for.
    """
    text = with_slash(words).lstrip()
    method, _, rest = text.partition(" ")
    if method.upper() in METHODS:
        text = rest.lstrip()
    is_path = text.startswith("/") and " " not in text.partition("?")[0].rstrip()
    if is_path or "://" in text or _is_curl(words):
        return True
    return is_action(words) or operation_words(words) != "" or product_link(words) is not None


def is_pasted(words: str) -> bool:
    """Whether words name a place in another notation than a path after a method."""
    is_other = (
        place_words(words) != with_slash(words).strip() or is_action(words) or _is_curl(words)
    )
    return is_other or product_link(words) is not None


def place_words(words: str) -> str:
    """Words that name a place as a method and a path, where they can be written so; else as they
    are.
    """
    words = with_slash(words)
    return operation_words(words) or words


def _is_curl(words: str) -> bool:
    if "curl" not in words.lower() and "fetch(" not in words and "Invoke-" not in words:
        return False
    from ovh_explorer.form.curl import is_curl

    return is_curl(words)


def may_open(words: str, meant: WordTarget | None) -> bool:
    """Whether words open something although the search lists nothing for them: a product, or a
    place that isn't in the catalog yet. Of others it is known that they don't.

    Args:
        meant: what they mean as a place; None where they are none, or that isn't known.
    """
    if meant is None:
        return names_place(words) and not is_action(words)
    return meant.product is not None or not meant.said


def find_word_target(store: "Store", words: str) -> WordTarget:
    """What words that name a place would open, with the values in them.

    Raises:
        StoreError: when the catalog can't be read.
    """
    body, asked = "", with_slash(words)
    if (link := product_link(words)) is not None:
        return _product(store, *link)
    if _is_curl(words):
        from ovh_explorer.form.curl import CurlError, read_curl

        try:
            request = read_curl(words)
        except CurlError as error:
            return WordTarget(printable(str(error)), is_unreadable=True)
        body, asked = request.body, f"{request.method} {request.url}"
    try:
        target = parse_pasted(asked)
        found = find_target(store, target)
    except TargetError as error:
        return _nothing(store, error, asked)
    hit = _hit(store, found)
    if hit is None:
        return WordTarget("")
    if target.action:
        others = (OperationTarget(*key) for key in store.with_action(target.action)[1:])
        also = tuple(filter(None, (_hit(store, other) for other in others)))
        return WordTarget(_said(store, found, has_body=False), hit, also)
    is_typed = body == "" and "://" not in asked and place_words(asked) in (asked, asked.strip())
    is_exact = not found.values or bool(found.query) or not is_typed
    return WordTarget(_said(store, found, has_body=bool(body)), hit, is_exact=is_exact)


def find_product(store: "Store", branch: str, product: str) -> tuple[str, str]:
    """The branch and the product that a link names; without a branch the first that has it.

    Raises:
        TargetError: when the catalog has no such product.
    """
    for known in (branch,) if branch else BRANCHES:
        if not product:
            return known, ""
        for row in store.products(known):
            if row.path.casefold() == product.casefold():
                return known, row.path
    if branch:
        words = _("The catalog has no product {product} in {branch}.")
    else:
        words = _("The catalog has no product {product}.")
    raise TargetError(words.format(product=_short(product), branch=branch))


def _product(store: "Store", branch: str, product: str) -> WordTarget:
    try:
        found = find_product(store, branch, product)
    except TargetError as error:
        return WordTarget(printable(str(error)))
    if found[1]:
        words = _("enter opens the product {product} of {branch}")
    else:
        words = _("enter opens branch {branch}")
    words = words.format(product=found[1], branch=found[0])
    return WordTarget(printable(words), product=found)


def _said(store: "Store", found: OperationTarget, *, has_body: bool) -> str:
    operation = store.operation(found.branch, found.method, found.path)
    known = {part.name for part in operation.placed("query")} if operation is not None else set()
    given = [*found.values, *(pair for pair in found.query if pair[0] in known)]
    parts = [f"{name} = {_short(value)}" for name, value in given]
    parts += [_("a body")] if has_body else []
    unknown = dict.fromkeys(pair[0] for pair in found.query if pair[0] not in known)
    if parts and unknown:
        said = _("enter opens {operation} with {values}; it has no parameter {unknown}")
    elif parts:
        said = _("enter opens {operation} with {values}")
    elif unknown:
        said = _("enter opens {operation}; it has no parameter {unknown}")
    else:
        said = _("enter opens {operation}")
    return printable(
        said.format(
            operation=operation_title(found.branch, found.method, found.path),
            values=", ".join(parts),
            unknown=", ".join(unknown),
        )
    )


def _short(value: str) -> str:
    return value if len(value) <= _MAX_VALUE else f"{value[: _MAX_VALUE - 1]}…"


def _nothing(store: "Store", error: TargetError, asked: str) -> WordTarget:
    """Why words open nothing, and the operations that are close, with the values in the words."""
    nearest = []
    for title in error.nearest:
        found = find_target(store, parse_pasted(title))
        if not found.values:
            found = replace(found, values=_values(found.path, parse_pasted(asked).path))
        if (hit := _hit(store, found)) is not None:
            nearest.append(hit)
    words = printable(str(error))
    if nearest:
        below = _("The nearest are below: ↓, then enter.")
        words = f"{words} {below}"
    return WordTarget(words, nearest=tuple(nearest))


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
