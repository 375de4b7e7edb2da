"""Properties that change with time: the status of a task or of a new item, and dates."""

from datetime import UTC, datetime
from typing import Any

from ovh_explorer.catalog.resolve import Core, Enum, Models
from ovh_explorer.catalog.schema import Model, Property
from ovh_explorer.sandbox.durations import STARTED, WHOLE
from ovh_explorer.sandbox.object_store import ObjectPath, StoredObject
from ovh_explorer.sandbox.words import number_of

__all__ = ["checksum", "follows_time", "is_task", "moved", "stamp"]

# The words of the real catalog's enumerations, in lower case without separators.
_FIRST = (
    "todo", "init", "pending", "scheduled", "creating", "installing", "build", "building",
    "tocreate", "submitted", "planned", "queued", "waiting", "starting", "updating",
)  # fmt: skip
_AMID = ("doing", "running", "inprogress", "processing", "ongoing", "started")
_LAST_OF_TASK = (
    "done",
    "completed",
    "complete",
    "success",
    "succeeded",
    "finished",
    "ok",
    "closed",
    "terminated",
)
_LAST_OF_ITEM = (
    "ready", "active", "ok", "running", "available", "enabled", "validated", "valid", "up", "open",
    "installed", "created", "done", "delivered",
)  # fmt: skip
_STATUS = ("status", "state", "resourcestatus")
_MADE = (
    "createdat",
    "creationdate",
    "creationdatetime",
    "creation",
    "created",
    "date",
    "daterequest",
    "executiondate",
    "startdate",
    "startedat",
    "tododate",
)
_CHANGED = (
    "updatedat",
    "lastupdate",
    "lastupdated",
    "lastupdatedate",
    "lastmodificationdate",
    "modificationdate",
    "updatedate",
    "updateddate",
)
_DONE = ("completedat", "datedone", "donedate", "enddate", "endedat", "finishdate", "finishedat")
_PROGRESS = ("progress", "progression")
# What a task comes to, known when it is done.
_OUTCOME = ("result",)


def stamp(seconds: float) -> str:
    """A time as the API writes one."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")


def is_task(model: Model) -> bool:
    """Whether a model tells of something that was begun, and how far it is."""
    return "task" in model.key.lower()


def follows_time(models: Models, item: Property) -> bool:
    """Whether a property of a task is as it is because of time."""
    name = item.name.lower()
    if name in (*_STATUS, *_PROGRESS, *_OUTCOME):
        return True
    return name in (*_MADE, *_CHANGED, *_DONE) and models.shape(item.type) in (
        Core("date"),
        Core("datetime"),
    )


def checksum(place: ObjectPath, thing: StoredObject) -> str:
    """What a v2 resource's content is known by: another one after each change."""
    return f"{number_of('checksum', *place, thing.made, thing.revision):032x}"


def _word(values: tuple[Any, ...], words: tuple[str, ...]) -> Any:
    by_word = {
        str(value).lower().replace("_", "").replace("-", "").replace(" ", ""): value
        for value in values
    }
    return next((by_word[word] for word in words if word in by_word), None)


def moved(
    models: Models, model: Model, place: ObjectPath, thing: StoredObject, now: float
) -> dict[str, Any]:
    """The properties of `model` that are as they are because of time.

    A task goes from todo over doing to done; a new item from creating to ready; a resource that is
    changed or removed says so until it is done. Dates are those of the making and the last change.
    """
    found: dict[str, Any] = {}
    since = thing.leaving or (thing.works[-1].since if thing.works else None) or thing.made
    for item in model.properties:
        value = _property(models, model, item, thing, None if since is None else now - since)
        if value is not None:
            found[item.name] = value
        elif (
            thing.moves
            and item.nullable
            and item.name.lower() in (*_DONE, *_OUTCOME)
            and (since is None or now - since < WHOLE)
        ):
            found[item.name] = None
    names = {item.name for item in model.properties}
    if "checksum" in names and thing.touched:
        found["checksum"] = checksum(place, thing)
    return found


def _property(
    models: Models, model: Model, item: Property, thing: StoredObject, age: float | None
) -> Any:
    lowered = item.name.lower()
    shape = models.shape(item.type)
    if isinstance(shape, Enum) and lowered in _STATUS and age is not None:
        return _status(shape.values, is_task(model), thing, age)
    if not isinstance(shape, Core):
        return None
    if shape.name in ("datetime", "date"):
        return _date(lowered, 10 if shape.name == "date" else None, thing, age)
    if shape.name in ("long", "double") and lowered in _PROGRESS:
        return None if age is None or not thing.moves else _progress(age)
    return None


def _date(name: str, length: int | None, thing: StoredObject, age: float | None) -> str | None:
    """A date by its property's name in lower case, cut to `length`; None where time says none."""
    if name in _MADE and thing.made is not None:
        return stamp(thing.made)[:length]
    if name in _CHANGED and thing.touched:
        return stamp(thing.changed or thing.made or 0)[:length]
    is_done = thing.moves and age is not None and age >= WHOLE
    if name in _DONE and is_done and thing.made is not None:
        return stamp(thing.made + WHOLE)[:length]
    return None


def _progress(age: float) -> int:
    if age < STARTED:
        return 0
    return 50 if age < WHOLE else 100


def _status(values: tuple[Any, ...], task: bool, thing: StoredObject, age: float) -> Any:
    if thing.leaving is not None:
        return _word(values, ("deleting", "todelete"))
    if age >= WHOLE:
        return _word(values, _LAST_OF_TASK if task else _LAST_OF_ITEM)
    if thing.works and thing.works[-1].kind == "update":
        return _word(values, ("updating",))
    if task and age >= STARTED:
        return _word(values, _AMID) or _word(values, _FIRST)
    return _word(values, _FIRST)
