"""A key for a tool, and a service account with its policy: from the first menu to the key."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.app import App

from ovh_explorer.config import Credentials, Endpoint, Keys
from ovh_explorer.config.key_kinds import kind_of
from ovh_explorer.text import printable
from ovh_explorer.translation import N_, _
from ovh_explorer.tui.dialogs.menu import Entry, MenuScreen
from ovh_explorer.tui.dialogs.several_choices import choose_several
from ovh_explorer.tui.signin.key_request import PendingKey
from ovh_explorer.tui.signin.key_wait import KeyWaitScreen
from ovh_explorer.tui.signin.new_token import ask_for_token
from ovh_explorer.tui.signin.service_account_requests import ServiceAccountRequests
from ovh_explorer.tui.signin.service_policy import ServicePlan, ServicePolicyScreen
from ovh_explorer.tui.signin.tool_grant import Grant, GrantChooser
from ovh_explorer.tui.signin.tool_key_export import ToolKeyScreen, ToolKeyTasks
from ovh_explorer.tui.signin.tool_key_request import (
    ToolKeyRequestScreen,
    ToolPasteScreen,
    ToolTokenScreen,
)
from ovh_explorer.tui.signin.verify_screen import LinkActions, VerifiedKeys
from ovh_explorer.tui.widgets.key_names import key_now
from ovh_explorer.workspace.account.consumer_key import request_key, wait_for
from ovh_explorer.workspace.account.identity import Identity
from ovh_explorer.workspace.account.new_token import list_users
from ovh_explorer.workspace.account.policy import list_resources, resource_kinds, urns_for
from ovh_explorer.workspace.account.rule_operations import actions_of, operation_of, operations_of
from ovh_explorer.workspace.account.tool_forms import FORMS, ToolKeys
from ovh_explorer.workspace.account.tool_trial import CallTrial, KeyRights, try_key_at
from ovh_explorer.workspace.account.tools import SignIn, Tool

if TYPE_CHECKING:
    from ovh_explorer.workspace.workspace import Workspace

__all__ = ["ToolWayTasks", "ToolWays"]

_SIGN_IN_WORDS: dict[SignIn, str] = {
    "application": N_("an application key, its secret and a consumer key"),
    "oauth2": N_("the id and the secret of a service account"),
    "token": N_("an access token"),
}


@dataclass(frozen=True, slots=True)
class ToolWayTasks:
    """What these flows need of the ways to sign in.

    Attributes:
        verify: asks the API who keys sign in.
        explain: what mends a refusal, by the API's word for it.
        links: opens and copies links.
        save: asks whether to keep keys in ``ovh.conf``; True where they were kept.
    """

    verify: Callable[[Keys], Awaitable[Identity]]
    explain: Callable[[str], str]
    links: LinkActions
    save: Callable[[VerifiedKeys], Awaitable[bool]]


@dataclass(frozen=True, slots=True)
class _MadeKey:
    """A key, and the IAM actions of the policy that was made for it; None where there is none.

    `is_new` tells that it was made just now.
    """

    keys: VerifiedKeys
    actions: tuple[str, ...] | None = None
    is_new: bool = True


@dataclass(frozen=True, slots=True)
class _KeyWay:
    """A way to get a key for a tool: its entry in the menu, and what gets it.

    Attributes:
        makes: whether the keys that the user is signed in with make it.
    """

    id: str
    title: str
    note: str
    sign_in: SignIn
    make: "Callable[[Grant], Awaitable[_MadeKey | None]]"
    makes: bool = False


class ToolWays:
    """Makes keys for tools, tries them, and gives them to the tools.

    Args:
        app: for dialogs and toasts.
        workspace: what is signed in to; its keys make service accounts.
    """

    def __init__(self, app: App[Any], workspace: "Workspace", tasks: ToolWayTasks) -> None:
        self._app = app
        self._workspace = workspace
        self._tasks = tasks
        self._grants = GrantChooser(app, workspace)
        # Keys that were requested, until they are validated.
        self._pending: dict[Grant, PendingKey] = {}

    @property
    def _endpoint(self) -> Endpoint:
        return self._workspace.settings.endpoint

    # The flows

    async def make_tool_key(self) -> bool:
        """A key for a tool of the list; False where the user went back."""
        start = ""
        while (tool := await self._grants.choose_tool(start)) is not None:
            start = tool.id
            if await self._make_key_for(tool):
                return True
        return False

    async def _make_key_for(self, tool: Tool) -> bool:
        """A key for a tool; False where the user went back to the list of tools."""
        while (place := await self._grants.choose_place(tool)) is not None:
            if await self._make_key(self._grants.grant_of(tool, place)):
                return True
            if not tool.values:
                break  # Nothing was chosen that could be chosen again.
        return False

    async def make_service_account(self) -> bool:
        """A service account and its policy; False where the user went back."""
        if not self._has_keys():
            return False
        while (grant := await self._grants.choose_grant()) is not None:
            made = await self._make_account(grant)
            if made is not None:
                await self._give(grant, made)
                return True
        return False

    async def _make_key(self, grant: Grant) -> bool:
        while True:
            rules = await self._grants.edit_rules(grant)
            if rules is None:
                return False
            grant = replace(grant, rules=tuple(rules))
            if await self._get_key(grant):
                return True

    async def _get_key(self, grant: Grant) -> bool:
        """A key with a grant's rules; False where the user went back to them."""
        start = ""
        while (way := await self._choose_way(grant, start)) is not None:
            start = way.id
            made = await way.make(grant)
            if made is not None:
                await self._give(grant, made)
                return True
        return False

    # The ways to get a key; a new one is a line here

    def _ways(self, grant: Grant) -> list[_KeyWay]:
        ways = []
        if self._endpoint.token_page:
            note = _("the region's page, with the rights filled in")
            ways.append(_KeyWay("token", _("Token page"), note, "application", self._by_token))
        if grant in self._pending:
            title, note = _("Wait for the key that was requested"), _("it is not validated yet")
            ways.append(_KeyWay("wait", title, note, "application", self._wait_for_key))
        note = _("for your application; you accept it in a browser")
        ways.append(_KeyWay("request", _("Consumer key"), note, "application", self._by_request))
        if self._endpoint.oauth2_token_url is not None:
            note = _("with a policy of these rights")
            title = _("Service account")
            ways.append(_KeyWay("service", title, note, "oauth2", self._make_account, makes=True))
        if self._endpoint.has_user_tokens:
            note = _("of a user, with the rights of the user's policies")
            title, make = _("Personal access token"), self._make_user_token
            ways.append(_KeyWay("user-token", title, note, "token", make, makes=True))
        title, note = (
            _("Keys that you already have"),
            _("they are tested, and written for the tool"),
        )
        ways.append(_KeyWay("paste", title, note, "application", self._by_paste))
        return ways

    async def _choose_way(self, grant: Grant, start: str) -> _KeyWay | None:
        ways = [way for way in self._ways(grant) if way.sign_in in grant.sign_in]
        entries = [Entry(way.title, self._note_of(way), way.id) for way in ways]
        title = _("Which key? · {title}").format(title=grant.title)
        menu: MenuScreen = MenuScreen(title, entries, start=start)
        chosen = await self._app.push_screen_wait(menu)
        return next((way for way in ways if way.id == chosen), None)

    def _note_of(self, way: _KeyWay) -> str:
        if not way.makes:
            return way.note
        if self._workspace.settings.credentials is None:
            return _("{note}; sign in first").format(note=way.note)
        return _("{note}; the keys in use make it").format(note=way.note)

    async def _by_token(self, grant: Grant) -> _MadeKey | None:
        tasks, problem = self._tasks, partial(self._problem, grant)
        screen = ToolTokenScreen(
            self._endpoint, tasks.verify, tasks.explain, problem, grant.rules, tasks.links
        )
        return _made(await self._app.push_screen_wait(screen))

    async def _by_paste(self, grant: Grant) -> _MadeKey | None:
        tasks, problem = self._tasks, partial(self._problem, grant)
        screen = ToolPasteScreen(
            self._endpoint, tasks.verify, tasks.explain, problem, _takes(grant)
        )
        verified = await self._app.push_screen_wait(screen)
        return None if verified is None else _MadeKey(verified, is_new=False)

    def _problem(self, grant: Grant, keys: Keys) -> str:
        """Why a tool can't sign in with keys, in words; "" where it can."""
        written = ToolKeys.of(self._endpoint, keys, grant.place)
        if any(FORMS[form].holds(written) for form in grant.forms):
            return ""
        kind = _(kind_of(keys).name)
        return _("The tool can't sign in with keys of this kind ({kind}). It takes {keys}.").format(
            kind=kind, keys=_takes(grant)
        )

    async def _by_request(self, grant: Grant) -> _MadeKey | None:
        keys = self._workspace.settings.credentials
        application = keys if isinstance(keys, Credentials) else None
        screen = ToolKeyRequestScreen(
            self._endpoint,
            application,
            [],
            grant.rules,
            partial(request_key, self._endpoint),
            delegated=False,
        )
        pending = await self._app.push_screen_wait(screen)
        if pending is None:
            return None
        self._pending[grant] = pending
        return await self._wait_for_key(grant)

    async def _wait_for_key(self, grant: Grant) -> _MadeKey | None:
        """Wait for the key that was requested; stopped, it can be waited for again."""
        pending = self._pending[grant]
        wait = KeyWaitScreen(
            pending.request, wait_for, self._tasks.links, delegated=pending.delegated
        )
        verified = await self._app.push_screen_wait(wait)
        if verified is not None or wait.has_failed:
            del self._pending[grant]
        return _made(verified)

    async def _make_user_token(self, grant: Grant) -> _MadeKey | None:
        """A personal access token: what it may do is its user's, whatever the grant says."""
        if not self._has_keys():
            return None
        own = self._workspace.account.token
        users = [own.user] if own is not None and own.user else []
        users += [login for login in await list_users(self._workspace.send) if login not in users]
        made = await ask_for_token(self._app, self._workspace, users, grant.name)
        if made is None:
            return None
        identity = await self._tasks.verify(made.token)
        return _MadeKey(VerifiedKeys(made.token, identity))

    # Service accounts

    def _has_keys(self) -> bool:
        if self._workspace.settings.credentials is not None:
            return True
        words = _("Sign in first ({key}): your keys make it.").format(
            key=key_now(self._app.screen, "sign_in")
        )
        self._app.notify(words, severity="warning")
        return False

    async def _make_account(self, grant: Grant) -> _MadeKey | None:
        """A service account with a policy of a grant's rights."""
        if not self._has_keys():
            return None
        actions = self._actions(grant)
        if not actions:
            self._app.notify(
                _("The operations of these rights name no IAM action: no policy can allow them."),
                severity="warning",
                timeout=8,
            )
            return None
        kinds = resource_kinds(actions)
        known, _problem = await list_resources(self._workspace.send, kinds)
        plan = ServicePlan(
            grant.name,
            grant.title,
            tuple(actions),
            tuple(urns_for(self._endpoint, kinds, grant.place, known)),
        )
        screen = ServicePolicyScreen(
            self._workspace.title, plan, partial(self._choose_resources, kinds)
        )
        chosen = await self._app.push_screen_wait(screen)
        if chosen is None:
            return None
        client = await ServiceAccountRequests(self._app, self._workspace).make(chosen)
        if client is None:
            return None
        identity = await self._tasks.verify(client)
        return _MadeKey(VerifiedKeys(client, identity), chosen.actions)

    def _actions(self, grant: Grant) -> list[str]:
        """The IAM actions of a grant; says which of its calls the catalog doesn't have."""
        store = self._workspace.store
        unknown = [
            str(call)
            for call in grant.calls
            if call.rule in grant.rules and not call.is_open and operation_of(store, call) is None
        ]
        if unknown:
            words = _("Not in the catalog, so the policy can't allow it: {calls}").format(
                calls=", ".join(unknown)
            )
            self._app.notify(printable(words), severity="warning", timeout=10, markup=False)
        return actions_of(store, operations_of(store, grant.rules, grant.calls))

    async def _choose_resources(
        self, kinds: Sequence[str], chosen: Sequence[str]
    ) -> list[str] | None:
        """Resources of the account, and all of each kind."""
        found, problem = await list_resources(self._workspace.send, kinds)
        if problem:
            self._app.notify(printable(problem), severity="warning", markup=False)
        titles = {
            urn: _("all of {kind}").format(kind=kind) for urn, kind in self._whole_kinds(kinds)
        }
        titles |= {item.urn: item.display_name or item.name for item in found}
        titles |= {urn: urn for urn in chosen if urn not in titles}
        entries = [Entry(title, urn, urn) for urn, title in titles.items()]
        return await choose_several(self._app, _("On which resources?"), entries, chosen)

    def _whole_kinds(self, kinds: Sequence[str]) -> list[tuple[str, str]]:
        return list(zip(urns_for(self._endpoint, kinds), kinds, strict=True))

    # The key

    async def _give(self, grant: Grant, made: _MadeKey) -> None:
        """Try a key, and let it be written for its tool."""
        verified = made.keys
        save = None
        if not self._workspace.is_demo:
            save = partial(self._tasks.save, verified)
        identity = verified.identity
        screen = ToolKeyScreen(
            grant.title,
            identity.account or identity.who,
            grant.forms,
            ToolKeys.of(self._endpoint, verified.credentials, grant.place),
            ToolKeyTasks(partial(self._trial, grant, made), save),
            is_new=made.is_new,
        )
        await self._app.push_screen_wait(screen)

    async def _trial(
        self, grant: Grant, made: _MadeKey, told: Callable[[CallTrial], None]
    ) -> list[CallTrial]:
        rights = made.keys.identity.rights
        samples = {grant.values: grant.place} if grant.values and grant.place else {}
        if grant.values and not grant.place:
            names, _problem = await self._grants.names(grant.values)
            samples = {grant.values: names[0]} if names else {}
        return await try_key_at(
            self._workspace.store,
            self._endpoint,
            made.keys.credentials,
            grant.calls,
            KeyRights(None if rights is None else rights.rules, made.actions),
            samples,
            told,
        )


def _takes(grant: Grant) -> str:
    """What a tool signs in with, in words."""
    *others, last = (_(_SIGN_IN_WORDS[kind]) for kind in grant.sign_in)
    return _("{keys}, or {last}").format(keys=", ".join(others), last=last) if others else last


def _made(verified: VerifiedKeys | None) -> _MadeKey | None:
    return None if verified is None else _MadeKey(verified)
