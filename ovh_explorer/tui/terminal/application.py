"""What is done with Textual's application that has no public name there."""

from typing import Any

from textual.app import App

__all__ = ["end_with", "write_to_terminal"]


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
