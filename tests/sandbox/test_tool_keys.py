"""The real tools work with the key that is made for them, and are refused exactly the call that a
rule leaves out.

The calls that ``tools.toml`` names for a tool are those that it makes: none is missing, none too
many.
"""

import contextlib
import json
import os
import re
import subprocess

import pytest

from ovh_explorer.workspace.account.tools import rules_for, tools
from tests import pypi, real_catalog
from tests.sandbox.scenarios import start_over
from tests.sandbox.test_clients import CLIENTS
from tests.sandbox.tool_keys import keys_with
from tests.sandboxes import running

BY_ID = {tool.id: tool for tool in tools()}
PROGRAMS = {
    "lexicon": "lexicon_client.py",
    "octodns": "octodns_client.py",
    "certbot": "certbot_client.py",
}
EACH_CALL = [
    pytest.param(name, call, id=f"{name} {call}")
    for name in PROGRAMS
    for call in BY_ID[name].calls("example.com")
]


@pytest.fixture(scope="module")
def python(pytestconfig, whole):
    """The interpreter that has the tools."""
    return pypi.python(pytestconfig, fetch=whole)


@pytest.fixture(scope="module")
def ask(python):
    """Runs a program with an environment; what is said of that. They have what they import from one
    process.
    """
    command = [str(python), str(CLIENTS / "recorded_calls.py"), *PROGRAMS.values()]
    with contextlib.ExitStack() as stack:

        def start():
            pipe = subprocess.PIPE
            process = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True)
            return stack.enter_context(process)

        processes = []

        def run(asked):
            if not processes or not hasattr(os, "fork"):
                processes.append(start())
            processes[-1].stdin.write(f"{json.dumps(asked)}\n")
            processes[-1].stdin.flush()
            line = processes[-1].stdout.readline()
            assert line, "the process ended"
            return json.loads(line)

        yield run


@pytest.fixture
def use(ask, tmp_path, real_schemas):
    """Runs a tool with a key of these rules; which calls it made, each with its status."""

    def run(name, rules):
        url = running(real_catalog.directory())[1]
        start_over(url, None)
        keys = keys_with(url, rules)
        environ = {
            **os.environ,
            "NO_PROXY": "127.0.0.1",
            "SANDBOX": url,
            "OVH_ENDPOINT": "ovh-eu",
            "OVH_APPLICATION_KEY": keys.application_key,
            "OVH_APPLICATION_SECRET": keys.application_secret,
            "OVH_CONSUMER_KEY": keys.consumer_key,
        }
        answer = ask({"name": PROGRAMS[name], "directory": str(tmp_path), "environment": environ})
        made = [
            (f"{method} {re.sub('/record/[0-9]+', '/record/{id}', path)}", status)
            for method, path, status in answer["calls"]
            if not path.startswith("/auth/")
        ]
        return made, answer["said"]

    return run


@pytest.mark.parametrize("name", PROGRAMS)
def test_the_key_for_a_tool_is_all_that_it_needs(use, name):
    calls = BY_ID[name].calls("example.com")
    made, errors = use(name, rules_for(calls))
    assert errors == ""
    assert {status for _, status in made} == {200}
    assert {call for call, _ in made} == set(map(str, calls)), "they are the calls it makes"


@pytest.mark.parametrize(("name", "left_out"), EACH_CALL)
def test_a_tool_is_refused_exactly_what_a_rule_leaves_out(use, name, left_out):
    calls = BY_ID[name].calls("example.com")
    rules = [rule for rule in rules_for(calls) if rule != left_out.rule]
    made, errors = use(name, rules)
    assert {call for call, status in made if status == 403} == {str(left_out)}
    assert {status for call, status in made if call != str(left_out)} <= {200}
    assert errors, "it was not as it should be"
