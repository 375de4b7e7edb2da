"""What came of a call, what is shown of it, and a form that was left with it; no widget here."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ovh_explorer.call import Call
from ovh_explorer.tui.drawing.rendered_response import RenderedResponse

if TYPE_CHECKING:
    from ovh_explorer.form import Form
    from ovh_explorer.workspace.storage.step_values import FilledStep

__all__ = ["Failure", "LeftForm", "Outcome", "Shown", "oldest_to_drop"]


@dataclass(frozen=True)
class Failure:
    """A call that got no response; `message` says why. The other attributes are those of a
    response's.
    """

    call: Call
    message: str
    keys: object = None
    at: int = 0

    @property
    def said(self) -> Call:
        """What the form said."""
        return self.call

    @property
    def held_bytes(self) -> int:
        """The bytes of memory that the call's body takes."""
        return len(self.call.body or b"")


Outcome = RenderedResponse | Failure
"""What came of a call."""


@dataclass(frozen=True)
class Shown:
    """What the panes show.

    Attributes:
        form: the form that is open; None before the first.
        outcome: what came of the form's call; where nothing did, of the operation's last call; None
            for none.
        about: what `outcome` is to, where that is not what the form says: ``to id=5210000001``;
            else "".
        is_outdated: whether the response was read before a change of the user's that it may not
            show.
        has_other_keys: whether other keys signed it than those that sign now.
        is_before_step: whether it came before the recipe's step that is open: nothing is to be done
            with what it shows.
    """

    form: "Form | None" = None
    outcome: Outcome | None = None
    about: str = ""
    is_outdated: bool = False
    has_other_keys: bool = False
    is_before_step: bool = False

    @property
    def is_current(self) -> bool:
        """Whether what is shown is to what the form says, and of now as far as is known."""
        return not self.about and not self.is_outdated

    @property
    def found(self) -> RenderedResponse | None:
        """The response; None where there is none."""
        return self.outcome if isinstance(self.outcome, RenderedResponse) else None

    def is_of(self, found: RenderedResponse) -> bool:
        """Whether a response to the same request is shown, however it is drawn now."""
        return self.found is not None and self.found.call == found.call

    @property
    def is_error(self) -> bool:
        """Whether a response is shown that says what went wrong."""
        return self.found is not None and not self.found.response.ok

    @property
    def is_example(self) -> bool:
        """Whether nothing was sent yet, and the schema says what a response may look like."""
        form = self.form
        return form is not None and self.outcome is None and form.operation.response != "void"

    @property
    def failure(self) -> str:
        """Why there is no response; "" where there is one, or nothing was sent."""
        return self.outcome.message if isinstance(self.outcome, Failure) else ""


@dataclass(frozen=True)
class LeftForm:
    """A form that was left, as it was: what was typed, secrets too, is in memory only.

    Attributes:
        key: branch, method and path of the operation.
        line: where the cursor stood in the response; None where nothing came yet.
        outcome: what was shown.
        step: what a step of a recipe had put in; None where none had.
    """

    key: tuple[str, str, str]
    draft: dict[str, Any]
    line: int | None
    outcome: Outcome | None
    step: "FilledStep | None" = None

    @cached_property
    def held_bytes(self) -> int:
        """The bytes of memory that its texts and its outcome take, about."""
        outcome = 0 if self.outcome is None else self.outcome.held_bytes
        return outcome + _characters(self.draft)


def _characters(value: object) -> int:
    if isinstance(value, str):
        return len(value)
    if isinstance(value, dict):
        return sum(len(name) + _characters(inner) for name, inner in value.items())
    if isinstance(value, list | tuple):
        return sum(_characters(inner) for inner in value)
    return 0


def oldest_to_drop(sizes: Sequence[int], *, count: int, most: int) -> int:
    """How many of the oldest have to go so that at most `count` are kept, of `most` bytes together.
    The newest always stays.

    Args:
        sizes: the bytes of each, the newest last.
    """
    kept, total = 0, 0
    for size in reversed(sizes):
        total += size
        if kept and (kept == count or total > most):
            break
        kept += 1
    return len(sizes) - kept
