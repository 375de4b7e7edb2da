"""The requests of a run with their responses, without those that only say again what is known."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from ovh_explorer.call import Call
from ovh_explorer.workspace.navigation.states import STATES

__all__ = ["NO_RESPONSE", "Exchange", "Turn", "turns_of"]


class _NoResponse:
    def __repr__(self) -> str:
        return "NO_RESPONSE"


NO_RESPONSE = _NoResponse()
"""The response of a request that has none, or one that is no JSON; None is a JSON value."""

_TASK_WORDS = frozenset({"task", "tasks", "operation", "operations"})
_GOOD_ENDS = frozenset({"done", "completed", "finished", "success", "succeeded", "ok"})


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request that was sent, and the JSON value that came back: at first, and, where it was sent
    again to follow a task, at last.
    """

    call: Call
    response: Any = NO_RESPONSE
    first: Any = NO_RESPONSE


@dataclass(slots=True)
class Turn:
    """What becomes one step: a request, or several that ask the same of a task.

    Attributes:
        number: that of the first of its exchanges.
        response: to the last of them.
        since: the first turn that was sent after that response.
        earlier: the responses before it, each with its `since`.
        until: a JMESPath expression that is true of the response; "" where it is sent once.
    """

    number: int
    call: Call
    response: Any
    since: int
    earlier: list[tuple[int, Any]] = field(default_factory=list)
    until: str = ""
    states: list[str] = field(default_factory=list)


def turns_of(exchanges: Sequence[Exchange]) -> list[Turn]:
    """The exchanges in their order. GETs of the same task become one that waits for its end; a GET
    that is sent again is left out, unless something was changed before.
    """
    turns: list[Turn] = []
    since_change: list[Turn] = []
    for number, exchange in enumerate(exchanges):
        call = exchange.call
        if call.method != "GET":
            since_change = []
            turns.append(Turn(number, call, exchange.response, len(turns) + 1))
            continue
        name, state = _state_of(exchange.response)
        same = next((turn for turn in since_change if turn.call == call), None)
        if same is None:
            same = Turn(number, call, exchange.response, len(turns) + 1)
            turns.append(same)
            since_change.append(same)
            if _is_of_task(call) and str(state).lower() in _GOOD_ENDS:
                same.until = _equal(name, state)
        elif exchange.response is not NO_RESPONSE:
            same.earlier.append((same.since, same.response))
            same.response, same.since = exchange.response, len(turns)
        same.states += [text for text in (_state_of(exchange.first)[1], state) if text]
        if name and len(set(same.states)) > 1:
            same.until = _equal(name, state)
    return turns


def _equal(name: str, state: str) -> str:
    text = state.replace("\\", "\\\\").replace("'", "\\'")
    return f"{name} == '{text}'"


def _state_of(response: Any) -> tuple[str, str]:
    """The property that says how far a task is, and what it says."""
    if isinstance(response, dict):
        for name in STATES:
            if isinstance(response.get(name), str):
                return name, response[name]
    return "", ""


def _is_of_task(call: Call) -> bool:
    *_, parent, last = ["", "", *call.path.split("/")]
    return last.startswith("{") and parent.lower() in _TASK_WORDS
