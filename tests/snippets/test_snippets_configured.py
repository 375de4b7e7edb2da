"""Keys from the configuration: the environment, then ``ovh.conf``, then an error before anything is
sent.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from ovh_explorer.call import Call
from ovh_explorer.snippets import (
    LANGUAGES,
    SnippetContext,
    configured,
    go,
    node_values,
    perl_values,
    php_values,
    python_values,
    script,
    snippet,
)
from ovh_explorer.snippets.configured import key_reader
from ovh_explorer.snippets.shell import quoted

from .recorder import AK, AS, CK, Recorder
from .test_snippets_shells import SHELLS

# What reads and prints a key: the code before and after the function, and the command that runs it.
READERS: dict[str, tuple[str, Callable[[str], str], str, str, list[str]]] = {
    "php": (
        configured.PHP,
        php_values.literal,
        "<?php\n",
        "echo ovh_key('application_key');",
        ["php"],
    ),
    "node": (
        configured.NODE,
        node_values.literal,
        "const { existsSync, readFileSync } = require('node:fs');\n"
        "const { homedir } = require('node:os');\n",
        "process.stdout.write(ovhKey('application_key'));",
        ["node"],
    ),
    "perl": (
        configured.PERL,
        perl_values.literal,
        "use strict; use warnings;\n",
        "print ovh_key('application_key');",
        ["perl"],
    ),
    "python": (
        configured.PYTHON,
        python_values.literal,
        "import configparser, os\n",
        "print(ovh_key('application_key'), end='')",
        [sys.executable],
    ),
    "go": (
        configured.GO,
        go.literal,
        'package main\nimport (\n"fmt"\n"log"\n"os"\n"strings"\n)\n'
        'func main() { fmt.Print(ovhKey("application_key")) }\n',
        "",
        ["go", "run"],
    ),
    **{
        shell: (
            configured.SHELL,
            quoted,
            "",
            'AK=$(ovh_key application_key "$OVH_APPLICATION_KEY" OVH_APPLICATION_KEY)\n'
            'printf %s "$AK"; [ -n "$AK" ]',
            command,
        )
        for shell, command in SHELLS.items()
    },
}
# Python and Go read no environment here: their wrappers do, and only a profile needs a reader.
PROFILE_ONLY = {"python", "go"}
ENDING = {"php": "php", "node": "js", "perl": "pl", "python": "py", "go": "go"}

FILE = """
# a comment
[default]
endpoint=ovh-ca
[ovh-ca]
application_key=of another region
[ovh-eu]
; application_key=of a comment
application_key = of the file\t
application_secret=x
[profile:a client]
Endpoint=ovh-eu
application_key: of=the:profile
"""


@pytest.fixture
def run(tmp_path: Path):
    """Gives the key that a language reads, or None and what was said."""
    (home := tmp_path / "home").mkdir()
    (here := tmp_path / "here").mkdir()

    def run_in(
        language: str, context: SnippetContext, files: dict[str, str], **environ: str
    ) -> tuple[str | None, str]:
        code, literal, before, after, command = READERS[language]
        if shutil.which(command[0]) is None:
            pytest.skip(f"{command[0]} is not on this machine")
        file = tmp_path / f"code.{ENDING.get(language, 'sh')}"
        file.write_text(before + key_reader(code, context, literal) + after)
        for place, text in files.items():
            (home / ".ovh.conf" if place == "home" else here / "ovh.conf").write_text(text)
        kept = {
            name: value
            for name, value in os.environ.items()
            if name in ("PATH", "GOCACHE", "GOFLAGS", "GOROOT", "GO111MODULE")
        }
        done = subprocess.run(
            [*command, str(file)],
            cwd=here,
            env={**kept, "HOME": str(home), **environ},
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert bool(done.returncode) is not bool(done.stdout), done.stderr
        return done.stdout or None, done.stderr

    return run_in


PLAIN = SnippetContext(configured=True)
NAMED = "team's $a `b`.conf"
PROFILE = SnippetContext(configured=True, section="profile:a client")


@pytest.mark.parametrize("language", [name for name in READERS if name not in PROFILE_ONLY])
def test_the_environment_comes_first_then_the_nearest_file_and_then_an_error(language, run):
    key, said = run(language, PLAIN, {})
    assert key is None
    for part in ("OVH_APPLICATION_KEY", "application_key", "[ovh-eu]", "ovh.conf"):
        assert part in said
    assert run(language, PLAIN, {"home": FILE})[0] == "of the file"
    near = "[ovh-eu]\napplication_key=of the nearest\n"
    assert run(language, PLAIN, {"here": near})[0] == "of the nearest"
    assert run(language, PLAIN, {}, OVH_APPLICATION_KEY="of the environment")[0] == (
        "of the environment"
    )
    # A file that says nothing of this key leaves it to the next.
    assert run(language, PLAIN, {"here": "[ovh-eu]\nconsumer_key=x\n"})[0] == "of the file"


@pytest.mark.parametrize("language", READERS)
def test_a_profile_has_its_section_and_nothing_else(language, run):
    assert run(language, PROFILE, {"home": FILE}, OVH_APPLICATION_KEY="x")[0] == "of=the:profile"
    key, said = run(language, PROFILE, {"home": "[ovh-eu]\napplication_key=x\n"})
    assert key is None
    assert "application_key in the section [profile:a client] of ovh.conf" in said


@pytest.mark.parametrize("language", [name for name in READERS if name != "python"])
def test_a_named_file_comes_before_the_others_and_after_the_environment(language, run, tmp_path):
    (tmp_path / NAMED).write_text("[ovh-eu]\napplication_key=of the named\n")
    named = replace(PLAIN, config_file=str(tmp_path / NAMED))
    near = "[ovh-eu]\napplication_key=of the nearest\n"
    assert run(language, named, {"here": near, "home": FILE})[0] == "of the named"
    given = run(language, named, {}, OVH_APPLICATION_KEY="of the environment")
    assert given[0] == "of the environment"
    (tmp_path / NAMED).unlink()
    assert run(language, named, {})[0] == "of the nearest"


def test_a_named_file_has_the_profile_of_python(run, tmp_path):
    (tmp_path / NAMED).write_text("[profile:a client]\napplication_key=of the named\n")
    named = replace(PROFILE, config_file=str(tmp_path / NAMED))
    assert run("python", named, {"home": FILE})[0] == "of the named"


def test_python_hands_the_named_file_to_its_wrapper(run):
    long = "/srv/" + "a" * 80
    for path in ("/srv/team.conf", long):
        code = snippet("python", Call.make("v1", "GET", "/me"), replace(PLAIN, config_file=path))
        assert f'config_file="{path}"' in code


@pytest.mark.parametrize(
    "language", [name for name in LANGUAGES if name not in ("signature", "try")]
)
@pytest.mark.parametrize("service_account", [False, True])
def test_code_of_a_profile_names_its_section(language, service_account):
    context = SnippetContext(
        configured=True, section="profile:a client", service_account=service_account
    )
    call = Call.make("v1", "GET", "/me")
    for code in (snippet(language, call, context), script(language, [call], context)):
        assert "profile:a client" in code
        assert "xxxxxxxxxx" not in code


@pytest.mark.parametrize("shell", SHELLS)
def test_curl_sends_nothing_without_keys_and_signs_with_those_it_finds(
    shell, recorder: Recorder, tmp_path
):
    if shutil.which("curl") is None or shutil.which(SHELLS[shell][0]) is None:
        pytest.skip("curl or the shell is not on this machine")
    call = Call.make("v1", "GET", "/me")
    context = SnippetContext(base_url=recorder.root, configured=True)
    for code in (snippet("curl", call, context), script("curl", [call, call], context)):
        (file := tmp_path / "code.sh").write_text(code)
        command = [*SHELLS[shell], str(file)]
        environ = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "NO_PROXY": "127.0.0.1"}
        done = subprocess.run(
            command, cwd=tmp_path, env=environ, capture_output=True, text=True, timeout=60
        )
        assert done.returncode != 0
        assert done.stderr.count("in the section [ovh-eu] of ovh.conf") == 3
        assert recorder.requests == []
        keys = {"OVH_APPLICATION_KEY": AK, "OVH_APPLICATION_SECRET": AS, "OVH_CONSUMER_KEY": CK}
        done = subprocess.run(
            command,
            cwd=tmp_path,
            env={**environ, **keys},
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert done.returncode == 0
        recorder.requests = recorder.requests[:1]
        recorder.assert_is(call)
