"""A series of requests as data: what is open in it, and which value comes out of which response."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ovh_explorer.translation import pgettext

__all__ = ["NO_BODY", "Recipe", "RecipeParameter", "RecipeStep"]


class _NoBody:
    def __repr__(self) -> str:
        return "NO_BODY"


NO_BODY = _NoBody()
"""The body of a step that sends none; None is a JSON value."""


@dataclass(frozen=True, slots=True)
class RecipeParameter:
    """A value that is given before the first step.

    Attributes:
        name: by which templates refer to it: ``${zone}``.
        example: a value, such as the one of the day the recipe was made; "" for none, and always
            for a secret.
        choices: method and path of a GET whose list has the values, such as ``GET /domain/zone`` or
            ``GET /ip?type=failover``; "" for none.
        is_secret: never kept, shown or printed; programs read it from the environment.
    """

    name: str
    description: str = ""
    example: str = ""
    choices: str = ""
    is_secret: bool = False

    @property
    def example_words(self) -> str:
        """The example for a reader: one that ships is in their language where it is words."""
        return pgettext("recipe example", self.example)


@dataclass(frozen=True, slots=True)
class RecipeStep:
    """A request. Strings in its values are templates, as
    :mod:`~ovh_explorer.workspace.recipes.template` reads them.

    Attributes:
        id: by which later steps refer to its response: ``${record.id}``; "" for none.
        path: with its placeholders in braces: ``/domain/zone/{zoneName}``.
        path_values: a template for each placeholder.
        query, headers: names and templates; a name may come more than once in a query.
        body: a JSON value, or :data:`NO_BODY`.
        note: what it does, in a sentence.
        until: a JMESPath expression of comparisons: a GET is sent again until it is true of the
            response; "" for once.
    """

    branch: str
    method: str
    path: str
    id: str = ""
    path_values: Mapping[str, Any] = field(default_factory=dict)
    query: tuple[tuple[str, Any], ...] = ()
    headers: tuple[tuple[str, Any], ...] = ()
    body: Any = NO_BODY
    note: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Recipe:
    """A series of requests.

    Attributes:
        title: what it does, in some words.
        description: more of it; "" for nothing.
    """

    title: str
    steps: tuple[RecipeStep, ...]
    parameters: tuple[RecipeParameter, ...] = ()
    description: str = ""
