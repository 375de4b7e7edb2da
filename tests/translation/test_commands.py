"""What ``scripts/translations`` takes, and what it says of what it doesn't take."""

import pytest

from tests.translation.__main__ import main
from tests.translation.catalogs import packages


@pytest.mark.parametrize("command", ["extract", "check", "compile"])
def test_a_name_that_no_catalog_has_is_refused_with_those_there_are(command, capsys):
    assert main([command, "cli", "tui-keybindings"]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("No catalog is named tui-keybindings. There are:\n")
    assert set(packages()) <= set(printed.err.split())


@pytest.mark.parametrize("arguments", [[], ["translate"]])
def test_a_command_that_is_none_is_refused_with_those_there_are(arguments, capsys):
    assert main(arguments) == 2
    assert "scripts/translations check [PACKAGE ...]" in capsys.readouterr().err


def test_a_catalog_is_checked_by_its_name(capsys):
    assert main(["check", "cli"]) == 0
    assert capsys.readouterr().out.strip() == ""
