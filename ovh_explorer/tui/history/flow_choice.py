"""A script whose values flow: which requests of the history it can be made of, and what the user
says of it.
"""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ovh_explorer.translation import _, ngettext, number
from ovh_explorer.tui.dialogs.menu import Entry, MenuScreen
from ovh_explorer.tui.history.flow_screen import FlowScreen
from ovh_explorer.workspace.recipes.exchanges import NO_RESPONSE, Exchange
from ovh_explorer.workspace.recipes.flow import Flow, find_flow

if TYPE_CHECKING:
    from textual.app import App

    from ovh_explorer.client.response import Response
    from ovh_explorer.workspace.calls.code import CodeChoices
    from ovh_explorer.workspace.storage.history import HistoryEntry
    from ovh_explorer.workspace.storage.response_cache import CachedResponse
    from ovh_explorer.workspace.workspace import Workspace

__all__ = ["FlowChoice", "write_flow"]

# A response that takes longer to read than a frame is one of a search, not of a step.
_MAX_BYTES = 500_000


class FlowChoice:
    """Asks whether the values of requests are to flow, and which.

    Args:
        app: for dialogs.
        workspace: has the responses of this run.
        entries: the requests, the oldest first, all of this endpoint.
    """

    def __init__(
        self, app: "App[Any]", workspace: "Workspace", entries: "Sequence[HistoryEntry]"
    ) -> None:
        self._app = app
        sent = [entry for entry in entries if entry.status is not None and entry.status < 400]
        self._failed = len(entries) - len(sent)
        cached = [workspace.responses.of(entry) for entry in sent]
        self._cached = [item for item in cached if item is not None]
        self.unknown = len(sent) - len(self._cached)

    @property
    def is_possible(self) -> bool:
        """Whether there are several requests, and all of their responses are known."""
        return not self.unknown and len(self._cached) > 1

    @property
    def why_not(self) -> str:
        """Why values don't flow; "" where they can."""
        if self.unknown + len(self._cached) < 2:
            return _("mark a second one to make a recipe")
        if not self.unknown:
            return ""
        words = ngettext(
            "{count} response is missing: its values are written as they are",
            "{count} responses are missing: their values are written as they are",
            self.unknown,
        )
        return words.format(count=number(self.unknown))

    @property
    def count(self) -> int:
        """How many requests have values that can flow."""
        return len(self._cached)

    @property
    def left_out(self) -> list[str]:
        """In words, which of the requests aren't among those."""
        if not self._failed:
            return []
        return [_("left out: {count} that failed").format(count=number(self._failed))]

    async def ask(self, title: str, start: str = "") -> bool | None:
        """Whether values are to flow; None where the user closes the menu. `start` is what the
        cursor begins on: "flow" or "plain".
        """
        menu: MenuScreen = MenuScreen(
            title,
            [
                Entry(
                    _("With values that flow"),
                    _(
                        "A script or a recipe: ids come out of its own responses, secrets out of "
                        "the environment."
                    ),
                    "flow",
                ),
                Entry(
                    _("As they were sent"),
                    _("A script: each request with the values it had."),
                    "plain",
                ),
            ],
            start=start,
            goes_back=True,
        )
        menu.late_keys = frozenset({"enter"})
        chosen = await self._app.push_screen_wait(menu)
        return None if chosen is None else chosen == "flow"

    async def choose(self, flow: Flow | None = None) -> Flow | None:
        """Show what flows, or what was made of it before; what the user makes of it, or None."""
        exchanges = await asyncio.to_thread(lambda: [_exchange(item) for item in self._cached])
        if flow is None:
            flow = await asyncio.to_thread(find_flow, exchanges)
        screen = FlowScreen(
            [item.call for item in self._cached],
            flow,
            lambda fixed: find_flow(exchanges, fixed),
            failed=self._failed,
        )
        return await self._app.push_screen_wait(screen)


async def write_flow(
    language: str, flow: Flow, workspace: "Workspace", choices: "CodeChoices"
) -> str:
    """The program of what flows, written in a thread: one of hundreds of requests takes a while.

    Raises:
        SnippetError: when it can't be written.
    """
    # The thread reads no catalog.
    words: dict[tuple[str, str, str], str] = {}
    unsigned = set()
    for step in flow.recipe.steps:
        key = (step.branch, step.method, step.path)
        if key in words:
            continue
        operation = workspace.store.operation(*key)
        words[key] = "" if operation is None else operation.description
        if operation is not None and not operation.authenticated:
            unsigned.add(key)
        await asyncio.sleep(0)
    # What a program waits for, and what it says of parameters, is in its steps.
    plain = replace(choices, parameters=False, waits=False)
    context = replace(
        workspace.code_writer.context(plain),
        describe=lambda call: words[call.branch, call.method, call.path],
    )

    def written() -> str:
        from ovh_explorer.workspace.recipes.program import write_program

        return write_program(language, flow.recipe, context, lambda *key: key not in unsigned)

    return await asyncio.to_thread(written)


def _exchange(cached: "CachedResponse") -> Exchange:
    first = _value(cached.response)
    return Exchange(cached.call, first if cached.last is None else _value(cached.last), first)


def _value(response: "Response") -> Any:
    """The JSON value of a response; one that is large has none here."""
    if response.stored is not None or len(response.content) > _MAX_BYTES:
        return NO_RESPONSE
    try:
        return json.loads(response.content)
    except ValueError:
        return NO_RESPONSE
