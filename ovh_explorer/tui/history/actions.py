"""What is done with the history: a request opened or sent again, its rights, a script of some."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from textual.app import App
from textual.message import Message

from ovh_explorer.call import operation_title
from ovh_explorer.text import printable
from ovh_explorer.translation import N_, _, in_series, ngettext, number
from ovh_explorer.tui.dialogs.menu import Entry, MenuScreen
from ovh_explorer.tui.dialogs.question import YesNoScreen
from ovh_explorer.tui.history.compare import ResponseComparison
from ovh_explorer.tui.history.screen import (
    ClearHistory,
    CompareEntries,
    HistoryScreen,
    OpenEntry,
    ShowRights,
    WriteScript,
)
from ovh_explorer.tui.messages import CopyText, OpenOperation, SaveContent

if TYPE_CHECKING:
    from ovh_explorer.workspace.calls.code import CodeChoices
    from ovh_explorer.workspace.navigation.target import OperationTarget
    from ovh_explorer.workspace.recipes.flow import Flow
    from ovh_explorer.workspace.storage.history import HistoryEntry
    from ovh_explorer.workspace.workspace import Workspace

_RECIPE = "recipe"
_SIGNATURE = "signature"
# Of languages whose names don't say what they are.
_ABOUT = {"try": N_("a shell script of the command ovh-explorer try")}

__all__ = ["FindOperation", "HistoryActions", "ScriptOptions"]

FindOperation = Callable[[str], Awaitable["OperationTarget | None"]]
"""Finds the operation that words mean; says why where there is none."""


class ScriptOptions(Protocol):
    """How the user wants code."""

    @property
    def languages(self) -> list[str]:
        """The languages by name, the one that was used last first."""

    def choices(self, language: str) -> "CodeChoices":
        """What code is to say and do."""

    def extension(self, language: str) -> str:
        """The ending of a file of code, without dot."""


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
        options: ScriptOptions,
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
        screen = HistoryScreen(
            history.find,
            lambda: history.problem or " · ".join(filter(None, (note, history.remark))),
        )
        match await self._app.push_screen_wait(screen):
            case OpenEntry() as choice:
                await self._open(choice)
            case ClearHistory():
                await self._clear()
            case CompareEntries() as choice:
                comparison = ResponseComparison(self._app, workspace)
                await comparison.compare_entries(choice.older, choice.newer)
            case ShowRights() as choice:
                await self._show_rights(choice.entries)
            case WriteScript() as choice:
                await self._write_script(choice.entries, choice.left_out)

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

    async def _clear(self) -> None:
        words = _("All saved requests are deleted.")
        question = YesNoScreen(_("Delete the history?"), words, _("Delete all"))
        if await self._app.push_screen_wait(question):
            await asyncio.to_thread(self._workspace.history.clear)
            self._app.notify(_("The history is deleted."))

    async def _show_rights(self, entries: "Sequence[HistoryEntry]") -> None:
        """Copy what a key or a policy must allow for exactly these calls."""
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

    async def _write_script(self, entries: "Sequence[HistoryEntry]", beside: int) -> None:
        """Write a script that makes these requests again, in a language to be chosen, to a file or
        the clipboard.
        """
        from ovh_explorer.catalog.store import StoreError
        from ovh_explorer.snippets import LANGUAGES, SnippetError
        from ovh_explorer.tui.history.flow_choice import FlowChoice, write_flow
        from ovh_explorer.tui.history.script import write_script
        from ovh_explorer.workspace.recipes.program import PROGRAM_LANGUAGES

        workspace = self._workspace
        here = [entry for entry in entries if entry.endpoint == workspace.root]
        title = ngettext("A script of {count} request", "A script of {count} requests", len(here))
        title = title.format(count=number(len(here)))
        if left_out := len(entries) - len(here):
            words = _("left out: {count} of other endpoints").format(count=number(left_out))
            title += f" · {words}"
        if beside:
            words = _("left out: {count} for questions and forms").format(count=number(beside))
            title += f" · {words}"
        choice = FlowChoice(self._app, workspace, here)
        flow: Flow | None = None
        if choice.is_possible:
            flows = await choice.ask(title)
            if flows is None:
                return
            flow = await choice.choose() if flows else None
            if flows and flow is None:
                return
        elif choice.why_not:
            title += f" · {choice.why_not}"
        # It says how a request is signed: nothing that runs.
        names = [name for name in self._options.languages if name != _SIGNATURE]
        if flow is not None:
            names = [name for name in names if name in PROGRAM_LANGUAGES]
        languages = [Entry(LANGUAGES[name].title, _(_ABOUT.get(name, "")), name) for name in names]
        if flow is not None:
            note = _("a file that is run step by step: Recipes in ^p, or ovh-explorer run")
            languages.append(Entry(_("A recipe"), note, _RECIPE))
        language = await self._choose(title, languages)
        if language is None:
            return
        if flow is not None and language == _RECIPE:
            from ovh_explorer.tui.history.recipe_save import save_recipe

            await save_recipe(self._app, flow.recipe, self._post)
            return
        choices = self._options.choices(language)
        try:
            if flow is not None:
                text = await write_flow(language, flow, workspace, choices)
            else:
                text = await write_script(language, here, workspace, choices)
        except (SnippetError, StoreError) as error:
            words = printable(str(error))
            self._app.notify(words, severity="warning", timeout=8, markup=False)
            return
        await self._hand_over(text, language)

    async def _hand_over(self, text: str, language: str) -> None:
        """Have the user read, copy or write a script."""
        from ovh_explorer.snippets import LANGUAGES
        from ovh_explorer.tui.dialogs.shown_text import ShownText
        from ovh_explorer.tui.drawing.documents import highlighted

        title = _("The script in {title}").format(title=LANGUAGES[language].title)
        copied = CopyText(text, _("the script"))
        entries = [
            Entry(_("Write it to a file"), "", "write"),
            Entry(_("Copy it"), "", "copy"),
            Entry(_("Show it"), "", "show"),
        ]
        while (chosen := await self._choose(title, entries)) == "show":
            lexer = LANGUAGES[language].lexer
            shown = ShownText(title, highlighted(text, lexer), lambda: self._post(copied))
            await self._app.push_screen_wait(shown)
        if chosen == "copy":
            self._post(copied)
        elif chosen == "write":
            name = f"ovh-requests.{self._options.extension(language)}"
            self._post(SaveContent(text.encode("utf-8", "surrogateescape"), name, _("the script")))

    async def _choose(self, title: str, entries: list[Entry]) -> str | None:
        menu: MenuScreen = MenuScreen(title, entries)
        # What is chosen is a language, or what to do with a text.
        menu.late_keys = frozenset({"enter"})
        return await self._app.push_screen_wait(menu)
