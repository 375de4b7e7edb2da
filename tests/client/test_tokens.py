"""Service accounts: a token for a secret, kept, renewed, and never shown."""

import asyncio
import base64
import json
import traceback
from urllib.parse import parse_qs

import pytest

from ovh_explorer.call import Call
from ovh_explorer.client import NotSent, ResponseLost, Session, TokenError
from ovh_explorer.client.tokens import Tokens
from ovh_explorer.config import AccessToken, OAuth2Client, find_endpoint

from .server import RawServer, Received, answer, serving

ACCOUNT = OAuth2Client("EU.0a1b2c3d4e5f6a7b", "s3cret0of0the0account")
ME = Call.make("v1", "GET", "/me")
REFRESH = Call.make("v1", "POST", "/domain/zone/example.com/refresh")
REFUSED = answer('{"message":"token expired"}', "401 Unauthorized")


def below_the_test(error: BaseException) -> str:
    """A traceback with its variables, of our own frames: the test's hold what it sent and got."""
    assert error.__traceback__ is not None
    inner = error.with_traceback(error.__traceback__.tb_next)
    return "".join(traceback.TracebackException.from_exception(inner, capture_locals=True).format())


class Api:
    """Gives tokens, and takes those it knows; `statuses` come first, one for each call."""

    def __init__(self, *answers: bytes, lasts: object = 3599) -> None:
        self.answers = list(answers)
        self.lasts = lasts
        self.given: list[str] = []
        self.forms: list[Received] = []
        self.calls: list[Received] = []

    async def __call__(self, received: Received, server: RawServer) -> bytes:
        if received.target == "/auth/oauth2/token":
            self.forms.append(received)
            self.given.append(f"t0ken-{len(self.given)}")
            await asyncio.sleep(0.02)
            return answer(
                json.dumps(
                    {
                        "access_token": self.given[-1],
                        "token_type": "Bearer",
                        "expires_in": self.lasts,
                    }
                )
            )
        self.calls.append(received)
        return self.answers.pop(0) if self.answers else answer('{"nichandle":"xx1111-ovh"}')


async def test_a_call_carries_a_bearer_token_and_no_signature() -> None:
    api = Api()
    async with serving(api) as server, Session(find_endpoint(server.root), ACCOUNT) as session:
        responses = [await session.send(ME), await session.send(REFRESH)]
        await session.send(Call.make("v1", "GET", "/order/catalog/public/vps", authenticated=False))
    assert [response.status for response in responses] == [200, 200]
    (asked,) = api.forms
    basic = base64.b64decode(asked.headers["authorization"].removeprefix("Basic ")).decode()
    assert basic == f"{ACCOUNT.client_id}:{ACCOUNT.client_secret}"
    assert parse_qs(asked.body.decode()) == {"grant_type": ["client_credentials"], "scope": ["all"]}
    for call in api.calls[:2]:
        assert call.headers["authorization"] == "Bearer t0ken-0"
        assert not [name for name in call.headers if name.startswith("x-ovh")]
    assert "authorization" not in api.calls[2].headers, "what needs no key carries none"
    assert server.clocks == [], "nobody asked for the time"


async def test_many_calls_at_once_ask_for_one_token() -> None:
    api = Api()
    async with serving(api) as server, Session(find_endpoint(server.root), ACCOUNT) as session:
        await asyncio.gather(*(session.send(ME) for _ in range(8)))
    assert len(api.forms) == 1


async def test_a_token_is_renewed_before_it_ends() -> None:
    now = [0.0]
    asked = []

    async def exchange(headers, form):
        from ovh_explorer.client import Response

        asked.append(now[0])
        body = json.dumps({"access_token": f"t{len(asked)}", "expires_in": 60}).encode()
        return Response(200, "OK", (), body, 0.1, "POST", "http://x/", "HTTP/1.1")

    tokens = Tokens(ACCOUNT, exchange, lambda: now[0])
    for now[0] in (0.0, 49.0, 51.0, 100.0, 102.0):
        await tokens.get()
    assert asked == [0.0, 51.0, 102.0]


