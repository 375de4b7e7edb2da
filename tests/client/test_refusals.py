"""What the API refuses, in each of the forms in which it and what stands before it say so, with
what mends it.
"""

import pytest

from ovh_explorer.call import Call
from ovh_explorer.client import Session, TokenError
from ovh_explorer.config import Credentials, OAuth2Client, find_endpoint
from tests.faults import fault, faults

from .server import RawServer, Received, answer, replies, serving
from .shown import ACCOUNT, AK, AS, GET, KEYS, POST, shown

UNSIGNED = Credentials(AK, AS)
SIGN_IN = "Press shift F4 to sign in with other keys."
PAGE = "Content-Type: text/html"
AGAIN = "The API had an internal error. It only reads: you can try it again."
PERHAPS = "The API had an internal error. The request may have been executed. Check before you send it again."


def layer(status: str, code: str, message: str) -> bytes:
    """A refusal of the layer of authentication."""
    return answer(f'{{"message":"{message}","httpCode":"{status}","errorCode":"{code}"}}', status)


def product(status: str, kind: str, message: str, more: str = "") -> bytes:
    """A refusal of a product."""
    return answer(f'{{"class":"{kind}","message":"{message}"{more}}}', status)


def page(status: str) -> bytes:
    """What a front end answers."""
    return answer(
        f"<html><head><title>{status}</title></head><body><h1>{status}</h1></body></html>",
        status,
        PAGE,
    )


Case = tuple[bytes, Call, Credentials | OAuth2Client | None]


