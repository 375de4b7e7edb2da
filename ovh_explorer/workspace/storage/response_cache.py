"""The responses of this run, in memory alone, so that two of them can be compared."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ovh_explorer.call import Call
    from ovh_explorer.client.response import Response

__all__ = ["CachedResponse", "ResponseCache"]

# Bytes of bodies that are kept; the oldest responses are dropped first.
_MAX_CACHE_BYTES = 64_000_000


@dataclass(frozen=True, slots=True)
class CachedResponse:
    """A response of this run.

    Attributes:
        id: of its request in the history; 0 where the history doesn't have it.
    """

    id: int
    call: "Call"
    response: "Response"


class ResponseCache:
    """Keeps responses up to a total size; one that is larger by itself isn't kept."""

    def __init__(self, max_bytes: int = _MAX_CACHE_BYTES) -> None:
        self._max_bytes = max_bytes
        self._all: list[CachedResponse] = []
        self._size = 0

    def keep(self, id: int, call: "Call", response: "Response") -> None:
        """Keep a response, the newest now."""
        self._all.append(CachedResponse(id, call, response))
        self._size += response.size
        while self._all and self._size > self._max_bytes:
            self._size -= self._all.pop(0).response.size

    def get(self, id: int) -> CachedResponse | None:
        """The response to a request of the history; None for a request of another run, or a
        response that was too large.
        """
        return next((cached for cached in reversed(self._all) if cached.id == id), None)

    def before(self, response: "Response") -> CachedResponse | None:
        """The response to the same call before this one; None where there is none."""
        found: CachedResponse | None = None
        wanted = next(
            (cached for cached in reversed(self._all) if cached.response is response), None
        )
        for cached in self._all:
            if cached is wanted:
                return found
            if wanted is not None and _same(cached.call, wanted.call):
                found = cached
        return None


def _same(one: "Call", other: "Call") -> bool:
    return (one.branch, one.method, one.target, one.body) == (
        other.branch,
        other.method,
        other.target,
        other.body,
    )
