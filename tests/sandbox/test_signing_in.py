"""From asking for a consumer key to losing it: the page a person answers, validity, addresses,
service accounts.
"""

import base64
import json
from urllib.parse import urlencode

import pytest

from ovh_explorer.sandbox import DEMO_CLIENT, DEMO_KEYS, Keys
from ovh_explorer.sandbox.documents import Documents
from tests.sandbox.asked import NOW, ORIGIN, Asked

RULES = [{"method": "GET", "path": "/me"}]
PAGE = "/auth/sso/api"
HOST = {"host": "127.0.0.1:80"}


@pytest.fixture
def ask() -> Asked:
    return Asked()


def page(ask, target, form=None):
    """The status and the text of a page; `form` is sent as a browser sends one."""
    body = urlencode(form).encode() if form is not None else b""
    messages = [{"type": "http.request", "body": body}]
    start, content = ask.exchange("GET" if form is None else "POST", target, HOST, messages)
    return start["status"], content["body"].decode()


def request_key(ask, **more):
    """A consumer key that waits for its validation, and the target of its page."""
    body = json.dumps({"accessRules": RULES, **more}).encode()
    headers = {"x-ovh-application": DEMO_KEYS.application_key}
    status, asked = ask("POST", "/1.0/auth/credential", body, headers=headers, sign=False)
    assert (status, asked["state"]) == (200, "pendingValidation")
    keys = Keys(DEMO_KEYS.application_key, DEMO_KEYS.application_secret, asked["consumerKey"])
    return keys, asked["validationUrl"].removeprefix(ORIGIN)


def decide(ask, target, decision="accept", validity="86400"):
    token = target.partition("credentialToken=")[2]
    return page(ask, PAGE, {"credentialToken": token, "decision": decision, "validity": validity})


def test_a_key_can_be_used_once_its_page_was_accepted(ask):
    keys, target = request_key(ask)
    assert ask("GET", "/1.0/me", keys=keys)[1]["message"] == "This credential is not valid"
    status, text = page(ask, target)
    assert status == 200
    assert "ovh-explorer demo" in text
    assert "<td>GET</td><td>/me</td>" in text
    assert 'method="post" action="/auth/sso/api"' in text
    assert ask("GET", "/1.0/me", keys=keys)[0] == 403  # opening it decides nothing
    assert decide(ask, target)[0] == 200
    assert ask("GET", "/1.0/me", keys=keys)[0] == 200
    assert ask("GET", "/1.0/me/bill", keys=keys)[1]["message"] == "This call has not been granted"
    assert decide(ask, target)[0] == page(ask, target)[0] == 404  # a link is for one answer


def test_a_key_that_was_refused_stays_refused(ask):
    keys, target = request_key(ask)
    assert "refused" in decide(ask, target, "refuse")[1]
    assert ask("GET", "/1.0/me", keys=keys)[1]["message"] == "This credential is not valid"
    number = ask("GET", "/1.0/me/api/credential?status=refused")[1][-1]
    assert ask("GET", f"/1.0/me/api/credential/{number}")[1]["status"] == "refused"


@pytest.mark.parametrize(("validity", "seconds"), [("3600", 3600), ("86400", 86400), ("0", None)])
def test_a_key_is_good_for_as_long_as_its_owner_said(ask, validity, seconds):
    keys, target = request_key(ask, accessRules=[{"method": "GET", "path": "/*"}])
    decide(ask, target, validity=validity)
    ask.time = NOW + (seconds or 10**9) - 1
    status, credential = ask("GET", "/1.0/auth/currentCredential", keys=keys)
    assert (status, credential["status"]) == (200, "validated")
    assert (credential["expiration"] is None) == (seconds is None)
    ask.time += 1
    if seconds:
        assert ask("GET", "/1.0/me", keys=keys)[1]["message"] == "This credential is not valid"
        assert ask("GET", "/1.0/me/api/credential?status=expired")[1] == [
            credential["credentialId"]
        ]


