"""Machines that start, stop and restart, and say so meanwhile."""

# No words for people: responses of the API are the same in each language.

from typing import Any

from ovh_explorer.sandbox.generic import generic_response
from ovh_explorer.sandbox.request import HANDLERS, Request

__all__: list[str] = []

_VPS = "/vps/{serviceName}"
_INSTANCE = "/cloud/project/{serviceName}/instance/{instanceId}"
# The property that says how the machine is, what it is while that is done, and afterwards; a
# machine that says nothing meanwhile is as before.
_ACTIONS: dict[str, tuple[str, str | None, str]] = {
    f"{_VPS}/start": ("state", None, "running"),
    f"{_VPS}/stop": ("state", "stopping", "stopped"),
    f"{_VPS}/reboot": ("state", "rebooting", "running"),
    f"{_VPS}/rebuild": ("state", "installing", "running"),
    f"{_VPS}/setPassword": ("state", "rebooting", "running"),
    f"{_INSTANCE}/start": ("status", None, "ACTIVE"),
    f"{_INSTANCE}/stop": ("status", None, "SHUTOFF"),
    f"{_INSTANCE}/reboot": ("status", "REBOOT", "ACTIVE"),
    f"{_INSTANCE}/resume": ("status", "RESUMING", "ACTIVE"),
    f"{_INSTANCE}/shelve": ("status", "SHELVING", "SHELVED_OFFLOADED"),
    f"{_INSTANCE}/unshelve": ("status", "UNSHELVING", "ACTIVE"),
}


def _act(request: Request) -> Any:
    value = generic_response(request)
    path, objects = request.operation.path, request.state.objects
    name, meanwhile, afterwards = _ACTIONS[path]
    machine = request.object_path_of(path.rpartition("/")[0])
    if meanwhile is not None:
        objects.write(machine, {name: meanwhile})
    objects.later(lambda: objects.write(machine, {name: afterwards}))
    return value


HANDLERS.update({("v1", "POST", path): _act for path in _ACTIONS})
