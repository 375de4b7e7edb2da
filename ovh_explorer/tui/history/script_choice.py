"""A script or a recipe of requests of the history: asked for in dialogs; esc in each of them goes
back to the one before.
"""

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from textual.app import App
from textual.message import Message

from ovh_explorer.catalog.store import StoreError
from ovh_explorer.snippets import LANGUAGES, SnippetError
from ovh_explorer.text import printable
from ovh_explorer.translation import N_, _, ngettext, number
from ovh_explorer.tui.dialogs.menu import Entry, MenuScreen
from ovh_explorer.tui.history.flow_choice import FlowChoice, write_flow
from ovh_explorer.tui.history.recipe_save import save_recipe
from ovh_explorer.tui.history.script import write_script
from ovh_explorer.tui.history.written_text import WrittenText, hand_over
from ovh_explorer.workspace.recipes.program import PROGRAM_LANGUAGES

if TYPE_CHECKING:
    from ovh_explorer.workspace.calls.code import CodeChoices
    from ovh_explorer.workspace.storage.history import HistoryEntry
    from ovh_explorer.workspace.workspace import Workspace

__all__ = ["ScriptChoice", "ScriptOptions"]

_RECIPE = "recipe"
_SIGNATURE = "signature"
# Of languages whose names don't say what they are.
_ABOUT = {"try": N_("a shell script of the command ovh-explorer try")}


class ScriptOptions(Protocol):
    """How the user wants code."""

    @property
    def languages(self) -> list[str]:
        """The languages by name, the one that was used last first."""

    def choices(self, language: str) -> "CodeChoices":
        """What code is to say and do."""

    def extension(self, language: str) -> str:
        """The ending of a file of code, without dot."""


class ScriptChoice:
    """Asks whether values flow, which, in which language, and what to do with the script.

    Args:
        app: for dialogs and toasts.
        workspace: whose history it is.
        options: how the user wants code.
        post: posts a message upwards.
    """

    def __init__(
        self,
        app: App[Any],
        workspace: "Workspace",
        options: ScriptOptions,
        post: Callable[[Message], object],
    ) -> None:
        self._app = app
        self._workspace = workspace
        self._options = options
        self._post = post

    async def write(self, entries: "Sequence[HistoryEntry]", beside: int) -> bool:
        """Write a script that makes these requests again, in a language to be chosen, to a file or
        the clipboard; False where the user turned back.

        Args:
            entries: the requests, the oldest first.
            beside: how many were left out already, which the program sent by itself.
        """
        here = [entry for entry in entries if entry.endpoint == self._workspace.root]
        left_out = []
        if elsewhere := len(entries) - len(here):
            words = _("left out: {count} of other endpoints").format(count=number(elsewhere))
            left_out.append(words)
        if beside:
            words = _("left out: {count} for questions and forms").format(count=number(beside))
            left_out.append(words)
        choice = FlowChoice(self._app, self._workspace, here)
        title = _title(len(here), left_out)
        if not choice.is_possible:
            if choice.why_not:
                title += f" · {choice.why_not}"
            return await self._write_plain(here, title)
        start = ""
        while True:
            flows = await choice.ask(title, start)
            if flows is None:
                return False
            if flows and await self._write_flow(choice, left_out):
                return True
            if not flows and await self._write_plain(here, title):
                return True
            start = "flow" if flows else "plain"

    async def _write_plain(self, entries: "Sequence[HistoryEntry]", title: str) -> bool:
        # It says how a request is signed: nothing that runs.
        names = [name for name in self._options.languages if name != _SIGNATURE]

        async def write(language: str) -> str:
            choices = self._options.choices(language)
            return await write_script(language, entries, self._workspace, choices)

        return await self._choose(title, _languages(names), write)

    async def _write_flow(self, choice: FlowChoice, left_out: list[str]) -> bool:
        names = [name for name in self._options.languages if name in PROGRAM_LANGUAGES]
        note = _("a file that is run step by step: Recipes in ^p, or ovh-explorer run")
        languages = [*_languages(names), Entry(_("A recipe"), note, _RECIPE)]
        title = _title(choice.count, [*left_out, *choice.left_out])
        flow = await choice.choose()
        while flow is not None:
            chosen = flow

            async def write(language: str, flow: Any = chosen) -> str:
                choices = self._options.choices(language)
                return await write_flow(language, flow, self._workspace, choices)

            async def save(flow: Any = chosen) -> bool:
                return await save_recipe(self._app, flow.recipe, self._post)

            if await self._choose(title, languages, write, save):
                return True
            flow = await choice.choose(chosen)
        return False

    async def _choose(
        self,
        title: str,
        languages: list[Entry],
        write: Callable[[str], Awaitable[str]],
        save: Callable[[], Awaitable[bool]] | None = None,
    ) -> bool:
        """Have the user choose a language, and what to do with what is written in it; False where
        they turned back.
        """
        start = ""
        while True:
            menu: MenuScreen = MenuScreen(title, languages, start=start, goes_back=True)
            # What is chosen is a language.
            menu.late_keys = frozenset({"enter"})
            language = await self._app.push_screen_wait(menu)
            if language is None:
                return False
            start = language
            if language == _RECIPE and save is not None:
                is_done = await save()
            else:
                is_done = await self._hand_over(language, write)
            if is_done:
                return True

    async def _hand_over(self, language: str, write: Callable[[str], Awaitable[str]]) -> bool:
        try:
            text = await write(language)
        except (SnippetError, StoreError) as error:
            words = printable(str(error))
            self._app.notify(words, severity="warning", timeout=8, markup=False)
            return False
        known = LANGUAGES[language]
        name = f"ovh-requests.{self._options.extension(language)}"
        title = _("The script in {title}").format(title=known.title)
        written = WrittenText(title, text, known.lexer, name, _("the script"))
        return await hand_over(self._app, written, self._post)


def _languages(names: Sequence[str]) -> list[Entry]:
    return [Entry(LANGUAGES[name].title, _(_ABOUT.get(name, "")), name) for name in names]


def _title(count: int, left_out: Sequence[str]) -> str:
    words = ngettext("A script of {count} request", "A script of {count} requests", count)
    return " · ".join((words.format(count=number(count)), *left_out))
