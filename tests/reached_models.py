"""The models that an operation is made of."""

from collections import deque

from ovh_explorer.catalog.resolve import Enum, Listed, Mapped, Models, Object
from ovh_explorer.catalog.schema import Operation
from ovh_explorer.catalog.types import Type, parse_type

# No operation of the real catalog reaches more than 300; a hostile generic can reach ever new
# instances of itself.
_MAX_MODELS = 2000


def reached(models: Models, operation: Operation) -> tuple[str, ...]:
    """The keys of the models that the operation's parameters and response are made of, nearest
    first.
    """
    waiting: deque[Type] = deque(parse_type(parameter.type) for parameter in operation.parameters)
    waiting.append(parse_type(operation.response))
    keys: dict[str, None] = {}
    while waiting and len(keys) < _MAX_MODELS:
        kind = waiting.popleft()
        match models.shape(kind):
            case Object(model) | Enum(model, _):
                if model.key not in keys:
                    keys[model.key] = None
                    waiting += [parse_type(item.type) for item in model.properties]
            case Listed(item):
                waiting.append(item)
            case Mapped(key, value):
                waiting += [key, value]
    return tuple(keys)
