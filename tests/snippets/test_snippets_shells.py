"""Code for a shell: in every POSIX shell each value is a value, whatever it holds, and nothing of
it runs.
"""

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ovh_explorer.call import Call, canonical_json
from ovh_explorer.config import find_endpoint
from ovh_explorer.snippets import SnippetContext, SnippetError, script, snippet
from ovh_explorer.snippets.shell import comment, quoted, word
from ovh_explorer.workspace.navigation.links import command_line

from .cases import NASTY, PAYLOADS

SHELLS = {"dash": ["dash"], "bash": ["bash"], "zsh": ["zsh", "-f"], "busybox": ["busybox", "sh"]}

# What the code calls, in the shell itself: `curl` and `ovh-explorer` write down their words.
TOOLS = r"""
exec 3>>"$OUT"
curl() {
  printf '%s\0' "$#" curl "$@" >&3
  case $* in */auth/time) echo 1457018875;; *http_code*) printf ,,200;; esac
}
sha1sum() { :; }; cut() { :; }; jq() { :; }; sed() { :; }
"""
# Not every shell has functions with a hyphen in their name.
STUB = '#!/bin/sh\nprintf \'%s\\0\' "$#" ovh-explorer "$@" >&3\n'


@pytest.fixture
def run(request: pytest.FixtureRequest, tmp_path: Path):
    """Runs code in a shell; gives the commands that it called, each a list of words."""
    (tools := tmp_path / "tools").mkdir()
    stub = tools / "ovh-explorer"
    stub.write_text(STUB)
    stub.chmod(0o755)
    (empty := tmp_path / "empty").mkdir()

    def run_in(shell: str, codes: list[str]) -> list[list[str]]:
        if shutil.which(SHELLS[shell][0]) is None:
            pytest.skip(f"{shell} is not on this machine")
        out = tmp_path / "out"
        out.write_bytes(b"")
        file = tmp_path / "code.sh"
        file.write_text("\n".join([TOOLS, *codes, "echo done"]), encoding="utf-8", newline="")
        path = f"{tools}:/usr/bin:/bin"
        done = subprocess.run(
            [*SHELLS[shell], str(file)],
            cwd=empty,
            env={"PATH": path, "OUT": str(out), "HOME": str(empty)},
            capture_output=True,
            timeout=60,
        )
        assert done.stderr == b""
        assert (done.returncode, done.stdout.strip()) == (0, b"done")
        assert list(empty.iterdir()) == []
        *words, end = out.read_bytes().decode().split("\0")
        assert end == ""
        commands = []
        while words:
            count = int(words[0]) + 2
            commands.append(words[1:count])
            words = words[count:]
        return commands

    return run_in


def in_every_place(payload: str) -> Call:
    """A call that has a payload wherever a call can hold one."""
    name = re.sub(r"[{}/=]", "_", payload)
    inline = "".join(char for char in payload if " " <= char <= "~").strip()
    return Call.make(
        "v1",
        "POST",
        f"/x/{{{name}}}",
        path_values={name: payload},
        query=[(payload.replace("=", "_"), payload)],
        headers=[("X-Pagination-Cursor", inline), ("X-Other", f"a{inline}")],
        body=canonical_json({payload: [payload]}),
    )


# Bytes that aren't the canonical JSON are what `--raw` sends.
CALLS = [in_every_place(payload) for payload in PAYLOADS]
CALLS += [Call("v1", "PUT", "/x", body=payload.encode()) for payload in PAYLOADS]


def words_of_try(call: Call, *more: str) -> list[str]:
    words = ["ovh-explorer", "try", call.method, call.path]
    for option, pairs in (("-p", call.path_values), ("-q", call.query), ("-H", call.headers)):
        for name, value in pairs:
            words += (
                [f"{option}{name}={value}"] if name.startswith("-") else [option, f"{name}={value}"]
            )
    return [*words, "-d", (call.body or b"").decode(), *more, "--yes"]


