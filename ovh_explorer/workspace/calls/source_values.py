"""Reads the values that a source names: all pages of a list, and what shows each of its items."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from ovh_explorer.call import Call
from ovh_explorer.client.body import StoredBody
from ovh_explorer.workspace.calls.item_details import Details, detail_calls, takes_batches
from ovh_explorer.workspace.calls.pagination import SIZE, Pages, next_page

if TYPE_CHECKING:
    from ovh_explorer.catalog.labelled_values import Value
    from ovh_explorer.catalog.links import Detail, Source
    from ovh_explorer.client.response import Response

__all__ = ["SourceRefused", "read_source", "source_call"]

Send = Callable[[Call], Awaitable["Response"]]

# Items of a page, and pages after the first: a value is looked for among some thousands.
_PAGE_SIZE = 1000
_MAX_PAGES = 19
# Items that are asked for one by one, or fifty with one request.
_MAX_EACH = 500


class SourceRefused(ValueError):
    """The API refuses the list; its words."""


def source_call(source: "Source", given: dict[str, str]) -> Call:
    """The call of a list, with large pages where it has pages.

    Args:
        given: path values, at least those that it needs.

    Raises:
        CallError: for values that can't stand in a path.
    """
    listing = source.operation
    has_size = any(item.name == SIZE for item in listing.placed("header"))
    return Call.make(
        listing.branch,
        "GET",
        listing.path,
        path_values={name: given[name] for name in source.needs},
        query=source.query,
        headers=[(SIZE, str(_PAGE_SIZE))] if has_size else [],
    )


async def read_source(send: Send, call: Call, source: "Source") -> "list[Value]":
    """The values of a source, by the GET `call` of its list. A page or an item that the API refuses
    is left out.

    Raises:
        SourceRefused: where the API refuses the list.
        ClientError: where nothing comes.
        BodyError: what comes can't be kept.
        ValueError: the response is no JSON.
    """
    response = await send(call)
    if response.error is not None:
        raise SourceRefused(response.error.message)
    listed = response
    if next_page(call, response) is not None:
        pages = Pages(send, call, response, _say_nothing)
        await pages.follow(_MAX_PAGES)
        _last, listed = await pages.finish()
    if source.of_each is None:
        # Of a hundred thousand that takes a moment.
        return await asyncio.to_thread(lambda: source.values(listed.json()))
    names = listed.json()
    wanted = [str(name) for name in names[:_MAX_EACH]] if isinstance(names, list) else []
    shown = await _each(send, call, source.of_each, wanted)
    return source.values(shown)


async def _each(send: Send, call: Call, detail: "Detail", names: list[str]) -> Any:
    """What is shown of each item of a list."""
    calls = detail_calls(detail, call, names)
    batches = takes_batches(detail.operation)
    details = Details(send, calls, _say_nothing, batches=batches, leaves_out=True)
    await details.run()
    body = await details.finish()
    return json.loads(body.read() if isinstance(body, StoredBody) else body)


def _say_nothing(_words: str) -> None:
    """The field says already that its values are on their way."""
