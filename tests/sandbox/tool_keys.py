"""Keys with chosen rights, made on a sandbox's token page."""

import re
from collections.abc import Iterable
from urllib.parse import urlencode
from urllib.request import urlopen

from ovh_explorer.config import Credentials
from ovh_explorer.workspace.account.access_rules import AccessRule

__all__ = ["keys_with"]


def keys_with(url: str, rules: Iterable[AccessRule]) -> Credentials:
    """Three keys of the sandbox at `url` that may do what the rules say."""
    form = [(rule.method, rule.path) for rule in rules] + [("name", "a test"), ("validity", "0")]
    with urlopen(f"{url}/createToken/", urlencode(form).encode()) as answer:
        cells = re.findall(r"<td>([0-9a-f]{16,32})</td>", answer.read().decode())
    return Credentials(*cells)