def context_of(call: Call, **more: Any) -> SnippetContext:
    note = dict(call.path_values).popitem()[1] if call.path_values else ""
    return SnippetContext(profile=f"={note}", note=note, **more)


@pytest.mark.parametrize("shell", SHELLS)
def test_try_hands_over_each_value_as_it_is(shell: str, run) -> None:
    contexts = [(call, context_of(call)) for call in CALLS]
    codes = [
        *(snippet("try", call, context) for call, context in contexts),
        *(snippet("try", call, replace(context, call_only=True)) for call, context in contexts),
        script("try", CALLS, SnippetContext(note=NASTY)),
    ]
    assert all(char.isprintable() or char == "\n" for code in codes for char in code)
    whole = [words_of_try(call, "--profile", context.profile) for call, context in contexts]
    alone = [words_of_try(call) for call in CALLS]
    scripted = [words_of_try(call, "--endpoint", "ovh-eu") for call in CALLS]
    assert run(shell, codes) == [*whole, *alone, *scripted]


@pytest.mark.parametrize("shell", SHELLS)
def test_curl_gets_the_call_and_the_comments_do_nothing(shell: str, run) -> None:
    whole = [snippet("curl", call, context_of(call)) for call in CALLS]
    alone = [snippet("curl", call, context_of(call, call_only=True)) for call in CALLS]
    scripted = script("curl", CALLS, SnippetContext(note=NASTY))
    codes = [*whole, *alone, scripted]
    assert all(char.isprintable() or char == "\n" for code in codes for char in code)
    if shell == "zsh":
        # At its prompt it takes # for a word like any other.
        pasted = (*whole, scripted)
        codes += [re.sub(r"^# ", "true ", code, flags=re.MULTILINE) for code in pasted]
    sent = [command for command in run(shell, codes) if "--path-as-is" in command]
    for call, command in zip([*CALLS * (5 if shell == "zsh" else 3)], sent, strict=True):
        assert command[-1] == f"https://eu.api.ovh.com/1.0{call.target}"
        assert command[command.index("--data-raw") + 1] == (call.body or b"").decode()
        assert [f"{name}: {value}" if value else f"{name};" for name, value in call.headers] == [
            text for text in command if text.startswith(("X-Pagination", "X-Other"))
        ]


@pytest.mark.parametrize("shell", SHELLS)
def test_a_command_that_opens_a_call_is_two_words_of_it(shell: str, run) -> None:
    calls = [in_every_place(payload) for payload in PAYLOADS]
    eu = find_endpoint("ovh-eu")
    expected = [
        ["ovh-explorer", "--endpoint", "ovh-eu", f"{call.method} {call.target}"] for call in calls
    ]
    assert run(shell, [command_line(call, eu) for call in calls]) == expected


@pytest.mark.parametrize("shell", SHELLS)
def test_every_character_is_one_word_alone_and_between_others(shell: str, run) -> None:
    chars = [
        *map(chr, range(1, 0x250)),
        *map(chr, range(0x2000, 0x2070)),
        "\ufeff",
        "😀",
        "\U000e0041",
    ]
    texts = [
        *chars,
        *(f"a{char}'b{char}" for char in chars),
        "",
        "=ls",
        "~",
        "\n\n",
        "\t\n\n",
        "a\n\nb\n",
    ]
    code = "".join(f"curl {word(text)} {quoted(text)}\n" for text in texts)
    assert run(shell, [code]) == [["curl", text, text] for text in texts]


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_any_text_is_written_in_characters_that_can_be_seen(text: str) -> None:
    assert all(char.isprintable() or char == "\n" for char in quoted(text))
    assert len(comment(text).splitlines()) == 1


@pytest.mark.parametrize(("text", "named"), [("a\0b", "a NUL"), ("\ud83d", "half a character")])
def test_what_no_shell_can_hand_over_is_refused(text: str, named: str) -> None:
    with pytest.raises(SnippetError, match=named):
        word(text)
