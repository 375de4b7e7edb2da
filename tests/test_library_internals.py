"""Private parts of libraries that the program stands on: an upgrade that moves one fails here.

Each test names one part: that it is there, and has the shape that our code needs. Where one fails,
look for its name in ``ovh_explorer/`` and bring that code to the new release.
"""

import ast
import asyncio
import importlib
import inspect
import pkgutil
import queue
import re
import sys
import weakref
from functools import cache
from pathlib import Path
from typing import IO, Any, cast

import httpcore
import httpx
import pytest
from textual import events
from textual.app import App
from textual.keys import _character_to_key
from textual.message_pump import MessagePump
from textual.notifications import Notification
from textual.screen import Screen as TextualScreen
from textual.widgets import Input
from textual.widgets._toast import Toast, ToastHolder, ToastRack

import ovh_explorer
from ovh_explorer.tui.terminal.idle_gc import _CACHES

ON_UNIX = pytest.mark.skipif(sys.platform == "win32", reason="Textual's driver for Unix")

# Private methods and properties of libraries that our classes replace on purpose.
REPLACED = {
    "ExplorerApp._handle_exception",
    "FormView._on_key",
    "JsonView._on_key",
    "PlainInput._position_to_cell",
    "PlainInput._value",
    "ResultScreen._on_message",
    "SteadyDriver._disable_mouse_support",
    "SteadyDriver._get_terminal_size",
    "SteadyDriver._run_input_thread",
    "SteadyDriver._sigcont_application",
    "SteadyDriver._sigtstp_application",
    "TableView._on_click",
    "FieldLine._on_paste",
    "ToastApp._refresh_notifications",
    "Parser._print_message",
}


def parameters(function: Any) -> list[str]:
    return [name for name in inspect.signature(function).parameters if name != "self"]


# Names of ours


def our_classes() -> list[type]:
    """Every class of the program that has a library's class as a base."""
    found = []
    for module in pkgutil.walk_packages(ovh_explorer.__path__, "ovh_explorer."):
        if module.name.endswith("__main__"):
            continue
        for item in vars(importlib.import_module(module.name)).values():
            if inspect.isclass(item) and item.__module__ == module.name:
                found.append(item)
    if sys.platform != "win32":
        from textual.drivers.linux_driver import LinuxDriver

        from ovh_explorer.tui.terminal.driver import steady

        found.append(steady(LinuxDriver))
    return found


@cache
def classes_of(file: str) -> dict[str, str]:
    """The source of each class of a file, by its qualified name, the last of a name.

    :func:`inspect.getsource` reads the file anew for each of them.
    """
    source = Path(file).read_text(encoding="utf-8")
    lines, found = source.splitlines(keepends=True), {}

    def look(node: ast.AST, prefix: str) -> None:
        for child in ast.iter_child_nodes(node):
            inner = prefix
            if isinstance(child, ast.ClassDef):
                found[prefix + child.name] = "".join(lines[child.lineno - 1 : child.end_lineno])
                inner = f"{prefix}{child.name}."
            elif isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
                inner = f"{prefix}{child.name}.<locals>."
            look(child, inner)

    look(ast.parse(source), "")
    return found


@cache
def private_names(item: type) -> set[str]:
    """Private names of a class, and those that its methods set on `self`."""
    names = {name for name in vars(item) if re.match("_[a-z]", name)}
    try:
        source = classes_of(inspect.getfile(item))[item.__qualname__]
    except (OSError, TypeError, KeyError, UnicodeDecodeError):  # of C, or made by a function
        return names
    return names | set(re.findall(r"self\.(_[a-z]\w*)\b[^=\n]*=[^=]", source))


def test_no_private_name_of_ours_hides_one_of_a_library():
    hidden = set()
    for item in our_classes():
        theirs = [base for base in item.__mro__ if not base.__module__.startswith("ovh_explorer")]
        names = {name for name in vars(item) if re.match("_[a-z]", name)}
        for name in names & set().union(*map(private_names, theirs)):
            function = getattr(vars(item)[name], "fget", vars(item)[name])
            # Not what a metaclass puts into every class.
            if inspect.isfunction(function) and function.__module__ == item.__module__:
                hidden.add(f"{item.__name__}.{name}")
    assert hidden - REPLACED == set(), "choose another name"
    assert REPLACED - hidden - _of_windows() == set(), "the library has no such name any more"


