"""The further pages of a list, as one list: by the cursors of v2, and by the numbers that v1 has in
some places.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from ovh_explorer.client.body import BodyWriter, StoredBody
from ovh_explorer.translation import _, ngettext, number

if TYPE_CHECKING:
    from ovh_explorer.call import Call
    from ovh_explorer.catalog.schema import Operation
    from ovh_explorer.client.response import Response

__all__ = [
    "PAGE",
    "SIZE",
    "Pages",
    "Send",
    "Tell",
    "has_pages",
    "next_page",
    "put_together",
    "whole_objects",
]

SIZE = "X-Pagination-Size"
"""The header that says how many items a page has."""

PAGE = "page"
"""The query parameter by which `/support/tickets` and the lists of AI products are asked for a
page.
"""

_CURSOR = "X-Pagination-Cursor"
_NUMBER = "X-Pagination-Number"
_MODE = "X-Pagination-Mode"
_ELEMENTS = "X-Pagination-Elements"

Send = Callable[["Call"], Awaitable["Response"]]
Tell = Callable[[str], object]


def has_pages(operation: "Operation", call: "Call") -> bool:
    """Whether what an operation lists comes in pages that can be followed: it declares the cursors
    of v2, or `call` names a page or asks for one of whole objects.
    """
    if call.method != "GET":
        return False
    declares = any(item.name == _CURSOR for item in operation.placed("header"))
    is_numbered = PAGE in dict(call.query) or bool(_header(call, _MODE))
    return is_numbered or (declares and operation.response.endswith("[]"))


def next_page(call: "Call", response: "Response") -> "Call | None":
    """The call of the page after the one that `call` got; None where there is none, or none is
    known.

    In v2 the response has a cursor (apiv2 guide). In v1 a list of whole objects counts its elements
    (`whole_objects`), and where the query names a page the next has the next number, until a page
    is empty.

    Only a GET has further pages here: whatever a response's headers say, nothing else is sent again
    without being shown.
    """
    if not response.ok or call.method != "GET":
        return None
    cursor = response.header(f"{_CURSOR}-Next")
    if cursor:
        return _with(call, _CURSOR, cursor)
    total, number, size = (_number(response.header(name)) for name in (_ELEMENTS, _NUMBER, SIZE))
    if total is not None and number and size and _header(call, _MODE):
        return _with(call, _NUMBER, str(number + 1)) if number * size < total else None
    page = dict(call.query).get(PAGE, "")
    if page.isascii() and page.isdecimal() and len(page) < 10 and response.read(3).strip() != b"[]":
        query = tuple(
            (name, str(int(page) + 1) if name == PAGE else value) for name, value in call.query
        )
        return replace(call, query=query)
    return None


def whole_objects(call: "Call", size: int = 0) -> "Call":
    """The call that asks v1 for a list's objects in place of their ids, page by page.

    No schema declares it: it is what OVHcloud's own manager sends, in its own words a cached list
    (ovh/manager, iceberg). The API may return ids all the same. `size` is how many a page has; 0
    leaves it to the API.
    """
    call = _with(_with(call, _MODE, "CachedObjectList-Pages"), _NUMBER, "1")
    return _with(call, SIZE, str(size)) if size else call


def _with(call: "Call", name: str, value: str) -> "Call":
    others = tuple(field for field in call.headers if field[0].lower() != name.lower())
    return replace(call, headers=(*others, (name, value)))


def _header(call: "Call", name: str) -> str:
    return next((value for key, value in call.headers if key.lower() == name.lower()), "")


def _number(text: str | None) -> int | None:
    return (
        int(text)
        if text is not None and text.isascii() and text.isdecimal() and len(text) < 16
        else None
    )


class Pages:
    """The pages of a list from one that came on, as one list.

    Args:
        send: makes a call.
        call, response: the page there is.
        tell: told in words how far it is.
    """

    def __init__(self, send: Send, call: "Call", response: "Response", tell: Tell) -> None:
        self._send = send
        self._call = call
        self._first = response
        self._tell = tell
        self._body = BodyWriter()
        self._is_empty = True
        self.count = 1
        self._last = response
        self._elapsed = response.elapsed

    async def follow(self, most: int) -> str:
        """Get up to `most` pages more; why there are no more of them, "" where all is well.

        Raises:
            ClientError: when a page doesn't come; what was there before is kept.
            BodyError: when they can't be kept.
        """
        await self._body.add(b"[")
        before = await asyncio.to_thread(_inner, self._first)
        await self._add(before)
        seen = {self._call}
        for _page in range(most):
            call = next_page(self._call, self._last)
            if call is None:
                return ""
            if call in seen:
                return _("The API returned the same page again.")
            seen.add(call)
            response = await self._send(call)
            if response.error is not None:
                return _("The next page was refused: {message}").format(
                    message=response.error.message
                )
            part = await asyncio.to_thread(_inner, response)
            if part is None:
                return _("The next page is not a list.")
            if part and part == before:
                return _("The API returned the same page again.")
            before = part
            self._call, self._last = call, response
            self._elapsed += response.elapsed
            await self._add(part)
            self.count += 1
            self._tell(
                ngettext("{count} page", "{count} pages", self.count).format(
                    count=number(self.count)
                )
            )
        return ""

    async def _add(self, part: bytes | None) -> None:
        if part:
            await self._body.add(part if self._is_empty else b"," + part)
            self._is_empty = False

    async def finish(self) -> "tuple[Call, Response]":
        """What came, as one response: the last page's call and headers, the items of every page.

        Raises:
            BodyError: when they can't be kept.
        """
        await self._body.add(b"]")
        return self._call, put_together(self._last, await self._body.finish(), self._elapsed)


def put_together(response: "Response", body: bytes | StoredBody, elapsed: float) -> "Response":
    """A response with another body, which was put together of several."""
    if isinstance(body, StoredBody):
        return replace(response, content=b"", stored=body, elapsed=elapsed)
    return replace(response, content=body, stored=None, elapsed=elapsed)


def _inner(response: "Response") -> bytes | None:
    """The items of a list, as they were written; None for what is none."""
    text = response.read().strip()
    return text[1:-1].strip() if text.startswith(b"[") and text.endswith(b"]") else None
