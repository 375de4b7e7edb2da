"""The program's own screens, found by their names where operations are searched for."""

from collections.abc import Sequence

from rich.text import Text

from ovh_explorer.text import folded, printable
from ovh_explorer.tui.main.command import Command
from ovh_explorer.tui.main.commands import ALL_COMMANDS, COMMANDS

__all__ = ["find_places", "first_row", "place_line"]

# Screens and menus that are places of their own; what acts on the open operation is none.
_ACTIONS = (
    "show_account_keys",
    "show_history",
    "show_favourites",
    "show_recipes",
    "show_news",
    "sign_in",
    "sign_out",
    "choose_region",
    "make_tool_key",
    "make_service_account",
    "show_help",
)
_MAX_PLACES = 3
# Letters that are enough to mean a place: fewer are the beginning of too many.
_MIN_LETTERS = 3
# Columns of what stands before the name, as wide as a method.
_SIGN = "→"
_SIGN_COLUMNS = 7


def find_places(typed: str) -> list[Command]:
    """The places whose names, or other words for them, have all words that were typed, from the
    beginning of each; the nearest first.
    """
    words = folded(typed).split()
    if not words or "/" in typed or max(map(len, words)) < _MIN_LETTERS:
        return []
    # What opens the same by another way stands behind it in the palette.
    places = {command.action: command for command in reversed(COMMANDS)}
    found: list[tuple[bool, int, Command]] = []
    for command in (*map(places.__getitem__, _ACTIONS), ALL_COMMANDS):
        title = folded(command.title).split()
        others = " ".join(command.other_words)
        known = [*title, *folded(others).split()]
        if all(any(word.startswith(part) for word in known) for part in words):
            is_named = all(part in title for part in words)
            found.append((not is_named, len(found), command))
    found.sort(key=lambda item: item[:2])
    return [command for _is_other, _at, command in found[:_MAX_PLACES]]


def first_row(places: Sequence[Command], typed: str, *, has_operations: bool) -> int:
    """The line that enter opens, of places and the operations below them: the first operation,
    but a place that is called by its whole name.
    """
    words = folded(typed).split()
    named = next((at for at, one in enumerate(places) if folded(one.title).split() == words), None)
    if named is not None:
        return named
    return len(places) if has_operations else 0


def place_line(command: Command, width: int) -> Text:
    """A line of `width` columns for a place: its name, its key, and what it has."""
    line = Text(no_wrap=True, overflow="ellipsis")
    line.append(f"{_SIGN:<{_SIGN_COLUMNS}}", "bold")
    line.append(printable(command.title), "bold")
    said = " · ".join(part for part in (command.key, command.explanation) if part)
    line.append(f"  {printable(said)}", "dim")
    line.truncate(width, overflow="ellipsis")
    return line
