"""Writes ``ovh_explorer/cli/completion/command_table.py`` of the parsers: ``python -m
tests.command_table``.

At each TAB the parsers themselves would take longer than all the rest. ``tests/cli/
test_command_table.py`` says whether the table is what they are.
"""

import subprocess
import sys
from pathlib import Path

from ovh_explorer.cli.options import COMMANDS
from ovh_explorer.config.endpoints import ENDPOINTS
from ovh_explorer.sandbox.faults import KINDS
from ovh_explorer.snippets import LANGUAGES
from tests.parser_parts import Option, command_names, groups_of

TABLE = Path(__file__).resolve().parents[1] / "ovh_explorer/cli/completion/command_table.py"

# What completes the values of an option or argument that has no choices, by its name in the
# namespace. Every one is here: a new one has to say.
KINDS_BY_NAME = {
    "endpoint": "endpoint",
    "profile": "profile",
    "profiles": "profile",
    "config": "file",
    "schemas": "file",
    "tls": "file",
    "path_values": "path value",
    "query": "query",
    "headers": "header",
    "data": "body",
    "from_env": "text",
    "method": "method",
    "path": "path",
    "target": "target",
    "language": f"choice {' '.join(LANGUAGES)}",
    "fault": f"choice {' '.join(KINDS)}",
    "recipe": "recipe",
    "parameters": "recipe parameter",
    "wait": "text",
    "words": "text",
    "timeout": "text",
    "filter": "text",
    "until": "text",
    "every": "text",
    "per_minute": "text",
    "max_size": "text",
    "limit": "text",
    "since": "text",
    "port": "text",
}

HEAD = '''"""The commands, their options and arguments, for completion. ``python -m tests.command_table``
writes this of the parsers; change those.
"""

# No words for people: they are those of the parsers, translated where candidates show them.

__all__ = ["COMMANDS", "ENDPOINTS", "CommandWords"]


class CommandWords:
    """What a command takes.

    Attributes:
        words: what it is for.
        options: for each option the kind of its value ("" without one, a ``?`` before it where it
            may be left out) and its help.
        arguments: the kind of each argument.
    """

    def __init__(
        self, words: str, options: dict[str, tuple[str, str]], arguments: tuple[str, ...]
    ) -> None:
        self.words = words
        self.options = options
        self.arguments = arguments


'''


def kind_of(option: Option) -> str:
    """The kind of an option's values; "" for one without."""
    if not option.value:
        return ""
    found = f"choice {' '.join(option.choices)}" if option.choices else KINDS_BY_NAME[option.dest]
    return f"?{found}" if option.is_optional else found


def table() -> str:
    """The module's text."""
    every = _options_of_every_command()
    lines = [HEAD, "_IN_EVERY_COMMAND = {\n"]
    lines += [_option_line(name, *parts) for name, parts in every.items()]
    lines.append("}\nCOMMANDS = {\n")
    for command in command_names():
        options: dict[str, tuple[str, str]] = {}
        arguments: list[str] = []
        for group in groups_of(command):
            for option in group.options:
                if not option.names:
                    arguments.append(kind_of(option))
                for name in option.names:
                    options[name] = (kind_of(option), option.help)
        if command == "":
            arguments *= 2  # a method and a path
        words = COMMANDS.get(command, "")
        lines.append(f"    {command!r}: CommandWords(\n        {words!r},\n        {{\n")
        lines.append("**_IN_EVERY_COMMAND,\n")
        lines += [
            _option_line(name, *parts) for name, parts in options.items() if name not in every
        ]
        lines.append(f"        }},\n        {tuple(arguments)!r},\n    ),\n")
    lines.append("}\nENDPOINTS = {\n")
    lines += [f"    {name!r}: {item.root!r},\n" for name, item in ENDPOINTS.items()]
    lines.append("}\n")
    return _formatted("".join(lines))


def _options_of_every_command() -> dict[str, tuple[str, str]]:
    """The options that every command has, in the same words."""
    tables = [
        {
            name: (kind_of(option), option.help)
            for group in groups_of(command)
            for option in group.options
            for name in option.names
        }
        for command in command_names()
    ]
    first, *others = tables
    return {
        name: parts
        for name, parts in first.items()
        if all(table.get(name) == parts for table in others)
    }


def _option_line(name: str, kind: str, words: str) -> str:
    return f"            {name!r}: ({kind!r}, {words!r}),\n"


def _formatted(text: str) -> str:
    """As the formatter writes it; its long sentences stay on one line."""
    text = text.replace("\n_IN_EVERY", "\n# ruff: noqa: E501\n_IN_EVERY")
    done = subprocess.run(
        [sys.executable, "-m", "ruff", "format", "--stdin-filename", str(TABLE), "-"],
        input=text,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


if __name__ == "__main__":
    TABLE.write_text(table(), encoding="utf-8")
