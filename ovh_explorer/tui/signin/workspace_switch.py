"""Other keys, another region, the demo: what the user works with from now on."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, Protocol

from textual.app import App

from ovh_explorer.call import operation_title
from ovh_explorer.config import ENDPOINTS, ConfigError, find_endpoint
from ovh_explorer.text import printable
from ovh_explorer.translation import N_, _
from ovh_explorer.tui.dialogs.menu import Entry, MenuScreen
from ovh_explorer.tui.dialogs.prompt import PromptScreen
from ovh_explorer.tui.signin.unsaved_keys import UnsavedKeys
from ovh_explorer.workspace.workspace import Workspace

if TYPE_CHECKING:
    from ovh_explorer.config.profiles import Profile
    from ovh_explorer.form import Form
    from ovh_explorer.workspace.settings import Settings

__all__ = ["UseWorkspace", "WorkspaceSwitch"]

_REGIONS = {
    "EU": N_("Europe"),
    "CA": N_("Canada, Asia and the rest of the world"),
    "US": N_("United States"),
}


class UseWorkspace(Protocol):
    """Starts over with a workspace, and an operation open in it where `target` names one."""

    def __call__(self, workspace: Workspace, target: str = "", /) -> Awaitable[None]: ...


class WorkspaceSwitch:
    """Goes on with other keys in place, and at another endpoint with a workspace of its own.

    Args:
        app: for dialogs and toasts.
        workspace: what the user works with now.
        form: the form that is open; its operation is opened at the other endpoint too.
        signed_in: called when the keys are others.
        use: starts over with another workspace.
        unsaved: knows the keys that would be lost.
    """

    def __init__(
        self,
        app: App[Any],
        workspace: Workspace,
        form: "Callable[[], Form | None]",
        signed_in: Callable[[], object],
        use: UseWorkspace,
        unsaved: UnsavedKeys,
    ) -> None:
        self._app = app
        self._workspace = workspace
        self._form = form
        self._signed_in = signed_in
        self._use = use
        self._unsaved = unsaved

    async def use_profile(self, profile: "Profile") -> bool:
        """Work with the keys of a profile from now on; False where those in use stay."""
        return await self._use_settings(self._workspace.settings.with_profile(profile))

    async def choose_region(self) -> bool:
        """Ask for an endpoint and start over with it; False when there was none, or the user
        stays here.
        """
        name = await self._ask_endpoint()
        if name is None:
            return False
        try:
            settings = self._workspace.run_settings.at(name)
        except ConfigError as error:
            # The file given with --config can have changed since the start.
            words = printable(str(error))
            self._app.notify(words, severity="error", timeout=10, markup=False)
            return False
        return await self._use_settings(settings)

    async def open_demo(self) -> None:
        """Start over with the demo."""
        if self._workspace.is_demo:
            self._app.notify(_("This is the demo."))
            return
        if not await self._unsaved.may_leave(screen_too=True):
            return
        await self._use(Workspace(None, read_only=self._workspace.run_settings.read_only))

    async def _ask_endpoint(self) -> str | None:
        workspace = self._workspace
        here = ""
        if workspace.is_open and not workspace.is_demo:
            here = workspace.settings.endpoint.name
        entries = []
        for known, endpoint in ENDPOINTS.items():
            where = _("here") if known == here else _(_REGIONS[endpoint.region])
            entries.append(Entry(known, f"{where} · {endpoint.host}", known))
        entries.append(Entry(_("Another URL…"), _("a gateway, a sandbox"), "url"))
        menu: MenuScreen = MenuScreen(_("Region"), entries, start=here)
        name = await self._app.push_screen_wait(menu)
        if name != "url":
            return name
        prompt = PromptScreen(
            _("Another URL"),
            _("URL of the API, without the branch:"),
            _endpoint_problem,
            placeholder="https://eu.api.ovh.com",
        )
        return await self._app.push_screen_wait(prompt)

    async def _use_settings(self, settings: "Settings") -> bool:
        """Work with other settings: in place where the endpoint is the same, else on a screen of
        its own; False where the user stays with the keys in use, which would be lost.
        """
        workspace = self._workspace
        is_here = (
            workspace.is_open
            and not workspace.is_demo
            and settings.endpoint == workspace.settings.endpoint
        )
        if not await self._unsaved.may_leave(screen_too=not is_here):
            return False
        if is_here:
            workspace.use_settings(settings)
            self._signed_in()
            return True
        form = self._form()
        target = "" if form is None else operation_title(*form.operation.key)
        await self._use(workspace.elsewhere(settings), target)
        return True


def _endpoint_problem(text: str) -> str:
    try:
        find_endpoint(text)
    except ConfigError as error:
        return printable(str(error))
    return ""
