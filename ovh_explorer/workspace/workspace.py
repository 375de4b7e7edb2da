"""One run's place of work: settings, catalog, client, and the forms that were opened."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ovh_explorer.call import BRANCHES
from ovh_explorer.catalog.store import OperationRow, ProductRow, Store
from ovh_explorer.config import ConfigError, Credentials, OAuth2Client, state_dir
from ovh_explorer.temporary import TemporaryDirectory
from ovh_explorer.workspace.account.identity import Account
from ovh_explorer.workspace.calls.prices import Prices
from ovh_explorer.workspace.calls.sent_recently import SentRecently
from ovh_explorer.workspace.settings import Settings, UnusableSettings, demo_settings, gather
from ovh_explorer.workspace.storage.drafts import DraftFile, Drafts
from ovh_explorer.workspace.storage.open_forms import OpenForms
from ovh_explorer.workspace.storage.preferences import PreferenceFile, Preferences
from ovh_explorer.workspace.storage.read_only import ReadOnly, ReadOnlyError
from ovh_explorer.workspace.storage.read_only_setting import ReadOnlySetting
from ovh_explorer.workspace.storage.recorder import Recorder
from ovh_explorer.workspace.storage.response_cache import ResponseCache
from ovh_explorer.workspace.storage.state_file import state_file
from ovh_explorer.workspace.storage.state_writer import StateWriter
from ovh_explorer.workspace.sync.catalog import Catalog
from ovh_explorer.workspace.sync.catalog_file import CatalogFile
from ovh_explorer.workspace.sync.service import SyncEvent

if TYPE_CHECKING:
    from ovh_explorer.call import Call
    from ovh_explorer.client.response import Response
    from ovh_explorer.client.session import Progress, Session
    from ovh_explorer.form import Form
    from ovh_explorer.sandbox.process import SandboxProcess
    from ovh_explorer.workspace.calls.effects import CallEffects
    from ovh_explorer.workspace.calls.value_lookup import ValueLookup
    from ovh_explorer.workspace.navigation.target import OperationTarget
    from ovh_explorer.workspace.response.service import ResponseService
    from ovh_explorer.workspace.storage.favourites import Favourites
    from ovh_explorer.workspace.storage.history import History
    from ovh_explorer.workspace.storage.sqlite_file import SqliteFile

__all__ = ["ReadOnlyError", "Workspace"]


class Workspace:
    """What a user works with, without a screen: the parts of a run, and how they go together.

    Opening one reads nothing but settings; :meth:`open` finds the catalog, :meth:`send` makes the
    client.

    Args:
        settings: endpoint and keys; None for the demo, whose sandbox :meth:`open` starts. Unusable
            ones make a workspace that can't be opened: another takes its place once an endpoint is
            chosen.
        read_only: for the demo; otherwise `settings` say it.
        demo_url: a sandbox that runs already, instead of one of the demo's own.
        cache: the directory of the catalogs; the user's by default.
        timeout: seconds that each step of a request may stand still; the client's own by default.
        max_body: bytes that a response may have without a question; the client's own by default.
    """

    def __init__(
        self,
        settings: Settings | UnusableSettings | None,
        *,
        read_only: bool = False,
        demo_url: str = "",
        cache: Path | None = None,
        timeout: float | None = None,
        max_body: int | None = None,
    ) -> None:
        self._unusable = settings if isinstance(settings, UnusableSettings) else None
        self._settings = None if isinstance(settings, UnusableSettings) else settings
        self._read_only = read_only
        self._demo_url = demo_url
        self._cache = cache
        self._timeout = timeout
        self._max_body = max_body
        self._session: Session | None = None
        self._sandbox: SandboxProcess | None = None
        self._demo_directory: TemporaryDirectory | None = None
        self._catalog: Catalog | None = None
        self._prices = Prices()
        self._value_lookup: ValueLookup | None = None
        self._reader: ResponseService | None = None
        self._history: History | None = None
        self._writer = StateWriter()
        self._told_problems: set[str] = set()
        self.keeps_history = True
        # Called when the catalog was damaged and has to be fetched again.
        self.on_catalog_remade: Callable[[], None] = lambda: None
        # Called when who is signed in can be asked again: the API responds, or takes the keys,
        # which it didn't before.
        self.on_may_identify: Callable[[], None] = lambda: None
        # Asks the user whether to go on with a response of more than so many bytes; without it,
        # there are none.
        self.allow_more: Callable[[int], Awaitable[bool]] | None = None
        self.sent = SentRecently()
        self.forms = OpenForms(lambda: self.store)
        self.responses = ResponseCache()
        self.recorder = Recorder(
            lambda: self.history if self.keeps_history else None,
            self.responses,
            lambda: (self.root, self.profile_name),
            self._writer.write_later,
        )
        self.account = Account(
            lambda: None if self._settings is None else self._settings.credentials,
            lambda call: self.session.send(call),
            lambda: self.on_may_identify(),
        )

    # What is kept between runs: the demo's parts keep nothing

    @cached_property
    def _state_file(self) -> "SqliteFile":
        return state_file(state_dir() / "memory.db")

    @cached_property
    def preferences(self) -> Preferences:
        """Small choices of the user."""
        file = None if self.is_demo else PreferenceFile(self._state_file)
        return Preferences(file, self._writer.write_later)

    @cached_property
    def drafts(self) -> Drafts:
        """What was typed into forms in other runs."""
        file = None if self.is_demo else DraftFile(self._state_file)
        return Drafts(file, lambda: self.root, self._writer.write_later)

    @cached_property
    def read_only_setting(self) -> ReadOnlySetting:
        """Whether the profile is read-only."""
        files = ReadOnly(None)
        if not self.is_demo:
            files = ReadOnly(state_dir() / "read-only", PreferenceFile(self._state_file))
        return ReadOnlySetting(files, lambda: self.profile_name)

    @property
    def history(self) -> "History":
        """The requests of all runs; the demo's are gone with its run."""
        if self._history is None:
            from ovh_explorer.workspace.storage.history import History

            self._history = History(self._own_directory / "history.db")
        return self._history

    @property
    def favourites(self) -> "Favourites":
        """Operations kept under a name; the demo's are gone with its run."""
        from ovh_explorer.workspace.storage.favourites import Favourites

        return Favourites(self._own_directory / "favourites.db")

    @property
    def _own_directory(self) -> Path:
        return state_dir() if self._demo_directory is None else self._demo_directory.path

    def new_problem(self) -> str:
        """What went wrong with files of our own, in words, each thing once; "" where nothing new
        did.
        """
        history = "" if self._history is None else self._history.problem
        of_files = (self._state_file.problem, history)
        for problem in (self.read_only_setting.state.problem, self.catalog_notice, *of_files):
            if problem and problem not in self._told_problems:
                self._told_problems.add(problem)
                return problem
        return ""

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
    def is_open(self) -> bool:
        """Whether the catalog can be read."""
        return self._catalog is not None

    @property
    def title(self) -> str:
        """The endpoint, in a word or two."""
        if self._unusable is not None:
            return "no endpoint"
        return "demo" if self._settings is None else self._settings.title

    @property
    def read_only(self) -> bool:
        """Whether only GET is sent, as it was when it or :meth:`check` last looked."""
        return self.must_only_read or self.read_only_setting.state.is_on

    @property
    def read_only_note(self) -> str:
        """Why no setting of read-only can be kept here, in words; "" where it can, and
        on the demo.
        """
        return "" if self.is_demo else self.read_only_setting.state.only_now

    @property
    def must_only_read(self) -> bool:
        """Whether this run was started to read only (``--read-only``)."""
        if self._unusable is not None:
            return self._unusable.read_only
        return self._read_only if self._settings is None else self._settings.read_only

    @property
    def profile_name(self) -> str:
        """What the keys go by: their profile, else the endpoint."""
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
        self.sent = SentRecently()
        self._drop_session()

    def settings_at(self, endpoint: str) -> Settings:
        """The settings of this run at another region or URL, with the keys that are found for it.

        Raises:
            ConfigError: for an endpoint that isn't one, in words.
        """
        if self._unusable is not None:
            return self._unusable.with_endpoint(endpoint)
        if self.is_demo:
            return gather(endpoint, read_only=self.must_only_read)
        return self.settings.with_endpoint(endpoint)

    def elsewhere(self, settings: Settings) -> "Workspace":
        """A workspace at another endpoint, as this one is otherwise."""
        other = Workspace(settings, cache=self._cache, timeout=self._timeout)
        other.keeps_history = self.keeps_history
        if not self.is_demo:
            # What lasts for the run, for want of a file, is still so back at this profile.
            other.read_only_setting.files = self.read_only_setting.files
        return other

    # Opening and closing

    async def open(self) -> None:
        """Start the demo's sandbox where it is one, and open the store.

        Raises:
            SandboxError: when the sandbox doesn't start.
            ConfigError: when the endpoint is unknown.
            StoreError: when no catalog can be opened, not even one for this run.
        """
        if self._unusable is not None:
            raise ConfigError(self._unusable.problem)
        if self._settings is None:
            self._settings = demo_settings(await self._start_demo(), read_only=self._read_only)
        self.open_store()

    def open_store(self) -> Store:
        """Open the catalog of the endpoint; on a second call the same one."""
        if self._catalog is None:
            file = None
            if self.settings.demo:
                # The demo keeps nothing, and its port is another one each time.
                self._demo_directory = TemporaryDirectory("demo")
                store = Store(self._demo_directory.path / "catalog.db")
            else:
                file = CatalogFile(self.root, self._cache)
                store = file.store
            store.on_remade = lambda: self.on_catalog_remade()
            self._catalog = Catalog(self.root, store, file)
        return self._catalog.store

    async def _start_demo(self) -> str:
        if self._demo_url:
            return self._demo_url
        from ovh_explorer.sandbox.process import SandboxProcess

        self._sandbox = SandboxProcess.begin()
        return await asyncio.to_thread(self._sandbox.wait_ready)

    async def close(self) -> None:
        """End everything this workspace started; what was typed is kept for another time."""
        # The last first, and all of them, whichever fails.
        async with AsyncExitStack() as stack:
            if self._demo_directory is not None:
                stack.callback(self._demo_directory.remove)
            if self._sandbox is not None:
                stack.push_async_callback(asyncio.to_thread, self._sandbox.stop)
            catalog, self._catalog = self._catalog, None
            if catalog is not None:
                stack.callback(catalog.close)
            if self._reader is not None:
                stack.push_async_callback(self._reader.close)
            if self._session is not None:
                stack.push_async_callback(self._session.aclose)
            if catalog is not None:
                stack.push_async_callback(catalog.stop_sync)
            stack.push_async_callback(self._writer.finish)
            for form in self.forms:
                stack.push_async_callback(self.drafts.keep, form)
            stack.push_async_callback(self.recorder.finished)

    # The catalog

    @property
    def catalog(self) -> Catalog:
        """The catalog of the endpoint."""
        assert self._catalog is not None, "the workspace isn't open"
        return self._catalog

    @property
    def store(self) -> Store:
        """The file of the catalog."""
        return self.catalog.store

    @property
    def catalog_notice(self) -> str:
        """What the user should know about the catalog's file; "" for nothing."""
        return "" if self._catalog is None else self._catalog.notice

    def catalog_lack(self, branches: Sequence[str] = BRANCHES) -> str:
        """See :meth:`Catalog.lack`."""
        return self.catalog.lack(branches)

    def products(self, branch: str) -> list[ProductRow]:
        """See :meth:`Catalog.products`."""
        return self.catalog.products(branch)

    def operations(self, branch: str, product: str) -> list[OperationRow] | None:
        """See :meth:`Catalog.operations`."""
        return self.catalog.operations(branch, product)

    async def start_sync(
        self, listen: Callable[[SyncEvent], None], *, all_again: bool = False
    ) -> None:
        """See :meth:`Catalog.start_sync`."""
        await self.catalog.start_sync(listen, all_again=all_again)

    async def fetch_product(self, branch: str, product: str) -> list[OperationRow]:
        """See :meth:`Catalog.fetch_product`."""
        return await self.catalog.fetch_product(branch, product)

    async def find(self, words: str) -> "OperationTarget":
        """See :meth:`Catalog.find`."""
        return await self.catalog.find(words)

    def form(self, branch: str, method: str, path: str) -> "Form | None":
        """See :meth:`OpenForms.get`."""
        return self.forms.get(branch, method, path)

    # Calling

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
                max_body=self._max_body,
            )
        return self._session

    async def _allows_more(self, size: int) -> bool:
        return self.allow_more is not None and await self.allow_more(size)

    def _drop_session(self) -> None:
        old, self._session = self._session, None
        if old is not None:
            task = asyncio.ensure_future(old.aclose())
            self._closing = task

    async def send(self, call: "Call", progress: "Progress | None" = None) -> "Response":
        """TRY: send the call, once.

        Raises:
            ReadOnlyError: when only GET is sent and the call is another one.
            ClientError: when no response came, in words.
        """
        from ovh_explorer.client.errors import ClientError

        await self.check(call)
        self.sent.note(call)
        try:
            response = await self.session.send(call, progress=progress)
        except ClientError as error:
            if self._sandbox is None or self._sandbox.is_running:
                raise
            words = "The demo's sandbox has ended; quit and start again."
            raise ClientError(words, maybe_sent=error.maybe_sent) from None
        self._prices.note(call, response)
        self.account.note(call, response)
        return response

    def effects(self, call: "Call") -> "CallEffects":
        """What a call does, and what is asked before it is sent."""
        from ovh_explorer.workspace.calls.effects import effects_of_call

        return effects_of_call(call, self._prices.of(call))

    def explain_at_once(self, call: "Call", response: "Response") -> list[str]:
        """What an error means, as far as that is known without another request; empty for a
        success.
        """
        if response.ok:
            return []
        from ovh_explorer.workspace.calls.error_doctor import explain_at_once

        return explain_at_once(response, call, self.settings, rights=self.account.rights)

    async def explain(
        self, call: "Call", response: "Response", mistakes: Sequence[str] = ()
    ) -> list[str]:
        """What an error means and what mends it, line by line; empty for a success.

        What the key may do is known anew after that, where it was asked for.
        """
        from ovh_explorer.workspace.calls.error_doctor import explain

        keys = self.settings.credentials
        return await explain(
            response,
            call,
            self.settings,
            self.session.send,
            rights=self.account.rights,
            mistakes=mistakes,
            learn=lambda rights: self.account.learn_rights(keys, rights),
        )

    @property
    def reader(self) -> "ResponseService":
        """What formats, searches and filters responses."""
        if self._reader is None:
            from ovh_explorer.workspace.response.service import ResponseService

            self._reader = ResponseService()
        return self._reader

    @property
    def value_lookup(self) -> "ValueLookup":
        """Values from the account for the fields of forms."""
        if self._value_lookup is None:
            from ovh_explorer.workspace.calls.value_lookup import ValueLookup

            self._value_lookup = ValueLookup(self.store, self.send)
        return self._value_lookup

    async def check(self, call: "Call") -> None:
        """Look whether such a call is sent at all.

        Raises:
            ReadOnlyError: when only GET is sent and the call is another one.
        """
        if call.method == "GET":
            return
        if self.must_only_read:
            raise ReadOnlyError(
                f"{call.method} is not sent: this run was started with --read-only."
            )
        state = await self.read_only_setting.look()
        if state.is_on:
            why = state.problem or f"{self.profile_name} is read-only."
            raise ReadOnlyError(f"{call.method} is not sent. {why}", can_be_lifted=True)

    async def identify(self) -> str:
        """Ask the API who is signed in: see :meth:`Account.identify`."""
        await self.read_only_setting.look()
        return await self.account.identify()

    def url(self, call: "Call") -> str:
        """The whole URL that a call goes to."""
        return self.settings.endpoint.base(call.branch) + call.target

    # The code of a call

    def script(self, language: str, calls: "Sequence[Call]", *, configured: bool = False) -> str:
        """A script of several calls: :func:`ovh_explorer.workspace.calls.code.write_script`."""
        from ovh_explorer.workspace.calls.code import write_script

        return write_script(self.settings, language, calls, configured=configured)

    def code(
        self,
        language: str,
        call: "Call",
        *,
        call_only: bool = False,
        configured: bool = False,
        pages: bool = False,
    ) -> str:
        """The code of a call in a language of :data:`ovh_explorer.snippets.LANGUAGES`.

        Args:
            call_only: the call alone.
            configured, pages: see :func:`ovh_explorer.workspace.calls.code.snippet_context`.
        """
        from ovh_explorer.snippets import snippet
        from ovh_explorer.workspace.calls.code import snippet_context

        context = snippet_context(
            self.settings, call_only=call_only, configured=configured, pages=pages
        )
        return snippet(language, call, context)
