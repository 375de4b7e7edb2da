"""Whether a field is in another one of its kind: models that hold each other have no end."""

from typing import Protocol

from ovh_explorer.catalog.resolve import Shape

__all__ = ["repeats"]


class _Schema(Protocol):
    @property
    def shape(self) -> Shape: ...


class _Part(Protocol):
    """A :class:`~ovh_explorer.form.field.Field`, which imports this module."""

    @property
    def kind(self) -> str: ...
    @property
    def schema(self) -> _Schema: ...
    @property
    def parent(self) -> "_Part | None": ...


def repeats(item: _Part) -> bool:
    """Whether a field is a model inside of the same model."""
    above = item.parent
    while above is not None:
        if above.kind == item.kind == "model" and above.schema.shape == item.schema.shape:
            return True
        above = above.parent
    return False