@faults(
    "The API refuses",
    {
        "400: a field that it doesn't know": ("400 Bad Request Client::BadRequest: Received not described parameters: (enabled)", (product("400 Bad Request", "Client::BadRequest", "Received not described parameters: (enabled)"), POST, KEYS)),
        "400: the signature, and the keys are wrong": ("INVALID_SIGNATURE: Invalid signature Every request signed with these keys is refused: the application secret or the consumer key doesn't belong to this application key.", (layer("400 Bad Request", "INVALID_SIGNATURE", "Invalid signature"), POST, KEYS)),
        "401: there are no keys": ("401 Unauthorized You must login first Authentication is required, and there are no keys. Press shift F4 to sign in.", (answer('{"message":"You must login first"}', "401 Unauthorized"), POST, None)),
        "401: there is no consumer key": (f"401 Unauthorized You must login first There is an application key but no consumer key, so the request was not signed. {SIGN_IN}", (answer('{"message":"You must login first"}', "401 Unauthorized"), POST, UNSIGNED)),
        "403: the application key is another region's": (f"INVALID_KEY: This application key is invalid http://127.0.0.1:… does not know this application key. Each region has its own keys. {SIGN_IN}", (layer("403 Forbidden", "INVALID_KEY", "This application key is invalid"), GET, KEYS)),
        "403: the consumer key was revoked": (f"NOT_CREDENTIAL: This credential does not exist Unknown consumer key: it was revoked, or is from another region. {SIGN_IN}", (layer("403 Forbidden", "NOT_CREDENTIAL", "This credential does not exist"), GET, KEYS)),
        "403: the consumer key isn't validated": (f"INVALID_CREDENTIAL: This credential is not valid This consumer key is not valid: not validated yet, refused, expired, or not allowed from this address. {SIGN_IN}", (layer("403 Forbidden", "INVALID_CREDENTIAL", "This credential is not valid"), GET, KEYS)),
        "403: no access rule covers it": ("NOT_GRANTED_CALL: This call has not been granted The API says that no access rule of this consumer key covers the call. Press shift F4 to request a key with this right.", (layer("403 Forbidden", "NOT_GRANTED_CALL", "This call has not been granted"), POST, KEYS)),
        "403: IAM": ("Client::Forbidden: User not granted for this request An IAM policy must grant vps:apiovh:get to this identity: see /v2/iam/policy.", (product("403 Forbidden", "Client::Forbidden", "User not granted for this request", ',"details":{"unauthorizedActionsByIAM":"vps:apiovh:get"}'), GET, KEYS)),
        "403: a page": ("403 Forbidden", (page("403 Forbidden"), GET, KEYS)),
        "404: the service isn't this account's": ("404 Not Found Client::NotFound: This service does not exist", (product("404 Not Found", "Client::NotFound", "This service does not exist"), GET, KEYS)),
        "404: there is no such operation": ("404 Not Found Client::NotFound: Got an invalid (or empty) URL", (product("404 Not Found", "Client::NotFound", "Got an invalid (or empty) URL"), GET, KEYS)),
        "409: it is being changed": ("409 Conflict Client::Conflict: A task is already running", (product("409 Conflict", "Client::Conflict", "A task is already running"), POST, KEYS)),
        "412: somebody else changed it": ("412 Precondition Failed Client::PreconditionFailed::ChecksumMismatch: checksum mismatch", (product("412 Precondition Failed", "Client::PreconditionFailed::ChecksumMismatch", "checksum mismatch"), POST, KEYS)),
        "429: it says how long to wait": ("429 Too Many Requests slow down Too many requests: wait 30 seconds.", (answer('{"message":"slow down"}', "429 Too Many Requests", "Retry-After: 30"), GET, KEYS)),
        "429: it says until when to wait": ("Too many requests: wait until 2026-10-21 07:28:00 UTC.", (answer('{"message":"slow down"}', "429 Too Many Requests", "Retry-After: Wed, 21 Oct 2026 07:28:00 GMT"), GET, KEYS)),
        "429: what it says of waiting is nonsense": ("Too many requests. {", (answer('{"message":"slow down"}', "429 Too Many Requests", "Retry-After: Fri, 31 Dec 9999 23:59:59 -2300"), GET, KEYS)),
        "429: a page": ("429 Too Many Requests Too many requests. <html>", (page("429 Too Many Requests"), GET, KEYS)),
        "460: the service has expired": ("460 This Service is expired This Service is expired The service has expired: renew it first.", (answer('{"message":"This Service is expired"}', "460 This Service is expired"), GET, KEYS)),
        "408: the front end waited for the request": (f"408 Request Time-out 408 Request Time-out {PERHAPS}", (page("408 Request Time-out"), POST, KEYS)),
        "500: a GET": (f"500 Internal Server Error Server::InternalServerError: Internal server error {AGAIN}", (product("500 Internal Server Error", "Server::InternalServerError", "Internal server error"), GET, KEYS)),
        "500: a POST": (f"Server::InternalServerError: Internal server error {PERHAPS}", (product("500 Internal Server Error", "Server::InternalServerError", "Internal server error"), POST, KEYS)),
        "502: a page, a GET": (f"502 Bad Gateway 502 Bad Gateway {AGAIN}", (page("502 Bad Gateway"), GET, KEYS)),
        "502: a page, a POST": (f"502 Bad Gateway 502 Bad Gateway {PERHAPS}", (page("502 Bad Gateway"), POST, KEYS)),
        "503: a page": ("503 Service Unavailable 503 Service Unavailable The API is unavailable: wait 120 seconds. The request may have been executed. Check before you send it again. <html>", (answer("<html><h1>503 Service Unavailable</h1></html>", "503 Service Unavailable", PAGE, "Retry-After: 120"), POST, KEYS)),
        "503: JSON": ("503 Service Unavailable Server::ServiceUnavailable: maintenance The API is unavailable.", (product("503 Service Unavailable", "Server::ServiceUnavailable", "maintenance"), GET, KEYS)),
        "504: a page, a POST": (f"504 Gateway Time-out 504 Gateway Time-out {PERHAPS}", (page("504 Gateway Time-out"), POST, KEYS)),
        "its error is a list": ("400 Bad Request 400 Bad Request [ 1 ]", (answer("[1]", "400 Bad Request"), GET, KEYS)),
        "its error is null": ("400 Bad Request 400 Bad Request null", (answer("null", "400 Bad Request"), GET, KEYS)),
        "its error is text": ('400 Bad Request no "no"', (answer('"no"', "400 Bad Request"), GET, KEYS)),
        "its error is empty": ("500 Oops empty response 500 Oops", (answer("", "500 Oops"), GET, KEYS)),
        "its message is no text": ('400 Bad Request {"a": 1} {', (answer('{"message":{"a":1}}', "400 Bad Request"), GET, KEYS)),
        "its message would write on the screen": ("400 Bad Request ␛]52;c;eA==␇ {", (answer('{"message":"\\u001b]52;c;eA==\\u0007"}', "400 Bad Request"), GET, KEYS)),
        "its message holds half a character": ("400 Bad Request not valid JSON, shown as received (…) ‹D800› {", (answer('{"message":"\\ud800"}', "400 Bad Request"), GET, KEYS)),
    },
)  # fmt: skip
async def test_refused(case: Case) -> str:
    reply, call, keys = case
    async with serving(replies(reply)) as server:
        seen = await shown(server.root, call, keys)
        assert sum(received.target == "/1.0/x" for received in server.requests) == 1, (
            "the call itself is sent once"
        )
        return seen


