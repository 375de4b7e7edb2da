"""How operations are written: branches, methods, path templates, and values in paths.

Apart from :mod:`ovh_explorer.call`, which the start of the screen doesn't need.
"""

import re
from urllib.parse import quote

__all__ = [
    "BRANCHES",
    "METHODS",
    "PLACEHOLDER",
    "encode",
    "operation_title",
    "path_with_branch",
    "placeholders",
]

BRANCHES = ("v1", "v2")
METHODS = ("GET", "POST", "PUT", "DELETE", "PATCH")
PLACEHOLDER = re.compile(r"\{([^{}/]+)\}")
"""A name between braces in a path template."""


def encode(value: str) -> str:
    """Percent-encode one path value, query key or query value.

    Everything but ``A-Z a-z 0-9 - _ . ~`` becomes UTF-8 ``%XX`` in upper case. This is the one
    spelling that python-ovh, php-ovh, go-ovh and node-ovh all send and sign unchanged.
    """
    return quote(value, safe="")


def placeholders(path: str) -> tuple[str, ...]:
    """The names between braces in a path template, in their order."""
    return tuple(PLACEHOLDER.findall(path))


def path_with_branch(branch: str, path: str) -> str:
    """A path as the console and every client write it: one of v2 begins with ``/v2``."""
    return f"/v2{path}" if branch == "v2" else path


def operation_title(branch: str, method: str, path: str) -> str:
    """An operation in one line, as people write it and the program reads it again: ``GET
    /v2/iam/policy``. The path may be a template or hold values and a query.
    """
    return f"{method} {path_with_branch(branch, path)}"
