"""What usually follows a call, where its schema or its description says so: refresh, a task, a
cart, the list.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ovh_explorer.catalog.links import detail_of
from ovh_explorer.catalog.resolve import Enum, Listed, Object
from ovh_explorer.translation import N_, _
from ovh_explorer.workspace.navigation.states import (
    STATES,
    has_good_end,
    is_over,
    is_ready,
    state_of,
)
from ovh_explorer.workspace.navigation.target import OperationTarget

if TYPE_CHECKING:
    from ovh_explorer.call import Call
    from ovh_explorer.catalog.links import Detail
    from ovh_explorer.catalog.schema import Operation
    from ovh_explorer.catalog.store import Store
    from ovh_explorer.client.response import Response

__all__ = [
    "TASK_IDS",
    "NextStep",
    "Pending",
    "listing_names",
    "made_by",
    "made_value",
    "next_steps",
    "responds_with_task",
    "steps_after",
    "task_details",
]

_TASKS = re.compile(r"task|operation|todo", re.IGNORECASE)
# Where tasks are listed, in a path: ``/task``, ``/operation``, ``/task/filter``.
_TASK_PLACE = re.compile(r"/\w*(task|operation|todo)\w*(/\w+)?$", re.IGNORECASE)
TASK_IDS = ("id", "taskId", "operationId")
"""The properties that name a task."""
# Below what is refreshed, but nothing that a refresh applies.
_NO_CONFIGURATION = re.compile(
    r"/(\w*[tT]erminat\w*|changeContact|serviceInfos|log|quota|task|refresh)(/|$)"
)

# Bytes of a response that has a next step: one thing, not a list of many.
_LARGE = 100_000

_CART = "/order/cart/{cartId}"
_CHECKOUT = ("GET", f"{_CART}/checkout", N_("View the price"))


@dataclass(frozen=True, slots=True)
class NextStep:
    """A call that usually follows another.

    Attributes:
        title: what it does, in a few words, for reading.
        is_over: of a task, or of an object that is being made, whether it is over in a state: it
            is asked again until then.
    """

    title: str
    opened: OperationTarget
    is_over: Callable[[str], bool] | None = None


def next_steps(store: "Store", operation: "Operation", call: "Call", body: Any) -> list[NextStep]:
    """What usually follows a call that went well, the likeliest first.

    Args:
        body: the JSON that came back, from outside.
    """
    given = dict(call.path_values)
    found = _object(body)
    steps = []
    if call.method == "GET":
        steps += _follow(store, operation, call, body)
    else:
        steps += _task(store, operation, given, body)
        steps += _refresh(store, operation, given)
    steps += _order(store, operation, given, found)
    if call.method != "GET":
        steps += _see(store, operation, given, body)
    once = {step.opened: step for step in reversed(steps)}
    return [step for step in steps if once[step.opened] is step]


def steps_after(
    store: "Store", operation: "Operation", call: "Call", response: "Response"
) -> list[NextStep]:
    """:func:`next_steps` for a response; none for one that failed, is not JSON or is large."""
    if not response.ok or response.size > _LARGE:
        return []
    try:
        body = json.loads(response.content) if response.content else None
    except (ValueError, RecursionError):
        body = None
    return next_steps(store, operation, call, body)


def responds_with_task(operation: "Operation") -> bool:
    """Whether what an operation responds with is a task: its id is the task's own."""
    return bool(_TASKS.search(operation.response))


def made_by(store: "Store", operation: "Operation") -> "Detail | None":
    """What shows an object that a POST makes; None where it makes none that the API shows."""
    listing = store.operation(operation.branch, "GET", operation.path)
    detail = detail_of(store, listing) if listing is not None else None
    return None if detail is None or responds_with_task(operation) else detail


def made_value(detail: "Detail", found: Mapping[str, Any]) -> Any:
    """What names the object that a POST made, of the properties that it responded with; None where
    they name none, or several.
    """
    value = found.get(detail.key or "id", found.get(detail.parameter))
    if value is not None:
        return value
    lists = (found.get(name) for name in listing_names(detail))
    listed = next((items for items in lists if isinstance(items, list)), [])
    return listed[0] if len(listed) == 1 else None


def listing_names(detail: "Detail") -> tuple[str, ...]:
    """The properties that name the objects which a POST made, where it can make several."""
    return f"{detail.key or 'id'}s", f"{detail.parameter}s"


