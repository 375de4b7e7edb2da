"""A menu: things to choose from, each with a word about it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets.option_list import Option

from ovh_explorer.catalog.sections import words_of
from ovh_explorer.text import folded, printable
from ovh_explorer.translation import N_, _
from ovh_explorer.tui.dialogs.dialog import Dialog
from ovh_explorer.tui.drawing.word_places import AT_WORD, place_in
from ovh_explorer.tui.key_bindings import bindings
from ovh_explorer.tui.terminal.key_presses import presses_of
from ovh_explorer.tui.terminal.pages import PagedOptions
from ovh_explorer.tui.terminal.toast_rack import end_toasts
from ovh_explorer.tui.widgets.hanging_text import HangingText

__all__ = ["Entry", "MenuScreen"]


_WORD = re.compile(r"[^\W_]+")
_TO_MOVE = N_("Press ↓ to choose an entry.")
_TO_DELETE = N_("Press ↓ to choose a deletion.")
_NO_MATCH = N_("No entry has these words. Press backspace to delete a letter.")
_SAY_SECONDS = 4
# Of a word that is typed to name what an entry does.
_MIN_LETTERS = 3
# How near is what is found by a field: behind what says the words.
_BY_FIELD = 8
_MAX_FIELDS = 3
# How near is what must be meant, and isn't named: behind all others.
_NOT_MEANT = 9

# Of a note, and of what is typed: a link to a request may have a megabyte pasted into it, and the
# rest is out of sight.
_MAX_NOTE_CHARACTERS = 1_000
# Where the further lines of a title and of a note begin: a title's a little to the right of it.
_TITLE_COLUMN, _NOTE_COLUMN = 4, 4


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing to choose; `note` says more, `id` is the menu's result; one without is a
    heading.

    The cursor never stands by itself on one that `must_be_meant`: it has to be moved there, or
    letters typed that leave it alone, or that name what it does and leave it first. Such an entry
    opens a form or a question, and does nothing else.

    Attributes:
        deletes: whether it deletes something, where its title has no method that says so.
        label: what the title is known by, beside it.
        is_operation: whether its note is the operation that it opens, which is found as one in a
            title is.
        synonyms: what it is also found by, and doesn't say.
        fields: names of what it shows. It is found by their words too, behind all that says them.
    """

    title: str
    note: str = ""
    id: str = ""
    must_be_meant: bool = False
    deletes: bool = False
    label: str = ""
    is_operation: bool = False
    synonyms: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()

    @property
    def shown_note(self) -> str:
        """The beginning of a long note, which alone is shown and found."""
        if len(self.note) <= _MAX_NOTE_CHARACTERS:
            return self.note
        return f"{self.note[:_MAX_NOTE_CHARACTERS]}…"

    def place(self, typed: str) -> "_Place | None":
        """Where it comes among those that have what is typed; None where it hasn't all words.

        Its title counts before what is said about it. What must be meant comes behind all others
        unless it is named, and behind those that have the words as well as it has.
        """
        title, note = _bare(self.title), self.shown_note
        others = [self.label, *self.synonyms, *_deletion_words(self)]
        found = place_in([title, note, *others], typed)
        if found is None:
            return (_BY_FIELD, self.must_be_meant, 0) if self.fields_with(typed) else None
        if self.is_operation:
            found = min(found, place_in([note, title, *others], typed) or found)
        near, at = found
        if self.must_be_meant:
            near = max(near, AT_WORD) if self.is_meant_by(typed) else _NOT_MEANT
        return near, self.must_be_meant, at

    def fields_with(self, typed: str) -> list[str]:
        """The fields that have some of the words at the beginning of one of theirs, where title and
        note have the other words.
        """
        said = folded(f"{self.title} {self.shown_note}")
        words = folded(typed).split()
        of_fields = [word for word in words if word not in said and len(word) >= _MIN_LETTERS]
        if not of_fields or any(word not in said for word in words if word not in of_fields):
            return []
        begun = {
            name: {word for word in of_fields if _begins_word_of(name, word)}
            for name in self.fields
        }
        has_all = set(of_fields) == set().union(*begun.values())
        return [name for name, some in begun.items() if some] if has_all else []

    def is_meant_by(self, typed: str) -> bool:
        """Whether the words are in what it says, and one of them begins what it does: the first
        word of its title, or of what is said about it.
        """
        texts = [self.title, self.shown_note, *self.synonyms, *_deletion_words(self)]
        does = [next(iter(_WORD.findall(folded(text))), "") for text in texts]
        words = folded(typed).split()
        begins = any(
            len(word) >= _MIN_LETTERS and any(name.startswith(word) for name in does)
            for word in words
        )
        return begins and all(word in folded(" ".join(texts)) for word in words)


