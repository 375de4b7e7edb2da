"""The worker process of the response service: does there what takes long, so that the screen never
waits.

It reads a :class:`WorkerMessage` from each line of its input, and writes replies to its output; see
:mod:`.protocol`. Texts and indexes go by files of a directory that only the user can read. The
directory is the parent's, which removes it. The worker ends at once when its input does, and
removes the directory then; a parent that closes it in order kills it instead.
"""

import json
import mmap
import shutil
import sys
import threading
from array import array
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from queue import SimpleQueue
from typing import Any, assert_never

from ovh_explorer.children import end_with_input
from ovh_explorer.workspace.response.filter import FilterError, filter_body
from ovh_explorer.workspace.response.format import (
    FormattedText,
    format_body,
    line_index,
    max_line_bytes,
)
from ovh_explorer.workspace.response.json_path import (
    closing_line,
    foldable,
    line_of,
    opening_line,
    path_of,
    subtree,
)
from ovh_explorer.workspace.response.protocol import (
    AnyRequest,
    ClosingLine,
    CompareBodies,
    Done,
    Failed,
    FindLines,
    FindRows,
    FindTable,
    FoldableLines,
    FormatBody,
    FormattedFiles,
    LineAtPath,
    ListValues,
    OpeningLine,
    PartDone,
    PathOfLine,
    Reply,
    SortRows,
    Subtree,
    TableRows,
    WriteCsv,
    decode_message,
    encode,
)
from ovh_explorer.workspace.response.stored_text import StoredText, find_lines, map_file
from ovh_explorer.workspace.response.table import (
    Column,
    columns_of,
    csv_of,
    list_near,
    row_starts,
    rows_with,
    sorted_rows,
    values_in,
)

Tell = Callable[[float], None]
# How much of the work of FormatBody is formatting; the rest is the line index.
_FORMATTING_PART = 0.4


