"""What became of several calls, a line each."""

import json
from collections.abc import Callable, Sequence

from textual import work

from ovh_explorer.text import printable
from ovh_explorer.translation import N_, _
from ovh_explorer.tui.dialogs.shown_text import ShownText
from ovh_explorer.tui.drawing.documents import Piece
from ovh_explorer.tui.key_bindings import bindings
from ovh_explorer.tui.workbench.copy import copy_text
from ovh_explorer.workspace.calls.call_result import CallResult

__all__ = ["SeveralResults"]

_SAID = {
    True: ("string", N_("done")),
    False: ("error", N_("failed")),
    None: ("comment", N_("not sent")),
}


class _ResultLines:
    """A line for each call: what became of it, the call, and why it failed; below it the response
    where that shows a secret only once.
    """

    def __init__(self, results: Sequence[CallResult]) -> None:
        self._lines = [line for result in results for line in (_line(result), *_content(result))]
        self.height = len(self._lines)
        self.width = max((len(self.plain(index)) for index in range(self.height)), default=0)

    def pieces(self, index: int, end: int = 0) -> list[Piece]:
        return self._lines[index]

    def plain(self, index: int) -> str:
        return "".join(text for _kind, text in self._lines[index])


def _line(result: CallResult) -> list[Piece]:
    kind, said = _SAID[result.is_done]
    width = max(len(_(words)) for _kind, words in _SAID.values())
    shown = result.call.masked()
    words = f"  {printable(result.words)}" if result.words else ""
    return [
        (kind, f"{_(said):<{width}}"),
        ("plain", f"  {shown.method} {printable(shown.target)}"),
        (kind, words),
    ]


def _content(result: CallResult) -> list[list[Piece]]:
    if not result.content:
        return []
    text = json.dumps(json.loads(result.content), indent=2, ensure_ascii=False)
    return [[("string", f"    {printable(line)}")] for line in text.split("\n")]


class SeveralResults(ShownText):
    """Shows what was done, what was not, and why, until it is closed.

    Args:
        title: says how many were done.
        results: what became of each call.
        copied: told of the text that was copied.
    """

    BINDINGS = bindings("several results")  # not for people

    def __init__(
        self, title: str, results: Sequence[CallResult], copied: Callable[[str], object]
    ) -> None:
        lines = _ResultLines(results)
        super().__init__(title, lines, self._copy)
        self._copied = copied
        self._text = "\n".join((title, *(lines.plain(index) for index in range(lines.height))))

    @work(exclusive=True, group="copy")
    async def _copy(self) -> None:
        if await copy_text(self.app, self._text, _("the list")):
            self._copied(self._text)
