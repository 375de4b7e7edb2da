"""A menu: things to choose from, each with a word about it."""

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from ovh_explorer.text import printable
from ovh_explorer.tui.dialogs.dialog import Dialog

__all__ = ["Entry", "MenuScreen"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing to choose; `note` says more, `id` is what the menu answers. Without an id it is a
    heading.
    """

    title: str
    note: str = ""
    id: str = ""


class MenuScreen(Dialog[str | None]):
    """Entries one below the other; answers the id of the one chosen, or None."""

    BINDINGS = [("escape", "dismiss", "close"), ("j", "down", "down"), ("k", "up", "up")]
    DEFAULT_CSS = """
    MenuScreen { align: center middle; }
    MenuScreen > OptionList {
        width: 92%; max-width: 100; height: auto; max-height: 92%; background: $surface;
        &, &:focus { border: round $primary; }
    }
    """

    def __init__(self, title: str, entries: list[Entry], *, start: str = "") -> None:
        """`start` is the id of the entry the cursor begins on; by default the first that can be
        chosen.
        """
        super().__init__()
        self._title = title
        self._entries = entries
        self._start = start

    def compose(self) -> ComposeResult:
        options = OptionList(*[self._option(entry) for entry in self._entries])
        options.border_title = Content(printable(self._title))
        options.border_subtitle = "enter chooses, esc closes"
        yield options

    def _option(self, entry: Entry) -> Option:
        if not entry.id:
            return Option(Content.styled(printable(entry.title), "bold $primary"), disabled=True)
        note = f"\n    {printable(entry.note)}" if entry.note else ""
        return Option(
            Content.assemble(f"  {printable(entry.title)}", (note, "$text-muted")), id=entry.id
        )

    def on_mount(self) -> None:
        options = self.query_one(OptionList)
        ids = [entry.id for entry in self._entries]
        start = self._start if self._start in ids else next((id for id in ids if id), "")
        if start:
            options.highlighted = ids.index(start)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option.id)

    def action_down(self) -> None:
        self.query_one(OptionList).action_cursor_down()

    def action_up(self) -> None:
        self.query_one(OptionList).action_cursor_up()
