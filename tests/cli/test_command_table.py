"""The table of completion is what the parsers are."""

import argparse

import pytest

from ovh_explorer.cli.completion.command_table import COMMANDS
from tests.command_table import TABLE, table
from tests.parser_parts import command_names, groups_of


def test_the_table_is_up_to_date():
    assert TABLE.read_text(encoding="utf-8") == table(), "run: python -m tests.command_table"


@pytest.mark.parametrize("command", command_names())
def test_every_option_that_the_help_shows_is_offered(command):
    names = {
        name for group in groups_of(command) for option in group.options for name in option.names
    }
    assert names == COMMANDS[command].options.keys()
    assert {"--help", "--version"} <= names


def test_argparse_has_the_private_parts_that_the_table_is_made_of():
    parser = argparse.ArgumentParser()
    group = parser.add_argument_group("a group")
    action = group.add_argument("--option")
    assert group in parser._action_groups
    assert action in parser._actions
    assert group._group_actions == [action]
