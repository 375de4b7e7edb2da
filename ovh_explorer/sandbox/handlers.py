"""The answer of an operation: by hand where one was written, else by its schema."""

from typing import Any

from ovh_explorer.sandbox import account, auth, orders, zones
from ovh_explorer.sandbox.generic import answer
from ovh_explorer.sandbox.iam import require_rights
from ovh_explorer.sandbox.request import HANDLERS, Request
from ovh_explorer.sandbox.zones import require_zone

__all__ = ["answered"]

# Imported for what they register.
_ROOMS = (account, auth, orders, zones)


def answered(request: Request) -> Any:
    """What the operation answers.

    Raises:
        ApiRefusal: as the API refuses.
    """
    require_rights(request)
    require_zone(request)
    operation = request.operation
    handler = HANDLERS.get((operation.branch, operation.method, operation.path), answer)
    return handler(request)