@fault("The API refuses", "its message is endless", "400 Bad Request xxx…x… {")
async def test_an_endless_message() -> str:
    async with serving(
        replies(answer('{"message":"%s"}' % ("x" * 500_000), "400 Bad Request"))
    ) as server:
        seen = await shown(server.root)
        assert len(seen) < 510_000, "in the response, and not a second time above it"
        return seen


@fault(
    "The API refuses",
    "401: the service account's token isn't taken",
    "401 Unauthorized token expired The API rejects the service account's token.",
)
async def test_a_token_is_refused() -> str:
    async def api(received: Received, server: RawServer) -> bytes:
        if received.target == "/auth/oauth2/token":
            return answer('{"access_token":"t0ken","expires_in":3599}')
        return answer('{"message":"token expired"}', "401 Unauthorized")

    async with serving(api) as server:
        return await shown(server.root, POST, ACCOUNT)


UNSENT = "The call was not sent."


@faults(
    "The API refuses",
    {
        "the service account is refused": (f"The service account was refused: client secret invalid. Check its client id and secret. {UNSENT}", answer('{"error":"invalid_client","error_description":"client secret invalid"}', "401 Unauthorized")),
        "it is refused with its secret in the words": (f"The service account was refused: •••••• is wrong. Check its client id and secret. {UNSENT}", answer(f'{{"error_description":"{ACCOUNT.client_secret} is wrong"}}', "401 Unauthorized")),
        "it is refused with half a character": (f"The service account was refused: ‹D800›. Check its client id and secret. {UNSENT}", answer('{"error":"\\ud800"}', "401 Unauthorized")),
        "the place of tokens leads elsewhere": ("/auth/oauth2/token answers 302 and no token: is this a region with service accounts? The call was not sent.", answer("", "302 Found", "Location: http://127.0.0.1:1/")),
        "the place of tokens is a page": ("/auth/oauth2/token answers 503 and no token", page("503 Service Unavailable")),
        "the token can't be sent": ("/auth/oauth2/token answers 200 and no token", answer('{"access_token":"a\\r\\nX-A: b","expires_in":60}')),
    },
)  # fmt: skip
async def test_no_token(case: bytes) -> str:
    async with serving(replies(case)) as server:
        seen = await shown(server.root, POST, ACCOUNT)
        assert [received.target for received in server.requests] == ["/auth/oauth2/token"]
        return seen


@pytest.mark.parametrize("lasts", ["1" + "0" * 400, "1e999", "NaN", "-1", '"3599"', "null", "true"])
async def test_a_token_lasts_no_longer_than_makes_sense(lasts: str) -> None:
    async def api(received: Received, server: RawServer) -> bytes:
        if received.target == "/auth/oauth2/token":
            return answer(f'{{"access_token":"t0ken","expires_in":{lasts}}}')
        return answer("[1]")

    async with serving(api) as server, Session(find_endpoint(server.root), ACCOUNT) as client:
        assert (await client.send(POST)).ok
        assert client._tokens is not None
        token = client._tokens._token
        assert token is not None
        assert 0 < token.ends < 1e12


async def test_a_refusal_of_an_account_can_be_kept(tmp_path) -> None:
    """Half a character, which no file takes, was once the end of the program."""
    from ovh_explorer.workspace.storage.history import History

    async with (
        serving(replies(answer('{"error":"\\ud800"}', "401 Unauthorized"))) as server,
        Session(find_endpoint(server.root), ACCOUNT) as client,
    ):
        with pytest.raises(TokenError) as failure:
            await client.send(POST)
    history = History(tmp_path / "history.db")
    halved = Call("v1", "POST", "/x", body=b'{"name":"\\ud800"}')
    history.add(halved, "http://x", "x", None, f"{failure.value} \ud800")
    (kept,) = history.find()
    assert kept.call == halved
    assert kept.problem.endswith("?")
