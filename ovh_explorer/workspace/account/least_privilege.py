"""The rights that calls need, and no others: access rules of a consumer key, or an IAM policy."""

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from ovh_explorer.call import Call
from ovh_explorer.workspace.account.access_rules import AccessRule, rule_for

if TYPE_CHECKING:
    from ovh_explorer.catalog.store import Store

__all__ = ["access_rules", "as_json", "iam_policy"]


def access_rules(calls: Iterable[Call]) -> list[AccessRule]:
    """The access rules that cover these calls' operations, whatever their path
    values; each once.
    """
    rules = {rule_for(call): None for call in calls if call.authenticated}
    return sorted(rules, key=lambda rule: (rule.path, rule.method))


def iam_policy(store: "Store", calls: Iterable[Call], name: str) -> dict[str, Any]:
    """A body for ``POST /v2/iam/policy`` that allows these calls' IAM actions.

    Whom it is for and on what is left to fill in: identities and resources are empty. What is only
    asked for where it is there (an action that isn't required) is in it too.
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
    """JSON to be copied, indented; access rules as the body of ``POST
    /auth/credential`` has them.
    """
    if isinstance(value, list):
        value = {"accessRules": [{"method": rule.method, "path": rule.path} for rule in value]}
    return json.dumps(value, indent=2, ensure_ascii=False)
