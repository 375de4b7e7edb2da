"""Access rules as a table to edit: methods by path."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from rich.cells import cell_len
from textual import events, on
from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Button, Input, Static

from ovh_explorer.text import printable
from ovh_explorer.translation import _, in_series
from ovh_explorer.tui.key_bindings import FooterKey, bindings, footer_keys
from ovh_explorer.tui.signin.method_cells import MethodCells
from ovh_explorer.tui.signin.rights_row import PathInput, RightsRow
from ovh_explorer.workspace.account.access_rules import METHODS, AccessRule, with_roots

__all__ = ["RightsEditor", "rights_keys"]


def rights_keys() -> list[str]:
    """What the keys do in the editor, for the lower edge of a box around it."""
    return _key_words(footer_keys("rights editor"))  # not for people


def _key_words(keys: Iterable[FooterKey]) -> list[str]:
    return [f"{key.shown} {key.label}" for key in keys]


class RightsEditor(Vertical):
    """Rows of methods and a path, with ready-made sets above and the rules that come of it below.

    There is always an empty row at the end to type into. What is typed on the methods of a row
    without a path is its path; ``/`` begins a new one on the methods of any row.

    The arrows move within the sets, from them to the rows, and within these, up and down in the
    same column. Tab goes from the sets to the first path, from there to each of its methods, as in
    any form, to the next path, and on to what is below the editor; shift tab the same way back. It
    goes past the methods of a row without a path, which are for nothing yet.
    """

    BINDINGS = bindings("rights editor")  # not for people
    DEFAULT_CSS = """
    RightsEditor {
        height: auto;
        & > #sets { height: 1; }
        & > #sets > Button { margin: 0 1 0 0 !important; min-width: 6; }
        & > #sets.-narrow > Button { margin: 0 !important; }
        & > #sets.-two-lines { height: 2; layout: grid; grid-size: 3; grid-rows: 1; }
        & > #rows { height: auto; max-height: 8; overflow-y: auto; }
        & > #rows > RightsRow { height: 1; }
        & > #rows > RightsRow > LineInput { width: 1fr; margin: 0 1 0 0; }
        & > #included { height: auto; max-height: 2; color: $text-muted; }
        & > #summary { height: auto; max-height: 4; color: $text-muted; }
        & > #summary.-wrong { color: $text-error; }
    }
    """

    class Changed(Message):
        """The rules are others."""

    def __init__(
        self,
        sets: Sequence[tuple[str, Sequence[AccessRule]]],
        rules: Iterable[AccessRule],
        *,
        adds_roots: bool = True,
    ) -> None:
        """`sets` are the ready-made ones under their titles; `rules` is what is shown first.

        With `adds_roots` False there are the rules that are shown, and no others.
        """
        super().__init__()
        self._sets = sets
        self._first = list(rules)
        self._adds_roots = adds_roots
        # Whether a ready-made set was chosen: what it has is wanted.
        self._is_chosen = False

    def compose(self) -> ComposeResult:
        with Horizontal(id="sets"):
            for index, (title, _rules) in enumerate(self._sets):
                yield Button(Content(printable(title)), id=f"set-{index}", compact=True)
        with Vertical(id="rows"):
            yield from self._rows_of(self._first)
        yield Static("", id="included", markup=False)
        yield Static("", id="summary", markup=False)

    def on_mount(self) -> None:
        self._say()

    def on_resize(self) -> None:
        """Set the ready-made sets side by side without gaps where they have no room for these, and
        on two lines where they have none at all.
        """
        # Each with a blank on both sides, and one between them.
        needed = sum(cell_len(printable(title)) + 3 for title, _rules in self._sets)
        sets, room = self.query_one("#sets"), self.size.width
        sets.set_class(needed > room, "-narrow")
        sets.set_class(needed - len(self._sets) > room, "-two-lines")

    @property
    def rows(self) -> list[RightsRow]:
        return list(self.query(RightsRow))

    @property
    def rules(self) -> list[AccessRule]:
        """The rules to request: ``/x/*`` with ``/x``, which it does not cover by itself, unless
        that has a row of its own, or is left to the user. A row without a method is none.
        """
        written = [
            AccessRule(method, row.path)
            for row in self.rows
            for method in METHODS
            if row.path and method in row.cells.methods
        ]
        if not self._adds_roots:
            return list(dict.fromkeys(written))
        # A row without a method asks for nothing: not for the root of another row either.
        refused = {row.path for row in self.rows if not row.cells.methods}
        return [rule for rule in with_roots(written) if rule.path not in refused]

    @property
    def problem(self) -> str:
        """What is wrong with the rules, in words; empty when they can be requested."""
        for row in self.rows:
            if len(row.path.split()) > 1:
                return _("{path} is no path: a path has no blanks.").format(
                    path=printable(row.path)
                )
            if row.path and not row.path.startswith("/"):
                return _("{path} is no path: a path starts with /.").format(
                    path=printable(row.path)
                )
            if not row.path and row.cells.methods:
                methods = " ".join(name for name in METHODS if name in row.cells.methods)
                return _("Type a path for {methods}.").format(methods=methods)
        return "" if self.rules else self._lack()

    def _lack(self) -> str:
        """What a rule wants where there is none."""
        if (row := self._row_without_method) is not None:
            words = _("{path} has no method yet: tab to its methods and tick one.")
            return words.format(path=printable(row.path))
        if self._sets:
            return _("No rule yet. Type a path, or choose a ready-made set.")
        return _("No rule yet. Type a path.")

    @property
    def _row_without_method(self) -> RightsRow | None:
        return next((row for row in self.rows if row.path and not row.cells.methods), None)

    def show_problem(self) -> None:
        """Bring into sight what is wrong with the rules; where a method lacks, go to where it is
        ticked.
        """
        row = self._row_without_method
        if row is not None and not self.rules:
            row.cells.focus()
        self.query_one("#summary").scroll_visible(animate=False)

    async def show(self, rules: Iterable[AccessRule]) -> None:
        """Put other rules in the place of those there are."""
        holder = self.query_one("#rows")
        async with self.batch():
            await holder.remove_children()
            await holder.mount(*self._rows_of(rules))
        self._say()

    def _rows_of(self, rules: Iterable[AccessRule]) -> list[RightsRow]:
        by_path = sorted(rules, key=lambda rule: rule.path)
        rows = [
            RightsRow(path, [rule.method for rule in group])
            for path, group in groupby(by_path, lambda rule: rule.path)
        ]
        return [*rows, RightsRow()]

    def _say(self) -> None:
        self._say_included()
        summary = self.query_one("#summary", Static)
        problem = self.problem
        summary.set_class(bool(problem), "-wrong")
        if problem:
            summary.update(problem)
            return
        by_methods: dict[str, list[str]] = {}
        for path in dict.fromkeys(rule.path for rule in self.rules):
            methods = " ".join(rule.method for rule in self.rules if rule.path == path)
            by_methods.setdefault(methods, []).append(printable(path))
        words = _("{methods} on {paths}")
        parts = (
            words.format(methods=methods, paths=", ".join(paths))
            for methods, paths in by_methods.items()
        )
        summary.update(in_series(parts))

    def _say_included(self) -> None:
        """Say of which rows the path itself is requested too."""
        spoken = {row.path for row in self.rows}
        rows = {
            row.path: row.included
            for row in self.rows
            if self._adds_roots and row.included and row.included not in spoken
        }
        words = _("{pattern} includes {path}")
        parts = (
            words.format(pattern=printable(path), path=printable(root))
            for path, root in rows.items()
        )
        included = self.query_one("#included", Static)
        included.display = bool(rows)
        included.update(in_series(parts))

    @on(Input.Changed)
    async def _on_path(self, event: Input.Changed) -> None:
        event.stop()
        rows = self.rows
        for row in rows:
            row.follow_path()
        if rows and rows[-1].path:
            if self._is_as_proposed(rows[:-1]):
                # It was proposed for those who type nothing, and has all that is typed in it.
                rows[0].cells.methods = frozenset()
                rows[0].cells.refresh()
            await self.query_one("#rows").mount(RightsRow())
        self._tell()

    def _is_as_proposed(self, rows: list[RightsRow]) -> bool:
        """Whether these rows are the one for every path that the editor began with."""
        begun = {(rule.method, rule.path) for rule in self._first}
        now = {(method, row.path) for row in rows for method in row.cells.methods}
        return len(rows) == 1 and rows[0].path == "/*" and now == begun and not self._is_chosen

    @on(PathInput.Blank)
    def _on_blank(self, event: PathInput.Blank) -> None:
        event.stop()
        summary = self.query_one("#summary", Static)
        summary.add_class("-wrong")
        summary.update(_("A path has no blanks."))

    @on(MethodCells.Changed)
    def _on_method(self, event: MethodCells.Changed) -> None:
        event.stop()
        self._tell()

    def _tell(self) -> None:
        self._say()
        self.post_message(self.Changed())

    @on(Button.Pressed)
    async def _on_set(self, event: Button.Pressed) -> None:
        event.stop()
        self._is_chosen = True
        await self.show(self._sets[int((event.button.id or "set-0").removeprefix("set-"))][1])
        self.post_message(self.Changed())

    # Moving

    @property
    def _row_at(self) -> int | None:
        """The index of the row with the focus."""
        return next((at for at, row in enumerate(self.rows) if row.has_focus_within), None)

    def action_part(self, step: int) -> None:
        """Go to the next path or method, or the one before. The sets are one place."""
        row = self._row_of_methods
        if row is not None and row.path and 0 <= row.cells.cursor + step < len(METHODS):
            row.cells.action_move(step)
        else:
            self._go(step, self.query_one("#sets"))

    def _go(self, step: int, one_place: Widget) -> None:
        """Go to the next widget, or the one before, outside of the one with the focus."""
        chain = self.screen.focus_chain
        focused = self.screen.focused
        if focused is None or focused not in chain:
            return
        at = chain.index(focused)
        beyond = [*chain[at + 1 :], *chain[:at]][::step]
        within = one_place in focused.ancestors
        without_path = [row.cells for row in self.rows if not row.path]
        other = next(
            (
                item
                for item in beyond
                if item not in without_path and (not within or one_place not in item.ancestors)
            ),
            focused,
        )
        if isinstance(other, MethodCells):
            # Not where the cursor was left: what is pressed next is for what the eye begins at.
            other.cursor = 0 if step > 0 else len(METHODS) - 1
        sets = self.query_one("#sets")
        (sets.children[0] if sets in other.ancestors else other).focus()

    def enter(self, step: int) -> None:
        """Take the focus from above (1), in the sets, or from below (-1), in the last row."""
        sets = self.query_one("#sets").children
        (sets[0] if sets and step > 0 else self.rows[0 if step > 0 else -1].input).focus()

    def enter_last(self) -> None:
        """Take the focus by shift tab from below."""
        row = self.rows[-1]
        if row.path:
            row.cells.cursor = len(METHODS) - 1
        (row.cells if row.path else row.input).focus()

    def action_row(self, step: int) -> None:
        """Go to the next row, or the one before, in the same column; the sets are above the rows.

        Raises:
            SkipAction: at both ends, for what is around the editor.
        """
        rows, at = self.rows, self._row_at
        sets = self.query_one("#sets")
        to = step - 1 if at is None else at + step
        if to == -1 and at is not None and sets.children:
            sets.children[0].focus()
            return
        if not 0 <= to < len(rows):
            raise SkipAction
        if at is None:
            rows[to].input.focus()
            return
        here, other = rows[at], rows[to]
        if here.cells.has_focus:
            other.cells.cursor = here.cells.cursor
            other.cells.focus()
        else:
            other.input.focus()

    @on(PathInput.Entered)
    def _on_entered(self) -> None:
        at = self._row_at
        if at is not None and at + 1 < len(self.rows):
            self.action_row(1)
        else:
            # On to what is below the editor.
            self._go(1, self)

    @property
    def keys_here(self) -> list[str]:
        """What the keys do on the path or the methods that have the focus, for the lower edge of a
        box around the editor; none elsewhere.
        """
        row = self._row_of_methods
        if row is None:
            at = self._row_at
            if at is None or not self.rows[at].path:
                return []
            return [_("tab to its methods, where g p u d switch them")]
        keys = footer_keys("rights")  # not for people
        # Without a path a letter begins one.
        words = _key_words(key for key in keys if row.path or len(key.key) > 1)
        return [_("tab ←/→ next box"), *words]

    @property
    def _row_of_methods(self) -> RightsRow | None:
        """The row whose methods have the focus."""
        return next((row for row in self.rows if row.cells.has_focus), None)

    def on_key(self, event: events.Key) -> None:
        """A character on the methods is for a path, where no letter is for them. Left and right go
        from set to set; space chooses one, as it switches a method.
        """
        row = self._row_of_methods
        if row is not None:
            self._begin_path(row, event)
            return
        step = {"left": -1, "right": 1}.get(event.key)
        sets = list(self.query("#sets > Button").results(Button))
        at = next((index for index, item in enumerate(sets) if item.has_focus), None)
        if at is None:
            return
        if event.key == "space":
            event.stop()
            sets[at].press()
        elif step is not None:
            event.stop()
            sets[(at + step) % len(sets)].focus()

    def _begin_path(self, row: RightsRow, event: events.Key) -> None:
        """Type a character into the path of the row, or of the empty one."""
        character = event.character or ""
        if not event.is_printable or character == " " or (row.path and character != "/"):
            return
        event.stop()
        line = (self.rows[-1] if row.path else row).input
        # At once: the next character may be there already, and is for the path too. The line gets
        # this one behind the focus, with which it selects what it has.
        self.screen.set_focus(line)
        line.post_message(events.Key(event.key, character))
