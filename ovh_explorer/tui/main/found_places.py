"""The program's own screens, found by their names where operations are searched for."""

from rich.text import Text

from ovh_explorer.text import printable
from ovh_explorer.tui.main.commands import ALL_COMMANDS, COMMANDS, Command

__all__ = ["find_places", "place_line"]

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
    words = typed.lower().split()
    if not words or "/" in typed or max(map(len, words)) < _MIN_LETTERS:
        return []
    places = {command.action: command for command in COMMANDS}
    found: list[tuple[bool, int, Command]] = []
    for command in (*map(places.__getitem__, _ACTIONS), ALL_COMMANDS):
        title = command.title.lower().split()
        known = [*title, *(part for words in command.other_words for part in words.split())]
        if all(any(word.startswith(part) for word in known) for part in words):
            is_named = all(part in title for part in words)
            found.append((not is_named, len(found), command))
    found.sort(key=lambda item: item[:2])
    return [command for _is_other, _at, command in found[:_MAX_PLACES]]


def place_line(command: Command, width: int) -> Text:
    """A line of `width` columns for a place: its name, its key, and what it has."""
    line = Text(no_wrap=True, overflow="ellipsis")
    line.append(f"{_SIGN:<{_SIGN_COLUMNS}}", "bold")
    line.append(printable(command.title), "bold")
    said = " · ".join(part for part in (command.key, command.explanation) if part)
    line.append(f"  {printable(said)}", "dim")
    line.truncate(width, overflow="ellipsis")
    return line
