"""The base of every dialog: a screen that gives its caller one result, once."""

from typing import TypeVar

from textual import events, on
from textual.await_complete import AwaitComplete
from textual.message import Message
from textual.screen import ModalScreen
from textual.widget import Widget

from ovh_explorer.tui.terminal.base_screen import BaseScreen
from ovh_explorer.tui.terminal.key_presses import presses_of
from ovh_explorer.tui.terminal.toast_rack import end_toasts

__all__ = ["Dialog", "ResultScreen"]

ResultType = TypeVar("ResultType")


class ResultScreen(BaseScreen[ResultType]):
    """A screen that closes once.

    Two enters in one read, a double click, or a worker that finishes late choose a second time.
    Textual would close whatever is on top by then, and end the program where nothing is left to
    close. Here the first choice is the result. The later ones, the keys and clicks that made them,
    and the messages they led to have no effect.

    Attributes:
        DROPS_REPEATED_KEY: whether the key that closed it has no effect when it comes again at
            once. Other keys that come late were typed ahead: they are for what has the focus next.
        ENDS_TOASTS: whether what was said before the key that opened it is over: it would stand on
            what is to be read here.
    """

    DROPS_REPEATED_KEY = True
    ENDS_TOASTS = True

    def __init__(
        self, name: str | None = None, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(name, id, classes)
        # The one result, once it is chosen.
        self._results: tuple[ResultType | None, ...] = ()
        self._is_closed = False
        # The key that closed it: not the last that was typed into it, for a widget may take others.
        self._closing_key = ""

    @on(events.Mount)
    def _end_toasts(self) -> None:
        presses = presses_of(self.app)
        if self.ENDS_TOASTS and presses.latest is not None:
            end_toasts(self.app, presses.now() - presses.latest.began)

    @property
    def has_result(self) -> bool:
        """Whether the result is decided. The screen may still be drawn, or be below another one."""
        return bool(self._results)

    def dismiss(self, result: ResultType | None = None) -> AwaitComplete:
        """Close the screen with a result; a second time, do nothing.

        Below another screen, as the one about a terminal that is too small, it waits until that is
        closed.
        """
        if not self._results:
            self._results = (result,)
            if self.DROPS_REPEATED_KEY:
                # Held back as typed ahead, it would come to what has the focus next.
                self._closing_key = presses_of(self.app).use_to_close()
        return self._close()

    def _close(self) -> AwaitComplete:
        # Not `is_current`: that is true of what a modal screen leaves visible below it.
        if self._is_closed or not self.is_active:
            return AwaitComplete()
        self._is_closed = True
        return super().dismiss(self._results[0])

    def withdraw(self) -> None:
        """Close the screen: its result is not waited for any more."""
        if self.is_attached and self in self.app.screen_stack:
            self.dismiss()

    @on(events.ScreenResume)
    def _close_when_on_top(self) -> None:
        if self._results:
            self._close()

    @on(events.Click)
    def _on_edge(self, event: events.Click) -> None:
        from textual.widgets import Static

        from ovh_explorer.tui.widgets.key_words import press_edge_key, press_key_in_text

        press_edge_key(self, event)
        if type(event.widget) is Static and press_key_in_text(event.widget, event):
            return
        field = _field_of_label(event.widget)
        if field is not None:
            # Else what is typed next goes to the field that had focus, in clear perhaps.
            self.set_focus(field)

    async def _on_message(self, message: Message) -> None:
        """Leave out what was done to this screen after the choice."""
        if isinstance(message, events.Key) and self._results:
            message.stop()
            if message.key != self._closing_key and not self.is_active:
                again = events.Key(message.key, message.character)
                # It was pressed then, which matters to a question that was painted since.
                again.time = message.time
                self.app.post_message(again)
            return
        if (
            self._results
            and message.bubble
            and (not isinstance(message, events.Event) or _is_input(message))
        ):
            message.stop()
            return
        await super()._on_message(message)


class Dialog(ModalScreen[ResultType], ResultScreen[ResultType]):
    """What opens over the main screen, asks for something, and closes with it."""

    def action_go_on(self) -> None:
        """Press the button that goes on."""
        from textual.widgets import Button

        for button in self.query(Button):
            if button.variant == "primary":
                button.press()


def _field_of_label(clicked: Widget | None) -> Widget | None:
    """The field right behind the words that were clicked; None for none."""
    from textual.widgets import Input, Static, TextArea

    if not isinstance(clicked, Static) or clicked.parent is None:
        return None
    beside = list(clicked.parent.children)
    following = beside[beside.index(clicked) + 1 :][:1]
    return next((item for item in following if isinstance(item, (Input, TextArea))), None)


def _is_input(message: Message) -> bool:
    return isinstance(message, events.InputEvent)
