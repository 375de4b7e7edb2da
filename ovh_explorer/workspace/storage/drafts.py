"""What a workspace remembers from run to run: choices, and what was typed into forms."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeVar

from ovh_explorer.config import state_dir
from ovh_explorer.workspace.storage.read_only import ReadOnly, ReadOnlyState

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor
    from pathlib import Path

    from ovh_explorer.call import Call
    from ovh_explorer.client.response import Response
    from ovh_explorer.form import Form
    from ovh_explorer.workspace.storage.favourites import Favourites
    from ovh_explorer.workspace.storage.history import History
    from ovh_explorer.workspace.storage.preferences import Memory, Typed
    from ovh_explorer.workspace.storage.response_cache import ResponseCache

__all__ = ["Remembering"]

Result = TypeVar("Result")


class Remembering:
    """The memory of a workspace; the demo's lasts for its run alone."""

    def __init__(self) -> None:
        self._memory: Memory | None = None
        self._choices: dict[str, str] = {}
        self._history: History | None = None
        self._answers: ResponseCache | None = None
        self._to_keep: deque[Callable[[], Awaitable[None]]] = deque()
        self._keeping: asyncio.Task[None] | None = None
        self._told: set[str] = set()
        self._writer: ThreadPoolExecutor | None = None
        self.keeps_history = True
        self._read_only_files: ReadOnly | None = None
        # As it was when it was last looked at.
        self._read_only_state = ReadOnlyState(False)

    def new_problem(self) -> str:
        """What went wrong with files of our own, in words, each thing once; "" where nothing new
        did.
        """
        files = (file.problem for file in (self._memory, self._history) if file is not None)
        for problem in (self._read_only_state.problem, self.catalog_notice, *files):
            if problem and problem not in self._told:
                self._told.add(problem)
                return problem
        return ""

    @property
    def catalog_notice(self) -> str:
        """What a person should know about the catalog's file; "" for nothing."""
        return ""

    @property
    def history(self) -> "History":
        """What was tried; the demo's is gone with its run."""
        if self._history is None:
            from ovh_explorer.workspace.storage.history import History

            self._history = History(self.own_directory / "history.db")
        return self._history

    def keep_tried(self, call: "Call", response: "Response | None", problem: str = "") -> None:
        """Keep a request that was sent, unless the user wants no history; its response for this run
        alone.

        It is written in the background: :meth:`history_kept` waits for that, and so does the end of
        the run.
        """
        where = self.root, self.profile_name
        self._to_keep.append(lambda: self._keep_one(call, where, response, problem))
        if self._keeping is None:
            self._keeping = asyncio.create_task(self._keep_all())

    async def _keep_all(self) -> None:
        """Keep what waits for that, the oldest first."""
        try:
            while self._to_keep:
                await self._to_keep.popleft()()
        finally:
            self._keeping = None

    async def _keep_one(
        self, call: "Call", where: tuple[str, str], response: "Response | None", problem: str
    ) -> None:
        id = 0
        if self.keeps_history:
            history = self.history
            writing = self._write_later(lambda: history.add(call, *where, response, problem))
            id = await asyncio.wrap_future(writing)
        if response is not None:
            self.answers.keep(id, call, response)

    async def history_kept(self) -> None:
        """Wait until everything that was sent is in the history."""
        while self._keeping is not None:
            await asyncio.shield(self._keeping)

    @property
    def answers(self) -> "ResponseCache":
        """The answers of this run."""
        if self._answers is None:
            from ovh_explorer.workspace.storage.response_cache import ResponseCache

            self._answers = ResponseCache()
        return self._answers

    @property
    def favourites(self) -> "Favourites":
        """Operations kept under a name; the demo's are gone with its run."""
        from ovh_explorer.workspace.storage.favourites import Favourites

        return Favourites(self.own_directory / "favourites.db")

    @property
    def own_directory(self) -> "Path":
        """Where this workspace keeps what it remembers."""
        return state_dir()

    @property
    def profile_name(self) -> str:
        """What the keys go by."""
        raise NotImplementedError

    @property
    def is_demo(self) -> bool:
        """Whether this is the embedded demo."""
        raise NotImplementedError

    @property
    def root(self) -> str:
        """The URL of the endpoint: what is typed belongs to it."""
        raise NotImplementedError

    def choice(self, name: str) -> str:
        """A choice of the person's, of this run or an earlier one; "" where none was made."""
        if name not in self._choices:
            self._choices[name] = "" if self.is_demo else self.memory.choice(name)
        return self._choices[name]

    def known_choice(self, name: str) -> str | None:
        """The same as far as it was looked up already: None where the file would have to be read."""
        return self._choices.get(name)

    async def look_up_choice(self, name: str) -> str:
        """The same without holding up whoever asks while the file is read."""
        known = self.known_choice(name)
        return known if known is not None else await asyncio.to_thread(self.choice, name)

    def choose(self, name: str, value: str) -> None:
        """Make a choice, and keep it for other runs; the demo's is for its run alone."""
        if self.choice(name) != value:
            self._choices[name] = value
            if not self.is_demo:
                memory = self.memory
                self._write_later(lambda: memory.keep_choice(name, value))

    def _write_later(self, write: Callable[[], Result]) -> "Future[Result]":
        """Write in a thread, one write after the other: another program may have the file in use."""
        if self._writer is None:
            from concurrent.futures import ThreadPoolExecutor

            self._writer = ThreadPoolExecutor(1, "state-writer")
        return self._writer.submit(write)

    async def finish_writes(self) -> None:
        """Wait until everything that was chosen is in its file."""
        writer, self._writer = self._writer, None
        if writer is not None:
            await asyncio.to_thread(writer.shutdown)

    async def look_read_only(self) -> ReadOnlyState:
        """Look whether the profile is read-only: another program may have set it, or lifted it."""
        self._read_only_state = await asyncio.to_thread(
            self.read_only_files.state, self.profile_name
        )
        return self._read_only_state

    async def set_read_only(self, only_read: bool) -> ReadOnlyState:
        """Send only GET with this profile from now on, in other runs too; or everything again.

        Raises:
            ReadOnlyKeptError: when it can't be lifted, in words.
        """
        self._read_only_state = await asyncio.to_thread(
            self.read_only_files.set, self.profile_name, only_read
        )
        return self._read_only_state

    @property
    def read_only_files(self) -> ReadOnly:
        """Where it is kept whether a profile is read-only; the demo's lasts for its run alone."""
        if self._read_only_files is None:
            self._read_only_files = (
                ReadOnly(None) if self.is_demo else ReadOnly(state_dir() / "read-only", self.memory)
            )
        return self._read_only_files

    @read_only_files.setter
    def read_only_files(self, files: ReadOnly) -> None:
        self._read_only_files = files

    @property
    def memory(self) -> "Memory":
        """What is remembered from run to run; nothing is on the demo."""
        if self._memory is None:
            from ovh_explorer.workspace.storage.preferences import Memory

            self._memory = Memory(state_dir() / "memory.db")
        return self._memory

    def _memory_key(self, form: "Form") -> tuple[str, str, str, str]:
        operation = form.operation
        return self.root, operation.branch, operation.method, operation.path

    def typed_before(self, form: "Form") -> "Typed | None":
        """What was typed into this form in another run; None where nothing was."""
        if self.is_demo:
            return None
        return self.memory.typed(*self._memory_key(form))

    async def keep_typed(self, form: "Form") -> None:
        """Keep what is typed into a form for another run, without its secrets."""
        from ovh_explorer.form.draft import draft_of

        draft = {} if self.is_demo else draft_of(form, secrets=False)
        if draft:
            await asyncio.to_thread(self.memory.keep_typed, *self._memory_key(form), draft)

    def forget_typed(self, form: "Form") -> None:
        """Forget what was typed into this form in other runs."""
        if not self.is_demo:
            memory, key = self.memory, self._memory_key(form)
            self._write_later(lambda: memory.forget_typed(*key))
