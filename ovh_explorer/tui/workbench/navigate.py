"""Following what an answer names, and going back, as in a browser."""

from typing import TYPE_CHECKING

from ovh_explorer.call import Call
from ovh_explorer.form import Form
from ovh_explorer.form.draft import draft_of, restore
from ovh_explorer.tui.dialogs.menu import Entry, MenuScreen
from ovh_explorer.tui.open_operation import Left
from ovh_explorer.workspace.navigation.follow import Place, follow, near
from ovh_explorer.workspace.navigation.next_steps import NextStep
from ovh_explorer.workspace.navigation.target import OperationTarget

if TYPE_CHECKING:
    from ovh_explorer.catalog.rows import OperationRow
    from ovh_explorer.tui.workbench.workbench import Workbench

__all__ = ["Navigator"]


class Navigator:
    """The way one came, and where a line of an answer leads."""

    def __init__(self, bench: "Workbench") -> None:
        self._bench = bench

    async def follow(self, form: Form, call: Call, place: Place, line: int) -> None:
        """Open what a place in the answer of `call` names, filled in; else ask what to do with what
        was answered.
        """
        bench = self._bench
        store, operation = bench.workspace.store, form.operation
        given = dict(call.path_values)
        opened = follow(store, operation, given, place)
        if opened is not None:
            await self._open(form, line, opened)
            return
        chosen = await self._chosen(form, given)
        if isinstance(chosen, NextStep):
            await self.take(form, chosen, line)
        elif chosen is not None:
            await self._open(form, line, chosen)

    async def take(self, form: Form, step: NextStep, line: int = 0) -> None:
        """Open what usually follows and TRY it; a task is asked for until it is over."""
        bench = self._bench
        is_open = await self._open(form, line, step.opened)
        if not is_open or bench.form is None or bench.form is form:
            return
        # When the form is on the screen, so that what is sent is what one sees.
        if step.is_task:
            bench.call_after_refresh(bench.trying.watch, bench.form)
        else:
            bench.call_after_refresh(bench.trying.press)

    async def _open(self, form: Form, line: int, opened: OperationTarget) -> bool:
        bench = self._bench
        draft = draft_of(form, secrets=True)
        bench.state.leave(Left(form.operation.key, draft, line, bench.state.shown.outcome))
        is_open = await bench.main.opening.open_and_reveal(opened)
        if not is_open:
            # Nothing was left: there is nothing to go back from.
            bench.state.left.pop()
        return is_open

    async def _chosen(self, form: Form, given: dict[str, str]) -> OperationTarget | NextStep | None:
        """What usually follows, or one of the operations near the one that answered."""
        operation = form.operation
        steps = self._bench.response.next_steps
        entries = [Entry("What usually follows")] if steps else []
        entries += [
            Entry(
                f"> {step.title}",
                f"{step.opened.method} {step.opened.path}",
                f"step-{index}",
                must_be_meant=step.opened.method == "DELETE",
            )
            for index, step in enumerate(steps)
        ]
        rows: list[OperationRow] = []
        for title, group in near(self._bench.workspace.store, operation):
            entries.append(Entry(title[:1].upper() + title[1:]))
            for row in group:
                is_deletion = row.method == "DELETE"
                title = f"{row.method} {row.path}"
                entries.append(
                    Entry(title, row.description, str(len(rows)), must_be_meant=is_deletion)
                )
                rows.append(row)
        if not rows and not steps:
            self._bench.notify("Nothing is known to lead on from here.", timeout=4)
            return None
        menu: MenuScreen = MenuScreen(
            f"What can be done · {operation.title}", entries, narrows=True
        )
        chosen = await self._bench.app.push_screen_wait(menu)
        if chosen is None:
            return None
        if chosen.startswith("step-"):
            return steps[int(chosen.removeprefix("step-"))]
        row = rows[int(chosen)]
        names = {name for name in given if f"{{{name}}}" in row.path}
        return OperationTarget(
            row.branch,
            row.method,
            row.path,
            tuple((name, given[name]) for name in given if name in names),
        )

    async def back(self) -> None:
        """Open what one came from, its form and its answer as they were left."""
        bench = self._bench
        if not bench.state.left:
            bench.notify("There is nothing to go back to.", timeout=3)
            return
        step = bench.state.left.pop()
        form = bench.workspace.form(*step.key)
        if form is None:
            bench.notify("This operation is no longer in the catalog.", severity="warning")
            return
        if draft_of(form, secrets=True) != step.draft:
            restore(form, step.draft)
        bench.state.bring_back(step)
        bench.main.show_pane("response", focus=False)
        bench.show(form, line=step.line)
        await bench.main.products.reveal(
            step.key[0], form.operation.product, step.key[1], step.key[2]
        )
