"""A local stand-in of the API. It checks signatures with code of its own; the client is never
asked.
"""

from dataclasses import dataclass
from enum import StrEnum

__all__ = [
    "DEMO_CLIENT",
    "DEMO_KEYS",
    "DEMO_TOKEN",
    "READER_KEYS",
    "Keys",
    "PersonalToken",
    "ServiceAccount",
    "Strictness",
]


class Strictness(StrEnum):
    """Which ids exist only where a list of the sandbox holds them."""

    NONE = "none"
    SERVICES = "services"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Keys:
    """Three keys of the sandbox. They open nothing but a sandbox."""

    application_key: str
    application_secret: str
    consumer_key: str


@dataclass(frozen=True, slots=True)
class ServiceAccount:
    """An OAuth2 client of the sandbox. It opens nothing but a sandbox."""

    client_id: str
    client_secret: str


@dataclass(frozen=True, slots=True)
class PersonalToken:
    """A personal access token of a user of the sandbox. It opens nothing but a sandbox."""

    user: str
    name: str
    text: str


# The example keys of OVHcloud's first-steps guide, known to everybody.
DEMO_KEYS = Keys(
    "7kbG7Bk7S9Nt7ZSV", "EXEgWIz07P0HYwtQDs7cNIqCiQaWSuHF", "MtSwSrPpNjqfVSmJhLbPyr2i45lSwPU1"
)
"""Keys that may do everything."""

READER_KEYS = Keys(
    DEMO_KEYS.application_key, DEMO_KEYS.application_secret, "zoneReaderKey0000000000000000000"
)
"""Keys that may only GET below ``/domain/``."""

DEMO_CLIENT = ServiceAccount("EU.0a1b2c3d4e5f6a7b", "demo0service0account0secret00000")
"""A service account whose policy allows everything."""

DEMO_TOKEN = PersonalToken("ada", "laptop", "demo0personal0access0token0of0ada0000")
"""A token that never ends, of a user of the group that may do everything."""
