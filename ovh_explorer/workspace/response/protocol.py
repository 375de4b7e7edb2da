"""What the worker is told and what it tells, a line of JSON each.

A :class:`Order` goes in; any number of :class:`Progress` and then a :class:`Done` or a
:class:`Failed` come out. Texts and indexes go by files of a directory that both know: a `text` is
the name of a formatted text in it, `target` of a file that the worker writes.
"""

import json
from typing import ClassVar

import msgspec

from ovh_explorer.workspace.response.json_path import Step
from ovh_explorer.workspace.response.table import Column

__all__ = [
    "CheckCondition",
    "CompareBodies",
    "ConditionChecked",
    "CopySubtree",
    "Done",
    "Failed",
    "FileWritten",
    "FindClosingLine",
    "FindFoldableLines",
    "FindLineOfPath",
    "FindLines",
    "FindParentLine",
    "FindPathOfLine",
    "FindRows",
    "FindTable",
    "FormatText",
    "Job",
    "LineFound",
    "ListValues",
    "MatchLines",
    "Order",
    "PathFound",
    "Progress",
    "Reply",
    "Result",
    "SortRows",
    "TableFound",
    "TableView",
    "TextFormatted",
    "WriteCsv",
    "decode_order",
    "decode_reply",
    "encode",
]


class _Job(msgspec.Struct, frozen=True, tag=True):
    # Whether the worker is ended when the job is given up: it may take seconds.
    is_long: ClassVar[bool] = True


class FormatText(_Job, frozen=True):
    """Format the content of a file, and index its lines. `width` is in columns."""

    source: str
    target: str
    content_type: str
    expression: str
    raw: bool
    width: int


class FindLines(_Job, frozen=True):
    """Find the lines that words are in."""

    text: str
    words: str
    language: str
    target: str


class FindClosingLine(_Job, frozen=True):
    """Find the line that closes what a line opens."""

    is_long: ClassVar[bool] = False
    text: str
    line: int


class FindParentLine(_Job, frozen=True):
    """Find the line of what a line stands in."""

    is_long: ClassVar[bool] = False
    text: str
    line: int


class FindLineOfPath(_Job, frozen=True):
    """Find the line that a path leads to."""

    is_long: ClassVar[bool] = False
    text: str
    steps: list[Step]


class FindPathOfLine(_Job, frozen=True):
    """Find the path that leads to a line."""

    is_long: ClassVar[bool] = False
    text: str
    line: int


class FindFoldableLines(_Job, frozen=True):
    """Find the lines that can be folded at a depth."""

    text: str
    depth: int
    target: str


class CopySubtree(_Job, frozen=True):
    """Copy the JSON of what stands in a line."""

    is_long: ClassVar[bool] = False
    text: str
    line: int
    target: str


class ListValues(_Job, frozen=True):
    """List what the items of the outermost list have at a key."""

    text: str
    key: str
    target: str


class FindTable(_Job, frozen=True):
    """Find the list of objects that is nearest around a line."""

    text: str
    line: int
    target: str


class SortRows(_Job, frozen=True):
    """Sort the rows of a table by a column."""

    text: str
    rows: str
    path: tuple[str, ...]
    descending: bool
    target: str


class TableView(msgspec.Struct, frozen=True):
    """Some columns of a table. `order` is the path of the file that has the order of its rows; ""
    for their own.
    """

    text: str
    rows: str
    paths: list[tuple[str, ...]]
    order: str


class WriteCsv(_Job, frozen=True):
    """Write a table as CSV."""

    table: TableView
    target: str


class FindRows(_Job, frozen=True):
    """Find the rows that have words in one of some columns."""

    table: TableView
    words: str
    target: str


class CompareBodies(_Job, frozen=True):
    """Compare two files."""

    before: str
    after: str
    target: str


class MatchLines(_Job, frozen=True):
    """Match the lines of two files of indented JSON."""

    before: str
    after: str
    target: str


class CheckCondition(_Job, frozen=True):
    """Check whether an expression is true of the content of a file."""

    source: str
    expression: str


Job = (
    FormatText
    | FindLines
    | FindClosingLine
    | FindParentLine
    | FindLineOfPath
    | FindPathOfLine
    | FindFoldableLines
    | CopySubtree
    | ListValues
    | FindTable
    | SortRows
    | WriteCsv
    | FindRows
    | CompareBodies
    | MatchLines
    | CheckCondition
)
"""What the worker can do."""


class FileWritten(msgspec.Struct, frozen=True, tag=True):
    """The target of the job is written."""


class LineFound(msgspec.Struct, frozen=True, tag=True):
    """The line that was looked for; None where there is none."""

    line: int | None


class PathFound(msgspec.Struct, frozen=True, tag=True):
    """The path that was looked for."""

    steps: list[Step]


class TextFormatted(msgspec.Struct, frozen=True, tag=True):
    """A text is formatted: see :class:`~ovh_explorer.workspace.response.stored_text.StoredText`."""

    width: int
    language: str
    note: str


class TableFound(msgspec.Struct, frozen=True, tag=True):
    """The columns of the table that was looked for; None where there is none."""

    columns: list[Column] | None


class ConditionChecked(msgspec.Struct, frozen=True, tag=True):
    """Whether the condition is true."""

    is_met: bool


Result = FileWritten | LineFound | PathFound | TextFormatted | TableFound | ConditionChecked
"""What a job gives."""


class Order(msgspec.Struct, frozen=True):
    """A job with a number, by which its replies are known."""

    number: int
    job: Job


class Progress(msgspec.Struct, frozen=True, tag=True):
    """How much of a job is done, from 0 to 1."""

    number: int
    part: float


class Failed(msgspec.Struct, frozen=True, tag=True):
    """A job that could not be done. `is_filter` says that its filter can't be used."""

    number: int
    problem: str
    is_filter: bool = False


class Done(msgspec.Struct, frozen=True, tag=True):
    """A job that is done."""

    number: int
    result: Result


Reply = Progress | Failed | Done
"""What the worker tells of a job."""


def encode(message: Order | Reply) -> bytes:
    """A message as a line.

    The standard library writes it: what a user types can have half characters (lone surrogates),
    which msgspec doesn't write.
    """
    return json.dumps(msgspec.to_builtins(message)).encode() + b"\n"


def decode_order(line: str) -> Order:
    """The order of a line."""
    return msgspec.convert(json.loads(line), Order)


def decode_reply(line: bytes) -> Reply:
    """The reply of a line."""
    reply: Reply = msgspec.convert(json.loads(line), Reply)
    return reply
