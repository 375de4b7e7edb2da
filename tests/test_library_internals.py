"""Private parts of libraries that the program stands on: an upgrade that moves one fails here.

Each test names one part: that it is there, and has the shape that our code needs. Where one fails,
look for its name in ``ovh_explorer/`` and bring that code to the new release.
"""

import asyncio
import inspect
import queue
import re
import sys
import weakref
from typing import IO, Any, cast

import pytest
from textual import events
from textual.app import App
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode
from textual.keys import _character_to_key
from textual.message_pump import MessagePump
from textual.notifications import Notification
from textual.screen import Screen as TextualScreen
from textual.widget import Widget
from textual.widgets import Input
from textual.widgets._toast import Toast, ToastHolder, ToastRack

from ovh_explorer.tui.terminal.idle_gc import _CACHES

ON_UNIX = pytest.mark.skipif(sys.platform == "win32", reason="Textual's driver for Unix")


def parameters(function: Any) -> list[str]:
    return [name for name in inspect.signature(function).parameters if name != "self"]


# The stylesheet of Textual


def test_a_stylesheet_finds_the_component_classes_of_a_widget_in_one_method():
    assert parameters(Stylesheet._process_component_classes) == ["node"]
    assert "_process_component_classes(node)" in inspect.getsource(Stylesheet.apply)
    assert Input._get_component_classes() >= Input.COMPONENT_CLASSES
    assert Input()._component_styles == {}
    assert parameters(DOMNode._attach) == ["parent"]


# What is drawn


def test_a_screen_draws_the_regions_that_changed_and_widgets_mark_themselves():
    assert parameters(TextualScreen._compositor_refresh) == []
    drawing = inspect.getsource(TextualScreen._compositor_refresh)
    assert "_compositor._dirty_regions" in drawing
    assert "app._display(self, update)" in drawing
    assert "if self._batch_count:" in inspect.getsource(App._display)
    assert parameters(Widget._exchange_repaint_regions) == []
    assert "_repaint_required = True" in inspect.getsource(Widget.refresh)


# How lines are wrapped


def test_lines_are_wrapped_at_the_words_that_one_expression_finds():
    from rich import _wrap
    from textual import content

    assert "re_word.match(" in inspect.getsource(_wrap.words)
    assert "words(text)" in inspect.getsource(_wrap.divide_line)
    assert vars(content)["divide_line"] is _wrap.divide_line


# Text areas and inputs


def test_a_document_changes_in_one_method_and_in_place():
    from textual.document._document import Document
    from textual.document._wrapped_document import WrappedDocument

    assert "This is the only method by which" in (Document.replace_range.__doc__ or "")
    assert "lines[top_row : bottom_row + 1] = insert_lines" in inspect.getsource(
        Document.replace_range
    )
    assert vars(Document("a\nb")) == {"_newline": "\n", "_lines": ["a", "b"]}
    wrapped = WrappedDocument(Document("one two three\nfour"), 5)
    assert len(wrapped._offset_to_line_info) == wrapped.height == 4


def test_an_input_is_measured_and_drawn_by_these():
    line = Input()
    assert (line._position_to_cell(0), line.content_width, line._suggestion) == (0, 1, "")
    assert "self.content_width" in inspect.getsource(Input._watch_value)
    source = inspect.getsource(Input.render_line)
    for part in (
        "input--selection",
        "input--cursor",
        "self.scroll_offset",
        "max_content_width + 1",
    ):
        assert part in source


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


def test_a_theme_that_is_set_does_what_is_done_at_the_start_without_it():
    source = inspect.getsource(App._watch_theme)
    for part in (
        '"-theme-',
        '"-dark-mode"',
        '"-light-mode"',
        "_refresh_truecolor_filter(self.ansi_theme)",
        "refresh_css",
    ):
        assert part in source
    assert "set_variables(self.get_css_variables())" in inspect.getsource(App.refresh_css)


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
        # Where those of widgets that are gone are left out.
        await app.screen._invoke_and_clear_callbacks()
        assert app.screen._callbacks == []


def test_the_palette_says_that_nothing_is_found_in_a_method_of_its_own():
    from textual.command import CommandPalette

    assert parameters(CommandPalette._start_no_matches_countdown) == ["search_value"]
    assert parameters(CommandPalette._stop_no_matches_countdown) == []
    assert CommandPalette._NO_MATCHES_COUNTDOWN == 0.5
    source = inspect.getsource(CommandPalette._start_no_matches_countdown)
    for name in ("_no_matches_timer", "_list_visible", "_NO_MATCHES", "No matches found"):
        assert name in source


def test_the_palette_searches_in_a_group_that_keys_typed_ahead_wait_for():
    from textual.command import CommandPalette

    from ovh_explorer.tui.terminal.type_ahead import PALETTE_SEARCH

    assert CommandPalette._GATHER_COMMANDS_GROUP == PALETTE_SEARCH


# The standard library


def test_a_chain_of_clicks_is_ended_by_forgetting_the_last_one():
    assert "self._click_chain_last_time is not None" in inspect.getsource(App.on_event)


@pytest.mark.parametrize("cache", [cache for cache, _ in _CACHES])
def test_what_was_drawn_is_cached_where_ours_clears_it(cache):
    assert cache.cache_info().currsize >= 0
    assert callable(cache.cache_clear)


def test_python_can_finish_what_waits_for_the_end():
    exit_function = weakref.finalize._exitfunc  # type: ignore[attr-defined]
    assert parameters(exit_function) == []


def test_python_says_which_options_it_was_started_with():
    assert isinstance(sys._xoptions, dict)


def test_argparse_translates_by_two_functions_what_is_in_our_catalogs():
    import argparse

    from ovh_explorer.cli import parsers

    source = inspect.getsource(argparse)
    assert "from gettext import gettext as _, ngettext" in source
    assert [text for text in parsers._OF_ARGPARSE if f"'{text}'" not in source] == []


def test_argparse_begins_each_group_of_the_help_by_its_heading():
    import argparse

    assert parameters(argparse.HelpFormatter.start_section) == ["heading"]


def test_argparse_writes_everything_by_one_method():
    import argparse

    assert parameters(argparse.ArgumentParser._print_message) == ["message", "file"]
    assert parameters(argparse.HelpFormatter._fill_text) == ["text", "width", "indent"]
    for method in ("print_help", "print_usage", "exit"):
        assert "_print_message(" in inspect.getsource(getattr(argparse.ArgumentParser, method))
