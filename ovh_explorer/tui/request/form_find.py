"""Words found in a form: in names, descriptions and values of its fields, in its body's text."""

import re
from collections.abc import Callable, Iterator
from typing import Protocol

from ovh_explorer.form import Field, Form, State
from ovh_explorer.form.masked_text import masked_body_text
from ovh_explorer.form.repeats import repeats
from ovh_explorer.text import folded
from ovh_explorer.translation.catalog_text import catalog_text
from ovh_explorer.tui.drawing.form_lines import FormLines

__all__ = ["FormSearch", "Match", "show_match"]

Match = Field | int
"""A field, or a line of the body's text."""

# Fields that are looked at where their parts are not shown; models may be without end.
_MAX_HIDDEN = 3000
_IN_WORDS = re.compile(r"([a-z0-9])([A-Z])")


class FormSearch:
    """Where a search in a form stands.

    Attributes:
        words: what is looked for, in lower case; "" for nothing.
        matches: where it is, from top to bottom.
        position: which of them is the current one, from 1; 0 where nothing is found.
    """

    def __init__(self, form: Callable[[], Form | None], lines: FormLines) -> None:
        """`form` is the one that is open, as `lines` has it laid out."""
        self._form = form
        self._lines = lines
        self.words = ""
        self.matches: list[Match] = []
        self.position = 0

    @property
    def match(self) -> Match | None:
        """The current match."""
        return self.matches[self.position - 1] if self.position else None

    def begin(self, words: str, start: Match | None, *, prefers_names: bool = True) -> None:
        """Look for words; the first match is the one at `start` or after it.

        With `prefers_names` a field that is called so comes before others that have the words.
        """
        self.words, self.matches, self.position = " ".join(folded(words).split()), [], 0
        self._lines.words = self.words
        form = self._form()
        if form is None or not self.words:
            return
        first = 0
        is_past = start is None
        for place, texts in _places(form, self._lines.body_mode == "json"):
            is_past = is_past or place == start
            if any(self.words in folded(text) for text in texts):
                first += not is_past
                self.matches.append(place)
        if not self.matches:
            return
        order = [*range(first, len(self.matches)), *range(first)]
        named = [at for at in order if _is_called(self.matches[at], self.words)]
        self.position = (named if named and prefers_names else order)[0] + 1

    def step(self, by: int) -> None:
        """Go to the next match or the one before, round the ends."""
        # What was typed meanwhile may have made others of them.
        self.begin(self.words, self.match, prefers_names=False)
        if self.matches:
            self.position = (self.position - 1 + by) % len(self.matches) + 1


class _View(Protocol):
    """The form in which it is looked."""

    @property
    def cursor(self) -> int: ...

    @property
    def page_height(self) -> int: ...

    def go_to(self, field: Field | None) -> None: ...

    def line_of_row(self, row: int) -> int: ...

    def show_from(self, line: int) -> None: ...

    def refresh(self) -> object: ...


def show_match(view: _View, search: FormSearch, say: Callable[[int, int], object]) -> None:
    """Put a form's cursor on the current match, and that in sight; `say` which of how many."""
    match = search.match
    if isinstance(match, int):
        view.go_to(None)
        line = view.line_of_row(view.cursor) + match
        view.show_from(max(0, line - view.page_height // 3))
    elif match is not None:
        view.go_to(match)
    view.refresh()
    say(search.position, len(search.matches))


def _places(form: Form, as_text: bool) -> Iterator[tuple[Match, list[str]]]:
    """Everything that can be found, with its texts."""
    for place in ("path", "query", "header", "body"):
        if place == "body" and (as_text or form.body_problem):
            lines = masked_body_text(form).split("\n") if form.has_body else []
            yield from ((number, [line]) for number, line in enumerate(lines))
        else:
            yield from ((item, _texts(item)) for item in _fields(form.placed(place)))


def _is_called(match: Match, words: str) -> bool:
    """Whether a match is a field of that very name."""
    return isinstance(match, Field) and folded(match.schema.name) == words


def _texts(item: Field) -> list[str]:
    schema = item.schema
    # Words of a name have no blanks between them: fieldType.
    words = catalog_text(schema.description)
    texts = [schema.name, _IN_WORDS.sub(r"\1 \2", schema.name), words, schema.note]
    if item.state is State.SET and not item.is_secret and not item.is_structured:
        texts.append(item.text)
    if item.key is not None:
        texts.append(item.key.text)
    return texts


def _fields(fields: list[Field]) -> Iterator[Field]:
    """Fields with what is in them; of what is not shown no more than can be looked at."""
    hidden = 0
    waiting = [(item, True) for item in reversed(fields)]
    while waiting:
        item, is_shown = waiting.pop()
        yield item
        if not item.is_structured or item.state is State.NULL:
            continue
        shows = is_shown and item.is_open
        if not shows:
            if hidden >= _MAX_HIDDEN or repeats(item):
                continue
            hidden += len(item.parts)
        waiting += [(part, shows) for part in reversed(item.parts)]
