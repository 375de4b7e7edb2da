"""``changes``: what refreshes of the catalog found changed in the API."""

import argparse
import asyncio
import json
import time
from datetime import UTC, datetime
from typing import Any

from ovh_explorer.cli.open_workspace import CommandError, open_workspace, run_async
from ovh_explorer.cli.streams import put
from ovh_explorer.cli.terminal import fail, say, speak_to_programs
from ovh_explorer.text import printable
from ovh_explorer.translation import N_, _
from ovh_explorer.translation.dates import DATE, shown_date
from ovh_explorer.workspace.calls.whats_new import News, own_operations, read_news

__all__ = ["show_changes"]

_NOTHING = N_(
    "No changes are recorded. `ovh-explorer sync` downloads the catalog again and records what it "
    "finds changed."
)
_NOTHING_SINCE = N_(
    "No changes are recorded since then. `ovh-explorer sync` downloads the catalog again and "
    "records what it finds changed."
)


def show_changes(options: argparse.Namespace) -> int:
    """Print what is recorded, the user's own operations first; nothing is fetched."""
    speak_to_programs(options)

    async def run() -> list[News]:
        async with open_workspace(options) as workspace:
            changes = workspace.store.changes.newest(since=options.since or 0)
            own = await asyncio.to_thread(own_operations, workspace.favourites, workspace.history)
            return read_news(changes, *own)

    try:
        news = run_async(run())
    except CommandError as error:
        return fail(str(error), error.code)
    if options.json:
        put(json.dumps([_as_json(item) for item in news], indent=2, ensure_ascii=False))
        return 0
    for item in news:
        day = shown_date(time.localtime(item.change.at), DATE)
        mine = f"  ({item.used_words})" if item.used_in else ""
        words = _("{place}: {change}").format(place=item.title, change=item.words)
        put(printable(f"{day}  {words}{mine}"))
    if not news:
        say(_(_NOTHING_SINCE) if options.since else _(_NOTHING))
    return 0


def _as_json(item: News) -> dict[str, Any]:
    change = item.change
    return {
        "at": datetime.fromtimestamp(change.at, UTC).isoformat(timespec="seconds"),
        "kind": change.kind,
        "branch": change.branch,
        "product": change.product,
        "operations": [{"method": method, "path": path} for _, method, path in item.operations],
        "part": change.part,
        "value": change.value,
        "replacement": change.replacement,
        "used_in": item.used_in,
    }
