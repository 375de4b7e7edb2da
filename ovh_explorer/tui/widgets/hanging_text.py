"""Text whose lines go on below where they began, not at the edge."""

import re
from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

from ovh_explorer.tui.drawing.wrapped_text import cut_word

__all__ = ["HangingText", "hanging_lines"]

# Columns that words need beside what they hang from: where there are fewer, they begin at the edge.
_MIN_COLUMNS = 16
# A word with the blanks before it; not those that keep a French sign with its word.
_WORD = re.compile(r"([ \t\n\r\f\v]*)([^ \t\n\r\f\v]+)")


def hanging_lines(text: str, width: int, indent: int) -> list[str]:
    """A line in as many as it needs at a width, all but the first of them indented."""
    columns = width - indent
    if columns < _MIN_COLUMNS:
        indent = 0
    columns = max(1, width - indent)
    lines: list[str] = []
    line = ""
    for blanks, word in _WORD.findall(text):
        rest = f"{blanks}{word}"
        if cell_len(line) + cell_len(rest) <= width:
            line += rest
            continue
        if cell_len(word) > columns:
            # A path goes on behind a slash, on the line where it began.
            room = width - cell_len(line) - cell_len(blanks)
            piece = cut_word(word, room)[0] if room > 0 else ""
            if piece.endswith("/") or not line.strip():
                line, word = f"{line}{blanks}{piece}", word[len(piece) :]
        if line:
            lines.append(line)
        *full, last = cut_word(word, columns)
        lines += [f"{' ' * indent}{part}" for part in full]
        line = f"{' ' * indent}{last}"
    if line:
        lines.append(line)
    return lines or [text]


class HangingText(Visual):
    """Paragraphs that hang: each is a text, and the columns that its further lines begin at."""

    def __init__(self, paragraphs: Sequence[tuple[Content, int]]) -> None:
        self._paragraphs = paragraphs
        self._whole = Content("\n").join([text for text, _indent in paragraphs])
        # As it was drawn last: height and lines are asked for by turns.
        self._width = 0
        self._fitted = self._whole

    def __str__(self) -> str:
        return self._whole.plain

    def fitted(self, width: int) -> Content:
        """All of it at a width, in lines that are no longer than that."""
        if width != self._width:
            lines = [_hung(text, width, indent) for text, indent in self._paragraphs]
            self._width, self._fitted = width, Content("\n").join(lines)
        return self._fitted

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        return self.fitted(width).render_strips(width, height, style, options)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        return self._whole.get_optimal_width(rules, container_width)

    def get_height(self, rules: RulesMap, width: int) -> int:
        return self.fitted(width).get_height(rules, width)


def _hung(text: Content, width: int, indent: int) -> Content:
    """One paragraph, its styles kept."""
    plain = text.plain
    lines: list[Content] = []
    at = 0
    for line in hanging_lines(plain, width, indent):
        words = line if not lines else line.lstrip(" ")
        start = plain.index(words, at)
        at = start + len(words)
        lines.append(Content(line[: len(line) - len(words)]) + text[start:at])
    return Content("\n").join(lines)
