"""The program with a thread that watches its event loop: ``python -P watched.py FILE [ARGUMENTS]``.

While the loop has not waited for an event for longer than `NOTED`, the thread looks every `EVERY`
seconds at what runs. Each such time becomes a line of JSON in FILE, see :class:`Stall`: where it
was, and how much of it was the machine's.

Nothing that a user chooses ends it, as the start page's "Quit" or a click on the key that a sentence
names, until there is the file that :func:`may_end` names.
"""

import asyncio
import collections
import faulthandler
import json
import resource
import runpy
import selectors
import sys
import threading
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

__all__ = ["EVERY", "NOTED", "Stall", "may_end", "read_stalls", "watch"]

# Seconds without waiting from which on a time is noted, and between two looks at it.
NOTED, EVERY = 0.5, 0.05
# Seconds after which one that goes on is noted already.
GOES_ON = 2.0
_FRAMES, _INNERMOST = 10, 4
# What a thread that waits for work is in.
_IDLE = {
    "wait",
    "select",
    "poll",
    "_worker",
    "get",
    "_wait_for_tstate_lock",
    "accept",
    "readinto",
    "_watch",
}


@dataclass(slots=True)
class Stall:
    """A time in which the event loop waited for nothing, in seconds.

    Attributes:
        took: from its start to its end, or until it was noted.
        cpu: of it the main thread's own.
        all_cpu: what all threads used together.
        kept: how long the main thread was ready to run, and the machine ran others.
        turns: how often the loop went round.
        page_ins: memory that had to come from the disk.
        goes_on: it was not over when it was noted.
        seen: what the main thread was in, by how often that was seen.
        ready: what waited for its turn, by how often that was seen.
        messages: what was dealt with, and by which widget, by how often.
        others: what other threads were in that didn't wait for work.
    """

    took: float
    cpu: float
    all_cpu: float
    kept: float
    turns: int
    page_ins: int
    goes_on: bool = False
    seen: list[tuple[int, list[str]]] = field(default_factory=list)
    ready: list[tuple[int, str]] = field(default_factory=list)
    messages: list[tuple[int, str]] = field(default_factory=list)
    others: list[tuple[int, str]] = field(default_factory=list)

    @property
    def own(self) -> float:
        """Seconds of it that the program itself took."""
        return self.took - self.kept

    def __str__(self) -> str:
        lines = [
            f"{self.took:.2f} s without waiting{', and it goes on' if self.goes_on else ''}: main thread's CPU"
            f" {self.cpu:.2f} s, all threads' {self.all_cpu:.2f} s, kept from running {self.kept:.2f} s,"
            f" {self.turns} turns, {self.page_ins} page-ins"
        ]
        for times, frames in self.seen:
            lines += [f"  {times} times in", *(f"    {frame}" for frame in frames)]
        lines += [f"  {times} times its turn: {what}" for times, what in self.ready]
        lines += [f"  {times} messages: {what}" for times, what in self.messages]
        lines += [f"  {times} times in another thread: {frame}" for times, frame in self.others]
        return "\n".join(lines)


def read_stalls(file: Path) -> list[Stall]:
    """What was noted so far."""
    if not file.exists():
        return []
    lines = file.read_text().split("\n")[:-1]
    return [Stall(**json.loads(line)) for line in lines]


