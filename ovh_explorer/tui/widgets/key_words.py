"""Keys that are named in sentences and below dialogs: a click on the words presses the key."""

import re
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style as RichStyle
from rich.text import Text
from textual import events, on
from textual.content import Content
from textual.screen import Screen
from textual.strip import Strip
from textual.style import Style

from ovh_explorer.tui.key_bindings import KEYS

__all__ = ["KeyWordScreen", "clickable", "key_clauses", "keys_line", "runs", "with_keys"]

ResultType = TypeVar("ResultType")

# In the style of a piece of text: the key to press, or the action of the screen to run.
_PRESS, _RUN = "press", "run"

_NAMED = r"(?:shift )?F\d{1,2}|\^[a-z_]|[Ee]sc|[Ee]nter|[Tt]ab|[Dd]el|[Bb]ackspace|[Ss]pace"
_VERBS = "opens|loads|shows|starts|goes|closes|skips|finds|copies|sends|switches"
# As our sentences name keys: "Press F4 to edit", "press enter", "esc closes", "tab: its others",
# "r opens it". The words to the end of the clause belong to the key.
_CLAUSE = re.compile(
    rf"(?:[Pp]ress (?P<told>{_NAMED}|\S)(?=[\s.,;:)]|$)"
    rf"|(?<![\w^])(?P<named>{_NAMED})(?=:? [a-z]+s\b)"
    rf"|(?<!\w)(?P<sign>\S)(?= (?:{_VERBS})\b))"
    r"[^.,;·()]*"
)
_TEXTUAL_NAMES = {"esc": "escape", "del": "delete", "^_": "ctrl+underscore"}


class KeyWordScreen(Screen[ResultType]):
    """A screen on which a click on words that name a key does what the key does."""

    @on(events.Click)
    async def _on_key_word(self, event: events.Click) -> None:
        meta = event.style.meta
        if action := meta.get(_RUN):
            event.stop()
            await self.run_action(action)
        elif key := meta.get(_PRESS):
            event.stop()
            self.app.simulate_key(key)


def runs(action: str) -> RichStyle:
    """The style of words that run an action of their screen when they are clicked."""
    return RichStyle(meta={_RUN: action})


def with_keys(text: Text) -> Text:
    """A text of the main screen whose words that name a key can be clicked."""
    marked = text.copy()
    for start, end, meta in key_clauses(text.plain):
        marked.stylize(RichStyle(meta=meta), start, end)
    return marked


def clickable(segments: Sequence[Segment]) -> list[Segment]:
    """A line of the main screen, likewise."""
    line = Strip(segments)
    for start, end, meta in key_clauses(line.text):
        left, right = cell_len(line.text[:start]), cell_len(line.text[:end])
        words = line.crop(left, right).apply_style(RichStyle(meta=meta))
        line = Strip.join([line.crop(0, left), words, line.crop(right)])
    return list(line)


def key_clauses(text: str) -> Iterator[tuple[int, int, dict[str, Any]]]:
    """Where words of the main screen name a key: from, to, and what their style has to hold."""
    for match in _CLAUSE.finditer(text):
        shown = match["told"] or match["named"] or match["sign"]
        if (meta := _on_main_screen(shown)) is not None:
            yield match.start(), match.end(), meta


def keys_line(*parts: str, between: str = " · ") -> Content:
    """What the keys of a dialog do, each part beginning with its key."""
    pieces: list[Content | str] = []
    for part in parts:
        key = _name_of(re.split(r":? ", part, maxsplit=1)[0])
        piece = Content(part)
        pieces += [between] if pieces else []
        pieces.append(piece.stylize(Style.from_meta({_PRESS: key})) if key else piece)
    return Content.assemble(*pieces)


def _name_of(shown: str) -> str:
    """Textual's name of a key that people write so; "" for what is no key."""
    name = shown.lower()
    if re.fullmatch(_NAMED, shown):
        return _TEXTUAL_NAMES.get(name) or name.replace("^", "ctrl+").replace("shift ", "shift+")
    if shown == "/":
        return "slash"
    return shown if len(shown) == 1 and shown.isalpha() else ""


def _on_main_screen(shown: str) -> dict[str, Any] | None:
    """What a key does there, from wherever the focus is; None for a sign that is no key."""
    if len(shown) > 1:
        return {_PRESS: _name_of(shown)}
    # A character would be typed where a text has the focus.
    for item in KEYS:
        if shown in item.shown.split() and item.action:
            if item.where == "panes":
                return {_RUN: item.action}
            if item.where == "response":
                return {_RUN: f"in_response('{item.action}')"}
    return None
