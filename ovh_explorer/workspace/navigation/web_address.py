"""An address of the web in a response: what a browser may be asked to open."""

import ipaddress
from dataclasses import dataclass
from urllib.parse import urlsplit

__all__ = ["WebAddress", "web_address"]

_SCHEMES = ("http", "https")
# A signed link is some 2,000 characters long.
_MAX_CHARACTERS = 8_000
_DEFAULT_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class WebAddress:
    """An address, and what it leads to.

    Attributes:
        url: as it stands in the response.
        host: its host as the network knows it, with a port that isn't the usual one.
    """

    url: str
    host: str


def web_address(value: object) -> WebAddress | None:
    """The address that a value is, from its first to its last character; None for any other value.

    Only of the web: not ``file:``, ``javascript:`` or ``mailto:``. One with a blank or a control
    character in it is none, nor one that names a user before its host: it reads as another host.
    """
    if not isinstance(value, str) or len(value) > _MAX_CHARACTERS:
        return None
    if not value.isprintable() or any(char.isspace() or char in '\\<>"' for char in value):
        return None
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in _SCHEMES or "@" in parts.netloc or not parts.hostname:
        return None
    host = _plain_host(parts.hostname)
    if not host:
        return None
    is_usual = port in (None, _DEFAULT_PORTS[parts.scheme])
    return WebAddress(value, host if is_usual else f"{host}:{port}")


def _plain_host(name: str) -> str:
    """A host in ASCII: a letter of another alphabet may look like one of ours. "" for none."""
    if ":" in name:
        try:
            return f"[{ipaddress.IPv6Address(name)}]"
        except ValueError:
            return ""
    try:
        host = name.encode("idna").decode("ascii")
    except UnicodeError:
        return ""
    labels = host.removesuffix(".").split(".")
    is_host = all(label and label.replace("-", "").replace("_", "").isalnum() for label in labels)
    return host if is_host else ""
