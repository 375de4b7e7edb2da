"""The process that looks values up in the account for the next TAB: one GET, with the keys of the
command line that is completed.
"""

import asyncio
import json
import sys

from ovh_explorer.catalog.links import Source, source_of
from ovh_explorer.catalog.store import Store, store_path
from ovh_explorer.cli.completion.operations import with_values
from ovh_explorer.cli.completion.settings_context import settings_of, values_preference
from ovh_explorer.config import cache_dir
from ovh_explorer.workspace.settings import Settings
from ovh_explorer.workspace.storage.account_values import AccountValues
from ovh_explorer.workspace.storage.preference_names import COMPLETES_VALUES
from ovh_explorer.workspace.storage.values_of_profile import values_directory, values_name

__all__ = ["look_up"]

_MAX_SECONDS = 20.0


async def look_up(order: dict[str, str], settings: Settings) -> None:
    """Look up what `order` names, and keep it. What fails is not kept: TAB offers what it has, and
    tries again later.
    """
    name = values_name(settings)
    if not name or settings.problem or not values_preference().get(COMPLETES_VALUES):
        return
    values = AccountValues(str(values_directory() / name))
    with Store(store_path(cache_dir(), settings.endpoint.installation)) as store:
        source = _source(store, order)
    if source is None:
        values.keep(order["listing"], [])
        return
    found = await _fetch(settings, source, order)
    if found is not None:
        values.keep(order["listing"], found)


def _source(store: Store, order: dict[str, str]) -> Source | None:
    """What lists the values; None where nothing does."""
    parent = order["path"].rpartition("/")[0]
    for path in [order["path"], *store.below(order["branch"], None, parent)]:
        for row in store.at(order["branch"], path):
            operation = store.operation(row.branch, row.method, row.path)
            name = path.rpartition("{")[2].removesuffix("}")
            found = None if operation is None else source_of(store, operation, name)
            if isinstance(found, Source) and found.operation.path == parent:
                return found
    return None


async def _fetch(
    settings: Settings, source: Source, order: dict[str, str]
) -> list[tuple[str, str]] | None:
    from ovh_explorer.call import Call, CallError
    from ovh_explorer.client.errors import ClientError
    from ovh_explorer.client.session import Session

    listing = source.operation
    given = with_values(listing.path, order["concrete"])
    try:
        call = Call.make(listing.branch, "GET", listing.path, path_values=given)
        async with Session(settings.endpoint, settings.credentials) as session:
            response = await asyncio.wait_for(session.send(call), _MAX_SECONDS)
        if not response.ok:
            return None
        found = source.values(response.json())
    except (CallError, ClientError, TimeoutError, ValueError):
        return None
    return [(value.text, value.label) for value in found]


def main() -> None:
    """Look up what the first argument names; the others choose the keys."""
    order = json.loads(sys.argv[1])
    chosen = dict(word.removeprefix("--").partition("=")[::2] for word in sys.argv[2:])
    asyncio.run(look_up(order, settings_of(chosen)))


if __name__ == "__main__":
    main()
