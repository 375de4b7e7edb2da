"""The manual page is what the parsers are, and each ``--help`` ends with examples that work."""

import shlex
import shutil
import subprocess

import pytest

from ovh_explorer.cli.examples import EXAMPLES
from ovh_explorer.cli.options import COMMANDS, parse, parser_of
from tests.manual_page import PAGE, page
from tests.parser_parts import command_names, groups_of


def test_the_page_is_up_to_date():
    assert PAGE.read_text(encoding="ascii") == page(), "run: scripts/generate"


@pytest.mark.skipif(shutil.which("mandoc") is None, reason="mandoc is not here")
def test_the_page_has_no_fault_that_mandoc_knows():
    done = subprocess.run(
        ["mandoc", "-T", "lint", "-W", "warning", PAGE], capture_output=True, text=True
    )
    assert (done.stdout, done.returncode) == ("", 0)


@pytest.mark.skipif(shutil.which("groff") is None, reason="groff is not here")
def test_the_page_shows_every_option_as_it_is_typed():
    done = subprocess.run(
        ["groff", "-man", "-Tutf8", "-P-cbou", "-ww", PAGE], capture_output=True, check=True
    )
    assert done.stderr == b""
    shown = done.stdout.decode()
    for command in command_names():
        for group in groups_of(command):
            for option in group.options:
                assert all(name in shown for name in option.names)
    assert "[?s=='ok'].id" in shown
    assert "~/.ovh.conf" in shown


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_each_help_ends_with_its_examples(command):
    shown = parser_of(command).format_help()
    assert len(EXAMPLES[command]) >= 2
    last = shown.rpartition("examples:\n")[2].splitlines()
    assert [line.strip() for line in last[::2]] == [typed for typed, _ in EXAMPLES[command]]


@pytest.mark.parametrize("typed", [typed for items in EXAMPLES.values() for typed, _ in items])
def test_an_example_is_what_the_parsers_take(typed):
    words = shlex.split(typed.partition(" > ")[0])
    assert words[0] == "ovh-explorer"
    assert parse(words[1:]).run is not None
