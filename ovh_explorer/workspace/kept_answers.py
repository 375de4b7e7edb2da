"""The answers of this run, in memory alone, so that two of them can be compared."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ovh_explorer.call import Call
    from ovh_explorer.client.response import Response

__all__ = ["KeptAnswer", "KeptAnswers"]

# Bytes of bodies that are kept at most; the oldest go first.
_MOST = 64_000_000
# Answers that are kept at most: a small one takes some 4,000 bytes beside its body.
_COUNT = 1_000


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """An answer of this run. `id` is that of its request in the history; 0 where that keeps none."""

    id: int
    call: "Call"
    response: "Response"


class KeptAnswers:
    """Keeps answers up to a total size and a count; one that is larger by itself isn't kept.

    Args:
        most: bytes of bodies.
        count: answers.
    """

    def __init__(self, most: int = _MOST, count: int = _COUNT) -> None:
        self._most = most
        self._count = count
        self._all: list[KeptAnswer] = []
        self._size = 0

    def keep(self, id: int, call: "Call", response: "Response") -> None:
        """Keep an answer, the newest now."""
        self._all.append(KeptAnswer(id, call, response))
        self._size += response.size
        while self._all and (self._size > self._most or len(self._all) > self._count):
            self._size -= self._all.pop(0).response.size

    def get(self, id: int) -> KeptAnswer | None:
        """The answer of a request of the history; None for one of another run, or one that was too large."""
        return next((answer for answer in reversed(self._all) if answer.id == id), None)

    def before(self, response: "Response") -> KeptAnswer | None:
        """The answer that the same call got before this one; None where there is none."""
        found: KeptAnswer | None = None
        wanted = next((answer for answer in reversed(self._all) if answer.response is response), None)
        for answer in self._all:
            if answer is wanted:
                return found
            if wanted is not None and _same(answer.call, wanted.call):
                found = answer
        return None


def _same(one: "Call", other: "Call") -> bool:
    return (one.branch, one.method, one.target, one.body) == (other.branch, other.method, other.target, other.body)
