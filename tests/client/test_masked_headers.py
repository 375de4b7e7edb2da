"""Headers as they are shown: no key, token or signature, nor what the schema calls a secret."""

import pytest

from ovh_explorer.call import MASK, Call
from ovh_explorer.client.headers import masked_headers
from ovh_explorer.client.session import Session
from ovh_explorer.config import Credentials, find_endpoint
from ovh_explorer.sandbox import DEMO_KEYS
from tests.sandboxes import running


@pytest.mark.parametrize(
    "name",
    ["Authorization", "X-Ovh-Application", "x-ovh-consumer", "X-OVH-SIGNATURE", "X-Secret"],
)
def test_what_is_secret_is_masked_whatever_its_case(name):
    headers = [("Accept", "application/json"), (name, "a secret"), ("X-Ovh-Timestamp", "1")]
    shown = masked_headers(headers, [("header", "x-secret"), ("query", "Accept")])
    assert shown == [("Accept", "application/json"), (name, MASK), ("X-Ovh-Timestamp", "1")]


async def test_each_request_is_told_as_it_leaves():
    told: list[tuple[Call, dict[str, str]]] = []
    endpoint = find_endpoint(f"{running()[1]}/1.0")
    demo = DEMO_KEYS
    keys = Credentials(demo.application_key, demo.application_secret, demo.consumer_key)
    call = Call.make("v1", "GET", "/me")

    def tell(sent: Call, headers: list[tuple[str, str]]) -> None:
        told.append((sent, dict(headers)))

    async with Session(endpoint, keys, on_request=tell) as session:
        assert (await session.send(call)).ok
    [(sent, headers)] = told
    assert sent is call
    assert headers["X-Ovh-Signature"] == headers["X-Ovh-Consumer"] == MASK
    assert headers["X-Ovh-Timestamp"].isdecimal()
    assert headers["User-Agent"].startswith("ovh-explorer/")
