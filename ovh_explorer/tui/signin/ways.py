"""The ways to sign in, each from its first screen to keys that are in use.

To add one: a :class:`Way` in :attr:`SignInWays.offered`, and a flow that it names.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.app import App

from ovh_explorer.config import Credentials, Endpoint, Keys
from ovh_explorer.text import printable
from ovh_explorer.translation import _
from ovh_explorer.tui.signin.keep_keys import ask_where_to_keep
from ovh_explorer.tui.signin.key_request import KeyRequestScreen, PendingKey
from ovh_explorer.tui.signin.key_wait import KeyWaitScreen
from ovh_explorer.tui.signin.new_keys import ForThisRun, NewKeys, are_others_in_use
from ovh_explorer.tui.signin.save_keys import SaveChoice
from ovh_explorer.tui.signin.service_account import ServiceAccountScreen
from ovh_explorer.tui.signin.token import PasteScreen, TokenScreen
from ovh_explorer.tui.signin.tool_ways import ToolWays, ToolWayTasks
from ovh_explorer.tui.signin.unsaved_keys import UnsavedKeys
from ovh_explorer.tui.signin.verify_screen import LinkActions, VerifiedKeys
from ovh_explorer.tui.terminal.browser import open_link
from ovh_explorer.tui.terminal.key_presses import presses_of
from ovh_explorer.tui.workbench.copy import copy_text
from ovh_explorer.workspace.account.access_rules import (
    AccessRule,
    everything,
    of_operation,
    of_product,
    read_and_create,
    read_only,
)
from ovh_explorer.workspace.account.consumer_key import request_key, verify, wait_for
from ovh_explorer.workspace.account.identity import Identity
from ovh_explorer.workspace.account.key_words import key_words
from ovh_explorer.workspace.calls.error_doctor import about_keys
from ovh_explorer.workspace.settings import FOR_THIS_RUN, Settings, demo_settings

if TYPE_CHECKING:
    from ovh_explorer.form import Form
    from ovh_explorer.workspace.workspace import Workspace

__all__ = ["SignInWays", "Way"]


@dataclass(frozen=True, slots=True)
class Way:
    """A way to sign in.

    Attributes:
        id: tells it from the others.
        title: its entry in the menu.
        note: more about it, below the entry.
        flow: signs in that way; False where the user went back.
    """

    id: str
    title: str
    note: str
    flow: Callable[[], Awaitable[bool]]


class SignInWays:
    """Signs in, in each of the ways; a key that waits for its owner is known until it is validated.

    Args:
        app: for dialogs and toasts.
        workspace: its endpoint is signed in to, and it works with the keys from then on.
        form: the form that is open, whose operation a key can be made for.
        signed_in: called when the keys are others.
        unsaved: knows the keys that would be lost.
    """

    def __init__(
        self,
        app: App[Any],
        workspace: "Workspace",
        form: "Callable[[], Form | None]",
        signed_in: Callable[[], object],
        unsaved: UnsavedKeys,
    ) -> None:
        self._app = app
        self._workspace = workspace
        self._form = form
        self._signed_in = signed_in
        self._unsaved = unsaved
        self._new_keys = NewKeys(app, workspace, unsaved)
        self._link_actions = LinkActions(self._open_link, self._copy_link)
        self._pending: PendingKey | None = None
        tasks = ToolWayTasks(self._verify, self._explain, self._link_actions, self._keep)
        self.tools = ToolWays(app, workspace, tasks)
        """Keys for tools, which the program itself doesn't use."""

    @property
    def offered(self) -> list[Way]:
        """The ways that there are at this endpoint, as the menu lists them."""
        ways = []
        settings = self._workspace.settings
        if settings.demo and settings.credentials != self._demo.credentials:
            note = _("with all rights, unless you revoked them")
            ways.append(Way("demo", _("The demo's own keys"), note, self.use_demo_keys))
        if self._endpoint.token_page:
            note = _("three keys at once, on the region's page")
            ways.append(Way("token", _("Create a token"), note, self.create_token))
        for index, verified in enumerate(self._unsaved.undecided):
            title = _("New keys that are not used yet")
            note = key_words(verified.credentials, verified.identity)
            ways.append(Way(f"new-{index}", title, note, partial(self._use, verified)))
        if self._pending is not None:
            title = _("Wait for the key that was requested")
            ways.append(Way("wait", title, _("it is not validated yet"), self.wait_for_key))
        note = _("for your application; you accept it in a browser")
        ways.append(Way("request", _("Request a consumer key"), note, self.request_key))
        title = _("Request access to another account")
        note = _("its owner accepts by a link; the key is saved as a profile")
        ways.append(Way("delegate", title, note, partial(self.request_key, delegated=True)))
        if self._endpoint.oauth2_token_url is not None:
            note = _("an OAuth2 client's id and secret")
            title = _("Use a service account")
            ways.append(Way("service", title, note, self.sign_in_service_account))
        title = _("Paste keys or an access token")
        ways.append(Way("paste", title, _("that you already have"), self.paste_keys))
        note = _("certbot, lego, Terraform, …: its rights, in its file format")
        ways.append(Way("tool", _("A key for a tool"), note, self.tools.make_tool_key))
        if self._endpoint.oauth2_token_url is not None:
            title, note = _("Make a service account"), _("with a policy that defines its rights")
            ways.append(Way("make-service", title, note, self.tools.make_service_account))
        return ways

    @property
    def _demo(self) -> Settings:
        """What the demo began with."""
        settings = self._workspace.settings
        return demo_settings(settings.endpoint.root, read_only=settings.read_only)

    # Flows

    async def use_demo_keys(self) -> bool:
        """Those that the demo began with."""
        self._workspace.use_settings(self._demo)
        self._signed_in()
        return True

    async def create_token(self) -> bool:
        """The region's page, with the rights filled in."""
        sets, rules = self._rights()
        screen = TokenScreen(
            self._endpoint, self._verify, self._explain, sets, rules, self._link_actions
        )
        return await self._use(await self._app.push_screen_wait(screen))

    async def paste_keys(self) -> bool:
        """Keys that the user has already."""
        screen = PasteScreen(self._endpoint, self._verify, self._explain)
        return await self._use(await self._app.push_screen_wait(screen))

    async def sign_in_service_account(self) -> bool:
        """Client id and secret."""
        screen = ServiceAccountScreen(self._verify, self._explain)
        return await self._use(await self._app.push_screen_wait(screen))

    async def request_key(self, *, delegated: bool = False) -> bool:
        """A consumer key for an application, validated by the user or by the owner of another
        account.
        """
        keys = self._workspace.settings.credentials
        application = keys if isinstance(keys, Credentials) else None
        sets, rules = self._rights()
        screen = KeyRequestScreen(
            self._endpoint,
            application,
            sets,
            rules,
            partial(request_key, self._endpoint),
            delegated=delegated,
        )
        pending = await self._app.push_screen_wait(screen)
        if pending is None:
            return False
        self._pending = pending
        return await self.wait_for_key()

    async def wait_for_key(self) -> bool:
        """Wait for the key that was requested; stopped, it can be waited for again."""
        pending = self._pending
        if pending is None:
            return False
        screen = KeyWaitScreen(
            pending.request, wait_for, self._link_actions, delegated=pending.delegated
        )
        verified = await self._app.push_screen_wait(screen)
        if verified is not None or screen.has_failed:
            self._pending = None
        return await self._use(verified)

    # What flows have in common

    @property
    def _endpoint(self) -> Endpoint:
        return self._workspace.settings.endpoint

    def _rights(self) -> tuple[list[tuple[str, list[AccessRule]]], list[AccessRule]]:
        """The ready-made sets, and the one to begin with: what the open operation lacks, else
        reading.
        """
        sets = [
            (_("Read only"), read_only()),
            ("/* GET POST", read_and_create()),
            (_("Everything"), everything()),
        ]
        begin = sets[0][1]
        form = self._form()
        if form is None:
            return sets, begin
        operation = form.operation
        key = (operation.branch, operation.method, form.path)
        this = of_operation(*key)
        sets.append((_("This product"), of_product(operation.branch, operation.product)))
        sets.append((_("This operation"), this))
        rights = self._workspace.account.rights
        if rights is not None and not rights.may(*key):
            begin = [*rights.rules, *this]
            sets.append((_("+ current key"), begin))
        return sets, begin

    async def _verify(self, keys: Keys) -> Identity:
        return await verify(self._endpoint, keys)

    def _explain(self, code: str) -> str:
        return " ".join(about_keys(code, self._endpoint.name))

    async def _use(self, verified: VerifiedKeys | None) -> bool:
        """Work with keys from now on, saved where the user wants that, or do what is wanted of them
        where others are in use; False for none.
        """
        if verified is None:
            return False
        # From here on nobody has forgotten them, whatever ends the questions.
        verified = self._unsaved.add(verified)
        used: SaveChoice | ForThisRun | None = None
        if are_others_in_use(self._workspace, verified):
            used = await self._new_keys.ask(verified)
            if used is None:
                return True
        elif not self._workspace.is_demo:
            used = await self._save(verified, delegated=verified.is_delegated)
        if isinstance(used, SaveChoice):
            self._workspace.use_keys(verified.credentials, str(used.path), profile=used.profile)
            self._app.notify(
                printable(_("Keys saved in {path}").format(path=used.path)), markup=False
            )
        else:
            self._workspace.use_keys(verified.credentials, FOR_THIS_RUN)
        self._signed_in()
        return True

    async def _keep(self, verified: VerifiedKeys) -> bool:
        """Save keys that the program doesn't work with, in a profile; False where they weren't."""
        choice = await self._save(verified, delegated=True)
        if choice is not None:
            self._app.notify(
                printable(_("Keys saved in {path}").format(path=choice.path)), markup=False
            )
        return choice is not None

    async def _save(self, verified: VerifiedKeys, *, delegated: bool) -> SaveChoice | None:
        return await ask_where_to_keep(
            self._app,
            self._workspace,
            verified.credentials,
            verified.identity.account or verified.identity.who,
            # The keys of another account are not what the user's own programs are to work with.
            as_profile=delegated or self._workspace.settings.profile != "",
        )

    # Links

    def _copy_link(self, link: str) -> None:
        self._app.run_worker(copy_text(self._app, link, _("the link"), otherwise=""))

    def _open_link(self, link: str) -> None:
        if presses_of(self._app).use() and not open_link(link):
            self._app.notify(
                _(
                    "No browser can be opened here: copy the link (F3) and open it where there is "
                    "one."
                )
            )
