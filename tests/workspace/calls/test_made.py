"""What was made by a request whose response was lost, as far as GETs tell."""

import json
from collections.abc import Mapping

import pytest

from ovh_explorer.call import Call
from ovh_explorer.client import Response
from ovh_explorer.client.errors import ClientError
from ovh_explorer.workspace.calls.made import (
    clients_called,
    fate_of_client,
    fate_of_token,
    is_policy_there,
)


def api(answers: Mapping[str, object], sent: list[str] | None = None):
    """Sends calls to a table: a number is a status, a list of two a page and the next cursor."""

    async def send(call: Call) -> Response:
        assert call.method == "GET"
        cursor = dict(call.headers).get("X-Pagination-Cursor", "")
        path = f"{call.concrete_path}{f'#{cursor}' if cursor else ''}"
        if sent is not None:
            sent.append(path)
        found = answers[path]
        if isinstance(found, Exception):
            raise found
        status = found if isinstance(found, int) else 200
        headers = [("Content-Type", "application/json")]
        if isinstance(found, tuple):
            found, cursor = found
            headers.append(("X-Pagination-Cursor-Next", cursor))
        body = b"{}" if isinstance(found, int) else json.dumps(found).encode()
        return Response(status, "", tuple(headers), body, 0.1, "GET", f"http://x{path}")

    return send


TOKENS = "/me/identity/user/ada/token"
CLIENTS = "/me/api/oauth2/client"


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (["laptop", "a name"], "ada has a token called a name"),
        ([], "It was not made."),
        ("text", "Failed to look up whether it was made: the response is not a list."),
        (403, "Failed to look up whether it was made: 403"),
        (500, "Failed to look up whether it was made: 500"),
        (ClientError("no network"), "Failed to look up whether it was made: no network"),
    ],
)
async def test_a_token(answer, words):
    assert words in await fate_of_token(api({TOKENS: answer}), "ada", "a name")


async def test_service_accounts_of_a_name():
    answers = {
        CLIENTS: ["EU.1", "EU.2", "EU.3"],
        f"{CLIENTS}/EU.1": {"name": "x"},
        f"{CLIENTS}/EU.2": {"name": "y"},
        f"{CLIENTS}/EU.3": {"name": "x"},
    }
    assert await clients_called(api(answers), "x") == ["EU.1", "EU.3"]
    assert "EU.1, EU.3 are called x." in await fate_of_client(api(answers), "x")
    assert "EU.2 is called y." in await fate_of_client(api(answers), "y")
    assert (await fate_of_client(api(answers), "z")).endswith("It was not made.")


@pytest.mark.parametrize("answer", [403, "text", [str(number) for number in range(51)]])
async def test_service_accounts_that_can_not_be_read(answer):
    assert await clients_called(api({CLIENTS: answer}), "x") is None
    assert await fate_of_client(api({CLIENTS: answer}), "x") == ""


async def test_one_of_them_can_not_be_read():
    assert await clients_called(api({CLIENTS: ["1"], f"{CLIENTS}/1": 500}), "x") is None


async def test_a_policy_is_looked_for_on_every_page():
    policy = {"name": "x", "identities": ["urn:me"]}
    path = "/iam/policy"
    others = [{"name": "x", "identities": ["urn:you"]}, {"name": "y", "identities": ["urn:me"]}, 1]
    pages = {path: (others, "two"), f"{path}#two": [policy]}
    assert await is_policy_there(api(pages), "x", "urn:me") is True
    assert await is_policy_there(api(pages), "x", "urn:she") is False
    assert await is_policy_there(api({path: (others, "two"), f"{path}#two": 500}), "x", "a") is None
    assert await is_policy_there(api({path: 403}), "x", "urn:me") is None
    sent: list[str] = []
    endless = api({path: ([], "two"), f"{path}#two": ([], "two")}, sent)
    assert await is_policy_there(endless, "x", "urn:me") is None
    assert len(sent) == 20