class Pending:
    """Changes of this run that wait for a refresh, by what is to be refreshed."""

    def __init__(self, store: "Store") -> None:
        self._store = store
        self._waiting: dict[OperationTarget, int] = {}

    def note(self, operation: "Operation", call: "Call") -> None:
        """A call went well: it changed something that is to be refreshed, or it was the refresh."""
        self._waiting.pop(
            OperationTarget(call.branch, call.method, call.path, call.path_values), None
        )
        for step in _refresh(self._store, operation, dict(call.path_values)):
            self._waiting[step.opened] = self._waiting.get(step.opened, 0) + 1

    @property
    def words(self) -> str:
        """What waits for a refresh; "" for nothing."""
        names = ((opened.last_value, n) for opened, n in self._waiting.items())
        return ", ".join(
            _("refresh {name} ({count})").format(name=name, count=count) for name, count in names
        )

    @property
    def waiting(self) -> tuple[OperationTarget, ...]:
        """The refreshes, that which has been waited for longest first."""
        return tuple(self._waiting)


def _object(body: Any) -> Mapping[str, Any]:
    if isinstance(body, list) and len(body) == 1:
        body = body[0]
    return body if isinstance(body, dict) else {}


def _target(operation: "Operation", known: Mapping[str, Any]) -> OperationTarget | None:
    """An operation with all its path values; None where one isn't known."""
    names = [part.name for part in operation.placed("path")]
    if not all(_is_value(known.get(name)) for name in names):
        return None
    return OperationTarget(
        operation.branch,
        operation.method,
        operation.path,
        tuple((name, str(known[name])) for name in names),
    )


def _is_value(value: Any) -> bool:
    return (
        isinstance(value, str | int)
        and not isinstance(value, bool)
        and str(value) not in ("", ".", "..")
    )


def _step(
    store: "Store", branch: str, title: str, method: str, path: str, known: Mapping[str, Any]
) -> list[NextStep]:
    operation = store.operation(branch, method, path)
    opened = _target(operation, known) if operation is not None else None
    return [NextStep(title, opened)] if opened is not None else []


def _task(
    store: "Store", operation: "Operation", given: Mapping[str, str], body: Any
) -> list[NextStep]:
    """The task that a response is, or names among its ``currentTasks``."""
    models = store.models(operation.branch, operation.product)
    shape = models.shape(operation.response)
    shape = models.shape(shape.item) if isinstance(shape, Listed) else shape
    if not isinstance(shape, Object):
        return []
    found = _object(body)
    current = found.get("currentTasks")
    if isinstance(current, list) and current and isinstance(current[0], dict):
        return _shown_task(store, operation, given, current[0], "", of=found.get("id"))
    kind = operation.response.removesuffix("[]").lower()
    # `id` is the task's own, the name of many another thing in paths.
    known = {name: value for name, value in found.items() if name != "id"} | dict(given)
    return _shown_task(store, operation, known, found, kind) if _TASKS.search(kind) else []


def _shown_task(
    store: "Store",
    operation: "Operation",
    known: Mapping[str, Any],
    task: Mapping[str, Any],
    kind: str,
    *,
    of: Any = None,
) -> list[NextStep]:
    """The step that follows `task`, whose type is called `kind`; "" for any. `of` is the resource
    it belongs to.
    """
    for shown in task_details(store, operation, kind):
        parent, _slash, last = shown.path.rpartition("/")
        name = last[1:-1]
        values = {
            **known,
            name: next((task[key] for key in (name, *TASK_IDS) if _is_value(task.get(key))), None),
        }
        above = _above(parent)
        if of is not None and above.endswith("}"):
            values.setdefault(above.rpartition("{")[2][:-1], of)
        opened = _target(shown, values)
        if opened is not None and _is_done_once(store, shown):
            title = _("Follow task {value} until it is done").format(value=values[name])
            return [NextStep(title, opened, is_over=is_over)]
    return []


def task_details(store: "Store", operation: "Operation", kind: str) -> "list[Operation]":
    """The operations that show a task which `operation` answers with, whose type is called `kind`
    ("" for any); the nearest first.
    """
    found: list[tuple[tuple[bool, int], Operation]] = []
    for path in store.details(operation.branch, operation.product):
        parent = path.rpartition("/")[0]
        above = _above(parent)
        shown = store.operation(operation.branch, "GET", path) if above else None
        if shown is None:
            continue
        same = not kind or shown.response.lower() == kind
        # Another type of task is taken for it only where it belongs to the very same thing.
        if same or operation.path.startswith(f"{above}/"):
            found.append(((same, _shared(parent, operation.path)), shown))
    return [shown for _, shown in sorted(found, key=lambda item: item[0], reverse=True)]


def _above(parent: str) -> str:
    """What tasks that are listed at `parent` belong to; "" where those are no tasks."""
    found = _TASK_PLACE.search(parent)
    return parent[: found.start()] if found else ""


def _shared(one: str, other: str) -> int:
    """How many segments two paths begin with alike."""
    count = 0
    for mine, theirs in zip(one.split("/"), other.split("/"), strict=False):
        if mine != theirs:
            break
        count += 1
    return count


