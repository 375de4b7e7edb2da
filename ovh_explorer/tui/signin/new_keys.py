"""What new keys are for, where others are in use: to sign in with, or to be saved, copied, left."""

from typing import TYPE_CHECKING, Any

from textual.app import App

from ovh_explorer.text import printable
from ovh_explorer.translation import _
from ovh_explorer.tui.dialogs.menu import Entry, MenuScreen
from ovh_explorer.tui.signin.keep_keys import ask_where_to_keep
from ovh_explorer.tui.signin.key_places import copy_keys
from ovh_explorer.tui.signin.save_keys import SaveChoice
from ovh_explorer.tui.signin.unsaved_keys import UnsavedKeys, keys_left_words
from ovh_explorer.tui.signin.verify_screen import VerifiedKeys
from ovh_explorer.tui.widgets.key_names import key_now
from ovh_explorer.workspace.account.key_words import key_name, key_words

if TYPE_CHECKING:
    from ovh_explorer.workspace.workspace import Workspace

__all__ = ["ForThisRun", "NewKeys", "are_others_in_use"]

_RUN, _SAVE, _PROFILE, _COPY, _LEAVE = "run", "save", "profile", "copy", "leave"


class ForThisRun:
    """The keys are used, and saved nowhere."""


def are_others_in_use(workspace: "Workspace", verified: VerifiedKeys) -> bool:
    """Whether one is signed in with other keys, as far as is known."""
    account, settings = workspace.account, workspace.settings
    is_refused = account.is_known and bool(account.problem)
    return (
        settings.credentials is not None
        and not settings.signing_problem
        and not is_refused
        and settings.credentials != verified.credentials
    )


class NewKeys:
    """Asks what new keys are for. They take the place of those in use only where the user says so.

    Args:
        app: for dialogs and toasts.
        workspace: whose keys are in use.
        unsaved: knows those that would be lost.
    """

    def __init__(self, app: App[Any], workspace: "Workspace", unsaved: UnsavedKeys) -> None:
        self._app = app
        self._workspace = workspace
        self._unsaved = unsaved

    async def ask(self, verified: VerifiedKeys) -> SaveChoice | ForThisRun | None:
        """Where the keys are saved that are used from now on, or that they are for this run; None
        where those in use stay, and what was wanted with the new ones is done.
        """
        title = _("What are the new keys for? · {who}").format(who=verified.identity.who)
        entries = self._entries(verified)
        chosen: str | None = ""
        while chosen is not None:
            menu: MenuScreen = MenuScreen(title, entries, start=chosen)
            chosen = await self._app.push_screen_wait(menu)
            if chosen in (_RUN, _SAVE):
                used = await self._use(verified, saves=chosen == _SAVE)
                if used is not None:
                    return used
            elif chosen is not None and await self._set_aside(chosen, verified):
                self._unsaved.strike_off(verified.credentials)
                return None
        words = _(
            "The current keys stay in use. Press {key} for the new ones: they are there until you "
            "quit."
        )
        self._app.notify(words.format(key=key_now(self._app.screen, "sign_in")), timeout=8)
        return None

    def _entries(self, verified: VerifiedKeys) -> list[Entry]:
        workspace = self._workspace
        in_use, saves = workspace.settings.credentials, not workspace.is_demo
        assert in_use is not None
        new = key_words(verified.credentials, verified.identity)
        now = key_words(in_use, workspace.account.identity)
        # None of them is chosen by an enter too many: they come when the owner accepts.
        entries = [
            Entry(_("Use the new ones from now on"), new),
            Entry(_("For this run"), _("they are saved nowhere"), _RUN, True),
        ]
        if saves:
            note = _("in ovh.conf, for your programs, or as a profile")
            entries.append(Entry(_("Save them, and use them"), note, _SAVE, True))
        entries.append(Entry(_("Keep using the current keys"), now))
        if saves:
            note = _("they are in the sign-in menu then")
            entries.append(Entry(_("Save the new ones as a profile"), note, _PROFILE, True))
        note = _("as an ovh.conf, secrets and all")
        entries.append(Entry(_("Copy the new ones"), note, _COPY, True))
        entries.append(Entry(_("Leave the new ones"), self._left(verified), _LEAVE, True))
        return entries

    def _left(self, verified: VerifiedKeys) -> str:
        account = self._workspace.account.who.partition("/")[0]
        return keys_left_words(account, verified.identity)

    async def _use(self, verified: VerifiedKeys, *, saves: bool) -> SaveChoice | ForThisRun | None:
        """Where they are saved; None where the user went back."""
        if not await self._unsaved.may_leave():
            return None
        if not saves:
            return ForThisRun()
        # The keys of another account are not what the user's own programs are to work with.
        as_profile = verified.is_delegated or self._workspace.settings.profile != ""
        return await self._save(verified, as_profile=as_profile)

    async def _set_aside(self, chosen: str, verified: VerifiedKeys) -> bool:
        """Do what is wanted with keys that aren't used; False where that wasn't done."""
        name = key_name(verified.credentials, verified.identity)
        words = [_("The current keys stay in use.")]
        if chosen == _PROFILE:
            choice = await self._save(verified, as_profile=True)
            if choice is None:
                return False
            words.append(_("Keys saved in {path}").format(path=choice.path))
        elif chosen == _COPY:
            # What says where they were copied to stands alone.
            return await copy_keys(self._app, self._workspace, verified.credentials)
        else:
            words += [_("Not saved: {name}.").format(name=name), self._left(verified)]
        self._app.notify("\n".join(map(printable, words)), timeout=8, markup=False)
        return True

    async def _save(self, verified: VerifiedKeys, *, as_profile: bool) -> SaveChoice | None:
        identity = verified.identity
        return await ask_where_to_keep(
            self._app,
            self._workspace,
            verified.credentials,
            identity.account or identity.who,
            as_profile=as_profile,
            unsaved=_("esc goes back"),
        )
