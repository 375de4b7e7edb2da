"""What a user leaves goes, with the memory it takes; what is long costs no more than its length."""

import asyncio
import contextvars
import ctypes
import gc
import resource
import subprocess
import sys
import time
import tracemalloc
import weakref
from asyncio import base_events
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from jmespath.parser import Parser
from rich.segment import Segment
from textual._styles_cache import StylesCache
from textual.app import App
from textual.color import Color
from textual.widgets import Static

from ovh_explorer.tui.dialogs.help import HelpScreen
from ovh_explorer.tui.dialogs.menu import Entry
from ovh_explorer.tui.main.screen import MainScreen
from ovh_explorer.tui.terminal.free_memory import return_freed_memory
from ovh_explorer.tui.terminal.idle_gc import Garbage, forget_cancelled_timers
from ovh_explorer.tui.widgets.inputs import PlainInput
from ovh_explorer.workspace.response.filter import check_filter
from tests.tui.conftest import RECORD, Demo, main_screen, settled, text, type_keys, until
from tests.tui.dialogs import dialogs

PROJECT = Path(__file__).parents[2]

_current: contextvars.ContextVar["Thing"] = contextvars.ContextVar("current")


class Thing:
    """Goes with the next collection alone: it holds itself."""

    def __init__(self) -> None:
        self.itself = self


def resident() -> float:
    """Megabytes of this process that are in memory."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


@pytest.fixture(autouse=True)
def garbage_is_looked_for_as_for_a_user(monkeypatch):
    monkeypatch.setattr("ovh_explorer.tui.main.start.Garbage", Garbage)
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)
    gc.unfreeze()


def test_long_texts_that_were_cut_to_be_drawn_are_forgotten():
    garbage = Garbage()
    for length in range(1_000, 1_100):
        Segment("中" * length).split_cells(10)
    assert Segment._split_cells.cache_info().currsize > 50
    garbage.look()
    assert Segment._split_cells.cache_info().currsize == 0


def test_texts_that_were_read_as_urls_and_expressions_are_forgotten():
    garbage = Garbage()
    garbage.look()
    texts = [f"domain/x{'x' * length}" for length in range(20)]
    for words in texts:
        urlsplit(words)
        check_filter(words.replace("/", "."))
    urls: Any = urlsplit
    expressions: Any = Parser
    assert urls.cache_info().currsize == 20
    assert len(expressions._CACHE) == 20
    garbage.look()
    assert urls.cache_info().currsize == 0
    assert not expressions._CACHE


@pytest.mark.skipif(
    not hasattr(ctypes.CDLL(None), "malloc_trim"), reason="the C library is not glibc"
)
def test_freed_memory_goes_back_to_the_system_while_nothing_happens():
    garbage = Garbage()
    # What earlier tests left free would be used first.
    return_freed_memory()
    before = resident()
    pieces = [bytes([index % 255 + 1]) * 4_000 for index in range(20_000)]
    pinned = pieces[::100]
    assert resident() > before + 60
    del pieces
    for _ in range(10):
        garbage.look()
    assert resident() < before + 20
    assert len(pinned) == 200


# What a process has in memory, in megabytes, after two large responses were read and freed again,
# each with something small behind it that is kept.
_READ_AND_FREED = """
import sys, threading
from tests.tui.test_memory import resident
from ovh_explorer.tui.terminal.free_memory import limit_free_memory

if sys.argv[1] == "limited":
    limit_free_memory()
kept = []

def read():
    # Freed at once: glibc learns from it.
    bytes(8_000_000)
    parts = []
    for _ in range(60):
        parts.append(b"1" * 1_000_000)
        kept.append([bytes(2_000) for _ in range(20)])

before = resident()
for _ in range(4):
    thread = threading.Thread(target=read)
    thread.start()
    thread.join()
