"""The sign-in menu: keys that were found, the ways to get others, another region."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from textual.app import App

from ovh_explorer.config import AccessToken, OAuth2Client
from ovh_explorer.translation import _
from ovh_explorer.tui.dialogs.menu import Entry, MenuScreen
from ovh_explorer.workspace.account.key_words import may_words
from ovh_explorer.workspace.settings import find_unread_keys

if TYPE_CHECKING:
    from ovh_explorer.config.profiles import Profile
    from ovh_explorer.tui.signin.sign_out import SignOut
    from ovh_explorer.tui.signin.ways import SignInWays, Way
    from ovh_explorer.workspace.workspace import Workspace

__all__ = ["SignInMenu"]

_REGION = "region"
_KEYS = "keys"
_SIGN_OUT = "sign-out"


class SignInMenu:
    """Offers every way to sign in.

    Args:
        app: for dialogs and toasts.
        workspace: what is signed in to.
        ways: all of them, whatever is offered now.
        use_profile: works with the keys of a profile from then on; False where the user goes back.
        choose_region: asks for another endpoint; False where the user chose none.
        show_keys: shows the account's keys.
        sign_out: ends the use of the keys.
    """

    def __init__(
        self,
        app: App[Any],
        workspace: "Workspace",
        ways: "SignInWays",
        use_profile: "Callable[[Profile], Awaitable[bool]]",
        choose_region: Callable[[], Awaitable[bool]],
        show_keys: Callable[[], Awaitable[None]],
        sign_out: "SignOut",
    ) -> None:
        self._app = app
        self._workspace = workspace
        self._ways = ways
        self._use_profile = use_profile
        self._choose_region = choose_region
        self._show_keys = show_keys
        self._sign_out = sign_out

    async def show(self) -> None:
        """Show the menu, again after a way from which the user went back."""
        if self._workspace.run_settings.is_unknown:
            await self._choose_region()
            return
        if not self._workspace.is_open:
            self._app.notify(_("The demo is still starting."))
            return
        title = _("Sign in · {title}").format(title=self._workspace.title)
        chosen: str | None = ""
        is_done = False
        while chosen is not None and not is_done:
            profiles, problems = self._profiles()
            ways = self._ways.offered
            entries = self._entries(profiles, problems, ways)
            menu: MenuScreen = MenuScreen(title, entries, start=chosen)
            chosen = await self._app.push_screen_wait(menu)
            if chosen is not None:
                is_done = await self._choose(chosen, profiles, ways)

    async def _choose(self, chosen: str, profiles: "list[Profile]", ways: "list[Way]") -> bool:
        """Do what was chosen; False where the user went back to the menu."""
        if chosen == _REGION:
            return await self._choose_region()
        if chosen == _KEYS:
            # A screen of its own, which is closed: the way back leads behind the menu.
            await self._show_keys()
            return True
        if chosen == _SIGN_OUT:
            return await self._sign_out.show()
        for way in ways:
            if way.id == chosen:
                return await way.flow()
        return await self._use_profile(profiles[int(chosen.removeprefix("profile-"))])

    def _profiles(self) -> "tuple[list[Profile], list[str]]":
        """The profiles that there are keys for, and what is wrong with others."""
        if self._workspace.is_demo:
            return [], []
        settings = self._workspace.settings
        profiles, problems = settings.profiles()
        # Read again: the user may have mended a file since the start.
        unread = find_unread_keys(settings.config_file)
        found = [str(finding) for finding in unread if finding.is_wrong]
        return profiles, [*problems, *found]

    def _entries(
        self, profiles: "list[Profile]", problems: list[str], ways: "list[Way]"
    ) -> list[Entry]:
        entries = [Entry(f"⚠ {problem}") for problem in problems]
        if profiles:
            entries.append(Entry(_("Keys that were found")))
        for index, profile in enumerate(profiles):
            id = f"profile-{index}"
            entries.append(self._profile_entry(profile, id, is_only=len(profiles) == 1))
        entries.append(Entry(_("Other keys") if profiles else _("Get keys")))
        entries += [Entry(way.title, way.note, way.id) for way in ways]
        entries.append(Entry(_("Elsewhere")))
        note = _("each has its own accounts, keys and catalog")
        entries.append(Entry(_("Another region or URL"), note, _REGION))
        if self._sign_out.is_possible:
            entries.append(Entry(_("The keys in use")))
            note = _("all keys of the account: rights, last use, end; create and revoke")
            entries.append(Entry(_("Keys of the account"), note, _KEYS))
            note = _("forget or revoke the keys, remove them from ovh.conf")
            entries.append(Entry(_("Sign out"), note, _SIGN_OUT))
        return entries

    def _profile_entry(self, profile: "Profile", id: str, *, is_only: bool) -> Entry:
        settings = self._workspace.settings
        keys = profile.credentials
        if isinstance(keys, OAuth2Client):
            what = _("service account {name}").format(name=keys.client_id)
        elif isinstance(keys, AccessToken):
            what = _("access token")
        else:
            what = _("application key {start}…")
            if not keys.is_complete:
                what = _("application key {start}…, no consumer key")
            what = what.format(start=keys.application_key[:4])
        title = profile.name
        if profile.endpoint == settings.endpoint and keys == settings.credentials:
            words = _("in use")
            title = f"{title} · {words}"
            rights = self._workspace.account.rights
            if rights is not None and not is_only:
                # What tells it from another key of the application.
                what = f"{what}, {may_words(rights)}"
        where = profile.endpoint.name
        if profile.name != where:
            what = f"{where}, {what}"
        return Entry(title, _("{what}, from {where}").format(what=what, where=profile.where), id)
