"""Signatures: every vector that the official wrappers agree on or publish, and python-ovh beside
us.
"""

import time
from typing import Any

import ovh
import pytest

from ovh_explorer.call import Call
from ovh_explorer.client import sign
from ovh_explorer.config import ENDPOINTS

# Revoked keys, public in the tests of go-ovh, python-ovh and php-ovh.
AK, AS, CK = (
    "TDPKJdwZwAQPwKX2",
    "9ufkBmLaTQ9nz5yMUlg79taH0GNnzDjk",
    "5mBuy6SUQcRw2ZUxg0cG68BoDKpED4KY",
)
TIME = 1457018875

# Produced by python-ovh 1.2.0, computed again with PHP and node-ovh (API-FACTS 2.7).
VECTORS = [
    ("GET", "https://eu.api.ovh.com/1.0/me", "", "9aa7cd34d508a6b15cc9bf8415cc9dc219ca5a2a"),
    (
        "GET",
        "https://eu.api.ovh.com/1.0/me/bill?date.from=2024-01-01T00%3A00%3A00%2B01%3A00",
        "",
        "c9988f4ae1df65d757a54686f83b3258927667e3",
    ),
    (
        "GET",
        "https://eu.api.ovh.com/1.0/q?flag=true&none=null&s=a+b%2F%C3%A9",
        "",
        "a0571f69bae42ecfc194f7d017e6bdfe9962efbc",
    ),
    (
        "GET",
        "https://eu.api.ovh.com/1.0/ip/192.0.2.0%2F24/firewall",
        "",
        "721f6ea557bf9f07d59ca19975ef866f735ad2f2",
    ),
    (
        "GET",
        "https://eu.api.ovh.com/1.0/cloud/project/p1/ai/app?statusState=RUNNING&statusState=STOPPED",
        "",
        "160dbc935c70c16e906738dc5407b9af534c1906",
    ),
    (
        "GET",
        "https://eu.api.ovh.com/1.0/vps?iamTags=%7B%22env%22%3A%5B%7B%22operator%22%3A%22EQ%22%2C%22value%22%3A%22prod%22%7D%5D%7D",
        "",
        "d4ab7bbb723cc8fefbdc599cc813b660f0001bd9",
    ),
    ("GET", "https://eu.api.ovh.com/v2/iam/policy", "", "8f8ea21b8a878cc6a0cbd2308e2e3a997a70d011"),
    (
        "GET",
        "https://eu.api.ovh.com/v2/iam/policy?details=true",
        "",
        "bdad4e5ff1db883241f05613435d61991ed5a89e",
    ),
    ("GET", "https://eu.api.ovh.com/v1/me", "", "33bf8a1533dc06c10abd33e155df5a822592eb1c"),
    (
        "POST",
        "https://eu.api.ovh.com/1.0/domain/zone/example.com/refresh",
        "",
        "183b7a4abc4a71f93defe029d1c80d7e1a8ee56c",
    ),
    (
        "POST",
        "https://eu.api.ovh.com/1.0/auth/logout",
        r"{}",
        "b0d0306d74ebfbe30391e8d10a5fd5381dd532f1",
    ),
    ("POST", "https://eu.api.ovh.com/1.0/x", r"[]", "5739616d67ff5170771d0a71ccef5e015390c7e4"),
    (
        "POST",
        "https://eu.api.ovh.com/1.0/sms/sms-xx1-1/jobs",
        r'{"message":"t\u00e8st\u00e9 \u20ac\ud83d\ude00/\"","receivers":["+33600000000"],"noStopClause":false}',
        "2f050ae9c2c5887938126ff7f6411f7bb4db9de2",
    ),
    (
        "POST",
        "https://eu.api.ovh.com/1.0/sms/sms-xx1-1/jobs",
        r'{"message":"tèsté €😀/\"","noStopClause":false,"receivers":["+33600000000"]}',
        "ab5231ee9c436161f51c0fe39e622b2b097daef6",
    ),
    (
        "PUT",
        "https://eu.api.ovh.com/1.0/me",
        r'{"city":null,"ratio":1.5,"d":{"z":[1,2,{}]}}',
        "21bbdcd20934ee7c8b48b4b217928ef231ddc127",
    ),
    (
        "POST",
        "https://eu.api.ovh.com/1.0/x",
        r'[{"a":1},"b",null]',
        "3486b3df60045f9071a3818b37e9c231c1b8bef5",
    ),
    (
        "DELETE",
        "https://eu.api.ovh.com/1.0/cloud/project/p1/ai/app/a1?force=true",
        "",
        "eb1d6a750afa7e1740b3286a64b10d51587f8c5f",
    ),
    (
        "DELETE",
        "https://eu.api.ovh.com/1.0/me/api/credential/42",
        "",
        "fd82efa89c184bc91bca04a0c8799a043486a64b",
    ),
    ("GET", "https://api.us.ovhcloud.com/1.0/me", "", "d84bbcf3ae1687a166f726df711850e829245d3c"),
    ("GET", "https://ca.api.ovh.com/v2/location", "", "8839f568d4cb13b1cd857e487e7b1b9bcdcd97b6"),
]
EU = "https://eu.api.ovh.com"
AB = '{"a":"b","c":"d"}'
# python-ovh tests/test_client.py, php-ovh tests/ApiTest.php, go-ovh ovh_test.go.
PUBLISHED = [
    ("GET", f"{EU}/1.0/auth", "", "e9556054b6309771395efa467c22e627407461ad"),
    ("POST", f"{EU}/1.0/auth", AB, "ec2fb5c7a81f64723c77d2e5b609ae6f58a84fc1"),
    ("PUT", f"{EU}/1.0/auth", AB, "8a75a9e7c8e7296c9dbeda6a2a735eb6bd58ec4b"),
    ("DELETE", f"{EU}/1.0/auth", "", "a1eecd00b3b02b6cf5708b84b9ff42059a950d85"),
    ("GET", f"{EU}/1.0/authTO", "", "1f0958be70f095ddaba525778a9ac1dcffac89f3"),
    ("POST", f"{EU}/1.0/authTO", AB, "b592effcb3bc2d37860eceb06a1b17670fbe49c6"),
    ("PUT", f"{EU}/1.0/authTO", AB, "6b27c2a693a0eb4980217046b2fe10d74ba796f0"),
    ("DELETE", f"{EU}/1.0/authTO", "", "bd59b15361548c388058009e00c508081e991e8b"),
    ("GET", f"{EU}/1.0/call", "", "7f2db49253edfc41891023fcd1a54cf61db05fbb"),
    ("GET", f"{EU}/v1/call", "", "e6e7906d385eb28adcbfbe6b66c1528a42d741ad"),
    ("GET", f"{EU}/v2/call", "", "bb63b132a6f84ad5433d0c534d48d3f7c3804285"),
]
# csharp-ovh test/Signatures.cs signs a bare path.
CSHARP = [
    ("GET", "/me", "", "b395d13fdb1e1aae1db2be96c6d120677c4d2000"),
    ("GET", "/mails?to=45&from=12", "", "26b79c495a18b45bb1f197bfe3f262ecb5f21016"),
    ("DELETE", "/me", "", "0901964347daac6ab470f35286114a0add0ba399"),
    ("POST", "/", '{"data":"value"}', "369d08d098480a4769db04bf3f0ce8e7a266ca7e"),
]


