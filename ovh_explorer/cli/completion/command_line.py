"""What a word of the command line is: an option, the value of one, or an argument of a command."""

from ovh_explorer.cli.completion.command_table import COMMANDS

__all__ = ["CommandLine"]

# As `_command_at` of cli/options.py reads them.
_BEFORE_A_COMMAND = ("--endpoint", "--profile", "--config", "--timeout", "--lang")


class CommandLine:
    """The words before the one that is completed, read.

    Args:
        words: of the command line, without the program's name; the last one is completed.

    Attributes:
        command: its name; "" for the explorer.
        arguments: the words that are neither options nor their values.
        options: the values of each option that was given, flags with none.
        word: what is completed, without `before`.
        before: what stands in the same word before it: ``--endpoint=``, ``-p``.
        kind: what `word` is: one of the kinds of the command table, ``option``, or "" for a word
            that no list tells.
    """

    def __init__(self, words: list[str]) -> None:
        at = _command_at(words[:-1])
        self.command = "" if at is None else words[at]
        given = [word for place, word in enumerate(words[:-1]) if place != at]
        self._table = COMMANDS[self.command]
        self.arguments: list[str] = []
        self.options: dict[str, list[str]] = {}
        self.word, self.before = words[-1], ""
        self.kind = self._kind(self._read(given))

    @property
    def option_words(self) -> dict[str, tuple[str, str]]:
        """The options of the command: the kind of the value and the help of each."""
        return self._table.options

    def _read(self, words: list[str]) -> tuple[str, bool]:
        """Read the words before; the option that waits for a value, and whether options may
        follow.
        """
        waits, with_options = "", True
        for word in words:
            if waits and not (self._is_optional(waits) and word.startswith("-")):
                self.options[waits].append(word)
                waits = ""
                continue
            waits = ""
            if with_options and word == "--":
                with_options = False
            elif with_options and word.startswith("-") and word != "-":
                name, value = self._split(word)
                self.options.setdefault(name, [])
                if value is not None:
                    self.options[name].append(value)
                elif self._takes_value(name):
                    waits = name
            else:
                self.arguments.append(word)
        return waits, with_options

    def _kind(self, state: tuple[str, bool]) -> str:
        waits, with_options = state
        if waits and not (self._is_optional(waits) and self.word.startswith("-")):
            return self._table.options[waits][0].removeprefix("?")
        if with_options and self.word.startswith("-"):
            name, value = self._split(self.word)
            if value is None or not self._takes_value(name):
                return "option"
            self.before = self.word[: len(self.word) - len(value)]
            self.word = value
            return self._table.options[name][0].removeprefix("?")
        kinds = self._table.arguments
        if len(self.arguments) < len(kinds):
            return kinds[len(self.arguments)]
        return ""

    def _split(self, word: str) -> tuple[str, str | None]:
        """An option and the value in the same word; None where there is none."""
        if word.startswith("--"):
            name, equals, value = word.partition("=")
            return self._whole(name), value if equals else None
        if len(word) > 2 and self._takes_value(word[:2]):
            return word[:2], word[2:]
        return word, None

    def _whole(self, name: str) -> str:
        """The option that `name` is, or the only one that begins so."""
        if name in self._table.options:
            return name
        found = [option for option in self._table.options if option.startswith(name)]
        return found[0] if len(found) == 1 else name

    def _takes_value(self, name: str) -> bool:
        return bool(self._table.options.get(name, ("", ""))[0])

    def _is_optional(self, name: str) -> bool:
        return self._table.options[name][0].startswith("?")


def _command_at(words: list[str]) -> int | None:
    skip = False
    for place, word in enumerate(words):
        if skip:
            skip = False
        elif word in _BEFORE_A_COMMAND:
            skip = True
        elif not word.startswith("-"):
            return place if word and word in COMMANDS else None
    return None
