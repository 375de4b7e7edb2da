"""The tasks and events of v2 resources: what was begun on them, and how far it is."""

# No words for people: responses of the API are the same in each language.

import uuid
from collections.abc import Iterator
from typing import Any

from ovh_explorer.sandbox.durations import STARTED, WHOLE
from ovh_explorer.sandbox.lifecycle import stamp
from ovh_explorer.sandbox.object_store import ObjectPath, StoredObject, Work
from ovh_explorer.sandbox.request import Request
from ovh_explorer.sandbox.words import number_of

__all__ = ["current_tasks", "events_of", "tasks_of"]

# What was always there was made at some time of these two years.
_FIRST, _YEARS = 1_609_459_200, 63_072_000


def tasks_of(request: Request, holder: ObjectPath) -> list[dict[str, Any]]:
    """The tasks that ``…/task`` of a resource lists, oldest first, as ``common.Task``."""
    return [
        _task(request, place, number, work)
        for place, number, work in _works(request, holder, "task")
    ]


def events_of(request: Request, holder: ObjectPath) -> list[dict[str, Any]]:
    """The events that ``…/event`` of a resource lists, oldest first, as ``common.Event``."""
    now = request.state.time()
    found: list[dict[str, Any]] = []
    for place, number, work in _works(request, holder, "event"):
        link = _link(request, place, _task_id(place, number))
        moments = [
            ("TARGET_SPEC_UPDATE", work.since, f"The {work.kind} was asked for"),
            ("TASK_START", work.since + STARTED, f"The {work.kind} began"),
            ("TASK_SUCCESS", work.since + WHOLE, f"The {work.kind} is done"),
        ]
        found += [
            {"createdAt": stamp(at), "type": kind, "kind": kind, "message": message, "link": link}
            for kind, at, message in moments
            if at <= now
        ]
    return found


def current_tasks(request: Request, place: ObjectPath, thing: StoredObject) -> list[dict[str, Any]]:
    """The tasks that a resource shows itself: the ones that aren't done."""
    tasks = (_task(request, place, number, work) for number, work in enumerate(thing.works))
    return [
        {key: task[key] for key in ("id", "type", "status", "link")}
        for task in tasks
        if task["status"] != "DONE"
    ]


def _works(
    request: Request, holder: ObjectPath, list_name: str
) -> list[tuple[ObjectPath, int, Work]]:
    """What was begun on a resource, and on what is below it and has no such list of its own."""
    objects = request.state.objects
    found: list[tuple[ObjectPath, int, Work]] = []
    if not objects.is_new(holder):
        found.append((holder, -1, Work("create", _FIRST + number_of("made", *holder) % _YEARS)))
    for place, thing in objects.below(holder):
        if thing.works and _holder(request, place, list_name) == holder:
            found += [(place, number, work) for number, work in enumerate(thing.works)]
    return sorted(found, key=lambda item: item[2].since)


def _holder(request: Request, place: ObjectPath, below: str) -> ObjectPath:
    """The resource among `place` and those above it that has a list of tasks, or of events; empty
    when none has.
    """
    found: ObjectPath = ()
    for path in _paths(request, below):
        head = place[1 : 1 + len(path)]
        fits = len(head) == len(path) and all(
            written == text or written.startswith("{")
            for written, text in zip(path, head, strict=True)
        )
        if fits and len(path) >= len(found):
            found = place[: 1 + len(path)]
    return found


def _paths(request: Request, below: str) -> Iterator[list[str]]:
    """The templates, as segments, below which something can be read."""
    for operation in request.roles.reading(f"/{below}"):
        yield operation.path.removesuffix(f"/{below}").strip("/").split("/")


def _link(request: Request, place: ObjectPath, key: str) -> str:
    """Where a task can be read; the resource itself where tasks can only be listed."""
    holder = _holder(request, place, "task/{taskId}")
    return "/" + "/".join((*holder, "task", key) if holder else place)


def _task_id(place: ObjectPath, number: int) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_URL, "/".join((*place, str(number)))))


def _task(request: Request, place: ObjectPath, number: int, work: Work) -> dict[str, Any]:
    age = request.state.time() - work.since
    key = _task_id(place, number)
    status, changed = "PENDING", 0.0
    if age >= STARTED:
        status, changed = "RUNNING", STARTED
    if age >= WHOLE:
        status, changed = "DONE", WHOLE
    return {
        "id": key,
        "type": f"resource{work.kind.title()}",
        "status": status,
        "progress": [{"name": work.kind, "status": status}],
        "errors": [],
        "createdAt": stamp(work.since),
        "startedAt": stamp(work.since + STARTED) if age >= STARTED else None,
        "finishedAt": stamp(work.since + WHOLE) if age >= WHOLE else None,
        "updatedAt": stamp(work.since + changed),
        "link": _link(request, place, key),
        "message": f"{work.kind.title()} of the resource",
    }