print(resident() - before)
"""


def kept_after_reading(how: str) -> float:
    command = [sys.executable, "-c", _READ_AND_FREED, how]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=PROJECT)
    return float(done.stdout)


@pytest.mark.skipif(
    not hasattr(ctypes.CDLL(None), "malloc_trim"), reason="the C library is not glibc"
)
def test_what_threads_freed_does_not_stay_behind_what_is_kept():
    # Of small pieces there are 10 MB.
    assert kept_after_reading("as it is") > 60
    assert kept_after_reading("limited") < 40


def test_what_was_put_aside_is_collected_once_it_is_not_used():
    thing = Thing()
    gone = weakref.ref(thing)
    garbage = Garbage()
    del thing
    gc.collect()
    assert gone() is not None, "it was put aside"
    garbage.settle()
    assert gone() is None


def test_all_is_looked_through_once_the_user_rests_or_now_and_then(monkeypatch):
    collected: list[tuple[int, ...]] = []
    real = gc.collect

    def collect(*generation: int) -> int:
        collected.append(generation)
        return real(*generation)

    monkeypatch.setattr(gc, "collect", collect)
    garbage = Garbage()
    collected.clear()
    kept: list[list[None]] = []

    def work() -> None:
        """What a response that is watched makes, and a pause."""
        kept.extend([None] for _ in range(5_000))
        for _ in range(6):
            garbage.look()

    for _ in range(11):
        work()
    assert collected == [*[(1,)] * 10, ()], "a pause of the screen is short"
    collected.clear()
    work()
    for _ in range(200):
        garbage.look()
    assert collected == [(1,), ()], "nobody waits"


def test_widgets_that_are_gone_are_not_kept_with_their_lines():
    garbage = Garbage()
    refs = []
    for _ in range(3):
        cache = StylesCache()
        cache.get_inner_outer(Color(1, 2, 3), Color(4, 5, 6))
        refs.append(weakref.ref(cache))
    del cache
    gc.collect()
    assert sum(ref() is not None for ref in refs) == 3, "Textual keeps them"
    garbage.look()
    gc.collect()
    assert not any(ref() for ref in refs)


async def test_a_place_that_is_left_goes_with_all_it_had(app, monkeypatch):
    # asyncio keeps up to 100 cancelled timers that come after one that isn't: whether a request's
    # are among them is chance. Here they are.
    monkeypatch.setattr(base_events, "_MIN_SCHEDULED_TIMER_HANDLES", 400)
    before_them = asyncio.get_running_loop().call_later(8, lambda: None)
    explorer = app("GET /me")
    async with explorer.run_test() as pilot:
        await settled(pilot, form=True)
        for _ in range(6):
            before = main_screen(pilot)
            await explorer.use(Demo())
            await until(
                pilot, lambda before=before: main_screen(pilot) is not before, "the next place"
            )
            await settled(pilot)
            await until(
                pilot,
                lambda: not [item for item in explorer.workers if item.node is explorer],
                "it is left",
            )
        del before
        await pilot.pause()
        gc.collect()
        gc.unfreeze()  # to see what was put aside, too
        left = [item for item in gc.get_objects() if isinstance(item, MainScreen)]
        # The first is Textual's own screen and stays, emptied; the last ones left may still be in
        # use somewhere.
        assert len(left) <= 4, left
        before_them.cancel()


async def opened_by_a_worker(pilot, make) -> list[weakref.ref]:
    """A dialog that a worker waited for and its widgets, after it was closed."""
    dialog = make()

    main = main_screen(pilot)

    async def ask() -> None:
        await pilot.app.push_screen_wait(dialog)
        # What it shows then has the worker in its context.
        await main.bench.mount(Static())

    worker = main.run_worker(ask())
    await until(pilot, lambda: dialog.is_mounted and pilot.app.screen is dialog, "it is open")
    refs = [weakref.ref(item) for item in (dialog, *dialog.query("*"))]
    dialog.dismiss()
    await until(
        pilot, lambda: worker.is_finished and dialog not in pilot.app.screen_stack, "it is closed"
    )
    return refs


async def line_in_a_form(pilot) -> list[weakref.ref]:
    """An input of the main screen, after it was removed."""
    line = PlainInput("x")
    await main_screen(pilot).bench.mount(line)
    await pilot.pause()
    await line.remove()
    return [weakref.ref(line)]


def test_timers_that_were_cancelled_are_forgotten_and_others_are_not():
    async def cancel_some() -> None:
        loop, things = asyncio.get_running_loop(), [Thing() for _ in range(3)]
        refs = [weakref.ref(thing) for thing in things]
        for thing in things:
            context = contextvars.copy_context()
            context.run(_current.set, thing)
            loop.call_later(60, loop.time, context=context).cancel()
        came = loop.create_future()
        loop.call_later(0.001, came.set_result, "came")
        del thing, things, context
        gc.collect()
        assert None not in [ref() for ref in refs], "asyncio keeps them"
        forget_cancelled_timers()
        await asyncio.sleep(0)
        gc.collect()
        assert [ref() for ref in refs] == [None] * 3
        assert await came == "came"

    asyncio.run(cancel_some())


async def all_gone(pilot, refs: list[weakref.ref]) -> None:
    """Wait until nothing of it is left."""

    def is_gone() -> bool:
        forget_cancelled_timers()
        StylesCache.get_inner_outer.cache_clear()
        gc.collect()
        gc.unfreeze()  # to see what was put aside, too
        return all(ref() is None for ref in refs)

    await until(pilot, is_gone, "all of it is gone")


async def test_a_dialog_that_was_closed_goes_with_all_that_was_typed_into_it(app, tmp_path):
    async with app("GET /me").run_test(size=(120, 40)) as pilot:
        main = await settled(pilot, form=True)
        refs = [
            ref
            for make in dialogs(main, tmp_path).values()
            for ref in await opened_by_a_worker(pilot, make)
        ]
        # One more: what was sent last may still be in use somewhere.
        await opened_by_a_worker(pilot, HelpScreen)
        await all_gone(pilot, refs)


async def test_a_line_that_was_removed_goes_though_nobody_marked_a_text(app):
    async with app("GET /me").run_test(size=(120, 40)) as pilot:
        await settled(pilot, form=True)
        refs = [ref for _ in range(4) for ref in await line_in_a_form(pilot)]
        await line_in_a_form(pilot)
        await all_gone(pilot, refs)


def seconds(work) -> float:
    """Of the processor, which a busy machine doesn't make more."""
    start = time.process_time()
    work()
    return time.process_time() - start


