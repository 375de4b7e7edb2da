"""Secrets in requests and responses, told by type (``password``), by well-known names, by what
their description calls them, and by what a value begins with.
"""

import re
from collections.abc import Callable, Collection, Iterator
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from ovh_explorer.catalog.resolve import Core, Listed, Mapped, Models, Object, Unknown
from ovh_explorer.catalog.types import Type

if TYPE_CHECKING:
    from ovh_explorer.catalog.schema import Model, Property

__all__ = [
    "endings_of_secret_names",
    "holds_private_key",
    "is_secret",
    "is_secret_name",
    "is_secret_property",
    "names_in",
    "plain_name",
    "pointer_part",
    "properties_in",
    "secret_names",
    "secret_pointers",
]

# As `plain_name` spells them. A voucher is worth what it pays until it is used.
_NAMES = frozenset(
    {"authinfo", "consumerkey", "giftcode", "privatekeypem", "securitykey", "voucher"}
)
# Such as the catalog's adminPassword and metricsToken, which it calls strings, and the
# AWS_SECRET_ACCESS_KEY of a map or a file. No other string of the catalog ends so.
_ENDINGS = (
    "password", "passphrase", "secret", "secretkey", "secretaccesskey", "privatekey",
    "presharedkey", "apikey", "token",
)  # fmt: skip
# Of type `text`, which has several lines: a PEM. A `key` that is a string is a name, or public.
_NAMES_OF_TEXTS = frozenset({"key"})
# A description that calls the value itself a secret: "Voucher code", "Token given by email". One
# that speaks of what belongs to a secret goes on with that: "Token name", "Password policy".
_CALLED_SECRET = re.compile(
    r"""(?: (?: an? | the | this | your ) \s+ )?
    (?: [\w/-]+ \s+ ){0,2}?
    (?: tokens? | passwords? | passphrase | secret | private\ key | security\ code
        | voucher (?: \s+ code )? )
    (?: \s+ value )?
    (?= \s* (?: $ | [.,:;(] ) | \s+ (?: to|for|of|given|used|that|which|in|by|from|with ) \b )""",
    re.IGNORECASE | re.VERBOSE,
)
# Properties that only their model tells.
_OF_MODELS = frozenset(
    {
        ("dedicated.ceph.userGet.response", "key"),  # "Key of user to connect into cluster"
        ("me.credit.code.Redeem", "inputCode"),
    }
)
# Models of a variable of the environment: hosting.web.EnvVar calls its value a password.
_VARIABLES = frozenset({"env", "envvar", "envvarinput", "jobenv"})
_JOINTS = str.maketrans("", "", "-_. ")
_MAX_DEPTH = 60
# Models that are looked through for secrets: the largest body of the real catalog has some 100.
_MAX_MODELS = 1000


def is_secret(name: str, shape: object, description: str = "") -> bool:
    """Whether a parameter or property holds a secret: the schema says ``password``, or its name
    does, or its description calls it one.
    """
    if not isinstance(shape, Core):
        return False
    if shape.name == "text" and plain_name(name) in _NAMES_OF_TEXTS:
        return True
    is_any_text = shape.name in ("string", "text", "any")
    is_called_secret = is_secret_name(name) or _calls_secret(description)
    return shape.name == "password" or (is_any_text and is_called_secret)


@lru_cache(maxsize=1024)
def _calls_secret(description: str) -> bool:
    return _CALLED_SECRET.match(description) is not None


def is_secret_property(model: str, name: str, shape: object, description: str) -> bool:
    """Whether a property of a model holds a secret: as :func:`is_secret` says, or as the data of a
    stored secret, any JSON (``okms.secret.version.Creation``), or by its model alone.
    """
    if is_secret(name, shape, description) or (model, name) in _OF_MODELS:
        return True
    if name == "value" and shape == Core("string"):
        return model.rpartition(".")[2].lower() in _VARIABLES
    return name == "data" and shape == Core("any") and "secret" in model.lower().split(".")


def is_secret_name(name: str) -> bool:
    """Whether whatever is called so is a secret, in whatever spelling: ``clientSecret``,
    ``CLIENT_SECRET``, ``client-secrets``.
    """
    one = plain_name(name).removesuffix("s")
    return one in _NAMES or one.endswith(_ENDINGS)


def endings_of_secret_names(names: Collection[str]) -> tuple[str, ...]:
    """What every name of a secret ends with, as :func:`plain_name` spells it.

    Args:
        names: further ones, spelt so.
    """
    known = {*_NAMES, *_ENDINGS, *names}
    return tuple(known | {f"{name}s" for name in known})


def plain_name(name: str) -> str:
    """A name in lower case, without what joins its words."""
    return name.lower().translate(_JOINTS)


def holds_private_key(value: object) -> bool:
    """Whether a value is a text with a private key in it, as PEM spells one."""
    return isinstance(value, str) and "-----BEGIN " in value and "PRIVATE KEY" in value