class _Watch:
    def __init__(self, file: Path) -> None:
        self._file = file
        self._main = threading.main_thread().ident or 0
        self._clock = time.pthread_getcpuclockid(self._main)
        self._native = threading.main_thread().native_id
        self._lock = threading.Lock()
        # When the loop began to do something, and what had been used by then; None as long as it
        # waits.
        self._since: tuple[float, ...] | None = None
        self._turns = 0
        self._seen: collections.Counter[tuple[str, ...]] = collections.Counter()
        self._ready: collections.Counter[str] = collections.Counter()
        self._messages: collections.Counter[str] = collections.Counter()
        self._others: collections.Counter[str] = collections.Counter()
        self._loop: Any = None
        self._is_told = False

    def begin(self) -> None:
        select = selectors.DefaultSelector.select
        watch = self

        def watched(selector: Any, timeout: float | None = None) -> Any:
            if threading.get_ident() != watch._main or (timeout is not None and timeout <= 0):
                watch._turns += 1
                watch._loop = watch._loop or asyncio._get_running_loop()
                return select(selector, timeout)
            watch._rests()
            try:
                return select(selector, timeout)
            finally:
                watch._goes()

        selectors.DefaultSelector.select = watched  # type: ignore[method-assign, assignment]
        self._count_messages()
        threading.Thread(target=self._look, daemon=True, name="watch").start()

    def _count_messages(self) -> None:
        """Count what is dealt with, from one time that the loop waits to the next."""
        from textual.message_pump import MessagePump

        dispatch, watch = MessagePump._dispatch_message, self

        async def counted(pump: MessagePump, message: Any) -> None:
            callback = getattr(message, "callback", None)
            callback = getattr(callback, "func", callback)
            what = getattr(message, "key", getattr(callback, "__qualname__", ""))
            watch._messages[f"{type(message).__name__} {what} to {type(pump).__name__}"] += 1
            await dispatch(pump, message)

        MessagePump._dispatch_message = counted  # type: ignore[method-assign, assignment]

    def _used(self) -> tuple[float, ...]:
        usage = resource.getrusage(resource.RUSAGE_SELF)
        return (
            time.monotonic(),
            time.clock_gettime(self._clock),
            usage.ru_utime + usage.ru_stime,
            self._kept(),
            usage.ru_majflt,
        )

    def _kept(self) -> float:
        try:
            return (
                int(Path(f"/proc/self/task/{self._native}/schedstat").read_text().split()[1]) / 1e9
            )
        except (OSError, ValueError, IndexError):
            return 0.0  # a kernel that doesn't count it

    def _goes(self) -> None:
        self._turns = 0
        self._since = self._used()

    def _rests(self) -> None:
        since, self._since = self._since, None
        if since is not None and time.monotonic() - since[0] > NOTED:
            self._note(since, goes_on=False)
        self._messages.clear()
        if self._seen or self._is_told:
            with self._lock:
                self._seen.clear()
                self._ready.clear()
                self._others.clear()
                self._is_told = False

    def _note(self, since: tuple[float, ...], *, goes_on: bool) -> None:
        took, cpu, all_cpu, kept, page_ins = (
            now - then for now, then in zip(self._used(), since, strict=True)
        )
        with self._lock:
            seen = [(times, list(frames)) for frames, times in self._seen.most_common(3)]
            stall = Stall(
                took,
                cpu,
                all_cpu,
                kept,
                self._turns,
                int(page_ins),
                goes_on,
                seen,
                [(times, what) for what, times in self._ready.most_common(4)],
                [(times, what) for what, times in self._messages.copy().most_common(6)],
                self._others_seen(),
            )
        with self._file.open("a") as file:
            file.write(json.dumps(asdict(stall)) + "\n")

    def _others_seen(self) -> list[tuple[int, str]]:
        return [(times, frame) for frame, times in self._others.most_common(2)]

    def _look(self) -> None:
        native = self._file.with_suffix(".held")
        with native.open("w") as held:
            while True:
                time.sleep(EVERY)
                # Where something holds Python's lock this thread can't look; that one needs no
                # lock.
                faulthandler.dump_traceback_later(1.0, file=held)
                since = self._since
                if since is None or (took := time.monotonic() - since[0]) < NOTED / 2:
                    continue
                frames = sys._current_frames()
                with self._lock:
                    self._seen[tuple(_stack(frames.get(self._main)))] += 1
                    self._ready.update(_ready_of(self._loop))
                    for ident, frame in frames.items():
                        if (
                            ident not in (self._main, threading.get_ident())
                            and frame.f_code.co_name not in _IDLE
                        ):
                            self._others[" < ".join(reversed(_stack(frame)[-3:]))] += 1
                if took > GOES_ON and not self._is_told:
                    self._is_told = True
                    self._note(since, goes_on=True)


def _ready_of(loop: Any) -> list[str]:
    """What waits for its turn in an event loop: what goes on and on is always among it."""
    found = []
    for handle in [*getattr(loop, "_ready", ())][:8]:
        callback = getattr(handle, "_callback", None)
        task = getattr(callback, "__self__", None)
        coroutine = task.get_coro() if isinstance(task, asyncio.Task) else None
        owner = getattr(getattr(coroutine, "cr_frame", None), "f_locals", {}).get("self")
        what = coroutine if coroutine is not None else callback
        found.append(f"{getattr(what, '__qualname__', what)} of {type(owner).__name__}")
    return found


def _stack(frame: FrameType | None) -> list[str]:
    """The program's own frames and the innermost ones, the last one last."""
    found: list[str] = []
    inner = 0
    while frame is not None and len(found) < _FRAMES:
        path = Path(frame.f_code.co_filename)
        is_own = (
            "ovh_explorer" in path.parts
            and path.parent.name != "cli"
            and path.name != "__main__.py"
        )
        if inner < _INNERMOST or is_own:
            found.append(f"{'/'.join(path.parts[-2:])}:{frame.f_lineno} {frame.f_code.co_name}")
        inner += 1
        frame = frame.f_back
    return found[::-1]


def watch(file: Path) -> None:
    """Watch the event loop of this process from now on."""
    _Watch(file).begin()


def may_end(file: Path) -> Path:
    """The file that says that the program may end from now on."""
    return file.with_suffix(".end")


def _stay_until(file: Path) -> None:
    """Leave out what ends the program until there is a file."""
    from textual.app import App

    leave = App.exit

    def leave_where_it_may(app: App[Any], *arguments: Any, **more: Any) -> None:
        if file.exists():
            leave(app, *arguments, **more)

    App.exit = leave_where_it_may  # type: ignore[method-assign, assignment]


def main() -> None:
    """Run the program, watched."""
    file = Path(sys.argv.pop(1))
    _stay_until(may_end(file))
    watch(file)
    # This runs where the tests are no package.
    held_keys = runpy.run_path(str(Path(__file__).with_name("held_keys.py")))
    held_keys["note_held_keys"](held_keys["held_keys_file"](file))
    app_state = runpy.run_path(str(Path(__file__).with_name("app_state.py")))
    app_state["tell_state"](file)
    runpy.run_module("ovh_explorer", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
