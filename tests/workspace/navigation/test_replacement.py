"""From a deprecated operation to what replaces it."""

from dataclasses import replace

import pytest

from ovh_explorer.catalog.schema import Operation, Status
from ovh_explorer.catalog.store import Store
from ovh_explorer.workspace.navigation.replacement import find_replacement
from ovh_explorer.workspace.navigation.target import (
    OperationTarget,
    TargetError,
    find_target,
    parse_target,
)
from tests import real_catalog

OLD = Operation("v1", "/box", "GET", "/box/old")


def finder(*known: str):
    """Finds the operations named, as a workspace would; remembers what was asked for."""
    asked = []

    async def find(words: str) -> OperationTarget:
        asked.append(words)
        if words not in known:
            raise TargetError(f"no {words}")
        method, _, path = words.rpartition(" ")
        return OperationTarget("v2" if path.startswith("/v2") else "v1", method or "POST", path)

    return find, asked


def deprecated(operation: Operation, words: str) -> Operation:
    return replace(operation, status=Status("DEPRECATED", replacement=words))


async def replacement(find, operation: Operation) -> OperationTarget:
    words = operation.status.replacement
    return await find_replacement(find, operation.branch, operation.method, words)


async def test_the_same_method_is_looked_for_first():
    find, asked = finder("GET /box/new", "/box/new")
    assert (await replacement(find, deprecated(OLD, "/box/new"))).method == "GET"
    assert asked == ["GET /box/new"]


async def test_where_the_method_is_another_any_is_taken():
    find, asked = finder("/box/new")
    assert (await replacement(find, deprecated(OLD, "/box/new"))).method == "POST"
    assert asked == ["GET /box/new", "/box/new"]


async def test_a_method_that_is_written_down_is_kept_to():
    find, asked = finder("PUT /box/new")
    await replacement(find, deprecated(OLD, " PUT /box/new"))
    assert asked == ["PUT /box/new"]


async def test_a_v2_operation_is_replaced_in_v2_unless_it_says_so():
    find, asked = finder("GET /v2/box/new", "GET /v1/box/new")
    await replacement(find, deprecated(replace(OLD, branch="v2"), "/box/new"))
    await replacement(find, deprecated(replace(OLD, branch="v2"), "/v1/box/new"))
    assert asked == ["GET /v2/box/new", "GET /v1/box/new"]


async def test_what_is_nowhere_is_said():
    find, _ = finder()
    with pytest.raises(TargetError):
        await replacement(find, deprecated(OLD, "/box/new"))


async def test_the_replacements_of_the_real_catalog_lead_to_operations_but_for_a_few_that_name_none(
    real_store: Store, real_schemas
):
    async def find(words: str) -> OperationTarget:
        return find_target(real_store, parse_target(words))

    named, led, lost = 0, 0, []
    for product in real_catalog.products(real_schemas):
        for operation in product.operations:
            if not operation.status.replacement:
                continue
            named += 1
            try:
                await replacement(find, operation)
                led += 1
            except TargetError as error:
                lost.append(f"{operation.title}: {error}")
    assert led > 0.95 * named, lost
    counted = real_catalog.figures(real_schemas)
    if counted is not None:
        assert (named, led) == (counted.replacements, counted.replacements_found), lost
