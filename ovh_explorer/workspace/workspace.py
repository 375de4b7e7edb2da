"""One run's place of work: settings, catalog, client, and the forms that were opened."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ovh_explorer.catalog.store import OperationRow, ProductRow, Store
from ovh_explorer.config import ConfigError, Credentials, OAuth2Client
from ovh_explorer.temporary import TemporaryDirectory
from ovh_explorer.workspace.calls.prices import Prices
from ovh_explorer.workspace.calls.sent_recently import SentRecently
from ovh_explorer.workspace.settings import Settings, UnusableSettings, demo_settings, gather
from ovh_explorer.workspace.storage.drafts import Remembering
from ovh_explorer.workspace.storage.open_forms import Forms
from ovh_explorer.workspace.storage.read_only import ReadOnlyError
from ovh_explorer.workspace.sync.catalog_file import CatalogFile
from ovh_explorer.workspace.sync.document_events import DocumentEvents
from ovh_explorer.workspace.sync.service import SyncEvent

if TYPE_CHECKING:
    from ovh_explorer.call import Call
    from ovh_explorer.client.response import Response
    from ovh_explorer.client.session import Progress, Session
    from ovh_explorer.form import Form
    from ovh_explorer.sandbox.process import SandboxProcess
    from ovh_explorer.workspace.account.access_rules import Rights
    from ovh_explorer.workspace.account.identity import Identity
    from ovh_explorer.workspace.calls.effects import CallEffects
    from ovh_explorer.workspace.calls.value_lookup import ValueLookup
    from ovh_explorer.workspace.navigation.target import OperationTarget, Target
    from ovh_explorer.workspace.response.service import ResponseService

__all__ = ["ReadOnlyError", "Workspace"]


class Workspace(Remembering):
    """What a person works with, without a screen.

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
        super().__init__()
        self._unusable = settings if isinstance(settings, UnusableSettings) else None
        self._settings = None if isinstance(settings, UnusableSettings) else settings
        self._read_only = read_only
        self._demo_url = demo_url
        self._cache = cache
        self._timeout = timeout
        self._store: Store | None = None
        self._session: Session | None = None
        self._sandbox: SandboxProcess | None = None
        self._arrivals: DocumentEvents | None = None
        self._demo_directory: TemporaryDirectory | None = None
        self._catalog_file: CatalogFile | None = None
        self._forms = Forms()
        self._prices = Prices()
        self._identity: Identity | None = None
        self._picking: ValueLookup | None = None
        self._reader: ResponseService | None = None
        self.schemas_version = ""
        # Called when the catalog was damaged and has to be fetched again.
        self.on_catalog_remade: Callable[[], None] = lambda: None
        self.sent = SentRecently()
        # Asks the user whether to go on with a response of more than so many bytes; without it,
        # there are none.
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
    def own_directory(self) -> Path:
        """Where this workspace keeps what it remembers; the demo's goes with it."""
        return (
            self._demo_directory.path if self._demo_directory is not None else super().own_directory
        )

    @property
    def is_open(self) -> bool:
        """Whether the catalog can be read."""
        return self._store is not None

    @property
    def title(self) -> str:
        """The endpoint, in a word or two."""
        if self._unusable is not None:
            return "no endpoint"
        return "demo" if self._settings is None else self._settings.title

    @property
    def read_only(self) -> bool:
        """Whether only GET is sent, as it was when :meth:`look_read_only` or :meth:`check` last
        looked.
        """
        return self.must_only_read or self._read_only_state.is_on

    @property
    def read_only_note(self) -> str:
        """Why no setting of read-only can be kept here, in words; "" where it can, and on the demo."""
        return "" if self.is_demo else self._read_only_state.only_now

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
        self._identity = None
        self._picking = None
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
            # What lasts for the run, for want of a file, is still so when one comes back to this
            # profile.
            other.read_only_files = self.read_only_files
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
        if self._store is None:
            root = self.root
            if self.settings.demo:
                # The demo keeps nothing, and its port is another one each time.
                self._demo_directory = TemporaryDirectory("demo")
                self._store = Store(self._demo_directory.path / "catalog.db")
            else:
                self._catalog_file = CatalogFile(root, self._cache)
                self._store = self._catalog_file.store
            self._store.on_remade = lambda: self.on_catalog_remade()
        return self._store

    @property
    def has_temporary_catalog(self) -> bool:
        """Whether the catalog is kept for this run only: the user's cache can't be used."""
        return self._catalog_file is not None and self._catalog_file.is_temporary

    def use_temporary_catalog(self, problem: str) -> bool:
        """Keep the catalog for this run only from now on: see :meth:`CatalogFile.make_temporary`."""
        return self._catalog_file is not None and self._catalog_file.make_temporary(problem)

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
            if self._store is not None:
                stack.callback((self._catalog_file or self._store).close)
                self._store = None
            if self._reader is not None:
                stack.push_async_callback(self._reader.close)
            if self._session is not None:
                stack.push_async_callback(self._session.aclose)
            if self._arrivals is not None:
                stack.push_async_callback(self._arrivals.stop)
            stack.push_async_callback(self.finish_writes)
            for form in self._forms:
                stack.push_async_callback(self.keep_typed, form)
            stack.push_async_callback(self.history_kept)

    # The catalog

    @property
    def store(self) -> Store:
        """The catalog."""
        assert self._store is not None, "the workspace isn't open"
        return self._store

    @property
    def catalog_notice(self) -> str:
        """What a person should know about the catalog's file, such as that a damaged one was set
        aside; else "".
        """
        if self._catalog_file is not None:
            return self._catalog_file.notice
        return "" if self._store is None else self._store.notice

    def products(self, branch: str) -> list[ProductRow]:
        """The products of a branch, alphabetical."""
        return self.store.products(branch)

    def operations(self, branch: str, product: str) -> list[OperationRow] | None:
        """A product's operations; None when its document isn't there yet: :meth:`fetch_product`."""
        row = next((item for item in self.store.products(branch) if item.path == product), None)
        if row is None or row.fetched_at is None:
            return None
        return self.store.operations(branch, product)

    async def start_sync(
        self, listen: Callable[[SyncEvent], None], *, all_again: bool = False
    ) -> None:
        """Fetch what is missing or old in the background, and tell `listen`."""
        if self._arrivals is not None:
            await self._arrivals.stop()
        has_moved = False

        def heard(event: SyncEvent) -> None:
            nonlocal has_moved
            if (
                not has_moved
                and event.cause == "store"
                and self.use_temporary_catalog(event.problem)
            ):
                has_moved = True
                self._restarting = asyncio.ensure_future(self.start_sync(listen))
            if not has_moved:
                listen(event)

        self._arrivals = DocumentEvents(self.root, self.store.path, heard)
        await self._arrivals.start(all_again=all_again)

    async def fetch_product(self, branch: str, product: str) -> list[OperationRow]:
        """A product's operations, its document fetched before the others where it isn't there.

        Raises:
            TargetError: when it can't be fetched, in words.
        """
        found = self.operations(branch, product)
        if found is None:
            from ovh_explorer.workspace.navigation.target import TargetError

            if self._arrivals is None or not self._arrivals.is_running:
                raise TargetError("the catalog isn't being fetched")
            await self._arrivals.want(branch, product)
            found = self.store.operations(branch, product)
        return found

    async def find(self, words: str) -> "OperationTarget":
        """The operation that `words` mean, its product fetched where it isn't there.

        Raises:
            TargetError: when there is none.
        """
        from ovh_explorer.catalog.damage import is_sound
        from ovh_explorer.workspace.navigation.target import TargetError, parse_target

        target = parse_target(words)
        notice = self.catalog_notice
        try:
            return await self._find(target)
        except TargetError:
            # It may be missing from a damaged catalog alone.
            if self.catalog_notice == notice and await asyncio.to_thread(is_sound, self.store.path):
                raise
            if self.catalog_notice == notice:
                self.store.remake()
            raise TargetError(
                "The catalog is being fetched again. Open the operation when it is there."
            ) from None

    async def _find(self, target: "Target") -> "OperationTarget":
        from ovh_explorer.workspace.navigation.target import find_target

        for branch in (target.branch,) if target.branch else ("v1", "v2"):
            if (
                not self.store.products(branch)
                and self._arrivals is not None
                and self._arrivals.is_running
            ):
                await self._arrivals.wait(branch, "")
            product = self.store.product_of(branch, target.path)
            if product is not None and self.operations(branch, product) is None:
                await self.fetch_product(branch, product)
        return find_target(self.store, target)

    def form(self, branch: str, method: str, path: str) -> "Form | None":
        """The form of an operation, with what was typed into it earlier in this run; None for no
        operation.
        """
        return self._forms.get((branch, method, path), lambda: self._new_form(branch, method, path))

    def _new_form(self, branch: str, method: str, path: str) -> "Form | None":
        operation = self.store.operation(branch, method, path)
        if operation is None:
            return None
        from ovh_explorer.form import Form

        form = Form(operation, self.store.models(branch, operation.product))
        self._set_schemas_version(form)
        return form

    def use_schemas_version(self, version: str) -> None:
        """Ask v2 to answer by this version of its schemas, in every form; "" for the account's own."""
        self.schemas_version = version
        for form in self._forms:
            self._set_schemas_version(form)

    def _set_schemas_version(self, form: "Form") -> None:
        from ovh_explorer.form import SCHEMAS_VERSION

        field = form.field("header", SCHEMAS_VERSION)
        if field is not None:
            field.type_text(self.schemas_version)

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
            ClientError: when no answer came, in words.
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

        return explain_at_once(response, call, self.settings, rights=self.rights)

    async def explain(
        self, call: "Call", response: "Response", mistakes: Sequence[str] = ()
    ) -> list[str]:
        """What an error means and what mends it, line by line; empty for a success.

        What the key may do is known anew after that, where it was asked for.
        """
        from ovh_explorer.workspace.calls.error_doctor import explain

        keys = self.settings.credentials

        def learn(rights: "Rights") -> None:
            if self._identity is not None and keys == self.settings.credentials:
                self._identity = replace(self._identity, rights=rights)

        send = self.session.send
        return await explain(
            response, call, self.settings, send, rights=self.rights, mistakes=mistakes, learn=learn
        )

    @property
    def reader(self) -> "ResponseService":
        """What lays answers out, searches and filters them."""
        if self._reader is None:
            from ovh_explorer.workspace.response.service import ResponseService

            self._reader = ResponseService()
        return self._reader

    @property
    def picking(self) -> "ValueLookup":
        """Values from the account for the fields of forms."""
        if self._picking is None:
            from ovh_explorer.workspace.calls.value_lookup import ValueLookup

            self._picking = ValueLookup(self.store, self.send)
        return self._picking

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
        state = await self.look_read_only()
        if state.is_on:
            why = state.problem or f"{self.profile_name} is read-only."
            raise ReadOnlyError(f"{call.method} is not sent. {why} R in the explorer lifts that.")

    @property
    def standing(self) -> str:
        """Whether anybody is signed in, in words: ``signed in as ab12345-ovh``."""
        if self._settings is None or self._settings.credentials is None:
            return "not signed in"
        if self._identity is None:
            return "checking the keys…"
        return f"{'not signed in, ' if self._identity.problem else 'signed in as '}{self._identity.who}"

    @property
    def identity(self) -> str:
        """Who is signed in; "" without keys, and as long as nobody has asked."""
        return "" if self._identity is None else self._identity.who

    @property
    def sign_in_problem(self) -> str:
        """Why the API didn't take the keys, in words; "" when it did."""
        return "" if self._identity is None else self._identity.problem

    @property
    def rights(self) -> "Rights | None":
        """What the consumer key may do, where that is known."""
        return None if self._identity is None else self._identity.rights

    async def identify(self) -> str:
        """Ask who is signed in; "" without keys. ``sign_in_problem`` says why the API didn't take
        them.
        """
        from ovh_explorer.workspace.account.identity import identify

        await self.look_read_only()
        keys = self.settings.credentials
        identity = None if keys is None else await identify(keys, self.session.send)
        if keys is self.settings.credentials:
            self._identity = identity
        return self.identity

    def url(self, call: "Call") -> str:
        """The whole URL that a call goes to."""
        return self.settings.endpoint.base(call.branch) + call.target

    # Taking it away

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
