"""How long a request may stand still."""

from dataclasses import dataclass

__all__ = ["Timeouts"]


@dataclass(frozen=True, slots=True)
class Timeouts:
    """How long each step may stand still, in seconds.

    Attributes:
        connect: connecting, TLS included.
        read: between two pieces of the response, and for the first.
        write: between two pieces of the request.
        pool: waiting for one of the connections.
    """

    connect: float = 10
    read: float = 60
    write: float = 60
    pool: float = 10
