"""TAB in real shells: a value from the account arrives in the program as it is, whatever is in
it.
"""

import shutil

import pytest

from tests.cli.completion_home import CompletionHome

pytest.importorskip("fcntl", reason="pseudo-terminals are those of Unix")
from tests.fork_server import command_directory
from tests.terminal import Terminal, until

VALUES = [
    "example.com",
    "it's",
    'a"b',
    "$(touch pwned)",
    "`touch pwned`",
    "two words  ",
    "new\nline",
    "semi;touch pwned",
    "a&&touch pwned",
    "é–ü",
    "bang!x!!",
    "red\x1b[31m",
    "{a,b}",
    "{1..3}",
    "~x",
    "#c",
    "$HOME",
    "back\\slash\\",
    "*?[x]",
    "=ls",
    "a:b=c@d",
    "<(touch pwned)",
    "%1",
    "^a^b",
    "-rf",
    "ends in '",
    'ends in "',
]

RUN_COMMANDS = {
    "bash": ["bash", "--rcfile", "{home}/start", "-i"],
    "zsh": ["zsh", "-i"],
    "fish": ["fish"],
}
STARTS = {
    "bash": "PS1='ready> '; PATH={home}/bin:$PATH; . {home}/script\n",
    "zsh": "PS1='ready> '; PATH={home}/bin:$PATH; autoload -U compinit; compinit -u; . {home}/script\n",
    "fish": "function fish_prompt; printf 'ready> '; end; set -g fish_greeting; set -gx PATH {home}/bin $PATH; source {home}/script\n",
}
START_FILES = {"bash": "start", "zsh": ".zshrc", "fish": ".config/fish/config.fish"}


@pytest.fixture(params=["bash", "zsh", "fish"])
def shell(request, tmp_path, monkeypatch, capsys):
    """A shell that has the script, and a program that writes down its arguments."""
    name = request.param
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not here")
    home = CompletionHome(tmp_path, monkeypatch)
    from ovh_explorer.cli import main

    assert home.allow() == 0
    capsys.readouterr()
    assert main(["completion", name]) == 0
    (tmp_path / "script").write_text(capsys.readouterr().out)
    program = tmp_path / "bin" / "ovh-explorer"
    program.parent.mkdir()
    # By what the shell has itself: it runs for each value.
    note = """printf '%s\\0' "$@" > new && mv new noted\n"""
    program.write_text(
        f'#!/bin/sh\n[ "$1" = __complete ] && exec {command_directory()}/ovh-explorer "$@"\n{note}'
    )
    program.chmod(0o755)
    start = tmp_path / START_FILES[name]
    start.parent.mkdir(parents=True, exist_ok=True)
    start.write_text(STARTS[name].format(home=tmp_path))
    found, *options = RUN_COMMANDS[name]
    command = [shutil.which(found), *(option.format(home=tmp_path) for option in options)]
    with Terminal(command, tmp_path, size=(120, 40), ZDOTDIR=str(tmp_path)) as terminal:
        terminal.see("ready> ")
        yield home, terminal


def noted(home: CompletionHome, terminal: Terminal) -> list[str]:
    """The arguments that the program was run with."""
    file = home.path / "noted"
    until(lambda: terminal.read() is not None and file.exists(), "noted", lambda: terminal.shown)
    found = file.read_bytes().decode("utf-8", "surrogateescape")
    file.unlink()
    return found.split("\0")[:-1]


@pytest.mark.parametrize("quote", ["", '"', "'"])
def test_a_value_is_data_in_every_shell(shell, quote):
    home, terminal = shell
    arrived = []
    for value in VALUES:
        home.keep("v1 /domain/zone", [(value, "a label")])
        terminal.press(f"ovh-explorer try GET '/domain/zone/{{zoneName}}' -p {quote}zoneName=\t\r")
        arrived.append(noted(home, terminal)[-1])
    assert arrived == [f"zoneName={value}" for value in VALUES]
    assert not list(home.path.rglob("pwned"))


PARTS = {
    "user@exa": "user@example.com",
    "a:b": "a:b=c@d",
    "a:b=c": "a:b=c@d",
    "ns1.": "ns1.example.com",
    "two\\ w": "two words",
}


def test_a_value_is_completed_from_its_beginning(shell):
    home, terminal = shell
    home.keep("v1 /domain/zone", [(value, "") for value in sorted(set(PARTS.values()))])
    arrived = {}
    for part in PARTS:
        terminal.press(f"ovh-explorer try GET '/domain/zone/{{zoneName}}' -p zoneName={part}\t\r")
        arrived[part] = noted(home, terminal)[-1]
    assert arrived == {part: f"zoneName={value}" for part, value in PARTS.items()}


def test_names_of_files_are_completed(shell):
    home, terminal = shell
    (home.path / "record one.json").write_text("{}")
    for word, arrives in {
        "-d @rec": ["-d", "@record one.json"],
        "--config=rec": ["--config=record one.json"],
        "--config rec": ["--config", "record one.json"],
    }.items():
        terminal.press(f"ovh-explorer try POST /me {word}\t\r")
        assert noted(home, terminal)[3:] == arrives
