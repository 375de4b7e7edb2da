"""Questions whose yes changes something: the account, keys, files, or what may be sent."""

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, Static

from ovh_explorer.text import printable, printable_lines
from ovh_explorer.translation import N_, _, language
from ovh_explorer.tui.dialogs.guarded import GuardedScreen
from ovh_explorer.tui.key_bindings import bindings
from ovh_explorer.tui.terminal.lifetime import stays
from ovh_explorer.tui.terminal.toast_rack import end_toasts
from ovh_explorer.tui.widgets.fitted_line import FRAME, fitting

__all__ = ["QuestionScreen", "YesNoScreen", "in_sight"]

# The width of a question; the height of a terminal in which it takes all lines that there are.
_MAX_COLUMNS = 110
_SMALL_LINES = 20
# Said where the subject goes on below.
_MORE = (N_("There is more below."), N_("Press page down."))


class QuestionScreen(GuardedScreen[bool]):
    """A question with a yes and a no: ``y`` or the button for yes, ``esc`` or ``n`` for no.

    Subclasses compose a box of the class ``question``: what may be long in a container of the class
    ``subject``, which scrolls where it doesn't fit, then what the user replies with, which is
    always in sight, :meth:`compose_buttons` last. Focus starts on *Cancel*.
    """

    CANCEL = N_("Cancel  esc")
    # Else the subject has focus first, and is scrolled to it.
    AUTO_FOCUS = ""
    BINDINGS = bindings("question", "question in French")  # not for people
    DEFAULT_CSS = """
    QuestionScreen { align: center middle; }
    QuestionScreen > .question {
        width: 90%; max-width: 110; height: auto;
        border: round $warning; background: $surface; padding: 0 1;
    }
    QuestionScreen .question Static { height: auto; }
    QuestionScreen .subject { height: auto; scrollbar-size-vertical: 1; }
    QuestionScreen .buttons { height: 1; align: center middle; }
    QuestionScreen Button { margin: 0 2; }
    QuestionScreen.-small Button { margin: 0 1; min-width: 8; }
    """

    # What stands on the frame for that.
    _said_more = ""

    def compose_buttons(self, yes: str, *, is_grave: bool = False) -> ComposeResult:
        """The buttons; `yes` is a verb. Where the yes is grave its button is red."""
        with Horizontal(classes="buttons"):
            yield Button(_(self.CANCEL), id="cancel", compact=True)
            yield from self.compose_other_buttons()
            yield Button(yes, id="yes", variant="error" if is_grave else "warning", compact=True)

    @staticmethod
    def yes_words(yes: str, *, is_grave: bool = False) -> str:
        """The label of the yes, with its key: enter where a word is typed first."""
        if is_grave:
            return _("{yes}  enter").format(yes=yes)
        return _("{yes}  y").format(yes=yes)

    def compose_other_buttons(self) -> ComposeResult:
        """Buttons between the no and the yes, for what is neither."""
        yield from ()

    def on_mount(self) -> None:
        end_toasts(self.app)
        self.fit()
        self.query_one(self.first_focus).focus()
        self.watch(self.query_one(".subject"), "scroll_y", self.say_more, init=False)

    def on_resize(self) -> None:
        self.fit()

    def fit(self) -> None:
        """Leave to the subject the lines that what is below it doesn't need; on a small terminal
        without the margins.
        """
        size = self.app.size
        self.set_class(size.height < _SMALL_LINES, "-small")
        lines = size.height if self.has_class("-small") else size.height * 9 // 10
        # The frame, the buttons.
        lines -= 3 + self.lines_below(self.columns)
        self.fit_subject(max(1, lines))
        self.call_after_refresh(self.say_more)

    @property
    def has_more(self) -> bool:
        """Whether there is more of the subject below what is in sight: a blank line is nothing."""
        subject = self.query_one(".subject")
        if subject.scroll_y >= subject.max_scroll_y:
            return False
        # Without the margins.
        end = max((child.virtual_region.bottom for child in subject.displayed_children), default=0)
        return end > subject.scroll_y + subject.scrollable_content_region.height

    def say_more(self) -> None:
        """Say on the frame that there is more below, as long as there is."""
        if not stays(self):
            return
        box = self.query_one(".question")
        said = fitting([_(words) for words in _MORE], box.outer_size.width - FRAME, " ")
        if box.border_subtitle in (None, "", self._said_more):
            # In another width other words fit.
            self._said_more = box.border_subtitle = said if self.has_more else ""

    @property
    def columns(self) -> int:
        """Columns of a text in the box."""
        return min(_MAX_COLUMNS, self.app.size.width * 9 // 10) - 4

    def lines_below(self, _columns: int) -> int:
        """Lines between the subject and the buttons, for texts of so many columns."""
        return 0

    def fit_subject(self, lines: int) -> None:
        """Give the subject so many lines at most."""
        self.query_one(".subject").styles.max_height = lines

    @property
    def first_focus(self) -> str:
        """Selector of the widget that has focus first."""
        return "#cancel"

    @property
    def may_agree(self) -> bool:
        """Whether a yes is taken now."""
        return True

    def on_button_pressed(self, event: Button.Pressed) -> None:
        self.press_button(event.button.id or "")

    def press_button(self, button: str) -> None:
        """Do what a button stands for."""
        if button == "yes":
            self.action_agree()
        else:
            self.action_refuse()

    def action_agree(self) -> None:
        if self.may_agree:
            self.dismiss(True)
        else:
            self.say_why_not()

    def say_why_not(self) -> None:
        """Say what a yes still wants, where it wants anything."""

    def action_agree_in_french(self) -> None:
        self.action_agree()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave out the letters of other languages."""
        if action == "agree_in_french" and language() != "fr":
            return False
        return super().check_action(action, parameters)

    def action_refuse(self) -> None:
        self.dismiss(False)

    def action_scroll(self, lines: int) -> None:
        """Move through the subject, which is longer than a small terminal."""
        subject = self.query_one(".subject")
        subject.scroll_relative(y=in_sight(subject, lines), animate=False)

    def action_other_button(self) -> None:
        buttons = [button for button in self.query(Button) if button.display and button.can_focus]
        at = next((index for index, button in enumerate(buttons) if button.has_focus), -1)
        buttons[(at + 1) % len(buttons)].focus()


def in_sight(part: Widget, lines: int) -> int:
    """So many lines to scroll by, or as many as the part shows: none is gone past unread."""
    height = max(1, part.scrollable_content_region.height)
    return max(-height, min(lines, height))


class YesNoScreen(QuestionScreen):
    """A question in words.

    Args:
        title: the question.
        words: what a yes does.
        yes: the verb on its button.
    """

    DEFAULT_CSS = (
        "YesNoScreen > .question { max-width: 90; }  YesNoScreen Static { margin: 0 0 1 0; }"
    )

    def __init__(self, title: str, words: str, yes: str) -> None:
        super().__init__()
        self._title = title
        self._words = words
        self._yes = yes

    def compose(self) -> ComposeResult:
        with Vertical(classes="question") as box:
            box.border_title = Content(printable(self._title))
            with VerticalScroll(classes="subject", can_focus=False):
                yield Static("\n".join(printable_lines(self._words)), markup=False)
            yield from self.compose_buttons(self.yes_words(self._yes))
