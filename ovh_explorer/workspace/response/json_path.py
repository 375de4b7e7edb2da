"""Where one is in indented JSON: what a line opens and closes, and the path that leads to it.

All of it from the indentation, two spaces a level: a search for a few bytes goes through megabytes
in a millisecond, and no tree of a document has to be built.
"""

import json
import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass

from ovh_explorer.workspace.response.escapes import written_as
from ovh_explorer.workspace.response.stored_text import StoredText

__all__ = [
    "Step",
    "TooFar",
    "accessor",
    "closing_line",
    "depth_of",
    "foldable",
    "key_of",
    "line_within",
    "opens",
    "path_of",
    "path_text",
    "subtree",
]

_STEP = 2
_BRACKETS = (b"{", b"[")
# Bytes of a line that are looked at for its key.
_KEY = 10_000
_WINDOW = 1 << 14
_ALL = 1 << 62
_PLAIN = re.compile(r"[A-Za-z_]\w*", re.ASCII)


class TooFar(Exception):
    """What was looked for is further away than one can go without being felt: another process is to
    look.
    """


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path: a property's name, or an item's index."""

    name: str | None
    index: int = 0


def depth_of(text: StoredText, line: int) -> int:
    """How many brackets a line is in."""
    raw = text.raw(line, 4000)
    return (len(raw) - len(raw.lstrip(b" "))) // _STEP


def opens(text: StoredText, line: int) -> bool:
    """Whether a line opens an object or a list that has something in it."""
    end = text.end(line)
    return text.text[max(0, end - 1) : end] in _BRACKETS and line + 1 < text.height


def closing_line(text: StoredText, line: int, limit: int = _ALL) -> int | None:
    """The line that closes what this one opens; None where it opens nothing.

    Raises:
        TooFar: when it isn't within `limit` bytes.
    """
    if text.language != "json" or not opens(text, line):
        return None
    end = text.end(line)
    bracket = b"}" if text.text[end - 1 : end] == b"{" else b"]"
    stop = min(len(text.text), end + limit)
    found = text.text.find(b"\n" + b" " * (_STEP * depth_of(text, line)) + bracket, end, stop)
    if found < 0 and stop < len(text.text):
        raise TooFar
    return None if found < 0 else text.line_at(found + 1)


def parent_line(text: StoredText, line: int, limit: int = _ALL) -> int | None:
    """The line of the object or list that a line stands in; None at the outermost.

    Raises:
        TooFar: when it isn't within `limit` bytes.
    """
    depth = depth_of(text, line)
    return None if depth == 0 else _line_before(text, line, depth - 1, limit)


def _line_before(text: StoredText, line: int, depth: int, limit: int) -> int:
    """The line of this depth that is nearest above a deeper one: it opens what that is in."""
    if depth == 0:
        return 0
    margin = b"\n" + b" " * (_STEP * depth)
    stop = text.offsets[line]
    window = _WINDOW
    lowest = max(0, stop - limit)
    while True:
        # Of that depth stand a key, or a bracket; whatever is deeper goes on with a space.
        start = max(lowest, stop - window)
        found = max(text.text.rfind(margin + sign, start, stop) for sign in (b'"', b"{", b"["))
        if found >= 0:
            return text.line_at(found + 1)
        if start == 0:
            return 0
        if start == lowest:
            raise TooFar
        # What is cut by the window's edge is found in the next.
        stop = start + len(margin) + 1
        window *= 4


def key_of(text: StoredText, line: int) -> str | None:
    """The property's name that a line begins with; None for an item or a bracket."""
    words = text.line(line, _KEY).strip()
    if not words.startswith('"'):
        return None
    try:
        name, end = json.JSONDecoder().raw_decode(words)
    except ValueError:
        return None
    return name if isinstance(name, str) and words[end : end + 1] == ":" else None


def path_of(text: StoredText, line: int, limit: int = _ALL) -> list[Step]:
    """The steps from the outermost to what stands in a line; for a closing bracket to what it
    closes.

    Raises:
        TooFar: when more than `limit` bytes would have to be gone through for a step.
    """
    steps: list[Step] = []
    if text.language != "json":
        return steps
    if text.raw(line, 4000).strip()[:1] in (b"}", b"]"):
        line = _line_before(text, line, depth_of(text, line), limit)
    while (parent := parent_line(text, line, limit)) is not None:
        key = key_of(text, line)
        steps.append(
            Step(key) if key is not None else Step(None, _index(text, parent, line, limit))
        )
        line = parent
    return steps[::-1]


def _index(text: StoredText, parent: int, line: int, limit: int) -> int:
    start, end = text.offsets[parent + 1], text.offsets[line]
    if end - start > limit:
        raise TooFar
    margin = b"\n" + b" " * (_STEP * depth_of(text, line))

    between = b"\n" + text.text[start:end]
    here = between.count(margin) - between.count(margin + b" ")
    return here - sum(between.count(margin + sign) for sign in (b"}", b"]"))