async def test_after_a_refusal_a_get_goes_on_with_another_token_and_nothing_else_does() -> None:
    api = Api(REFUSED, answer("1"), REFUSED)
    async with serving(api) as server, Session(find_endpoint(server.root), ACCOUNT) as session:
        assert (await session.send(ME)).status == 200
        assert [call.headers["authorization"] for call in api.calls] == [
            "Bearer t0ken-0",
            "Bearer t0ken-1",
        ]
        assert (await session.send(REFRESH)).status == 401
        assert len(api.calls) == 3, "a POST is never sent twice"
        assert (await session.send(ME)).status == 200
        assert api.calls[-1].headers["authorization"] == "Bearer t0ken-2"


async def test_an_account_that_is_refused_for_good_is_refused_once_a_call() -> None:
    api = Api(REFUSED, REFUSED, REFUSED)
    async with serving(api) as server, Session(find_endpoint(server.root), ACCOUNT) as session:
        assert (await session.send(ME)).status == 401
    assert len(api.calls) == 2


@pytest.mark.parametrize(
    ("body", "status", "words"),
    [
        ('{"error":"invalid_client_credentials","error_description":"client secret invalid"}', "401 Unauthorized", "client secret invalid"),
        ('{"error":"invalid_client"}', "200 OK", "invalid_client"),
        ("<html>busy</html>", "503 Service Unavailable", "answers 503 and no token"),
        ('{"access_token":"a\\nb"}', "200 OK", "answers 200 and no token"),
        ('{"access_token":7}', "200 OK", "no token"),
        ("[]", "200 OK", "no token"),
    ],
)  # fmt: skip
async def test_no_token_is_said_in_words_and_nothing_else_is_sent(
    body: str, status: str, words: str
) -> None:
    calls = []

    async def api(received: Received, server: RawServer) -> bytes:
        calls.append(received.target)
        return answer(body, status)

    async with serving(api) as server, Session(find_endpoint(server.root), ACCOUNT) as session:
        with pytest.raises(TokenError, match=words) as caught:
            await session.send(REFRESH)
    assert "The call was not sent." in str(caught.value)
    assert calls == ["/auth/oauth2/token"]
    assert ACCOUNT.client_secret not in below_the_test(caught.value)


async def test_a_region_without_service_accounts_is_said() -> None:
    async with Session(find_endpoint("kimsufi-eu"), ACCOUNT) as session:
        with pytest.raises(NotSent, match="kimsufi-eu has no service accounts"):
            await session.send(ME)


async def test_the_secret_and_the_token_are_in_no_traceback() -> None:
    async def api(received: Received, server: RawServer) -> bytes | None:
        return (
            answer('{"access_token":"t0ken-secret","expires_in":60}')
            if "oauth2" in received.target
            else None
        )

    async with serving(api) as server, Session(find_endpoint(server.root), ACCOUNT) as session:
        with pytest.raises(ResponseLost) as caught:
            await session.send(REFRESH)
    shown = below_the_test(caught.value)
    assert "t0ken-secret" not in shown
    assert ACCOUNT.client_secret not in shown


async def test_an_access_token_is_sent_as_it_is_without_a_signature_or_the_time() -> None:
    api = Api()
    token = AccessToken("eyJ0.a-token_of.a-test")
    async with serving(api) as server, Session(find_endpoint(server.root), token) as session:
        await session.send(ME)
        await session.send(REFRESH)
        await session.send(Call.make("v1", "GET", "/order/catalog/public/vps", authenticated=False))
    assert [call.method for call in api.calls] == ["GET", "POST", "GET"]
    for call in api.calls[:2]:
        assert call.headers["authorization"] == f"Bearer {token.text}"
        assert not [name for name in call.headers if name.startswith("x-ovh")]
    assert "authorization" not in api.calls[2].headers
    assert (api.forms, server.clocks) == ([], []), "no token and no time was asked for"


async def test_an_access_token_that_is_refused_is_not_renewed() -> None:
    api = Api(REFUSED, REFUSED)
    token = AccessToken("eyJ0.a-token_of.a-test")
    async with serving(api) as server, Session(find_endpoint(server.root), token) as session:
        responses = [await session.send(ME), await session.send(REFRESH)]
    assert [response.status for response in responses] == [401, 401]
    assert len(api.calls) == 2, "each left once"
    assert api.forms == []


async def test_an_access_token_is_in_no_traceback() -> None:
    token = AccessToken("eyJ0.a-token_of.a-test")
    with pytest.raises(NotSent) as caught:
        async with Session(find_endpoint("http://127.0.0.1:1"), token) as session:
            await session.send(ME)
    assert token.text not in below_the_test(caught.value)
