"""Signing in, choosing a region, opening the demo: what changes whom the main screen works for."""

from typing import TYPE_CHECKING

from ovh_explorer.config import ENDPOINTS, ConfigError, OAuth2Client, find_endpoint
from ovh_explorer.form import SCHEMAS_VERSIONS
from ovh_explorer.text import printable
from ovh_explorer.tui.dialogs.menu import Entry, MenuScreen
from ovh_explorer.tui.dialogs.prompt import PromptScreen
from ovh_explorer.workspace.settings import Settings
from ovh_explorer.workspace.workspace import Workspace

if TYPE_CHECKING:
    from ovh_explorer.config.profiles import Profile
    from ovh_explorer.tui.main.screen import MainScreen

__all__ = ["Account"]

_OWN_VERSION = "the account's own"
_REGIONS = {"EU": "Europe", "CA": "Canada, Asia and the rest of the world", "US": "United States"}


class Account:
    """What *sign in*, *choose a region* and *open the demo* do on a main screen."""

    def __init__(self, screen: "MainScreen") -> None:
        self._screen = screen

    # Signing in

    async def sign_in(self) -> None:
        """The menu of the ways to sign in, again after a way that was left."""
        from ovh_explorer.tui.signin.flows import SignInFlows

        screen = self._screen
        if screen.workspace.has_unknown_endpoint:
            await self.choose_region()
            return
        if not screen.workspace.is_open:
            screen.notify("The demo is still starting.")
            return
        ways = SignInFlows(screen)
        way: str | None = ""
        while True:
            profiles, problems = (
                ([], []) if screen.workspace.is_demo else screen.workspace.settings.profiles()
            )
            entries = self._entries(profiles, problems)
            title = f"Sign in · {screen.workspace.title}"
            way = await screen.app.push_screen_wait(MenuScreen(title, entries, start=way or ""))
            match way:
                case None:
                    return
                case "token":
                    done = await ways.create_token()
                case "request" | "delegate":
                    done = await ways.request(delegated=way == "delegate")
                case "wait":
                    done = screen.asked_key is not None and await ways.wait(screen.asked_key)
                case "service":
                    done = await ways.service_account()
                case "paste":
                    done = await ways.paste()
                case "region":
                    done = await self.choose_region()
                case _:
                    await self.use_profile(profiles[int(way.removeprefix("profile-"))])
                    return
            if done:
                return

    def _entries(self, profiles: "list[Profile]", problems: list[str]) -> list[Entry]:
        workspace = self._screen.workspace
        endpoint = workspace.settings.endpoint
        entries = [Entry(f"⚠ {problem}") for problem in problems]
        if profiles:
            entries.append(Entry("Keys that were found"))
        for index, profile in enumerate(profiles):
            keys = profile.credentials
            same = profile.endpoint == endpoint and keys == workspace.settings.credentials
            what = (
                f"service account {keys.client_id}"
                if isinstance(keys, OAuth2Client)
                else f"application key {keys.application_key[:4]}…"
                + ("" if keys.is_complete else ", no consumer key")
            )
            title = f"{profile.name}{' · in use' if same else ''}"
            elsewhere = (
                "" if profile.name == profile.endpoint.name else f"{profile.endpoint.name}, "
            )
            entries.append(
                Entry(title, f"{elsewhere}{what}, from {profile.where}", f"profile-{index}")
            )
        entries.append(Entry("Other keys" if profiles else "Get keys"))
        if endpoint.token_page:
            entries.append(
                Entry("Create a token", "three keys at once, on the region's page", "token")
            )
        if self._screen.asked_key is not None:
            entries.append(
                Entry("Wait for the key that was requested", "it is not validated yet", "wait")
            )
        entries.append(
            Entry(
                "Request a consumer key",
                "for an application of yours; you accept it in a browser",
                "request",
            )
        )
        words = "they accept it by a link; the key is kept as a profile"
        entries.append(Entry("Request rights on somebody else's account", words, "delegate"))
        if endpoint.oauth2_token_url is not None:
            entries.append(Entry("Service account", "an OAuth2 client's id and secret", "service"))
        entries.append(Entry("Paste keys", "that you have already", "paste"))
        entries.append(Entry("Elsewhere"))
        entries.append(
            Entry("Another region or URL", "each has its own accounts, keys and catalog", "region")
        )
        return entries

    async def use_profile(self, profile: "Profile") -> None:
        """Work with the keys of a profile from now on."""
        await self._go_to(self._screen.workspace.settings.with_profile(profile))

    async def _go_to(self, settings: Settings) -> None:
        """Work with other settings: in place where the endpoint is the same, else on a screen of
        its own.
        """
        screen = self._screen
        workspace = screen.workspace
        if (
            workspace.is_open
            and not workspace.is_demo
            and settings.endpoint == workspace.settings.endpoint
        ):
            workspace.use_settings(settings)
            screen.identify()
        else:
            form = screen.form
            branch = "/v2" if form is not None and form.operation.branch == "v2" else ""
            target = (
                f"{form.operation.method} {branch}{form.operation.path}" if form is not None else ""
            )
            await screen.explorer.use(workspace.elsewhere(settings), target)

    async def keys(self) -> None:
        """The account's keys, on a screen of their own."""
        from ovh_explorer.tui.signin.account_keys import AccountKeysScreen

        screen = self._screen
        if not screen.workspace.is_open or screen.workspace.settings.credentials is None:
            screen.notify("Sign in first: S.", severity="warning")
            return
        await screen.app.push_screen_wait(AccountKeysScreen(screen.workspace, screen.identify))

    async def history(self) -> None:
        """What was tried."""
        from ovh_explorer.tui.history.actions import look_back

        await look_back(self._screen)

    async def compare(self) -> None:
        """What differs from the answer that the same call got before."""
        from ovh_explorer.tui.history.compare import differ_from_before

        bench = self._screen.bench
        await differ_from_before(
            self._screen, bench.response.response if bench is not None else None
        )

    async def favourites(self) -> None:
        """Operations kept under a name."""
        from ovh_explorer.tui.history.favourites import FavouriteActions

        if self._screen.workspace.is_open:
            await FavouriteActions(self._screen).show()

    # Elsewhere

    async def choose_region(self) -> bool:
        """Ask for an endpoint and start over with it; False when there was none."""
        screen = self._screen
        workspace = screen.workspace
        here = (
            "" if workspace.is_demo or not workspace.is_open else workspace.settings.endpoint.name
        )
        entries = []
        for known, endpoint in ENDPOINTS.items():
            standing = "here" if known == here else _REGIONS[endpoint.region]
            entries.append(Entry(known, f"{standing} · {endpoint.host}", known))
        entries.append(Entry("Another URL…", "a gateway, a sandbox", "url"))
        menu: MenuScreen = MenuScreen("Region", entries, start=here)
        name = await screen.app.push_screen_wait(menu)
        if name == "url":
            words = "The API's address, without branch:"
            name = await screen.app.push_screen_wait(
                PromptScreen(
                    "Another URL", words, _endpoint_problem, placeholder="https://eu.api.ovh.com"
                )
            )
        if name is None:
            return False
        try:
            settings = workspace.settings_at(name)
        except ConfigError as error:
            # The file given with --config can have changed since the start.
            screen.notify(printable(str(error)), severity="error", timeout=10, markup=False)
            return False
        await self._go_to(settings)
        return True

    async def open_demo(self) -> None:
        """Start over with the demo."""
        screen = self._screen
        if screen.workspace.is_demo:
            screen.notify("This is the demo.")
            return
        await screen.explorer.use(
            Workspace(None, read_only=screen.workspace.read_only_mode.is_forced)
        )

    async def choose_schemas_version(self) -> None:
        """Ask which version of its schemas v2 is to answer by, in every form of this run."""
        screen = self._screen
        entries = [Entry(version, "", version) for version in (_OWN_VERSION, *SCHEMAS_VERSIONS)]
        start = screen.workspace.forms.schemas_version or _OWN_VERSION
        version = await screen.app.push_screen_wait(
            MenuScreen("Schemas version of v2", entries, start=start)
        )
        if version is None:
            return
        screen.workspace.forms.use_schemas_version("" if version == _OWN_VERSION else version)
        screen.header.schemas_version = screen.workspace.forms.schemas_version
        if screen.bench is not None:
            screen.bench.request.refresh_form()


def _endpoint_problem(text: str) -> str:
    try:
        find_endpoint(text)
    except ConfigError as error:
        return printable(str(error))
    return ""
