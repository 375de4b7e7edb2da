"""A response as the response pane shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ovh_explorer.call import Call
    from ovh_explorer.client.response import Response
    from ovh_explorer.tui.drawing.documents import Document
    from ovh_explorer.tui.drawing.table_lines import TableLines
    from ovh_explorer.workspace.calls.detail_rest import DetailWish
    from ovh_explorer.workspace.navigation.next_steps import NextStep
    from ovh_explorer.workspace.response.stored_text import StoredText

__all__ = ["RenderedResponse"]

_NOTHING = frozenset({"null", "[]", "{}"})


@dataclass(frozen=True)
class RenderedResponse:
    """A call, its response, and what is shown of it.

    Attributes:
        said: what the form said when this was sent: `call`, but for what was put together of
            several calls.
        text: what is shown of the response, laid out.
        document: that, below `advice`.
        note: a word about what is shown.
        steps: what usually follows.
        expression: the JMESPath expression that it is filtered by.
        raw: whether it is shown as it was received.
        gathered: whether it was put together of several responses that are not the operation's own:
            details.
        details: how its details were asked for, where it is those.
        table: a list in it as a table, once that was made; shown with `as_table`.
        advice: what is said above an error, or of what a success refused, and no part of it.
        keys: the keys that signed it.
        at: its place in the order in which responses came.
        since: the place of the oldest that a part of it came with; 0 where all of it came with it.
        previous: the text of the response that it came in place of, where what the user looked at
            stays.
        changed: what changed since then, in words, and when; "" where it took no other's place.
        watched: how watching it ended, in words; "" where it didn't.
        marked: the names of items that are marked in the list, and stand in no table.
    """

    call: "Call"
    said: "Call"
    response: "Response"
    text: "StoredText"
    document: "Document"
    note: str
    steps: "Sequence[NextStep]" = ()
    expression: str = ""
    raw: bool = False
    gathered: bool = False
    details: "DetailWish | None" = None
    table: "TableLines | None" = None
    as_table: bool = False
    advice: Sequence[str] = ()
    keys: object = None
    at: int = 0
    since: int = 0
    previous: "StoredText | None" = None
    changed: str = ""
    watched: str = ""
    marked: frozenset[str] = frozenset()

    @property
    def oldest(self) -> int:
        """The place in that order of the oldest part of it."""
        return self.since or self.at

    @property
    def held_bytes(self) -> int:
        """The bytes of memory that its bodies take; large ones are files, and take none."""
        held = len(self.response.content) + len(self.call.body or b"")
        for text in (self.text, self.previous):
            if text is not None and isinstance(text.text, bytes):
                held += len(text.text)
        return held

    @property
    def matches(self) -> bool:
        """Whether there is anything in what is shown: a filter may have left nothing."""
        return self.text.height != 1 or self.text.shown(0).strip() not in _NOTHING
