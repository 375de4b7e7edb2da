"""The history on a main screen: opening again what was tried, sending it again."""

import asyncio
from typing import TYPE_CHECKING

from ovh_explorer.form.draft import fill
from ovh_explorer.text import counted, printable
from ovh_explorer.tui.dialogs.menu import Entry, MenuScreen
from ovh_explorer.tui.dialogs.question import YesNoScreen
from ovh_explorer.tui.history.compare import differ
from ovh_explorer.tui.history.favourites import FavouriteActions
from ovh_explorer.tui.history.screen import Again, HistoryScreen
from ovh_explorer.workspace.navigation.target import TargetError

if TYPE_CHECKING:
    from ovh_explorer.call import Call
    from ovh_explorer.tui.main.screen import MainScreen
    from ovh_explorer.workspace.storage.history import HistoryEntry

__all__ = ["look_back", "open_kept"]


async def look_back(screen: "MainScreen") -> None:
    """Show what was tried; open what is chosen, filled in, and send it where that was asked for."""
    workspace = screen.workspace
    if not workspace.is_open:
        return
    await workspace.recorder.finished()
    history = workspace.history
    note = "" if workspace.keeps_history else "nothing is kept: --no-history"
    again = await screen.app.push_screen_wait(HistoryScreen(history.find, history.problem or note))
    if again is None:
        return
    if again.clear:
        question = YesNoScreen(
            "Forget the history?", "Every request of every run is forgotten.", "Forget"
        )
        if await screen.app.push_screen_wait(question):
            await asyncio.to_thread(history.clear)
            screen.notify("Everything that was tried is forgotten.")
        return
    if again.several:
        calls = [tried.call for tried in again.several]
        match again.what:
            case "rights":
                await _tell_rights(screen, calls)
            case "script":
                await _write_script(screen, again.several)
            case "compare":
                await differ(screen, (again.several[0].id, again.several[1].id))
        return
    await _open(screen, again)


async def _tell_rights(screen: "MainScreen", calls: "list[Call]") -> None:
    """Copy what a key or a policy must allow for exactly these calls."""
    from ovh_explorer.workspace.account.least_privilege import access_rules, as_json, iam_policy

    rules = access_rules(calls)
    policy = iam_policy(screen.workspace.store, calls, "ovh-explorer")
    actions = [item["action"] for item in policy["permissions"]["allow"]]
    entries = [
        Entry("Copy the access rules", "; ".join(map(str, rules)), "rules"),
        Entry(
            "Copy an IAM policy",
            ", ".join(actions) or "these operations name no IAM action",
            "policy",
        ),
    ]
    menu: MenuScreen = MenuScreen(
        f"What {counted(len(calls), 'request')} need{'s' if len(calls) == 1 else ''}", entries
    )
    chosen = await screen.app.push_screen_wait(menu)
    if chosen is not None:
        bench = await screen.furnish()
        what = "the access rules" if chosen == "rules" else "the policy"
        await bench.taking.copy(as_json(rules if chosen == "rules" else policy), what)


async def _write_script(screen: "MainScreen", several: "tuple[HistoryEntry, ...]") -> None:
    """Write a script that makes these requests again, in a language to be chosen, to a file or the
    clipboard.
    """
    from ovh_explorer.snippets import LANGUAGES, SnippetError

    workspace = screen.workspace
    here = [tried.call for tried in several if tried.endpoint == workspace.root]
    left_out = len(several) - len(here)
    bench = await screen.furnish()
    note = f"left out: {left_out:,} of other endpoints" if left_out else ""
    languages = [Entry(LANGUAGES[name].title, "", name) for name in bench.coding.languages]
    title = " · ".join(
        part for part in (f"A script of {counted(len(here), 'request')}", note) if part
    )
    language = await screen.app.push_screen_wait(MenuScreen(title, languages))
    if language is None:
        return
    try:
        text = workspace.script(language, here, configured=bench.coding.configured)
    except SnippetError as error:
        screen.notify(printable(str(error)), severity="warning", timeout=8, markup=False)
        return
    entries = [Entry("Write it to a file", "", "write"), Entry("Copy it", "", "copy")]
    what = await screen.app.push_screen_wait(
        MenuScreen(f"The script in {LANGUAGES[language].title}", entries)
    )
    if what == "copy":
        await bench.taking.copy(text, "the script")
    elif what == "write":
        await bench.taking.write(
            text.encode("utf-8", "surrogateescape"),
            f"ovh-requests.{LANGUAGES[language].extension}",
            "the script",
        )


async def open_kept(screen: "MainScreen", what: str, id: int) -> None:
    """Open a request of the history (``tried``) or a ``favourite`` by its number, filled in."""
    workspace = screen.workspace
    tried = workspace.history.get(id) if what == "tried" else None
    favourite = (
        next((item for item in workspace.favourites.all if item.id == id), None)
        if tried is None
        else None
    )
    if tried is not None:
        await _open(screen, Again(tried))
    elif what == "favourite" and favourite is not None:
        await FavouriteActions(screen).open(favourite)
    else:
        screen.notify("It was forgotten meanwhile.")


async def _open(screen: "MainScreen", again: Again) -> None:
    call = again.tried.call if again.tried is not None else None
    if call is None:
        return
    workspace = screen.workspace
    branch = "/v2" if call.branch == "v2" else ""
    try:
        opened = await workspace.find(f"{call.method} {branch}{call.path}")
    except TargetError as error:
        screen.opening.say(error)
        return
    form = screen.opening.form_of(opened)
    if form is None:
        return
    bench = await screen.furnish()
    bench.request.view.remember(form)
    fill(form, call)
    if not await screen.opening.open_and_reveal(opened):
        # Nothing is sent of the form that was open before.
        return
    if again.tried is not None and again.tried.endpoint != workspace.root:
        screen.notify(
            printable(f"It was tried at {again.tried.endpoint}."), timeout=6, markup=False
        )
    if again.send:
        # When the form is on the screen, so that what is sent is what one sees.
        screen.call_after_refresh(bench.trying.press)
