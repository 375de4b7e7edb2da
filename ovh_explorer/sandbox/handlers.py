"""Responses of operations: from a handler where there is one, else made from the schema."""

from typing import Any

from ovh_explorer.sandbox import (
    account,
    auth,
    bills,
    configurations,
    domains,
    kubernetes,
    messages,
    orders,
    power,
    public_cloud,
    references,
    secret_data,
    servers,
    tickets,
    user_tokens,
    vps,
    vrack,
    zones,
)
from ovh_explorer.sandbox.generic import generic_response
from ovh_explorer.sandbox.iam import narrowed, require_rights
from ovh_explorer.sandbox.request import HANDLERS, Request
from ovh_explorer.sandbox.strict import require_listed
from ovh_explorer.sandbox.zones import require_zone

__all__ = ["respond"]

# Imported for what they register.
_HANDLER_MODULES = (
    account,
    auth,
    bills,
    configurations,
    domains,
    kubernetes,
    messages,
    orders,
    power,
    public_cloud,
    references,
    secret_data,
    servers,
    tickets,
    user_tokens,
    vps,
    vrack,
    zones,
)


def respond(request: Request) -> Any:
    """The value that the operation responds with.

    Raises:
        ApiRefusal: as the API refuses.
    """
    request.state.objects.catch_up()
    require_rights(request)
    require_zone(request)
    require_listed(request)
    operation = request.operation
    handler = HANDLERS.get((operation.branch, operation.method, operation.path), generic_response)
    return narrowed(request, handler(request))
