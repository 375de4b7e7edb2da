"""A call: an immutable value that holds everything of a request but its signature.

A :class:`Call` is built once, from the form or from the command line. What is shown for
confirmation, what is signed and sent, what a snippet spells out and what history keeps all
read the same value, so they can't disagree. It never holds a credential.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import unquote

from ovh_explorer.json_levels import MAX_JSON_LEVELS, json_levels
from ovh_explorer.operation_names import (
    BRANCHES,
    METHODS,
    PLACEHOLDER,
    encode,
    operation_title,
    path_with_branch,
    placeholders,
)
from ovh_explorer.text import MASK
from ovh_explorer.translation import _, quoted

__all__ = [
    "BRANCHES",
    "CLIENT_HEADERS",
    "MASK",
    "METHODS",
    "Call",
    "CallError",
    "canonical_json",
    "covered",
    "encode",
    "operation_title",
    "path_with_branch",
    "placeholders",
    "texts_in",
    "value_at",
]

# Compiled with the first request that has any, not with the start.
_MAYBE_SURROGATE = rb"\\u[dD][89a-fA-F]"
_HEADER_NAME = r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+"


CLIENT_HEADERS = frozenset(
    {
        "accept-encoding",
        "authorization",
        "connection",
        "content-length",
        "content-type",
        "cookie",
        "expect",
        "host",
        "keep-alive",
        "proxy-authorization",
        "proxy-connection",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
        "x-http-method",
        "x-http-method-override",
        "x-method-override",
        "x-ovh-application",
        "x-ovh-consumer",
        "x-ovh-signature",
        "x-ovh-timestamp",
    }
)
"""Headers, in lower case, that the client itself says about a request.

