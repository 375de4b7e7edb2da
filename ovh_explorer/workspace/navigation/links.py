"""Links to an operation, to hand to another user: of the web console, and as a command line of this
program.
"""

from urllib.parse import quote

from ovh_explorer.call import Call
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
    branch = "/v2" if call.branch == "v2" else ""
    where = "--demo" if demo else f"--endpoint {word(endpoint.name)}"
    return f"ovh-explorer {where} {word(f'{call.method} {branch}{call.redacted().target}')}"