def test_a_key_is_good_from_the_addresses_it_is_for(ask):
    keys, target = request_key(ask, allowedIPs=["203.0.113.7/32"])
    assert "203.0.113.7/32" in page(ask, target)[1]
    decide(ask, target)
    status, refused = ask("GET", "/1.0/me", keys=keys)
    assert (status, refused["message"], refused["details"]) == (
        403,
        "This credential is not valid",
        {"refusedIp": "127.0.0.1"},
    )
    number = ask("GET", "/1.0/me/api/credential")[1][-1]
    ask("PUT", f"/1.0/me/api/credential/{number}", b'{"allowedIPs":["127.0.0.0/8"]}')
    assert ask("GET", "/1.0/me", keys=keys)[0] == 200


def test_a_link_is_short_lived(ask):
    _, target = request_key(ask)
    ask.time += 3600
    assert page(ask, target)[0] == decide(ask, target)[0] == 404


def test_validation_leads_to_where_the_application_wants(ask):
    _, target = request_key(ask, redirection="https://example.com/back?x=é&y='\"<b>")
    status, _ = decide(ask, target)
    assert (status, ask.headers["location"]) == (
        303,
        "https://example.com/back?x=%C3%A9&y='%22%3Cb%3E",
    )


@pytest.mark.parametrize(
    "redirection",
    [
        "javascript:alert(1)",
        "https://example.com/\r\nSet-Cookie: a=b",
        "data:text/html,x",
        "//example.com",
    ],
)
def test_validation_leads_nowhere_but_to_a_web_page(ask, redirection):
    _, target = request_key(ask, redirection=redirection)
    assert decide(ask, target)[0] == 200
    assert "location" not in ask.headers
    assert "set-cookie" not in ask.headers


def test_nothing_of_an_application_becomes_markup(ask):
    evil = '"><script>alert(1)</script>'
    _, target = request_key(
        ask, accessRules=[{"method": "GET", "path": f"/{evil}"}], redirection=evil
    )
    status, text = page(ask, target)
    assert status == 200
    assert "<script" not in text
    assert "&lt;script&gt;" in text
    assert "default-src 'none'" in ask.headers["content-security-policy"]
    assert ask.headers["x-frame-options"] == "DENY"
    assert "<script" not in page(ask, f"{PAGE}?credentialToken={evil}")[1]


@pytest.mark.parametrize(
    "change", [{"decision": "maybe"}, {"validity": "1"}, {"validity": "9" * 99}]
)
def test_a_form_that_is_not_the_pages_decides_nothing(ask, change):
    keys, target = request_key(ask)
    assert decide(ask, target, **change)[0] == 400
    assert ask("GET", "/1.0/me", keys=keys)[0] == 403
    assert page(ask, PAGE, {"decision": "accept"})[0] == 404  # no token is not an empty one


def basic(name, secret):
    return {"authorization": "Basic " + base64.b64encode(f"{name}:{secret}".encode()).decode()}


def token(ask, headers=None, **form):
    body = urlencode({"grant_type": "client_credentials", "scope": "all", **form}).encode()
    return ask("POST", "/auth/oauth2/token", body, headers=headers, sign=False)


def bearer(text):
    return {"authorization": f"Bearer {text}"}


@pytest.mark.parametrize("place", ["basic", "form"])
def test_a_service_account_gets_a_token_and_calls_both_branches(ask, place):
    name, secret = DEMO_CLIENT.client_id, DEMO_CLIENT.client_secret
    status, answer = (
        token(ask, basic(name, secret))
        if place == "basic"
        else token(ask, client_id=name, client_secret=secret)
    )
    assert (status, answer["token_type"], answer["expires_in"], answer["scope"]) == (
        200,
        "Bearer",
        3599,
        "all",
    )
    headers = bearer(answer["access_token"])
    assert ask("GET", "/1.0/me", headers=headers, sign=False)[1]["nichandle"] == "xx1111-ovh"
    assert ask("GET", "/v2/iam/policy", headers=headers, sign=False)[0] == 200
    details = ask("GET", "/v1/auth/details", headers=headers, sign=False)[1]
    assert (details["method"], details["allowedRoutes"]) == ("oauth2_client_credentials", None)
    # It describes a consumer key, and here is none.
    assert ask("GET", "/v1/auth/currentCredential", headers=headers, sign=False)[0] == 403
    ask.time += 3599
    assert ask("GET", "/1.0/me", headers=headers, sign=False)[0] == 401