def _of_windows() -> set[str]:
    if sys.platform != "win32":
        return set()
    return {name for name in REPLACED if name.startswith("SteadyDriver")}


# The driver of Textual


def driver_source() -> str:
    from textual.driver import Driver
    from textual.drivers.linux_driver import LinuxDriver

    return inspect.getsource(LinuxDriver) + inspect.getsource(Driver)


@ON_UNIX
def test_the_driver_for_unix_is_the_one_that_is_made_steady():
    from ovh_explorer.tui.terminal.driver import steady

    driver = App().get_driver_class()
    assert driver.__name__ == "LinuxDriver"
    assert steady(driver) is not driver


@ON_UNIX
@pytest.mark.parametrize(
    "name",
    [
        "_app",
        "_auto_restart",
        "_debug",
        "_file",
        "_loop",
        "_must_signal_resume",
        "_writer_thread",
        "attrs_before",
        "exit_event",
        "fileno",
    ],
)
def test_the_driver_has_the_attributes_that_ours_uses(name):
    assert re.search(rf"self\.{name}\b[^=\n]*=[^=]", driver_source())


@ON_UNIX
def test_the_driver_starts_the_input_thread_that_ours_replaces():
    assert "target=self._run_input_thread" in driver_source()


@ON_UNIX
def test_the_driver_takes_the_signals_of_job_control_with_the_methods_that_ours_replaces():
    assert "signal.SIGTSTP, self._sigtstp_application" in driver_source()
    assert "signal.SIGCONT, self._sigcont_application" in driver_source()


@ON_UNIX
def test_the_driver_asks_for_the_size_with_the_method_that_ours_replaces():
    assert "self._get_terminal_size()" in driver_source()


@ON_UNIX
def test_the_driver_leaves_the_mouse_with_the_method_that_ours_replaces():
    source = driver_source()
    assert "self._disable_mouse_support()" in source
    assert re.search(r"self\._mouse_pixels\b[^=\n]*=[^=]", source)


@ON_UNIX
def test_the_writer_of_the_driver_has_a_queue_with_an_end():
    from textual.drivers._writer_thread import WriterThread

    class File:
        def write(self, text: str) -> None: ...
        def flush(self) -> None: ...

    writer = WriterThread(cast(IO[str], File()))
    assert isinstance(writer._queue, queue.Queue)
    assert writer._queue.maxsize > 0


# Keys and input of Textual


def test_the_parser_turns_a_sequence_into_a_key():
    from textual._xterm_parser import XTermParser

    keys = [item for item in XTermParser(False).feed("\x1b[A") if isinstance(item, events.Key)]
    assert [key.key for key in keys] == ["up"]


def test_the_table_of_sequences_is_by_their_text():
    from textual._ansi_sequences import ANSI_SEQUENCES_KEYS

    assert "\x1b[A" in ANSI_SEQUENCES_KEYS


def test_a_character_has_a_key_s_name():
    assert _character_to_key(".") == "full_stop"


async def test_an_input_is_drawn_from_its_value():
    class Masked(Input):
        @property
        def _value(self) -> Any:
            text = super()._value
            text.plain = "drawn"
            return text

    class OneInput(App[None]):
        def compose(self):
            yield Masked("typed", compact=True)

    app = OneInput()
    async with app.run_test() as pilot:
        await pilot.pause()
        line = "".join(segment.text for segment in app.query_one(Input).render_line(0))
        assert "drawn" in line
        assert "typed" not in line


# The application of Textual


def test_every_exception_of_the_screen_goes_through_one_method():
    assert parameters(App._handle_exception) == ["error"]
    # One that Textual itself does not call would leave its traceback, with values, on the terminal.
    assert "_handle_exception(" in inspect.getsource(MessagePump)
    from textual import worker

    assert "_handle_exception(" in inspect.getsource(worker)


