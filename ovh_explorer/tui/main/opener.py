"""Opening operations on the main screen: from the tree, by words, a path or a link."""

from dataclasses import replace
from typing import TYPE_CHECKING

from ovh_explorer.call import BRANCHES
from ovh_explorer.catalog.store import StoreError
from ovh_explorer.text import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ovh_explorer.catalog.search import Hit
    from ovh_explorer.form import Form
    from ovh_explorer.tui.main.screen import MainScreen
    from ovh_explorer.workspace.navigation.target import OperationTarget

__all__ = ["OperationOpener"]


def _given_twice(form: "Form", query: "Sequence[tuple[str, str]]") -> str:
    """Why a query can't be typed into a form: a parameter that takes one value has two; "" where it
    can.
    """
    seen: dict[str, str] = {}
    for name, value in query:
        field = form.field("query", name)
        if field is not None and field.kind != "list" and seen.setdefault(name, value) != value:
            return f"{name} is given twice: {seen[name]} and {value}. Give it once."
    return ""


class OperationOpener:
    """What opens an operation or a product on a main screen."""

    def __init__(self, screen: "MainScreen") -> None:
        self._screen = screen

    async def open(self, opened: "OperationTarget") -> bool:
        """Show an operation, with the values that came with it filled in; False where it can't be
        shown, which is said.
        """
        screen = self._screen
        form = self.form_of(opened)
        if form is None:
            return False
        if problem := _given_twice(form, opened.query):
            screen.notify(printable(problem), severity="warning", timeout=10, markup=False)
            return False
        for name, value in opened.values:
            if (field := form.field("path", name)) is not None:
                field.type_text(value)
        for name, value in opened.query:
            if (field := form.field("query", name)) is not None:
                if field.kind == "list":
                    field.add_part(value)
                else:
                    field.type_text(value)
            else:
                words = f"{form.operation.title} has no query parameter {name}: it was left out."
                screen.notify(printable(words), severity="warning", timeout=10, markup=False)
        await screen.show_form(form)
        return True

    def form_of(self, opened: "OperationTarget") -> "Form | None":
        """The form of an operation; None where there is none, which is said."""
        screen = self._screen
        try:
            form = screen.workspace.form(opened.branch, opened.method, opened.path)
        except StoreError as error:
            self.say(error)
            return None
        if form is None:
            screen.say_problems()
            screen.notify("This operation is no longer in the catalog.", severity="warning")
        return form

    async def open_words(self, words: str) -> None:
        """Open what words, a path or a link mean, and show it in the tree; say what is near when
        there is none.
        """
        from ovh_explorer.workspace.navigation.target import TargetError

        try:
            opened = await self._screen.workspace.find(words)
        except (TargetError, StoreError) as error:
            self.say(error)
            return
        await self.open_and_reveal(opened)

    async def open_replacement(self) -> None:
        """Open what replaces the deprecated operation that is open, with the path
        values both have.
        """
        from ovh_explorer.workspace.navigation.replacement import find_replacement
        from ovh_explorer.workspace.navigation.target import TargetError

        screen = self._screen
        form = screen.form
        if form is None or not form.operation.status.replacement:
            screen.notify("Nothing is said to replace this operation.")
            return
        try:
            opened = await find_replacement(screen.workspace.find, form.operation)
        except TargetError as error:
            self.say(error)
            return
        known = {item.name: item.text for item in form.placed("path") if item.is_given}
        await self.open_and_reveal(replace(opened, values=(*known.items(), *opened.values)))

    async def open_and_reveal(self, opened: "OperationTarget") -> bool:
        """Show an operation, in the tree too; False where it can't be shown, which is said."""
        screen = self._screen
        if not await self.open(opened):
            return False
        if screen.form is not None:
            product = screen.form.operation.product
            await screen.products.reveal(opened.branch, product, opened.method, opened.path)
        return True

    def say(self, error: Exception) -> None:
        """Say why nothing could be opened, with the operations that are near."""
        near = "".join(f"\n  {printable(item)}" for item in getattr(error, "nearest", ()))
        text = printable(str(error)) + (f" The nearest:{near}" if near else "")
        self._screen.notify(text, severity="warning", timeout=10, markup=False)

    def search(self) -> None:
        """Ask for words and open what is chosen."""
        from ovh_explorer.tui.main.search_screen import MAX_HITS, SearchScreen
        from ovh_explorer.tui.products.word_search import WordSearch

        screen = self._screen
        workspace = screen.workspace
        if not workspace.is_open:
            return

        def look(words: str) -> "list[Hit] | None":
            try:
                hits = searching.find(words, limit=MAX_HITS + 1)
                return None if searching.is_making and not hits else hits
            except StoreError as error:
                self.say(error)
                return []
            finally:
                screen.say_problems()

        def note() -> str:
            if screen.header.note:
                return f"{screen.header.note}: not everything is here yet"
            lack = workspace.catalog_lack()
            return (
                f"not everything is searched ({lack}): esc, ^p, Refresh the catalog" if lack else ""
            )

        def chosen(words: str | None) -> None:
            if words:
                screen.open_words(words)

        dialog = SearchScreen(look, note)
        searching = WordSearch(lambda: workspace.store, dialog.look_again, dialog.run_worker)
        # At once, not from a worker: what is typed next is for the search.
        screen.app.push_screen(dialog, chosen)

    def product_names(self) -> list[tuple[str, str]]:
        """Branch and path of every product, for the command palette."""
        workspace = self._screen.workspace
        if not workspace.is_open:
            return []
        try:
            return [(branch, row.path) for branch in BRANCHES for row in workspace.products(branch)]
        except StoreError as error:
            self.say(error)
            return []

    def open_product(self, branch: str, product: str) -> None:
        """Show a product in the tree, open."""
        screen = self._screen
        screen.products.close_filter()
        screen.products.set_branch(branch)
        screen.products.catalog_tree.open_product(product)
        screen.show_pane("products")
