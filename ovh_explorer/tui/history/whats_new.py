"""What's new in the API, as a menu: an operation that is chosen opens."""

import asyncio
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ovh_explorer.text import printable
from ovh_explorer.translation import N_, _, ngettext, number
from ovh_explorer.translation.dates import DATE, shown_date
from ovh_explorer.tui.dialogs.menu import Entry, MenuScreen
from ovh_explorer.tui.messages import OpenOperation, OpenWords
from ovh_explorer.workspace.calls.whats_new import News, own_operations, read_news
from ovh_explorer.workspace.storage.preference_names import news_seen

if TYPE_CHECKING:
    from textual.app import App
    from textual.message import Message

    from ovh_explorer.workspace.workspace import Workspace

__all__ = ["show_news"]

# A menu measures all of its entries; reading so many rows takes some milliseconds.
_MAX_SHOWN, _MAX_READ = 300, 5_000
_NOTHING = N_(
    "No changes are recorded. Each refresh of the catalog records what it finds changed: press ^p "
    "and choose Refresh the catalog."
)


async def show_news(
    app: "App[Any]", workspace: "Workspace", post: "Callable[[Message], object]"
) -> None:
    """Show what refreshes of the catalog found changed, and open what is chosen: in place of what
    is gone or deprecated, what replaces it.
    """
    changes = workspace.store.changes.newest(_MAX_READ)
    if not changes:
        app.notify(_(_NOTHING), timeout=8, markup=False)
        return
    own = await asyncio.to_thread(own_operations, workspace.favourites, workspace.history)
    news = read_news(changes, *own)
    seen = news_seen(workspace.root)
    await workspace.preferences.look_up(seen)
    workspace.preferences.set(seen, repr(max(item.change.at for item in news)))
    menu: MenuScreen = MenuScreen(_("What's new in the API"), _entries(news))
    chosen = await app.push_screen_wait(menu)
    if chosen is not None:
        await _open(app, workspace, post, news[int(chosen)])


def _entries(news: list[News]) -> list[Entry]:
    entries: list[Entry] = []
    heading = ""
    for index, item in enumerate(news[:_MAX_SHOWN]):
        day = shown_date(time.localtime(item.change.at), DATE)
        above = _("What you use") if item.used_in else _("Found on {day}").format(day=day)
        if above != heading:
            heading = above
            entries.append(Entry(heading))
        note = item.words
        if item.used_in:
            place = _("in {place}, {day}").format(place=item.used_words, day=day)
            note = f"{item.words} · {place}"
        entries.append(Entry(item.title, note, str(index)))
    more = len(news) - _MAX_SHOWN
    if more > 0:
        words = ngettext(
            "{count} more change: run ovh-explorer changes",
            "{count} more changes: run ovh-explorer changes",
            more,
        )
        entries.append(Entry(words.format(count=number(more))))
    return entries


async def _open(
    app: "App[Any]",
    workspace: "Workspace",
    post: "Callable[[Message], object]",
    item: News,
) -> None:
    from ovh_explorer.workspace.navigation.replacement import find_replacement
    from ovh_explorer.workspace.navigation.target import TargetError

    change = item.change
    if not change.replacement:
        post(OpenWords(item.first_title))
        return
    try:
        target = await find_replacement(
            workspace.find, change.branch, change.method, change.replacement
        )
    except TargetError as error:
        app.notify(printable(str(error)), severity="warning", timeout=8, markup=False)
    else:
        post(OpenOperation(target))
