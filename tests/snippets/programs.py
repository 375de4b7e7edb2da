"""Programs run for real, each language as the other tests of snippets run it."""

import contextlib
import io
import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import ovh.client
import pytest

from ovh_explorer.call import encode
from ovh_explorer.sandbox import DEMO_KEYS
from ovh_explorer.snippets import SnippetContext
from ovh_explorer.workspace.recipes.exchanges import Exchange
from ovh_explorer.workspace.recipes.flow import Flow
from ovh_explorer.workspace.recipes.program import write_program
from ovh_explorer.workspace.recipes.recipe import NO_BODY, RecipeStep
from ovh_explorer.workspace.recipes.template import Reference, fill
from tests.fork_server import command_directory
from tests.npm import modules
from tests.sandboxes import running

from .proxy import Proxy, Sent, proxy_to
from .recorder import Recorder
from .running import DOUBLE, same
from .test_snippets_go import build, needs_go

# What the sandbox needs no pause for.
PAUSES = {
    "python": ("time.sleep(5)", "time.sleep(0.01)"),
    "php": ("sleep(5);", "usleep(10000);"),
    "node": ("resolve, 5000", "resolve, 10"),
    "go": ("5 * time.Second", "10 * time.Millisecond"),
    "try": ("--every 5", "--every 0.1"),
}
Environment = dict[str, str]
RunProgram = Callable[[str, Proxy, Path, Environment], str]


@pytest.fixture(scope="module")
def plain() -> Iterator[Proxy]:
    with proxy_to(running()[1]) as proxy:
        yield proxy


@pytest.fixture(scope="module")
def over_tls(secure: tuple[Recorder, Path]) -> Iterator[Proxy]:
    """node-ovh speaks nothing else."""
    from ovh_explorer.sandbox.tls import Certificate

    certificate = secure[1]
    with proxy_to(
        running()[1], Certificate(certificate, certificate.with_name("key.pem"))
    ) as proxy:
        yield proxy


def run_python(code: str, proxy: Proxy, _place: Path, environment: Environment) -> str:
    printed = io.StringIO()
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(printed):
        patch.setitem(ovh.client.ENDPOINTS, "ovh-eu", f"{proxy.root}/1.0")
        for name, value in environment.items():
            patch.setenv(name, value)
        exec(compile(code, "program.py", "exec"), {"__name__": "__main__"})
    return printed.getvalue()


def run_php(code: str, proxy: Proxy, place: Path, environment: Environment) -> str:
    (place / "vendor").mkdir(exist_ok=True)
    shutil.copy(DOUBLE / "api.php", place / "vendor" / "autoload.php")
    (place / "program.php").write_text(code, encoding="utf-8")
    more = {**environment, "LIVE_ROOT": proxy.root}
    return ended(["php", "-n", str(place / "program.php")], more)


def run_node(code: str, proxy: Proxy, place: Path, environment: Environment) -> str:
    host, port = proxy.root.removeprefix("https://").split(":")
    there = f"host: '{host}',\n  port: {port},\n  basePath: '/1.0',\n  apiTimeDiff: 0,"
    (place / "program.js").write_text(code.replace("endpoint: 'ovh-eu',", there), encoding="utf-8")
    return ended(["node", str(place / "program.js")], environment)


def run_go(code: str, proxy: Proxy, place: Path, environment: Environment) -> str:
    program = build([code.replace('"ovh-eu"', f'"{proxy.root}/1.0"')], place)
    return ended([str(program)], environment)


