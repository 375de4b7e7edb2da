"""The states that tasks and objects say they are in, and which of them are the last."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ovh_explorer.client.response import Response

__all__ = ["STATES", "has_good_end", "is_over", "is_ready", "state_of", "state_of_response"]

# Of a task, in the schemas' enumerations, without regard to case. All other states go on.
_WENT_WELL = frozenset({"done", "completed", "success", "paid"})
_OVER = _WENT_WELL | frozenset(
    {"cancelled", "canceled", "revoked", "denied"}
    | {"aborted", "refused", "expired", "interrupted", "terminated", "timeout"}
    | {"error", "in-error", "failed", "failure", "customererror", "ovherror", "sync_failed"}
)
# Longer than any: what is longer is no state, and would be gone through for seconds.
_MAX_STATE_CHARACTERS = 60
# Of an object that is being made or changed: INSTALLING, creating, pending, UPDATING_IP. Not what
# waits for a person, nor what ends in -ing and stays.
_STAYS = r"(?:running|warning|sleeping|failing|outgoing|(?:a?waiting).|error_|no_).*|.*error.*"
_UNDER_WAY = re.compile(
    rf"(?!{_STAYS})"
    r"(?:\w+ing(?:[_-]\w+)?|(?:re)?build|reboot|init|\w*in[-_ ]?(?:creation|progress))",
    re.IGNORECASE,
)
STATES = ("status", "state", "resourceStatus")
"""The properties that say how far a task, or a resource, is."""


def state_of(body: Any) -> str:
    """The state that a task or a resource says it is in; "" for none."""
    found = body[0] if isinstance(body, list) and len(body) == 1 else body
    if not isinstance(found, dict):
        return ""
    return next((str(found[name]) for name in STATES if isinstance(found.get(name), str)), "")


def state_of_response(response: "Response") -> str:
    """The same of a response, which may not be JSON: a front end's page, nothing at all."""
    try:
        return state_of(response.json())
    except ValueError:
        return ""


def is_over(state: str) -> bool:
    """Whether a task in this state will change no more."""
    return state.lower() in _OVER


def has_good_end(states: Iterable[str]) -> bool:
    """Whether one of the states is that of a task that is done. What has none, such as a connector
    that is running, paused or failed, goes on as long as it exists.
    """
    return any(state.lower() in _WENT_WELL for state in states)


def is_ready(state: str) -> bool:
    """Whether an object in this state is as it stays, for good or bad."""
    return len(state) > _MAX_STATE_CHARACTERS or _UNDER_WAY.fullmatch(state) is None
