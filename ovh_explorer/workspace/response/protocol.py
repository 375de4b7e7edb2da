"""Messages between the response service and its worker process: requests and replies.

Each is a line of JSON on the worker's pipes. Large data goes by files of one directory, which the
messages name. The standard library writes and reads the JSON: msgspec refuses a lone half of a
surrogate pair, and a response or what a user types can hold one.
"""

import json
from typing import Any, ClassVar, Generic, TypeVar, get_args

import msgspec

from ovh_explorer.workspace.response.json_path import Step
from ovh_explorer.workspace.response.table import Column

__all__ = [
    "AnyRequest",
    "ClosingLine",
    "CompareBodies",
    "Done",
    "Failed",
    "FindLines",
    "FindRows",
    "FindTable",
    "FoldableLines",
    "FormatBody",
    "FormattedFiles",
    "LineAtPath",
    "ListValues",
    "OpeningLine",
    "PartDone",
    "PathOfLine",
    "Reply",
    "Request",
    "SortRows",
    "Subtree",
    "TableRows",
    "WorkerMessage",
    "WriteCsv",
    "decode_message",
    "decode_reply",
    "decode_result",
    "encode",
]

Result = TypeVar("Result")


class Request(msgspec.Struct, Generic[Result], frozen=True, tag=True):
    """A request to the worker, which replies with a `Result`.

    Attributes:
        is_long: whether its work may take long: it is stopped when its caller stops waiting.
    """

    is_long: ClassVar[bool] = True


class FormattedFiles(msgspec.Struct, frozen=True):
    """What is known of a formatted body, besides its text and its line index, which are files.

    Attributes:
        width: bytes of the longest line.
        language, note: see :class:`~ovh_explorer.workspace.response.format.FormattedText`.
    """

    width: int
    language: str
    note: str


class FormatBody(Request[FormattedFiles], frozen=True):
    """Format a body into the files ``target.text`` and ``target.index``.

    Attributes:
        source: the path of the file that holds the body.
        expression: a JMESPath expression to filter it by; "" for none.
        raw: as it was received.
        width: columns of the screen.
    """

    source: str
    target: str
    content_type: str
    expression: str
    raw: bool
    width: int


class FindLines(Request[int], frozen=True):
    """Write the numbers of the lines that hold `words` to `target`, and count them."""

    text: str
    words: str
    target: str


class ClosingLine(Request[int | None], frozen=True):
    """Find the line that closes what `line` opens."""

    is_long: ClassVar[bool] = False
    text: str
    line: int


class OpeningLine(Request[int | None], frozen=True):
    """Find the line of the object or list that `line` is in."""

    is_long: ClassVar[bool] = False
    text: str
    line: int


class LineAtPath(Request[int | None], frozen=True):
    """Find the line that a path leads to."""

    is_long: ClassVar[bool] = False
    text: str
    steps: list[Step]


class PathOfLine(Request[list[Step]], frozen=True):
    """Find the path that leads to `line`."""

    is_long: ClassVar[bool] = False
    text: str
    line: int


class FoldableLines(Request[int], frozen=True):
    """Write the ranges that can be folded at `depth` to `target`, and count their numbers."""

    text: str
    depth: int
    target: str


class Subtree(Request[None], frozen=True):
    """Write the JSON of the value in `line` to `target`."""

    is_long: ClassVar[bool] = False
    text: str
    line: int
    target: str


class ListValues(Request[None], frozen=True):
    """Write what the items of the outermost list have at `key` to `target`, as a list in JSON."""

    text: str
    key: str
    target: str


class FindTable(Request[list[Column] | None], frozen=True):
    """Write where the rows of the list nearest to `line` begin to `target`; give its columns."""

    text: str
    line: int
    target: str


class SortRows(Request[int], frozen=True):
    """Write the items in the order of the column at `path` to `target`, and count them."""

    text: str
    rows: str
    path: tuple[str, ...]
    descending: bool
    target: str


class TableRows(msgspec.Struct, frozen=True):
    """The part of a table that a request is about.

    Attributes:
        text, rows: the files of the text and of the places where its rows begin.
        paths: of the columns.
        order: the file of the items' order; "" for the order of the response.
    """

    text: str
    rows: str
    paths: list[tuple[str, ...]]
    order: str


class WriteCsv(Request[None], frozen=True):
    """Write a table to `target` as CSV."""

    table: TableRows
    target: str


class FindRows(Request[int], frozen=True):
    """Write the places of the rows that hold `words` to `target`, and count them."""

    table: TableRows
    words: str
    target: str


class CompareBodies(Request[None], frozen=True):
    """Write the differences of the bodies in two files to `target`, as a list in JSON."""

    before: str
    after: str
    target: str


AnyRequest = (
    FormatBody
    | FindLines
    | ClosingLine
    | OpeningLine
    | LineAtPath
    | PathOfLine
    | FoldableLines
    | Subtree
    | ListValues
    | FindTable
    | SortRows
    | WriteCsv
    | FindRows
    | CompareBodies
)


class WorkerMessage(msgspec.Struct, frozen=True):
    """A request, and the number that its replies have."""

    id: int
    request: AnyRequest


class PartDone(msgspec.Struct, frozen=True, tag=True):
    """How much of a request is done, from 0 to 1."""

    id: int
    part: float


class Done(msgspec.Struct, frozen=True, tag=True):
    """The end of a request.

    Attributes:
        result: not yet of the request's type: :func:`decode_result` makes it so.
    """

    id: int
    result: Any


class Failed(msgspec.Struct, frozen=True, tag=True):
    """The end of a request that failed.

    Attributes:
        problem: why, in words.
        is_filter: whether the filter's expression is to blame.
    """

    id: int
    problem: str
    is_filter: bool = False


Reply = PartDone | Done | Failed


def encode(message: WorkerMessage | Reply) -> bytes:
    """A message as a line of JSON."""
    return json.dumps(msgspec.to_builtins(message)).encode() + b"\n"


def decode_message(line: str | bytes) -> WorkerMessage:
    """The message in a line."""
    return msgspec.convert(json.loads(line), WorkerMessage)


def decode_reply(line: str | bytes) -> Reply:
    """The reply in a line."""
    found: Reply = msgspec.convert(json.loads(line), Reply)
    return found


def decode_result(request: Request[Result], result: Any) -> Result:
    """The result of a :class:`Done` in the type that its request says.

    Raises:
        msgspec.ValidationError: for a result of another type.
    """
    (result_type,) = get_args(type(request).__orig_bases__[0])  # type: ignore[attr-defined]
    found: Result = msgspec.convert(result, result_type)
    return found
