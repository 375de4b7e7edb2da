"""What the start page says, by what is there: keys, a catalog, the demo."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ovh_explorer.text import counted
from ovh_explorer.workspace.storage.preference_names import news_seen, time_of_news
from ovh_explorer.workspace.workspace import Workspace

if TYPE_CHECKING:
    from ovh_explorer.workspace.storage.history import HistoryEntry

__all__ = ["FIRST_KEYS", "start_page_words"]

FIRST_KEYS = (
    "Press ^f to find an operation by words, a path or a URL.",
    "Press enter on a product to list its operations.",
    "Press ^p to see every command, ^g to jump with a letter.",
)
"""What the page teaches while no operation is open."""

# Requests of other days that the page offers.
_MAX_ENTRIES = 5
# After the name of a variable that a key was found in.
_VARIABLE = ", environment"
# Lines of files that the page names.
_MAX_FINDINGS = 3

Words = list[tuple[str, str]]
Steps = list[tuple[str, str, str]]

_OPEN = ("open_operation", "Find an operation", "^f: by words, a path, or a console link")
_SIGN_IN = (
    "sign_in",
    "Sign in",
    "S: create keys, request a key, paste keys, use a profile",
)
_REGION = ("choose_region", "Choose a region", "EU, CA, US: each has its own accounts")
_DEMO = (
    "open_demo",
    "Open the demo",
    "a local sandbox: try everything, nothing leaves this machine",
)
_TOUR = ("tour", "Take the tour", "T: five steps that you do yourself")
_RECIPES = ("show_recipes", "Recipes", "what people do with the API, step by step")
_QUIT = ("app.quit", "Quit", "^q")
_HELP = ("show_help", "Keyboard shortcuts", "? or F1")


def start_page_words(
    workspace: Workspace, problem: str = "", *, kept: bool = True
) -> tuple[Words, Steps]:
    """The words and the steps of the start page; `problem` says why the catalog could not be opened
    or fetched.

    With `kept` also what the user has kept: reading that takes longer than the page's first
    picture may.
    """
    if problem and not workspace.is_open:
        return _what_to_do(workspace, problem)
    if not workspace.is_open:
        return [("bold", "Opening…")], [_HELP]
    counts = workspace.store.counts()
    words: Words = []
    steps: Steps = [_OPEN, _RECIPES, _HELP]
    if workspace.settings.demo:
        words.append(("bold", "The demo: a sandbox of the API on this machine."))
        words.append(
            (
                "",
                "Calls are signed and sent to a local sandbox that keeps your changes. "
                "Nothing leaves this machine.",
            )
        )
        steps = [_OPEN, _TOUR, _RECIPES, _HELP]
        steps.append(("choose_region", "Use your account", "choose your region, then sign in"))
    elif workspace.settings.credentials is None:
        words.append(
            (
                "bold",
                f"No credentials for {workspace.title} yet. Browse everything, "
                "and try the operations that need no authentication.",
            )
        )
        words.append(
            (
                "dim",
                "Looked in the environment (OVH_…) and in ovh.conf: "
                "/etc, your home, this directory.",
            )
        )
        steps = [_SIGN_IN, _OPEN, _RECIPES, _REGION, _DEMO, _HELP]
    else:
        where = _places(workspace.settings.found.where)
        words.append(("bold", f"Connected to {workspace.title}."))
        words.append(("dim", f"Keys: {where}"))
        steps = [_OPEN, _RECIPES, _SIGN_IN, _REGION, _DEMO, _HELP]
    words += _what_is_wrong(workspace)
    if kept:
        favourites = workspace.favourites.all[:_MAX_ENTRIES]
        steps += [
            (f"open_favourite({one.id})", "Favourite", f"{one.name} · {one.title}")
            for one in favourites
        ]
        steps += [
            (f"open_entry({tried.id})", "Recent", tried.title) for tried in _recent(workspace)
        ]
        if (news := _unseen_changes(workspace)) > 0:
            steps.append(("show_news", "What's new", f"{counted(news, 'change')} in the API"))
    if problem:
        words.append(("yellow", f"The catalog could not be refreshed: {problem}"))
        steps.insert(0, ("refresh_catalog", "Try again", "fetch the catalog"))
    if counts.operations:
        products = counts.lack() or counted(counts.fetched, "product")
        words.append(
            ("dim", f"{products}, {counted(counts.operations, 'operation')} in the catalog.")
        )
    elif not problem:
        words.append(("dim", "Downloading the catalog; products appear on the left."))
    return words, steps


def _what_is_wrong(workspace: Workspace) -> Words:
    """What is wrong with the keys that were found, and with those that no program finds."""
    problems: Words = [("yellow", line) for line in workspace.settings.problem.splitlines()]
    return problems + _found_in_files(workspace)


def _found_in_files(workspace: Workspace) -> Words:
    findings = workspace.run_settings.findings
    words: Words = [("yellow", str(finding)) for finding in findings[:_MAX_FINDINGS]]
    if more := len(findings) - len(words):
        words.append(("yellow", f"{more} more: S or `ovh-explorer doctor` shows all."))
    return words


def _what_to_do(workspace: Workspace, problem: str) -> tuple[Words, Steps]:
    title = (
        "The endpoint is unknown. Nothing is sent."
        if workspace.run_settings.is_unknown
        else "Failed to start."
    )
    words: Words = [("bold", title), *(("yellow", line) for line in problem.splitlines())]
    words += _found_in_files(workspace)
    if workspace.run_settings.is_unknown:
        words.append(
            ("dim", "Correct the setting and start again, or choose a region for this run.")
        )
    steps = [_REGION, _HELP, _QUIT]
    if not workspace.is_demo:
        steps.insert(1, _DEMO)
    return words, steps


def _places(where: Sequence[str]) -> str:
    """The places that keys were found in; several variables of the environment in one word."""
    variables = [place.removesuffix(_VARIABLE) for place in where if place.endswith(_VARIABLE)]
    places = [place for place in where if not place.endswith(_VARIABLE)]
    if variables:
        places.insert(0, f"{', '.join(variables)} in the environment")
    return "; ".join(places)


def _unseen_changes(workspace: Workspace) -> int:
    """How much of the API changed since the user last looked."""
    seen = workspace.preferences.get(news_seen(workspace.root))
    return workspace.store.changes.count(time_of_news(seen))


def _recent(workspace: Workspace) -> "list[HistoryEntry]":
    return workspace.history.recent(workspace.root, _MAX_ENTRIES) if workspace.keeps_history else []
