"""One line to type."""

from collections.abc import Awaitable, Callable

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from ovh_explorer.text import printable
from ovh_explorer.translation import _
from ovh_explorer.tui.dialogs.dialog import Dialog
from ovh_explorer.tui.key_bindings import bindings
from ovh_explorer.tui.terminal.key_presses import presses_of
from ovh_explorer.tui.widgets.inputs import LineInput

__all__ = ["PromptScreen"]


class PromptScreen(Dialog[str | None]):
    """Asks for a line; the result is the line without blanks around it, or None.

    It stays open until the line is right.
    """

    BINDINGS = bindings("dialog")
    DEFAULT_CSS = """
    PromptScreen { align: center middle; }
    PromptScreen > Vertical {
        width: 92%; max-width: 90; height: auto;
        border: round $primary; background: $surface; padding: 0 1;
    }
    PromptScreen Static { height: auto; }
    PromptScreen #problem { color: $text-error; }
    """

    def __init__(
        self,
        title: str,
        words: str,
        check: Callable[[str], str],
        *,
        placeholder: str = "",
        value: str = "",
        otherwise: str = "",
        take: Callable[[str], Awaitable[str]] | None = None,
        is_secret: bool = False,
        goes_back: bool = False,
    ) -> None:
        """`check` says what is wrong with a line, or nothing; `value` stands there first,
        `otherwise` is what an empty line means; what is typed is masked where it `is_secret`.

        `take` does what the line is for, before the screen closes; it says why that can't be done,
        or nothing. Where closing it `goes_back` to a question before, backspace in an empty line
        does too.
        """
        super().__init__()
        self._title = title
        self._words = words
        self._check = check
        self._placeholder = placeholder
        self._value = value
        self._otherwise = otherwise
        self._take = take
        self._is_secret = is_secret
        self._goes_back = goes_back

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = Content(printable(self._title))
            closes, goes_back = _("enter applies, esc closes"), _("enter applies, esc goes back")
            box.border_subtitle = goes_back if self._goes_back else closes
            yield Static(self._words, markup=False)
            yield LineInput(
                self._value,
                placeholder=self._placeholder,
                password=self._is_secret,
                leave=self._leave if self._goes_back else None,
            )
            yield Static("", id="problem", markup=False)

    def on_input_changed(self) -> None:
        """What was wrong may be so no more."""
        self._say("")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        text = event.value.strip() or self._otherwise
        problem = self._check(text)
        self._say(problem)
        if problem:
            return
        if self._take is None:
            self.dismiss(text)
        else:
            self._try(self._take, text)

    def _leave(self) -> None:
        press = presses_of(self.app).latest
        # Held to delete the line, it stops at its beginning.
        if press is None or press.is_new:
            self.dismiss(None)

    def _say(self, words: str) -> None:
        self.query_one("#problem", Static).update(printable(words))

    # What is typed meanwhile is for whatever has the focus then.
    @work(exclusive=True, group="ask")
    async def _try(self, take: Callable[[str], Awaitable[str]], text: str) -> None:
        problem = await take(text)
        if problem:
            self._say(problem)
        else:
            self.dismiss(text)
