"""What a request has made whose response was lost: looked up with GETs, for a second request may
make a second one.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ovh_explorer.call import Call
from ovh_explorer.translation import _, ngettext
from ovh_explorer.workspace.account.own_token import TOKENS
from ovh_explorer.workspace.account.policy import client_details_call
from ovh_explorer.workspace.calls.pagination import next_page

if TYPE_CHECKING:
    from ovh_explorer.client.response import Response

__all__ = ["clients_called", "fate_of_client", "fate_of_token", "is_policy_there"]

Send = Callable[[Call], Awaitable["Response"]]

# Service accounts whose names are read: each takes a request.
_MAX_LOOKED_AT = 50
_MAX_PAGES = 20


async def fate_of_token(send: Send, user: str, name: str) -> str:
    """Whether a user has an access token of a name, and what to do then, in words; or why that
    can't be looked up.
    """
    found = await _read(send, Call.make("v1", "GET", TOKENS, path_values={"user": user}))
    names = found.content
    if not isinstance(names, list):
        problem = found.problem or _("the response is not a list.")
        return _("Failed to look up whether it was made: {problem}").format(problem=problem)
    if name not in names:
        return _("Looked up: {user} has no token called {name}. It was not made.").format(
            user=user, name=name
        )
    return _(
        "Looked up: {user} has a token called {name}. If it is this one, its value is "
        "lost: revoke it (K, then D), and make another."
    ).format(user=user, name=name)


async def fate_of_client(send: Send, name: str) -> str:
    """Which service accounts have a name, and what to do then, in words; "" where that can't be
    looked up.
    """
    found = await clients_called(send, name)
    if found is None:
        return ""
    if not found:
        return _("Looked up: no service account is called {name}. It was not made.").format(
            name=name
        )
    return ngettext(
        "Looked up: {ids} is called {name}. If it was made just now, its secret is lost: delete it "
        "(K, then D), and make another.",
        "Looked up: {ids} are called {name}. If it was made just now, its secret is lost: delete "
        "it (K, then D), and make another.",
        len(found),
    ).format(ids=", ".join(found), name=name)


async def clients_called(send: Send, name: str) -> list[str] | None:
    """The ids of the service accounts of a name; None where they can't be read."""
    ids = (await _read(send, Call.make("v1", "GET", "/me/api/oauth2/client"))).content
    if not isinstance(ids, list) or len(ids) > _MAX_LOOKED_AT:
        return None
    found = []
    for client_id in map(str, ids):
        details = (await _read(send, client_details_call(client_id))).content
        if not isinstance(details, dict):
            return None
        if details.get("name") == name:
            found.append(client_id)
    return found


async def is_policy_there(send: Send, name: str, identity: str) -> bool | None:
    """Whether a policy of a name is about an identity; None where that can't be looked up."""
    call: Call | None = Call.make("v2", "GET", "/iam/policy")
    for _page in range(_MAX_PAGES):
        if call is None:
            return False
        found = await _read(send, call)
        if not isinstance(found.content, list):
            return None
        if any(
            isinstance(item, dict)
            and item.get("name") == name
            and identity in (item.get("identities") or ())
            for item in found.content
        ):
            return True
        call = found.next_page
    return None


@dataclass(frozen=True, slots=True)
class _Found:
    """What a GET responded, and the call of the next page; why, where it told nothing."""

    content: Any = None
    next_page: Call | None = None
    problem: str = ""


async def _read(send: Send, call: Call) -> _Found:
    from ovh_explorer.client.errors import ClientError

    try:
        response = await send(call)
        if response.ok:
            return _Found(response.json(), next_page(call, response))
    except (ClientError, ValueError) as error:
        return _Found(problem=str(error))
    reason = response.error.message if response.error is not None else response.reason
    return _Found(problem=f"{response.status} {reason}")
