"""The base of every dialog that may change something: the account, keys, files, or what may be
sent.
"""

from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.timer import Timer

from ovh_explorer.translation import _
from ovh_explorer.tui.dialogs.dialog import Dialog
from ovh_explorer.tui.terminal.key_presses import Press, presses_of

__all__ = ["GuardedScreen"]

ResultType = TypeVar("ResultType")
# Seconds until it is looked again whether a dialog is laid out.
_LOOK_AGAIN_SECONDS = 0.02


class GuardedScreen(Dialog[ResultType]):
    """A dialog that takes no key and no click that was pressed before it was painted.

    The key that opened it has no effect in it, however long it is held. Neither has one that was
    typed ahead, nor the second half of a double click. The application asks :meth:`takes` about
    each, before anything else sees it.
    """

    IS_GUARDED = True

    def __init__(self) -> None:
        super().__init__()
        # When it was on the terminal; None as long as it isn't, or another screen covers it.
        self._painted_at: float | None = None
        # The same, but for what it said anew: a letter answers nothing.
        self._field_painted_at: float | None = None
        # The press that opened it.
        self._opener: Press | None = None
        # Looks whether it is laid out, as long as it isn't.
        self._looking: Timer | None = None
        # What was said of a key that was pressed too early; "" once one was taken.
        self._said_too_early = ""

    @property
    def is_painted(self) -> bool:
        """Whether the user sees it."""
        return self._painted_at is not None

    def on_mount(self) -> None:
        # What was typed meanwhile is held back, and wasn't noted yet.
        self._opener = presses_of(self.app).latest

    def on_screen_resume(self) -> None:
        self._field_painted_at = None
        self.say_anew()

    def say_anew(self) -> None:
        """Take nothing that was pressed before what it says now is painted: it says something else,
        and its buttons may stand elsewhere.
        """
        self._painted_at = None
        self.call_after_refresh(self._note_painted)

    def on_screen_suspend(self) -> None:
        self._painted_at = self._field_painted_at = None

    def _note_painted(self) -> None:
        # Until it is laid out there is nothing to see yet.
        is_laid_out = any(child.region for child in self.children)
        if self.is_current and not is_laid_out:
            # An interval: Textual leaves out the one moment of a timer that is late.
            if self._looking is None:
                self._looking = self.set_interval(_LOOK_AGAIN_SECONDS, self._note_painted)
            return
        if self._looking is not None:
            self._looking.stop()
            self._looking = None
        if not self.is_current:
            return
        self._painted_at = presses_of(self.app).now()
        if self._field_painted_at is None:
            self._field_painted_at = self._painted_at

    def takes(self, began: float) -> bool:
        """Whether a press that began then is for this screen: it was painted before. Says so where
        it wasn't.
        """
        return self._judge(self._painted_at is not None and began > self._painted_at)

    def takes_text(self, press: Press, time: float) -> bool:
        """Whether a character that came at a time is for the field that has the focus: that was
        painted before. It isn't where the key that opened the screen is still held; pressed twice,
        any other key is typed twice.
        """
        painted_at = self._field_painted_at
        began = press.resumed if press is self._opener else time
        return self._judge(painted_at is not None and began > painted_at)

    def _judge(self, is_taken: bool) -> bool:
        """Say it where a key is not taken."""
        if is_taken:
            self._end_too_early()
        else:
            self.say_too_early()
        return is_taken

    def say_too_early(self) -> None:
        """Say that a key, or the mouse's button, was pressed too early to count."""
        from ovh_explorer.tui.widgets.fitted_line import FRAME, fitting

        latest = presses_of(self.app).latest
        if latest is not None and latest.is_click:
            parts = (_("The click came too early."), _("Wait a second, then click again."))
        else:
            parts = (
                _("The key was held, or pressed too early."),
                _("Wait a second, then press it."),
            )
        for box in self.query_children(".question"):
            self._said_too_early = fitting(parts, box.outer_size.width - FRAME, " ")
            box.border_subtitle = self._said_too_early

    def _end_too_early(self) -> None:
        """Say it no more: a key was taken."""
        said, self._said_too_early = self._said_too_early, ""
        for box in self.query_children(".question"):
            if said and box.border_subtitle == said:
                box.border_subtitle = ""
                self.say_more()

    def say_more(self) -> None:
        """Say on the frame what else there is to know, where nothing else stands there."""

    def dismiss(self, result: ResultType | None = None) -> AwaitComplete:
        """Close; the key that did it has no further effect as long as it is held."""
        if not self.has_result:
            presses_of(self.app).use()
        return super().dismiss(result)
