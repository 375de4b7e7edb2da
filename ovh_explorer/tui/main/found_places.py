"""The program's own screens, found by their names where operations are searched for."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from rich.text import Text

from ovh_explorer.text import folded, printable
from ovh_explorer.translation import language
from ovh_explorer.tui.main.command import Command
from ovh_explorer.tui.main.commands import ALL_COMMANDS, COMMANDS
from ovh_explorer.tui.main.found_names import Known, NameIndex, is_no_name

__all__ = [
    "find_commands",
    "find_places",
    "first_row",
    "is_begun_by",
    "place_line",
    "read_names",
    "words_without",
]

# Screens and menus that are places of their own; what acts on the open operation is none.
_ACTIONS = frozenset(
    {
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
    }
)
_EVERY = (*COMMANDS, ALL_COMMANDS)
_PLACES = tuple(one for one in _EVERY if one.action in _ACTIONS or one is ALL_COMMANDS)
_MAX_PLACES = 3
# Letters that are enough to mean a place: fewer are the beginning of too many.
_MIN_LETTERS = 3
# Words of the beginning of a title that mean it, and no operation.
_MIN_TITLE_WORDS = 2
_WORD = re.compile(r"\w+")
# Columns of what stands before the name, as wide as a method.
_SIGN = "→"
_SIGN_COLUMNS = 7


def read_names() -> None:
    """Read the names of all commands, in any thread: it takes as long as a frame."""
    for commands in (_PLACES, _EVERY):
        _index(commands)


def find_places(typed: str) -> list[Command]:
    """The places that all words name which were typed, in any order, the nearest first; one that
    is called by its whole name alone.
    """
    # What opens the same by another way is one place.
    found: dict[str, Command] = {}
    for command in _named(_PLACES, typed):
        if _is_called(command, typed):
            return [command]
        found.setdefault(command.action, command)
    return list(found.values())[:_MAX_PLACES]


def find_commands(typed: str) -> list[Command]:
    """The commands that all words name, places and others."""
    return _named(_EVERY, typed)


def words_without(words: Iterable[str], places: Sequence[Command]) -> list[str]:
    """The words that no command has, and none of the places that were found for them."""
    own = NameIndex([_known(place) for place in places])
    return [word for word in words if not own.knows(word) and not _index(_EVERY).knows(word)]


def _named(commands: tuple[Command, ...], typed: str) -> list[Command]:
    if is_no_name(typed):
        return []
    words = folded(typed).split()
    if not words or max(map(len, words)) < _MIN_LETTERS:
        return []
    return [commands[one.at] for one in _index(commands).find(typed) if one.has_all]


def _index(commands: tuple[Command, ...]) -> NameIndex:
    return _index_in(commands, language())


@lru_cache(maxsize=4)
def _index_in(commands: tuple[Command, ...], _language: str) -> NameIndex:
    """The index of commands in the user's language, which the tests change."""
    return NameIndex(map(_known, commands))


def _known(command: Command) -> Known:
    return Known(command.title, command.other_words)


def _is_called(command: Command, typed: str) -> bool:
    return _title_words(command.title) == _title_words(typed)


def is_begun_by(command: Command, typed: str) -> bool:
    """Whether what was typed is the beginning of its title: several words, of which the last one
    may not be whole yet, and more than a subject, as in "Dedicated server: reinstall it", which is
    the name of what operations are about.
    """
    words = _title_words(typed)
    beginning = _title_words(command.title)[: len(words)]
    subject, colon, _rest = command.title.partition(":")
    fewest = len(_title_words(subject)) + 1 if colon else _MIN_TITLE_WORDS
    return (
        max(fewest, _MIN_TITLE_WORDS) <= len(words) == len(beginning)
        and words[:-1] == beginning[:-1]
        and beginning[-1].startswith(words[-1])
    )


def _title_words(text: str) -> list[str]:
    """The words of a title, without signs where there is anything else."""
    plain = folded(text)
    return _WORD.findall(plain) or plain.split()


def first_row(places: Sequence[Command], typed: str, *, has_operations: bool) -> int:
    """The line that enter opens, of places and the operations below them: the first operation,
    but a place that is called by its whole name, or by the beginning of it.
    """
    for is_named in (_is_called, is_begun_by):
        named = next((at for at, one in enumerate(places) if is_named(one, typed)), None)
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
