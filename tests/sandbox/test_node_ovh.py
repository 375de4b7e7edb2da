"""node-ovh, the official wrapper for Node.js, which speaks nothing but https, with the sandbox as
it is.
"""

import shutil
from urllib.parse import urlsplit

import pytest

from ovh_explorer.sandbox import DEMO_CLIENT, DEMO_KEYS
from tests import real_catalog
from tests.npm import modules
from tests.sandbox.scenarios import Step, Walk, accept, documents_of, scenarios, start_over
from tests.sandbox.wrapper_of_node import NodeOvh
from tests.sandboxes import running

pytestmark = pytest.mark.skipif(
    shutil.which("openssl") is None, reason="openssl, which makes the certificate, not found"
)

# They ask for what a consumer key is, which node-ovh doesn't sign: it has "/auth" in its path.
UNSIGNED = "/auth/currentCredential"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """Where the sandbox writes its certificate."""
    return tmp_path_factory.mktemp("https") / "certificate.pem"


@pytest.fixture
def url(certificate):
    return running(real_catalog.directory(), f"--tls={certificate}")[1]


@pytest.fixture(scope="module")
def installed(pytestconfig):
    """Where node-ovh is installed."""
    return modules(pytestconfig)


@pytest.fixture
def node(installed, certificate, url):
    """Makes clients of node-ovh; they end with the test."""
    made = []
    found = urlsplit(url)

    def client(**settings) -> NodeOvh:
        if "clientID" not in settings:
            keys = {"appKey": DEMO_KEYS.application_key, "appSecret": DEMO_KEYS.application_secret}
            settings = {**keys, "consumerKey": DEMO_KEYS.consumer_key, **settings}
        made.append(
            NodeOvh(
                installed,
                certificate,
                host=found.hostname,
                port=found.port,
                basePath="/1.0",
                timeout=20000,
                **settings,
            )
        )
        return made[-1]

    yield client
    for item in made:
        item.end()


def test_a_record_lives_in_node_ovh(node):
    send = node()
    path = "/domain/zone/example.org/record"
    status, made = send(
        "POST", path, {"fieldType": "A", "subDomain": "été", "target": "192.0.2.77", "ttl": 60}
    )
    assert status == 200
    assert send("GET", path, {"fieldType": "A", "subDomain": "été"}) == (200, [made["id"]])
    assert send("PUT", f"{path}/{made['id']}", {"target": "192.0.2.78"}) == (200, None)
    assert send("GET", f"{path}/{made['id']}")[1]["target"] == "192.0.2.78"
    assert send("DELETE", f"{path}/{made['id']}") == (200, None)
    assert send("GET", f"{path}/{made['id']}")[0] == 404
    assert [policy["owner"] for policy in send("GET", "/v2/iam/policy")[1]] == ["xx1111-ovh"] * 6


def test_node_ovh_gets_the_apis_own_refusals(node):
    assert node(appSecret="0" * 32)("GET", "/me") == (400, "Invalid signature")
    assert node(appKey="0" * 16)("GET", "/me") == (403, "This application key is invalid")
    # It signs nothing that has "/auth" in its path.
    assert node()("GET", "/auth/currentCredential") == (401, "You must login first")


def test_a_consumer_key_is_asked_for_validated_and_used_by_node_ovh(node, certificate):
    send = node(consumerKey=None)
    status, asked = send(
        "POST", "/auth/credential", {"accessRules": [{"method": "GET", "path": "/me"}]}
    )
    assert (status, asked["state"]) == (200, "pendingValidation")
    send.use(asked["consumerKey"])
    assert send("GET", "/me") == (403, "This credential is not valid")
    accept(asked, certificate)
    assert send("GET", "/me")[1]["nichandle"] == "xx1111-ovh"
    assert send("GET", "/me/bill") == (403, "This call has not been granted")


def test_a_service_account_signs_in_with_node_ovh(node, url):
    account = {"clientID": DEMO_CLIENT.client_id, "clientSecret": DEMO_CLIENT.client_secret}
    send = node(tokenURL=f"{url}/auth/", **account)
    assert send("GET", "/me")[1]["nichandle"] == "xx1111-ovh"
    assert send("GET", "/v2/iam/policy")[0] == 200
    assert send("GET", "/auth/details")[1]["method"] == "oauth2_client_credentials"


@pytest.mark.skipif(not scenarios(), reason=real_catalog.missing("scenarios.json"))
@pytest.mark.parametrize(
    "scenario",
    [item for item in scenarios() if UNSIGNED not in {step["path"] for step in item["steps"]}],
    ids=lambda scenario: scenario["name"].partition(":")[0].replace(" ", "-"),
)
def test_a_scenario_runs_with_node_ovh(scenario, node, url, certificate, real_schemas):
    start_over(url, certificate)
    send = node()

    def sent(step: Step):
        # It has no way to send a header: lists come in pages of the usual size.
        return send(step.method, step.target, step.body)

    walk = Walk(
        documents_of(real_schemas),
        sent,
        lambda answer: pytest.fail(f"a key that was not asked for: {answer}"),
    )
    walk.run(scenario)
    assert walk.steps == sum(step["exists"] for step in scenario["steps"])
