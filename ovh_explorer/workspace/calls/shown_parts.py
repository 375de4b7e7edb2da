"""What the API shows of an object, and of what it shows only a part."""

import re
from typing import Any

from ovh_explorer.catalog.required import writable_properties
from ovh_explorer.catalog.resolve import Models, Object, Shape
from ovh_explorer.catalog.secrets import is_secret_property
from ovh_explorer.catalog.types import Type

__all__ = ["is_untold", "shown_of"]

_MAX_DEPTH = 60
# Types of what is made, such as okms.secret.version.Creation.
_CREATION = re.compile(r"Creat(?:e|ion)(?:Request)?$")


def is_untold(
    models: Models, kind: Type | str, shows: Shape | None, there: Any, depth: int = 0
) -> bool:
    """Whether a value has parts that can be sent, and that the API doesn't show: what is known of
    it, sent back, would leave these out. The contents of a stored secret are such. So is what makes
    a new thing each time that it is sent, as its type says: a secret's version.

    Args:
        kind: its type in the body.
        shows: what the API shows of it; None where that isn't known.
    """
    shape = models.shape(kind)
    if not (isinstance(shape, Object) and isinstance(there, dict) and there):
        return False
    if _CREATION.search(shape.model.key):
        return True
    writable = writable_properties(shape.model)
    parts = [item for item in shape.model.properties if item.name in writable]
    if parts and not any(item.name in there for item in parts):
        return True
    for item in parts:
        inner, value = shown_of(models, shows, item.name), there.get(item.name)
        if value is None:
            is_hidden = isinstance(shows, Object) and inner is None
            part = models.shape(item.type)
            if is_hidden or is_secret_property(shape.model.key, item.name, part, item.description):
                return True
        elif depth < _MAX_DEPTH and is_untold(models, item.type, inner, value, depth + 1):
            return True
    return False


def shown_of(models: Models, shows: Shape | None, name: str) -> Shape | None:
    """What the API shows of a property; None where it doesn't, or that isn't known."""
    if not isinstance(shows, Object):
        return None
    types = {item.name: item.type for item in shows.model.properties}
    return models.shape(types[name]) if name in types else None