@pytest.mark.parametrize(
    ("headers", "form", "status", "error"),
    [
        (basic("EU.none", "x"), {}, 400, "invalid_client"),
        (basic(DEMO_CLIENT.client_id, "x"), {}, 400, "invalid_client_credentials"),
        (
            {},
            {"client_id": DEMO_CLIENT.client_id, "client_secret": "ü"},
            400,
            "invalid_client_credentials",
        ),
        ({}, {}, 400, "invalid_client"),
        ({"authorization": "Basic ¤"}, {}, 400, "invalid_client"),
        (
            basic(DEMO_CLIENT.client_id, DEMO_CLIENT.client_secret),
            {"grant_type": "x"},
            400,
            "unsupported_grant_type",
        ),
    ],
)
def test_whoever_has_no_secret_gets_no_token(ask, headers, form, status, error):
    headers = {name: value.encode().decode("latin-1") for name, value in headers.items()}
    found, answer = token(ask, headers, **form)
    assert (found, answer["error"]) == (status, error)
    assert ask("GET", "/1.0/me", headers=bearer("nonsense"), sign=False)[0] == 401


def test_a_service_account_may_do_what_policies_allow(ask):
    body = {"name": "ci", "description": "CI", "flow": "CLIENT_CREDENTIALS", "callbackUrls": []}
    made = ask("POST", "/1.0/me/api/oauth2/client", json.dumps(body).encode())[1]
    assert made["clientId"] in ask("GET", "/1.0/me/api/oauth2/client")[1]
    client = ask("GET", f"/1.0/me/api/oauth2/client/{made['clientId']}")[1]
    assert "clientSecret" not in client
    headers = bearer(token(ask, basic(made["clientId"], made["clientSecret"]))[1]["access_token"])

    def get(path):
        return ask("GET", path, headers=headers, sign=False)

    status, refused = get("/1.0/domain/zone/example.com/record")
    assert (status, refused["message"]) == (403, "User not granted for this request")
    assert refused["details"] == {
        "unauthorizedActionsByAuthentication": "",
        "unauthorizedActionsByIAM": "dnsZone:apiovh:record/get",
    }
    policy = {
        "name": "ci-dns",
        "identities": [client["identity"]],
        "resources": [{"urn": "urn:v1:eu:resource:dnsZone:example.com"}],
        "permissions": {"allow": [{"action": "dnsZone:apiovh:record/*"}]},
    }
    granted = ask("POST", "/v2/iam/policy", json.dumps(policy).encode())[1]
    assert get("/1.0/domain/zone/example.com/record")[0] == 200
    assert get("/1.0/domain/zone/example.org/record")[0] == 403  # another resource
    assert get("/1.0/me/bill")[0] == 403  # another action
    ask("DELETE", f"/v2/iam/policy/{granted['id']}")
    assert get("/1.0/domain/zone/example.com/record")[0] == 403
    ask("DELETE", f"/1.0/me/api/oauth2/client/{made['clientId']}")
    assert get("/1.0/domain/zone/example.com/record")[0] == 401
    assert ask("GET", f"/1.0/me/api/oauth2/client/{made['clientId']}")[0] == 404


def account_without_a_policy(ask):
    """A service account: what sends its requests, and its identity."""
    body = {"name": "ci", "description": "CI", "flow": "CLIENT_CREDENTIALS", "callbackUrls": []}
    made = ask("POST", "/1.0/me/api/oauth2/client", json.dumps(body).encode())[1]
    identity = ask("GET", f"/1.0/me/api/oauth2/client/{made['clientId']}")[1]["identity"]
    headers = bearer(token(ask, basic(made["clientId"], made["clientSecret"]))[1]["access_token"])

    def get(path):
        return ask("GET", path, headers=headers, sign=False)

    return get, identity


