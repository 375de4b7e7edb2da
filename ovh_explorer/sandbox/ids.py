"""Ids of items: those of a collection at the start, that of a new item, and the property that
holds it.
"""

from collections.abc import Callable, Iterator
from typing import Any

from ovh_explorer.catalog.resolve import Core, Enum, Models
from ovh_explorer.catalog.scalars import SCALARS, ScalarError, parse_enum, parse_scalar
from ovh_explorer.catalog.schema import Model, Parameter
from ovh_explorer.catalog.validate import problems
from ovh_explorer.sandbox.object_store import ObjectPath, ObjectStore
from ovh_explorer.sandbox.request import Request
from ovh_explorer.sandbox.roles import Collection
from ovh_explorer.sandbox.values import Maker
from ovh_explorer.sandbox.words import REGIONS, SYSTEMS, number_of

__all__ = [
    "account_services",
    "given_id",
    "id_property",
    "in_type",
    "new_id",
    "own_ids",
    "possible_ids",
]

_OWN = 3


def _hexadecimal(number: int) -> str:
    return f"{number:016x}{number_of(number):016x}"


# How well-known services are called, by the path that lists them.
_CALLED: dict[str, Callable[[int], str]] = {
    "/vps": lambda n: f"vps-{n % 0xFFFFFFFF:08x}.vps.example.net",
    "/dedicated/server": lambda n: f"ns{1_000_000 + n % 9_000_000}.ip-203-0-113.eu",
    "/cloud/project": _hexadecimal,
    "/cloud/project/{serviceName}/network/private": lambda n: f"pn-123456_{1 + n % 4094}",
    "/sms": lambda n: f"sms-xx1111-{1 + n % 99}",
    "/vrack": lambda n: f"pn-{100_000 + n % 900_000}",
    "/ipLoadbalancing": lambda n: f"loadbalancer-{_hexadecimal(n)}",
    "/dedicated/installationTemplate": lambda n: SYSTEMS[n % len(SYSTEMS)],
    "/me/bill": lambda n: f"EU{10_000_000 + n % 90_000_000}",
    "/me/identity/user": lambda n: ("ada", "grace", "alan", "barbara", "edsger", "katherine")[
        n % 6
    ],
    "/hosting/web": lambda n: (
        f"{('example', 'shop', 'blog', 'docs')[n % 4]}.example.{('com', 'org', 'net')[n % 3]}"
    ),
}
_DOMAINS = frozenset({"domain", "domainname", "zonename", "zone"})
# What a new item may be called by in its body, where that isn't spelt as in the path.
_NATURAL = ("name", "login", "host", "ip", "block", "user", "path", "code", "access")


def id_property(models: Models, model: Model, key: Parameter) -> str:
    """The property of `model` that holds what an item's path ends with; empty when there is
    none.
    """
    names = {item.name.lower(): item for item in model.properties}
    wanted = key.name.lower()
    tried = [wanted]
    tried += ["id"] if wanted.endswith("id") else []
    tried += [wanted.removesuffix("name"), "name"] if wanted.endswith("name") else []
    tried += ["urn"] if wanted.endswith("urn") else []
    tried += ["id", *_NATURAL] if not wanted.endswith("id") else []
    for name in tried:
        item = names.get(name)
        if item is not None and isinstance(models.shape(item.type), Core):
            return item.name
    return ""


def in_type(models: Models, kind: str, text: str) -> Any:
    """An id as a value of the type `kind`; None when it is none of that type."""
    try:
        match models.shape(kind):
            case Enum(_, values):
                return parse_enum(values, text)
            case Core(core) if core in SCALARS:
                return parse_scalar(core, text)
    except ScalarError:
        return None
    return None


