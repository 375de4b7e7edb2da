"""The open GET with the keys of other profiles, in one table."""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ovh_explorer.config import ConfigError
from ovh_explorer.form import FormInvalid
from ovh_explorer.text import printable
from ovh_explorer.translation import N_, _
from ovh_explorer.tui.dialogs.menu import Entry
from ovh_explorer.tui.dialogs.several_choices import choose_several
from ovh_explorer.tui.messages import ShowPane

if TYPE_CHECKING:
    from textual.app import App
    from textual.message import Message

    from ovh_explorer.call import Call
    from ovh_explorer.config.profiles import Profile
    from ovh_explorer.form import Form
    from ovh_explorer.tui.response.outlet import RequestSender, ResponseOutlet
    from ovh_explorer.workspace.workspace import Workspace

__all__ = ["ProfileActions"]

_DEMO = N_("The demo has one account. Sign in (S) to try a request with several profiles.")
_NO_PROFILES = N_(
    "No keys are saved. Save each account's as a profile: S, or [profile:NAME] in ovh.conf."
)


class ProfileActions:
    """Asks which profiles, and shows what each gets.

    Args:
        app: shows dialogs and toasts.
        workspace: knows the profiles.
        outlet: shows what came.
        sender: gives what sends.
        post: for what other parts of the screen do.
    """

    def __init__(
        self,
        app: "App[Any]",
        workspace: "Workspace",
        outlet: "ResponseOutlet",
        sender: "Callable[[], RequestSender]",
        post: "Callable[[Message], object]",
    ) -> None:
        self._app = app
        self._workspace = workspace
        self._outlet = outlet
        self._sender = sender
        self._post = post

    async def ask(self, form: "Form") -> None:
        """Ask for profiles, and send what the form says with each."""
        call = self._call(form)
        if call is None:
            return
        try:
            profiles, _problems = await asyncio.to_thread(self._workspace.settings.profiles)
        except ConfigError as error:
            self._say(str(error))
            return
        if not profiles:
            self._say(_(_NO_PROFILES))
            return
        names = [_name(profile, profiles) for profile in profiles]
        entries = [
            Entry(name, f"{profile.endpoint.name} · {profile.where}", str(index))
            for index, (name, profile) in enumerate(zip(names, profiles, strict=True))
        ]
        title = _("Try with profiles · {operation}").format(operation=form.operation.title)
        chosen = await choose_several(self._app, title, entries, [entry.id for entry in entries])
        if chosen:
            picked = [(names[int(index)], profiles[int(index)]) for index in chosen]
            self._post(ShowPane("response"))
            self._sender().gather(call, self._send(call, picked))

    def _call(self, form: "Form") -> "Call | None":
        """What the form says; None where it can't be sent with several profiles, which is said."""
        if form.operation.method != "GET":
            words = _("Only a GET can be tried with several profiles, not {method}.")
            self._say(words.format(method=form.operation.method))
        elif self._workspace.is_demo:
            self._say(_(_DEMO))
        else:
            try:
                return form.call()
            except FormInvalid as error:
                self._say(f"{error.mistakes[0].message}.")
        return None

    def _say(self, words: str) -> None:
        self._app.notify(printable(words), severity="warning", timeout=6, markup=False)

    async def _send(self, call: "Call", profiles: "list[tuple[str, Profile]]") -> None:
        from ovh_explorer.workspace.calls.other_profiles import OtherProfiles

        workspace = self._workspace
        settings = [(name, workspace.settings.with_profile(profile)) for name, profile in profiles]
        several = OtherProfiles(
            call,
            settings,
            workspace.recorder,
            self._outlet.say_doing,
            timeout=workspace.timeout,
            allow_more=lambda size: workspace.allow_more(size),
        )
        response = await several.run()
        await self._outlet.show_response(call, response, said=call, gathered=True)


def _name(profile: "Profile", profiles: "list[Profile]") -> str:
    """What a profile is called: with its place, where another has the same name."""
    is_alone = sum(other.name == profile.name for other in profiles) == 1
    return profile.name if is_alone else f"{profile.name} ({profile.where})"
