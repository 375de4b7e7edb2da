"""A text of several lines, edited: a JSON body, a nested value, a long text."""

from collections.abc import Callable

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static, TextArea

from ovh_explorer.text import printable
from ovh_explorer.translation import _
from ovh_explorer.tui.dialogs.dialog import Dialog
from ovh_explorer.tui.key_bindings import bindings
from ovh_explorer.tui.terminal.timers import begin_timer
from ovh_explorer.tui.widgets.fitted_line import FittedBox
from ovh_explorer.tui.widgets.text_areas import PlainArea

__all__ = ["MAX_CHARACTERS", "TextEditor"]

MAX_CHARACTERS = 300_000
"""Of a text that is edited here: a longer one takes long to open, and to check."""

# Characters up to which a text is checked at every key; a longer one once no key came for a while.
_MAX_CHECKED_AT_ONCE = 20_000
_PAUSE_SECONDS = 0.3


class _EditorArea(PlainArea):
    """Takes no pasted text that makes too long a text."""

    async def _on_paste(self, event: events.Paste) -> None:
        if len(self.text) + len(event.text) > MAX_CHARACTERS:
            event.stop()
            event.prevent_default()
            words = _("Not pasted: it is too long to be edited here. Press F4 for $EDITOR.")
            self.notify(words, severity="warning", timeout=6)


class TextEditor(Dialog[str]):
    """Edits a text, which is the result; what is wrong with it is said at once."""

    BINDINGS = bindings("text editor")  # not for people
    DEFAULT_CSS = """
    TextEditor { align: center middle; }
    TextEditor > FittedBox {
        width: 90%; max-width: 120; height: 85%; border: round $primary; background: $surface;
    }
    TextEditor TextArea { height: 1fr; border: none; padding: 0 1; }
    TextEditor #problem { height: 2; padding: 0 1; color: $text-error; }
    """

    def __init__(
        self,
        title: str,
        text: str,
        check: Callable[[str], str],
        external: Callable[[str], str] | None = None,
        *,
        can_try: bool = False,
    ) -> None:
        """`check` says what is wrong with a text, or ""; `external` edits one in the user's own
        editor. With `can_try` a key takes the text and asks for the request to be sent.
        """
        super().__init__()
        self._title = title
        self._text = text
        self._check = check
        self._external = external
        self._can_try = can_try
        # The request is to be sent with the text.
        self.tries = False
        # The text as the area has it, whose line ends are all the same; None until it is there.
        self._shown: str | None = None
        # What checks the text after a pause.
        self._check_later: Timer | None = None

    def compose(self) -> ComposeResult:
        with FittedBox() as box:
            box.border_title = Content(printable(self._title))
            tries = [_("^r try")] if self._can_try else []
            box.say_keys(_("esc done"), *tries, _("F4 in $EDITOR"), _("^_ undo"))
            yield _EditorArea(
                self._text,
                language=None,
                show_line_numbers=True,
                tab_behavior="indent",
                soft_wrap=False,
            )
            yield Static("", id="problem", markup=False)

    def on_mount(self) -> None:
        area = self.query_one(TextArea)
        self._shown = area.text
        area.focus()
        area.move_cursor(area.document.end)
        if area.text.strip() == "null":
            # A value that is typed takes its place: nothing can stand behind it.
            area.select_all()
        self.on_text_area_changed()

    def on_click(self, event: events.Click) -> None:
        """Be done by a click beside it: the text is taken, as by escape."""
        if event.widget is self:
            self.action_done()

    def on_text_area_changed(self) -> None:
        if self._check_later is not None:
            self._check_later.stop()
        if len(self.query_one(TextArea).text) > _MAX_CHECKED_AT_ONCE:
            self._check_later = begin_timer(self, _PAUSE_SECONDS, self._say)
        else:
            self._say()

    def _say(self) -> None:
        self.query_one("#problem", Static).update(
            printable(self._check(self.query_one(TextArea).text))
        )

    @property
    def text(self) -> str:
        """The text as it is now; the very one that was given where nothing was changed."""
        shown = self.query_one(TextArea).text if self._shown is not None else None
        return self._text if shown == self._shown or shown is None else shown

    def action_undo(self) -> None:
        """Take back the last change of the text, by the key of the form."""
        self.query_one(TextArea).undo()

    def action_redo(self) -> None:
        """Make it again."""
        self.query_one(TextArea).redo()

    def action_done(self) -> None:
        self.dismiss(self.text)

    def action_try_call(self) -> None:
        if self._can_try:
            self.tries = True
            self.action_done()

    def action_external(self) -> None:
        if self._external is None or self._shown is None:
            return
        before = self.text
        after = self._external(before)
        if len(after) > MAX_CHARACTERS:
            self._text, self._shown = after, self.query_one(TextArea).text
            self.action_done()
        elif after != before:
            area = self.query_one(TextArea)
            area.text = self._text = after
            self._shown = area.text