def _refresh(store: "Store", operation: "Operation", given: Mapping[str, str]) -> list[NextStep]:
    """The refresh without which a change is not live.

    It is above the operation, and the operation's description speaks of it (or that of another on
    the same path); or it says of itself that it applies the configuration, as a load balancer's
    does.
    """
    if operation.method == "GET" or operation.path.endswith("/refresh"):
        return []
    path = operation.path
    while path.count("/") > 1:
        path = path.rpartition("/")[0]
        refresh = store.operation(operation.branch, "POST", f"{path}/refresh")
        if refresh is None:
            continue
        speaks = any(
            "refresh" in row.description.lower()
            for row in store.at(operation.branch, operation.path)
        )
        below = operation.path[len(path) :]
        applies = (
            # not for people: what the API says
            "apply the configuration" in refresh.description.lower()
            and not _NO_CONFIGURATION.search(below)
        )
        opened = _target(refresh, given)
        if (speaks or applies) and opened is not None:
            # What the catalog says of it is English, and longer.
            name = opened.last_value
            words = _("Refresh {name}: changes are not live yet")
            return [NextStep(words.format(name=name), opened)]
    return []


def _order(
    store: "Store", operation: "Operation", given: Mapping[str, str], found: Mapping[str, Any]
) -> list[NextStep]:
    """The way of a cart: assign it, configure what was put in, look at the prices, order."""
    known = {**found, **given}
    match operation.method, operation.path:
        case "POST", "/order/cart":
            ways = [("POST", f"{_CART}/assign", N_("Assign the cart to your account"))]
        case "POST", path if path == f"{_CART}/assign":
            ways = [("GET", _CART, N_("View the cart")), _CHECKOUT]
        case "GET", path if path == f"{_CART}/checkout":
            ways = [("POST", path, N_("Place the order"))]
        case "POST", path if path.startswith(f"{_CART}/item/"):
            ways = [_CHECKOUT]
        case "POST", path if path.startswith(f"{_CART}/") and "itemId" in found:
            required = (
                "GET",
                f"{_CART}/item/{{itemId}}/requiredConfiguration",
                N_("View the required configuration"),
            )
            ways = [required, _CHECKOUT]
        case _:
            return []
    return [
        step
        for method, path, title in ways
        for step in _step(store, operation.branch, _(title), method, path, known)
    ]


def _is_done_once(store: "Store", operation: "Operation") -> bool:
    """Whether what an operation shows is a task that is done at some time, for all that its states
    tell.
    """
    models = store.models(operation.branch, operation.product)
    shape = models.shape(operation.response)
    properties = shape.model.properties if isinstance(shape, Object) else ()
    types = {part.name: part.type for part in properties}
    states = models.shape(next((types[name] for name in STATES if name in types), ""))
    return not isinstance(states, Enum) or has_good_end(map(str, states.values))


def _follow(store: "Store", operation: "Operation", call: "Call", body: Any) -> list[NextStep]:
    """To ask again for a task, or an object, that is under way."""
    state = state_of(body) if isinstance(body, dict) else ""
    is_task = responds_with_task(operation) and _is_done_once(store, operation)
    may_stop = is_over if is_task else is_ready
    if not state or may_stop(state):
        return []
    title = _("Follow it until it is done") if is_task else _("Follow it until it is ready")
    shown = OperationTarget(call.branch, call.method, call.path, call.path_values, call.query)
    return [NextStep(title, shown, is_over=may_stop)]


def _see(
    store: "Store", operation: "Operation", given: Mapping[str, str], body: Any
) -> list[NextStep]:
    """What was created or changed, and the list it is in."""
    steps: list[NextStep] = []
    branch, path, found = operation.branch, operation.path, _object(body)
    around = store.operation(branch, "GET", path)
    if operation.method == "DELETE" and path.endswith("}"):
        around = store.operation(branch, "GET", path.rpartition("/")[0])
    detail = made_by(store, operation) if operation.method == "POST" else None
    if detail is not None:
        value = made_value(detail, found) if found else body
        opened = _target(detail.operation, {**given, detail.parameter: value})
        if opened is not None and not is_ready(state_of(body)):
            steps.append(NextStep(_("Follow it until it is ready"), opened, is_over=is_ready))
        elif opened is not None:
            steps.append(NextStep(_("View the new object"), opened))
    opened = _target(around, given) if around is not None else None
    if around is None or opened is None:
        return steps
    if around.response.endswith("[]"):
        steps.append(NextStep(_("View the list"), opened))
    elif detail is None and not is_ready(state_of(body)):
        steps.append(NextStep(_("Follow it until it is ready"), opened, is_over=is_ready))
    else:
        steps.append(NextStep(_("View it as it is now"), opened))
    return steps
