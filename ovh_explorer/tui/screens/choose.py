"""One of a few things, chosen from a list."""

from textual.app import ComposeResult
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList

__all__ = ["ChooseScreen"]


class ChooseScreen(ModalScreen[str | None]):
    """A list of texts; answers the one chosen, or None."""

    BINDINGS = [("escape", "dismiss", "close"), ("j", "down", "down"), ("k", "up", "up")]
    DEFAULT_CSS = """
    ChooseScreen { align: center middle; }
    ChooseScreen > OptionList {
        width: 80%; max-width: 70; height: auto; max-height: 80%; border: round $primary; background: $surface;
    }
    """

    def __init__(self, title: str, options: list[str]) -> None:
        super().__init__()
        self._title = title
        self._options = options

    def compose(self) -> ComposeResult:
        options = OptionList(*[Content(text) for text in self._options])
        options.border_title = self._title
        yield options

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._options[event.option_index])

    def action_down(self) -> None:
        self.query_one(OptionList).action_cursor_down()

    def action_up(self) -> None:
        self.query_one(OptionList).action_cursor_up()
