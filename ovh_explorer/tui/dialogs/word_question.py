"""A question whether to send something, whose yes wants a word typed."""

from rich.text import Text
from textual.app import ComposeResult
from textual.widgets import Button, Input, Static

from ovh_explorer.text import printable
from ovh_explorer.translation import N_, _
from ovh_explorer.tui.dialogs.question import QuestionScreen
from ovh_explorer.tui.terminal.toast_rack import ToastApp
from ovh_explorer.tui.widgets.inputs import LineInput

__all__ = ["WordQuestion"]

_WRONG = N_("This is not the word to type.")
_WRONG_NUMBER = N_("This is not the number to type.")
_NOTHING = N_("The field is empty.")


class WordQuestion(QuestionScreen):
    """Takes a yes only when `word` was typed, where there is one. Focus starts in its field then.

    Subclasses yield :meth:`compose_word` above the buttons.

    Args:
        word: what is to be typed; "" where a yes is enough.
        purpose: what it is typed for: ``send it``.
        end_of: the parameter of the longer value whose end it is, which is said then; "" for none.
        start_of: the parameter of the longer value that begins with it; "" for none.
        whole: that value, which is as good; "" for none.
    """

    DEFAULT_CSS = """
    WordQuestion #effects { color: $text-warning; }
    WordQuestion #effects.-grave { color: $text-error; }
    WordQuestion #word { margin: 0 0 1 0; }
    WordQuestion.-small #word { margin: 0; }
    WordQuestion #danger { text-style: bold; height: auto; }
    WordQuestion #danger.-wrong { color: $text-error; }
    WordQuestion #yes.-early { text-opacity: 60%; }
    """

    def __init__(
        self,
        word: str,
        purpose: str,
        *,
        end_of: str = "",
        start_of: str = "",
        whole: str = "",
    ) -> None:
        super().__init__()
        self.word = word
        self._taken = {text for one in (word, whole) for text in (one, printable(one)) if one}
        self._end_of = end_of
        self._start_of = start_of
        self._purpose = purpose
        # What was typed in the question before, which this one takes the place of.
        self._given = ""

    @property
    def word_text(self) -> str:
        """What was typed so far."""
        return self.query_one("#word", Input).value if self.word else ""

    def go_on_from(self, text: str) -> None:
        """Have the field begin with what was typed in the question before this one, of the same
        word.
        """
        self._given = text

    def compose_word(self) -> ComposeResult:
        """What is to be typed, and the field for it; nothing where a yes is enough."""
        if self.word:
            yield Static(self._wanted(), id="danger", markup=False)
            # No placeholder: the word in the field would look as if it was typed.
            field = LineInput(self._given, id="word")
            # A letter would take the place of what was typed, after a way round the buttons too.
            field.select_on_focus = False
            yield field

    @property
    def _wrong(self) -> str:
        """What is said of another text than the one that is asked for."""
        return _(_WRONG_NUMBER) if self.word.isdecimal() else _(_WRONG)

    def _wanted(self, problem: str = "") -> str:
        """What is to be typed, after what is wrong."""
        words = _("Type {word} to {purpose}:")
        if self._end_of:
            words = _("Type {word} (the last {count} characters of {name}) to {purpose}:")
        elif self._start_of:
            words = _("Type {word} (the beginning of {name}) to {purpose}:")
        words = words.format(
            word=printable(self.word),
            count=len(self.word),
            name=self._end_of or self._start_of,
            purpose=self._purpose,
        )
        return f"{problem} {words}" if problem else words

    def on_mount(self) -> None:
        self._mark_yes()

    def lines_below(self, columns: int) -> int:
        if not self.word:
            return 0
        # As long as it can get; then the word, and a line below it.
        words = Text(self._wanted(self._wrong)).wrap(self.app.console, columns)
        return len(words) + (1 if self.has_class("-small") else 2)

    @property
    def first_focus(self) -> str:
        return "#word" if self.word else super().first_focus

    @property
    def may_agree(self) -> bool:
        if not self.word:
            return True
        return self.query_one(Input).value.strip() in self._taken

    def action_refuse(self) -> None:
        # What waited behind the question is not replaced unread.
        is_heard = not (isinstance(self.app, ToastApp) and self.app.holds_toasts_back)
        super().action_refuse()
        if is_heard:
            self.app.notify(_("Nothing was sent."), timeout=3)

    def on_input_changed(self) -> None:
        self._mark_yes()
        # A y that was meant as a yes is no beginning of the word.
        begun = self.word_text.strip()
        is_wrong = not any(text.startswith(begun) for text in self._taken)
        self._say(self._wanted(self._wrong if is_wrong else ""), is_wrong=is_wrong)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        if self.may_agree:
            self.action_agree()
        else:
            problem = self._wrong if event.value.strip() else _(_NOTHING)
            self._say(self._wanted(problem), is_wrong=True)

    def say_why_not(self) -> None:
        if self.word_text.strip():
            words = self._wanted(self._wrong)
        else:
            words = _("Type {word} first.").format(word=printable(self.word))
        self._say(words, is_wrong=True)
        self.query_one("#word").focus()

    def _mark_yes(self) -> None:
        """Draw the yes faint, and have keys go past it, until it is taken. Not disabled: a click
        on it says what it wants first.
        """
        button = self.query_one("#yes", Button)
        button.can_focus = self.may_agree
        button.set_class(not self.may_agree, "-early")

    def _say(self, words: str, *, is_wrong: bool = False) -> None:
        """Say what is to be typed, or what is wrong with what was, which stays."""
        line = self.query_one("#danger", Static)
        line.update(words)
        line.set_class(is_wrong, "-wrong")
