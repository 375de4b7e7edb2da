"""The process that reads large responses, so that the screen never waits for them.

It takes orders on its input and replies on its output: see
:mod:`~ovh_explorer.workspace.response.protocol`. Texts and indexes go by files of a directory that
only the user can read; it is the parent's, which removes it. The worker ends when its input does,
at once, and removes the directory then: the parent kills it where it ends in order.
"""

import json
import mmap
import shutil
import sys
import threading
from array import array
from collections.abc import Callable, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from queue import SimpleQueue
from typing import assert_never

from ovh_explorer.children import end_with_input
from ovh_explorer.translation.choice import inherit
from ovh_explorer.workspace.response import protocol
from ovh_explorer.workspace.response.filter import FilterError, filtered, is_met
from ovh_explorer.workspace.response.format import (
    FormattedText,
    format_content,
    line_index,
    max_line_bytes,
)
from ovh_explorer.workspace.response.json_path import (
    closing_line,
    foldable,
    line_of,
    parent_line,
    path_of,
    subtree,
)
from ovh_explorer.workspace.response.stored_text import StoredText, find_lines, mapped
from ovh_explorer.workspace.response.table import (
    columns_of,
    csv_of,
    list_near,
    row_starts,
    rows_with,
    sorted_rows,
    values_in,
)

Tell = Callable[[float], None]
# Of the work of formatting and indexing, what formatting is.
_FORMATTING = 0.4


