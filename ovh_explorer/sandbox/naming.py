"""What a response says of the things that its path names: by the path's own values."""

from typing import Any

from ovh_explorer.catalog.schema import Model
from ovh_explorer.sandbox.ids import in_type
from ovh_explorer.sandbox.request import Request

__all__ = ["named_by_path"]

# Where a service is a domain name, or a project.
_DOMAIN_SERVICES = ("/domain", "/email/domain", "/hosting/web")
_PROJECT_SERVICES = ("/cloud",)
_DOMAIN_NAMES = ("domain", "domainname", "zone", "zonename")
_PROJECT_NAMES = ("projectid", "project", "projectname", "servicename")
# A model of every service, whose `domain` is the service, whatever kind of one.
_SERVICE_INFOS = "services."


def named_by_path(request: Request, model: Model) -> dict[str, Any]:
    """The properties of `model` that name what the request's path names, with the path's values.

    ``id`` is none of them: it may be that of anything the path leads to.
    """
    texts = {name.lower(): text for name, text in request.texts.items() if name.lower() != "id"}
    texts = {**_other_names(request, model, texts), **texts}
    found = {}
    for item in model.properties:
        text = texts.get(item.name.lower().replace("_", ""))
        value = None if text is None else in_type(request.models, item.type, text)
        if value is not None:
            found[item.name] = value
    return found


def _other_names(request: Request, model: Model, texts: dict[str, str]) -> dict[str, str]:
    product, path = request.operation.product, request.operation.path
    service = texts.get("servicename", "")
    found: dict[str, str] = {}
    zone = texts.get("zonename") or texts.get("domain") or texts.get("domainname", "")
    if not zone and product in _DOMAIN_SERVICES:
        zone = service
    if zone and product in _DOMAIN_SERVICES:
        found |= dict.fromkeys(_DOMAIN_NAMES, zone)
    if product in _PROJECT_SERVICES and path.startswith("/cloud/project/{serviceName}"):
        found |= dict.fromkeys(_PROJECT_NAMES, service)
    if product == "/vrack":
        found["vrack"] = service
    if "accountname" in texts and zone:
        found["email"] = f"{texts['accountname']}@{zone}"
    if model.key.startswith(_SERVICE_INFOS) and path.endswith("/serviceInfos"):
        found["domain"] = zone or service or next(iter(texts.values()), "")
    return {name: text for name, text in found.items() if text}
