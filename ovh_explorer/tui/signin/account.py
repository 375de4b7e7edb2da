"""Signing in, the account's keys, another region, the demo: put together for the main screen."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual.app import App

from ovh_explorer.translation import _
from ovh_explorer.tui.signin.menu import SignInMenu
from ovh_explorer.tui.signin.sign_out import SignOut
from ovh_explorer.tui.signin.unsaved_keys import UnsavedKeys
from ovh_explorer.tui.signin.ways import SignInWays
from ovh_explorer.tui.signin.workspace_switch import UseWorkspace, WorkspaceSwitch
from ovh_explorer.tui.widgets.key_names import key_now

if TYPE_CHECKING:
    from ovh_explorer.config.profiles import Profile
    from ovh_explorer.form import Form
    from ovh_explorer.workspace.workspace import Workspace

__all__ = ["Account"]


class Account:
    """What changes whom a main screen works for. One lives as long as its screen: it knows the key
    that waits for its owner.

    Args:
        app: for dialogs and toasts.
        workspace: what the user works with.
        form: the form that is open.
        identify: called when the keys are others, or are gone.
        signed_in: called when they are others because the user chose them.
        use: starts over with another workspace.
    """

    def __init__(
        self,
        app: App[Any],
        workspace: "Workspace",
        form: "Callable[[], Form | None]",
        *,
        identify: Callable[[], object],
        signed_in: Callable[[], object],
        use: UseWorkspace,
    ) -> None:
        self._app = app
        self._workspace = workspace
        self._identify = identify
        self._signed_in = signed_in
        self._unsaved = unsaved = UnsavedKeys(app, workspace)
        self._switch = WorkspaceSwitch(app, workspace, form, self._note_use, use, unsaved)
        ways = SignInWays(app, workspace, form, self._note_use, unsaved)
        self._sign_out = SignOut(app, workspace, identify)
        self._tools = ways.tools
        self._menu = SignInMenu(
            app,
            workspace,
            ways,
            self._switch.use_profile,
            self._switch.choose_region,
            self.show_keys,
            self._sign_out,
        )

    def _note_use(self) -> None:
        """However they came into use, they are no new keys that are in none."""
        self._unsaved.strike_off(self._workspace.settings.credentials)
        self._signed_in()

    @property
    def has_keys_to_lose(self) -> bool:
        """Whether :meth:`may_quit` would ask, perhaps."""
        return self._unsaved.has_some_to_quit

    async def may_quit(self) -> bool:
        """Whether the program may end; asked where keys would be lost."""
        return await self._unsaved.may_quit()

    async def sign_in(self) -> None:
        """Show the menu of the ways to sign in."""
        await self._menu.show()

    async def sign_out(self) -> None:
        """Ask how to sign out, and do it."""
        await self._sign_out.show()

    async def use_profile(self, profile: "Profile") -> None:
        """Work with the keys of a profile from now on."""
        await self._switch.use_profile(profile)

    async def choose_region(self) -> None:
        """Ask for an endpoint and start over with it."""
        await self._switch.choose_region()

    async def open_demo(self) -> None:
        """Start over with the demo."""
        await self._switch.open_demo()

    async def make_tool_key(self) -> None:
        """Make a key for a tool."""
        if self._workspace.is_open:
            await self._tools.make_tool_key()

    async def make_service_account(self) -> None:
        """Make a service account and its policy."""
        if self._workspace.is_open:
            await self._tools.make_service_account()

    async def show_keys(self) -> None:
        """Show the account's keys, on a screen of their own."""
        from ovh_explorer.tui.signin.account_keys import AccountKeysScreen

        if not self._workspace.is_open or self._workspace.settings.credentials is None:
            key = key_now(self._app.screen, "sign_in")
            self._app.notify(_("Sign in first: {key}.").format(key=key), severity="warning")
            return
        await self._app.push_screen_wait(AccountKeysScreen(self._workspace, self._identify))
