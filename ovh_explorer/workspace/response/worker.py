"""The process that reads large answers for :mod:`.reader`: what takes long there is felt by nobody.

It speaks JSON lines on its pipes. In: ``{"id", "do", …}``. Out: ``{"id", "done"}`` or ``{"id",
"problem"}``, and before that any number of ``{"id", "part"}``, how much is done, from 0 to 1. Texts
and indexes go by files of a directory that only the user can read; it is the parent's, which
removes it. It ends when its input does, at once, and removes the directory then: whoever closes it
in order kills it.
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
from typing import Any

from ovh_explorer.children import end_with_input
from ovh_explorer.workspace.response.filter import FilterError, filtered
from ovh_explorer.workspace.response.format import LaidOut, lay_out, line_index, most_of
from ovh_explorer.workspace.response.json_path import (
    Step,
    closing_line,
    foldable,
    line_of,
    opening_line,
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
# Of the work of laying out, what formatting is.
_FORMATTING = 0.4


class Work:
    """What is asked for, on files of a directory."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        # The text that was asked about last: most questions are about the same one.
        self._open: tuple[str, StoredText] | None = None

    def do(self, order: dict[str, Any], tell: Tell) -> Any:
        """Carry out an order; what it answers can be written as JSON."""
        match order["do"]:
            case "lay out":
                return self._lay_out(order, tell)
            case "find":
                text = self._text(order["text"])
                found = find_lines(
                    text.text, text.offsets, order["words"], lambda at: tell(at / len(text.text))
                )
                return self._write(order["target"], found)
            case "closing":
                return closing_line(self._text(order["text"]), order["line"])
            case "opening":
                return opening_line(self._text(order["text"]), order["line"])
            case "line of":
                return line_of(self._text(order["text"]), [Step(*step) for step in order["steps"]])
            case "path":
                return [
                    [step.name, step.index]
                    for step in path_of(self._text(order["text"]), order["line"])
                ]
            case "fold all":
                return self._write(
                    order["target"], foldable(self._text(order["text"]), order["depth"])
                )
            case "subtree":
                self._file(order).write_bytes(subtree(self._text(order["text"]), order["line"]))
                return None
            case "values":
                found_values = values_in(self._text(order["text"]), order["key"], tell)
                self._file(order).write_text(json.dumps(found_values))
                return None
            case "table":
                return self._table(order, tell)
            case "sort":
                text, starts = self._text(order["text"]), self._numbers(order["rows"])
                found = sorted_rows(text, starts, tuple(order["path"]), order["descending"], tell)
                return self._write(order["target"], found)
            case "csv":
                return self._csv(order, tell)
            case "find rows":
                return self._write(
                    order["target"], rows_with(*self._of_table(order), order["words"], tell)
                )
            case "compare":
                return self._compare(order)
            case _:
                raise ValueError(f"There is no {order['do']!r}.")

    def _lay_out(self, order: dict[str, Any], tell: Tell) -> dict[str, Any]:
        content = mapped(Path(order["source"]))
        if order["filter"]:
            laid = LaidOut(filtered(content, order["filter"]), "json")
        else:
            laid = lay_out(content, order["kind"], raw=order["raw"])
        if isinstance(content, mmap.mmap):
            content.close()
        self._open = None
        tell(_FORMATTING)
        (self._directory / f"{order['target']}.text").write_bytes(laid.text)
        size = len(laid.text) or 1
        # Written as it is found: it may be as large as the text.
        with (self._directory / f"{order['target']}.index").open("wb") as file:
            width = line_index(
                laid.text,
                lambda offsets: offsets.tofile(file),
                lambda at: tell(_FORMATTING + (1 - _FORMATTING) * at / size),
                most=most_of(laid, order["width"]),
            )
        return {"width": width, "language": laid.language, "note": laid.note}

    def _table(self, order: dict[str, Any], tell: Tell) -> list[list[Any]] | None:
        text = self._text(order["text"])
        line = list_near(text, order["line"])
        if line is None:
            return None
        starts = row_starts(text, line)
        self._write(order["target"], starts)
        return [
            [list(item.path), item.width, item.filled, item.numeric]
            for item in columns_of(text, starts, tell)
        ]

    def _csv(self, order: dict[str, Any], tell: Tell) -> None:
        with self._file(order).open("wb") as file:
            for piece in csv_of(*self._of_table(order), tell):
                file.write(piece)

    def _of_table(
        self, order: dict[str, Any]
    ) -> tuple[StoredText, Sequence[int], Sequence[int] | None, list[tuple[str, ...]]]:
        """The text, the rows, their sequence and the columns that an order is about."""
        sequence = self._numbers(order["order"]) if order["order"] else None
        paths = [tuple(path) for path in order["paths"]]
        return self._text(order["text"]), self._numbers(order["rows"]), sequence, paths

    def _compare(self, order: dict[str, Any]) -> None:
        from ovh_explorer.workspace.response.diff import NotComparable, compare_bodies

        try:
            changes = compare_bodies(
                *(mapped(Path(source))[:] for source in (order["before"], order["after"]))
            )
        except NotComparable as error:
            raise ValueError(str(error)) from None
        words = [[item.kind, item.path, item.before, item.after] for item in changes]
        self._file(order).write_text(json.dumps(words))

    def _file(self, order: dict[str, Any]) -> Path:
        return self._directory / str(order["target"])

    def _numbers(self, name: str) -> Sequence[int]:
        return memoryview(mapped(self._directory / name)).cast("Q")

    def _write(self, name: str, numbers: "array[int]") -> int:
        with (self._directory / name).open("wb") as file:
            numbers.tofile(file)
        return len(numbers)

    def _text(self, name: str) -> StoredText:
        if self._open is None or self._open[0] != name:
            text = mapped(self._directory / f"{name}.text")
            offsets = memoryview(mapped(self._directory / f"{name}.index")).cast("Q")
            self._open = name, StoredText(text, offsets, 0, "json")
        return self._open[1]


def _tell(say: Callable[..., None], number: int, part: float) -> None:
    say(id=number, part=part)


def main() -> None:
    """Take orders until input ends."""
    work = Work(Path(sys.argv[1]))

    def say(**words: Any) -> None:
        sys.stdout.write(json.dumps(words) + "\n")
        sys.stdout.flush()

    orders: SimpleQueue[str] = SimpleQueue()
    # Where the explorer was killed, what it had here is removed for it: answers can hold anything.
    remove = partial(shutil.rmtree, sys.argv[1], True)
    threading.Thread(target=end_with_input, args=(orders.put, remove), daemon=True).start()
    while True:
        order = json.loads(orders.get())
        number = order["id"]
        try:
            say(id=number, done=work.do(order, partial(_tell, say, number)))
        except FilterError as error:
            say(id=number, problem=str(error), filter=True)
        except (OSError, MemoryError, ValueError) as error:
            say(id=number, problem=str(error) or type(error).__name__)


if __name__ == "__main__":
    main()
