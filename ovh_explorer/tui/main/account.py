"""Signing in, history and favourites, wired to the main screen; each made when it is used."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ovh_explorer.tui.main.late_imports import import_shown

if TYPE_CHECKING:
    from textual.app import App
    from textual.message import Message

    from ovh_explorer.client.response import Response
    from ovh_explorer.config.profiles import Profile
    from ovh_explorer.form import Form
    from ovh_explorer.tui.history.actions import FindOperation, HistoryActions
    from ovh_explorer.tui.history.favourites import FavouriteActions
    from ovh_explorer.tui.signin.account import Account
    from ovh_explorer.tui.signin.workspace_switch import UseWorkspace
    from ovh_explorer.workspace.workspace import Workspace

__all__ = ["AccountActions"]

_KEYS_SCREEN = "ovh_explorer.tui.signin.account_keys"


class AccountActions:
    """What concerns who is signed in, where, and what is stored of the user's requests.

    Args:
        app: for dialogs and toasts.
        workspace: what the user works with.
        form: the form that is open.
        response: the response that is shown.
        find: finds an operation; says why where there is none.
        identify: called when the keys are others, or are gone.
        signed_in: called when they are others because the user chose them.
        use: starts over with another workspace.
        schemas_changed: called when v2 is to give its responses by another version of its schemas.
        post: posts a message to the main screen.
    """

    def __init__(
        self,
        app: "App[Any]",
        workspace: "Workspace",
        *,
        form: "Callable[[], Form | None]",
        response: "Callable[[], Response | None]",
        find: "FindOperation",
        identify: Callable[[], object],
        signed_in: Callable[[], object],
        use: "UseWorkspace",
        schemas_changed: Callable[[], object],
        post: "Callable[[Message], object]",
    ) -> None:
        self._app = app
        self._workspace = workspace
        self._form = form
        self._response = response
        self._find = find
        self._identify = identify
        self._signed_in = signed_in
        self._use = use
        self._schemas_changed = schemas_changed
        self._post = post

    # Signing in

    async def _account(self) -> "Account":
        # What the ways to sign in need takes long to import: the screen goes on meanwhile.
        await import_shown(self._app, "ovh_explorer.tui.signin.account", _KEYS_SCREEN)
        # Not anew for each use: it knows the key that waits for its owner.
        return self._made_account

    @cached_property
    def _made_account(self) -> "Account":
        from ovh_explorer.tui.signin.account import Account

        return Account(
            self._app,
            self._workspace,
            self._form,
            identify=self._identify,
            signed_in=self._signed_in,
            use=self._use,
        )

    @property
    def has_keys_to_lose(self) -> bool:
        """Whether :meth:`may_quit` would ask, perhaps; False where nobody has signed in here."""
        return "_made_account" in self.__dict__ and self._made_account.has_keys_to_lose

    async def may_quit(self) -> bool:
        """Whether the program may end; asked where keys would be lost."""
        return await self._made_account.may_quit()

    async def sign_in(self) -> None:
        """Show the ways to sign in."""
        await (await self._account()).sign_in()

    async def sign_out(self) -> None:
        """Ask how to sign out, and do it."""
        await (await self._account()).sign_out()

    async def use_profile(self, profile: "Profile") -> None:
        """Work with the keys of a profile from now on."""
        await (await self._account()).use_profile(profile)

    async def choose_region(self) -> None:
        """Ask for an endpoint and start over with it."""
        await (await self._account()).choose_region()

    async def open_demo(self) -> None:
        """Start over with the demo."""
        await (await self._account()).open_demo()

    async def make_tool_key(self) -> None:
        """Make a key for a tool."""
        await (await self._account()).make_tool_key()

    async def make_service_account(self) -> None:
        """Make a service account and its policy."""
        await (await self._account()).make_service_account()

    async def show_keys(self) -> None:
        """Show the account's keys."""
        await (await self._account()).show_keys()

    async def choose_schemas_version(self) -> None:
        """Ask by which version of its schemas v2 is to give its responses."""
        from ovh_explorer.tui.main.schemas_version import choose_schemas_version

        if await choose_schemas_version(self._app, self._workspace):
            self._schemas_changed()

    # History and favourites

    @cached_property
    def _history(self) -> "HistoryActions":
        from ovh_explorer.tui.history.actions import HistoryActions
        from ovh_explorer.tui.response.code_options import CodeOptions

        options = CodeOptions(self._workspace)
        return HistoryActions(self._app, self._workspace, options, self._find, self._post)

    @property
    def _favourites(self) -> "FavouriteActions":
        # Anew for each use: what stands in their file is read then.
        from ovh_explorer.tui.history.favourites import FavouriteActions

        favourites = self._workspace.favourites
        return FavouriteActions(self._app, favourites, self._form, self._find, self._post)

    async def show_history(self) -> None:
        """Show the requests that were sent, and do what is chosen."""
        if self._workspace.is_open:
            await self._history.show()

    async def open_entry(self, number: int) -> None:
        """Open a request of the history, filled in."""
        await self._history.open(number)

    async def show_favourites(self) -> None:
        """Show the favourites, and do what is chosen."""
        if self._workspace.is_open:
            await self._favourites.show()

    async def open_favourite(self, number: int) -> None:
        """Open a favourite, filled in."""
        await self._favourites.open(number)

    async def show_news(self) -> None:
        """Show what changed in the API, and open what is chosen."""
        from ovh_explorer.tui.history.whats_new import show_news

        if self._workspace.is_open:
            await show_news(self._app, self._workspace, self._post)

    async def compare(self) -> None:
        """Compare the response that is shown with the one that the same call got before."""
        from ovh_explorer.tui.history.compare import ResponseComparison

        comparison = ResponseComparison(self._app, self._workspace)
        await comparison.compare_with_before(self._response())
