"""Signing in, choosing a region, opening the demo: what changes whom the main screen works for."""

import os
import sys
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

from ovh_explorer.config import ENDPOINTS, ConfigError, Credentials, OAuth2Client
from ovh_explorer.config.pasting import parse_pasted
from ovh_explorer.config.saving import save
from ovh_explorer.form import SCHEMAS_VERSIONS
from ovh_explorer.text import printable
from ovh_explorer.tui.screens.choose import ChooseScreen
from ovh_explorer.tui.screens.sign_in import SignInScreen
from ovh_explorer.workspace.workspace import Workspace

if TYPE_CHECKING:
    from ovh_explorer.tui.screens.main import MainScreen

__all__ = ["Account"]

_OWN_VERSION = "the account's own"
_ALL_RIGHTS = tuple((method, "/*") for method in ("GET", "POST", "PUT", "DELETE"))


class Account:
    """What *sign in*, *choose a region* and *open the demo* do on a main screen."""

    def __init__(self, screen: "MainScreen") -> None:
        self._screen = screen

    async def sign_in(self) -> None:
        """Ask for keys, use them, save them where asked."""
        screen = self._screen
        workspace = screen.workspace
        if workspace.is_demo:
            screen.notify("The demo is signed in already. Choose a region to sign in to your account.")
            return
        endpoint = workspace.settings.endpoint
        path = workspace.settings.config_file or Path.home() / ".ovh.conf"
        rights = (("GET", "/*"),) if workspace.read_only else _ALL_RIGHTS
        answer = await screen.app.push_screen_wait(
            SignInScreen(
                workspace.title,
                endpoint.token_link(rights) or "",
                parse_pasted,
                self._open_link,
                self._copy_link,
                str(path),
                endpoint.oauth2_token_url is not None,
            )
        )
        if answer is None:
            return
        workspace.use_keys(answer.credentials, "pasted, for this run")
        if answer.save:
            self._save(path, answer.credentials)
        screen.identify()

    def _copy_link(self, link: str) -> None:
        self._screen.run_worker(self._copy(link))

    async def _copy(self, link: str) -> None:
        from ovh_explorer.tui.clipboard import CopyError, copy

        try:
            where = await copy(link, self._screen.explorer.write_to_terminal)
        except CopyError as error:
            self._screen.notify(printable(f"Not copied: {error}"), severity="error", markup=False)
        else:
            self._screen.notify(f"Copied the link to {where}.")

    def _open_link(self, link: str) -> None:
        # Without a desktop Python would open a browser for terminals, over this very screen.
        desktop = sys.platform in ("darwin", "win32") or "DISPLAY" in os.environ or "WAYLAND_DISPLAY" in os.environ
        if not desktop or not webbrowser.open(link):
            self._screen.notify("No browser can be opened here: copy the link (F3) and open it where there is one.")

    def _save(self, path: Path, credentials: Credentials | OAuth2Client) -> None:
        try:
            save(path, self._screen.workspace.settings.endpoint, credentials)
        except (ConfigError, OSError) as error:
            words = f"Signed in for this run, but not saved: {error}"
            self._screen.notify(printable(words), severity="error", timeout=10, markup=False)
        else:
            self._screen.notify(printable(f"Keys saved in {path}"), markup=False)

    async def choose_schemas_version(self) -> None:
        """Ask which version of its schemas v2 is to answer by, in every form of this run."""
        screen = self._screen
        version = await screen.app.push_screen_wait(
            ChooseScreen("Schemas version of v2", [_OWN_VERSION, *SCHEMAS_VERSIONS])
        )
        if version is None:
            return
        screen.workspace.use_schemas_version("" if version == _OWN_VERSION else version)
        screen.header.schemas_version = screen.workspace.schemas_version
        if screen.bench is not None:
            screen.bench.request.refresh_form()

    async def choose_region(self) -> None:
        """Ask for an endpoint and start over with it."""
        screen = self._screen
        names = list(ENDPOINTS)
        name = await screen.app.push_screen_wait(ChooseScreen("Region", names))
        if name is not None:
            workspace = screen.workspace
            if workspace.is_demo:
                from ovh_explorer.workspace.settings import gather

                settings = gather(name, read_only=workspace.read_only)
            else:
                settings = workspace.settings.with_endpoint(name)
            await screen.explorer.use(Workspace(settings))

    async def open_demo(self) -> None:
        """Start over with the demo."""
        screen = self._screen
        if screen.workspace.is_demo:
            screen.notify("This is the demo.")
            return
        await screen.explorer.use(Workspace(None, read_only=screen.workspace.read_only))
