"""Several things of a list, chosen one after the other in a menu."""

from collections.abc import Iterable, Sequence
from typing import Any

from textual.app import App

from ovh_explorer.translation import _
from ovh_explorer.tui.dialogs.menu import Entry, MenuScreen

__all__ = ["choose_several"]

_DONE = "done"


async def choose_several(
    app: App[Any], title: str, entries: Sequence[Entry], chosen: Iterable[str] = ()
) -> list[str] | None:
    """The ids of the entries that are chosen, in the list's order; None where the user went back.

    Args:
        entries: what there is to choose.
        chosen: what is chosen at first.
    """
    marked = set(chosen)
    start = typed = ""
    while True:
        words = _("Go on with {count} of {all}")
        done = Entry(words.format(count=len(marked), all=len(entries)), "", _DONE)
        shown = [
            Entry(f"{'[X]' if entry.id in marked else '[ ]'} {entry.title}", entry.note, entry.id)
            for entry in entries
        ]
        menu: MenuScreen = MenuScreen(title, [done, *shown], start=start, words=typed)
        found = await app.push_screen_wait(menu)
        if found is None:
            return None
        if found == _DONE:
            return [entry.id for entry in entries if entry.id in marked]
        marked ^= {found}
        start, typed = found, menu.words
