"""Finds the rights that calls need, and no others: access rules of a consumer key, or an IAM
policy.
"""

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from ovh_explorer.call import Call
from ovh_explorer.workspace.account.access_rules import AccessRule, of_operation

if TYPE_CHECKING:
    from ovh_explorer.catalog.store import Store

__all__ = ["access_rules", "as_json", "iam_policy"]


def access_rules(calls: Iterable[Call]) -> list[AccessRule]:
    """The access rules that cover these calls' operations, for any path values; each once."""
    rules = {
        rule: None
        for call in calls
        if call.authenticated
        for rule in of_operation(call.branch, call.method, call.path)
    }
    return sorted(rules, key=lambda rule: (rule.path, rule.method))


def iam_policy(store: "Store", calls: Iterable[Call], name: str) -> dict[str, Any]:
    """A body for ``POST /v2/iam/policy`` that allows these calls' IAM actions.

    The user fills in identities and resources, which are empty. Actions that aren't required are
    in it too.
    """
    actions: dict[str, None] = {}
    for call in calls:
        operation = store.operation(call.branch, call.method, call.path)
        if operation is not None:
            actions.update(dict.fromkeys(action.name for action in operation.iam))
    return {
        "name": name,
        "identities": [],
        "resources": [],
        "permissions": {"allow": [{"action": action} for action in sorted(actions)]},
    }


def as_json(value: Any) -> str:
    """Indented JSON to copy; access rules as in the body of ``POST /auth/credential``."""
    if isinstance(value, list):
        value = {"accessRules": [{"method": rule.method, "path": rule.path} for rule in value]}
    return json.dumps(value, indent=2, ensure_ascii=False)
