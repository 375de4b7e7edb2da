"""What is done with Textual's application that has no public name there."""

from typing import Any

from textual.app import App
from textual.widgets._toast import Toast, ToastHolder

__all__ = ["end_with", "forget_toasts", "withdraw_toasts", "write_to_terminal"]


def write_to_terminal(app: App[Any], sequence: str) -> None:
    """Send an escape sequence to the terminal, as for its clipboard."""
    if app._driver is not None:
        app._driver.write(sequence)


def withdraw_toasts(app: App[Any], title: str) -> None:
    """Take away the toasts of that title, where there are any; "" is that of most."""
    if forget_toasts(app, title):
        app._refresh_notifications()


def forget_toasts(app: App[Any], title: str) -> bool:
    """Take away the toasts of that title, not drawn anew yet; False where there are none."""
    shown = [item for item in app._notifications if item.title == title]
    for item in shown:
        app._unnotify(item, refresh=False)
    for toast in app.screen.query(Toast):
        # With what holds it, which Textual leaves behind where it withdraws a toast by itself.
        if toast._notification in shown and isinstance(toast.parent, ToastHolder):
            toast.parent.remove()
    return bool(shown)


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
