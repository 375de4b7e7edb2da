"""A response of the API, as it came."""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ovh_explorer.client.body import StoredBody
from ovh_explorer.translation import _

__all__ = ["ApiError", "PartialResponse", "Response"]

_MAX_ERROR_BYTES = 1024 * 1024  # bytes of a body that are looked through for an error's message
_MAX_MESSAGE_CHARACTERS = (
    2000  # characters of a message that are shown: the body is there to be read
)
_MAX_DETAILS = 50  # of an error
# Neither goes on past the next tag: that would take a page of nothing but tags quadratic time.
_TITLE = re.compile(r"<(?:title|h1)\b[^<>]*>([^<]*[^<\s][^<]*)<", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
# What the layer of authentication says, and its word for that: since 2023 it mostly leaves the word
# out. None of it is for people.
_CODES = {
    "invalid application key": "INVALID_KEY",  # not for people
    "invalid signature": "INVALID_SIGNATURE",  # not for people
    "query out of time": "QUERY_TIME_OUT",  # not for people
    "this application key is invalid": "INVALID_KEY",  # not for people
    "this call has not been granted": "NOT_GRANTED_CALL",  # not for people
    "this credential does not exist": "NOT_CREDENTIAL",  # not for people
    "this credential is not valid": "INVALID_CREDENTIAL",  # not for people
}
_REFUSED = (400, 401, 403)


@dataclass(frozen=True, slots=True)
class ApiError:
    """A refusal, from either of the two forms in which the API writes it, or from anything else.

    The layer of authentication responds with ``message``, ``httpCode``, ``errorCode``; products
    respond with ``class`` and ``message``, and IAM adds ``details`` (ovh docs, IAM troubleshooting
    guide). A front end responds with HTML.

    Attributes:
        status: the HTTP status.
        message: what the API says; never empty.
        error_class: ``Client::NotFound``, or None.
        code: ``INVALID_SIGNATURE``, or None; where the API leaves it out, as it mostly does since
            2023, it is told from the class (``Client::Forbidden::InvalidKey``) or the message.
        details: ``(name, text)`` pairs.
    """

    status: int
    message: str
    error_class: str | None = None
    code: str | None = None
    details: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class PartialResponse:
    """A response of which the head and a part of the body have come.

    Attributes:
        status, reason, headers, http_version: as in :class:`Response`.
        received: bytes of the body that came, as they were sent (perhaps compressed).
        total: how many it will be; None where that isn't said.
    """

    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    http_version: str
    received: int = 0
    total: int | None = None


@dataclass(frozen=True)
class Response:
    """A response to a call.

    Attributes:
        status: the HTTP status (460 is one here: an expired service).
        reason: the text beside it.
        headers: ``(name, value)`` in the order and spelling they came in.
        content: the body's bytes, decompressed; empty where it is `stored`.
        elapsed: seconds from sending the request to the last byte of the response.
        method: the request's method.
        url: the request's URL, as signed.
        http_version: ``HTTP/1.1``.
        stored: a large body, in a file.
    """

    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    content: bytes
    elapsed: float
    method: str
    url: str
    http_version: str = "HTTP/1.1"
    stored: StoredBody | None = None

    @property
    def size(self) -> int:
        """The body's bytes, counted."""
        return len(self.content) if self.stored is None else self.stored.size

    def read(self, count: int = -1) -> bytes:
        """The first `count` bytes of the body, wherever it is; all of them by default."""
        if self.stored is not None:
            return self.stored.read(count)
        return self.content if count < 0 else self.content[:count]

    def pieces(self, size: int = 1 << 20) -> Iterator[bytes]:
        """The body in pieces, so that a large one is never in memory as a whole."""
        if self.stored is None:
            yield self.content
            return
        with self.stored.path.open("rb") as file:
            while piece := file.read(size):
                yield piece

    def header(self, name: str) -> str | None:
        """The first header of that name, in whatever case; None where there is none."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), None)

    @property
    def ok(self) -> bool:
        """Whether the call succeeded (2xx). A redirect is no success: it is never followed."""
        return 200 <= self.status < 300

    @property
    def is_nothing(self) -> bool:
        """Whether it is a success that says nothing: its body is empty, or null."""
        return self.ok and self.stored is None and self.content.strip() in (b"", b"null")

    @property
    def query_id(self) -> str | None:
        """OVHcloud's identifier of this very request, to quote to its support
        (``X-OVH-QUERYID``).
        """
        return self.header("X-Ovh-QueryId")

    @property
    def content_type(self) -> str:
        """The media type in lower case, without parameters (``application/json``); empty if not
        said.
        """
        return (self.header("Content-Type") or "").partition(";")[0].strip().lower()

    def json(self) -> Any:
        """The body as a JSON value, a fresh one each time.

        Raises:
            ValueError: when the body is empty or not JSON, in words.
        """
        try:
            return json.loads(self.read())
        except RecursionError:
            raise ValueError(_("The response's JSON is nested too deeply.")) from None
        except ValueError as error:
            raise ValueError(_("The response is not JSON ({error}).").format(error=error)) from None

    @cached_property
    def error(self) -> ApiError | None:
        """What the API says went wrong; None for a success (2xx)."""
        return None if self.ok else _error(self)


def _error(response: Response) -> ApiError:
    fallback = f"{response.status} {response.reason}".strip()
    location = response.header("Location")
    if 300 <= response.status < 400 and location is not None:
        target = location[:_MAX_MESSAGE_CHARACTERS]
        return ApiError(
            response.status,
            _("The response redirects to {target}, which is not followed.").format(target=target),
        )
    content = response.read(_MAX_ERROR_BYTES)
    try:
        body = json.loads(content)
    except (ValueError, RecursionError):
        return ApiError(response.status, _text_message(content) or fallback)
    if not isinstance(body, dict):
        return ApiError(
            response.status,
            _cut(body.strip()) if isinstance(body, str) and body.strip() else fallback,
        )
    details = body.get("details")
    shown = list(details.items())[:_MAX_DETAILS] if isinstance(details, dict) else []
    return ApiError(
        status=response.status,
        # `error` and `error_description` are how OAuth2 writes it.
        message=_word(body, "message")
        or _word(body, "error_description")
        or _word(body, "error")
        or fallback,
        error_class=_word(body, "class"),
        code=_word(body, "errorCode") or _code(response.status, body),
        details=tuple((_cut(key), _as_text(value)) for key, value in shown),
    )


def _word(body: dict[str, Any], name: str) -> str | None:
    value = body.get(name)
    return None if value is None or value == "" else _as_text(value)


def _code(status: int, body: dict[str, Any]) -> str | None:
    """The word for a refusal of keys, where the body says it otherwise; None for other errors."""
    if status not in _REFUSED:
        return None
    last = (_word(body, "class") or "").rpartition("::")[2]
    spelt = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", last).upper()
    if spelt in _CODES.values():
        return spelt
    return _CODES.get((_word(body, "message") or "").strip(" .").lower())


def _as_text(value: Any) -> str:
    return _cut(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def _cut(text: str) -> str:
    return text if len(text) <= _MAX_MESSAGE_CHARACTERS else f"{text[:_MAX_MESSAGE_CHARACTERS]}…"


def _text_message(content: bytes) -> str:
    text = content[: 8 * _MAX_MESSAGE_CHARACTERS].decode("utf-8", errors="replace")
    title = _TITLE.search(text)
    if title:
        text = title[1]
    elif "<" in text:
        text = _TAG.sub(" ", text)
    return " ".join(html.unescape(text).split())[:_MAX_MESSAGE_CHARACTERS]
