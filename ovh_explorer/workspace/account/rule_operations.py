"""The operations of the catalog that access rules and calls of tools stand for, and their IAM
actions.
"""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ovh_explorer.call import Call
from ovh_explorer.workspace.account.access_rules import AccessRule
from ovh_explorer.workspace.account.tools import ToolCall

if TYPE_CHECKING:
    from ovh_explorer.catalog.store import Store

__all__ = ["OperationKey", "actions_of", "call_of", "operation_of", "operations_of"]

OperationKey = tuple[str, str, str]
"""Branch, method and path template."""

_PLACEHOLDER = re.compile(r"\{[^{}/]*\}")
# In place of a value that isn't known; no segment of a path of the API is spelt so.
_ANY = "any-value"


def operation_of(store: "Store", call: ToolCall) -> OperationKey | None:
    """The operation that a tool calls; None where the catalog has none, and for what stands for
    many.
    """
    if call.is_open:
        return None
    return _exact(store, AccessRule(call.method, _PLACEHOLDER.sub(_ANY, call.path)))


def operations_of(
    store: "Store", rules: Iterable[AccessRule], calls: Iterable[ToolCall] = ()
) -> list[OperationKey]:
    """The operations that access rules let be called; each once.

    A rule that is one of the `calls`' stands for that call's operation alone:
    ``/domain/zone/*/record/*`` for one record, not for what may be below it.
    """
    meant = {call.rule: call for call in calls if not call.is_open}
    found: dict[OperationKey, None] = {}
    for rule in rules:
        call = meant.get(rule)
        if call is not None:
            key = operation_of(store, call)
            found.update({} if key is None else {key: None})
        elif "*" in rule.path:
            found.update(dict.fromkeys(_open(store, rule)))
        else:
            key = _exact(store, rule)
            found.update({} if key is None else {key: None})
    return list(found)


def actions_of(store: "Store", keys: Iterable[OperationKey]) -> list[str]:
    """The IAM actions of operations, alphabetical; those too that aren't always required."""
    found: set[str] = set()
    for key in keys:
        operation = store.operation(*key)
        if operation is not None:
            found.update(action.name for action in operation.iam)
    return sorted(found)


def _branch_and_path(path: str) -> tuple[str, str]:
    return ("v2", path.removeprefix("/v2")) if path.startswith("/v2/") else ("v1", path)


def _exact(store: "Store", rule: AccessRule) -> OperationKey | None:
    branch, path = _branch_and_path(rule.path)
    # A slash at the end leads to the same operation.
    matches = store.match(branch, rule.method, path.rstrip("/") or "/")
    return (branch, rule.method, matches[0].path) if matches else None


def _open(store: "Store", rule: AccessRule) -> Iterator[OperationKey]:
    """The operations that a rule with a star lets be called, for some values at least."""
    branch, path = _branch_and_path(rule.path)
    # `/*` is the only rule that is known to be good for both.
    for place in (branch, "v2") if path.startswith("/*") and branch == "v1" else (branch,):
        start = path.partition("*")[0]
        templates = [
            (row.method, row.path)
            for product in store.products(place)
            if product.path.startswith(start) or start.startswith(product.path)
            for row in store.operations(place, product.path)
        ]
        literal = start.split("/")[:-1]
        spelt = {tuple(_plain(template).split("/")[: len(literal)]) for _, template in templates}
        spelt |= {known[:length] for known in spelt for length in range(len(known))}
        for method, template in templates:
            if (
                method == rule.method
                and not _is_shadowed(template, literal, spelt)
                and _meet(path, template)
            ):
                yield place, method, template


def _plain(template: str) -> str:
    return _PLACEHOLDER.sub("{}", template)


def _is_shadowed(template: str, literal: list[str], spelt: set[tuple[str, ...]]) -> bool:
    """Whether the rule's literal segments lead to another template: ``/domain/zone/*`` never means
    ``/domain/{serviceName}/…``.
    """
    plain = _plain(template).split("/")
    return any(
        given == "{}" and (*plain[:place], wanted) in spelt
        for place, (given, wanted) in enumerate(zip(plain, literal, strict=False))
    )


def _meet(pattern: str, template: str) -> bool:
    """Whether some path fits both: a star is any text, a placeholder any text without a slash."""
    parts = [part for part in re.split(r"(\{[^{}/]*\})", template) if part]
    tokens: list[str] = []
    for part in parts:
        tokens += ["{}"] if part.startswith("{") else list(part)
    left, seen = [(0, 0)], {(0, 0)}
    while left:
        at, place = left.pop()
        if at == len(pattern) and place == len(tokens):
            return True
        for step in _steps(pattern, at, tokens, place):
            if step not in seen:
                seen.add(step)
                left.append(step)
    return False


def _steps(pattern: str, at: int, tokens: list[str], place: int) -> Iterator[tuple[int, int]]:
    char = pattern[at] if at < len(pattern) else ""
    part = tokens[place] if place < len(tokens) else ""
    if char == "*":
        yield at + 1, place
        if part:
            yield at, place + 1
    elif char and part == "{}" and char != "/":
        yield at + 1, place
        yield at + 1, place + 1
    elif char and char == part:
        yield at + 1, place + 1


def call_of(store: "Store", call: ToolCall) -> Call | None:
    """The request that a tool's call for known values is; None where the catalog has no such
    operation.

    Raises:
        CallError: when a value can't be sent.
    """
    branch, path = _branch_and_path(call.path)
    bare = path.rstrip("/")
    matches = store.match(branch, call.method, bare)
    if not matches:
        return None
    best = matches[0]
    return Call.make(
        branch,
        call.method,
        best.path,
        path_values=best.values,
        trailing_slash=path.endswith("/"),
    )
