"""Where the task is shown that an operation answers with, known before any answer is there: code
waits for its end.
"""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ovh_explorer.catalog.effects import Effect, effects_of
from ovh_explorer.catalog.resolve import Enum, Object
from ovh_explorer.workspace.navigation.next_steps import TASK_IDS, task_details
from ovh_explorer.workspace.navigation.states import STATES, is_over

if TYPE_CHECKING:
    from ovh_explorer.catalog.schema import Operation
    from ovh_explorer.catalog.store import Store

__all__ = ["TaskPlace", "task_place"]

_TASK = re.compile(r"task|operation|todo", re.IGNORECASE)
# What is asked again, and the state in which its answer isn't there yet.
_ASKS = re.compile(r"AsyncTask")
_GOES_ON = frozenset({"pending", "doing"})
_DONE = frozenset({"done", "completed", "success"})


@dataclass(frozen=True, slots=True)
class TaskPlace:
    """Where the task of an operation's answer is shown, and how that tells that it is over.

    Attributes:
        path: what it is below; its placeholders are the operation's own.
        id: the property of the answer that is the last segment.
        state: the property that says how far it is, in the answer and in what is shown.
        over: the states in which it changes no more.
        done: the one of them in which all went well.
        several: the answer is a list of tasks.
        repeats: the operation itself is asked again, with what it was given; it has no path and no
            id.
    """

    path: str
    id: str
    state: str
    over: tuple[str, ...]
    done: str
    several: bool = False
    repeats: bool = False


def task_place(store: "Store", operation: "Operation") -> TaskPlace | None:
    """Where the task is shown that `operation` answers with; None where that is no task, or the
    catalog doesn't say it.
    """
    kind = operation.response.removesuffix("[]")
    if operation.method == "GET" or not _TASK.search(kind):
        return None
    if _ASKS.search(kind):
        return _repeated(store, operation)
    several = kind != operation.response
    answer = _properties(store, operation)
    given = {part.name for part in operation.placed("path")}
    for shown in task_details(store, operation, kind.lower()):
        parent, _, last = shown.path.rpartition("/")
        names = {part.name for part in shown.placed("path")} - {last[1:-1]}
        found = next((name for name in (last[1:-1], *TASK_IDS) if name in answer), "")
        types = _properties(store, shown)
        state = next((name for name in STATES if name in types and name in answer), "")
        # Code has one way to sign in.
        if shown.authenticated is not operation.authenticated:
            continue
        if found and state and names <= given and (ends := _ends(store, shown, types[state])):
            return TaskPlace(parent, found, state, *ends, several=several)
    return None


def _repeated(store: "Store", operation: "Operation") -> TaskPlace | None:
    """Of an operation that is sent again until its answer is there; only where it merely asks."""
    if effects_of(operation.method, operation.path) != (Effect.CHANGES,):
        return None
    answer = _properties(store, operation)
    state = next((name for name in STATES if name in answer), "")
    shape = store.models(operation.branch, operation.product).shape(answer.get(state, ""))
    values = [str(value) for value in shape.values] if isinstance(shape, Enum) else []
    over = tuple(value for value in values if value not in _GOES_ON)
    done = [value for value in over if value == "ok"]
    if len(values) == len(over) or not done:
        return None
    return TaskPlace("", "", state, over, done[0], repeats=True)


def _properties(store: "Store", operation: "Operation") -> dict[str, str]:
    """The types of what an operation answers with, by name, or of each of a list; empty where that
    is no object.
    """
    kind = operation.response.removesuffix("[]")
    shape = store.models(operation.branch, operation.product).shape(kind)
    return (
        {item.name: item.type for item in shape.model.properties}
        if isinstance(shape, Object)
        else {}
    )


def _ends(store: "Store", shown: "Operation", kind: str) -> tuple[tuple[str, ...], str] | None:
    """The states of a type in which a task is over, and the one in which it is done."""
    shape = store.models(shown.branch, shown.product).shape(kind)
    values = shape.values if isinstance(shape, Enum) else ()
    over = tuple(str(value) for value in values if is_over(str(value)))
    done = [value for value in over if value.lower() in _DONE]
    return (over, done[0]) if len(done) == 1 else None