def secret_names(models: Models, kind: Type | str) -> frozenset[str]:
    """The names that properties with secrets have in values of a type, as :func:`plain_name` spells
    them.
    """
    return names_in(models, kind)[1]


def names_in(models: Models, kind: Type | str) -> tuple[frozenset[str], frozenset[str]]:
    """The names of all properties in values of a type, and those of secrets as
    :func:`secret_names` gives them.
    """
    names, secret = set[str](), set[str]()
    for model, item in properties_in(models, kind):
        names.add(item.name)
        shape = models.shape(item.type)
        if is_secret_property(model.key, item.name, shape, item.description):
            secret.add(plain_name(item.name))
    return frozenset(names), frozenset(secret)


def properties_in(models: Models, kind: Type | str) -> "Iterator[tuple[Model, Property]]":
    """The properties in values of a type, at any depth, each with its model."""
    waiting, seen = [models.shape(kind)], set[str]()
    while waiting and len(seen) < _MAX_MODELS:
        match waiting.pop():
            case Object(model) if model.key not in seen:
                seen.add(model.key)
                for item in model.properties:
                    waiting.append(models.shape(item.type))
                    yield model, item
            case Listed(inner) | Mapped(_, inner):
                waiting.append(models.shape(inner))


def secret_pointers(
    models: Models,
    kind: Type | str,
    value: Any,
    name: str = "",
    names: Callable[[], frozenset[str]] = frozenset,
) -> list[str]:
    """JSON pointers of the secrets inside `value`, a value of type `kind` called `name`.

    Where a value hasn't the shape of its type, a name of a secret means one at any depth, and what
    has no names is one as a whole. So is what isn't declared, in a type that has secrets.

    Args:
        names: gives further names, as :func:`plain_name` spells them, that mean a secret where no
            schema says what a value is. Only asked for there: many models may have to be read.
    """
    search = _Search(models, kind, names)
    search.walk(kind, value, name, "", 0)
    return search.found


class _Search:
    def __init__(
        self, models: Models, kind: Type | str, names: Callable[[], frozenset[str]]
    ) -> None:
        self.found: list[str] = []
        self._models = models
        self._kind = kind
        self._given = names
        # Whether values of a type, by its words, have secrets.
        self._known: dict[str, bool] = {}

    @cached_property
    def _names(self) -> frozenset[str]:
        return self._given() | secret_names(self._models, self._kind)

    def walk(self, kind: Type | str, value: Any, name: str, pointer: str, depth: int) -> None:
        if value is None:
            return
        shape = self._models.shape(kind)
        is_free = shape == Core("any") or isinstance(shape, Unknown)
        if (
            is_secret(name, shape)
            or holds_private_key(value)
            or (is_free and plain_name(name) in self._names)
            # The search ends there: what could be a secret is one.
            or (depth >= _MAX_DEPTH and isinstance(value, list | dict))
        ):
            self.found.append(pointer)
            return
        match shape, value:
            case Listed(item), list():
                self._list(item, value, name, pointer, depth)
            case Mapped(_, item), dict():
                self._map(item, value, pointer, depth)
            case Object(), dict():
                self._object(shape, value, pointer, depth)
            case ((Listed() | Mapped() | Object()), _) if self._has_secrets(kind):
                self.found.append(pointer)
            case _, list():
                self._list("any", value, name, pointer, depth)
            case _, dict():
                self._map("any", value, pointer, depth)

    def _list(
        self, kind: Type | str, value: list[Any], name: str, pointer: str, depth: int
    ) -> None:
        for index, entry in enumerate(value):
            self.walk(kind, entry, name, f"{pointer}/{index}", depth + 1)

    def _map(self, kind: Type | str, value: dict[str, Any], pointer: str, depth: int) -> None:
        for key, entry in value.items():
            self.walk(kind, entry, key, f"{pointer}/{pointer_part(key)}", depth + 1)

    def _object(self, shape: Object, value: dict[str, Any], pointer: str, depth: int) -> None:
        model = shape.model
        declared = {item.name: item for item in model.properties} if value else {}
        for key, entry in value.items():
            item = declared.get(key)
            kind, said = ("any", "") if item is None else (item.type, item.description)
            inner = f"{pointer}/{pointer_part(key)}"
            secret = is_secret_property(model.key, key, self._models.shape(kind), said)
            # A name that isn't declared may be that of a secret, spelt wrong.
            secret = secret or (item is None and bool(self._names))
            if secret and entry is not None:
                self.found.append(inner)
            else:
                self.walk(kind, entry, key, inner, depth + 1)

    def _has_secrets(self, kind: Type | str) -> bool:
        words = str(kind)
        if words not in self._known:
            self._known[words] = bool(secret_names(self._models, kind))
        return self._known[words]


def pointer_part(name: str) -> str:
    """A name as JSON pointers spell it."""
    return name.replace("~", "~0").replace("/", "~1")
