"""Objects as values of a type: made up from their path, with what was written on top."""

import re
from collections.abc import Mapping
from typing import Any

from ovh_explorer.catalog.resolve import Core, Listed, Models, Object
from ovh_explorer.catalog.schema import Model, Operation
from ovh_explorer.sandbox.coherence import agree_on_version, count
from ovh_explorer.sandbox.durations import WHOLE
from ovh_explorer.sandbox.ids import id_property, in_type, own_ids
from ovh_explorer.sandbox.lifecycle import moved
from ovh_explorer.sandbox.naming import named_by_path
from ovh_explorer.sandbox.object_store import ObjectPath, StoredObject
from ovh_explorer.sandbox.overlay import fitting, lay, with_read_names
from ovh_explorer.sandbox.request import Request
from ovh_explorer.sandbox.roles import Collection
from ovh_explorer.sandbox.tasks import current_tasks
from ovh_explorer.sandbox.unsent import lay_unsent
from ovh_explorer.sandbox.values import Maker
from ovh_explorer.sandbox.words import PURPOSES, REGIONS, pick

__all__ = ["made_of", "read_item", "shown"]

_OURS = ("resourceStatus", "checksum")


def made_of(
    request: Request, kind: str, place: ObjectPath, fields: Mapping[str, Any]
) -> dict[str, Any]:
    """An object of the model `kind` made of `fields`; what they don't say is made up."""
    shape = request.models.shape(kind)
    value = Maker(request.models, *place).make(kind)
    if isinstance(shape, Object) and isinstance(value, dict):
        lay(request.models, shape.model, value, fields)
        return value
    return dict(fields)


def read_item(request: Request, path: str) -> dict[str, Any]:
    """The item that a template leads to with the values of the request's path, as its GET reads
    it; empty where the catalog can't read it.
    """
    collection = request.roles.item(path)
    if collection is None or collection.reads is None:
        return {}
    value = shown(request, collection.reads.response, request.object_path_of(path), key=collection)
    return value if isinstance(value, dict) else {}


def shown(
    request: Request,
    kind: str,
    place: ObjectPath,
    *,
    key: Collection | None = None,
    given: Mapping[str, Any] | None = None,
) -> Any:
    """What is at `place`, as a value of the type `kind`.

    Args:
        key: the collection that it is an item of; its id goes where the model has it.
        given: values that agree with what was asked, by the names of properties.
    """
    models = request.models
    thing = request.state.objects.thing(place)
    if thing is not None and fitting(models, kind, thing.whole):
        return thing.whole
    value = Maker(models, *place).make(kind, place[-1] if not key else "")
    shape = models.shape(kind)
    if not isinstance(shape, Object) or not isinstance(value, dict):
        return value
    model = shape.model
    creates = _creates(request, model, thing, key)
    if creates is not None:
        sent = {**request.written, **(thing.fields if thing else {})}
        lay_unsent(models, creates, model, value, sent)
    lay(models, model, value, with_read_names(models, model, given or {}))
    lay(models, model, value, request.values)
    lay(models, model, value, named_by_path(request, model))
    if key is not None:
        _name(models, model, value, key, place[-1])
        _owned(request, value, place[-1])
        _spread(request, model, value, key, place)
    is_item = key is not None and key.read_model == model.key
    if is_item and thing is not None and thing.made is not None:
        lay(models, model, value, _nothing_yet(request, model))
    _settled(models, model, value)
    agree_on_version(value)
    if thing is not None:
        lay(models, model, value, moved(models, model, place, thing, request.state.time()))
        # What was written wins, but for what is for the sandbox to say.
        written = {k: v for k, v in thing.fields.items() if k not in _OURS or not thing.touched}
        lay(models, model, value, with_read_names(models, model, written))
        lay(models, model, value, {"currentTasks": current_tasks(request, place, thing)})
        _specified(request, model, value, place, thing)
        count(value, written)
    return value


def _creates(
    request: Request, model: Model, thing: StoredObject | None, key: Collection | None
) -> Operation | None:
    """The operation that made a thing, or whose report this is; None for what was always there."""
    if key is None:
        is_report = thing is None and request.operation.method == "POST"
        return request.operation if is_report else None
    if key.read_model != model.key or thing is None or thing.made is None:
        return None
    return request.roles.operation("POST", key.path)


