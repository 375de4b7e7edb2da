"""The trial of a tool's key: its GETs are sent with it, and its other calls held against the rights
of the key.
"""

import re
from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ovh_explorer.call import Call, CallError, encode
from ovh_explorer.config import Endpoint, Keys
from ovh_explorer.translation import _, labelled
from ovh_explorer.workspace.account.access_rules import AccessRule
from ovh_explorer.workspace.account.rule_operations import actions_of, call_of, operation_of
from ovh_explorer.workspace.account.tools import ToolCall, refused

if TYPE_CHECKING:
    from ovh_explorer.catalog.store import Store
    from ovh_explorer.client.response import Response

__all__ = ["CallTrial", "KeyRights", "Verdict", "try_key", "try_key_at"]

Send = Callable[[Call], Awaitable["Response"]]

Verdict = Literal["works", "granted", "refused", "unknown"]
"""``works``: it was sent, and responded to. ``granted``: it was not sent, and the rights of the key
cover it. ``refused``: the API refused it, or no right covers it. ``unknown``: neither is known.
"""

_PLACEHOLDER = re.compile(r"\{[^{}/]*\}")
_FORBIDDEN = (401, 403)


@dataclass(frozen=True, slots=True)
class KeyRights:
    """What is known of a key's rights.

    Attributes:
        rules: the access rules of a consumer key; None for a key of another kind.
        actions: the IAM actions of the policy that was made for it; None where there is none.
    """

    rules: Sequence[AccessRule] | None = None
    actions: Collection[str] | None = None


@dataclass(frozen=True, slots=True)
class CallTrial:
    """What came of a tool's call; `words` says how it is known."""

    call: ToolCall
    verdict: Verdict
    words: str


async def try_key_at(
    store: "Store",
    endpoint: Endpoint,
    keys: Keys,
    calls: Iterable[ToolCall],
    rights: KeyRights,
    samples: Mapping[str, str],
    told: Callable[[CallTrial], None],
) -> list[CallTrial]:
    """See :func:`try_key`; over a session of the key's own."""
    from ovh_explorer.client.session import Session

    async with Session(endpoint, keys) as session:
        return await try_key(store, session.send, calls, rights, samples, told)


async def try_key(
    store: "Store",
    send: Send,
    calls: Iterable[ToolCall],
    rights: KeyRights,
    samples: Mapping[str, str],
    told: Callable[[CallTrial], None],
) -> list[CallTrial]:
    """Try a key with a tool's own calls, one after another; only GETs are sent.

    Args:
        send: sends a call with that key.
        samples: a value for the lists that the key may not read, by their paths:
            ``{"/domain/zone": "example.com"}``.
        told: of each call.
    """
    found: list[CallTrial] = []
    values = dict(samples)
    for call in calls:
        trial = await _try(store, send, call, rights, values)
        found.append(trial)
        told(trial)
    return found


async def _try(
    store: "Store", send: Send, call: ToolCall, rights: KeyRights, values: dict[str, str]
) -> CallTrial:
    held = _held_against(store, call, rights)
    if call.method != "GET" or call.is_open or held.verdict == "refused":
        return held
    concrete, missing = _with_values(call, values)
    if missing:
        return CallTrial(
            call, held.verdict, _("not sent: {missing} is empty").format(missing=missing)
        )
    try:
        request = call_of(store, concrete)
    except CallError as error:
        return CallTrial(call, "unknown", _("not sent: {error}").format(error=error))
    if request is None:
        return CallTrial(call, "unknown", _("not sent: it is not in the catalog"))
    return await _send(send, call, request, values)


async def _send(send: Send, call: ToolCall, request: Call, values: dict[str, str]) -> CallTrial:
    from ovh_explorer.client.errors import ClientError

    try:
        response = await send(request)
        error = response.error
        if error is None:
            content = response.json()
            if isinstance(content, list) and content and isinstance(content[0], str | int):
                values[request.concrete_path.rstrip("/")] = str(content[0])
            return CallTrial(call, "works", str(response.status))
    except (ClientError, ValueError) as failure:
        return CallTrial(call, "unknown", str(failure))
    verdict: Verdict = "refused" if error.status in _FORBIDDEN else "unknown"
    return CallTrial(call, verdict, labelled(error.status, error.message))


def _held_against(store: "Store", call: ToolCall, rights: KeyRights) -> CallTrial:
    """A call and what is known of the key's rights, without sending it."""
    if rights.rules is not None:
        if refused(rights.rules, [call]):
            return CallTrial(call, "refused", _("no access rule covers it"))
        return CallTrial(call, "granted", _("an access rule covers it"))
    if rights.actions is not None and not call.is_open:
        key = operation_of(store, call)
        missing = set(actions_of(store, [] if key is None else [key])) - set(rights.actions)
        if missing:
            return CallTrial(
                call,
                "refused",
                _("the policy lacks {actions}").format(actions=", ".join(sorted(missing))),
            )
        return CallTrial(call, "granted", _("the policy allows it"))
    if call.is_open:
        return CallTrial(call, "unknown", _("not sent: it is a group of calls"))
    return CallTrial(call, "unknown", _("not sent: it would change something"))


def _with_values(call: ToolCall, values: Mapping[str, str]) -> tuple[ToolCall, str]:
    """The call with a value for each placeholder, and the list that would have to name one, where
    that is missing.
    """
    path = call.path
    while found := _PLACEHOLDER.search(path):
        listing = path[: found.start()].rstrip("/")
        value = values.get(listing)
        if value is None:
            return call, f"GET {listing}"
        path = f"{path[: found.start()]}{encode(value)}{path[found.end() :]}"
    return ToolCall(call.method, path), ""
