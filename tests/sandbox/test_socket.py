"""The sandbox on a socket, met by the official wrapper and by ours."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

import ovh
import pytest

from ovh_explorer.call import Call, canonical_json
from ovh_explorer.client.session import Session
from ovh_explorer.config import Credentials, find_endpoint
from ovh_explorer.sandbox import DEMO_KEYS, READER_KEYS, Keys
from ovh_explorer.sandbox.documents import EMBEDDED
from ovh_explorer.sandbox.process import SandboxProcess, SandboxStartError, start
from tests.sandboxes import running


@pytest.fixture
def url() -> str:
    return running()[1]


@pytest.fixture
def wrapper(url, monkeypatch):
    """python-ovh, pointed at the sandbox, with the keys given."""
    monkeypatch.setitem(ovh.client.ENDPOINTS, "ovh-eu", f"{url}/1.0")

    def make(keys: Keys = DEMO_KEYS, faults: str = "none", **other: str) -> ovh.Client:
        texts = {
            "application_key": keys.application_key,
            "application_secret": keys.application_secret,
            "consumer_key": keys.consumer_key,
            **other,
        }
        client = ovh.Client(endpoint="ovh-eu", **texts)
        client._session.headers["X-Sandbox-Fault"] = faults
        return client

    return make


def decide(link: str, **fields: str) -> str:
    """Answer the page behind a validation link as a browser does; the page that follows."""
    with urllib.request.urlopen(link) as page:
        token = re.search(r'name="credentialToken" value="([0-9a-f]+)"', page.read().decode())[1]
    form = {"credentialToken": token, "validity": "86400", "decision": "accept", **fields}
    request = urllib.request.Request(link.partition("?")[0], urllib.parse.urlencode(form).encode())
    with urllib.request.urlopen(request) as page:
        return page.read().decode()


def test_python_ovh_is_accepted_and_a_record_lives(wrapper):
    client = wrapper()
    path = "/domain/zone/example.org/record"
    made = client.post(path, fieldType="A", subDomain="été", target="192.0.2.77", ttl=60)
    assert made["id"] in client.get(path)
    assert client.get(path, fieldType="A", subDomain="été") == [made["id"]]
    client.put(f"{path}/{made['id']}", target="192.0.2.78")
    assert client.get(f"{path}/{made['id']}")["target"] == "192.0.2.78"
    client.delete(f"{path}/{made['id']}")
    with pytest.raises(ovh.ResourceNotFoundError) as missing:
        client.get(f"{path}/{made['id']}")
    assert missing.value.query_id.startswith("EU.ext-3.")


def test_v2_pages_by_cursor(wrapper):
    client = wrapper()
    first = client.raw_call("GET", "/v2/iam/policy", headers={"X-Pagination-Size": "3"})
    cursor = first.headers["X-Pagination-Cursor-Next"]
    second = client.raw_call(
        "GET", "/v2/iam/policy", headers={"X-Pagination-Size": "50", "X-Pagination-Cursor": cursor}
    )
    names = [policy["name"] for policy in first.json() + second.json()]
    assert len(names) == len(set(names)) >= 5
    assert "X-Pagination-Cursor-Next" not in second.headers
    wrong = client.raw_call("GET", "/v2/iam/policy", headers={"X-Pagination-Cursor": "no"})
    assert (wrong.status_code, wrong.json()["message"]) == (400, "invalid cursor")


@pytest.mark.parametrize("faults", ["none", "old-errors"])
def test_wrong_keys_get_the_apis_own_errors(wrapper, faults):
    """The wrapper chooses among its classes for a 403 by the code, which only the older ones have."""
    refusals: dict[str, tuple[type, dict]] = {
        "This application key is invalid": (ovh.InvalidKey, {"application_key": "0" * 16}),
        "This credential does not exist": (ovh.NotCredential, {"consumer_key": "0" * 32}),
        "This call has not been granted": (ovh.NotGrantedCall, {"keys": READER_KEYS}),
    }
    for message, (kind, given) in refusals.items():
        with pytest.raises(ovh.APIError, match=message) as refused:
            wrapper(faults=faults, **given).get("/me")
        assert type(refused.value) is (kind if faults == "old-errors" else ovh.APIError)
    with pytest.raises(ovh.BadParametersError, match="Invalid signature"):
        wrapper(faults=faults, application_secret="0" * 32).get("/me")
    with pytest.raises(ovh.APIError, match="This call has not been granted"):
        wrapper(READER_KEYS, faults).post("/domain/zone/example.com/refresh")
    assert wrapper(READER_KEYS, faults).get("/domain/zone") == ["example.com", "example.org"]


def test_a_skewed_clock_is_out_of_time(wrapper):
    client = wrapper()
    client._time_delta = 3600
    with pytest.raises(ovh.BadParametersError, match="Query out of time"):
        client.get("/me")


def test_a_key_is_asked_for_validated_used_and_revoked(wrapper, url):
    client = wrapper(faults="old-errors", consumer_key=None)
    asked = client.request_consumerkey([{"method": "GET", "path": "/me"}])
    assert asked["state"] == "pendingValidation"
    with pytest.raises(ovh.InvalidCredential):
        client.get("/me")
    decide(asked["validationUrl"])
    assert client.get("/me")["nichandle"] == "xx1111-ovh"
    owner = wrapper()
    number = owner.get("/me/api/credential")[-1]
    assert owner.get(f"/me/api/credential/{number}")["rules"] == [{"method": "GET", "path": "/me"}]
    owner.delete(f"/me/api/credential/{number}")
    with pytest.raises(ovh.NotCredential):
        client.get("/me")


async def test_our_client_is_accepted_by_all_prefixes_and_encodings(url):
    keys = Credentials(
        DEMO_KEYS.application_key, DEMO_KEYS.application_secret, DEMO_KEYS.consumer_key
    )
    async with Session(find_endpoint(url), keys) as session:
        block = Call.make(
            "v2",
            "GET",
            "/iam/resource/{resourceURN}",
            path_values={"resourceURN": "urn:v1:eu:resource:a/b c"},
        )
        assert (await session.send(block)).status == 200
        tags = Call.make(
            "v1", "GET", "/vps", query=[("iamTags", '{"env":[{"operator":"EQ","value":"é"}]}')]
        )
        assert (await session.send(tags)).ok
        body = canonical_json({"fieldType": "TXT", "target": '"ünï ✓"', "subDomain": "t"})
        made = await session.send(
            Call.make(
                "v1", "POST", "/domain/zone/{z}/record".replace("{z}", "example.org"), body=body
            )
        )
        assert made.json()["target"] == '"ünï ✓"'


def test_a_sandbox_that_cannot_start_says_why(tmp_path):
    with pytest.raises(SandboxStartError, match="holds no catalog"):
        SandboxProcess.begin(tmp_path).wait_ready()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(SandboxStartError, match="can't be used"):
            SandboxProcess.begin(port=taken.getsockname()[1]).wait_ready()

    with pytest.raises(SandboxStartError, match="'70000' is no port"):
        start(port=70000)


def test_a_slow_start_is_given_up_and_nothing_is_left():
    sandbox = SandboxProcess.begin()
    with pytest.raises(SandboxStartError, match=r"no response within 0\.01 seconds"):
        sandbox.wait_ready(0.01)
    assert sandbox._process.returncode is not None
    sandbox.stop()


def test_start_waits_and_stop_may_be_called_again(tmp_path, monkeypatch):
    # What lies in the directory we are in is nobody's module.
    (tmp_path / "uvicorn.py").write_text("raise RuntimeError('not me')")
    monkeypatch.chdir(tmp_path)
    sandbox = start()
    assert sandbox.url == sandbox.wait_ready(0.01)
    with urllib.request.urlopen(f"{sandbox.url}/1.0/auth/time") as answer:
        assert abs(int(answer.read()) - time.time()) < 5
    sandbox.stop()
    sandbox.stop()
    with pytest.raises(OSError):
        urllib.request.urlopen(f"{sandbox.url}/1.0/auth/time")


@pytest.mark.skipif(sys.platform == "win32", reason="sends POSIX signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_child_in_order_while_it_watches_its_input(number):
    sandbox = start()
    sandbox._process.send_signal(number)
    assert sandbox._process.wait(10) == 0
    sandbox.stop()
    assert sandbox._last_word == ""


@pytest.mark.skipif(sys.platform == "win32", reason="sessions are POSIX")
def test_the_terminals_interrupt_does_not_reach_the_child():
    sandbox = start()
    assert os.getsid(sandbox._process.pid) != os.getsid(0)
    sandbox.stop()


def test_importing_the_keys_and_the_process_is_cheap():
    code = (
        "import sys, ovh_explorer.sandbox, ovh_explorer.sandbox.process;"
        "print([m for m in ('uvicorn', 'asyncio', 'httpx', 'h11') if m in sys.modules])"
    )
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout
        == "[]\n"
    )


def test_documents_travel_whole_and_are_known_again(url):
    with urllib.request.urlopen(f"{url}/v1/domain.json") as answer:
        assert answer.read() == (EMBEDDED / "v1" / "domain.json").read_bytes()
        tag = answer.headers["ETag"]
    with pytest.raises(urllib.error.HTTPError) as same:
        urllib.request.urlopen(
            urllib.request.Request(f"{url}/v1/domain.json", headers={"If-None-Match": tag})
        )
    assert same.value.code == 304
    assert same.value.headers["X-OVH-QUERYID"]


def test_a_body_that_is_too_large_is_refused_when_it_was_sent(url):
    request = urllib.request.Request(
        f"{url}/1.0/domain", data=b"x" * (11 * 1024 * 1024), method="POST"
    )
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request)
    assert refused.value.code == 413


def test_an_encoded_slash_reaches_its_operation_from_python_ovh(wrapper):
    answer = wrapper().get("/v2/iam/resource/urn%3Av1%3Aeu%3Aresource%3Aip%3A192.0.2.0%2F24")
    assert "urn" in answer
    with pytest.raises(ovh.ResourceNotFoundError):
        wrapper().get("/v2/iam/resource/urn/x")


@pytest.mark.skipif(sys.platform == "win32", reason="kills a process the POSIX way")
def test_a_sandbox_ends_when_the_one_who_started_it_is_killed():
    code = (
        "from ovh_explorer.sandbox.process import SandboxProcess; import time;"
        "s = SandboxProcess.begin(); s.wait_ready(); print(s._process.pid, flush=True); time.sleep(60)"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    child = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    parent.stdout.close()
    for _ in range(100):
        try:
            os.kill(child, 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)
    os.kill(child, signal.SIGKILL)
    pytest.fail("the sandbox outlived its parent")


@pytest.mark.skipif(sys.platform == "win32", reason="sends POSIX signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_command_serves_until_interrupted(number):
    command = [sys.executable, "-m", "ovh_explorer", "sandbox", "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout.readline().startswith("READY http://127.0.0.1:")
    process.send_signal(number)
    _, words = process.communicate(timeout=10)
    # How to use it, and nothing else.
    assert (process.returncode, len(words.splitlines())) == (0, 2)
    assert words.startswith("In another terminal")
