"""Open an operation: by words, by a path, or by a link to the web console."""

from collections.abc import Callable

from rich.style import Style
from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.timer import Timer
from textual.widgets import Input, Static

from ovh_explorer.catalog.criteria import read_criteria
from ovh_explorer.catalog.search import MAX_QUERY, Hit, blocks
from ovh_explorer.text import printable
from ovh_explorer.translation import N_, _, ngettext
from ovh_explorer.tui.dialogs.dialog import Dialog
from ovh_explorer.tui.drawing.colour_roles import (
    colour_classes,
    colour_css,
    method_colour,
    status_colour,
)
from ovh_explorer.tui.drawing.path_cuts import path_cuts
from ovh_explorer.tui.key_bindings import bindings
from ovh_explorer.tui.main.command import Command
from ovh_explorer.tui.main.found_places import first_row, place_line
from ovh_explorer.tui.main.hit_lines import (
    SHORT_ABOUT,
    about,
    method_at,
    methods_of,
    room_for,
    status_of,
    with_meant,
)
from ovh_explorer.tui.main.search_words import SearchWords
from ovh_explorer.tui.terminal.lifetime import stays
from ovh_explorer.tui.widgets.inputs import SearchInput
from ovh_explorer.tui.widgets.result_list import ResultList
from ovh_explorer.workspace.navigation.word_target import WordTarget, may_open

__all__ = ["MAX_HITS", "SearchScreen"]

MAX_HITS = 50
"""Operations that are shown at most."""

_FILTERS = "method:post in:v2 effect:spends field:ipBlock status: iam:"  # not for people
# From look to look while the catalog is still coming.
_WAIT_SECONDS = 0.5
# Columns of a path above the lines.
_MAX_NAME = 40
_BOLD = Style(bold=True)
_CHOSEN = Style(bold=True, reverse=True)
_NOT_FOUND = (
    N_("Use fewer words, or others: dns record, list servers."),
    N_("Type a path such as /domain/zone, or paste a URL or a curl command."),
)
_REFRESH = N_("Press esc to close this, and ^p to refresh the catalog.")


