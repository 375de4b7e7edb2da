"""Reads what a PUT is about to change, for the question before it is sent."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ovh_explorer.workspace.calls.put_comparison import ComparisonError, PutComparison
from ovh_explorer.workspace.calls.put_difference import LeftOut, PutDifference
from ovh_explorer.workspace.calls.put_words import (
    CHANGED_SINCE_SHOWN,
    NO_DIFFERENCE,
    NOTHING_CHANGES,
    OUTDATED,
    left_out_words,
)
from ovh_explorer.workspace.response.change_lines import ChangePiece, change_lines

if TYPE_CHECKING:
    from ovh_explorer.call import Call
    from ovh_explorer.client.response import Response

__all__ = ["PutCheck", "PutReport"]

# Seconds for which what was read is taken to be so.
_MAX_AGE_SECONDS = 10.0
# Lines of a difference that are drawn: a question is no place to read more.
_MAX_LINES = 200
_OTHER_THAN_FILLED = "The object has changed since the form was filled from it."
_AGAIN = "Reading it once more before it is sent."
_NOT_READ_AGAIN = "Failed to read it once more. Press y again to send it anyway."


@dataclass(frozen=True, slots=True)
class PutReport:
    """What is known of a PUT's difference.

    Attributes:
        lines: the changes, in pieces.
        words: sentences: what is read, why nothing can be shown.
        warnings: sentences that stand out.
        left_out: what the body doesn't speak of.
    """

    lines: Sequence[Sequence[ChangePiece]] = ()
    words: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


class PutCheck:
    """Compares a PUT with the object that it changes, as that is now.

    Args:
        call: the PUT.
        comparison: how they are compared; None where `problem` says why they aren't.
        read: sends the GET, and keeps it in the history where that is kept.
        clock: in seconds.
        filled_from: the object that the form was filled from; None for none.
        note: said of the GET: whether the history has it.

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
        note: str = "",
    ) -> None:
        self._body = call.json
        self._comparison = comparison
        self._send = read
        self._clock = clock
        self._filled_from = filled_from
        self.value: Any = None
        self._read_at: float | None = None
        self.is_reading = False
        self.report = PutReport(words=(f"{NO_DIFFERENCE} {problem}",))
        if comparison is not None:
            words = f"Reading what is there now: {comparison.title}{note}"
            self.report = PutReport(words=(words,))

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
            self._take(await self._object())
        except ComparisonError as error:
            self.report = PutReport(words=(f"{NO_DIFFERENCE} {error}",))
        finally:
            self.is_reading = False

    async def is_as_shown(self) -> bool:
        """Read the object once more; False where it is another than was shown, which the report
        says then.
        """
        comparison = self._comparison
        assert comparison is not None
        self.is_reading = True
        try:
            value = await self._object()
        except ComparisonError as error:
            # The user may send it all the same: that is said, and asked again.
            self.value, self._read_at = None, None
            self.report = PutReport(warnings=(f"{_NOT_READ_AGAIN} {error}",))
            return False
        finally:
            self.is_reading = False
        is_same = comparison.state(value) == comparison.state(self.value)
        if is_same:
            self._read_at = self._clock()
        else:
            self._take(value, CHANGED_SINCE_SHOWN)
        return is_same

    def say_reading_again(self) -> None:
        """Have the report say that the object is read once more."""
        old = self.report
        self.report = PutReport(old.lines, old.words, (_AGAIN,), old.left_out)

    async def _object(self) -> Any:
        from ovh_explorer.client.errors import ClientError

        comparison = self._comparison
        assert comparison is not None
        try:
            return comparison.object_in(await self._send(comparison.reads))
        except ClientError as error:
            raise ComparisonError(str(error)) from None

    def _take(self, value: Any, *warnings: str) -> None:
        comparison = self._comparison
        assert comparison is not None
        difference = comparison.difference(self._body, value)
        before = self._filled_from
        if before is not None and comparison.state(before) != comparison.state(value):
            warnings = (*warnings, _OTHER_THAN_FILLED)
        if difference.is_outdated:
            warnings = (*warnings, OUTDATED)
        lines = _lines(difference)
        words = [f"Compared with {comparison.title}"]
        words += [] if lines else [NOTHING_CHANGES]
        if left_out := left_out_words(difference):
            words.append(f"{left_out} Press a to fill them in.")
        self.report = PutReport(lines, tuple(words), warnings, difference.left_out)
        self.value, self._read_at = value, self._clock()


def _lines(difference: PutDifference) -> list[list[ChangePiece]]:
    lines = [
        line for change in difference.changes for line in change_lines(change, "the whole body")
    ]
    if len(lines) > _MAX_LINES:
        more = len(lines) - _MAX_LINES
        lines[_MAX_LINES:] = [[("between", f"and {more:,} more lines")]]
    return lines
