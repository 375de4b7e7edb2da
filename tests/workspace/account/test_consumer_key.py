"""What the API answers to the request of a consumer key, and isn't one."""

import json

import pytest

from ovh_explorer.config import ConfigError, Credentials, find_endpoint
from ovh_explorer.workspace.account.access_rules import AccessRule
from ovh_explorer.workspace.account.consumer_key import SignInError, request_key
from tests.client.server import answer, replies, serving
from tests.faults import faults

APPLICATION = Credentials("TDPKJdwZwAQPwKX2", "9ufkBmLaTQ9nz5yMUlg79taH0GNnzDjk")
KEY = "5mBuy6SUQcRw2ZUxg0cG68BoDKpED4KY"
LINK = "https://eu.api.ovh.com/auth/?credentialToken=abc"
NEITHER = "The API answered without a consumer key and a link."


@faults(
    "The API refuses",
    {
        "a consumer key is asked for, and there is no link": (NEITHER, {"consumerKey": KEY}),
        "a consumer key is asked for, and the link would write on the screen": (NEITHER, {"consumerKey": KEY, "validationUrl": f"{LINK}\x1b]0;x\x07"}),
        "a consumer key is asked for, and the link is none of the web": (NEITHER, {"consumerKey": KEY, "validationUrl": "file:///etc/passwd"}),
        "a consumer key is asked for, and it could not be sent": ("The consumer key holds a blank or a character that keys don't have.", {"consumerKey": f"{KEY}\r\nX: y", "validationUrl": LINK}),
        "a consumer key is asked for, and the response is a page": ("The response is not JSON (Expecting value: …).", "<html>"),
        "a consumer key is refused": ("The API refused: This application key is invalid", None),
    },
)  # fmt: skip
async def test_no_key(case: dict | str | None) -> str:
    """What is raised is what the screen that asks for a key catches and shows."""
    reply = answer(case if isinstance(case, str) else json.dumps(case))
    if case is None:
        reply = answer('{"message":"This application key is invalid"}', "403 Forbidden")
    async with serving(replies(reply)) as server:
        with pytest.raises((SignInError, ConfigError)) as failure:
            await request_key(find_endpoint(server.root), APPLICATION, [AccessRule("GET", "/*")])
        assert len(server.requests) == 1
    return str(failure.value)


async def test_a_key_and_its_link() -> None:
    async with serving(
        replies(answer(json.dumps({"consumerKey": KEY, "validationUrl": LINK})))
    ) as server:
        asked = await request_key(
            find_endpoint(server.root), APPLICATION, [AccessRule("GET", "/*")]
        )
    assert (asked.credentials.consumer_key, asked.link) == (KEY, LINK)
