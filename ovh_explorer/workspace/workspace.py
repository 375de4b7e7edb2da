"""The workspace: everything one run works with, without a screen."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ovh_explorer.config import ConfigError, Credentials, OAuth2Client, state_dir
from ovh_explorer.workspace.account.account import Account
from ovh_explorer.workspace.calls.prices import Prices
from ovh_explorer.workspace.calls.sent_recently import SentRecently
from ovh_explorer.workspace.demo import Demo
from ovh_explorer.workspace.settings import Settings, UnusableSettings, demo_settings, gather
from ovh_explorer.workspace.storage.background_writer import BackgroundWriter
from ovh_explorer.workspace.storage.history_recorder import HistoryRecorder
from ovh_explorer.workspace.storage.open_forms import OpenForms
from ovh_explorer.workspace.storage.read_only import ReadOnlyError, ReadOnlyFiles, ReadOnlyMode
from ovh_explorer.workspace.storage.response_cache import ResponseCache
from ovh_explorer.workspace.sync.catalog import Catalog

if TYPE_CHECKING:
    from ovh_explorer.call import Call
    from ovh_explorer.catalog.store import Store
    from ovh_explorer.client.response import Response
    from ovh_explorer.client.session import Progress, Session
    from ovh_explorer.workspace.calls.code import CodeWriter
    from ovh_explorer.workspace.calls.effects import CallEffects
    from ovh_explorer.workspace.calls.error_doctor import ErrorDoctor
    from ovh_explorer.workspace.calls.value_lookup import ValueLookup
    from ovh_explorer.workspace.response.service import ResponseService
    from ovh_explorer.workspace.storage.drafts import Drafts
    from ovh_explorer.workspace.storage.favourites import Favourites
    from ovh_explorer.workspace.storage.history import History
    from ovh_explorer.workspace.storage.preferences import Preferences
    from ovh_explorer.workspace.storage.sqlite_file import SqliteFile

__all__ = ["ReadOnlyError", "Workspace"]


class Workspace:
    """What a user works with, without a screen: settings, and a part for each job.

    Making one reads nothing but settings; :meth:`open` opens the catalog, :meth:`send` makes the
    client. A part whose module isn't needed at the start is made when it is first used.

    Args:
        settings: endpoint and keys; None for the demo, whose sandbox :meth:`open` starts. Unusable
            ones make a workspace that can't be opened: another takes its place once an endpoint is
            chosen.
        read_only: for the demo; otherwise `settings` say it.
        demo_url: a sandbox that runs already, instead of one of the demo's own.
        cache: the directory of the catalogs; the user's by default.
        timeout: seconds that each step of a request may take; the client's own by default.

    Attributes:
        catalog: the operations of the endpoint.
        forms: the forms of operations that were opened in this run.
        account: who is signed in.
        prices: prices that responses of this run named.
        sent_recently: requests that were sent a short while ago.
        responses: the responses of this run.
        recorder: records the requests that are sent.
        allow_more: asks the user whether to go on with a response of more than so many bytes;
            without it, there are none.
    """

    def __init__(
        self,
        settings: Settings | UnusableSettings | None,
        *,
        read_only: bool = False,
        demo_url: str = "",
        cache: Path | None = None,
        timeout: float | None = None,
    ) -> None:
        self._unusable = settings if isinstance(settings, UnusableSettings) else None
        self._settings = None if isinstance(settings, UnusableSettings) else settings
        self._read_only = read_only
        self._cache = cache
        self._timeout = timeout
        self._demo = Demo(demo_url)
        self._session: Session | None = None
        self._closing: asyncio.Future[None] | None = None
        self._writer = BackgroundWriter()
        self._response_service: ResponseService | None = None
        self._value_lookup: ValueLookup | None = None
        self._problem_sources: list[Callable[[], str]] = []
        self._told_problems: set[str] = set()
        self.catalog = Catalog(cache)
        self.forms = OpenForms(lambda: self.store)
        self.account = Account(lambda: self._credentials, lambda: self.session)
        self.prices = Prices()
        self.sent_recently = SentRecently()
        self.responses = ResponseCache()
        self.recorder = HistoryRecorder(
            lambda: self.history,
            self.responses,
            self._writer,
            lambda: (self.root, self.profile_name),
        )
        self.allow_more: Callable[[int], Awaitable[bool]] | None = None

    # Settings

    @property
    def is_demo(self) -> bool:
        """Whether this is the embedded demo."""
        return self._unusable is None and (self._settings is None or self._settings.demo)

    @property
    def has_unknown_endpoint(self) -> bool:
        """Whether the settings name no usable endpoint: there is nothing to open until one is
        chosen.
        """
        return self._unusable is not None

    @property
    def settings(self) -> Settings:
        """Endpoint and keys. The demo has none until :meth:`open` has started it."""
        assert self._settings is not None, "the demo isn't open yet"
        return self._settings

    @property
    def root(self) -> str:
        """The URL of the endpoint."""
        return self.settings.endpoint.root

    @property
    def title(self) -> str:
        """The endpoint, in a word or two."""
        if self._unusable is not None:
            return "no endpoint"
        return "demo" if self._settings is None else self._settings.title

    @property
    def profile_name(self) -> str:
        """The name of the keys: their profile, else the endpoint."""
        return self.title if self._settings is None else self._settings.profile_name

    def use_keys(
        self, credentials: Credentials | OAuth2Client, where: str, *, profile: str = ""
    ) -> None:
        """Sign with these keys from now on, for this run."""
        self.use_settings(self.settings.with_credentials(credentials, where, profile=profile))

    def use_settings(self, settings: Settings) -> None:
        """Work with other keys of the same endpoint from now on."""
        self._settings = settings
        self.account.forget()
        self._value_lookup = None
        self.sent_recently = SentRecently()
        self._drop_session()

    def settings_at(self, endpoint: str) -> Settings:
        """The settings of this run at another region or URL, with the keys that are found for it.

        Raises:
            ConfigError: for an endpoint that isn't one, in words.
        """
        if self._unusable is not None:
            return self._unusable.with_endpoint(endpoint)
        if self.is_demo:
            return gather(endpoint, read_only=self.read_only_mode.is_forced)
        return self.settings.with_endpoint(endpoint)

    def elsewhere(self, settings: Settings) -> "Workspace":
        """A workspace at another endpoint, as this one is otherwise."""
        other = Workspace(settings, cache=self._cache, timeout=self._timeout)
        other.recorder.keeps_history = self.recorder.keeps_history
        if not self.is_demo:
            # What lasts for the run, for want of a file, is still so when the user comes back to
            # this profile.
            other.read_only_mode.files = self.read_only_mode.files
        return other

    @property
    def _credentials(self) -> Credentials | OAuth2Client | None:
        return None if self._settings is None else self._settings.credentials

    def _is_forced_read_only(self) -> bool:
        if self._unusable is not None:
            return self._unusable.read_only
        return self._read_only if self._settings is None else self._settings.read_only

    # Opening and closing

    async def open(self) -> None:
        """Start the demo's sandbox where it is one, and open the catalog.

        Raises:
            SandboxError: when the sandbox doesn't start.
            ConfigError: when the endpoint is unknown.
            StoreError: when no catalog can be opened, not even one for this run.
        """
        if self._unusable is not None:
            raise ConfigError(self._unusable.problem)
        if self._settings is None:
            self._settings = demo_settings(await self._demo.start(), read_only=self._read_only)
        self.open_catalog()

    def open_catalog(self) -> "Store":
        """Open the catalog of the endpoint; on a second call the same one."""
        # The demo keeps nothing, and its port is another one each time.
        own_file = self._demo.directory / "catalog.db" if self.settings.demo else None
        return self.catalog.open(self.root, own_file)

    @property
    def is_open(self) -> bool:
        """Whether the catalog can be read."""
        return self.catalog.is_open

    @property
    def store(self) -> "Store":
        """The database of the catalog."""
        return self.catalog.store

    async def close(self) -> None:
        """End everything this workspace started; drafts of the forms are kept for a later run."""
        # The last first, and all of them, whichever fails.
        async with AsyncExitStack() as stack:
            stack.callback(self._demo.remove_files)
            stack.push_async_callback(self._demo.stop)
            stack.callback(self.catalog.close)
            if self._response_service is not None:
                stack.push_async_callback(self._response_service.close)
            if self._session is not None:
                stack.push_async_callback(self._session.aclose)
            stack.push_async_callback(self.catalog.stop_sync)
            stack.push_async_callback(self._writer.finish)
            for form in self.forms:
                stack.push_async_callback(self.drafts.keep, form)
            stack.push_async_callback(self.recorder.finish)

    # Files

    @property
    def state_directory(self) -> Path:
        """Where this workspace keeps its files; the demo's is removed with its run."""
        return self._demo.directory if self.is_demo else state_dir()

    @cached_property
    def _state_file(self) -> "SqliteFile":
        from ovh_explorer.workspace.storage.state_file import state_file

        file = state_file(state_dir() / "memory.db")
        self._problem_sources.append(lambda: file.problem)
        return file

    @cached_property
    def preferences(self) -> "Preferences":
        """Preferences of the user; the demo's are for its run alone."""
        from ovh_explorer.workspace.storage.preferences import Preferences, PreferenceTable

        table = None if self.is_demo else PreferenceTable(self._state_file)
        return Preferences(table, self._writer)

    @cached_property
    def drafts(self) -> "Drafts":
        """What was typed into forms in earlier runs; the demo has none."""
        from ovh_explorer.workspace.storage.drafts import Drafts, DraftTable

        table = None if self.is_demo else DraftTable(self._state_file)
        return Drafts(table, lambda: self.root, self._writer)

    @cached_property
    def history(self) -> "History":
        """The requests of all runs; the demo's is removed with its run."""
        from ovh_explorer.workspace.storage.history import History

        history = History(self.state_directory / "history.db")
        self._problem_sources.append(lambda: history.problem)
        return history

    @property
    def favourites(self) -> "Favourites":
        """Operations kept under a name; the demo's are removed with its run."""
        from ovh_explorer.workspace.storage.favourites import Favourites

        return Favourites(self.state_directory / "favourites.db")

    @cached_property
    def read_only_mode(self) -> ReadOnlyMode:
        """Whether only GET is sent; the demo's setting is for its run alone."""
        if self.is_demo:
            files = ReadOnlyFiles(None)
        else:
            files = ReadOnlyFiles(state_dir() / "read-only", self._state_file)
        return ReadOnlyMode(files, lambda: self.profile_name, self._is_forced_read_only)

    def new_problem(self) -> str:
        """What went wrong with the program's own files, in words, each problem once; "" for nothing
        new.
        """
        problems = [self.read_only_mode.problem, self.catalog.notice]
        problems += [problem() for problem in self._problem_sources]
        for problem in problems:
            if problem and problem not in self._told_problems:
                self._told_problems.add(problem)
                return problem
        return ""

    # Requests

    @property
    def session(self) -> "Session":
        """The signing client."""
        if self._session is None:
            from ovh_explorer.client.session import Session, Timeouts

            seconds = self._timeout
            timeouts = None if seconds is None else Timeouts(seconds, seconds, seconds, seconds)
            self._session = Session(
                self.settings.endpoint,
                self.settings.credentials,
                timeouts=timeouts,
                allow_more=self._allows_more,
            )
        return self._session

    async def _allows_more(self, size: int) -> bool:
        return self.allow_more is not None and await self.allow_more(size)

    def _drop_session(self) -> None:
        old, self._session = self._session, None
        if old is not None:
            # The loop itself holds a task only weakly.
            self._closing = asyncio.ensure_future(old.aclose())

    async def send(self, call: "Call", progress: "Progress | None" = None) -> "Response":
        """Send a call, once.

        Raises:
            ReadOnlyError: when only GET is sent and the call is another one.
            ClientError: when no response came, in words.
        """
        from ovh_explorer.client.errors import ClientError

        await self.read_only_mode.check(call)
        self.sent_recently.note(call)
        try:
            response = await self.session.send(call, progress=progress)
        except ClientError as error:
            if not self._demo.has_ended:
                raise
            words = "The demo's sandbox has ended; quit and start again."
            raise ClientError(words, maybe_sent=error.maybe_sent) from None
        self.prices.note(call, response)
        return response

    def effects(self, call: "Call") -> "CallEffects":
        """What a call does, and what the user is asked before it is sent."""
        from ovh_explorer.workspace.calls.effects import effects_of_call

        return effects_of_call(call, self.prices.of(call))

    def url(self, call: "Call") -> str:
        """The whole URL that a call goes to."""
        return self.settings.endpoint.base(call.branch) + call.target

    @property
    def response_service(self) -> "ResponseService":
        """Formats responses, searches and filters them."""
        if self._response_service is None:
            from ovh_explorer.workspace.response.service import ResponseService

            self._response_service = ResponseService()
        return self._response_service

    @property
    def value_lookup(self) -> "ValueLookup":
        """Values from the account for the fields of forms."""
        if self._value_lookup is None:
            from ovh_explorer.workspace.calls.value_lookup import ValueLookup

            self._value_lookup = ValueLookup(self.store, lambda call: self.send(call))
        return self._value_lookup

    @cached_property
    def error_doctor(self) -> "ErrorDoctor":
        """Explains errors of the API."""
        from ovh_explorer.workspace.calls.error_doctor import ErrorDoctor

        return ErrorDoctor(lambda: self.settings, self.account, lambda: self.session)

    @cached_property
    def code(self) -> "CodeWriter":
        """Writes calls in other languages."""
        from ovh_explorer.workspace.calls.code import CodeWriter

        return CodeWriter(lambda: self.settings)
