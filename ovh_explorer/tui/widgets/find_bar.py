"""Finding words in what a pane shows."""

from collections.abc import Callable
from typing import Protocol

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input, Static

from ovh_explorer.tui.widgets.inputs import LineInput

__all__ = ["FindBar"]

_NEXT, _PREVIOUS = "n next", "N previous"


class _Findable(Protocol):
    """What words are found in; `n` and `N` go on from match to match."""

    def find(self, words: str) -> None: ...

    def focus(self) -> object: ...

    def action_find_next(self, step: int) -> None: ...


class FindBar(Horizontal):
    """An input at the bottom, with how many matches there are."""

    DEFAULT_CSS = """
    FindBar { display: none; height: 1; background: $boost; }
    FindBar.-on { display: block; }
    FindBar > Input { width: 1fr; border: none; height: 1; padding: 0 1; }
    FindBar > Static { width: auto; padding: 0 1; color: $text-muted; }
    """

    def __init__(
        self, what: str, view: "Callable[[], _Findable | None]", *, id: str | None = None
    ) -> None:
        """`what` names what is looked in: "the response"; `view` is what shows it now."""
        super().__init__(id=id)
        self._what = what
        self._view = view
        self._said = ""

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
        if (view := self._view()) is not None:
            view.find("")
            view.focus()
        return True

    def say(self, position: int, count: int, *, is_cut: bool = False) -> None:
        """Where the search stands; `is_cut` where there are more matches than `count`."""
        words = (
            f"{position} of {count}{' or more' if is_cut else ''}  {_NEXT}  {_PREVIOUS}"
            if count
            else "not found"
        )
        self._said = words if self.query_one(Input).value else ""
        self.query_one(Static).update(self._said)

    def on_click(self, event: events.Click) -> None:
        """Go on to the match that was clicked: `n` and `N` are typed into the line otherwise."""
        place = self.query_one(Static).content_region
        x, view = event.screen_x - place.x, self._view()
        for words, step in ((_NEXT, 1), (_PREVIOUS, -1)):
            at = self._said.find(words)
            if view is not None and 0 <= at <= x < at + len(words):
                view.action_find_next(step)

    def say_searching(self, part: float) -> None:
        """How far a search is that takes long."""
        self.query_one(Static).update(f"searching {part * 100:.0f} %")

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        if (view := self._view()) is not None:
            view.find(event.value)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if (view := self._view()) is not None:
            view.focus()
