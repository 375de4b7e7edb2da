"""The lines above a response: what is under way, else what the pane says of what it shows."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from rich.text import Text
from textual.timer import Timer
from textual.widgets import Static

from ovh_explorer.call import Call
from ovh_explorer.tui.drawing.response_status import Underway

if TYPE_CHECKING:
    from ovh_explorer.client.response import Arriving

__all__ = ["ResponseStatus"]


class ResponseStatus(Static):
    """Counts the time of what is under way, ten times a second."""

    DEFAULT_CSS = "ResponseStatus { height: 2; text-wrap: nowrap; text-overflow: ellipsis; }"

    def __init__(
        self,
        words: Callable[[], Text],
        is_open: Callable[[Call], bool],
        clock: Callable[[], float],
        *,
        id: str | None = None,
    ) -> None:
        """`words` says what stands here while nothing is under way for what `is_open` says is open."""
        super().__init__("", id=id, markup=False)
        self._words = words
        self._is_open = is_open
        self._clock = clock
        self._timer: Timer | None = None
        self.underway: Underway | None = None

    def begin(self, call: Call) -> None:
        """Something was begun for what the form says: `call`."""
        self.underway = Underway(call, self._clock())
        if self._timer is None:
            self._timer = self.set_interval(0.1, self.draw)
        self.draw()

    def arriving(self, arriving: "Arriving") -> bool:
        """So much of an answer is here; whether this is the first that is known of it."""
        if self.underway is None:
            return False
        first, self.underway.arriving = self.underway.arriving is None, arriving
        return first

    def say_doing(self, words: str) -> None:
        """How far what takes several requests is."""
        if self.underway is not None:
            self.underway.doing = words

    def say_part(self, part: float) -> None:
        """How far the work on an answer is, from 0 to 1."""
        if self.underway is not None:
            self.underway.part = part

    def end(self) -> None:
        """Nothing is under way any more."""
        self.underway = None
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        self.draw()

    @property
    def here(self) -> Underway | None:
        """What is under way for the operation that is open."""
        underway = self.underway
        return underway if underway is not None and self._is_open(underway.call) else None

    @property
    def elsewhere(self) -> str:
        """A line that says what is under way for another operation; "" for nothing."""
        return self.underway.elsewhere if self.underway is not None and self.here is None else ""

    def draw(self) -> None:
        """Say it as it is now."""
        underway = self.here
        self.update(self._words() if underway is None else underway.text(self._clock()))