def run_try(code: str, proxy: Proxy, place: Path, environment: Environment) -> str:
    (place / "program.sh").write_text(code, encoding="utf-8")
    more = {
        **environment,
        "PATH": f"{command_directory()}:{os.environ['PATH']}",
        "OVH_ENDPOINT": f"{proxy.root}/1.0",
        "OVH_APPLICATION_KEY": DEMO_KEYS.application_key,
        "OVH_APPLICATION_SECRET": DEMO_KEYS.application_secret,
        "OVH_CONSUMER_KEY": DEMO_KEYS.consumer_key or "",
        # What one program has read of the catalog, the next need not.
        "XDG_CACHE_HOME": str(place.parent / "cache-of-try"),
        "XDG_STATE_HOME": str(place / "state"),
    }
    return ended(["sh", str(place / "program.sh")], more)


def ended(command: list[str], environment: Environment) -> str:
    done = subprocess.run(
        command,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr + done.stdout
    return done.stdout


RUNS: dict[str, RunProgram] = {
    "python": run_python,
    "php": run_php,
    "node": run_node,
    "go": run_go,
    "try": run_try,
}


@pytest.fixture
def proxy(language: str, request: pytest.FixtureRequest) -> Proxy:
    if language == "go":
        needs_go()
    elif language == "php" and shutil.which("php") is None:
        pytest.skip("php is not on this machine")
    return request.getfixturevalue("over_tls" if language == "node" else "plain")


@pytest.fixture
def environment(
    language: str, request: pytest.FixtureRequest, pytestconfig: pytest.Config
) -> Environment:
    if language != "node":
        return {}
    certificate = request.getfixturevalue("secure")[1]
    home = modules(pytestconfig)
    return {
        "NODE_EXTRA_CA_CERTS": str(certificate),
        "NODE_PATH": str(home),
        "NODE_NO_WARNINGS": "1",
    }


def written(language: str, flow: Flow, exchanges: list[Exchange], proxy: Proxy) -> str:
    """A program that goes to the proxy and makes no pause."""
    called = f"{proxy.root}/1.0" if language == "try" else ""
    unsigned = {
        (exchange.call.branch, exchange.call.method, exchange.call.path)
        for exchange in exchanges
        if not exchange.call.authenticated
    }
    code = write_program(
        language,
        flow.recipe,
        SnippetContext(base_url=proxy.root, called=called),
        lambda *operation: operation not in unsigned,
    )
    assert any(step.until for step in flow.recipe.steps) == (PAUSES[language][0] in code)
    return code.replace(*PAUSES[language])


def assert_flows(flow: Flow, sent: list[Sent], environment: Environment) -> None:
    """What was sent is the recipe, filled with what came back this time."""
    given = {
        item.name: environment[item.name.upper()] if item.is_secret else item.example
        for item in flow.recipe.parameters
    }
    responses: dict[str, Any] = {}

    def look_up(reference: Reference) -> Any:
        value = given.get(reference.name, responses.get(reference.name))
        for step in reference.path:
            value = value[step]
        return value

    waiting = list(sent)
    for step in flow.recipe.steps:
        if step.path == "/auth/time":
            # The wrappers ask for it themselves as well: it isn't noted.
            continue
        turns = 0
        while True:
            arrived = waiting.pop(0)
            turns += 1
            assert_is(step, arrived, look_up)
            if not step.until or "done" in json.dumps(arrived.response):
                break
        assert turns == (2 if step.until else 1)
        responses[step.id] = arrived.response
    assert waiting == []


def assert_is(step: RecipeStep, sent: Sent, look_up: Callable[[Reference], Any]) -> None:
    path = step.path
    for name, value in step.path_values.items():
        path = path.replace(f"{{{name}}}", encode(str(fill(value, look_up))))
    # `try` has them in the order of the form.
    pairs = [f"{encode(name)}={encode(str(fill(value, look_up)))}" for name, value in step.query]
    got, _, query = sent.target.partition("?")
    assert (sent.branch, sent.method, got) == (step.branch, step.method, path)
    assert sorted(query.split("&") if query else []) == sorted(pairs)
    if step.body is NO_BODY:
        assert not sent.body or not isinstance(sent.body, dict | list)
    else:
        assert same(sent.body, fill(step.body, look_up))
