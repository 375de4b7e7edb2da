"""Reads what a PUT is about to change, for the question before it is sent."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from ovh_explorer.translation import N_, _, ngettext, number
from ovh_explorer.workspace.calls.put_comparison import ComparisonError, PutComparison
from ovh_explorer.workspace.calls.put_difference import LeftOut, PutDifference, hidden_values
from ovh_explorer.workspace.calls.put_words import (
    CHANGED_SINCE_SHOWN,
    NO_DIFFERENCE,
    OUTDATED,
    left_out_words,
    unchanged_words,
)
from ovh_explorer.workspace.response.change_lines import ChangePiece, change_lines

if TYPE_CHECKING:
    from ovh_explorer.call import Call
    from ovh_explorer.client.response import Response

__all__ = ["PutCheck", "PutReport"]

_T = TypeVar("_T")

# Seconds for which what was read is taken to be so.
_MAX_AGE_SECONDS = 10.0
# Bytes of an object that takes no longer to compare than a screen may stand still.
_MAX_BYTES_AT_ONCE = 4_000
# Lines of a difference that are drawn: a question is no place to read more.
_MAX_LINES = 200
# The form says the same of this key.
_ADD_THEM = N_("F2 adds them as they are now. Nothing is sent yet.")
_COMPARED = N_("Compared with what the GET of this path returns now:")
_OTHER_THAN_FILLED = N_("The object has changed since the form was filled from it.")
_AGAIN = N_("Reading it once more before it is sent.")
_NOT_READ_AGAIN = N_("Failed to read it once more. Press y again to send it anyway.")


@dataclass(frozen=True, slots=True)
class PutReport:
    """What is known of a PUT's difference.

    Attributes:
        lines: the changes, in pieces.
        words: sentences: what is read, why nothing can be shown.
        warnings: sentences that stand out.
        left_out: what the body doesn't speak of.
        is_same: whether the body is as the object is now, all of it.
    """

    lines: Sequence[Sequence[ChangePiece]] = ()
    words: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    is_same: bool = False


class PutCheck:
    """Compares a PUT with the object that it changes, as that is now.

    Args:
        call: the PUT.
        comparison: how they are compared; None where `problem` says why they aren't.
        read: sends the GET, and keeps it in the history where that is kept.
        clock: in seconds.
        filled_from: the object that the form was filled from; None for none.
        is_recorded: whether the history has the GET.

    Attributes:
        report: what is known now.
        value: the object, as it was last read; None where it wasn't.
        is_reading: whether the response is waited for.
    """

    def __init__(
        self,
        call: "Call",
        comparison: PutComparison | None,
        read: "Callable[[Call], Awaitable[Response]]",
        clock: Callable[[], float],
        *,
        problem: str = "",
        filled_from: Any = None,
        is_recorded: bool = False,
    ) -> None:
        self._body, self._hidden = call.json, hidden_values(call)
        self._comparison = comparison
        self._send = read
        self._clock = clock
        self._filled_from = filled_from
        self.value: Any = None
        # What of it can be sent, as a text that is another one when that is.
        self._state = ""
        self._is_large = False
        self._read_at: float | None = None
        self.is_reading = False
        self.report = PutReport(words=(f"{_(NO_DIFFERENCE)} {problem}",))
        if comparison is not None:
            words = (
                _("Reading what is there now: {request} (in the history)")
                if is_recorded
                else _("Reading what is there now: {request}")
            )
            self.report = PutReport(words=(words.format(request=comparison.title),))

    @property
    def can_read(self) -> bool:
        """Whether there is anything to be read."""
        return self._comparison is not None

    @property
    def values(self) -> Any:
        """What of the object could be sent, as it was last read; None where it wasn't."""
        comparison = self._comparison
        if comparison is None or self.value is None:
            return None
        return comparison.values(self.value)

    @property
    def is_old(self) -> bool:
        """Whether what was read may be otherwise by now."""
        return self._read_at is not None and self._clock() - self._read_at > _MAX_AGE_SECONDS

    async def read(self) -> None:
        """Read the object, and work out what the PUT changes of it."""
        self.is_reading = True
        try:
            value, state = await self._object()
            await self._take(value, state)
        except ComparisonError as error:
            self.report = PutReport(words=(f"{_(NO_DIFFERENCE)} {error}",))
        finally:
            self.is_reading = False

    async def is_as_shown(self) -> bool:
        """Read the object once more; False where it is another than was shown, which the report
        says then.
        """
        self.is_reading = True
        try:
            value, state = await self._object()
            if state == self._state:
                self._read_at = self._clock()
                return True
            await self._take(value, state, _(CHANGED_SINCE_SHOWN))
        except ComparisonError as error:
            # The user may send it all the same: that is said, and asked again.
            self.value, self._read_at = None, None
            self.report = PutReport(warnings=(f"{_(_NOT_READ_AGAIN)} {error}",))
        finally:
            self.is_reading = False
        return False

    def say_reading_again(self) -> None:
        """Have the report say that the object is read once more."""
        old = self.report
        self.report = PutReport(old.lines, old.words, (_(_AGAIN),), old.left_out)

    async def _object(self) -> tuple[Any, str]:
        """The object as it is now, and the state that it is in."""
        from ovh_explorer.client.errors import ClientError

        comparison = self._comparison
        assert comparison is not None
        try:
            response = await self._send(comparison.reads)
        except ClientError as error:
            raise ComparisonError(str(error)) from None
        value = comparison.object_in(response)
        self._is_large = response.size > _MAX_BYTES_AT_ONCE
        if self._is_large:
            comparison.prepare()
        return value, await self._do(lambda: comparison.state(value))

    async def _do(self, work: Callable[[], _T]) -> _T:
        """Compare; what takes long in a thread, where the screen goes on meanwhile."""
        return await asyncio.to_thread(work) if self._is_large else work()

    async def _take(self, value: Any, state: str, *warnings: str) -> None:
        comparison, before = self._comparison, self._filled_from
        assert comparison is not None
        difference = await self._do(lambda: comparison.difference(self._body, value, self._hidden))
        if before is not None and await self._do(lambda: comparison.state(before)) != state:
            warnings = (*warnings, _(_OTHER_THAN_FILLED))
        if difference.is_outdated:
            warnings = (*warnings, _(OUTDATED))
        lines = _lines(difference)
        words = [_(_COMPARED)]
        words += filter(None, [unchanged_words(difference)])
        if left_out := left_out_words(difference):
            words.append(f"{left_out} {_(_ADD_THEM)}")
        is_same = not difference.changes and not difference.left_out
        self.report = PutReport(lines, tuple(words), warnings, difference.left_out, is_same)
        self.value, self._state, self._read_at = value, state, self._clock()


def _lines(difference: PutDifference) -> list[list[ChangePiece]]:
    lines = [
        line for change in difference.changes for line in change_lines(change, _("the whole body"))
    ]
    if len(lines) > _MAX_LINES:
        more = len(lines) - _MAX_LINES
        words = ngettext("and {count} more line", "and {count} more lines", more)
        lines[_MAX_LINES:] = [[("between", words.format(count=number(more)))]]
    return lines