class Worker:
    """Does what requests say, on the files of a directory."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        # The text of the last request: most requests are about the same one.
        self._open: tuple[str, StoredText] | None = None

    def run(self, request: AnyRequest, tell: Tell) -> Any:
        """Do what a request says, and give its result; `tell` how much is done.

        Raises:
            FilterError: for an expression that can't be used.
            OSError, MemoryError, ValueError: when it can't be done.
        """
        match request:
            case ClosingLine():
                return closing_line(self._text(request.text), request.line)
            case OpeningLine():
                return opening_line(self._text(request.text), request.line)
            case LineAtPath():
                return line_of(self._text(request.text), request.steps)
            case PathOfLine():
                return path_of(self._text(request.text), request.line)
            case FormatBody():
                return self._format(request, tell)
            case FindTable():
                return self._find_table(request, tell)
            case FindLines() | FoldableLines() | SortRows() | FindRows():
                return self._write(request.target, self._numbers_for(request, tell))
            case Subtree() | ListValues() | WriteCsv() | CompareBodies():
                self._write_file(request, tell)
                return None
            case _:
                assert_never(request)

    def _numbers_for(
        self, request: FindLines | FoldableLines | SortRows | FindRows, tell: Tell
    ) -> "array[int]":
        """The numbers that a request finds."""
        match request:
            case FindLines():
                text = self._text(request.text)
                size = len(text.text)
                return find_lines(
                    text.text, text.offsets, request.words, lambda at: tell(at / size)
                )
            case FoldableLines():
                return foldable(self._text(request.text), request.depth)
            case SortRows():
                text, starts = self._text(request.text), self._numbers(request.rows)
                return sorted_rows(text, starts, request.path, request.descending, tell)
            case FindRows():
                return rows_with(*self._table(request.table), request.words, tell)

    def _write_file(
        self, request: Subtree | ListValues | WriteCsv | CompareBodies, tell: Tell
    ) -> None:
        """Write the text that a request finds."""
        path = self._directory / request.target
        match request:
            case Subtree():
                path.write_bytes(subtree(self._text(request.text), request.line))
            case ListValues():
                values = values_in(self._text(request.text), request.key, tell)
                path.write_text(json.dumps(values))
            case WriteCsv():
                with path.open("wb") as file:
                    for piece in csv_of(*self._table(request.table), tell):
                        file.write(piece)
            case CompareBodies():
                path.write_text(json.dumps(_compare(request)))

    def _format(self, request: FormatBody, tell: Tell) -> FormattedFiles:
        content = map_file(Path(request.source))
        if request.expression:
            formatted = FormattedText(filter_body(content, request.expression), "json")
        else:
            formatted = format_body(content, request.content_type, raw=request.raw)
        if isinstance(content, mmap.mmap):
            content.close()
        self._open = None
        tell(_FORMATTING_PART)
        (self._directory / f"{request.target}.text").write_bytes(formatted.text)
        size = len(formatted.text) or 1
        # Written piece by piece: it may be as large as the text.
        with (self._directory / f"{request.target}.index").open("wb") as file:
            width = line_index(
                formatted.text,
                lambda offsets: offsets.tofile(file),
                lambda at: tell(_FORMATTING_PART + (1 - _FORMATTING_PART) * at / size),
                max_bytes=max_line_bytes(formatted, request.width),
            )
        return FormattedFiles(width, formatted.language, formatted.note)

    def _find_table(self, request: FindTable, tell: Tell) -> list[Column] | None:
        text = self._text(request.text)
        line = list_near(text, request.line)
        if line is None:
            return None
        starts = row_starts(text, line)
        self._write(request.target, starts)
        return columns_of(text, starts, tell)

    def _table(
        self, table: TableRows
    ) -> tuple[StoredText, Sequence[int], Sequence[int] | None, list[tuple[str, ...]]]:
        """The text, the rows, their order and the columns that a request is about."""
        order = self._numbers(table.order) if table.order else None
        return self._text(table.text), self._numbers(table.rows), order, table.paths

    def _numbers(self, name: str) -> Sequence[int]:
        return memoryview(map_file(self._directory / name)).cast("Q")

    def _write(self, name: str, numbers: "array[int]") -> int:
        with (self._directory / name).open("wb") as file:
            numbers.tofile(file)
        return len(numbers)

    def _text(self, name: str) -> StoredText:
        if self._open is None or self._open[0] != name:
            text = map_file(self._directory / f"{name}.text")
            offsets = memoryview(map_file(self._directory / f"{name}.index")).cast("Q")
            self._open = name, StoredText(text, offsets, 0, "json")
        return self._open[1]


def _compare(request: CompareBodies) -> list[list[Any]]:
    """The differences of two bodies, each as the fields of a ``Change``."""
    from ovh_explorer.workspace.response.diff import NotComparable, compare_bodies

    before, after = (map_file(Path(path))[:] for path in (request.before, request.after))
    try:
        changes = compare_bodies(before, after)
    except NotComparable as error:
        raise ValueError(str(error)) from None
    return [[item.kind, item.path, item.before, item.after] for item in changes]


def _send(reply: Reply) -> None:
    sys.stdout.buffer.write(encode(reply))
    sys.stdout.buffer.flush()


def _send_part(number: int, part: float) -> None:
    _send(PartDone(number, part))


def main() -> None:
    """Run requests until input ends."""
    worker = Worker(Path(sys.argv[1]))
    lines: SimpleQueue[str] = SimpleQueue()
    # Where the explorer was killed, its files are removed for it: a response can hold anything.
    remove = partial(shutil.rmtree, sys.argv[1], True)
    threading.Thread(target=end_with_input, args=(lines.put, remove), daemon=True).start()
    while True:
        message = decode_message(lines.get())
        number = message.id
        try:
            _send(Done(number, worker.run(message.request, partial(_send_part, number))))
        except FilterError as error:
            _send(Failed(number, str(error), is_filter=True))
        except (OSError, MemoryError, ValueError) as error:
            _send(Failed(number, str(error) or type(error).__name__))


if __name__ == "__main__":
    main()
