"""Keys that are saved nowhere: asked about before others take their place."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from textual.app import App

from ovh_explorer.config import ConfigError, Keys
from ovh_explorer.text import printable
from ovh_explorer.translation import N_, _
from ovh_explorer.tui.dialogs.menu import Entry, MenuScreen
from ovh_explorer.tui.dialogs.question import YesNoScreen
from ovh_explorer.tui.signin.keep_keys import ask_where_to_keep
from ovh_explorer.tui.signin.key_places import copy_keys, saved_places
from ovh_explorer.tui.signin.verify_screen import VerifiedKeys
from ovh_explorer.tui.terminal.base_screen import BaseScreen
from ovh_explorer.workspace.account.key_words import key_words
from ovh_explorer.workspace.account.sign_out import deletions_of
from ovh_explorer.workspace.settings import FOR_THIS_RUN

if TYPE_CHECKING:
    from ovh_explorer.call import Call
    from ovh_explorer.workspace.account.identity import Identity
    from ovh_explorer.workspace.workspace import Workspace

__all__ = ["UnsavedKeys", "keys_left_words"]

_SAVE, _COPY, _DROP = "save", "copy", "drop"
_IN_USE = N_("The keys in use are saved nowhere")
_NEW = N_("The new keys are saved nowhere")
_IN_USE_AT_END = N_("Quit? The keys in use are saved nowhere")
_NEW_AT_END = N_("Quit? The new keys are saved nowhere")


def keys_left_words(account: str, identity: "Identity | None") -> str:
    """What becomes of keys that are not saved: they stay valid, and where they are revoked."""
    other = identity.account if identity is not None else ""
    if other and other != account:
        words = _("They stay valid in the account {name} until they are revoked there (K).")
        return words.format(name=printable(other))
    return _("They stay valid in the account until you revoke them: K lists them.")


class UnsavedKeys:
    """Asks what is to become of keys that would be lost.

    Args:
        app: for dialogs and toasts.
        workspace: whose keys are in use.
    """

    def __init__(self, app: App[Any], workspace: "Workspace") -> None:
        self._app = app
        self._workspace = workspace
        self._undecided: list[VerifiedKeys] = []
        # Keys that were made in this run.
        self._made: list[Keys] = []
        workspace.sender.on_deleted = self._note_deletion

    @property
    def undecided(self) -> Sequence[VerifiedKeys]:
        """New keys of which the user has not said yet what they are for."""
        return tuple(self._undecided)

    def add(self, new: VerifiedKeys) -> VerifiedKeys:
        """New keys, in no use yet; the same as they are known from now on, where they were known
        before.
        """
        keys = new.credentials
        before = [known for known in self._undecided if known.credentials == keys]
        is_delegated = any(known.is_delegated for known in (*before, new))
        new = replace(new, is_delegated=is_delegated)
        self.strike_off(keys)
        self._undecided.append(new)
        if new.is_made and keys not in self._made:
            self._made.append(keys)
        return new

    def strike_off(self, keys: Keys | None) -> None:
        """Keys are in use now, or are to be, or something else was done with them."""
        self._undecided = [known for known in self._undecided if known.credentials != keys]

    def _note_deletion(self, call: "Call") -> None:
        """Strike off those that are revoked, from wherever."""
        for known in self.undecided:
            deletions = deletions_of(known.credentials, known.identity)
            if any(it.concrete_path == call.concrete_path for it in deletions):
                self.strike_off(known.credentials)

    @property
    def has_some_to_quit(self) -> bool:
        """Whether keys would perhaps be lost by quitting, of which the user has not said so: those
        that the user brought, and uses for this run, are the user's affair.
        """
        workspace = self._workspace
        if not workspace.is_open or workspace.is_demo:
            return False
        return bool(self._undecided) or workspace.settings.credentials in self._made

    async def may_quit(self) -> bool:
        """Whether the program may end; asked where keys would be lost."""
        if not self.has_some_to_quit:
            return True
        if self._workspace.settings.credentials in self._made and not await self._may_go(
            _IN_USE_AT_END
        ):
            return False
        return await self._may_undecided_go(_NEW_AT_END)

    async def may_leave(self, *, screen_too: bool = False) -> bool:
        """Whether others may take the place of the keys in use; asked where these would be lost.

        Args:
            screen_too: whether this screen is left too, and the new keys with it that are in no
                use yet.
        """
        workspace = self._workspace
        if not workspace.is_open or workspace.is_demo:
            return True  # The demo keeps no keys.
        if not await self._may_go(_IN_USE):
            return False
        if not screen_too:
            return True
        return await self._may_undecided_go(_NEW) and await self._may_lose()

    async def _may_lose(self) -> bool:
        """Whether what the screens show only once may be lost, where there is such."""
        screens = [it for it in self._app.screen_stack if isinstance(it, BaseScreen)]
        losses = [loss for screen in screens for loss in screen.losses]
        if not losses:
            return True
        title = _("Leave without saving what is shown only once?")
        question = YesNoScreen(title, "\n".join(losses), _("Leave"))
        is_sure: bool = await self._app.push_screen_wait(question)
        return is_sure

    async def _may_go(self, title: str) -> bool:
        """Whether the keys in use may be lost, where they would be."""
        settings, account = self._workspace.settings, self._workspace.account
        keys = settings.credentials
        is_refused = account.is_known and bool(account.problem)
        if keys is None or FOR_THIS_RUN not in settings.found.where or is_refused:
            return True
        return await self._ask(keys, account.identity, _(title))

    async def _may_undecided_go(self, title: str) -> bool:
        """Whether the new keys in no use yet may be lost. They are known for as long as the user
        stays.
        """
        for new in self.undecided:
            if not await self._ask(new.credentials, new.identity, _(title)):
                return False
        self._undecided.clear()
        return True

    async def _ask(self, keys: Keys, identity: "Identity | None", title: str) -> bool:
        """Ask whether to save keys, copy them or let them go; False where they are to stay."""
        if await asyncio.to_thread(saved_places, self._workspace, keys):
            return True
        entries = [
            Entry(key_words(keys, identity)),
            Entry(_("Save them"), _("as a profile, or where every wrapper looks"), _SAVE, True),
            Entry(_("Copy them"), _("as an ovh.conf, secrets and all"), _COPY, True),
            Entry(_("Discard them"), self._left(identity), _DROP, True),
        ]
        chosen: str | None = ""
        while chosen is not None:
            menu: MenuScreen = MenuScreen(title, entries, start=chosen, goes_back=True)
            chosen = await self._app.push_screen_wait(menu)
            if (
                chosen == _DROP
                or (chosen == _COPY and await copy_keys(self._app, self._workspace, keys))
                or (chosen == _SAVE and await self._save(keys, identity))
            ):
                return True
        return False

    def _left(self, identity: "Identity | None") -> str:
        return keys_left_words(self._workspace.account.who.partition("/")[0], identity)

    async def _save(self, keys: Keys, identity: "Identity | None") -> bool:
        name = (identity.account or identity.who) if identity is not None else ""
        try:
            choice = await ask_where_to_keep(
                self._app,
                self._workspace,
                keys,
                name,
                as_profile=True,
                unsaved=_("esc goes back"),
            )
        except ConfigError as error:
            self._app.notify(printable(str(error)), severity="error", markup=False)
            return False
        if choice is not None:
            words = _("Keys saved in {path}").format(path=choice.path)
            self._app.notify(printable(words), markup=False)
        return choice is not None
