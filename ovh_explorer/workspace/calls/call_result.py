"""What became of one of several calls."""

from dataclasses import dataclass, field

from ovh_explorer.call import Call

__all__ = ["CallResult"]


@dataclass(frozen=True, slots=True)
class CallResult:
    """What became of a call.

    Attributes:
        is_done: True for one that the API carried out, False for one that it didn't, None for one
            that was not sent.
        words: the status, and why it failed.
        content: the response, where that shows a secret only once.
    """

    call: "Call"
    is_done: bool | None = None
    words: str = ""
    content: bytes = field(default=b"", repr=False)
