"""Open an operation: by words, by a path, or by a link to the web console."""

from collections.abc import Callable

from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from ovh_explorer.catalog.criteria import read_criteria
from ovh_explorer.catalog.search import MAX_QUERY, Hit
from ovh_explorer.text import printable
from ovh_explorer.tui.dialogs.dialog import Dialog
from ovh_explorer.tui.widgets.result_list import ResultList
from ovh_explorer.tui.widgets.search_input import SearchInput

__all__ = ["MAX_HITS", "SearchScreen"]

MAX_HITS = 50
"""Operations that are shown at most."""

_HINT = "narrow it: method:post in:v2 effect:spends field:ipBlock status: iam:"
# Seconds from look to look while the catalog is still coming.
_WAIT = 0.5
_COLOURS = {"GET": "green", "POST": "blue", "PUT": "yellow", "DELETE": "red"}


class SearchScreen(Dialog[str]):
    """Searches as you type; answers the words that open the operation chosen, such as ``GET
    /v2/iam/policy``.
    """

    BINDINGS = [
        ("escape", "dismiss", "close"),
        ("down", "move(1)", "down"),
        ("up", "move(-1)", "up"),
        ("pagedown", "move(10)", "page down"),
        ("pageup", "move(-10)", "page up"),
    ]
    DEFAULT_CSS = """
    SearchScreen { align: center top; }
    SearchScreen > Vertical {
        width: 94%; max-width: 130; height: 80%; margin-top: 2; border: round $primary; background: $surface;
    }
    SearchScreen Input { border: none; height: 1; margin: 0 1; padding: 0; }
    SearchScreen #count { height: auto; max-height: 2; padding: 0 1; color: $text-muted; }
    SearchScreen ResultList { height: 1fr; }
    """

    def __init__(self, search: Callable[[str], list[Hit]], note: Callable[[], str]) -> None:
        """`search` finds operations for words; `note` says what is missing from the catalog, "" for
        nothing.

        Of more than :data:`MAX_HITS` operations that `search` finds, the first ones are shown.
        """
        super().__init__()
        self._search = search
        self._note_now = note
        self._note = note()
        self._hits: list[Hit] = []
        self._early = ""

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = "Open an operation"
            box.border_subtitle = "enter opens · esc closes"
            yield SearchInput(
                self._look, placeholder="words, METHOD /path, or a link to the web console"
            )
            yield Static(self._note or _HINT, id="count", markup=False)
            yield ResultList()

    def on_mount(self) -> None:
        line = self.query_one(Input)
        line.value = self._early
        line.cursor_position = len(self._early)
        self.set_focus(line)
        if self._note:
            self._waiting = self.set_interval(_WAIT, self._look_again)

    def _look_again(self) -> None:
        """The catalog is still coming: what came since then is found too, and what is highlighted
        stays.
        """
        self._note = self._note_now()
        if not self._note:
            self._waiting.stop()
        results = self.query_one(ResultList)
        before = self._hits[results.cursor] if results.cursor else None
        self._look(self.query_one(Input).value)
        if before in self._hits:
            results.move(self._hits.index(before))

    def on_key(self, event: events.Key) -> None:
        """Keep what is typed before the input is there to take it."""
        if event.is_printable and event.character is not None and self.focused is None:
            event.stop()
            self._early += event.character

    def _look(self, words: str) -> None:
        found = self._search(words) if words.strip() and "://" not in words else []
        self._hits = found[:MAX_HITS]
        results = self.query_one(ResultList)
        width = max(40, results.size.width - 2)
        criteria, looked_for = read_criteria(words.strip()[:MAX_QUERY])
        marked = [word for word in looked_for.replace("/", " ").split() if len(word) > 1]
        results.show([_line(hit, width, marked) for hit in self._hits])
        count = criteria.problem or _count(len(found)) if words.strip() else _HINT
        self.query_one("#count", Static).update(
            " · ".join(part for part in (count, self._note) if part)
        )

    def action_move(self, step: int) -> None:
        self.query_one(ResultList).move(step)

    @on(Input.Submitted)
    def _submit(self, event: Input.Submitted) -> None:
        if self._hits:
            self._choose(self.query_one(ResultList).cursor)
        elif event.value.strip():
            self.dismiss(event.value)

    @on(ResultList.Chosen)
    def _selected(self, event: ResultList.Chosen) -> None:
        self._choose(event.index)

    def _choose(self, index: int) -> None:
        if index >= len(self._hits):
            return  # it was clicked just before the list changed
        hit = self._hits[index]
        branch = "v1" if hit.branch == "v1" else "v2"
        self.dismiss(f"{hit.method} /{branch}{hit.target}")


def _count(found: int) -> str:
    if found > MAX_HITS:
        return f"the best {MAX_HITS} of more: add a word to narrow it"
    return f"{found} found" if found else "nothing found"


def _line(hit: Hit, width: int, marked: list[str]) -> Text:
    """A line of `width` columns; where it has a word of `marked`, that is underlined."""
    line = Text(no_wrap=True, overflow="ellipsis")
    line.append(f"{hit.method:<6} ", f"bold {_COLOURS.get(hit.method, '')}")
    if hit.branch == "v2":
        line.append("v2", "bold cyan")
    dead = hit.status == "DEPRECATED"
    line.append(printable(hit.target), "dim" if dead else "")
    if hit.status not in ("", "PRODUCTION"):
        line.append(f" {printable(hit.status)}", "yellow")
    room = width - line.cell_len - 2
    if room > 12 and hit.description:
        words = printable(hit.description)
        line.append(f"  {words if len(words) <= room else words[: room - 1] + '…'}", "dim")
    line.highlight_words(marked, "underline", case_sensitive=False)
    return line
