"""What a person sees of a call, over the workspace's own way: no network or API is imitated but by
the server.
"""

import socket
import traceback

import pytest

from ovh_explorer.call import Call
from ovh_explorer.client import ClientError, Response, Session, Timeouts
from ovh_explorer.config import (
    AccessToken,
    Credentials,
    Endpoint,
    Keys,
    OAuth2Client,
    find_endpoint,
)
from ovh_explorer.text import printable
from ovh_explorer.workspace.response.format import format_content
from ovh_explorer.workspace.settings import gather
from ovh_explorer.workspace.workspace import Workspace

AK, AS, CK = (
    "TDPKJdwZwAQPwKX2",
    "9ufkBmLaTQ9nz5yMUlg79taH0GNnzDjk",
    "5mBuy6SUQcRw2ZUxg0cG68BoDKpED4KY",
)
KEYS = Credentials(AK, AS, CK)
ACCOUNT = OAuth2Client("EU.0a1b2c3d4e5f6a7b", "s3cret0of0the0account")
BEARER = AccessToken("eyJ0.access-token_of.a-user")
SECRETS = (AS, CK, ACCOUNT.client_secret, BEARER.text)
GET = Call.make("v1", "GET", "/x")
POST = Call.make("v1", "POST", "/x", body=b"{}")
PATIENT = Timeouts(10, 10, 10, 10)
BRIEF = Timeouts(connect=0.3, read=0.3, write=0.3, pool=0.3)

PERHAPS_DONE = "The request may have been executed. Check before you send it again."
BEGUN = "The response began with 200 OK."


async def shown(
    root: str,
    call: Call = GET,
    keys: Keys | None = None,
    timeout: float = 5.0,
) -> str:
    """What the response pane shows: status, advice and response, or why there is none."""
    settings = gather(root, environ={})
    work = Workspace(
        settings.with_credentials(keys, "a test") if keys else settings, timeout=timeout
    )
    try:
        response = await work.send(call)
        return pane(response, await work.error_doctor.explain(call, response))
    except ClientError as error:
        problem = error
    finally:
        await work.close()
    assert not [secret for secret in SECRETS if secret in str(problem)]
    return printable(str(problem))


def pane(response: Response, advice: list[str]) -> str:
    laid = format_content(response.read(), response.content_type)
    lines = [
        f"{response.status} {response.reason}",
        laid.note,
        *advice,
        *laid.text.decode().split("\n"),
    ]
    return "\n".join(printable(line) for line in lines if line)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        assert isinstance(port, int)
        return port


async def refusal(endpoint: Endpoint | str, timeouts: Timeouts = PATIENT) -> ClientError:
    """The error of a signed POST, which was not sent, as a crash screen would show it: with every
    frame's variables.
    """
    where = find_endpoint(endpoint) if isinstance(endpoint, str) else endpoint
    async with Session(where, KEYS, timeouts=timeouts) as client:
        with pytest.raises(ClientError) as failure:
            await client.send(POST)
    told = "".join(
        traceback.TracebackException.from_exception(failure.value, capture_locals=True).format()
    )
    for secret in (AS, CK, "hunter2"):
        assert secret not in told
    assert not failure.value.maybe_sent
    return failure.value
