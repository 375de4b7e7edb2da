"""Ways to name the operation that is open to another user: a link to the web console, a command
line of ours.
"""

from urllib.parse import quote

from ovh_explorer.call import Call, operation_title
from ovh_explorer.catalog.schema import Operation
from ovh_explorer.config import ENDPOINTS, Endpoint
from ovh_explorer.snippets.shell import word

__all__ = ["command_line", "console_link"]


def console_link(endpoint: Endpoint, operation: Operation) -> str:
    """The page of an operation in the endpoint's web console, as the console itself links to it.

    ``…/console/?section=%2Fdomain&branch=v1#get-/domain/zone/-zoneName-`` (API-FACTS, console deep
    links). An endpoint without a console, such as a sandbox, has Europe's.
    """
    console = endpoint.console or ENDPOINTS["ovh-eu"].console
    path = operation.path.replace("{", "-").replace("}", "-")
    section = quote(operation.product, safe="")
    method = quote(operation.method.lower())
    return (
        f"{console}?section={section}&branch={operation.branch}#{method}-{quote(path, safe='/-')}"
    )


def command_line(call: Call, endpoint: Endpoint, *, demo: bool = False) -> str:
    """The command that opens a call's operation in this program, with its path and query values; no
    body, no secret.
    """
    where = "--demo" if demo else f"--endpoint {word(endpoint.name)}"
    title = operation_title(call.branch, call.method, call.redacted().target)
    return f"ovh-explorer {where} {word(title)}"