def test_the_application_keeps_what_broke_it():
    app = App()
    assert app._exception is None
    assert app._return_code is None
    assert isinstance(app._exception_event, asyncio.Event)
    assert parameters(app._close_messages_no_wait) == []


def test_the_application_has_a_driver_that_writes():
    from textual.driver import Driver

    assert App()._driver is None
    assert parameters(Driver.write) == ["data"]


async def test_a_toast_can_be_taken_away():
    app = App()
    async with app.run_test(notifications=True) as pilot:
        app.notify("words", title="title")
        await pilot.pause()
        toast = app.screen.query_one(Toast)
        assert isinstance(toast.parent, ToastHolder)
        assert isinstance(toast.parent.parent, ToastRack)
        assert toast.parent.parent is app.screen.get_child_by_type(ToastRack)
        assert isinstance(toast._notification, Notification)
        assert list(app._notifications) == [toast._notification]
        assert len(app._notifications) == 1
        app._notifications.clear()
        app._notifications.add(Notification("other words"))
        app._refresh_notifications()
        await pilot.pause()
        assert [item.message for item in app._notifications] == ["other words"]


def test_toasts_are_shown_by_one_method():
    assert parameters(App._refresh_notifications) == []
    for source in (App._on_notify, App.clear_notifications, TextualScreen._on_screen_resume):
        assert "_refresh_notifications()" in inspect.getsource(source)
    assert "call_later(toast_rack.show" in inspect.getsource(App._refresh_notifications)
    # What is Textual's own is told by this class from what may not be covered.
    assert ToastRack.DEFAULT_CLASSES == "-textual-system"


def test_a_screen_gets_every_message_in_one_method():
    assert inspect.iscoroutinefunction(MessagePump._on_message)
    assert parameters(MessagePump._on_message) == ["message"]
    assert "self._on_message(" in inspect.getsource(MessagePump)


# Whether a screen of Textual is still at work, which decides when a key that was typed ahead is given


async def test_a_quiet_widget_says_so():
    app = App()
    async with app.run_test() as pilot:
        await pilot.pause()
        pump = app.screen
        assert (pump._closing, pump._closed, pump._is_mounted) == (False, False, True)
        assert list(pump._next_callbacks) == []
        assert pump.message_queue_size == 0


async def test_a_queue_says_whether_its_messages_are_waited_for():
    app = App()
    async with app.run_test() as pilot:
        await pilot.pause()
        # As `ovh_explorer.tui.terminal.type_ahead` reads it.
        found = app.screen._message_queue
        ready = getattr(found, "ready_event", None)
        waiters = found._getters if ready is None else ready._waiters
        for _ in range(100):
            if waiters:
                break
            await asyncio.sleep(0.01)
        assert waiters, "the screen is idle: it waits for a message"


async def test_a_screen_says_what_waits_for_its_next_refresh():
    app = App()
    async with app.run_test() as pilot:
        await pilot.pause()
        assert isinstance(app.screen._layout_required, bool)

        def after() -> None: ...

        app.screen._invoke_later(after, app.screen)
        assert (after, app.screen) in app.screen._callbacks


# httpcore and httpx


async def trace_of(pool: Any, url: str) -> list[tuple[str, dict[str, Any]]]:
    """The trace events of one request that a pool sends."""
    seen: list[tuple[str, dict[str, Any]]] = []

    async def trace(name: str, info: dict[str, Any]) -> None:
        seen.append((name, info))

    async with pool:
        await pool.request("GET", url, extensions={"trace": trace})
    return seen


RESPONSE = [b"HTTP/1.1 200 OK\r\n", b"Content-Length: 2\r\n", b"\r\n", b"{}"]


async def test_httpcore_tells_where_it_connects_to():
    pool = httpcore.AsyncConnectionPool(network_backend=httpcore.AsyncMockBackend(RESPONSE))
    seen = dict(await trace_of(pool, "http://api.invalid:8080/"))
    info = seen["connection.connect_tcp.started"]
    assert (info["host"], info["port"]) == ("api.invalid", 8080)


