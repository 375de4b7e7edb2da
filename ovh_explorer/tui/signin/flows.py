"""The ways to sign in, each from its first screen to keys that are in use."""

import os
import subprocess
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from ovh_explorer.children import python_of
from ovh_explorer.config import Credentials, OAuth2Client
from ovh_explorer.text import printable
from ovh_explorer.tui.signin.key_request import Asked, KeyRequestScreen
from ovh_explorer.tui.signin.key_wait import KeyWaitScreen
from ovh_explorer.tui.signin.save_keys import SaveChoice, SaveKeysScreen
from ovh_explorer.tui.signin.service_account import ServiceAccountScreen
from ovh_explorer.tui.signin.token import PasteScreen, TokenScreen
from ovh_explorer.tui.signin.verify_screen import Linked, VerifiedKeys
from ovh_explorer.tui.terminal.key_presses import presses_of
from ovh_explorer.workspace.account.access_rules import (
    AccessRule,
    everything,
    of_operation,
    of_product,
    read_only,
)
from ovh_explorer.workspace.account.consumer_key import KeyPoll, request_key, verify, wait_for
from ovh_explorer.workspace.account.identity import Identity
from ovh_explorer.workspace.calls.error_doctor import about_keys

if TYPE_CHECKING:
    from ovh_explorer.tui.main.screen import MainScreen
    from ovh_explorer.workspace.account.consumer_key import KeyRequest

__all__ = ["SignInFlows", "open_link"]


class SignInFlows:
    """What each entry of the sign-in menu does on a main screen; each tells whether one is signed
    in by it.
    """

    def __init__(self, screen: "MainScreen") -> None:
        self._screen = screen
        self._endpoint = screen.workspace.settings.endpoint
        self._link = Linked(self._open_link, self._copy_link)

    async def create_token(self) -> bool:
        """The region's page, with the rights filled in."""
        sets, rules = self._rights()
        screen = TokenScreen(self._endpoint, self._verify, self._mends, sets, rules, self._link)
        return await self._signed(await self._screen.app.push_screen_wait(screen))

    async def paste(self) -> bool:
        """Keys one has already."""
        screen = PasteScreen(self._endpoint, self._verify, self._mends)
        return await self._signed(await self._screen.app.push_screen_wait(screen))

    async def service_account(self) -> bool:
        """Client id and secret."""
        screen = ServiceAccountScreen(self._verify, self._mends)
        return await self._signed(await self._screen.app.push_screen_wait(screen))

    async def request(self, *, delegated: bool = False) -> bool:
        """A consumer key for an application, validated by oneself or by somebody else."""
        keys = self._screen.workspace.settings.credentials
        sets, rules = self._rights()
        asked = await self._screen.app.push_screen_wait(
            KeyRequestScreen(
                self._endpoint,
                keys if isinstance(keys, Credentials) else None,
                sets,
                rules,
                lambda application, wanted, blocks: request_key(
                    self._endpoint, application, wanted, blocks
                ),
                delegated=delegated,
            )
        )
        if asked is None:
            return False
        self._screen.asked_key = asked
        return await self.wait(asked)

    async def wait(self, asked: Asked) -> bool:
        """Wait for the key that was asked for; stopped, it can be waited for again."""

        async def wait(request: "KeyRequest", told: Callable[[KeyPoll], None]) -> Identity:
            return await wait_for(request, told)

        signed = await self._screen.app.push_screen_wait(
            KeyWaitScreen(asked.request, wait, self._link, delegated=asked.delegated)
        )
        if signed is not None:
            self._screen.asked_key = None
        return await self._signed(signed, delegated=asked.delegated)

    def _rights(self) -> tuple[list[tuple[str, list[AccessRule]]], list[AccessRule]]:
        """The ready-made sets, and the one to begin with: what the open operation lacks, else
        reading.
        """
        sets = [("Read only", read_only()), ("Everything", everything())]
        begin = sets[0][1]
        form = self._screen.form
        if form is not None:
            operation = form.operation
            this = of_operation(operation.branch, operation.method, operation.path)
            sets.append(("This product", of_product(operation.branch, operation.product)))
            sets.append(("This operation", this))
            rights = self._screen.workspace.account.rights
            if rights is not None and not rights.may(
                operation.branch, operation.method, operation.path
            ):
                begin = [*rights.rules, *this]
                sets.append(("+ this key's", begin))
        return sets, begin

    async def _verify(self, keys: Credentials | OAuth2Client) -> Identity:
        return await verify(self._endpoint, keys)

    def _mends(self, code: str) -> str:
        return " ".join(about_keys(code, self._endpoint.name))

    # Keys that were got

    async def _signed(self, signed: VerifiedKeys | None, *, delegated: bool = False) -> bool:
        """Work with keys from now on, and keep them where the person wants that."""
        if signed is None:
            return False
        screen = self._screen
        kept = None
        if not screen.workspace.is_demo:
            kept = await self._keep(signed, delegated=delegated)
        where = "for this run" if kept is None else str(kept.path)
        screen.workspace.use_keys(signed.credentials, where, profile=kept.profile if kept else "")
        if kept is not None:
            screen.notify(printable(f"Keys saved in {kept.path}"), markup=False)
        screen.identify()
        return True

    async def _keep(self, signed: VerifiedKeys, *, delegated: bool) -> SaveChoice | None:
        from ovh_explorer.config.saving import save, what_is_there

        settings = self._screen.workspace.settings
        endpoint, keys = self._endpoint, signed.credentials
        files = settings.files()
        return await self._screen.app.push_screen_wait(
            SaveKeysScreen(
                endpoint.name,
                files,
                signed.identity.account or signed.identity.who,
                lambda path, profile: what_is_there(path, endpoint, profile),
                lambda path, profile: save(path, endpoint, keys, profile=profile, replace=True),
                # Somebody else's account is not what one's own programs are to work with.
                as_profile=delegated or settings.profile != "",
            )
        )

    # Links

    def _copy_link(self, link: str) -> None:
        self._screen.run_worker(self._copy(link))

    async def _copy(self, link: str) -> None:
        from ovh_explorer.tui.terminal.clipboard import CopyError, copy

        try:
            copied = await copy(link, self._screen.explorer.write_to_terminal)
        except CopyError as error:
            self._screen.app.notify(
                printable(f"Not copied: {error}."), severity="error", markup=False
            )
        else:
            self._screen.app.notify(printable(f"Copied the link to {copied.where}."), markup=False)

    def _open_link(self, link: str) -> None:
        if presses_of(self._screen.app).use() and not open_link(link):
            self._screen.app.notify(
                "No browser can be opened here: copy the link (F3) and open it where there is one."
            )


def open_link(link: str) -> bool:
    """Open a link in a browser; False where there is none."""
    # Without a desktop Python would open a browser for terminals, over this very screen.
    if sys.platform not in ("darwin", "win32") and not (
        "DISPLAY" in os.environ or "WAYLAND_DISPLAY" in os.environ
    ):
        return False
    import webbrowser

    try:
        webbrowser.get()
        # What a browser says would be written over the screen, and one for terminals (BROWSER=lynx)
        # would take it.
        subprocess.Popen(  # noqa: S603 - Python's own way to the person's browser
            [*python_of("webbrowser"), link],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=sys.platform != "win32",
        )
    except (webbrowser.Error, OSError):
        return False
    return True
