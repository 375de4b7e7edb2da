"""A local stand-in of the API. It checks signatures with code of its own; the client is never asked."""

from dataclasses import dataclass

__all__ = ["DEMO_KEYS", "READER_KEYS", "Keys"]


@dataclass(frozen=True, slots=True)
class Keys:
    """Three keys of the sandbox. They open nothing but a sandbox."""

    application_key: str
    application_secret: str
    consumer_key: str


# The example keys of OVHcloud's first-steps guide, known to everybody.
DEMO_KEYS = Keys("7kbG7Bk7S9Nt7ZSV", "EXEgWIz07P0HYwtQDs7cNIqCiQaWSuHF", "MtSwSrPpNjqfVSmJhLbPyr2i45lSwPU1")
"""Keys that may do everything."""

READER_KEYS = Keys(DEMO_KEYS.application_key, DEMO_KEYS.application_secret, "zoneReaderKey0000000000000000000")
"""Keys that may only GET below ``/domain/``."""