_Place = tuple[int, bool, int]


class MenuScreen(Dialog[str | None]):
    """Entries one below the other; the result is the id of the one that is chosen, or None.

    What is typed leaves the entries that have these words, the nearest first. The cursor goes to
    the first of them. Where it stands on none, enter says what to press.
    """

    BINDINGS = bindings("dialog", "menu")
    DEFAULT_CSS = """
    MenuScreen { align: center middle; }
    MenuScreen > PagedOptions {
        width: 92%; max-width: 100; height: auto; max-height: 92%; background: $surface;
        &, &:focus { border: round $primary; }
    }
    """

    def __init__(
        self,
        title: str,
        entries: list[Entry],
        *,
        start: str = "",
        words: str = "",
        goes_back: bool = False,
    ) -> None:
        """`start` is the id of the entry the cursor begins on; by default, and where that must be
        meant, the first that need not. `words` are typed already. Where closing it `goes_back` to
        a question before, backspace does too where nothing is typed.
        """
        super().__init__()
        self._title = title
        self._entries = entries
        self._start = start
        self._goes_back = goes_back
        self.words = words
        # Of the entries, those that are shown.
        self._shown = entries

    def compose(self) -> ComposeResult:
        options = PagedOptions(*[self._option(entry) for entry in self._entries])
        options.border_title = Content(printable(self._title))
        yield options

    def _keys(self) -> Content:
        typed = printable(self.words) or _("type to filter")
        is_choosable = any(entry.id for entry in self._shown)
        # Enter would do nothing, and seem broken.
        needs_move = is_choosable and self.query_one(PagedOptions).highlighted is None
        if self._goes_back:
            words = _("enter chooses, esc goes back")
            words = _("↓ and enter choose, esc goes back") if needs_move else words
        else:
            words = _("enter chooses, esc closes")
            words = _("↓ and enter choose, esc closes") if needs_move else words
        return Content(f"{typed} · {words}")

    def _option(self, entry: Entry) -> Option:
        if not entry.id:
            words = Content.styled(printable(entry.title), "bold $primary")
            about = Content.styled(f"    {printable(entry.shown_note)}", "$text-muted")
            more = [(about, _NOTE_COLUMN)] if entry.note else []
            return Option(HangingText([(words, _TITLE_COLUMN), *more]), disabled=True)
        label = f" · {printable(entry.label)}" if entry.label else ""
        title = Content.assemble(f"  {printable(entry.title)}", (label, "$text-muted"))
        paragraphs = [(title, _TITLE_COLUMN)]
        if entry.note:
            note = Content.styled(f"    {printable(entry.shown_note)}", "$text-muted")
            paragraphs.append((note, _NOTE_COLUMN))
        return Option(HangingText(paragraphs), id=entry.id)

    def label(self, id: str, label: str) -> None:
        """Say what an entry is known by, as soon as that is known; nothing moves."""
        named = {entry.id: replace(entry, label=label) for entry in self._entries if entry.id == id}
        self._entries = [named.get(entry.id, entry) for entry in self._entries]
        self._shown = [named.get(entry.id, entry) for entry in self._shown]
        if self.is_mounted and any(entry.id == id for entry in self._shown):
            option = self._option(named[id])
            self.query_one(PagedOptions).replace_option_prompt(id, option.prompt)

    def on_mount(self) -> None:
        # The lines of a menu may stand wherever there is room for them.
        end_toasts(self.app)
        if self.words:
            self._narrow(self.words)
        self._highlight(self._start)

    def _highlight(self, wanted: str) -> None:
        """Stand on the entry with that id, else on the first that may be chosen without having been
        meant.
        """
        ids = [entry.id for entry in self._shown]
        typed = self.words.strip()
        choosable = [entry for entry in self._shown if entry.id]
        free = [entry for entry in choosable if not entry.must_be_meant]
        if typed and choosable and (len(choosable) == 1 or choosable[0].is_meant_by(typed)):
            free = [choosable[0], *free]
        best = [entry.id for entry in free]
        start = wanted if wanted in best else next(iter(best), "")
        options = self.query_one(PagedOptions)
        options.highlighted = ids.index(start) if start else None
        options.border_subtitle = self._keys()

    def on_option_list_option_highlighted(self) -> None:
        """Say which keys choose now."""
        self.query_one(PagedOptions).border_subtitle = self._keys()

    def on_click(self, event: events.Click) -> None:
        """Close the menu by a click beside it, as other programs do."""
        if event.widget is self:
            self.dismiss(None)

    def on_option_list_option_selected(self, event: PagedOptions.OptionSelected) -> None:
        self.dismiss(event.option.id)

    def action_choose(self) -> None:
        """Choose the entry that the cursor is on; where it is on none, say what to press."""
        options = self.query_one(PagedOptions)
        if options.highlighted is not None:
            options.action_select()
            return
        choosable = [entry for entry in self._shown if entry.id]
        words = _(_NO_MATCH)
        if choosable:
            is_deletion = all(_is_deletion(entry) for entry in choosable)
            words = _(_TO_DELETE) if is_deletion else _(_TO_MOVE)
        self.notify(words, severity="warning", timeout=_SAY_SECONDS)

    # Narrowing

    def on_key(self, event: events.Key) -> None:
        if event.is_printable and event.character is not None:
            event.stop()
            event.prevent_default()
            self._narrow(self.words + event.character)

    def on_paste(self, event: events.Paste) -> None:
        event.stop()
        self._narrow(self.words + " ".join(event.text.split()))

    def action_take_back(self) -> None:
        press = presses_of(self.app).latest
        # Held to delete the words, it stops at their beginning.
        if self._goes_back and not self.words and (press is None or press.is_new):
            self.dismiss(None)
            return
        self._narrow(self.words[:-1])

    def action_clear_words(self) -> None:
        self._narrow("")

    def _narrow(self, words: str) -> None:
        words = self.words = words[:_MAX_NOTE_CHARACTERS]
        self._shown = _found(self._entries, words) if words.strip() else self._entries
        options = self.query_one(PagedOptions)
        shown = self._shown or [Entry(_("No match."))]
        options.clear_options()
        options.add_options([self._option(entry) for entry in shown])
        self._highlight("")


