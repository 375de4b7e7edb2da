"""Sign out: forget the keys of this run, revoke them, take them out of ``ovh.conf``."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from textual.app import App

from ovh_explorer.config import AccessToken, ConfigError, OAuth2Client
from ovh_explorer.config.remove import KeyPlace, remove_keys
from ovh_explorer.config.sources import variables_of
from ovh_explorer.text import printable
from ovh_explorer.translation import _, in_series
from ovh_explorer.tui.dialogs.menu import Entry, MenuScreen
from ovh_explorer.tui.dialogs.question import YesNoScreen
from ovh_explorer.tui.signin.key_places import saved_places
from ovh_explorer.tui.workbench.confirm_dialog import ConfirmScreen
from ovh_explorer.tui.workbench.refusal import refusal_words
from ovh_explorer.workspace.account.sign_out import revoking_call
from ovh_explorer.workspace.settings import FOR_THIS_RUN
from ovh_explorer.workspace.workspace import ReadOnlyError

if TYPE_CHECKING:
    from ovh_explorer.call import Call
    from ovh_explorer.client.response import ApiError
    from ovh_explorer.config import Keys
    from ovh_explorer.workspace.workspace import Workspace

__all__ = ["SignOut"]

_UNAUTHORIZED, _NOT_FOUND = 401, 404
_FORGET, _REVOKE, _REMOVE, _BOTH = "forget", "revoke", "remove", "both"


class SignOut:
    """Ends the use of the keys, as far as the user wants it.

    Args:
        app: for dialogs and toasts.
        workspace: what is signed in.
        identify: called when the keys are gone.
    """

    def __init__(
        self, app: App[Any], workspace: "Workspace", identify: Callable[[], object]
    ) -> None:
        self._app = app
        self._workspace = workspace
        self._identify = identify

    @property
    def is_possible(self) -> bool:
        """Whether there are keys to sign out with."""
        return self._workspace.is_open and self._workspace.settings.credentials is not None

    async def show(self) -> bool:
        """Ask how to sign out, and do it, or say why not; False where the user went back."""
        if not self.is_possible:
            self._app.notify(_("You are not signed in."))
            return False
        workspace = self._workspace
        keys = workspace.settings.credentials
        assert keys is not None
        call = None
        account = workspace.account
        if account.is_known and not account.problem:
            call = await revoking_call(keys, account.rights, account.token, workspace.session.send)
        places = await asyncio.to_thread(saved_places, workspace, keys)
        title = _("Sign out · {title} · {who}").format(
            title=workspace.title, who=workspace.account.who or _("keys not checked")
        )
        # None of them is chosen by an enter too many.
        entries = [replace(it, must_be_meant=True) for it in self._entries(keys, call, places)]
        menu: MenuScreen = MenuScreen(title, entries)
        chosen = await self._app.push_screen_wait(menu)
        if chosen is None or keys is not workspace.settings.credentials:
            return False
        is_revoked, end = chosen in (_REVOKE, _BOTH), _("Signed out.")
        removed = places if chosen in (_REMOVE, _BOTH) else []
        if is_revoked:
            assert call is not None
            if not await self._may_send(call):
                return True
            if not await self._agreed_to_revoke(call, removed):
                return False
            end = await self._revoke(call, keys)
            if not end:
                return True
        elif not await self._agreed(removed):
            return False
        left = await self._remove(removed, keys)
        if left and not is_revoked:
            return True
        taken = [place for place in removed if place not in left]
        self._forget(end, removed=taken)
        return True

    def _entries(
        self,
        keys: "Keys",
        call: "Call | None",
        places: list[KeyPlace],
    ) -> list[Entry]:
        here = in_series(map(str, places))
        files = _files(places)
        entries = [Entry(_("Forget the keys"), self._later(places), _FORGET)]
        if call is not None:
            note = _("{request}: everything that uses it stops working").format(
                request=f"{call.method} {call.concrete_path}"
            )
            entries.append(Entry(_revoking_title(keys), note, _REVOKE))
        else:
            entries.append(Entry(self._why_not_revoked(keys)))
        if places:
            title = _("Forget the keys and remove them from {files}").format(files=files)
            entries.append(
                Entry(title, _("{place}; the rest of the file stays").format(place=here), _REMOVE)
            )
        if call is not None and places:
            title = _("Forget and revoke them, and remove them from {files}").format(files=files)
            entries.append(Entry(title, _("all of that in one step"), _BOTH))
        return entries

    def _why_not_revoked(self, keys: "Keys") -> str:
        account = self._workspace.account
        is_accepted = account.is_known and not account.problem
        if is_accepted and isinstance(keys, AccessToken):
            return _(
                "It is not known which of its user's tokens this is: K lists and revokes them."
            )
        return _("Revoking is offered once the API has accepted the keys.")

    def _later(self, places: list[KeyPlace]) -> str:
        """What becomes of keys that are only forgotten."""
        if FOR_THIS_RUN in self._workspace.settings.found.where and not places:
            return _("for this run; they are not saved, so you lose them")
        if self._workspace.is_demo or places or self._of_environment:
            return _("for this run; the next start finds them again")
        return _("for this run; no file is changed")

    @property
    def _of_environment(self) -> list[str]:
        """The variables that the keys came from."""
        return variables_of(self._workspace.settings.found.where)

    async def _agreed(self, removed: list[KeyPlace]) -> bool:
        """Whether the user means it; asked where something is gone then."""
        if removed:
            words = _("These settings are removed, the rest stays as it is:")
            question = YesNoScreen(
                _("Remove the keys from {files}?").format(files=_files(removed)),
                "\n".join((words, *map(str, removed))),
                _("Remove them"),
            )
        elif FOR_THIS_RUN in self._workspace.settings.found.where:
            words = _("The keys are not saved anywhere: you lose them, and they stay valid.")
            question = YesNoScreen(_("Forget the keys?"), words, _("Forget them"))
        else:
            return True
        return await self._app.push_screen_wait(question)

    async def _may_send(self, call: "Call") -> bool:
        """Whether such a call is sent at all; says why not."""
        try:
            await self._workspace.check(call)
        except ReadOnlyError as refusal:
            self._say(refusal_words(refusal), is_error=True)
            return False
        return True

    async def _agreed_to_revoke(self, call: "Call", removed: list[KeyPlace]) -> bool:
        workspace = self._workspace
        notes = [_("You are signed in with these keys: everything that uses them stops working.")]
        notes += [_("Then removed from {place}").format(place=place) for place in removed]
        notes += filter(None, [workspace.sent.words(call)])
        question: ConfirmScreen = ConfirmScreen(
            call,
            workspace.url(call),
            where=f"{workspace.title}, {workspace.account.who or workspace.account.standing}",
            note="\n".join(notes),
            effects=workspace.effects(call),
        )
        return await self._app.push_screen_wait(question)

    async def _revoke(self, call: "Call", keys: "Keys") -> str:
        """Send what revokes the keys; how they ended, in words, "" where they didn't, which is said
        then.
        """
        from ovh_explorer.client.errors import ClientError

        workspace = self._workspace
        try:
            response = await workspace.recorder.send(call, workspace.send)
        except ReadOnlyError as refusal:
            self._say(refusal_words(refusal), is_error=True)
            return ""
        except ClientError as error:
            self._say(printable(str(error)), is_error=True)
            return ""
        if response.error is not None and _is_gone(response.error, keys):
            return _("Signed out. The keys had been revoked before, or had ended.")
        if response.error is not None:
            lines = await workspace.error_doctor.explain(call, response)
            self._say("\n".join(map(printable, [_("Not revoked."), *lines])), is_error=True)
            return ""
        return _("Signed out, and the keys are revoked.")

    async def _remove(self, places: list[KeyPlace], keys: "Keys") -> list[KeyPlace]:
        """Take the keys out of files; the places where they still are, which is said."""
        left = []
        words = []
        for place in places:
            try:
                await asyncio.to_thread(remove_keys, place, keys)
                words.append(_("Removed from {place}").format(place=place))
            except ConfigError as error:
                left.append(place)
                words.append(str(error))
        if left:
            self._say("\n".join(map(printable, words)), is_error=True)
        return left

    def _forget(self, end: str, *, removed: list[KeyPlace]) -> None:
        workspace = self._workspace
        variables = self._of_environment
        workspace.use_settings(workspace.settings.without_keys())
        words = [end, *(_("Removed from {place}").format(place=place) for place in removed)]
        if variables:
            words.append(
                _("The environment still has {names}: unset them there.").format(
                    names=", ".join(variables)
                )
            )
        self._say("\n".join(map(printable, words)))
        self._identify()

    def _say(self, words: str, *, is_error: bool = False) -> None:
        severity: Any = "error" if is_error else "information"
        self._app.notify(words, severity=severity, timeout=8, markup=False)


def _files(places: list[KeyPlace]) -> str:
    """The files of places, in words."""
    labels = list(dict.fromkeys(place.file.label for place in places))
    if len(labels) < 2:
        return "".join(labels)
    return _("{files} and {last}").format(files=", ".join(labels[:-1]), last=labels[-1])


def _revoking_title(keys: "Keys") -> str:
    """What the entry says that revokes keys of this kind."""
    match keys:
        case AccessToken():
            return _("Forget and revoke the access token")
        case OAuth2Client():
            return _("Forget and revoke the service account")
        case _other:
            return _("Forget and revoke the consumer key")


def _is_gone(error: "ApiError", keys: "Keys") -> bool:
    """Whether the refusal of a revocation says that there is nothing left to revoke: another
    program did it. The API took these very keys before, so it isn't the wrong one.
    """
    if isinstance(keys, AccessToken) and error.status == _UNAUTHORIZED:
        return True
    return error.code == "NOT_CREDENTIAL" or error.status == _NOT_FOUND
