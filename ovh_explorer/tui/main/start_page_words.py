"""What the start page says, by what is there: keys, a catalog, the demo."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ovh_explorer.config.sources import variables_of
from ovh_explorer.translation import N_, _, in_series, ngettext, number
from ovh_explorer.workspace.settings import source_words
from ovh_explorer.workspace.storage.preference_names import news_seen, time_of_news
from ovh_explorer.workspace.workspace import Workspace

if TYPE_CHECKING:
    from ovh_explorer.catalog.store import Counts
    from ovh_explorer.workspace.storage.history import HistoryEntry

__all__ = ["FIRST_KEYS", "start_page_words"]

FIRST_KEYS = (
    N_("Press ^f to find an operation by words, a path or a URL."),
    N_("Press enter on a product to list its operations."),
    N_("Press ^p to see every command, ^g to jump with a letter."),
)
"""What the page teaches while no operation is open."""

# Requests of other days that the page offers.
_MAX_ENTRIES = 5
# Lines of files that the page names.
_MAX_FINDINGS = 3

Words = list[tuple[str, str]]
Steps = list[tuple[str, str, str]]

_OPEN = (
    "open_operation",
    N_("Find an operation"),
    N_("^f: by words, a path, or a console link"),
)
_SIGN_IN = (
    "sign_in",
    N_("Sign in"),
    N_("S: create keys, request a key, paste keys, use a profile"),
)
_REGION = (
    "choose_region",
    N_("Choose a region"),
    N_("EU, CA, US: each has its own accounts"),
)
_DEMO = (
    "open_demo",
    N_("Open the demo"),
    N_("a local sandbox: try everything, nothing leaves this machine"),
)
_TOUR = ("tour", N_("Take the tour"), N_("T: five steps that you do yourself"))
_RECIPES = (
    "show_recipes",
    N_("Recipes"),
    N_("what people do with the API, step by step"),
)
_ACCOUNT = (
    "choose_region",
    N_("Use your account"),
    N_("choose your region, then sign in"),
)
_FETCH = ("refresh_catalog", N_("Try again"), N_("fetch the catalog"))
_QUIT = ("app.quit", N_("Quit"), "^q")
_HELP = ("show_help", N_("Keyboard shortcuts"), N_("? or F1"))


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
        return [("bold", _("Opening…"))], _said(_HELP)
    counts = workspace.store.counts()
    words: Words = []
    steps = _said(_OPEN, _RECIPES, _HELP, _QUIT)
    if workspace.settings.demo:
        words.append(("bold", _("The demo: a sandbox of the API on this machine.")))
        words.append(
            (
                "",
                _(
                    "Calls are signed and sent to a local sandbox that keeps your changes until "
                    "you quit. Nothing leaves this machine."
                ),
            )
        )
        steps = _said(_OPEN, _TOUR, _RECIPES, _HELP, _ACCOUNT, _QUIT)
    elif workspace.settings.credentials is None:
        words.append(
            (
                "bold",
                _(
                    "No credentials for {endpoint} yet. Browse everything, "
                    "and try the operations that need no authentication."
                ).format(endpoint=workspace.title),
            )
        )
        words.append(
            (
                "dim",
                _(
                    "Looked in the environment (OVH_…) and in ovh.conf: "
                    "/etc, your home, this directory."
                ),
            )
        )
        steps = _said(_SIGN_IN, _OPEN, _RECIPES, _REGION, _DEMO, _HELP, _QUIT)
    else:
        where = _places(workspace.settings.found.where)
        words.append(("bold", _("Connected to {endpoint}.").format(endpoint=workspace.title)))
        words.append(("dim", _("Keys: {places}").format(places=where)))
        steps = _said(_OPEN, _RECIPES, _SIGN_IN, _REGION, _DEMO, _HELP, _QUIT)
    words += _what_is_wrong(workspace)
    if kept:
        favourites = workspace.favourites.all[:_MAX_ENTRIES]
        steps += [
            (f"open_favourite({one.id})", _("Favourite"), f"{one.name} · {one.title}")
            for one in favourites
        ]
        steps += [
            (f"open_entry({tried.id})", _("Recent"), tried.title) for tried in _recent(workspace)
        ]
        if (news := _unseen_changes(workspace)) > 0:
            changes = ngettext("{count} change in the API", "{count} changes in the API", news)
            steps.append(("show_news", _("What's new"), changes.format(count=number(news))))
    if problem:
        said = _("The catalog could not be refreshed: {problem}").format(problem=problem)
        words.append(("yellow", said))
        steps[:0] = _said(_FETCH)
    if counts.operations:
        words.append(("dim", _catalog_words(counts)))
    elif not problem:
        words.append(("dim", _("Downloading the catalog; products appear on the left.")))
    return words, steps


def _said(*steps: tuple[str, str, str]) -> Steps:
    """Steps in the user's language."""
    return [(action, _(title), _(words)) for action, title, words in steps]


def _catalog_words(counts: "Counts") -> str:
    """How much the catalog has."""
    products = counts.lack() or ngettext(
        "{count} product", "{count} products", counts.fetched
    ).format(count=number(counts.fetched))
    operations = ngettext("{count} operation", "{count} operations", counts.operations)
    return _("{products}, {operations} in the catalog.").format(
        products=products, operations=operations.format(count=number(counts.operations))
    )


def _what_is_wrong(workspace: Workspace) -> Words:
    """What is wrong with the keys that were found, and with those that no program finds."""
    problems: Words = [("yellow", line) for line in workspace.settings.problem.splitlines()]
    return problems + _found_in_files(workspace)


def _found_in_files(workspace: Workspace) -> Words:
    findings = workspace.run_settings.findings
    words: Words = [("yellow", str(finding)) for finding in findings[:_MAX_FINDINGS]]
    if more := len(findings) - len(words):
        said = _("{count} more: S or `ovh-explorer doctor` shows all.")
        words.append(("yellow", said.format(count=more)))
    return words


def _what_to_do(workspace: Workspace, problem: str) -> tuple[Words, Steps]:
    title = (
        _("The endpoint is unknown. Nothing is sent.")
        if workspace.run_settings.is_unknown
        else _("Failed to start.")
    )
    words: Words = [("bold", title), *(("yellow", line) for line in problem.splitlines())]
    words += _found_in_files(workspace)
    if workspace.run_settings.is_unknown:
        words.append(
            ("dim", _("Correct the setting and start again, or choose a region for this run."))
        )
    if workspace.is_demo:
        return words, _said(_REGION, _HELP, _QUIT)
    return words, _said(_REGION, _DEMO, _HELP, _QUIT)


def _places(where: Sequence[str]) -> str:
    """The places that keys were found in; several variables of the environment in one word."""
    variables = variables_of(where)
    places = [source_words(place) for place in where if not variables_of([place])]
    if variables:
        names = ", ".join(variables)
        places.insert(0, _("{variables} in the environment").format(variables=names))
    return in_series(places)


def _unseen_changes(workspace: Workspace) -> int:
    """How much of the API changed since the user last looked."""
    seen = workspace.preferences.get(news_seen(workspace.root))
    return workspace.store.changes.count(time_of_news(seen))


def _recent(workspace: Workspace) -> "list[HistoryEntry]":
    return workspace.history.recent(workspace.root, _MAX_ENTRIES) if workspace.keeps_history else []
