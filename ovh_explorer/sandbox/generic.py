"""Responses made from the schema, for every operation without a handler of its own.

A POST on a collection adds, its GET lists, the item's GET reads it, PUT changes it, DELETE removes
it. Any other well-formed id is an item too until it is deleted, so that every operation can be
tried on its own.
"""

# No words for people: responses of the API are the same in each language.

from collections.abc import Sequence
from typing import Any

from ovh_explorer.catalog.resolve import Core, Enum, Listed, Object, Shape
from ovh_explorer.catalog.schema import Model
from ovh_explorer.catalog.types import parse_type
from ovh_explorer.sandbox.begun import begun
from ovh_explorer.sandbox.carts import item_fields
from ovh_explorer.sandbox.entries import add_entries, only_list
from ovh_explorer.sandbox.errors import ApiRefusal
from ovh_explorer.sandbox.filters import matches
from ovh_explorer.sandbox.ids import given_id, id_property, in_type, new_id, own_ids
from ovh_explorer.sandbox.lifecycle import checksum, is_task
from ovh_explorer.sandbox.object_store import ObjectPath, StoredObject, Work
from ovh_explorer.sandbox.overlay import MISSING, as_read, fitting
from ovh_explorer.sandbox.renewal import with_consequences
from ovh_explorer.sandbox.request import Request, gone
from ovh_explorer.sandbox.roles import Collection
from ovh_explorer.sandbox.tasks import events_of, tasks_of
from ovh_explorer.sandbox.values import Maker
from ovh_explorer.sandbox.views import made_of, shown

__all__ = ["add", "generic_response", "ids_of", "item"]


def generic_response(request: Request) -> Any:
    """The response to an operation, by its method.

    Raises:
        ApiRefusal: 404 for what was removed, 409 for what is there already, 412 for a checksum that
            isn't current.
    """
    place = request.object_path
    missing = request.state.objects.missing(place[:-1])
    if missing is not None:
        raise gone(request, missing)
    match request.operation.method:
        case "POST":
            return _post(request, place)
        case "PUT":
            return _put(request, place)
        case "DELETE":
            return _delete(request, place)
    return _get(request, place)


def _there(request: Request, place: ObjectPath) -> None:
    missing = request.state.objects.missing(place)
    if missing is not None:
        raise gone(request, missing)


def _get(request: Request, place: ObjectPath) -> Any:
    operation, models = request.operation, request.models
    _there(request, place)
    history = _history(request, place)
    if history is not None:
        return history
    collection = request.roles.collection(operation.path)
    shape = models.shape(operation.response)
    if collection is not None and isinstance(shape, Listed):
        listed = _listed(request, collection, place)
        if listed is not None:
            return listed
    if isinstance(shape, Listed) and isinstance(models.shape(shape.item), Object):
        whole = getattr(request.state.objects.thing(place), "whole", None)
        if fitting(models, operation.response, whole):
            return whole
        own = 0 if request.state.objects.is_new(place) else 2
        return [
            shown(
                request,
                str(shape.item),
                (*place, f"#{number}"),
                given=request.query | request.values,
            )
            for number in range(own)
        ]
    return shown(
        request,
        operation.response,
        place,
        key=request.roles.item(operation.path),
        given=request.query,
    )


def _history(request: Request, place: ObjectPath) -> list[dict[str, Any]] | dict[str, Any] | None:
    """The tasks and events of a v2 resource; None where something else is asked for."""
    models, last = request.models, place[-1]
    kind = request.operation.response
    if place[0] != "v2" or not isinstance(models.shape(kind.removesuffix("[]")), Object):
        return None
    if kind.endswith("[]") and last in ("task", "event"):
        holder = place[:-1]
        entries = events_of(request, holder) if last == "event" else tasks_of(request, holder)
    elif place[-2] == "task":
        holder = place[:-2]
        entries = [task for task in tasks_of(request, holder) if task["id"] == last]
    else:
        return None
    single = kind.removesuffix("[]")
    made = [made_of(request, single, (*holder, str(entry.get("id"))), entry) for entry in entries]
    return made if kind.endswith("[]") else next(iter(made), None)


def ids_of(request: Request, collection: Collection, place: ObjectPath) -> list[str]:
    """The ids that a collection lists, unfiltered."""
    objects = request.state.objects
    own = objects.own(place)
    return objects.ids(place, own_ids(request.models, collection, place) if own is None else own)


