"""The responses of this run, in memory alone, so that two of them can be compared."""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ovh_explorer.call import Call
    from ovh_explorer.client.response import Response
    from ovh_explorer.workspace.storage.history import HistoryEntry

__all__ = ["CachedResponse", "ResponseCache"]

# Bytes of requests and responses that are kept at most; the oldest go first.
_MAX_BYTES = 16_000_000
# Responses that are kept at most: a small one takes some 4,000 bytes beside its body.
_MAX_RESPONSES = 1_000


class CachedResponse(NamedTuple):
    """A response of this run. `id` is that of its request in the history; 0 where
    that keeps none. `last` is what came when the request was last sent again to follow a task.
    """

    id: int
    call: "Call"
    response: "Response"
    last: "Response | None" = None

    @property
    def size(self) -> int:
        """The bytes of its bodies, and of what the user typed or pasted into the request."""
        call, bodies = self.call, [self.response, self.last]
        values = sum(len(value) for _name, value in (*call.path_values, *call.query, *call.headers))
        sent = len(call.body or b"") + values + len(self.response.url)
        return sent + sum(body.size for body in bodies if body is not None)


class ResponseCache:
    """Keeps responses up to a total size and a count; one that is larger by itself isn't kept.

    Args:
        most: bytes of requests and responses.
        count: responses.
    """

    def __init__(self, most: int = _MAX_BYTES, count: int = _MAX_RESPONSES) -> None:
        self._most = most
        self._count = count
        self._all: list[CachedResponse] = []
        self._size = 0

    def keep(self, id: int, call: "Call", response: "Response") -> None:
        """Keep a response, the newest now."""
        kept = CachedResponse(id, call, response)
        self._all.append(kept)
        self._size += kept.size
        self._trim()

    def _trim(self) -> None:
        while self._all and (self._size > self._most or len(self._all) > self._count):
            self._size -= self._all.pop(0).size

    def keep_last(self, call: "Call", response: "Response") -> None:
        """Keep what came when the newest request with this very call was sent again."""
        for at in reversed(range(len(self._all))):
            kept = self._all[at]
            if kept.call == call:
                new = kept._replace(last=response)
                self._size += new.size - kept.size
                self._all[at] = new
                self._trim()
                return

    def of(self, entry: "HistoryEntry") -> CachedResponse | None:
        """The response to a request of the history; None for one of another run, or too large.

        A history that was cleared, here or by another program, gives its numbers again: the same
        number may be another request's.
        """
        kept = self.get(entry.id)
        return kept if kept is not None and _is_of(kept, entry) else None

    def get(self, id: int) -> CachedResponse | None:
        """The newest response of this run to a request of that number."""
        return next((kept for kept in reversed(self._all) if kept.id == id), None)

    def before(self, response: "Response") -> CachedResponse | None:
        """The response that the same call got before this one; None where there is none."""
        found: CachedResponse | None = None
        wanted = next((kept for kept in reversed(self._all) if kept.response is response), None)
        for kept in self._all:
            if kept is wanted:
                return found
            if wanted is not None and _same(kept.call, wanted.call):
                found = kept
        return None


def _is_of(kept: CachedResponse, entry: "HistoryEntry") -> bool:
    response, sent = kept.response, entry.call
    return (
        *(kept.call.branch, kept.call.method, kept.call.path),
        *(response.status, response.elapsed, response.query_id or ""),
    ) == (
        *(sent.branch, sent.method, sent.path),
        *(entry.status, entry.seconds, entry.query_id),
    )


def _same(one: "Call", other: "Call") -> bool:
    return (one.branch, one.method, one.target, one.body) == (
        other.branch,
        other.method,
        other.target,
        other.body,
    )