class Line(App[None]):
    def compose(self):
        yield PlainInput()


async def test_a_long_value_with_a_line_end_keeps_nobody_waiting():
    app = Line()
    async with app.run_test(size=(40, 5)) as pilot:
        line = app.query_one(PlainInput)
        assert seconds(lambda: setattr(line, "value", "x" * 30_000 + "\ny")) < 1
        line.cursor_position = len(line.value)
        assert seconds(lambda: line._cursor_offset) < 0.5
        # A tab is drawn as one sign, and the cursor stands where it is drawn.
        line.value = "a\tb"
        line.cursor_position = 2
        await pilot.pause()
        assert "a␉b" in text(pilot)
        assert line._cursor_offset == 2


async def test_the_places_of_the_characters_of_a_long_value_take_little_memory():
    app = Line()
    async with app.run_test(size=(40, 5)):
        line = app.query_one(PlainInput)
        line.value = "é" * 100_000
        tracemalloc.start()
        line.password = True
        line._column_before()
        taken, _peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        # A number of Python's takes 40 bytes in a list.
        assert 400_000 < taken < 1_000_000


async def test_lines_pasted_behind_a_long_value_keep_nobody_waiting(app):
    async with app(RECORD).run_test(size=(100, 30)) as pilot:
        screen = await settled(pilot, form=True)
        await type_keys(pilot, "enter")
        editor = screen.bench.request.editor
        await until(pilot, lambda: editor.is_open, "a field is edited")
        field = editor.field
        editor.replace("x" * 30_000)
        assert seconds(lambda: editor.replace("two\nlines\n")) < 2
        assert "two" in field.text


def test_a_long_note_of_a_menu_is_not_read_at_each_key():
    entry = Entry("Copy the link", "https://x/" + "%C3%A9" * 200_000, "link")
    assert seconds(lambda: [entry.place("link") for _ in range(50)]) < 0.5
    assert seconds(lambda: [entry.is_meant_by("link") for _ in range(50)]) < 0.5
    assert entry.place("https://x/") is not None