def _listed(request: Request, collection: Collection, place: ObjectPath) -> list[Any] | None:
    """The list of a collection; None when its items can't be told by their ids."""
    models = request.models
    lists = collection.lists
    assert lists is not None
    kind = parse_type(lists.response)
    shape = models.shape(kind)
    assert isinstance(shape, Listed)
    item_shape = models.shape(shape.item)
    ids = ids_of(request, collection, place)
    if isinstance(item_shape, Object):
        if not id_property(models, item_shape.model, collection.key):
            return None
        items = [item(request, collection, place, key, str(shape.item)) for key in ids]
        return [entry for entry in items if matches(request, item_shape.model, entry)]
    if not isinstance(item_shape, Core | Enum):
        return None
    typed = {key: in_type(models, str(shape.item), key) for key in ids}
    if any(value is None for value in typed.values()):
        return None
    reads = collection.reads
    read_shape = models.shape(reads.response) if reads else None
    if request.query and reads is not None and isinstance(read_shape, Object):
        return [
            typed[key]
            for key in ids
            if matches(
                request, read_shape.model, item(request, collection, place, key, reads.response)
            )
        ]
    return list(typed.values())


def item(request: Request, collection: Collection, place: ObjectPath, key: str, kind: str) -> Any:
    """An item of the collection at `place`, as a value of the type `kind`."""
    return shown(request, kind, (*place, key), key=collection)


def _post(request: Request, place: ObjectPath) -> Any:
    _there(request, place[:-1])
    roles, operation, objects = request.roles, request.operation, request.state.objects
    collection = roles.collection(operation.path)
    reads = roles.operation("GET", operation.path)
    if collection is not None and (
        reads is None or collection.lists is None or _is_list(request, reads.response)
    ):
        keys = add_entries(request, collection, place)
        if keys is None:
            keys = [add(request, collection, place)[0]]
        return _made(request, (*place, keys[0]), collection, keys)
    if reads is not None and not _is_list(request, reads.response):
        objects.revive(place)
        _keep(request, place)
    else:
        _there(request, place)
    return _made(request, place, roles.item(operation.path))


def _is_list(request: Request, kind: str) -> bool:
    return isinstance(request.models.shape(kind), Listed)


def add(
    request: Request, collection: Collection, place: ObjectPath, **more: Any
) -> tuple[str, StoredObject]:
    """Add the item that a body describes; its id and what is known of it.

    Raises:
        ApiRefusal: 409 when one of that id was added before and is still there.
    """
    body = request.body if isinstance(request.body, dict) else {}
    objects = request.state.objects
    key = given_id(request.models, collection, body)
    if key:
        thing = objects.thing((*place, key))
        if thing is not None and thing.made is not None:
            raise ApiRefusal(409, f"{collection.key.name} {key} already exists", "Client::Conflict")
    else:
        key = new_id(request, collection, place)
    thing = objects.add(place, key, {**request.written, **more}, moves=True)
    if request.operation.branch == "v2":
        thing.works.append(Work("create", request.state.time()))
    return key, thing


def _keep(request: Request, place: ObjectPath) -> None:
    body = request.body
    if isinstance(body, dict):
        written = with_consequences(request.operation.path, request.written)
        request.state.objects.write(place, written)
    reads = request.roles.operation("GET", request.operation.path)
    plain = reads is not None and not isinstance(request.models.shape(reads.response), Object)
    if reads is None or not plain:
        return
    entries = only_list(body)
    for value in (body, entries and entries[1]):
        whole = MISSING if value is None else as_read(request.models, reads.response, value)
        if whole is not MISSING:
            request.state.objects.put(place, whole)
            return


def _made(
    request: Request, place: ObjectPath, own: Collection | None, keys: Sequence[str] = ()
) -> Any:
    """The response of an operation that did something to what is at `place`.

    Args:
        keys: the ids of what was added, where that is several.
    """
    shape = request.models.shape(request.operation.response)
    task = _task_of(request, shape, own)
    if task is not None:
        return [task] if isinstance(shape, Listed) else task
    if isinstance(shape, Listed):
        more = [(*place[:-1], key) for key in keys[1:]]
        return [
            value
            for one in (place, *more)
            for value in _made_list(request, one, own, str(shape.item))
        ]
    if isinstance(shape, Object):
        return _made_object(request, place, own, shape.model)
    if own is not None and isinstance(shape, Core | Enum) and _responds_with_key(request, own):
        typed = in_type(request.models, own.key.type, place[-1])
        if typed is not None:
            return typed
    return _shown(request, place, own)


