"""Renewal of services: what else changes when a service is given up."""

from collections.abc import Mapping
from typing import Any

__all__ = ["with_consequences"]


def with_consequences(path: str, fields: Mapping[str, Any]) -> dict[str, Any]:
    """What a PUT of ``…/serviceInfos`` writes: a service that goes when it expires isn't renewed by
    itself.

    Args:
        path: the operation's template.
        fields: what the body says.
    """
    renew = fields.get("renew")
    if not path.endswith("/serviceInfos") or not isinstance(renew, dict):
        return dict(fields)
    if not renew.get("deleteAtExpiration"):
        return dict(fields)
    return {**fields, "renew": {**renew, "automatic": False}, "renewalType": "manual"}