def path_text(steps: list[Step]) -> str:
    """A path as people and JMESPath write it: ``[0].targetSpec.name``; empty for the whole."""
    parts = []
    for step in steps:
        if step.name is None:
            parts.append(f"[{step.index}]")
        else:
            name = (
                step.name
                if _PLAIN.fullmatch(step.name)
                else json.dumps(step.name, ensure_ascii=False)
            )
            parts.append(f".{name}" if parts else name)
    return "".join(parts)


def accessor(steps: list[Step], language: str) -> str:
    """How Python or PHP gets at a place in a decoded response: ``result[0]["name"]``,
    ``$result[0]['name']``.
    """
    parts = ["$result" if language == "php" else "result"]
    for step in steps:
        if step.name is None:
            parts.append(f"[{step.index}]")
        elif language == "php":
            escaped = step.name.replace("\\", "\\\\").replace("'", "\\'")
            parts.append(f"['{escaped}']")
        else:
            parts.append(f"[{json.dumps(step.name, ensure_ascii=False)}]")
    return "".join(parts)


def subtree(text: StoredText, line: int) -> bytes:
    """The JSON of the value that stands in a line, without its key, indented as a document of its
    own.
    """
    if text.raw(line, 4000).strip()[:1] in (b"}", b"]"):
        line = _line_before(text, line, depth_of(text, line), _ALL)
    end = closing_line(text, line)
    raw = text.text[text.offsets[line] : text.offsets[(line if end is None else end) + 1]]
    margin = b" " * (_STEP * depth_of(text, line))
    first, newline, rest = raw.partition(b"\n")
    first = first.strip()
    if key_of(text, line) is not None:
        name = json.JSONDecoder().raw_decode(first.decode())[1]
        first = first.decode()[name + 1 :].strip().encode()
    rest = rest.replace(b"\n" + margin, b"\n").removeprefix(margin)
    return (first + newline + rest).rstrip().rstrip(b",") + b"\n"


def foldable(text: StoredText, depth: int) -> "array[int]":
    """The lines of a depth that open something, from top to bottom.

    Three numbers for each: the line, the one that closes it, and how many lines the ones before it
    hide when all are folded.
    """
    margin = b" " * (_STEP * depth)
    # What opens at this depth, and what closes: they come by turns.
    pattern = re.compile(rb"^%s(?:(?! )[^\n]*([{\[])|([}\]]),?)$" % re.escape(margin), re.MULTILINE)
    found = array("Q")
    start, hidden = -1, 0
    for match in pattern.finditer(text.text):
        if match[1]:
            start = text.line_at(match.start())
        elif start >= 0:
            end = text.line_at(match.start())
            found.extend((start, end, hidden))
            hidden += end - start
            start = -1
    return found


def parse_path(words: str) -> list[Step] | None:
    """The steps of a path that was typed: ``items[3].name``, ``"odd name"[0]``; None for what is
    none.
    """
    steps: list[Step] = []
    at = 0
    while at < len(words):
        found = _WRITTEN.match(words, at)
        if found is None or (found["dot"] and not steps and not words.startswith(".")):
            return None
        if found["index"]:
            steps.append(Step(None, int(found["index"])))
        elif found["quoted"]:
            try:
                steps.append(Step(json.loads(found["quoted"])))
            except ValueError:
                return None
        else:
            steps.append(Step(found["name"]))
        at = found.end()
    return steps


_WRITTEN = re.compile(
    r"""\[(?P<index>\d+)\]|(?P<dot>\.?)(?:(?P<name>[^.\[\]"]+)|(?P<quoted>"(?:[^"\\]|\\.)*"))"""
)


def line_of(text: StoredText, steps: list[Step]) -> int | None:
    """The line in which what a path leads to begins; None where it is a broken link."""
    line = 0
    for step in steps:
        end = closing_line(text, line)
        if end is None:
            return None
        found = _child(text, line, end, step)
        if found is None:
            return None
        line = found
    return line


def _child(text: StoredText, line: int, end: int, step: Step) -> int | None:
    """The line of a property or an item of what `line` to `end` hold."""
    margin = b"\n" + b" " * (_STEP * (depth_of(text, line) + 1))
    start, stop = text.offsets[line + 1] - 1, text.offsets[end]
    if step.name is not None:
        wanted = (
            margin
            + json.dumps(step.name, ensure_ascii=False).encode("utf-8", "surrogatepass")
            + b":"
        )
        place = text.text.find(wanted, start, stop)
        if place < 0:
            # Some servers write escapes.
            match = re.compile(re.escape(margin) + b'"' + written_as(step.name) + b'":').search(
                text.text, start, stop
            )
            place = match.start() if match is not None else -1
        return None if place < 0 else text.line_at(place + 1)
    if text.text[start - 1 : start] != b"[":
        return None
    # Whatever begins here and is no closing bracket is an item.
    pattern = re.compile(re.escape(margin) + rb"[^ }\]]")
    for index, match in enumerate(pattern.finditer(text.text, start, stop)):
        if index == step.index:
            return text.line_at(match.start() + 1)
    return None


def line_within(text: StoredText, line: int, names: Sequence[str]) -> int:
    """The line of a property of the object that begins in a line, by the names that lead to it;
    else that line.
    """
    at = line
    for name in names:
        end = closing_line(text, at)
        found = None if end is None else _child(text, at, end, Step(name))
        if found is None:
            return line
        at = found
    return at
