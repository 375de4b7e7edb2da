"""Secrets of a key manager: versions that follow one another, writes that say which one they know,
and data that is in a response only where it was asked for.
"""

# No words for people: responses of the API are the same in each language.

from typing import Any

from ovh_explorer.sandbox.errors import ApiRefusal
from ovh_explorer.sandbox.generic import generic_response
from ovh_explorer.sandbox.lifecycle import stamp
from ovh_explorer.sandbox.object_store import ObjectPath
from ovh_explorer.sandbox.request import Request, gone, handles
from ovh_explorer.sandbox.views import shown

__all__: list[str] = []

_OKMS = "/okms/resource/{okmsId}"
_SECRETS = f"{_OKMS}/secret"
_SECRET = f"{_SECRETS}/{{path}}"
_VERSIONS = f"{_SECRET}/version"
_VERSION = f"{_VERSIONS}/{{version}}"
_MODEL = "okms.secret.Version"
# Of a secret, where neither it nor its domain says.
_MAX_VERSIONS = 10


@handles("v2", "POST", _SECRETS)
def _create(request: Request) -> Any:
    value = generic_response(request)
    place = (*request.object_path, value["path"])
    request.state.objects.write(place, {"version": None})
    _add_version(request, place, request.body["version"].get("data"))
    return _numbered(request, place, value)


@handles("v2", "GET", _SECRETS)
def _list(request: Request) -> Any:
    place = request.object_path
    return [
        _read_secret(request, (*place, item["path"]), item) for item in generic_response(request)
    ]


@handles("v2", "GET", _SECRET)
def _read(request: Request) -> Any:
    return _read_secret(request, request.object_path, generic_response(request))


@handles("v2", "PUT", _SECRET)
def _update(request: Request) -> Any:
    place = request.object_path
    _check_known_version(request, place)
    known = request.state.objects.thing(place)
    before = (known.fields.get("metadata") if known else None) or {}
    version = request.body.get("version")
    if isinstance(request.body.get("metadata"), dict):
        request.body["metadata"] = {**before, **request.body["metadata"]}
    value = generic_response(request)
    request.state.objects.write(place, {"version": None})
    if version is not None:
        _add_version(request, place, version.get("data"))
    return _numbered(request, place, value)


@handles("v2", "GET", _VERSIONS)
def _list_versions(request: Request) -> Any:
    _numbers(request, request.object_path_of(_SECRET))
    return [_plain(request, item) for item in generic_response(request)]


@handles("v2", "POST", _VERSIONS)
def _add(request: Request) -> Any:
    place = request.object_path_of(_SECRET)
    missing = request.state.objects.missing(place)
    if missing is not None:
        raise gone(request, missing)
    _check_known_version(request, place)
    number = _add_version(request, place, request.body.get("data"))
    request.state.objects.write(place, {})
    return _version(request, place, number)


@handles("v2", "GET", _VERSION)
def _read_version(request: Request) -> Any:
    _numbers(request, request.object_path_of(_SECRET))
    return _plain(request, generic_response(request))


@handles("v2", "PUT", _VERSION)
def _change_version(request: Request) -> Any:
    _numbers(request, request.object_path_of(_SECRET))
    value = generic_response(request)
    since = None if request.body["state"] == "ACTIVE" else request.state.now()
    more: dict[str, Any] = {"deactivatedAt": since}
    if request.body["state"] == "DELETED":
        more["data"] = None
    request.state.objects.write(request.object_path, more)
    return {**value, "deactivatedAt": since}


def _read_secret(request: Request, place: ObjectPath, value: dict[str, Any]) -> dict[str, Any]:
    numbers = _numbers(request, place)
    number = request.query.get("version", numbers[-1])
    if number not in numbers:
        raise ApiRefusal(404, f"{number} not found", "Client::NotFound")
    version = _plain(request, _version(request, place, number))
    return _numbered(request, place, {**value, "version": version})


def _numbered(request: Request, place: ObjectPath, value: dict[str, Any]) -> dict[str, Any]:
    """A secret that says which versions it has."""
    numbers = _numbers(request, place)
    thing = request.state.objects.thing(place)
    more: dict[str, Any] = {"currentVersion": numbers[-1], "oldestVersion": numbers[0]}
    if thing is not None and thing.made is not None:
        more["createdAt"] = stamp(thing.made)
    if thing is not None and thing.touched:
        more["updatedAt"] = stamp(thing.changed or thing.made or 0)
    return {**value, "metadata": {**value["metadata"], **more}}


def _version(request: Request, place: ObjectPath, number: int) -> dict[str, Any]:
    value: dict[str, Any] = shown(request, _MODEL, (*place, "version", str(number)))
    return {**value, "id": number}


def _plain(request: Request, version: dict[str, Any]) -> dict[str, Any]:
    """A version, without its data where that wasn't asked for."""
    if request.query.get("includeData") is True:
        return version
    return {name: item for name, item in version.items() if name != "data"}


def _numbers(request: Request, place: ObjectPath) -> list[int]:
    """The versions of the secret at `place`, the oldest first; one that was always there has
    one.
    """
    objects, versions = request.state.objects, (*place, "version")
    if objects.own(versions) is None:
        objects.seed(versions, {"1": {"id": 1, "state": "ACTIVE", "data": {"login": "demo"}}})
    return sorted(int(key) for key in objects.ids(versions, ["1"])) or [1]


def _add_version(request: Request, place: ObjectPath, data: Any) -> int:
    objects, versions = request.state.objects, (*place, "version")
    numbers = (
        [] if objects.is_new(place) and objects.own(versions) is None else _numbers(request, place)
    )
    if objects.own(versions) is None:
        objects.seed(versions, {})
    number = (numbers[-1] if numbers else 0) + 1
    objects.add(versions, str(number), {"id": number, "state": "ACTIVE", "data": data})
    most = _setting(request, place, "maxVersions") or _MAX_VERSIONS
    for old in numbers[: max(0, len(numbers) + 1 - most)]:
        objects.remove((*versions, str(old)))
    return number


def _setting(request: Request, place: ObjectPath, name: str) -> Any:
    """What the secret at `place` says, else its domain; None where neither was told."""
    objects = request.state.objects
    secret = objects.thing(place)
    domain = objects.thing((*request.object_path_of(_OKMS), "secretConfig"))
    own = (secret.fields.get("metadata") or {}).get(name) if secret else None
    return own or (domain.fields.get(name) if domain else None)


def _check_known_version(request: Request, place: ObjectPath) -> None:
    """Refuse a write that knows another version than the current one.

    Raises:
        ApiRefusal: 400.
    """
    known = request.query.get("cas")
    if known is None and _setting(request, place, "casRequired"):
        raise ApiRefusal(
            400,
            "check-and-set parameter required for this call",
            "Client::BadRequest::SecretCasMinRequired",
        )
    if known is not None and known != _numbers(request, place)[-1]:
        raise ApiRefusal(
            400,
            "check-and-set parameter did not match the current version",
            "Client::BadRequest",
        )
