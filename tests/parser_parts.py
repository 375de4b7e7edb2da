"""What the parsers of ``ovh_explorer/cli/`` hold, for what is made of them: the table of completion
and the manual page.

argparse has no public names for it; ``tests/test_library_internals.py`` says which are used.
"""

import argparse
from dataclasses import dataclass

from ovh_explorer.cli.options import COMMANDS, parser_of

__all__ = ["Group", "Option", "command_names", "groups_of", "synopsis_of"]


@dataclass(frozen=True)
class Option:
    """An option or an argument of a command."""

    names: tuple[str, ...]
    dest: str
    value: str
    is_optional: bool
    choices: tuple[str, ...]
    help: str

    @property
    def spelling(self) -> str:
        """The name as the help shows it."""
        names = [f"{name} {self.value}".strip() for name in self.names]
        return ", ".join(names) or self.value


@dataclass(frozen=True)
class Group:
    """Options that stand together in the help."""

    title: str
    options: tuple[Option, ...]


def command_names() -> list[str]:
    """The names of the commands; "" is the explorer."""
    return ["", *COMMANDS]


def groups_of(command: str) -> list[Group]:
    """The groups of options of a command that its help shows, those that have some."""
    parser = parser_of(command)
    groups = []
    for group in parser._action_groups:
        shown = [action for action in group._group_actions if action.help != argparse.SUPPRESS]
        if shown:
            options = tuple(_option(action) for action in shown)
            groups.append(Group(str(group.title), options))
    return groups


def synopsis_of(command: str) -> str:
    """The arguments of a command as its usage shows them, without its options."""
    forms = {"?": "[{}]", "*": "[{} ...]", "+": "{} ..."}
    parts = []
    for action in parser_of(command)._actions:
        if not action.option_strings:
            parts.append(forms.get(str(action.nargs), "{}").format(action.metavar))
    return " ".join(["[OPTION ...]", *parts])


def _option(action: argparse.Action) -> Option:
    value = ""
    if action.nargs != 0:
        choices = ",".join(map(str, action.choices or ()))
        value = str(action.metavar or (f"{{{choices}}}" if choices else action.dest.upper()))
    is_optional = action.nargs == "?" and bool(action.option_strings)
    return Option(
        tuple(action.option_strings),
        action.dest,
        f"[{value}]" if is_optional else value,
        is_optional,
        tuple(map(str, action.choices or ())),
        str(action.help or ""),
    )
