"""A README taken apart: its sections, and what they hold that no translation changes."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher

__all__ = ["Section", "differences", "sections"]

_HEADING = re.compile(r"(#+) (.+)")
_COMMENT = re.compile(r"(?:^|(?<=\s))# .*$")
_CODE = re.compile(r"``.+?``(?!`)|`[^`]+`", re.S)
_LINK = re.compile(r"(!?)\[[^\]]*\]\(([^)\s]+)\)")
# 6,600 and 4.5 in English, 6 600 and 4,5 in French; no part of a name or a version.
_NUMBER = re.compile(r"(?<![\w./-])\d+(?:[,.\u202f]\d+)*(?![\w/]|-\d)")
_ITALIC = re.compile(r"(?<![*\w])\*([^\s*][^*]*)\*(?!\*)")
# A cell ends at a bar that is in no code.
_CELLS = re.compile(r"(?:`[^`]*`|[^|`])+")


@dataclass
class Section:
    """What stands below a heading, up to the next.

    Attributes:
        blocks: kinds of its parts, in their order, each with its first words.
        commands: the lines of its code, comments apart; `comments` how many these are.
        rows: of its tables, the code in each cell.
        pictures, links: their addresses; one into the README is the number of its heading.
        code: what is in backticks, tables apart.
        numbers: in digits, as they are read: without separators.
        names: what is in italics, such as names on the screen.
    """

    level: int
    title: str
    blocks: list[tuple[str, str]] = field(default_factory=list)
    commands: list[str] = field(default_factory=list)
    comments: int = 0
    rows: list[tuple[tuple[str, ...], ...]] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    code: list[str] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)

    @property
    def place(self) -> str:
        return f"{'#' * self.level} {self.title}"


def sections(text: str) -> list[Section]:
    """The sections of a README, in their order."""
    found: list[Section] = []
    for kind, lines in _blocks(text):
        if kind == "heading":
            marks, title = lines[0].split(" ", 1)
            found.append(Section(len(marks), title))
            continue
        section = found[-1]
        section.blocks.append((kind, " ".join(lines)[:50]))
        if kind == "code":
            section.commands += [_COMMENT.sub("", line).rstrip() for line in lines]
            section.comments += sum(bool(_COMMENT.search(line)) for line in lines)
        elif kind == "row":
            cells = _CELLS.findall(lines[0])
            section.rows.append(tuple(tuple(_CODE.findall(cell)) for cell in cells))
        else:
            _read_text("\n".join(lines), section)
    anchors = {_anchor(item.title): f"heading {at}" for at, item in enumerate(found)}
    for section in found:
        section.links = [
            anchors.get(link[1:], link) if link.startswith("#") else link for link in section.links
        ]
    return found


def differences(one: Section, other: Section) -> Iterator[str]:
    """What two sections differ in, in words: what only the first has, what only the second has."""
    place = f"{one.place} / {other.place}"
    if one.level != other.level:
        yield f"{place}: of another level"
    if [kind for kind, _ in one.blocks] != [kind for kind, _ in other.blocks]:
        for only, (kind, words) in _unpaired(one, other):
            yield f"{place}: other parts: only the {only} has the {kind} {words!r}"
    for line, twin in zip(one.commands, other.commands, strict=False):
        if line != twin:
            yield f"{place}: another command: {line!r} and {twin!r}"
            break
    for name in ("commands", "rows", "pictures", "links", "code", "numbers"):
        here, there = Counter(getattr(one, name)), Counter(getattr(other, name))
        if here != there:
            yield f"{place}: {name}: only {[*(here - there)]}, and only {[*(there - here)]}"
        elif name in ("rows", "pictures") and getattr(one, name) != getattr(other, name):
            yield f"{place}: {name} in another order"
    if one.comments != other.comments:
        yield f"{place}: {one.comments} comments in code, and {other.comments}"
    if len(one.names) != len(other.names):
        yield f"{place}: in italics: {one.names} and {other.names}"


def _unpaired(one: Section, other: Section) -> Iterator[tuple[str, tuple[str, str]]]:
    """The parts of one section that the other lacks, and whose they are. Rows are paired by the
    code in them, other parts by their kind.
    """
    pairs = SequenceMatcher(None, _part_keys(one), _part_keys(other), autojunk=False)
    for _, begin, end, twin_begin, twin_end in pairs.get_opcodes():
        if end - begin != twin_end - twin_begin:
            yield from (("first", block) for block in one.blocks[begin:end])
            yield from (("second", block) for block in other.blocks[twin_begin:twin_end])


def _part_keys(section: Section) -> list[tuple[object, ...]]:
    rows = iter(section.rows)
    return [(kind, next(rows)) if kind == "row" else (kind,) for kind, _ in section.blocks]


def _blocks(text: str) -> Iterator[tuple[str, list[str]]]:
    """The parts of a text, with their lines: headings, texts, items of lists, rows, code."""
    lines = iter(text.split("\n"))
    kind, block = "", list[str]()
    for line in lines:
        if line.startswith("```"):
            if block:
                yield kind, block
            block = []
            yield "code", [line, *iter(lines.__next__, "```")]
            continue
        begins = _kind_of(line)
        if begins != "text" or not block:
            if block:
                yield kind, block
            kind, block = begins or "", [line] if begins else []
        else:
            block.append(line)
    if block:
        yield kind, block


def _kind_of(line: str) -> str:
    """What begins with a line; a text may go on with it."""
    if _HEADING.match(line):
        return "heading"
    if line.startswith("|"):
        return "row"
    if line.startswith("<!--"):
        return "mark"
    if re.match(r"- |\d+\. ", line):
        return "item"
    return "text" if line else ""


def _read_text(text: str, section: Section) -> None:
    """Put what a text holds into its section."""
    section.code += [_one_line(code) for code in _CODE.findall(text)]
    for mark, address in _LINK.findall(text):
        (section.pictures if mark else section.links).append(address)
    plain = _LINK.sub("", _CODE.sub("\0", text))
    section.names += [_one_line(name) for name in _ITALIC.findall(plain)]
    section.numbers += [re.sub(r"\D", "", number) for number in _NUMBER.findall(plain)]


def _one_line(text: str) -> str:
    """A text whose lines are broken elsewhere in each language."""
    return re.sub("[ \n]+", " ", text)


def _anchor(title: str) -> str:
    """The address of a heading, as GitHub makes it."""
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")
