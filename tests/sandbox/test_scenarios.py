"""Everything that the guides do with the API, done with the sandbox: with `ovh-explorer try`, and
with python-ovh.
"""

import json

import ovh
import pytest

from ovh_explorer.cli import main
from ovh_explorer.sandbox import DEMO_KEYS
from tests import real_catalog
from tests.sandbox.scenarios import (
    Step,
    Walk,
    accept,
    documents_of,
    in_catalog,
    scenarios,
    start_over,
)
from tests.sandboxes import running

pytestmark = pytest.mark.skipif(not scenarios(), reason=real_catalog.missing("scenarios.json"))


@pytest.fixture(params=["embedded", "real"])
def catalog(request, scenario):
    """The documents and the URL of a sandbox that has every operation of the scenario, as it was at
    its start.
    """
    directory = request.getfixturevalue("real_schemas") if request.param == "real" else None
    documents = documents_of(directory)
    if not in_catalog(scenario, documents):
        pytest.skip(f"the {request.param} catalog hasn't all of it")
    url = running(directory)[1]
    start_over(url)
    return documents, url


@pytest.fixture(
    params=scenarios(), ids=lambda scenario: scenario["name"].partition(":")[0].replace(" ", "-")
)
def scenario(request):
    return request.param


def test_a_scenario_runs_with_try(scenario, catalog, monkeypatch, capfdbinary):
    documents, url = catalog
    monkeypatch.setenv("OVH_ENDPOINT", f"{url}/1.0")
    monkeypatch.setenv("OVH_APPLICATION_KEY", DEMO_KEYS.application_key)
    monkeypatch.setenv("OVH_APPLICATION_SECRET", DEMO_KEYS.application_secret)
    monkeypatch.setenv("OVH_CONSUMER_KEY", DEMO_KEYS.consumer_key)

    def send(step: Step):
        words = ["try", step.method, step.path, "--yes"]
        for option, values in (("-p", step.values), ("-q", step.query), ("-H", step.headers)):
            for name, value in values.items():
                for item in value if isinstance(value, list) else [value]:
                    words += [
                        option,
                        f"{name}={str(item).lower() if isinstance(item, bool) else item}",
                    ]
        if step.body is not None:
            words += ["-d", json.dumps(step.body)]
        code = main(words)
        out, said = capfdbinary.readouterr()
        if code == 2:
            assert b"has no operation" in said, said.decode()
            main([*words[:2], step.target, *words[3:4], "--raw"])
            out, said = capfdbinary.readouterr()
        return int(said.split()[0]), json.loads(out)

    def sign_in(answer):
        accept(answer)
        monkeypatch.setenv("OVH_CONSUMER_KEY", answer["consumerKey"])

    walk = Walk(documents, send, sign_in)
    walk.run(scenario)
    assert walk.steps == sum(step["exists"] for step in scenario["steps"])


def test_a_scenario_runs_with_python_ovh(scenario, catalog, monkeypatch):
    documents, url = catalog
    monkeypatch.setitem(ovh.client.ENDPOINTS, "ovh-eu", f"{url}/1.0")
    keys = {
        "application_key": DEMO_KEYS.application_key,
        "application_secret": DEMO_KEYS.application_secret,
        "consumer_key": DEMO_KEYS.consumer_key,
    }
    client = ovh.Client(endpoint="ovh-eu", **keys)

    def send(step: Step):
        if step.headers:
            headers = {name: str(value) for name, value in step.headers.items()}
            answer = client.raw_call(step.method, step.target, step.body, headers=headers)
            return answer.status_code, answer.json()
        try:
            return 200, client.call(step.method, step.target, step.body)
        except ovh.ResourceNotFoundError as error:
            return 404, str(error)
        except ovh.APIError as error:
            return 403, str(error)

    def sign_in(answer):
        accept(answer)
        client._consumer_key = answer["consumerKey"]

    walk = Walk(documents, send, sign_in)
    walk.run(scenario)
    assert walk.steps == sum(step["exists"] for step in scenario["steps"])