def _task_of(request: Request, shape: Shape, own: Collection | None) -> Any:
    """The task that the operation begins where its response is one, alone or in a list; else
    None. What reads tasks of its own begins none.
    """
    inner = request.models.shape(shape.item) if isinstance(shape, Listed) else shape
    if not isinstance(inner, Object) or not is_task(inner.model):
        return None
    if own is not None and own.reads is not None and own.read_model == inner.model.key:
        return None
    return begun(request, inner.model)


def _made_object(request: Request, place: ObjectPath, own: Collection | None, model: Model) -> Any:
    operation = request.operation
    if operation.method == "POST":
        acted_on = request.roles.item(operation.path.rpartition("/")[0])
        if acted_on is not None and acted_on.read_model == model.key:
            return _changed(request, acted_on)
    names = [name for name, value in request.written.items() if isinstance(value, str | int)]
    keeper = request.roles.keeper(operation, names)
    if keeper is None or (own is not None and keeper.item == own.item):
        return _shown(request, place, own)
    # A task, or whatever else can be read again under an id of its own.
    where = request.object_path_of(keeper.path, request.written)
    key = new_id(request, keeper, where)
    fields = {**request.written, **request.values, **item_fields(request, model)}
    request.state.objects.add(where, key, fields, moves=True)
    return item(request, keeper, where, key, operation.response)


def _responds_with_key(request: Request, own: Collection) -> bool:
    operation = request.operation
    return operation.method == "POST" and operation.response == own.key.type


def _shown(request: Request, place: ObjectPath, own: Collection | None) -> Any:
    given = request.body if isinstance(request.body, dict) else {}
    return shown(request, request.operation.response, place, key=own, given=given)


def _changed(request: Request, own: Collection) -> Any:
    """The item that an operation below it changed: a disk that was made larger."""
    place = request.object_path_of(own.item)
    if request.written:
        request.state.objects.write(place, request.written)
    return shown(request, request.operation.response, place, key=own)


def _made_list(request: Request, place: ObjectPath, own: Collection | None, kind: str) -> list[Any]:
    models = request.models
    if isinstance(models.shape(kind), Object):
        given = request.body if isinstance(request.body, dict) else {}
        return [shown(request, kind, place, key=own, given=given)]
    if own is not None and kind == own.key.type:
        return [in_type(models, kind, place[-1])]
    if fitting(models, request.operation.response, request.body):
        return list(request.body)
    return [Maker(models, *place).make(kind, "id")]


def _put(request: Request, place: ObjectPath) -> Any:
    _there(request, place)
    objects, body = request.state.objects, request.body
    thing = objects.thing(place)
    given = body.get("checksum") if isinstance(body, dict) else None
    if (
        given is not None
        and thing is not None
        and thing.touched
        and given != checksum(place, thing)
    ):
        raise ApiRefusal(
            412,
            "The checksum is not the one of the resource",
            "Client::PreconditionFailed::ChecksumMismatch",
        )
    collection = request.roles.collection(request.operation.path)
    if collection is not None:
        _replace(request, collection, place)
    _keep(request, place)
    if place[0] == "v2":
        changed = objects.thing(place) or objects.write(place, {})
        changed.works.append(Work("update", request.state.time()))
    return _made(request, place, request.roles.item(request.operation.path))


def _replace(request: Request, collection: Collection, place: ObjectPath) -> None:
    """A list that is put on a collection is all it holds from now on."""
    before = ids_of(request, collection, place)
    keys = add_entries(request, collection, place)
    if keys is None:
        return
    for key in before:
        if key not in keys:
            request.state.objects.remove((*place, key))


def _delete(request: Request, place: ObjectPath) -> Any:
    _there(request, place)
    objects, operation = request.state.objects, request.operation
    own = request.roles.item(operation.path)
    collection = request.roles.collection(operation.path)
    if collection is not None and own is None:
        for key in ids_of(request, collection, place):
            objects.remove((*place, key))
        return _made(request, place, own)
    if own is not None and _leaves_slowly(request, own):
        thing = objects.leave(place)
        thing.works.append(Work("delete", request.state.time()))
        return _made(request, place, own)
    value = _made(request, place, own)
    reads = request.roles.operation("GET", operation.path)
    if reads is not None and _is_list(request, reads.response):
        objects.put(place, [])
    else:
        objects.remove(place)
    return value


def _leaves_slowly(request: Request, own: Collection) -> bool:
    """Whether an item says that it is being deleted before it is gone."""
    model = request.models.model(own.read_model) if own.read_model else None
    if model is None or request.operation.branch != "v2":
        return False
    status = next((entry for entry in model.properties if entry.name == "resourceStatus"), None)
    shape = request.models.shape(status.type) if status else None
    return isinstance(shape, Enum) and "DELETING" in shape.values