async def test_httpcore_tells_whom_it_shakes_hands_with():
    pool = httpcore.AsyncConnectionPool(network_backend=httpcore.AsyncMockBackend(RESPONSE))
    seen = dict(await trace_of(pool, "https://api.invalid/"))
    (name,) = [name for name in seen if name.endswith("start_tls.started")]
    assert seen[name]["server_hostname"] == "api.invalid"


async def test_httpcore_tells_when_a_request_begins_to_leave():
    pool = httpcore.AsyncConnectionPool(network_backend=httpcore.AsyncMockBackend(RESPONSE))
    seen = await trace_of(pool, "http://api.invalid/")
    sending = [info for name, info in seen if name.endswith("send_request_headers.started")]
    assert [info["request"].method for info in sending] == [b"GET"]


async def test_httpcore_tells_a_tunnel_s_request_from_ours():
    tunnel = [b"HTTP/1.1 200 OK\r\n\r\n"]
    pool = httpcore.AsyncHTTPProxy(
        "http://proxy.invalid:3128",
        network_backend=httpcore.AsyncMockBackend(tunnel + RESPONSE),
    )
    seen = await trace_of(pool, "https://api.invalid/")
    sending = [info for name, info in seen if name.endswith("send_request_headers.started")]
    assert [info["request"].method for info in sending] == [b"CONNECT", b"GET"]
    connected = dict(seen)["connection.connect_tcp.started"]
    assert connected["host"] == "proxy.invalid"


@pytest.mark.parametrize(
    "module",
    [
        "httpcore._backends.anyio",
        "anyio.abc",
        "anyio.streams.tls",
        "anyio._backends._asyncio",
    ],
)
def test_what_the_first_connection_would_load_can_be_loaded_before(module):
    from ovh_explorer.client import transport

    assert module in transport._LATE_IMPORTS
    importlib.import_module(module)


async def test_httpx_has_the_reason_and_the_headers_as_they_came():
    pool = httpx.AsyncHTTPTransport()
    pool._pool = httpcore.AsyncConnectionPool(
        network_backend=httpcore.AsyncMockBackend(
            [b"HTTP/1.1 460 Service expir\xe9\r\n", b"X-Ovh-QueryId: a\r\n", b"\r\n"]
        )
    )
    async with httpx.AsyncClient(transport=pool) as client:
        response = await client.get("http://api.invalid/")
    assert response.extensions["reason_phrase"] == b"Service expir\xe9"
    assert (b"X-Ovh-QueryId", b"a") in response.headers.raw


# uvicorn


def test_uvicorn_runs_with_the_signals_that_the_server_takes():
    import uvicorn

    assert "with self.capture_signals()" in inspect.getsource(uvicorn.Server)


def test_uvicorn_starts_and_ends_by_the_attributes_that_ours_uses():
    import uvicorn

    server = uvicorn.Server(uvicorn.Config(lambda *_: None))
    assert (server.started, server.should_exit) == (False, False)
    assert parameters(server.startup) == ["sockets"]
    assert "self.should_exit" in inspect.getsource(uvicorn.Server.on_tick)


def test_uvicorn_gives_each_connection_its_application():
    from uvicorn.protocols.http.h11_impl import H11Protocol

    source = inspect.getsource(H11Protocol)
    assert parameters(H11Protocol.connection_made) == ["transport"]
    assert "self.app = config.loaded_app" in source
    # Read for each request, so that what takes its place after the connection was made is used.
    assert "app = self.app" in source


# The standard library


@pytest.mark.parametrize("cache", [cache for cache, _ in _CACHES])
def test_what_was_drawn_is_cached_where_ours_clears_it(cache):
    assert cache.cache_info().currsize >= 0
    assert callable(cache.cache_clear)


def test_python_can_finish_what_waits_for_the_end():
    exit_function = weakref.finalize._exitfunc  # type: ignore[attr-defined]
    assert parameters(exit_function) == []


def test_python_says_which_options_it_was_started_with():
    assert isinstance(sys._xoptions, dict)


def test_argparse_writes_everything_by_one_method():
    import argparse

    assert parameters(argparse.ArgumentParser._print_message) == ["message", "file"]
    for method in ("print_help", "print_usage", "exit"):
        assert "_print_message(" in inspect.getsource(getattr(argparse.ArgumentParser, method))