@pytest.fixture
def service_account(ask):
    """See :func:`account_without_a_policy`."""
    return account_without_a_policy(ask)


def grant(ask, identity, actions, *urns, kind="allow", **more):
    policy = {
        "name": "ci",
        "identities": [identity],
        "resources": [{"urn": f"urn:v1:eu:{urn}"} for urn in urns],
        "permissions": {kind: [{"action": action} for action in actions]},
        **more,
    }
    status, made = ask("POST", "/v2/iam/policy", json.dumps(policy).encode())
    assert status == 200, made


def test_a_list_holds_what_a_policy_lets_be_seen(ask, service_account):
    get, identity = service_account
    assert get("/1.0/domain/zone")[0] == 403
    grant(ask, identity, ["dnsZone:apiovh:get"], "resource:dnsZone:example.org")
    assert get("/1.0/domain/zone") == (200, ["example.org"])
    assert get("/1.0/domain/zone/") == (200, ["example.org"])
    assert get("/1.0/domain/zone/example.com")[0] == 403
    grant(ask, identity, ["vps:apiovh:*", "*"], "resource:dnsZone:example.org")
    assert get("/1.0/vps")[0] == 403, "its resource is of another kind"
    assert get("/1.0/me")[0] == 403
    grant(ask, identity, ["*"], "resource:dnsZone:*")
    assert get("/1.0/domain/zone") == (200, ["example.com", "example.org"])
    grant(ask, identity, ["dnsZone:apiovh:get"], "resource:dnsZone:example.com", kind="deny")
    assert get("/1.0/domain/zone") == (200, ["example.org"])
    grant(ask, identity, ["dnsZone:apiovh:get"], "resource:dnsZone:*", kind="deny")
    assert get("/1.0/domain/zone")[0] == 403


def test_a_policy_that_has_ended_allows_nothing(ask, service_account):
    get, identity = service_account
    grant(ask, identity, ["*"], "resource:*:*", expiredAt="2023-11-14T22:14:20Z")
    assert get("/1.0/domain/zone/example.com")[0] == 200
    ask.time += 61
    assert get("/1.0/domain/zone/example.com")[0] == 403


def test_a_policy_reaches_what_its_groups_hold(ask, service_account):
    get, identity = service_account
    group = {"name": "zones", "resources": [{"urn": "urn:v1:eu:resource:dnsZone:example.com"}]}
    made = ask("POST", "/v2/iam/resourceGroup", json.dumps(group).encode())[1]
    grant(ask, identity, ["dnsZone:apiovh:*"], f"resourceGroup:{made['id']}")
    assert get("/1.0/domain/zone/example.com/record")[0] == 200
    assert get("/1.0/domain/zone/example.org/record")[0] == 403


def test_a_policy_allows_what_its_groups_of_permissions_allow(real_schemas):
    ask = Asked(Documents(real_schemas))
    get, identity = account_without_a_policy(ask)
    allow = {"allow": [{"action": "vps:apiovh:*"}], "except": [{"action": "vps:apiovh:ips/get"}]}
    body = {"name": "machines", "description": "VPS", "permissions": allow}
    status, made = ask("POST", "/v2/iam/permissionsGroup", json.dumps(body).encode())
    assert status == 200, made
    assert get("/1.0/vps")[0] == 403
    groups = [{"urn": made["urn"]}]
    grant(ask, identity, [], "resource:vps:*", permissionsGroups=groups)
    assert get("/1.0/vps")[0] == 200
    (name, *_) = get("/1.0/vps")[1]
    assert get(f"/1.0/vps/{name}")[0] == 200
    assert get(f"/1.0/vps/{name}/ips")[0] == 403
