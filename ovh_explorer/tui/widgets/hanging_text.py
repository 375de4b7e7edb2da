"""Text whose lines go on below where they began, not at the edge."""

from collections.abc import Sequence
from textwrap import TextWrapper

from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

__all__ = ["HangingText", "hanging_lines"]

# Columns that words need beside what they hang from: where there are fewer, they begin at the edge.
_MIN_COLUMNS = 16
# Characters of a word that are cut into lines at once, and at most twice as many.
_PART_CHARACTERS = 2_000


class _Wrapper(TextWrapper):
    """Cuts a very long word in parts first: of what is left of a word, each line copies all."""

    def _split(self, text: str) -> list[str]:
        size = max(_PART_CHARACTERS, self.width + 1)
        found: list[str] = []
        for word in super()._split(text):
            # The last part is no shorter than the others: it would begin a line of its own.
            ends = [*range(size, len(word) - size + 1, size), len(word)]
            found += [word[start:end] for start, end in zip([0, *ends], ends, strict=False)]
        return found


def hanging_lines(text: str, width: int, indent: int) -> list[str]:
    """A line in as many as it needs at a width, all but the first of them indented."""
    columns = width - indent
    if columns < _MIN_COLUMNS:
        indent = 0
    wrapper = _Wrapper(
        max(1, width),
        subsequent_indent=" " * indent,
        replace_whitespace=False,
        expand_tabs=False,
        break_on_hyphens=False,
    )
    return wrapper.wrap(text) or [text]


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