A header parameter can't say otherwise: nor that a GET, which is sent without a question, is
something else.
"""


class CallError(ValueError):
    """A call that can't be made as asked; the message says which part and what would be right.

    `where` names the part at fault: ``("path", "zoneName")``, ``("query", …)``, ``("header", …)``,
    ``("body", "")``.
    """

    def __init__(self, message: str, where: tuple[str, str] = ("", "")) -> None:
        super().__init__(message)
        self.where = where


def canonical_json(value: Any) -> bytes:
    """The body of a request for a JSON value: compact, ASCII, keys in the order given.

    The very bytes that python-ovh writes (``json.dumps(value, separators=(",", ":"))``).

    Raises:
        CallError: for NaN and infinities, which JSON does not have, for text that is not JSON
            type, and for more than :data:`MAX_JSON_LEVELS`.
    """
    import json  # with the first body, not with the start

    if json_levels(value) > MAX_JSON_LEVELS:
        words = _("The body is nested deeper than {count} levels.")
        raise CallError(words.format(count=MAX_JSON_LEVELS), ("body", ""))
    try:
        return json.dumps(value, separators=(",", ":"), allow_nan=False).encode("ascii")
    except (ValueError, TypeError, RecursionError) as error:
        raise CallError(
            _("The body can't be written as JSON: {error}").format(error=error), ("body", "")
        ) from None


@dataclass(frozen=True, slots=True)
class Call:
    """A request to an operation.

    Build it with :meth:`make`, which checks it; the attributes are what was checked.

    Attributes:
        branch: ``"v1"`` or ``"v2"``.
        method: the HTTP method, in upper case.
        path: the path template as the catalog spells it, without branch
            (``/domain/zone/{zoneName}/record``).
        path_values: ``(name, value)`` for each placeholder, in the template's order, not encoded.
        query: ``(name, value)`` pairs in the order they are sent, not encoded; a list repeats its
            name.
        headers: ``(name, value)`` of header parameters (``X-Pagination-Size``); nothing else.
        body: the exact bytes that leave, or None where no body is sent.
        authenticated: False for operations that need no key (``noAuthentication``).
        sensitive: the parts that hold secrets: ``("path", name)``, ``("query", name)``,
            ``("header", name)``, or ``("body", "/json/pointer")``.
        trailing_slash: whether the path is sent and signed with a slash at its end. The API takes
            either, and an access rule ``/domain/zone/*`` only covers ``/domain/zone/``.
    """

    branch: str
    method: str
    path: str
    path_values: tuple[tuple[str, str], ...] = ()
    query: tuple[tuple[str, str], ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes | None = None
    authenticated: bool = True
    sensitive: frozenset[tuple[str, str]] = frozenset()
    trailing_slash: bool = False

    @classmethod
    def make(
        cls,
        branch: str,
        method: str,
        path: str,
        *,
        path_values: Mapping[str, str] | None = None,
        query: Iterable[tuple[str, str]] = (),
        headers: Iterable[tuple[str, str]] = (),
        body: bytes | None = None,
        authenticated: bool = True,
        sensitive: Iterable[tuple[str, str]] = (),
        trailing_slash: bool = False,
    ) -> "Call":
        """A checked call.

        Raises:
            CallError: naming the part, when a path value is missing, empty, ``.`` or ``..`` (either
                would change which operation is reached), a header value could end its line, or a
                text, in the body too, holds a lone surrogate.
        """
        method = method.upper()
        if branch not in BRANCHES:
            raise CallError(
                _("Unknown branch {branch}. The branches are v1 and v2.").format(
                    branch=quoted(branch)
                )
            )
        if method not in METHODS:
            raise CallError(
                _("{method} is not a method of this API. Methods: {methods}.").format(
                    method=quoted(method), methods=", ".join(METHODS)
                )
            )
        if not path.startswith("/"):
            raise CallError(_("A path starts with a slash: {path}").format(path=f"/{path}"))
        _text("path", _("The path"), path)
        for segment in path.split("/"):
            if segment in (".", ".."):
                words = _("{path} has a segment {segment}, which would lead to another path.")
                raise CallError(words.format(path=path, segment=quoted(segment)))
            if not PLACEHOLDER.fullmatch(segment) and encode(unquote(segment)) != segment:
                right = encode(unquote(segment))
                raise CallError(
                    _(
                        "In {path}, {segment} isn't encoded the way the API signs it: "
                        "write {right}."
                    ).format(path=path, segment=quoted(segment), right=quoted(right))
                )
        values = dict(path_values or {})
        # A placeholder that is there twice has one value.
        wanted = tuple(dict.fromkeys(placeholders(path)))
        ordered = tuple((name, _path_value(name, values.get(name))) for name in wanted)
        if unknown := [name for name in values if name not in wanted]:
            name = unknown[0]
            raise CallError(
                _("{path} has no path parameter {name}.").format(path=path, name=quoted(name)),
                ("path", name),
            )
        pairs = tuple((name, _text("query", name, value)) for name, value in query)
        for name in (pair[0] for pair in pairs):
            if not name:
                raise CallError(_("A query parameter needs a name."), ("query", ""))
            _text("query", name, name)
        fields = tuple((name, _header(name, value)) for name, value in headers)
        if body is not None and re.search(_MAYBE_SURROGATE, body):
            import json

            _text("body", _("The body"), json.dumps(json.loads(body), ensure_ascii=False))
        return cls(
            branch,
            method,
            path,
            ordered,
            pairs,
            fields,
            body,
            authenticated,
            frozenset(sensitive),
            trailing_slash,
        )

    @property
    def concrete_path(self) -> str:
        """The path with its values percent-encoded, without branch and query."""
        values = dict(self.path_values)
        path = PLACEHOLDER.sub(lambda found: encode(values[found[1]]), self.path)
        return f"{path}/" if self.trailing_slash else path

    @property
    def query_string(self) -> str:
        """The encoded query, without its question mark; empty when there is none."""
        return "&".join(f"{encode(name)}={encode(value)}" for name, value in self.query)

    @property
    def target(self) -> str:
        """Path and query as they go on the wire, without branch:
        ``/me/bill?date.from=2024-01-01``.
        """
        query = self.query_string
        return f"{self.concrete_path}?{query}" if query else self.concrete_path

    @property
    def json(self) -> Any:
        """The body as a JSON value (a fresh one each time); None where there is no body."""
        import json

        return None if self.body is None else json.loads(self.body)

    def masked(self) -> "Call":
        """The same call with every sensitive value replaced by :data:`MASK`, to be shown."""
        return self._with_secrets(MASK)

    @property
    def shown_target(self) -> str:
        """The target to be shown, every sensitive value in it replaced by :data:`MASK` as it is."""
        return self.masked().target.replace(encode(MASK), MASK)

    def redacted(self) -> "Call":
        """The same call with every sensitive value left empty, to be kept.

        It isn't checked again: an empty path value makes a call that can be read, not sent.
        """
        return self._with_secrets("")

    def _with_secrets(self, text: str) -> "Call":
        if not self.sensitive:
            return self

        def cover(kind: str, pairs: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
            return tuple(
                (name, text if (kind, name) in self.sensitive else value) for name, value in pairs
            )

        body = self.body
        pointers = [name for kind, name in self.sensitive if kind == "body"]
        if body is not None and pointers:
            import json

            value = json.loads(body)
            for pointer in pointers:
                value = covered(value, pointer, text)
            body = canonical_json(value)
        return replace(
            self,
            path_values=cover("path", self.path_values),
            query=cover("query", self.query),
            headers=cover("header", self.headers),
            body=body,
        )


def _path_value(name: str, value: str | None) -> str:
    where = ("path", name)
    if value is None or value == "":
        raise CallError(_("{name} needs a value: it is part of the path.").format(name=name), where)
    if value in (".", ".."):
        raise CallError(
            _("{name} can't be {value}: it would lead to another operation.").format(
                name=name, value=quoted(value)
            ),
            where,
        )
    return _text("path", name, value)


def _text(kind: str, name: str, value: str) -> str:
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        raise CallError(
            _("{name} holds half a character (a lone surrogate), which can't be sent.").format(
                name=name
            ),
            (kind, "" if kind == "body" else name),
        ) from None
    return value


def _header(name: str, value: str) -> str:
    where = ("header", name)
    if not re.fullmatch(_HEADER_NAME, name):
        raise CallError(_("{name} is not a header name.").format(name=quoted(name)), where)
    if name.lower() in CLIENT_HEADERS:
        raise CallError(
            _("The header {name} is set by this program, not by a parameter. Leave it out.").format(
                name=name
            ),
            where,
        )
    if any(not 0x20 <= ord(char) < 0x7F for char in value):
        raise CallError(
            _("The header {name} takes printable ASCII characters on one line.").format(name=name),
            where,
        )
    if value != value.strip():
        raise CallError(
            _("The header {name} can't start or end with a space.").format(name=name), where
        )
    return value


def covered(value: Any, pointer: str, text: str) -> Any:
    """A JSON value with `text` in the place that a JSON pointer names; it is changed itself."""
    if pointer in ("", "/"):
        return text
    *parents, last = [part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:]]
    place = value
    for part in parents:
        place = _step(place, part)
        if place is None:
            return value
    if isinstance(place, dict) and last in place:
        place[last] = text
    elif isinstance(place, list) and last.isdigit() and int(last) < len(place):
        place[int(last)] = text
    return value


def value_at(value: Any, pointer: str) -> Any:
    """What of a JSON value a JSON pointer names; None where nothing is."""
    for part in pointer.split("/")[1:]:
        value = _step(value, part.replace("~1", "/").replace("~0", "~"))
    return value


def texts_in(value: Any, pointer: str = "") -> Iterator[tuple[str, str]]:
    """The texts in a JSON value, each behind its JSON pointer."""
    if isinstance(value, str):
        yield pointer, value
    elif isinstance(value, dict):
        for name, item in value.items():
            escaped = name.replace("~", "~0").replace("/", "~1")
            yield from texts_in(item, f"{pointer}/{escaped}")
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from texts_in(item, f"{pointer}/{index}")


def _step(place: Any, part: str) -> Any:
    if isinstance(place, dict):
        return place.get(part)
    if isinstance(place, list) and part.isdigit() and int(part) < len(place):
        return place[int(part)]
    return None