def possible_ids(
    models: Models, collection: Collection, place: tuple[str, ...], start: int = 0
) -> Iterator[str]:
    """Well-formed ids for a collection, always the same ones; the first few are the ones it holds
    by itself.

    Args:
        place: the collection's branch and path, with values.
        start: which to begin with.
    """
    key = collection.key
    shape = models.shape(key.type)
    if isinstance(shape, Enum):
        yield from [str(value) for value in shape.values if value != ""][start:]
        return
    for number in range(start, start + 1000):
        seed = number_of(*place, number)
        if isinstance(shape, Core) and shape.name in ("string", "text") and key.type != "password":
            yield _text_id(collection, seed, number)
        else:
            yield str(Maker(models, seed).make(key.type, key.name if key.type != "long" else "id"))


def _text_id(collection: Collection, seed: int, number: int) -> str:
    called = _CALLED.get(collection.path)
    if called is not None:
        return called(seed)
    name = collection.key.name.lower()
    if name in _DOMAINS:
        first = f"site{number - 2}." if number > 2 else ""
        return first + ("example.com", "example.org", "example.net")[number % 3]
    if name.endswith("email") or name.endswith("emailaddress"):
        return f"{('ada', 'grace', 'alan')[number % 3]}{number // 3 or ''}@example.com"
    if name == "host":
        return f"ns{number + 1}.example.com"
    if name.endswith("urn"):
        return f"urn:v1:eu:resource:vps:vps-{seed % 0xFFFFFFFF:08x}.vps.example.net"
    if name.startswith("region"):
        return REGIONS[number % 6] + (f"-{number}" if number > 5 else "")
    if name.endswith("id"):
        return str(Maker(Models({}), seed).make("uuid"))
    if name == "servicename":
        return f"{collection.path.split('/')[-1].strip('{}').lower()}-{seed % 0xFFFFFFFF:08x}"
    return f"{name.removesuffix('name') or name}-{number + 1}"


def own_ids(models: Models, collection: Collection, place: tuple[str, ...]) -> list[str]:
    """The ids of the items that a collection holds before one was added."""
    found: dict[str, None] = {}
    for text in possible_ids(models, collection, place):
        found[text] = None
        if len(found) == _OWN:
            break
    return list(found)


def account_services(objects: ObjectStore, branch: str, path: str) -> list[str]:
    """The services of the account that a well-known list such as ``/dedicated/server`` holds, for
    what asks in another product.
    """
    place = (branch, *path.strip("/").split("/"))
    own = objects.own(place)
    if own is None:
        own = [_CALLED[path](number_of(*place, number)) for number in range(_OWN)]
    return objects.ids(place, list(own))


def given_id(models: Models, collection: Collection, body: dict[str, Any]) -> str:
    """What a new item is called by its body; empty when the API makes up the id."""
    key = collection.key
    name = key.name
    tried = [name]
    lowered = name.lower()
    if not lowered.endswith(("id", "key", "urn")) and key.type not in (
        "long",
        "uuid",
        "date",
        "datetime",
    ):
        tried += [lowered.removesuffix("name"), f"{name}Name", *_NATURAL]
    by_name = {item.lower(): value for item, value in body.items()}
    for item in tried:
        value = by_name.get(item.lower())
        if (
            isinstance(value, str | int)
            and not isinstance(value, bool)
            and value not in ("", ".", "..")
        ):
            text = str(value)
            typed = in_type(models, key.type, text)
            if typed is not None and not problems(models, key.type, typed):
                return text
    return ""


def new_id(request: Request, collection: Collection, place: ObjectPath) -> str:
    """An id that nothing in a collection has, or had."""
    objects = request.state.objects
    if collection.key.type == "long":
        own = objects.own(place)
        first = max((int(key) for key in own or () if key.isdecimal()), default=5_000_000)
        return str(objects.number(collection.path, first + 1))
    start = 1000 + objects.number("/".join(place), 0)
    for key in possible_ids(request.models, collection, place, start):
        thing = objects.thing((*place, key))
        if thing is None:
            return key
    own_shape = request.models.shape(collection.key.type)
    if isinstance(own_shape, Enum):
        # Only so many can be: the first that isn't there, else the first is made anew.
        keys = list(possible_ids(request.models, collection, place))
        return next((key for key in keys if objects.missing((*place, key))), keys[0])
    return str(Maker(request.models, *place, start).make(collection.key.type, "id"))
