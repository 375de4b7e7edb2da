"""The lines of a text area, measured where they change: Textual measures and joins all of them with
each key, and for each line that it draws.
"""

from itertools import pairwise

from rich.cells import cell_len
from textual.document._document import Document, DocumentBase, EditResult, Location
from textual.document._wrapped_document import WrappedDocument
from textual.geometry import Size
from textual.widgets import TextArea

__all__ = ["MeasuredArea"]


class _MeasuredDocument(Document):
    """A document that knows its text and the widths of its lines until they change.

    Args:
        other: the one whose lines it has: what changes here changes there.
    """

    def __init__(self, other: Document) -> None:
        self._newline, self._lines = other._newline, other._lines
        self._text: str | None = None
        self._widths: list[int] = []
        self._tab_width = 0

    @property
    def text(self) -> str:
        if self._text is None:
            self._text = super().text
        return self._text

    def get_size(self, tab_width: int) -> Size:
        if tab_width != self._tab_width:
            self._tab_width = tab_width
            self._widths = self._measured(self._lines)
        return Size(max(self._widths, default=0), len(self._lines))

    def replace_range(self, start: Location, end: Location, text: str) -> EditResult:
        """Replace a part: nothing else changes a document."""
        top, bottom = sorted((start[0], end[0]))
        below = len(self._lines) - (bottom + 1)
        result = super().replace_range(start, end, text)
        self._text = None
        if self._tab_width:
            new = self._lines[top : len(self._lines) - max(0, below)]
            self._widths[top : bottom + 1] = self._measured(new)
        return result

    def _measured(self, lines: list[str]) -> list[int]:
        return [cell_len(line.expandtabs(self._tab_width)) for line in lines]


class _CountedDocument(WrappedDocument):
    """A wrapped document that knows how many lines it has, and cuts one without going through its
    characters: Textual goes through a whole line several times with each key.

    Args:
        other: the one whose lines it has.
    """

    def __init__(self, other: WrappedDocument) -> None:
        vars(self).update(vars(other))

    @property
    def height(self) -> int:
        return len(self._offset_to_line_info)

    def get_sections(self, line_index: int) -> list[str]:
        """The lines that a line of the document is drawn as."""
        line = self.document[line_index]
        if not self._wrap_offsets[line_index]:
            return [line]
        ends = [*self._wrap_offsets[line_index], len(line)]
        return [line[start:end] for start, end in pairwise([0, *ends])]


class MeasuredArea(TextArea):
    """A text area in which a key costs as much in a long text as in a short one."""

    _measured: DocumentBase
    _counted: WrappedDocument

    @property
    def document(self) -> DocumentBase:
        """The document that is edited."""
        return self._measured

    @document.setter
    def document(self, document: DocumentBase) -> None:
        self._measured = document
        if isinstance(document, Document) and not isinstance(document, _MeasuredDocument):
            self._measured = _MeasuredDocument(document)

    @property
    def wrapped_document(self) -> WrappedDocument:
        """The same as it is drawn."""
        return self._counted

    @wrapped_document.setter
    def wrapped_document(self, document: WrappedDocument) -> None:
        self._counted = _CountedDocument(document)
