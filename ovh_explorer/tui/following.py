"""Following what an answer names, and going back, as in a browser."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ovh_explorer.call import Call
from ovh_explorer.form import Form
from ovh_explorer.form.draft import draft_of, restore
from ovh_explorer.tui.screens.menu import Entry, MenuScreen
from ovh_explorer.workspace.following import Place, follow, near
from ovh_explorer.workspace.target import Opened

if TYPE_CHECKING:
    from ovh_explorer.catalog.rows import OperationRow
    from ovh_explorer.tui.widgets.workbench import Workbench

__all__ = ["Following"]

_MOST = 100


@dataclass(frozen=True)
class _Step:
    """A form that was left, as it was: what was typed, secrets too, is in memory only."""

    key: tuple[str, str, str]
    draft: dict[str, Any]
    line: int


class Following:
    """The way one came, and where a line of an answer leads."""

    def __init__(self, bench: "Workbench") -> None:
        self._bench = bench
        self._trail: list[_Step] = []

    async def follow(self, form: Form, call: Call, place: Place, line: int) -> None:
        """Open what a place in the answer of `call` names, filled in; else ask what to do with what was answered."""
        bench = self._bench
        store, operation = bench.workspace.store, form.operation
        given = dict(call.path_values)
        opened = follow(store, operation, given, place)
        if opened is None:
            opened = await self._chosen(form, given)
        if opened is None:
            return
        self._trail.append(_Step(operation.key, draft_of(form, secrets=True), line))
        del self._trail[:-_MOST]
        await bench.main.opening.open_and_reveal(opened)

    async def _chosen(self, form: Form, given: dict[str, str]) -> Opened | None:
        """One of the operations near the one that answered."""
        operation = form.operation
        entries: list[Entry] = []
        rows: list[OperationRow] = []
        for title, found in near(self._bench.workspace.store, operation):
            entries.append(Entry(title[:1].upper() + title[1:]))
            for row in found:
                entries.append(Entry(f"{row.method} {row.path}", row.description, str(len(rows))))
                rows.append(row)
        if not rows:
            self._bench.notify("Nothing is known to lead on from here.", timeout=4)
            return None
        menu: MenuScreen = MenuScreen(f"What can be done · {operation.title}", entries)
        chosen = await self._bench.app.push_screen_wait(menu)
        if chosen is None:
            return None
        row = rows[int(chosen)]
        names = {name for name in given if f"{{{name}}}" in row.path}
        return Opened(row.branch, row.method, row.path, tuple((name, given[name]) for name in given if name in names))

    async def back(self) -> None:
        """Open what one came from, its form and its answer as they were left."""
        bench = self._bench
        if not self._trail:
            bench.notify("There is nothing to go back to.", timeout=3)
            return
        step = self._trail.pop()
        form = bench.workspace.form(*step.key)
        if form is None:
            bench.notify("This operation is no longer in the catalog.", severity="warning")
            return
        if draft_of(form, secrets=True) != step.draft:
            restore(form, step.draft)
        bench.main.show_pane("response", focus=False)
        bench.show(form, line=step.line)
        await bench.main.products.reveal(step.key[0], form.operation.product, step.key[1], step.key[2])
