"""What is done with Textual's application that has no public name there."""

from typing import Any

from textual.app import App

__all__ = ["begin_with_theme", "end_with", "write_to_terminal"]


def write_to_terminal(app: App[Any], sequence: str) -> None:
    """Send an escape sequence to the terminal, as for its clipboard."""
    if app._driver is not None:
        app._driver.write(sequence)


def end_with(app: App[Any], error: Exception) -> bool:
    """End the application because of an error; whether it is the first one.

    Nothing of the error is written: Textual's own traceback shows variables and messages, and keys
    could be among them.
    """
    app._return_code = 1
    is_first = app._exception is None
    if is_first:
        # Textual's own tests of an application look at these.
        app._exception = error
        app._exception_event.set()
    app._close_messages_no_wait()
    return is_first


def begin_with_theme(app: App[Any], name: str) -> None:
    """Use a theme before anything is drawn.

    A theme that is set as any other has all sheets parsed, all widgets styled and all of the screen
    drawn a second time, right after the first.
    """
    app.set_reactive(App.theme, name)
    is_dark = app.current_theme.dark
    for name_of_class, is_on in (
        (f"-theme-{name}", True),
        ("-dark-mode", is_dark),
        ("-light-mode", not is_dark),
    ):
        app.set_class(is_on, name_of_class, update=False)
    app._refresh_truecolor_filter(app.ansi_theme)
    app.stylesheet.set_variables(app.get_css_variables())
