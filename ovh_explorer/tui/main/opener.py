"""Opens operations on the main screen: from the tree, by words, a path or a link."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from ovh_explorer.catalog.store import StoreError
from ovh_explorer.operation_names import BRANCHES
from ovh_explorer.text import printable
from ovh_explorer.translation import _
from ovh_explorer.tui.main.emptied_form import emptied_words, say_notes
from ovh_explorer.tui.main.problems import say_problems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import App

    from ovh_explorer.call import Call
    from ovh_explorer.catalog.search import Hit
    from ovh_explorer.form import Form
    from ovh_explorer.tui.main.panes import Panes
    from ovh_explorer.tui.messages import OpenOperation
    from ovh_explorer.tui.open_operation import LeftForm
    from ovh_explorer.workspace.navigation.target import OperationTarget
    from ovh_explorer.workspace.workspace import Workspace

__all__ = ["OperationOpener"]


class ShowForm(Protocol):
    """Puts a form on the workbench; `was_empty` before something was carried into it."""

    def __call__(self, form: "Form", *, was_empty: bool) -> Awaitable[None]: ...


class OperationOpener:
    """Opens operations, and shows them in the tree. Whatever asks for it, what was open is kept to
    be gone back to: `left`, where that was taken before its form was filled, else as it is now.

    Args:
        app: says why something could not be opened.
        workspace: finds operations and makes their forms.
        panes: the tree, and the workbench.
        show_form: puts a form on the workbench.

    Attributes:
        to_refresh: the refreshes that changes wait for, the first of them first.
    """

    def __init__(
        self,
        app: "App[Any]",
        workspace: "Workspace",
        panes: "Panes",
        show_form: "ShowForm",
    ) -> None:
        self._app = app
        self._workspace = workspace
        self._panes = panes
        self._products = panes.products
        self._show_form = show_form
        self.to_refresh: tuple[OperationTarget, ...] = ()

    async def open(
        self, target: "OperationTarget", fill: "Callable[[Form], object] | None" = None
    ) -> bool:
        """Show an operation, with the values that came with it filled in, after what `fill` fills
        its form with; False where it can't be opened, which is said.
        """
        return await self._open(target, None, fill=fill) is not None

    async def _open(
        self,
        target: "OperationTarget",
        left: "LeftForm | None",
        *,
        of_place: bool = False,
        is_chosen: bool = True,
        fill: "Callable[[Form], object] | None" = None,
        note: str = "",
    ) -> "Form | None":
        """The form, where it is open now; `fill` fills it before the values of `target` do, and
        `note` is said of it.
        """
        from ovh_explorer.form.form_state import form_state, path_values
        from ovh_explorer.workspace.calls.target_form import (
            fill_form,
            forget_behind_changed,
            is_of_another_now,
            loses_values,
        )
        from ovh_explorer.workspace.calls.used_values import forget_filled, forget_request

        left = left or self._as_left()
        form = self._form(target)
        if form is None:
            return None
        if problem := _given_twice(form, target.query):
            self._warn(problem)
            return None
        bench = await self._panes.furnish()
        changes = bench.request.view.changes
        changes.end_change()
        self._workspace.forms.step_values.end(bench.form)
        before, was_open = form_state(form), form is bench.form
        self._workspace.forms.note_open(form)
        if not of_place:
            if not was_open:
                forget_filled(form)
            if not target.values and fill is None and (waiting := self._awaited(form)) is not None:
                target, of_place = replace(target, values=waiting.values), True
        loses = fill is not None or loses_values(form, target, of_place=of_place)
        if fill is not None:
            self._workspace.forms.step_values.forget(form)
            fill(form)
        fill_form(
            form,
            target,
            of_place=of_place,
            is_chosen=is_chosen and not of_place,
            forgets=fill is None,
        )
        names, named = path_values(before), set(dict(target.values))
        if fill is None:
            loses |= forget_behind_changed(form, names, named)
        was_empty = form.is_empty
        named.update(item.name for item in form.placed("path") if not item.is_given)
        bench.carry(form)
        if fill is None:
            loses |= forget_behind_changed(form, names, named)
        if not loses and is_of_another_now(form, names):
            forget_request(form)
            loses = True
        if loses:
            # Of a form that loses nothing there is nothing to bring back.
            changes.note(form, before)
        bench.state.leave(left, form)
        await self._show_form(form, was_empty=was_empty)
        # Once it is open: what is said of the operation before ends with that.
        emptied = "" if fill is not None else emptied_words(form, before, was_open=was_open)
        say_notes(self._app, form, target.query, (emptied, note))
        return form

    def _as_left(self) -> "LeftForm | None":
        """What is open, as it is to be found again."""
        return self._panes.bench.state.as_left() if self._panes.bench is not None else None

    def _awaited(self, form: "Form") -> "OperationTarget | None":
        """The refresh to fill into its form: that of what is open where that waits for it, else the
        first; None for a form that is no refresh, or is filled with one that waits.
        """
        waiting = [item for item in self.to_refresh if _is_for(item, form)]
        if not waiting or any(_says(form, item) for item in waiting):
            return None
        left = self._panes.bench.form if self._panes.bench is not None else None
        of_left = (item for item in waiting if left is not None and _says(left, item))
        return next(of_left, waiting[0])

    def _form(self, target: "OperationTarget") -> "Form | None":
        """The form of an operation; None, and said, where there is none any more."""
        try:
            form = self._workspace.form(target.branch, target.method, target.path)
        except StoreError as error:
            self.say(error)
            return None
        if form is None:
            say_problems(self._app, self._workspace)
            words = _("This operation is no longer in the catalog.")
            self._app.notify(words, severity="warning")
        return form

    async def open_and_reveal(
        self,
        target: "OperationTarget",
        *,
        of_place: bool = False,
        left: "LeftForm | None" = None,
        is_chosen: bool = True,
        fill: "Callable[[Form], object] | None" = None,
        note: str = "",
    ) -> bool:
        """Show an operation, in the tree too; False where it can't be opened, which is said.

        `of_place` is for what is opened from an object that is shown: its form says that object.
        `is_chosen` is whether the user named the path values of `target`; others are forgotten when
        its form is opened anew, and so are those of a place. `note` is said of what is open.
        """
        is_chosen = is_chosen and not of_place
        form = await self._open(
            target, left, of_place=of_place, is_chosen=is_chosen, fill=fill, note=note
        )
        if form is not None:
            await self.reveal(form)
        return form is not None

    async def reveal(self, form: "Form") -> None:
        """Show the operation of a form in the tree."""
        branch, method, path = form.operation.key
        await self._products.reveal(branch, form.operation.product, method, path)

    async def open_as_said(self, message: "OpenOperation") -> bool:
        """Open what a message says; False where it can't be opened, which is said."""
        if message.draft is not None:
            return await self._open_filled(message.target, message.draft, message.note)
        return await self.open_and_reveal(
            message.target, of_place=message.of_place, is_chosen=False, note=message.note
        )

    async def _open_filled(
        self, target: "OperationTarget", draft: "dict[str, Any] | Call", note: str
    ) -> bool:
        """Show an operation filled with a draft, or as a call of it was, in the tree too; undo
        brings back what was in its form. False where it can't be opened, which is said.
        """
        from ovh_explorer.form import draft as drafts

        def fill(form: "Form") -> None:
            if isinstance(draft, dict):
                drafts.restore(form, draft)
            else:
                drafts.fill(form, draft)

        # What it is filled with says how its path ends.
        return await self.open_and_reveal(
            replace(target, trailing_slash=None), fill=fill, note=note
        )

    async def open_words(self, words: str) -> None:
        """Open what words, a path or a link mean, and show it in the tree; say what is near when
        there is none.
        """
        from ovh_explorer.workspace.navigation.notation import product_link

        if (link := product_link(words)) is not None:
            self._open_link(*link)
            return
        target = await self.find(words)
        if target is not None:
            await self.open_and_reveal(target)

    def _open_link(self, branch: str, product: str) -> None:
        """Open the product that a link to the console names, or show the branch."""
        from ovh_explorer.workspace.navigation.target import TargetError
        from ovh_explorer.workspace.navigation.word_target import find_product

        try:
            branch, product = find_product(self._workspace.store, branch, product)
        except (TargetError, StoreError) as error:
            self.say(error)
            return
        if product:
            self.open_product(branch, product)
        else:
            self._products.close_filter()
            self._products.set_branch(branch)
            self._panes.show_pane("products")

    async def find(self, words: str) -> "OperationTarget | None":
        """The operation that words mean; None, and said, where there is none."""
        from ovh_explorer.workspace.navigation.target import TargetError

        try:
            return await self._workspace.find(words)
        except (TargetError, StoreError) as error:
            self.say(error)
            return None

    async def open_replacement(self, form: "Form | None") -> None:
        """Open what replaces the deprecated operation of `form`, with the path values both have."""
        from ovh_explorer.workspace.navigation.replacement import find_replacement
        from ovh_explorer.workspace.navigation.target import TargetError

        if form is None or not form.operation.status.replacement:
            self._app.notify(_("No replacement is documented."))
            return
        try:
            target = await find_replacement(
                self._workspace.find,
                form.operation.branch,
                form.operation.method,
                form.operation.status.replacement,
            )
        except TargetError as error:
            self.say(error)
            return
        known = {item.name: item.text for item in form.placed("path") if item.is_given}
        target = replace(target, values=(*known.items(), *target.values))
        await self.open_and_reveal(target, is_chosen=False)

    def say(self, error: Exception) -> None:
        """Say why nothing could be opened, with the operations that are near."""
        near = "".join(f"\n  {printable(item)}" for item in getattr(error, "nearest", ()))
        text = printable(str(error))
        if near:
            title = _("The nearest:")
            text = f"{text} {title}{near}"
        self._app.notify(text, severity="warning", timeout=10, markup=False)

    def _warn(self, words: str) -> None:
        self._app.notify(printable(words), severity="warning", timeout=10, markup=False)

    def search(
        self,
        progress: Callable[[], str],
        choose: Callable[[str], object],
        run: Callable[[str], Awaitable[object]],
    ) -> None:
        """Ask for words and have what is chosen opened.

        Args:
            progress: how far the catalog is, in words; "" once it is here.
            choose: opens what words mean.
            run: runs the action that opens a place of this program.
        """
        from ovh_explorer.tui.main.search import open_search

        if self._workspace.is_open:
            open_search(
                self._app,
                self._workspace,
                progress=progress,
                say=self.say,
                say_problems=partial(say_problems, self._app, self._workspace),
                choose=choose,
                run=run,
            )

    async def find_operations(self, words: str, limit: int) -> "list[Hit]":
        """Operations that words mean, the nearest first; none where the catalog isn't open."""
        from ovh_explorer.catalog.search import search
        from ovh_explorer.tui.products.word_search import make_index

        if not self._workspace.is_open:
            return []
        store = self._workspace.store
        try:
            await make_index(store)
            return search(store, words, limit=limit, as_known=True)
        except StoreError as error:
            self.say(error)
            return []

    def object_words(self) -> dict[str, str]:
        """What DELETE and PUT do with the object that is shown, for the command palette."""
        return {} if self._panes.bench is None else self._panes.bench.object_words()

    def product_names(self) -> list[tuple[str, str]]:
        """Branch and path of every product, for the command palette."""
        workspace = self._workspace
        if not workspace.is_open:
            return []
        try:
            return [
                (branch, row.path)
                for branch in BRANCHES
                for row in workspace.catalog.products(branch)
            ]
        except StoreError as error:
            self.say(error)
            return []

    def open_product(self, branch: str, product: str) -> None:
        """Show a product in the tree, open."""
        self._products.close_filter()
        self._products.set_branch(branch)
        self._products.view.open_product(product)
        self._panes.show_pane("products")


def _is_for(target: "OperationTarget", form: "Form") -> bool:
    """Whether a form is that of an operation."""
    return (target.branch, target.method, target.path) == form.operation.key


def _says(form: "Form", target: "OperationTarget") -> bool:
    """Whether a form is filled with the path values of a target."""
    given = {item.name: item.text for item in form.placed("path") if item.is_given}
    return all(given.get(name) == value for name, value in target.values)


def _given_twice(form: "Form", query: "Sequence[tuple[str, str]]") -> str:
    """Why a query can't be typed into a form: a parameter that takes one value has two; "" where it
    can.
    """
    seen: dict[str, str] = {}
    for name, value in query:
        field = form.field("query", name)
        if field is not None and field.kind != "list" and seen.setdefault(name, value) != value:
            words = _("{name} is given twice: {first} and {second}. Give it once.")
            return words.format(name=name, first=seen[name], second=value)
    return ""
