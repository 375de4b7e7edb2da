"""Secrets of a key manager: their data is in a response only where it was asked for."""

from typing import Any

from ovh_explorer.sandbox.generic import generic_response
from ovh_explorer.sandbox.request import Request, handles

__all__: list[str] = []

_SECRETS = "/okms/resource/{okmsId}/secret"
_SECRET = f"{_SECRETS}/{{path}}"


@handles("v2", "GET", _SECRETS)
@handles("v2", "GET", _SECRET)
@handles("v2", "GET", f"{_SECRET}/version")
@handles("v2", "GET", f"{_SECRET}/version/{{version}}")
def _read(request: Request) -> Any:
    value = generic_response(request)
    if request.query.get("includeData") is True:
        return value
    return [_without(item) for item in value] if isinstance(value, list) else _without(value)


def _without(value: Any) -> Any:
    """A secret or a version of one without its data."""
    if not isinstance(value, dict):
        return value
    kept = {name: item for name, item in value.items() if name != "data"}
    if isinstance(kept.get("version"), dict):
        kept["version"] = _without(kept["version"])
    return kept
