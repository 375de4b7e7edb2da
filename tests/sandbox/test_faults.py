"""What goes wrong when it is asked to: by a request's header, and by the flags the sandbox was
started with.
"""

import http.client
import json
import time
import urllib.error
import urllib.request

import ovh
import pytest

from ovh_explorer.sandbox import DEMO_KEYS
from ovh_explorer.sandbox.faults import KINDS, FaultError, Faults
from tests.sandbox.asked import NOW, Asked
from tests.sandboxes import running


@pytest.fixture
def url():
    return running()[1]


def get(url, fault=None, path="/v1/domain.json"):
    """A response, whatever its status."""
    request = urllib.request.Request(
        url + path, headers={"X-Sandbox-Fault": fault} if fault else {}
    )
    try:
        return urllib.request.urlopen(request)
    except urllib.error.HTTPError as refused:
        return refused


def test_too_many_requests_say_when_to_come_back(url):
    for fault, seconds in (("429", "30"), ("429=7", "7")):
        with get(url, fault) as answer:
            assert (answer.status, answer.headers["Retry-After"]) == (429, seconds)
            assert json.load(answer)["class"] == "Client::TooManyRequests"
            assert answer.headers["X-OVH-QUERYID"]


def test_an_error_may_be_a_page(url):
    for fault, status in (("html", 500), ("html=503", 503)):
        with get(url, fault) as answer:
            assert (answer.status, answer.headers["Content-Type"]) == (
                status,
                "text/html; charset=utf-8",
            )
            assert answer.read().startswith(b"<!doctype html>")


def test_an_answer_may_stop_in_the_middle(url):
    whole = get(url).read()
    with get(url, "truncated") as answer, pytest.raises(http.client.IncompleteRead) as cut:
        answer.read()
    assert cut.value.partial == whole[: len(whole) // 2]


def test_an_answer_may_be_no_json(url):
    with get(url, "invalid-json") as answer:
        assert (answer.status, answer.headers["Content-Type"]) == (
            200,
            "application/json; charset=utf-8",
        )
        with pytest.raises(json.JSONDecodeError):
            json.load(answer)


def test_a_connection_may_be_dropped(url):
    with pytest.raises((http.client.RemoteDisconnected, ConnectionResetError)):
        get(url, "drop")
    assert get(url).status == 200  # the next one finds the sandbox well


def test_an_answer_may_drip_and_may_be_late(url):
    whole = get(url).read()
    with get(url, "drip=0.4") as answer:
        first = answer.read1()
        assert 0 < len(first) < len(whole)
        assert first + answer.read() == whole
    began = time.monotonic()
    assert get(url, "latency=0.2, drip=0.2").read() == whole
    assert time.monotonic() - began > 0.35


def test_an_answer_may_be_very_large(url):
    with get(url, "large=3", "/1.0/auth/time") as answer:
        content = answer.read()
    assert 3 * 1024 * 1024 < len(content) < 3.1 * 1024 * 1024
    assert len(set(json.loads(content))) == 1


def test_the_clock_may_be_off():
    ask = Asked()
    skewed = {"x-sandbox-fault": "skew=3600"}
    assert ask("GET", "/1.0/auth/time", headers=skewed, sign=False) == (200, NOW + 3600)
    assert ask("GET", "/1.0/me", headers=skewed)[1]["message"] == "Query out of time"
    assert ask("GET", "/1.0/me")[0] == 200


def test_flags_are_for_every_call_but_leave_the_way_there_open(monkeypatch):
    url = running(None, "--fault=429=5", "--fault=skew=-100")[1]
    for path in ("/v1/", "/v1/domain.json", "/1.0/auth/time"):
        assert get(url, path=path).status == 200
    monkeypatch.setitem(ovh.client.ENDPOINTS, "ovh-eu", f"{url}/1.0")
    keys = (DEMO_KEYS.application_key, DEMO_KEYS.application_secret, DEMO_KEYS.consumer_key)
    client = ovh.Client("ovh-eu", *keys)
    with pytest.raises(ovh.APIError, match="Too many requests"):
        client.get("/me")
    # The wrapper has set its clock by the sandbox's.
    assert (
        client.raw_call("GET", "/me", headers={"X-Sandbox-Fault": "skew=-100"}).status_code == 200
    )
    assert -102 < client.time_delta < -98


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("x", f"'x' is no fault; there are: {', '.join(KINDS)}"),
        ("latency", "latency wants a number of seconds"),
        ("latency=-1", "latency wants a number from 0 to 3600, not '-1'"),
        ("latency=nan", "not 'nan'"),
        ("html=200", "html wants a number from 400 to 599"),
        ("drop=1", "drop takes no number"),
        ("large=1e9", "large wants a number from 0 to 1000"),
    ],
)
def test_what_is_no_fault_is_refused_in_words(text, words):
    with pytest.raises(FaultError) as refused:
        Faults.parse(text)
    assert words in str(refused.value)
    status, answer = Asked()("GET", "/1.0/me", headers={"x-sandbox-fault": text})
    assert (status, words in answer["message"]) == (400, True)