class SearchScreen(Dialog[str | Command]):
    """Searches as you type; its result are the words that open what is chosen, such as ``GET
    /v2/iam/policy``, or the command that opens a place of this program.
    """

    BINDINGS = bindings("dialog", "results", "search")
    COMPONENT_CLASSES = colour_classes("method", "status")
    DEFAULT_CSS = (
        colour_css("SearchScreen", "method", "status")
        + """
    SearchScreen { align: center top; }
    SearchScreen > Vertical {
        width: 94%; max-width: 130; height: 80%; margin-top: 2; border: round $primary;
        background: $surface;
    }
    SearchScreen Input { border: none; height: 1; margin: 0 1; padding: 0; }
    SearchScreen #count { height: auto; max-height: 2; padding: 0 1; color: $text-muted; }
    SearchScreen ResultList { height: 1fr; }
    SearchScreen #about {
        height: 1; padding: 0 1; color: $text-muted; text-wrap: nowrap; text-overflow: ellipsis;
    }
    """
    )

    def __init__(
        self,
        search: Callable[[str], list[Hit] | None],
        note: Callable[[], str],
        mean: Callable[[str], WordTarget | None] = lambda _words: None,
        beside: SearchWords | None = None,
    ) -> None:
        """`search` finds operations for words, None while it can't yet: :meth:`look_again` is
        called then. Of more than :data:`MAX_HITS` operations that it finds, the first ones are
        shown.

        `note` says what is missing from the catalog, "" for nothing. `mean` says what words would
        open that name a place; None for other words. `beside` knows what else words name.
        """
        super().__init__()
        self._search = search
        self._mean = mean
        self._beside = beside or SearchWords()
        # What is typed names this place; None where it is words.
        self._meant: WordTarget | None = None
        self._note_now = note
        self._note = note()
        # A line each: the operations of one collection, and which of them enter opens.
        self._blocks: list[list[Hit]] = []
        # Above them, the places of this program that the words name.
        self._places: list[Command] = []
        self._chosen: list[int] = []
        # The column of each line behind which its methods stand.
        self._ends: list[int] = []
        self._marked: list[str] = []
        # What is said above the lines.
        self._said_above: tuple[str, ...] = ()
        # Whether what was typed is still looked for, and enter was pressed meanwhile.
        self._is_waiting = self._is_entered = False
        self._early = ""
        # What was pasted in several lines, and as the input shows it.
        self._whole = self._in_line = ""
        self._waiting: Timer | None = None

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = _("Open an operation")
            box.border_subtitle = _("tab: its other operations · enter opens · esc closes")
            yield SearchInput(
                self._look,
                self._take_lines,
                placeholder=_("words, METHOD /path?query, a URL, a curl command, or code"),
            )
            yield Static(self._note or _hint(), id="count", markup=False)
            yield ResultList()
            yield Static("", id="about", markup=False)

    def on_mount(self) -> None:
        line = self.query_one(Input)
        line.value = self._early
        line.cursor_position = len(self._early)
        self.set_focus(line)
        if self._note:
            self._waiting = self.set_interval(_WAIT_SECONDS, self.look_again)

    def look_again(self) -> None:
        """More is known than before: it is found too, and what is highlighted stays."""
        if not self.is_mounted or not stays(self):
            return
        is_entered = self._is_entered
        had_note, self._note = self._note, self._note_now()
        if had_note and not self._note and self._waiting is not None:
            self._waiting.stop()
        results = self.query_one(ResultList)
        at = results.cursor - len(self._places)
        before = self._blocks[at][0].collection if at > 0 else None
        self._look(self.query_one(Input).value)
        again = [block[0].collection for block in self._blocks]
        if before in again:
            results.move(again.index(before))
            self._say_about()
        if is_entered and (self._blocks or self._places):
            self._choose(results.cursor)

    def on_key(self, event: events.Key) -> None:
        """Keep what is typed before the input is there to take it."""
        if event.is_printable and event.character is not None and self.focused is None:
            event.stop()
            self._early += event.character

    def _take_lines(self, text: str) -> str:
        """Keep what is pasted in several lines, such as a command; the line for the input."""
        self._whole, self._in_line = text.strip(), " ".join(text.split())
        return self._in_line

    def _words(self, typed: str) -> str:
        """What was typed or pasted, with the line ends that the line doesn't have."""
        return self._whole if self._whole and typed == self._in_line else typed

    def _look(self, typed: str) -> None:
        """Show what is found for the words that were typed, and say how much that is."""
        words = self._words(typed)
        has_words = bool(words.strip())
        known = self._search(words) if has_words and "://" not in words else []
        self._meant = self._mean(words) if has_words else None
        found = with_meant(known or [], self._meant, MAX_HITS)
        self._places = self._beside.places(words)
        self._is_waiting, self._is_entered = known is None, self._is_entered and known is None
        self._group(found[:MAX_HITS], words)
        self._show_found(known, found, words)

    def _show_found(self, known: list[Hit] | None, found: list[Hit], words: str) -> None:
        has_words = bool(words.strip())
        criteria, looked_for = read_criteria(words.strip()[:MAX_QUERY])
        self._marked = [word for word in looked_for.replace("/", " ").split() if len(word) > 1]
        # Of what is only near a place that doesn't exist, enter opens nothing before it was meant.
        is_near = self._meant is not None and self._meant.hit is None and not known
        opens_product = self._meant is not None and self._meant.product is not None
        is_empty = has_words and known is not None and not opens_product and not self._places
        advice = self._advice(words) if is_empty and not found else ()
        width = self._line_width
        self.query_one(ResultList).show(
            [*(place_line(place, width) for place in self._places), *self._lines()],
            # Enter opens what is searched for here: an operation, where there is one.
            cursor=-1 if is_near and found else self._first_row,
            empty=advice,
        )
        if has_words:
            said = self._said(known) or criteria.problem or self._count(known, len(found))
        else:
            said = _hint()
        # Nothing is missing that may still come, or that is named otherwise.
        may_lack = has_words and known is not None and not self._note and len(advice) != 1
        lacks = self._beside.lacks(words, self._places) if may_lack else ""
        self._said_above = (said, lacks, self._note)
        self._say_about()

    def _say_about(self) -> None:
        """Say below the lines what the highlighted one had no room for; above them what enter opens
        where that isn't plainly the first operation.
        """
        results = self.query_one(ResultList)
        # Nothing before the first look.
        said, *more = self._said_above or ("",)
        index = results.cursor - len(self._places)
        hit = self._blocks[index][self._chosen[index]] if 0 <= index < len(self._blocks) else None
        name = ""
        if 0 <= results.cursor < len(self._places):
            name = self._places[results.cursor].title
        elif hit is not None and self._places:
            name = f"{hit.method} {path_cuts([printable(hit.target)], [_MAX_NAME])[0]}"
        enter = _("enter opens {name}").format(name=printable(name)) if name else ""
        self.query_one("#count", Static).update(" · ".join(filter(None, (enter, said, *more))))
        words = ""
        if hit is not None:
            words = about(hit)
            if results.line(results.cursor).plain.endswith(f"  {words}"):
                words = ""
        self.query_one("#about", Static).update(words)

    def _count(self, known: list[Hit] | None, found: int) -> str:
        """How many are found, in words; `known` is None while the catalog is being read."""
        if known is None:
            return _("reading the catalog…")
        if found > MAX_HITS:
            return _("the best {count} of more: add a word to filter").format(count=MAX_HITS)
        if not found:
            return _("no operation")
        lines = len(self._blocks)
        if lines == found:
            return ngettext("{count} found", "{count} found", found).format(count=found)
        words = ngettext(
            "{count} operations in {lines} line: tab goes through them",
            "{count} operations in {lines} lines: tab goes through those of a line",
            lines,
        )
        return words.format(count=found, lines=lines)

    def _advice(self, words: str) -> tuple[str, ...]:
        """What to do where nothing is found: other words don't help a command that is wrong. One
        line says it all where more is known of the words.
        """
        if self._meant is not None and self._meant.is_unreadable:
            return (_("Correct the command above, or paste it again."),)
        command = self._beside.command(words)
        return (command,) if command else (*map(_, _NOT_FOUND), self._beside.advice or _(_REFRESH))

    def _said(self, known: list[Hit] | None) -> str:
        """What the words mean as a place; "" where they are looked for as words."""
        meant = self._meant
        if meant is None or (known and meant.hit is None and meant.product is None):
            return ""
        return meant.said

    def _group(self, hits: list[Hit], words: str) -> None:
        # A path names operations one by one; words name a thing, which has up to five.
        self._blocks = [[hit] for hit in hits] if "/" in words else blocks(hits)
        firsts = {hit.collection: hit for hit in reversed(hits)}.values()
        best = {id(hit) for hit in (hits[:1] if "/" in words else firsts)}
        self._chosen = [
            next((at for at, hit in enumerate(block) if id(hit) in best), 0)
            for block in self._blocks
        ]

    @property
    def _first_row(self) -> int:
        """The line that enter opens."""
        typed = self.query_one(Input).value
        has_operations = bool(self._blocks) and not self._beside.are_meant(typed)
        return first_row(self._places, typed, has_operations=has_operations)

    @property
    def _line_width(self) -> int:
        return max(40, self.query_one(ResultList).size.width - 2)

    def _lines(self) -> list[Text]:
        width = self._line_width
        hits = [block[chosen] for block, chosen in zip(self._blocks, self._chosen, strict=True)]
        ends = [methods_of(block) for block in self._blocks]
        paths = path_cuts(
            [printable(hit.target) for hit in hits],
            [
                room_for(hit, " ".join(methods), width)
                for hit, methods in zip(hits, ends, strict=True)
            ],
        )
        self._ends = []
        return [
            self._drawn(hit, path, methods, chosen, width)
            for hit, path, methods, chosen in zip(hits, paths, ends, self._chosen, strict=True)
        ]

    def _drawn(self, hit: Hit, path: str, methods: list[str], chosen: int, width: int) -> Text:
        """A line of `width` columns for a hit; where it has a word that was typed, that is
        underlined.

        Its `path` is as long as there is room; after it stand the methods of the block; this one's
        is marked.
        """
        line = Text(no_wrap=True, overflow="ellipsis")
        line.append(f"{hit.method:<6} ", method_colour(self, hit.method) + _BOLD)
        if hit.branch == "v2":
            line.append("v2", "bold cyan")
        dead = hit.status == "DEPRECATED"
        line.append(path, "dim" if dead else "")
        status = status_of(hit)
        line.append(status, status_colour(self, hit.status) if status else "")
        self._ends.append(line.cell_len)
        # In the order in which tab goes through them.
        for at, method in enumerate(methods):
            before, blank, name = method.rpartition(" ")
            line.append(f"{' ' if at else '  '}{before}{blank}")
            line.append(name, _CHOSEN if at == chosen else "")
        room = width - line.cell_len - 2
        words = about(hit)
        if room > SHORT_ABOUT and words:
            line.append(f"  {words if len(words) <= room else words[: room - 1] + '…'}", "dim")
        if self._marked:
            # No word at all would be found between all letters.
            line.highlight_words(self._marked, "underline", case_sensitive=False)
        return line

    def action_turn(self, step: int) -> None:
        """Take another operation of the highlighted thing."""
        results = self.query_one(ResultList)
        index = results.cursor - len(self._places)
        if 0 <= index < len(self._blocks):
            self._chosen[index] = (self._chosen[index] + step) % len(self._blocks[index])
            results.replace(results.cursor, self._lines()[index])
            self._say_about()

    def action_move(self, step: int) -> None:
        self.query_one(ResultList).move(step)
        self._say_about()

    def action_page(self, step: int) -> None:
        self.query_one(ResultList).action_page(step)
        self._say_about()

    @on(Input.Submitted)
    def _submit(self, event: Input.Submitted) -> None:
        if self._is_waiting and not self._blocks:
            self._is_entered = True
        elif self._blocks or self._places:
            self._choose(self.query_one(ResultList).cursor)
        elif event.value.strip() and may_open(words := self._words(event.value), self._meant):
            self.dismiss(words)

    @on(ResultList.Chosen)
    def _selected(self, event: ResultList.Chosen) -> None:
        # It was clicked just before the list changed, if it isn't there.
        index = event.index - len(self._places)
        if 0 <= index < len(self._blocks):
            at = method_at(self._blocks[index], event.column - self._ends[index])
            if at is not None:
                self._chosen[index] = at
        self._choose(event.index)

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self._places):
            self.dismiss(self._places[row])
            return
        index = row - len(self._places)
        if not 0 <= index < len(self._blocks):
            return  # it was clicked just before the list changed, or nothing was meant yet
        hit = self._blocks[index][self._chosen[index]]
        if self._meant is not None and hit is self._meant.hit:
            # With all that is in it: a body, a query.
            self.dismiss(self._words(self.query_one(Input).value))
            return
        branch = "v1" if hit.branch == "v1" else "v2"
        self.dismiss(f"{hit.method} /{branch}{hit.target}")


def _hint() -> str:
    return _("filters: {examples}").format(examples=_FILTERS)
