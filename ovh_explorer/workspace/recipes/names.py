"""Names of parameters and steps: short, of the field or the path, each given once."""

import re
from collections.abc import Collection

from ovh_explorer.call import Call
from ovh_explorer.workspace.recipes.places import Value
from ovh_explorer.workspace.recipes.specific import noun_of, singular

__all__ = ["Names", "name_of", "snake"]


def snake(text: str) -> str:
    """``zoneName`` as ``zone_name``; what is no letter and no digit becomes an underscore."""
    apart = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", text)
    plain = re.sub(r"[^A-Za-z0-9]+", "_", apart).strip("_").lower()
    return f"_{plain}" if plain[:1].isdigit() else plain


def name_of(value: Value) -> str:
    """What a value is called by itself: ``zone`` for zoneName."""
    is_name = re.search(r"[nN]ame$", value.field) is not None
    return snake(noun_of(value.field, value.path) if is_name else value.field) or "value"


class Names:
    """Gives names, each once."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def of_parameter(self, value: Value) -> str:
        """That of a parameter, after its field: ``zone`` for zoneName."""
        return self._new(name_of(value))

    def of_secret(self, field: str) -> str:
        """That of a secret, which is the name of a variable of the environment in capitals."""
        return self._new(snake(field) or "secret")

    def of_step(self, call: Call, *, is_list: bool, avoid: Collection[str]) -> str:
        """That of a step, after what it gives: ``record``, ``records`` for a list.

        Args:
            avoid: names that parameters may get.
        """
        words = [part for part in call.path.split("/") if part and not part.startswith("{")]
        word = singular(words[-1]) if words else "response"
        plural = f"{word[:-1]}ies" if re.search(r"[^aeiou]y$", word) else f"{word}s"
        name = snake(plural if is_list else word) or "response"
        return self._new(f"{name}_details" if name in avoid else name)

    def _new(self, name: str) -> str:
        number, free = 1, name
        while free in self._given:
            number += 1
            free = f"{name}_{number}"
        self._given.add(free)
        return free