def _found(entries: Sequence[Entry], typed: str) -> list[Entry]:
    """The entries that have what is typed, the nearest first, below their headings; the heading
    first that has the nearest. A heading goes where nothing is left below it.
    """
    parts: list[tuple[list[Entry], list[tuple[_Place, Entry]]]] = [([], [])]
    for entry in entries:
        if not entry.id:
            parts.append(([entry], []))
        elif (place := entry.place(typed)) is not None:
            by_field = place[0] == _BY_FIELD
            parts[-1][1].append((place, _with_fields(entry, typed) if by_field else entry))
    for _heading, found in parts:
        found.sort(key=lambda item: item[0])
    left = [part for part in parts if part[1]]
    left.sort(key=lambda part: part[1][0][0])
    return [
        one for heading, found in left for one in (*heading, *(entry for _place, entry in found))
    ]


def _with_fields(entry: Entry, typed: str) -> Entry:
    """The entry with the fields that it was found by in its note."""
    fields = entry.fields_with(typed)
    more = "…" if len(fields) > _MAX_FIELDS else ""
    words = _("shows {fields}").format(fields=f"{', '.join(fields[:_MAX_FIELDS])}{more}")
    return replace(entry, note=" · ".join(filter(None, (entry.shown_note, words))))


def _begins_word_of(name: str, word: str) -> bool:
    """Whether a word of a field's name, or the name, begins so: credit, left and creditsleft are
    in creditsLeft.
    """
    inner = [folded(part) for part in words_of(name)]
    return any("".join(inner[at:]).startswith(word) for at in range(len(inner)))


def _bare(title: str) -> str:
    """A title without the sign that stands before it."""
    return title.removeprefix("> ").removeprefix("[X] ").removeprefix("[ ] ")


def _deletion_words(entry: Entry) -> list[str]:
    """The words that find what deletes, whatever its title and its note call it."""
    return ["delete", _("delete")] if _is_deletion(entry) else []


def _is_deletion(entry: Entry) -> bool:
    """Whether an entry deletes something: it says so, or names the method, which is the same in
    each language.
    """
    named = "delete" in _WORD.findall(entry.title.lower())
    return entry.must_be_meant and (entry.deletes or named)
