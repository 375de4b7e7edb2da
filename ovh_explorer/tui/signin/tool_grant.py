"""What a key is to be for: a tool and its zone, requests of the history, or rules of one's own."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.app import App

from ovh_explorer.call import Call, operation_title, path_with_branch
from ovh_explorer.translation import _, labelled
from ovh_explorer.tui.dialogs.menu import Entry, MenuScreen
from ovh_explorer.tui.dialogs.prompt import PromptScreen
from ovh_explorer.tui.dialogs.several_choices import choose_several
from ovh_explorer.tui.signin.tool_rights import ToolRightsScreen
from ovh_explorer.workspace.account.access_rules import AccessRule
from ovh_explorer.workspace.account.tools import (
    PlaceError,
    SignIn,
    Tool,
    ToolCall,
    rules_for,
    tools,
)

if TYPE_CHECKING:
    from ovh_explorer.workspace.workspace import Workspace

__all__ = ["Grant", "GrantChooser"]

# What a key is written in where it is for no tool of the list.
_ANY_FORMS = ("ovh.conf", "environment", "exports", "kubernetes", "terraform")
_MAX_REQUESTS = 100
# Ids of entries: no name of the account is one of them.
_ALL, _OTHER, _NAME = "all places", "another place", "name "  # not for people


@dataclass(frozen=True, slots=True)
class Grant:
    """What a key is to be for.

    Attributes:
        title: the tool and its zone or service.
        name: proposed for a service account.
        place: the zone or service; "" for all.
        values: the list that it was chosen from.
        words: where the rights come from.
        calls: those that the tool makes, as far as that is known.
        rules: what the key may do.
    """

    title: str
    name: str
    sign_in: tuple[SignIn, ...]
    forms: tuple[str, ...]
    place: str = ""
    values: str = ""
    words: str = ""
    calls: tuple[ToolCall, ...] = ()
    rules: tuple[AccessRule, ...] = ()


class GrantChooser:
    """Asks what a key is to be for.

    Args:
        app: for dialogs and toasts.
        workspace: its account has the zones and services, its history the requests.
    """

    def __init__(self, app: App[Any], workspace: "Workspace") -> None:
        self._app = app
        self._workspace = workspace

    async def choose_tool(self, start: str) -> Tool | None:
        entries = [Entry(_(tool.title), _(tool.what), tool.id) for tool in tools()]
        menu: MenuScreen = MenuScreen(_("A key for which tool?"), entries, start=start)
        chosen = await self._app.push_screen_wait(menu)
        return next((tool for tool in tools() if tool.id == chosen), None)

    async def choose_place(self, tool: Tool) -> str | None:
        """The zone or service, "" for all; None where the user went back."""
        if not tool.values:
            return ""
        name = tool.place_name
        names, problem = await self.names(tool.values)
        # What is no name of a zone or service, whoever says it, makes no rule.
        entries = [
            Entry(item, "", f"{_NAME}{item}") for item in names if not _problem_of(tool, item)
        ]
        if problem:
            entries = [Entry(f"⚠ {problem}")]
        is_zone = name == "zone"
        note = _("including future ones; rights on {path}/*").format(path=tool.values)
        every = Entry(_("Every zone") if is_zone else _("Every service"), note, _ALL)
        other = _("Another zone") if is_zone else _("Another service")
        entries += [Entry(other, _("type its name"), _OTHER), every]
        words = _("{tool}: for which zone?") if is_zone else _("{tool}: for which service?")
        title = words.format(tool=_(tool.title))
        start = ""
        while True:
            menu: MenuScreen = MenuScreen(title, entries, start=start)
            chosen = await self._app.push_screen_wait(menu)
            if chosen is None:
                return None
            if chosen == _ALL:
                return ""
            if chosen != _OTHER:
                return chosen.removeprefix(_NAME)
            words = _("The name of the service, as GET {path} lists it.")
            if is_zone:
                words = _("The name of the zone, as GET {path} lists it.")
            words = words.format(path=tool.values)
            prompt = PromptScreen(title, words, partial(_problem_of, tool))
            typed = await self._app.push_screen_wait(prompt)
            if typed is not None:
                return tool.place_of(typed)
            start = chosen

    async def names(self, path: str) -> tuple[list[str], str]:
        """The names in a list of the account, and why there are none, in words."""
        from ovh_explorer.client.errors import ClientError

        if self._workspace.settings.credentials is None:
            return [], _("Sign in to choose from the account")
        try:
            response = await self._workspace.send(Call.make("v1", "GET", path))
            if response.error is not None:
                return [], labelled(f"GET {path}", response.error.message)
            listed = response.json()
        except (ClientError, ValueError) as error:
            return [], labelled(f"GET {path}", error)
        items = listed if isinstance(listed, list) else []
        names = {item for item in items if isinstance(item, str)}
        return sorted(names), "" if names else _("GET {path} lists none").format(path=path)

    def grant_of(self, tool: Tool, place: str) -> Grant:
        calls = tool.calls(place)
        where = f" · {place}" if place else ""
        name = f"{tool.id}-{place}" if place else tool.id
        words = _("The rights follow from the calls that the tool makes ({source}).").format(
            source=_(tool.source)
        )
        return Grant(
            f"{_(tool.title)}{where}",
            name,
            tool.sign_in,
            tool.forms,
            place,
            tool.values,
            words,
            calls,
            tuple(rules_for(calls)),
        )

    async def choose_grant(self) -> Grant | None:
        """What a service account is to be for; None where the user went back."""
        entries = [
            Entry(_("From a tool"), _("certbot, lego, Terraform, one zone only, …"), "tool"),
            Entry(_("From the history"), _("requests of the history"), "history"),
            Entry(
                _("Custom rules"),
                _("access rules, whose operations' IAM actions are taken"),
                "rules",
            ),
        ]
        start = ""
        while True:
            menu: MenuScreen = MenuScreen(
                _("A service account that may do what?"), entries, start=start
            )
            chosen = await self._app.push_screen_wait(menu)
            if chosen is None:
                return None
            start = chosen
            grant = await self._grants[chosen]()
            if grant is not None:
                return grant

    @property
    def _grants(self) -> dict[str, Callable[[], Awaitable[Grant | None]]]:
        return {
            "tool": self._grant_of_tool,
            "history": self._grant_of_history,
            "rules": self._grant_of_rules,
        }

    async def _grant_of_tool(self) -> Grant | None:
        start = ""
        while (tool := await self.choose_tool(start)) is not None:
            start = tool.id
            while (place := await self.choose_place(tool)) is not None:
                grant = self.grant_of(tool, place)
                rules = await self.edit_rules(grant)
                if rules is not None:
                    return replace(grant, rules=tuple(rules))
                if not tool.values:
                    break  # Nothing was chosen that could be chosen again.
        return None

    async def _grant_of_history(self) -> Grant | None:
        workspace = self._workspace
        await workspace.recorder.finished()
        recent = await asyncio.to_thread(workspace.history.recent, workspace.root, _MAX_REQUESTS)
        found = {
            str(entry.id): entry.call
            for entry in recent
            if entry.call.authenticated and all(value for _name, value in entry.call.path_values)
        }
        if not found:
            self._app.notify(_("There are no requests in the history of this endpoint."))
            return None
        entries = [
            Entry(operation_title(call.branch, call.method, call.path), call.target, id)
            for id, call in found.items()
        ]
        chosen = await choose_several(self._app, _("Which requests?"), entries, found)
        if not chosen:
            return None
        calls = tuple(
            ToolCall(call.method, path_with_branch(call.branch, call.concrete_path))
            for call in map(found.__getitem__, chosen)
        )
        return self._own_grant(_("Requests of the history"), calls, rules_for(calls))

    async def _grant_of_rules(self) -> Grant | None:
        grant = self._own_grant(_("Custom rules"), (), [])
        rules = await self.edit_rules(grant)
        return None if rules is None else replace(grant, rules=tuple(rules))

    def _own_grant(
        self, title: str, calls: tuple[ToolCall, ...], rules: Sequence[AccessRule]
    ) -> Grant:
        words = _("The IAM actions of the operations that these rules cover.")
        return Grant(
            title, "ovh-explorer", ("oauth2",), _ANY_FORMS, "", "", words, calls, tuple(rules)
        )

    async def edit_rules(self, grant: Grant) -> list[AccessRule] | None:
        screen = ToolRightsScreen(
            _("Rights · {tool}").format(tool=grant.title),
            grant.words,
            grant.calls,
            grant.rules,
            rules_for(grant.calls),
        )
        return await self._app.push_screen_wait(screen)


def _problem_of(tool: Tool, place: str) -> str:
    """What is wrong with a place that was typed; "" for nothing."""
    try:
        return "" if tool.place_of(place) else _("Give its name.")
    except PlaceError as error:
        return str(error)