@pytest.mark.parametrize(("method", "url", "body", "digest"), VECTORS + PUBLISHED)
def test_vectors(method: str, url: str, body: str, digest: str) -> None:
    assert sign(AS, CK, method, url, body.encode(), TIME) == f"$1${digest}"


@pytest.mark.parametrize(("method", "url", "body", "digest"), CSHARP)
def test_vectors_of_csharp(method: str, url: str, body: str, digest: str) -> None:
    signature = sign("APPLICATION_SECRET", "CONSUMER_KEY", method, url, body.encode(), 1566485767)
    assert signature == f"$1${digest}"


def test_all_vectors_are_here() -> None:
    assert len(VECTORS) == 20


@pytest.mark.parametrize(
    "call",
    [
        Call.make(
            "v1",
            "GET",
            "/me/bill",
            query=[("date.from", "2024-01-01T00:00:00+01:00"), ("x", "~ é(")],
        ),
        Call.make(
            "v1", "PUT", "/ip/{ip}", path_values={"ip": "192.0.2.0/24 €"}, body=b'{"a":"\\u00e9"}'
        ),
        Call.make("v2", "DELETE", "/iam/policy/{id}", path_values={"id": "a b"}),
    ],
)
def test_as_python_ovh(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    theirs = ovh.Client("ovh-eu", AK, AS, CK)
    theirs._time_delta = 0
    monkeypatch.setattr(time, "time", lambda: TIME)
    seen: list[Any] = []
    monkeypatch.setattr(theirs._session, "request", lambda *args, **rest: seen.append((args, rest)))
    branch = "" if call.branch == "v1" else "/v2"
    theirs.raw_call(call.method, branch + call.target, call.json)
    (_, url), rest = seen[0]
    assert url == ENDPOINTS["ovh-eu"].base(call.branch) + call.target
    assert rest["data"].encode() == (call.body or b"")
    ours = sign(AS, CK, call.method, url, call.body or b"", TIME)
    assert rest["headers"]["X-Ovh-Signature"] == ours
