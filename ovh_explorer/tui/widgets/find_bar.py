"""Finding words in what a pane shows."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static

from ovh_explorer.tui.widgets.inputs import LineInput

__all__ = ["FindBar"]


class FindBar(Horizontal):
    """An input at the bottom, with how many matches there are."""

    DEFAULT_CSS = """
    FindBar { display: none; height: 1; background: $boost; }
    FindBar.-on { display: block; }
    FindBar > Input { width: 1fr; border: none; height: 1; padding: 0 1; }
    FindBar > Static { width: auto; padding: 0 1; color: $text-muted; }
    """

    class Changed(Message):
        """Other words are looked for."""

        def __init__(self, words: str) -> None:
            super().__init__()
            self.words = words

    class Done(Message):
        """The words stand; `n` and `N` go on from match to match."""

    def __init__(self, what: str, *, id: str | None = None) -> None:
        """`what` names what is looked in: "the response"."""
        super().__init__(id=id)
        self._what = what

    def compose(self) -> ComposeResult:
        yield LineInput(placeholder=f"find in {self._what}")
        yield Static("", markup=False)

    def open(self) -> None:
        """Show the line and type into it."""
        self.add_class("-on")
        # At once: what is typed next is for it.
        self.screen.set_focus(self.query_one(Input))

    def close(self) -> bool:
        """Hide the line and forget the words; False when it wasn't shown."""
        if not self.has_class("-on"):
            return False
        self.remove_class("-on")
        with self.prevent(Input.Changed):
            self.query_one(Input).value = ""
        self.post_message(self.Changed(""))
        self.post_message(self.Done())
        return True

    def say(self, position: int, count: int, *, is_cut: bool = False) -> None:
        """Where the search stands; `is_cut` where there are more matches than `count`."""
        words = (
            f"{position} of {count}{' or more' if is_cut else ''}  n next  N previous"
            if count
            else "not found"
        )
        self.query_one(Static).update(words if self.query_one(Input).value else "")

    def say_searching(self, part: float) -> None:
        """How far a search is that takes long."""
        self.query_one(Static).update(f"searching {part * 100:.0f} %")

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Changed(event.value))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Done())
