"""Tasks of v1: what an operation begins, where that is listed, and what is refused meanwhile."""

# No words for people: responses of the API are the same in each language.

import json
from collections.abc import Mapping
from typing import Any

from ovh_explorer.call import placeholders
from ovh_explorer.catalog.resolve import Enum, Object
from ovh_explorer.catalog.schema import Model, Property
from ovh_explorer.sandbox.durations import WHOLE
from ovh_explorer.sandbox.errors import ApiRefusal
from ovh_explorer.sandbox.functions import comment_of, function_of
from ovh_explorer.sandbox.ids import in_type, new_id
from ovh_explorer.sandbox.lifecycle import follows_time, is_task
from ovh_explorer.sandbox.object_store import ObjectPath
from ovh_explorer.sandbox.overlay import fitting
from ovh_explorer.sandbox.request import Request
from ovh_explorer.sandbox.roles import Collection
from ovh_explorer.sandbox.views import shown
from ovh_explorer.sandbox.words import number_of

__all__ = ["begun"]

# What a task's function is called, the first that a model has.
_FUNCTIONS = ("function", "action", "operation", "type", "name")
_IDS = ("taskId", "id")
_FIRST_ID = 5_000_001
# Where tasks are that no operation reads: no path of the API begins so.
_ASIDE = "~task"
# Services that were seen to refuse what is asked meanwhile: a server a second task of a kind, a VPS
# anything.
_SERVER, _VPS = "/dedicated/server/{serviceName}", "/vps/{serviceName}"
_ONE_AT_A_TIME = ("hardReboot", "reinstallServer")


def begun(request: Request, model: Model) -> Any:
    """The task that an operation returns, as its response's `model`; it can be read under its
    id, where there is an operation for that.

    Raises:
        ApiRefusal: 400 where one that runs is in its way.
    """
    collection, function = _list_of(request, model)
    fields = _fields(request, model, function)
    if collection is not None:
        where = request.object_path_of(collection.path, request.written)
        _require_idle(request, where, function)
        # A task that is begun again is the same one.
        again = request.operation.path.startswith(f"{collection.item}/")
        key = request.texts[collection.key.name] if again else new_id(request, collection, where)
    else:
        where = (request.operation.branch, _ASIDE, *request.object_path[1:])
        key = _key_aside(request, model)
    objects = request.state.objects
    if collection is not None or objects.thing((*where, key)) is None:
        # What the path calls `id` is what is worked at.
        known = {**request.written, **request.values}
        given = {name: entry for name, entry in known.items() if name not in _IDS}
        objects.add(where, key, {**given, **fields}, moves=True)
    value = shown(
        request, request.operation.response.removesuffix("[]"), (*where, key), key=collection
    )
    if collection is None:
        _number(request, model, value, key)
    return value


def _list_of(request: Request, model: Model) -> tuple[Collection | None, str]:
    """Where a task can be read again, and its function: it is listed as the model of the response,
    else as another one of tasks that can have such a function.
    """
    given = [name for name, value in request.written.items() if isinstance(value, str | int)]
    function = _function(request, model)
    found = request.roles.keeper(request.operation, given)
    if found is not None:
        return found, function
    models, operation = request.models, request.operation
    wanted, known = _function_property(model), set(placeholders(operation.path))
    for collection in request.roles.collections():
        kept = models.model(collection.read_model) if collection.read_model else None
        own = _function_property(kept) if kept is not None and is_task(kept) else None
        if kept is None or own is None or wanted is None or collection.lists is None:
            continue
        # What is removed takes along what is listed below it.
        goes = operation.method == "DELETE" and collection.path.startswith(f"{operation.path}/")
        if goes or not set(placeholders(collection.path)) <= known:
            continue
        theirs = _function(request, kept)
        if fitting(models, wanted.type, theirs):
            return collection, theirs
    return None, function


def _function_property(model: Model) -> Property | None:
    names = {item.name: item for item in model.properties}
    return next((names[name] for name in _FUNCTIONS if name in names), None)


def _function(request: Request, model: Model) -> str:
    """The function of what the operation begins, as the model can have it; empty where it has
    none.
    """
    item = _function_property(model)
    if item is None:
        return ""
    shape = request.models.shape(item.type)
    return function_of(request.operation, shape.values if isinstance(shape, Enum) else None)


def _fields(request: Request, model: Model, function: str) -> dict[str, Any]:
    """What is known of a task from the beginning; nothing else is."""
    fields: dict[str, Any] = {
        item.name: None
        for item in model.properties
        if item.nullable and not follows_time(request.models, item)
    }
    called = _function_property(model)
    if called is not None:
        fields[called.name] = function
    comment = comment_of(request.operation)
    return fields if comment is None else {**fields, "comment": comment}


def _key_aside(request: Request, model: Model) -> str:
    """A number, or, for a task without an id, what the call is known by: the same call asks for it
    again.
    """
    names = {item.name for item in model.properties}
    if not names.isdisjoint(_IDS):
        return str(request.state.objects.number(_ASIDE, _FIRST_ID))
    return str(number_of(json.dumps(request.body, sort_keys=True)))


def _number(request: Request, model: Model, value: Mapping[str, Any], key: str) -> None:
    for item in model.properties:
        if item.name in _IDS and isinstance(value, dict):
            typed = in_type(request.models, item.type, key)
            if typed is not None:
                value[item.name] = typed
            return


def _require_idle(request: Request, where: ObjectPath, function: str) -> None:
    """Refuse what can't begin while something runs, in the API's words."""
    path = request.operation.path
    if not path.startswith((f"{_SERVER}/", f"{_VPS}/")):
        return
    objects, now = request.state.objects, request.state.time()
    for key in objects.ids(where, []):
        thing = objects.thing((*where, key))
        if thing is None or thing.made is None or now - thing.made >= WHOLE:
            continue
        if path.startswith(_VPS):
            words = "Action not available while there are running tasks on the VPS"
            raise ApiRefusal(400, words, "Client::BadRequest")
        if thing.fields.get("function") == function and function in _ONE_AT_A_TIME:
            status = shown_status(request, where, key)
            raise ApiRefusal(
                400,
                f"Task {key} of type {function} with status {status} is already running on server "
                f"{request.texts['serviceName']}",
                "Client::BadRequest::TaskAlreadyExists",
            )


def shown_status(request: Request, where: ObjectPath, key: str) -> str:
    """The status of a task that runs."""
    shape = request.models.shape(request.operation.response)
    kind = request.operation.response
    value = shown(request, kind, (*where, key)) if isinstance(shape, Object) else {}
    return str(value.get("status", "todo"))
