"""Access rules as a table to edit: methods by path."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Button, Input, Static

from ovh_explorer.text import printable
from ovh_explorer.tui.signin.method_cells import MethodCells
from ovh_explorer.tui.widgets.inputs import LineInput
from ovh_explorer.workspace.account.access_rules import METHODS, AccessRule, with_roots

__all__ = ["RightsEditor"]


class _Row(Horizontal):
    """One path and its methods."""

    def __init__(self, path: str = "", methods: Iterable[str] = ()) -> None:
        super().__init__()
        self.cells = MethodCells(frozenset(methods))
        self.input = LineInput(path, placeholder="/path, or /path/*", enter_goes_on=True)

    def compose(self) -> ComposeResult:
        yield self.cells
        yield self.input

    @property
    def path(self) -> str:
        # A blank is easily pasted along, and a rule with one matches nothing.
        return self.input.value.strip()


class RightsEditor(Vertical):
    """Rows of methods and a path, with ready-made sets above and the rules that come of it below.

    There is always an empty row at the end to type into; a row without a path counts for nothing.
    """

    DEFAULT_CSS = """
    RightsEditor {
        height: auto;
        & > #sets { height: 1; }
        & > #sets > Button { margin: 0 1 0 0; min-width: 6; }
        & > #rows { height: auto; max-height: 8; overflow-y: auto; }
        & > #rows > _Row { height: 1; }
        & > #rows > _Row > LineInput { width: 1fr; margin: 0 0 0 1; }
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

    def compose(self) -> ComposeResult:
        with Horizontal(id="sets"):
            for index, (title, _) in enumerate(self._sets):
                yield Button(Content(printable(title)), id=f"set-{index}", compact=True)
        with Vertical(id="rows"):
            yield from self._rows_of(self._first)
        yield Static("", id="summary", markup=False)

    def on_mount(self) -> None:
        self._say()

    @property
    def rows(self) -> list[_Row]:
        return list(self.query(_Row))

    @property
    def rules(self) -> list[AccessRule]:
        """The rules to request: ``/x/*`` with ``/x``, which it does not cover by itself, unless
        that is left to the user.
        """
        written = [
            AccessRule(method, row.path)
            for row in self.rows
            for method in METHODS
            if row.path and method in row.cells.methods
        ]
        return with_roots(written) if self._adds_roots else list(dict.fromkeys(written))

    @property
    def problem(self) -> str:
        """What is wrong with the rules, in words; empty when they can be requested."""
        for row in self.rows:
            if row.path and not row.path.startswith("/"):
                return f"{printable(row.path)} is no path: it starts with a slash."
            if row.path and not row.cells.methods:
                return f"Choose a method for {printable(row.path)}."
        return "" if self.rules else "No rule yet. Type a path, or choose a ready-made set."

    async def show(self, rules: Iterable[AccessRule]) -> None:
        """Put other rules in the place of those there are."""
        holder = self.query_one("#rows")
        async with self.batch():
            await holder.remove_children()
            await holder.mount(*self._rows_of(rules))
        self._say()

    def _rows_of(self, rules: Iterable[AccessRule]) -> list[_Row]:
        by_path = sorted(rules, key=lambda rule: rule.path)
        rows = [
            _Row(path, [rule.method for rule in group])
            for path, group in groupby(by_path, lambda rule: rule.path)
        ]
        return [*rows, _Row()]

    def _say(self) -> None:
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
        parts = (f"{methods} on {', '.join(paths)}" for methods, paths in by_methods.items())
        summary.update("; ".join(parts))

    @on(Input.Changed)
    async def _on_path(self, event: Input.Changed) -> None:
        event.stop()
        rows = self.rows
        if rows and rows[-1].path:
            if not rows[-1].cells.methods:
                rows[-1].cells.methods = frozenset({"GET"})
                rows[-1].cells.refresh()
            await self.query_one("#rows").mount(_Row())
        self._tell()

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
        await self.show(self._sets[int((event.button.id or "set-0").removeprefix("set-"))][1])
        self.post_message(self.Changed())

    def on_key(self, event: events.Key) -> None:
        """Up and down go from row to row, in the same column."""
        step = {"up": -1, "down": 1}.get(event.key)
        rows = self.rows
        at = next((index for index, row in enumerate(rows) if row.has_focus_within), None)
        if step is None or at is None or not 0 <= at + step < len(rows):
            return
        event.stop()
        other = rows[at + step]
        (other.cells if rows[at].cells.has_focus else other.input).focus()
