"""Questions whose yes changes something: the account, keys, files, or what may be sent."""

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Static

from ovh_explorer.text import printable
from ovh_explorer.tui.dialogs.guarded import GuardedScreen

__all__ = ["QuestionScreen", "YesNoScreen"]


class QuestionScreen(GuardedScreen[bool]):
    """A question with a yes and a no: ``y`` or the button for yes, ``esc`` or ``n`` for no.

    Subclasses compose a box of the class ``question`` that ends in :meth:`compose_buttons`. Focus
    starts on *Cancel*.
    """

    BINDINGS = [
        ("escape,n", "answer(False)", "cancel"),
        ("y", "answer(True)", "yes"),
        ("left,right", "other_button", "other button"),
    ]
    DEFAULT_CSS = """
    QuestionScreen { align: center middle; }
    QuestionScreen > .question {
        width: 90%; max-width: 110; height: auto; max-height: 90%;
        border: round $warning; background: $surface; padding: 0 1;
    }
    QuestionScreen > .question > Static { height: auto; }
    QuestionScreen .buttons { height: 1; align: center middle; }
    QuestionScreen Button { margin: 0 2; }
    """

    def compose_buttons(self, yes: str, *, is_grave: bool = False) -> ComposeResult:
        """The two buttons; `yes` is a verb. Where the yes is grave its button is red."""
        with Horizontal(classes="buttons"):
            yield Button("Cancel  esc", id="cancel", compact=True)
            yield Button(yes, id="yes", variant="error" if is_grave else "warning", compact=True)

    def on_mount(self) -> None:
        self.query_one(self.first_focus).focus()

    @property
    def first_focus(self) -> str:
        """Selector of the widget that has focus first."""
        return "#cancel"

    @property
    def may_agree(self) -> bool:
        """Whether a yes is taken now."""
        return True

    def on_button_pressed(self, event: Button.Pressed) -> None:
        self.dismiss(event.button.id == "yes")

    def action_answer(self, agreed: bool) -> None:
        if not agreed or self.may_agree:
            self.dismiss(agreed)

    def action_other_button(self) -> None:
        if not self.query_one("#yes").disabled:
            self.query_one("#yes" if self.query_one("#cancel").has_focus else "#cancel").focus()


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
            yield Static(printable(self._words), markup=False)
            yield from self.compose_buttons(f"{self._yes}  y")
