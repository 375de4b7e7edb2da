"""The parts of a run: settings, catalog, client, forms, and what is kept between runs."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ovh_explorer.catalog.store import Store
from ovh_explorer.config import ConfigError, Keys
from ovh_explorer.translation import _
from ovh_explorer.workspace.account.identity import Account
from ovh_explorer.workspace.calls.sender import Sender, refuse_more
from ovh_explorer.workspace.calls.sent_recently import SentRecently
from ovh_explorer.workspace.run_settings import RunSettings, UnusableSettings
from ovh_explorer.workspace.settings import Settings
from ovh_explorer.workspace.state_files import StateFiles
from ovh_explorer.workspace.storage.open_forms import OpenForms
from ovh_explorer.workspace.storage.preferences import Preferences
from ovh_explorer.workspace.storage.read_only import ReadOnlyError
from ovh_explorer.workspace.storage.read_only_switch import ReadOnlySwitch
from ovh_explorer.workspace.storage.recorder import Recorder
from ovh_explorer.workspace.storage.response_cache import ResponseCache
from ovh_explorer.workspace.storage.state_writer import StateWriter
from ovh_explorer.workspace.sync.catalog import Catalog, SyncListener
from ovh_explorer.workspace.sync.catalog_file import CatalogFile

if TYPE_CHECKING:
    from ovh_explorer.call import Call
    from ovh_explorer.client.response import Response
    from ovh_explorer.client.session import Progress, Session
    from ovh_explorer.form import Form
    from ovh_explorer.sandbox.process import SandboxProcess
    from ovh_explorer.workspace.calls.code import CodeWriter
    from ovh_explorer.workspace.calls.effect_words import CallEffects
    from ovh_explorer.workspace.calls.error_doctor import ErrorDoctor
    from ovh_explorer.workspace.calls.prices import Prices
    from ovh_explorer.workspace.calls.value_lookup import ValueLookup
    from ovh_explorer.workspace.navigation.target import OperationTarget
    from ovh_explorer.workspace.response.service import ResponseService
    from ovh_explorer.workspace.storage.drafts import Drafts
    from ovh_explorer.workspace.storage.favourites import Favourites
    from ovh_explorer.workspace.storage.history import History

__all__ = ["ReadOnlyError", "Workspace"]


class Workspace:
    """What a user works with, without a screen: the parts of a run, and how they go together.

    Making one reads nothing; :meth:`open` finds the catalog, :meth:`send` makes the client.

    Args:
        settings: endpoint and keys; None for the demo, whose sandbox :meth:`open` starts. With
            unusable ones it can't be opened: another takes its place for an endpoint.
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
        self.run_settings = RunSettings(settings, read_only=read_only)
        self._demo_url = demo_url
        self._cache = cache
        self.timeout = timeout
        self._sandbox: SandboxProcess | None = None
        self._catalog: Catalog | None = None
        self._value_lookup: ValueLookup | None = None
        self._reader: ResponseService | None = None
        self._writer = StateWriter()
        self._files = StateFiles(self.run_settings, self._writer.write_later)
        self._told_problems: set[str] = set()
        self.keeps_history = True
        # Called when the catalog was damaged and has to be fetched again.
        self.on_catalog_remade: Callable[[], None] = lambda: None
        # Called when who is signed in can be asked again: the API responds, or takes the keys,
        # which it didn't before.
        self.on_may_identify: Callable[[], None] = lambda: None
        # Asks whether to go on with a response of more than so many bytes.
        self.allow_more: Callable[[int], Awaitable[bool]] = refuse_more
        self.sent = SentRecently()
        self.forms = OpenForms(lambda: self.store)
        self.responses = ResponseCache()
        self.recorder = Recorder(
            lambda: self.history if self.keeps_history else None,
            self.responses,
            lambda: (self.root, self.profile_name),
            self._writer.write_later,
        )
        self.sender = Sender(
            lambda: self.settings,
            timeout=timeout,
            max_body=max_body,
            allow_more=lambda size: self.allow_more(size),
        )
        self.account = Account(
            lambda: self.run_settings.credentials, self.sender.send, lambda: self.on_may_identify()
        )

    # What is kept between runs

    @property
    def preferences(self) -> Preferences:
        """Small choices of the user."""
        return self._files.preferences

    @property
    def drafts(self) -> "Drafts":
        """What was typed into forms in other runs."""
        return self._files.drafts

    @property
    def read_only_switch(self) -> ReadOnlySwitch:
        """Whether the profile is read-only."""
        return self._files.read_only_switch

    @property
    def history(self) -> "History":
        """The requests of all runs; the demo's are gone with its run."""
        return self._files.history

    @property
    def favourites(self) -> "Favourites":
        """Operations kept under a name; the demo's are gone with its run."""
        return self._files.favourites

    def new_problem(self) -> str:
        """What went wrong with files of our own, in words, each thing once; "" for nothing new."""
        read_only, *others = self._files.problems
        for problem in (read_only, self.catalog_notice, *others):
            if problem and problem not in self._told_problems:
                self._told_problems.add(problem)
                return problem
        return ""

    # Settings

    @property
    def is_demo(self) -> bool:
        """Whether this is the embedded demo."""
        return self.run_settings.is_demo

    @property
    def settings(self) -> Settings:
        """Endpoint and keys. The demo has none until :meth:`open` has started it."""
        return self.run_settings.now

    @property
    def root(self) -> str:
        """The URL that stands for the endpoint in what is kept; `Endpoint.installation`."""
        return self.settings.endpoint.installation

    @property
    def is_open(self) -> bool:
        """Whether the catalog can be read."""
        return self._catalog is not None

    @property
    def title(self) -> str:
        """The endpoint, in a word or two."""
        return self.run_settings.title

    @property
    def read_only(self) -> bool:
        """Whether only GET is sent, as it was when it or :meth:`check` last looked."""
        return self.run_settings.read_only or self.read_only_switch.state.is_on

    @property
    def read_only_note(self) -> str:
        """Why read-only can't be kept here, in words; "" where it can, and on the demo."""
        return "" if self.is_demo else self.read_only_switch.state.only_now

    @property
    def profile_name(self) -> str:
        """What the keys go by: their profile, else the endpoint."""
        return self.run_settings.profile_name

    def use_keys(self, credentials: Keys, where: str, *, profile: str = "") -> None:
        """Sign with these keys from now on, for this run."""
        self.use_settings(self.settings.with_credentials(credentials, where, profile=profile))

    def use_settings(self, settings: Settings) -> None:
        """Work with other keys of the same endpoint; without any the user signed out."""
        if settings.credentials is None and self.run_settings.is_complete:
            from ovh_explorer.workspace.storage.values_of_profile import forget_values

            forget_values(self.settings)
        self.run_settings.use(settings)
        self.account.forget()
        self._value_lookup = None
        self.sent = SentRecently()
        self.sender.renew()

    def elsewhere(self, settings: Settings) -> "Workspace":
        """A workspace at another endpoint, as this one is otherwise."""
        other = Workspace(settings, cache=self._cache, timeout=self.timeout)
        other.keeps_history = self.keeps_history
        if not self.is_demo:
            # What lasts for the run, for want of a file, is still so back at this profile.
            other.read_only_switch.files = self.read_only_switch.files
        return other

    # Opening and closing

    async def open(self) -> None:
        """Start the demo's sandbox where it is one, and open the store.

        Raises:
            SandboxError: when the sandbox doesn't start.
            ConfigError: when the endpoint is unknown.
            StoreError: when no catalog can be opened, not even one for this run.
        """
        if self.run_settings.is_unknown:
            raise ConfigError(self.run_settings.problem)
        if not self.run_settings.is_complete:
            self.run_settings.use_demo(await self._start_demo())
        self.open_store()

    def open_store(self) -> Store:
        """Open the catalog of the endpoint; on a second call the same one."""
        if self._catalog is None:
            file = None
            if self.settings.demo:
                # The demo keeps nothing, and its port is another one each time.
                store = Store(self._files.make_demo_directory() / "catalog.db")
            else:
                file = CatalogFile(self.root, self._cache)
                store = file.store
            store.on_remade = lambda: self.on_catalog_remade()
            store.endpoint, store.is_demo = self.settings.endpoint.name, self.settings.demo
            self._catalog = Catalog(self.root, store, file)
        return self._catalog.store

    async def _start_demo(self) -> str:
        if self._demo_url:
            return self._demo_url
        from ovh_explorer.sandbox.process import SandboxProcess

        self._sandbox = SandboxProcess.begin(options=["--strict=services"])
        return await asyncio.to_thread(self._sandbox.wait_ready)

    async def close(self) -> None:
        """End everything this workspace started; what was typed is kept for another time."""
        # The last first, and all of them, whichever fails.
        async with AsyncExitStack() as stack:
            stack.callback(self._files.remove_demo_directory)
            if self._sandbox is not None:
                stack.push_async_callback(asyncio.to_thread, self._sandbox.stop)
            catalog, self._catalog = self._catalog, None
            if catalog is not None:
                stack.callback(catalog.close)
            if self._reader is not None:
                stack.push_async_callback(self._reader.close)
            stack.push_async_callback(self.sender.close)
            if catalog is not None:
                stack.push_async_callback(catalog.stop_sync)
            stack.push_async_callback(self._writer.finish)
            self.forms.step_values.end_all()
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

    async def start_sync(self, listen: SyncListener, *, all_again: bool = False) -> None:
        """See :meth:`Catalog.start_sync`."""
        await self.catalog.start_sync(listen, all_again=all_again)

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
        return self.sender.session

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
            response = await self.sender.send(call, progress)
        except ClientError as error:
            if self._sandbox is None or self._sandbox.is_running:
                raise
            words = _("The demo's sandbox has ended; quit and start again.")
            raise ClientError(words, maybe_sent=error.maybe_sent) from None
        self._prices.note(call, response)
        self.account.note(call, response)
        if response.ok and call.method == "DELETE" and self._value_lookup is not None:
            # Whoever sent it: what is gone is filled in nowhere.
            self._value_lookup.note(call)
        return response

    @cached_property
    def _prices(self) -> "Prices":
        from ovh_explorer.workspace.calls.prices import Prices

        return Prices()

    @cached_property
    def error_doctor(self) -> "ErrorDoctor":
        """Explains the errors that responses hold."""
        from ovh_explorer.workspace.calls.error_doctor import ErrorDoctor

        return ErrorDoctor(
            lambda: self.settings,
            self.sender.send,
            self.account,
            lambda: self.store if self.is_open else None,
        )

    def effects(self, call: "Call", present: Any = None) -> "CallEffects":
        """What a call does, to an object as it is now, and what is asked before it is sent."""
        from ovh_explorer.workspace.calls.effect_words import effects_of_call, effects_with

        price = self._prices.of(call)
        if not self.is_open:
            return effects_of_call(call, price)
        return effects_with(self.store, call, price, present)

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

    @cached_property
    def code_writer(self) -> "CodeWriter":
        """Writes the code of calls."""
        from ovh_explorer.workspace.calls.code import CodeWriter

        return CodeWriter(lambda: self.settings, self.forms.new, lambda: self.store)

    async def check(self, call: "Call") -> None:
        """See :meth:`ReadOnlySwitch.check`."""
        await self.read_only_switch.check(call)

    async def identify(self) -> str:
        """Ask the API who is signed in: see :meth:`Account.identify`."""
        await self.read_only_switch.look()
        return await self.account.identify()

    def url(self, call: "Call") -> str:
        """The whole URL that a call goes to."""
        return self.settings.endpoint.base(call.branch) + call.target
