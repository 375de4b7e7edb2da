"""What is done with the history: a request opened or sent again, its rights, a script of some."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.message import Message

from ovh_explorer.call import operation_title
from ovh_explorer.translation import _, in_series, ngettext, number
from ovh_explorer.tui.dialogs.menu import Entry, MenuScreen
from ovh_explorer.tui.dialogs.question import YesNoScreen
from ovh_explorer.tui.history.compare import ResponseComparison
from ovh_explorer.tui.history.screen import (
    ClearHistory,
    CompareEntries,
    HistoryChoice,
    HistoryPlace,
    HistoryScreen,
    OpenEntry,
    ShowRights,
    WriteScript,
)
from ovh_explorer.tui.messages import CopyText, OpenOperation

if TYPE_CHECKING:
    from ovh_explorer.tui.history.script_choice import ScriptOptions
    from ovh_explorer.workspace.navigation.target import OperationTarget
    from ovh_explorer.workspace.storage.history import HistoryEntry
    from ovh_explorer.workspace.workspace import Workspace

__all__ = ["FindOperation", "HistoryActions"]

FindOperation = Callable[[str], Awaitable["OperationTarget | None"]]
"""Finds the operation that words mean; says why where there is none."""


class HistoryActions:
    """What `H` does.

    Args:
        app: for dialogs and toasts.
        workspace: whose history it is.
        options: how the user wants code.
        find: finds an operation.
        post: posts a message upwards.
    """

    def __init__(
        self,
        app: App[Any],
        workspace: "Workspace",
        options: "ScriptOptions",
        find: FindOperation,
        post: Callable[[Message], object],
    ) -> None:
        self._app = app
        self._workspace = workspace
        self._options = options
        self._find = find
        self._post = post

    async def show(self) -> None:
        """Show the requests that were sent, and do what is chosen."""
        workspace = self._workspace
        await workspace.recorder.finished()
        note = "" if workspace.keeps_history else _("nothing is saved: --no-history")
        history = workspace.history
        place = HistoryPlace()
        while True:
            screen = HistoryScreen(
                history.find,
                lambda: history.problem or " · ".join(filter(None, (note, history.remark))),
                place=place,
            )
            choice = await self._app.push_screen_wait(screen)
            if choice is None or await self._do(choice):
                return
            # Esc in what it opened is one step back: to the history as it was left.
            place = screen.place

    async def _do(self, choice: HistoryChoice) -> bool:
        """Do what is chosen; False where the user is to be back at the history."""
        match choice:
            case OpenEntry():
                await self._open(choice)
                return True
            case ClearHistory():
                return await self._clear()
            case CompareEntries():
                comparison = ResponseComparison(self._app, self._workspace)
                await comparison.compare_entries(choice.older, choice.newer)
                return False
            case ShowRights():
                return await self._show_rights(choice.entries)
            case WriteScript():
                from ovh_explorer.tui.history.script_choice import ScriptChoice

                script = ScriptChoice(self._app, self._workspace, self._options, self._post)
                return await script.write(choice.entries, choice.left_out)

    async def open(self, number: int) -> None:
        """Open a request by its number, filled in."""
        entry = self._workspace.history.get(number)
        if entry is None:
            self._app.notify(_("It has been deleted meanwhile."))
            return
        await self._open(OpenEntry(entry))

    async def _open(self, choice: OpenEntry) -> None:
        entry = choice.entry
        call = entry.call
        target = await self._find(operation_title(call.branch, call.method, call.path))
        if target is None:
            return
        note = ""
        if entry.endpoint != self._workspace.root:
            note = _("This request was sent to {endpoint}.").format(endpoint=entry.endpoint)
        self._post(OpenOperation(target, draft=call, send=choice.send, note=note))

    async def _clear(self) -> bool:
        words = _("All saved requests are deleted.")
        question = YesNoScreen(_("Delete the history?"), words, _("Delete all"))
        is_meant = await self._app.push_screen_wait(question)
        if is_meant:
            await asyncio.to_thread(self._workspace.history.clear)
            self._app.notify(_("The history is deleted."))
        return is_meant

    async def _show_rights(self, entries: "Sequence[HistoryEntry]") -> bool:
        """Copy what a key or a policy must allow for exactly these calls; False where the user
        turned back.
        """
        from ovh_explorer.workspace.account.least_privilege import access_rules, as_json, iam_policy

        calls = [entry.call for entry in entries]
        rules = access_rules(calls)
        policy = iam_policy(self._workspace.store, calls, "ovh-explorer")
        actions = [item["action"] for item in policy["permissions"]["allow"]]
        names = ", ".join(actions) or _("these operations name no IAM action")
        count = len(calls)
        title = ngettext("What {count} request needs", "What {count} requests need", count)
        chosen = await self._choose(
            title.format(count=number(count)),
            [
                Entry(_("Copy the access rules"), in_series(map(str, rules)), "rules"),
                Entry(_("Copy an IAM policy"), names, "policy"),
            ],
        )
        if chosen == "rules":
            self._post(CopyText(as_json(rules), _("the access rules")))
        elif chosen == "policy":
            self._post(CopyText(as_json(policy), _("the policy")))
        return chosen is not None

    async def _choose(self, title: str, entries: list[Entry]) -> str | None:
        menu: MenuScreen = MenuScreen(title, entries)
        # What is chosen is what is copied.
        menu.late_keys = frozenset({"enter"})
        return await self._app.push_screen_wait(menu)
