"""Calls of the catalog with the types of what they send and get."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ovh_explorer.call import Call
from ovh_explorer.catalog.resolve import Models
from ovh_explorer.catalog.schema import Product
from ovh_explorer.form import Form
from ovh_explorer.snippets.code_types import CallTypes
from ovh_explorer.workspace.calls.code_types import types_of_call
from tests import real_catalog

from .test_snippets_real import embedded_products

__all__ = ["TypedCall", "typed_calls"]


@dataclass(frozen=True)
class TypedCall:
    """The call of an operation's example."""

    call: Call
    types: CallTypes


def typed_calls(schemas: Path | None, *, whole: bool) -> list[TypedCall]:
    """Every operation's of the embedded catalog, and of the real one, where that is there: of
    every fifth, or with `whole` of all.
    """
    found = list(_of(embedded_products()))
    if schemas is not None:
        real = list(_of(real_catalog.sample(schemas, whole)))
        found += real if whole else real[::5]
    return found


def _of(products: list[Product]) -> Iterator[TypedCall]:
    for product in products:
        models = Models(product.models)
        for operation in product.operations:
            form = Form(operation, models)
            form.fill_example()
            yield TypedCall(form.call(), types_of_call(operation, models))