def _nothing_yet(request: Request, model: Model) -> dict[str, list[Any]]:
    """The lists of something new: empty, but for what was given to it."""
    models = request.models
    return {i.name: [] for i in model.properties if isinstance(models.shape(i.type), Listed)}


def _spread(
    request: Request, model: Model, value: dict[str, Any], key: Collection, place: ObjectPath
) -> None:
    """Let what was always there differ: each has a purpose of its own, and is in one of the
    regions that are listed, the first in the first.
    """
    place, text = place[:-1], place[-1]
    listed = request.state.objects.own(place)
    own = own_ids(request.models, key, place) if listed is None else listed
    if text not in own:
        return
    number = own.index(text)
    types = {item.name: item.type for item in model.properties}
    texts = {name for name, kind in types.items() if request.models.shape(kind) == Core("string")}
    if "region" in texts and listed is None:
        value["region"] = pick(REGIONS, number)
    for name in texts & {"description", "comment"}:
        value[name] = pick(PURPOSES, number)
    iam = value.get("iam")
    if isinstance(iam, dict) and isinstance(iam.get("displayName"), str) and _is_code(text):
        iam["displayName"] = pick(PURPOSES, number)


def _is_code(text: str) -> bool:
    """Whether an id tells a reader nothing: a UUID, a hash."""
    return re.fullmatch("[0-9a-f-]{24,}", text) is not None


def _name(models: Models, model: Model, value: dict[str, Any], key: Collection, text: str) -> None:
    types = {item.name: item.type for item in model.properties}
    found = id_property(models, model, key.key)
    wanted = {found} if found else set()
    if key.key.name in types:
        wanted.add(key.key.name)
    if "name" in types and not key.key.name.lower().endswith(("id", "key", "urn")):
        wanted.add("name")
    for name in wanted:
        typed = in_type(models, types[name], text)
        if typed is not None:
            value[name] = typed


def _owned(request: Request, value: dict[str, Any], key: str) -> None:
    """What IAM knows of a service is about that service."""
    iam, kind = (
        value.get("iam"),
        next((action.name.partition(":")[0] for action in request.operation.iam), ""),
    )
    if isinstance(iam, dict) and isinstance(iam.get("urn"), str) and kind:
        urn = f"urn:v1:eu:resource:{kind}:{key}"
        iam["urn"] = urn
        known = request.state.objects.thing(("v2", "iam", "resource", urn))
        if "tags" in iam:
            iam["tags"] = dict((known.fields.get("tags") if known else None) or {})
        if "displayName" in iam:
            iam["displayName"] = key
        if known is not None and "id" in known.fields:
            iam["id"] = known.fields["id"]


def _settled(models: Models, model: Model, value: dict[str, Any]) -> None:
    """A v2 resource that is not worked at is as it was asked to be, and has no tasks."""
    types = {item.name: item.type for item in model.properties}
    if "resourceStatus" in types:
        lay(models, model, value, {"currentTasks": []})
        shape, target = models.shape(types.get("currentState", "void")), value.get("targetSpec")
        if (
            isinstance(shape, Object)
            and isinstance(value.get("currentState"), dict)
            and isinstance(target, dict)
        ):
            lay(models, shape.model, value["currentState"], target)


def _specified(
    request: Request, model: Model, value: dict[str, Any], place: ObjectPath, thing: StoredObject
) -> None:
    """A v2 resource's current state follows what was asked for, once that is done."""
    state = next((item for item in model.properties if item.name == "currentState"), None)
    now = request.state.time()
    settled = not thing.works or now - thing.works[-1].since >= WHOLE
    target = (thing.fields if settled or thing.works[-1].kind == "create" else thing.before).get(
        "targetSpec"
    )
    shape = request.models.shape(state.type) if state else None
    current = value.get("currentState")
    if isinstance(shape, Object) and isinstance(current, dict):
        lay(
            request.models,
            shape.model,
            current,
            moved(request.models, shape.model, place, thing, now),
        )
        lay(request.models, shape.model, current, target if isinstance(target, dict) else {})
