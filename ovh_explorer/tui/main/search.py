"""The search of the main screen: where it looks, and what is said while the catalog comes."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, Any

from ovh_explorer.catalog.search import Hit, search_paths
from ovh_explorer.catalog.store import StoreError
from ovh_explorer.text import printable
from ovh_explorer.translation import _, in_series, number
from ovh_explorer.tui.main.command import Command
from ovh_explorer.tui.main.found_places import (
    find_commands,
    find_places,
    read_names,
    words_without,
)
from ovh_explorer.tui.main.found_recipes import FoundRecipes
from ovh_explorer.tui.main.found_saved import FoundSaved
from ovh_explorer.tui.main.search_screen import MAX_HITS, SearchScreen
from ovh_explorer.tui.main.search_words import SearchWords
from ovh_explorer.tui.products.word_search import WordSearch
from ovh_explorer.workspace.navigation.notation import is_action
from ovh_explorer.workspace.navigation.word_target import (
    WordTarget,
    find_word_target,
    names_place,
    place_words,
)

if TYPE_CHECKING:
    from textual.app import App

    from ovh_explorer.workspace.workspace import Workspace

__all__ = ["open_search"]


def open_search(
    app: "App[Any]",
    workspace: "Workspace",
    *,
    progress: Callable[[], str],
    say: Callable[[Exception], object],
    say_problems: Callable[[], object],
    choose: Callable[[str], object],
    run: Callable[[str], Awaitable[object]],
) -> None:
    """Ask for words and open what is chosen.

    At once, not from a worker: what is typed next is for the search.

    Args:
        app: shows the search.
        workspace: has the catalog, open.
        progress: how far the catalog is, in words; "" once it is here.
        say: says why nothing could be found.
        say_problems: says what is wrong with the files of this program.
        choose: takes the words that open what is chosen.
        run: runs the action that opens a place of this program.
    """

    def look(words: str) -> list[Hit] | None:
        try:
            # An action is found by its words too: the beginning of one is none yet.
            if names_place(words) and not is_action(words):
                return search_paths(workspace.store, place_words(words), limit=MAX_HITS + 1)
            hits = index.find(words, limit=MAX_HITS + 1)
            return None if index.is_making and not hits else hits
        except StoreError as error:
            say(error)
            return []
        finally:
            say_problems()

    def mean(words: str) -> WordTarget | None:
        if not names_place(words):
            return None
        try:
            target = find_word_target(workspace.store, words)
        except StoreError:
            return None  # `look` met it too, and said so.
        if target.hit is None and is_action(words):
            return None
        # What isn't here yet is fetched once it is opened.
        is_known = target.hit is not None or target.product is not None
        return None if not is_known and note() else target

    def note() -> str:
        if words := progress():
            return _("{progress}: not everything is here yet").format(progress=words)
        lack = workspace.catalog.lack()
        if not lack:
            return ""
        said = _("the catalog is not complete ({lack}): press esc, ^p, Refresh the catalog")
        return said.format(lack=lack)

    def chosen(opened: str | Command | None) -> None:
        if isinstance(opened, Command):
            app.call_later(run, opened.action)
        elif opened:
            choose(opened)

    def looked_up(words: str, find: Callable[[str], list[str]]) -> list[str]:
        try:
            return [] if names_place(words) else find(words)
        except StoreError:
            return []  # `look` met it too, and said so.

    def places(words: str) -> list[Command]:
        # At each look first: the catalog may have changed.
        unmatched.clear()
        meant.clear()
        unmatched[words] = looked_up(words, index.unmatched)
        # What operations have in another spelling may be no slip, but the name of something else.
        is_foreign = bool(unmatched[words] or looked_up(words, index.guessed))
        named = [*find_places(words), *saved.find(words, has_value=is_foreign)]
        meant[words] = is_foreign and bool(named or ready_made.has_every_word(words))
        return [*named, *ready_made.find(words)]

    def are_meant(words: str) -> bool:
        return meant.get(words, False)

    def lacks(words: str, found: Sequence[Command]) -> str:
        return _unmatched(workspace, unmatched.get(words, ()), found)

    async def read_others() -> None:
        await asyncio.to_thread(read_names)
        await asyncio.to_thread(ready_made.read)
        await asyncio.to_thread(saved.read, workspace)
        dialog.look_again()

    ready_made, saved = FoundRecipes(), FoundSaved()
    unmatched: dict[str, list[str]] = {}
    meant: dict[str, bool] = {}
    # Refreshing the demo's catalog brings nothing.
    advice = _("The demo has only part of the API: press esc, then ^p, and choose Sign in.")
    advice = advice if workspace.is_demo else ""
    beside = SearchWords(places, are_meant, lacks, _named_command, advice)
    dialog = SearchScreen(look, note, mean, beside)
    index = WordSearch(lambda: workspace.store, dialog.look_again, dialog.run_worker)
    app.push_screen(dialog, chosen)
    # Once it is on the screen: the index is there by the first letters.
    dialog.call_after_refresh(index.begin)
    dialog.call_after_refresh(lambda: dialog.run_worker(read_others(), group="recipes"))


def _named_command(words: str) -> str:
    """How to get to the command that words name; "" for none."""
    found = find_commands(words)
    if not found:
        return ""
    said = _("This is a command: press esc, then ^p, and choose {name}.")
    return said.format(name=printable(found[0].title))


def _unmatched(workspace: "Workspace", missing: Sequence[str], found: Sequence[Command]) -> str:
    """Which words neither an operation has nor anything else that this program finds, in a
    sentence; "" for none. `found` stands below.
    """
    rest = in_series(map(printable, words_without(missing, found)))
    if not rest:
        return ""
    if not workspace.is_demo:
        return _("nothing matches {words}").format(words=rest)
    try:
        count = number(workspace.store.counts().operations)
    except StoreError:
        return ""  # What looks for the words met it too, and said so.
    said = _("{words}: not in the demo's {count} operations; the real catalog has more: sign in")
    return said.format(words=rest, count=count)