class Worker:
    """Does jobs on the files of a directory."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        # The text of the last job: most jobs are about the same one.
        self._open: tuple[str, StoredText] | None = None

    def do(self, job: protocol.Job, tell: Tell) -> protocol.Result:
        """Do a job; `tell` how much of it is done, from 0 to 1."""
        match job:
            case protocol.FormatText():
                return self._format(job, tell)
            case protocol.FindTable():
                return self._find_table(job, tell)
            case protocol.FindClosingLine():
                return protocol.LineFound(closing_line(self._text(job.text), job.line))
            case protocol.FindParentLine():
                return protocol.LineFound(parent_line(self._text(job.text), job.line))
            case protocol.FindLineOfPath():
                return protocol.LineFound(line_of(self._text(job.text), job.steps))
            case protocol.FindPathOfLine():
                return protocol.PathFound(path_of(self._text(job.text), job.line))
            case protocol.FindLines() | protocol.FindFoldableLines():
                self._write_numbers(job.target, self._lines(job, tell))
            case protocol.SortRows() | protocol.FindRows():
                self._write_numbers(job.target, self._rows(job, tell))
            case protocol.CopySubtree():
                self._file(job.target).write_bytes(subtree(self._text(job.text), job.line))
            case protocol.ListValues():
                values = values_in(self._text(job.text), job.key, tell)
                self._file(job.target).write_text(json.dumps(values))
            case protocol.WriteCsv():
                self._write_csv(job, tell)
            case protocol.CompareBodies():
                self._compare(job)
            case protocol.MatchLines():
                from ovh_explorer.workspace.response.line_changes import match_lines

                texts = (mapped(Path(name)) for name in (job.before, job.after))
                self._write_numbers(job.target, match_lines(*texts))
            case protocol.CheckCondition():
                met = is_met(mapped(Path(job.source)), job.expression)
                return protocol.ConditionChecked(met)
            case _:
                assert_never(job)
        return protocol.FileWritten()

    def _format(self, job: protocol.FormatText, tell: Tell) -> protocol.TextFormatted:
        content = mapped(Path(job.source))
        if job.expression:
            formatted = FormattedText(filtered(content, job.expression), "json")
        else:
            formatted = format_content(content, job.content_type, raw=job.raw)
        if isinstance(content, mmap.mmap):
            content.close()
        self._open = None
        tell(_FORMATTING)
        self._file(f"{job.target}.text").write_bytes(formatted.text)
        size = len(formatted.text) or 1
        # Written as it is found: it may be as large as the text.
        with self._file(f"{job.target}.index").open("wb") as file:
            width = line_index(
                formatted.text,
                lambda offsets: offsets.tofile(file),
                lambda at: tell(_FORMATTING + (1 - _FORMATTING) * at / size),
                max_bytes=max_line_bytes(formatted, job.width),
            )
        return protocol.TextFormatted(width, formatted.language, formatted.note)

    def _find_table(self, job: protocol.FindTable, tell: Tell) -> protocol.TableFound:
        text = self._text(job.text)
        line = list_near(text, job.line)
        if line is None:
            return protocol.TableFound(None)
        starts = row_starts(text, line)
        self._write_numbers(job.target, starts)
        return protocol.TableFound(columns_of(text, starts, tell))

    def _lines(
        self, job: protocol.FindLines | protocol.FindFoldableLines, tell: Tell
    ) -> "array[int]":
        text = self._text(job.text)
        if isinstance(job, protocol.FindFoldableLines):
            return foldable(text, job.depth)
        return find_lines(
            text.text,
            text.offsets,
            job.words,
            lambda at: tell(at / len(text.text)),
            is_json=job.language == "json",
        )

    def _rows(self, job: protocol.SortRows | protocol.FindRows, tell: Tell) -> "array[int]":
        if isinstance(job, protocol.FindRows):
            return rows_with(*self._table(job.table), job.words, tell)
        text, starts = self._text(job.text), self._numbers(job.rows)
        return sorted_rows(text, starts, job.path, job.descending, tell)

    def _write_csv(self, job: protocol.WriteCsv, tell: Tell) -> None:
        with self._file(job.target).open("wb") as file:
            for piece in csv_of(*self._table(job.table), tell):
                file.write(piece)

    def _table(
        self, view: protocol.TableView
    ) -> tuple[StoredText, Sequence[int], Sequence[int] | None, list[tuple[str, ...]]]:
        """The text, the rows, their order and the columns of a table."""
        order = self._numbers(view.order) if view.order else None
        return self._text(view.text), self._numbers(view.rows), order, view.paths

    def _compare(self, job: protocol.CompareBodies) -> None:
        from ovh_explorer.workspace.response.diff import NotComparable, compare_bodies

        try:
            changes = compare_bodies(
                *(mapped(Path(source))[:] for source in (job.before, job.after))
            )
        except NotComparable as error:
            raise ValueError(str(error)) from None
        self._file(job.target).write_text(json.dumps([asdict(change) for change in changes]))

    def _file(self, name: str) -> Path:
        return self._directory / name

    def _numbers(self, name: str) -> Sequence[int]:
        return memoryview(mapped(self._file(name))).cast("Q")

    def _write_numbers(self, name: str, numbers: "array[int]") -> None:
        with self._file(name).open("wb") as file:
            numbers.tofile(file)

    def _text(self, name: str) -> StoredText:
        if self._open is None or self._open[0] != name:
            text = mapped(self._file(f"{name}.text"))
            offsets = memoryview(mapped(self._file(f"{name}.index"))).cast("Q")
            self._open = name, StoredText(text, offsets, 0, "json")
        return self._open[1]


def _say(reply: protocol.Reply) -> None:
    sys.stdout.buffer.write(protocol.encode(reply))
    sys.stdout.buffer.flush()


def _tell(number: int, part: float) -> None:
    _say(protocol.Progress(number, part))


def main() -> None:
    """Take orders until input ends."""
    inherit()
    worker = Worker(Path(sys.argv[1]))
    orders: SimpleQueue[str] = SimpleQueue()
    # Where the parent was killed, what it had here is removed for it: responses can hold anything.
    remove = partial(shutil.rmtree, sys.argv[1], True)
    threading.Thread(target=end_with_input, args=(orders.put, remove), daemon=True).start()
    while True:
        order = protocol.decode_order(orders.get())
        number = order.number
        try:
            _say(protocol.Done(number, worker.do(order.job, partial(_tell, number))))
        except FilterError as error:
            _say(protocol.Failed(number, str(error), is_filter=True))
        except (OSError, MemoryError, ValueError) as error:
            _say(protocol.Failed(number, str(error) or type(error).__name__))


if __name__ == "__main__":
    main()
