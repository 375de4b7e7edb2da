"""What the sandbox says of each request, and what it never says; and a sandbox that only reads."""

import json
import re
import subprocess
import sys
import urllib.error
import urllib.request

import pytest

from ovh_explorer.sandbox import DEMO_CLIENT, DEMO_KEYS
from tests.sandbox.asked import ORIGIN, Asked


@pytest.fixture
def lines():
    return []


@pytest.fixture
def ask(lines):
    return Asked(log=lines.append)


def test_a_line_says_what_was_asked_and_how_it_went(ask, lines):
    ask("GET", "/v1/me")
    ask("GET", "/1.0/nothing?a=b", sign=False)
    assert re.fullmatch(r"GET 200 /v1/me \d+\.\d ms app=7kbG…", lines[0])
    assert re.fullmatch(r"GET 404 /1\.0/nothing\?a=b \d+\.\d ms", lines[1])


def test_a_line_tells_a_fault(ask, lines):
    ask("GET", "/v1/me", headers={"x-sandbox-fault": "429=5"})
    assert re.fullmatch(r"GET 429 /v1/me \d+\.\d ms app=7kbG… fault=429=5", lines[0])


def test_no_secret_gets_into_the_log(ask, lines):
    body = json.dumps({"accessRules": [{"method": "GET", "path": "/me"}]}).encode()
    credential = ask(
        "POST",
        "/1.0/auth/credential",
        body,
        headers={"x-ovh-application": DEMO_KEYS.application_key},
        sign=False,
    )[1]
    token = credential["validationUrl"].partition("credentialToken=")[2]
    accepted = f"credentialToken={token}&decision=accept".encode()
    page = [{"type": "http.request"}]
    ask.exchange("GET", credential["validationUrl"].removeprefix(ORIGIN), {"host": "h"}, page)
    ask.exchange(
        "POST", "/auth/sso/api", {"host": "h"}, [{"type": "http.request", "body": accepted}]
    )
    form = f"grant_type=client_credentials&client_id={DEMO_CLIENT.client_id}&client_secret={DEMO_CLIENT.client_secret}"
    bearer = ask("POST", "/auth/oauth2/token", form.encode(), sign=False)[1]["access_token"]
    ask("GET", "/1.0/me", headers={"authorization": f"Bearer {bearer}"}, sign=False)
    ask("GET", "/1.0/me?password=hunter2&voucher=ABC&apiKey=xyz")
    said = "\n".join(lines)
    secrets = [
        *vars_of(DEMO_KEYS),
        *vars_of(DEMO_CLIENT)[1:],
        credential["consumerKey"],
        token,
        bearer,
        "hunter2",
        "ABC",
        "xyz",
    ]
    assert len(lines) == 6
    assert [secret for secret in secrets if secret in said] == []
    assert "credentialToken=…" in lines[1]
    assert lines[4].endswith(" bearer")
    assert "password=…&voucher=…&apiKey=…" in lines[5]


def vars_of(keys) -> list[str]:
    return [getattr(keys, name) for name in keys.__slots__]


def test_nothing_of_a_request_acts_on_the_terminal(ask, lines):
    ask("GET", "/1.0/\x1b]0;title\x07\x9b31m")
    ask("GET", f"/1.0/{'x' * 5000}")
    assert all(line.isprintable() for line in lines)
    assert len(lines[1]) < 400


def test_a_sandbox_that_only_reads_refuses_to_write_but_lets_people_sign_in(lines):
    ask = Asked(read_only=True)
    assert ask("GET", "/1.0/domain/zone")[0] == 200
    for method, path, body in (
        ("POST", "/1.0/domain/zone/example.com/refresh", b""),
        ("PUT", "/1.0/domain/zone/example.com/record/5210000003", b'{"target":"192.0.2.9"}'),
        ("DELETE", "/1.0/domain/zone/example.com/record/5210000003", b""),
    ):
        status, answer = ask(method, path, body)
        assert (status, answer["class"]) == (403, "Client::Forbidden")
        assert "read-only" in answer["message"]
    assert ask("GET", "/1.0/domain/zone/example.com/record/5210000003")[1]["target"] == "192.0.2.10"
    application = {"x-ovh-application": DEMO_KEYS.application_key}
    assert (
        ask("POST", "/1.0/auth/credential", b'{"accessRules":[]}', headers=application, sign=False)[
            0
        ]
        == 200
    )
    form = f"grant_type=client_credentials&client_id={DEMO_CLIENT.client_id}&client_secret={DEMO_CLIENT.client_secret}"
    assert ask("POST", "/auth/oauth2/token", form.encode(), sign=False)[0] == 200


def test_the_command_only_reads_and_says_what_it_is_asked():
    command = [sys.executable, "-m", "ovh_explorer", "sandbox", "--read-only"]
    sandbox = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    url = sandbox.stdout.readline().split()[1]
    with (
        urllib.request.urlopen(f"{url}/1.0/auth/time"),
        pytest.raises(urllib.error.HTTPError) as refused,
    ):
        urllib.request.urlopen(f"{url}/1.0/me/passwordRecover", data=b"{}")
    sandbox.terminate()
    _, said = sandbox.communicate(timeout=10)
    assert refused.value.code == 403
    hint, keys, *log = said.splitlines(keepends=True)
    assert hint.startswith("In another terminal, put this before a command")
    assert keys.startswith(f"OVH_ENDPOINT={url} OVH_APPLICATION_KEY=")
    assert re.fullmatch(
        r"GET 200 /1\.0/auth/time \S+ ms\nPOST 403 /1\.0/me/passwordRecover \S+ ms\n",
        "".join(log),
    )
