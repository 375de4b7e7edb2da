"""What the search says of words beside the operations that it finds."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ovh_explorer.tui.main.command import Command
from ovh_explorer.tui.main.found_places import find_places

__all__ = ["SearchWords"]


@dataclass(frozen=True, slots=True)
class SearchWords:
    """What else words name, and what they name nowhere.

    Attributes:
        places: finds the places of this program that words name.
        are_meant: whether the first place is meant rather than an operation.
        lacks: names the words that nothing has, beside the places that were found for them; "" for
            none.
        command: what to do where words name a command; "" where they don't.
        advice: what else to do where nothing is found; "" for the usual.
    """

    places: Callable[[str], list[Command]] = find_places
    are_meant: Callable[[str], bool] = lambda _words: False
    lacks: Callable[[str, Sequence[Command]], str] = lambda _words, _places: ""
    command: Callable[[str], str] = lambda _words: ""
    advice: str = ""
