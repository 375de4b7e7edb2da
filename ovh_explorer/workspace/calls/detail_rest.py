"""How details of a list's items were asked for, and what is missing of them."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ovh_explorer.call import Call
from ovh_explorer.translation import _, number

if TYPE_CHECKING:
    from ovh_explorer.client.response import Response

__all__ = ["SAFE", "DetailRest", "DetailWish"]

SAFE = 60
"""Requests that can be made in a minute without being refused, as OVHcloud's maintainers say."""


@dataclass(frozen=True, slots=True)
class DetailRest:
    """What is missing in details that are not those of a whole list, to load it.

    Attributes:
        calls: what names each item that was to be loaded, and the call that shows it.
        done: the places of those that are there.
        listed: how many items the list has: more than are loaded at a time, perhaps.
        failed: the places of those that have an error there.
    """

    calls: tuple[tuple[str, Call], ...]
    done: tuple[int, ...]
    listed: int
    failed: tuple[int, ...] = ()

    @property
    def words(self) -> str:
        """How many are there, or where all are how many failed, and of how many."""
        if len(self.done) == self.listed:
            return self._say(_("{failed} of {count} details failed"))
        return self._say(_("{done} of {count} details"))

    @property
    def advice(self) -> str:
        """The same, and the key that loads the others."""
        if self.was_stopped and self.failed:
            return self._say(
                _("{done} of {count} details, {failed} of them failed, stopped: m goes on")
            )
        if self.was_stopped:
            return self._say(_("{done} of {count} details, stopped: m goes on"))
        if len(self.done) == self.listed:
            return self._say(_("{failed} of {count} details failed: m loads them again"))
        return self.words

    def _say(self, words: str) -> str:
        done, failed = number(len(self.done)), number(len(self.failed))
        return words.format(done=done, failed=failed, count=number(self.listed))

    @property
    def was_stopped(self) -> bool:
        """Whether some that were to be loaded didn't come."""
        return len(self.done) < len(self.calls)

    @property
    def missing(self) -> list[tuple[str, Call]]:
        """What names each of those that didn't come, or failed, and the call that shows it."""
        done = set(self.done) - set(self.failed)
        return [call for index, call in enumerate(self.calls) if index not in done]

    def rows(self, response: "Response") -> dict[int, bytes]:
        """The rows that are there and didn't fail, by their place, out of the list that was made
        of them; nothing where that can't be taken apart.
        """
        import msgspec

        try:
            rows = msgspec.json.decode(response.read(), type=list[msgspec.Raw])
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return {}
        if len(rows) != len(self.done):
            return {}
        failed = set(self.failed)
        placed = zip(self.done, rows, strict=True)
        return {index: bytes(row) for index, row in placed if index not in failed}


@dataclass(frozen=True, slots=True)
class DetailWish:
    """How details were asked for, to ask for them again.

    Attributes:
        a_minute: requests to begin in a minute at most; 0 for as many as come.
        batches: whether fifty items are asked for with one request.
        count: of how many items.
        rest: what is missing or failed; None where the details of all that is listed are there.
    """

    a_minute: int = 0
    batches: bool = False
    count: int = 0
    rest: DetailRest | None = None

    def again(self, count: int) -> "DetailWish":
        """The same for so many items: of few no limit was asked for; of many it is the safe one."""
        is_new = not self.batches and self.count <= SAFE < count
        a_minute = SAFE if is_new else self.a_minute
        return replace(self, count=count, a_minute=a_minute, rest=None)
