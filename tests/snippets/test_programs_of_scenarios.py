"""What the guides do with the API, sent once, written as programs, and run again."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ovh_explorer.call import Call, canonical_json
from ovh_explorer.sandbox.tls import Certificate
from ovh_explorer.workspace.recipes.exchanges import NO_RESPONSE, Exchange
from ovh_explorer.workspace.recipes.flow import find_flow
from ovh_explorer.workspace.recipes.program import PROGRAM_LANGUAGES
from tests import real_catalog
from tests.sandbox.scenarios import Step, Walk, accept, documents_of, in_catalog, scenarios
from tests.sandboxes import running

from .programs import RUNS, Environment, assert_flows, environment, written
from .proxy import Proxy, proxy_to
from .recorder import Recorder
from .test_snippets_go import needs_go

__all__ = ["environment"]

pytestmark = pytest.mark.skipif(not scenarios(), reason=real_catalog.missing("scenarios.json"))


@pytest.fixture(params=scenarios(), ids=lambda item: item["name"].partition(":")[0])
def scenario(request: pytest.FixtureRequest) -> dict:
    return request.param


@pytest.fixture(scope="module")
def plain(real_schemas: Path) -> Iterator[Proxy]:
    with proxy_to(running(real_schemas)[1]) as proxy:
        yield proxy


@pytest.fixture(scope="module")
def over_tls(real_schemas: Path, secure: tuple[Recorder, Path]) -> Iterator[Proxy]:
    certificate = secure[1]
    files = Certificate(certificate, certificate.with_name("key.pem"))
    with proxy_to(running(real_schemas)[1], files) as proxy:
        yield proxy


@pytest.fixture
def proxy(language: str, request: pytest.FixtureRequest) -> Proxy:
    if language == "go":
        needs_go()
    return request.getfixturevalue("over_tls" if language == "node" else "plain")


def exchanges_of(scenario: dict, proxy: Proxy, schemas: Path) -> list[Exchange]:
    """The steps of a scenario that exist, with what came back."""
    documents = documents_of(schemas)
    assert in_catalog(scenario, documents)
    found: list[Exchange] = []

    def send(step: Step) -> tuple[int, Any]:
        branch = "v2" if step.path.startswith("/v2/") else "v1"
        path = step.path.removeprefix("/v2") if branch == "v2" else step.path
        pairs = [
            (name, str(item).lower() if isinstance(item, bool) else str(item))
            for name, value in step.query.items()
            for item in (value if isinstance(value, list) else [value])
        ]
        made = Call.make(
            branch,
            step.method,
            path,
            path_values={name: str(value) for name, value in step.values.items()},
            query=pairs,
            headers=[(name, str(value)) for name, value in step.headers.items()],
            body=None if step.body is None else canonical_json(step.body),
        )
        route = documents.route(branch, step.method, made.concrete_path)
        if route is not None and not route.operation.authenticated:
            made = Call(
                *(made.branch, made.method, made.path, made.path_values, made.query),
                *(made.headers, made.body, False),
            )
        prefix = "/v2" if branch == "v2" else "/1.0"
        status, content = proxy.forward(
            made.method, prefix + made.target, made.body or b"", dict(made.headers)
        )
        value = json.loads(content) if content else NO_RESPONSE
        if status < 300:
            found.append(Exchange(made, value))
        return status, value

    Walk(documents, send, accept).run(scenario)
    return found


@pytest.mark.parametrize("language", PROGRAM_LANGUAGES)
def test_a_scenario_runs_again_as_a_program(
    scenario: dict,
    language: str,
    proxy: Proxy,
    environment: Environment,
    real_schemas: Path,
    tmp_path: Path,
    whole: bool,
) -> None:
    if language != "python" and not whole:
        pytest.skip("in Python alone; in all languages with --whole")
    proxy.begin()
    exchanges = exchanges_of(scenario, proxy, real_schemas)
    flow = find_flow(exchanges)
    if language == "go" and any(step.branch == "v2" for step in flow.recipe.steps):
        pytest.skip("Debian's go-ovh knows no branch v2")
    code = written(language, flow, exchanges, proxy)
    proxy.begin()
    secrets = {item.name.upper(): "Secret-1" for item in flow.recipe.parameters if item.is_secret}
    RUNS[language](code, proxy, tmp_path, {**environment, **secrets})
    assert_flows(flow, proxy.sent, secrets)
