"""The products of a branch: tabs for the branches, a filter, the tree."""

import asyncio
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.message import Message
from textual.widgets import Input, Static, Tree

from ovh_explorer.catalog.store import OperationRow, StoreError
from ovh_explorer.text import plain_line, printable_lines
from ovh_explorer.translation import N_, _
from ovh_explorer.translation.catalog_text import catalog_text
from ovh_explorer.tui.drawing.pane_titles import products_title
from ovh_explorer.tui.key_bindings import bindings
from ovh_explorer.tui.messages import ShowKeys
from ovh_explorer.tui.products.tree import ProductTree
from ovh_explorer.tui.widgets.frames import FramedPane
from ovh_explorer.tui.widgets.instructions import Instructions
from ovh_explorer.tui.widgets.tab_bar import TabBar
from ovh_explorer.workspace.storage.preference_names import PRODUCTS_VIEW
from ovh_explorer.workspace.workspace import Workspace

if TYPE_CHECKING:
    from ovh_explorer.tui.products.operation_list import OperationList
    from ovh_explorer.tui.products.word_search import WordSearch

__all__ = ["ProductsPane"]

# More than fit on a screen, few enough to be drawn at once while typing.
_MAX_FOUND = 200
_LIST = "list"
_NOTHING_FOUND = (
    N_("Use fewer words: nothing found."),
    N_("Press ^f to look in both branches."),
    N_("Press esc to show all products."),
)


class ProductsPane(FramedPane):
    """Shows what the workspace's catalog holds, and asks it for what isn't there yet."""

    DEFAULT_CSS = """
    ProductsPane > #filter {
        display: none; border: none; height: 1; padding: 0 1; background: $boost;
    }
    ProductsPane > #filter.-on { display: block; }
    ProductsPane > #tree, ProductsPane > #operations { height: 1fr; }
    ProductsPane > #operation-detail {
        height: 3; padding: 0 1; color: $text-muted; text-overflow: ellipsis;
    }
    ProductsPane > #tree-note {
        max-height: 4; padding: 0 1;
    }
    """

    BINDINGS = bindings("tree", only={"t"})

    class BranchChanged(Message):
        """Another branch is shown."""

        def __init__(self, branch: str) -> None:
            super().__init__()
            self.branch = branch

    def __init__(self, workspace: Workspace, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._workspace = workspace
        self._tabs = TabBar([("v1", "v1"), ("v2", "v2")], id="branch-tabs")
        self._filter: Input | None = None
        # Branch, product, method and path of the operation that was opened last.
        self._revealed: tuple[str, str, str, str] | None = None
        self._search: WordSearch | None = None
        # Method and path of what the filter found.
        self._found: set[tuple[str, str]] = set()
        self._tree = ProductTree(id="tree")
        # Made when it is first shown.
        self._list: OperationList | None = None
        self._detail: Static | None = None
        self._note = Instructions(id="tree-note")
        self._said = self._guide = ""

        self.write_title(products_title(self.branch))

    def compose(self) -> ComposeResult:
        yield self._tabs
        yield self._tree
        yield self._note

    @property
    def branch(self) -> str:
        """The branch shown."""
        return self._tabs.active

    @property
    def catalog_tree(self) -> ProductTree:
        """The tree."""
        return self._tree

    @property
    def view(self) -> "ProductTree | OperationList":
        """What shows the products now: the tree, or the flat list."""
        return self._tree if self._list is None or not self._list.display else self._list

    @property
    def shows_list(self) -> bool:
        """Whether paths are listed one below the other."""
        return self.view is self._list

    def restore_list(self) -> None:
        """Show the list where it was shown when the program was left."""
        if self._workspace.preferences.get(PRODUCTS_VIEW) == _LIST:
            self._show_list(True)

    def action_toggle_list(self) -> None:
        """Show the paths of a product one below the other, or as a tree, in other runs too."""
        self._show_list(not self.shows_list)
        chosen = _LIST if self.shows_list else ""

        async def keep() -> None:
            await asyncio.to_thread(self._workspace.preferences.set, PRODUCTS_VIEW, chosen)

        self.run_worker(keep, group="keep")  # type: ignore[arg-type]

    def _show_list(self, shown: bool) -> None:
        before, had_focus = self.view, self.screen.focused is self.view
        if self._list is None:
            from ovh_explorer.tui.products.operation_list import OperationList

            self._list = OperationList(id="operations")
            self._detail = Static("", id="operation-detail", markup=False)
            self.mount(self._list, self._detail, before=self._note)
        self._list.display, self._tree.display = shown, not shown
        if self._detail is not None:
            self._detail.display = shown
        self.reload()
        if before.product and not self.is_filtering:
            self._show_same(before)
        if had_focus:
            self.screen.set_focus(self.view)

    def _show_same(self, before: "ProductTree | OperationList") -> None:
        """Put the cursor on what it was on in the other view; what was open there is open here."""
        product, row, view = before.product, before.row, self.view
        if not before.is_open(product):
            view.go_to_product(product)
            return
        operations = self._operations(self.branch, product)
        if operations is not None and not view.is_filled(product):
            view.fill_product(product, operations)
        if row is None or operations is None:
            view.open_product(product)
        else:
            view.reveal(product, row.method, row.path)

    # By its name: the class is imported with the list.
    def on_operation_list_moved(self, event: "OperationList.Moved") -> None:
        """Say all of the operation under the cursor, which the list may have no room for."""
        event.stop()
        if self._list is not None and self._detail is not None:
            row = self._list.row
            about = "" if row is None else plain_line(catalog_text(row.description))
            words = "" if row is None else f"{row.path}\n{about}"
            self._detail.update("\n".join(printable_lines(words)))

    @property
    def is_filtering(self) -> bool:
        """Whether the filter is open."""
        return self._filter is not None and self._filter.has_class("-on")

    def set_branch(self, branch: str) -> None:
        """Show another branch, now."""
        if branch != self.branch:
            with self.prevent(TabBar.Chosen):
                self._tabs.active = branch
            self.reload()
            self.post_message(self.BranchChanged(branch))

    def next_branch(self) -> None:
        """Show the other branch."""
        self._tabs.step(1)

    def say(self, words: str) -> None:
        """Say something below the tree; nothing for ""."""
        self._said = words
        lines = (words or self._guide).split("\n")
        self._note.say([line for line in lines if line])

    def guide(self, words: str) -> None:
        """Say this below the tree as long as nothing else is said there; "" for nothing."""
        if words != self._guide:
            self._guide = words
            self.say(self._said)

    @property
    def key_labels(self) -> dict[str, str]:
        """What the footer says of keys here: list and tree look alike while all is closed."""
        if self._list is not None and self.shows_list:
            has_open = self._list.has_open
        else:
            has_open = any(node.is_expanded for node in self._tree.root.children)
        # The tabs here are the branches, whose own key says so.
        labels = {"next_branch": "v1/v2", "step_tab(1)": ""}
        return labels if has_open else {**labels, "toggle_list": ""}

    @on(Tree.NodeExpanded)
    @on(Tree.NodeCollapsed)
    def _on_folded(self, event: Message) -> None:
        """Other keys may be of use now."""
        event.stop()
        self.post_message(ShowKeys())

    def reload(self) -> None:
        """Read the branch's products again, or the filter's finds."""
        self.write_title(products_title(self.branch))
        if not self._workspace.is_open:
            return
        try:
            self._fill()
        except StoreError as error:
            self.say(str(error))

    def _fill(self) -> None:
        words = self._filter.value if self._filter is not None and self.is_filtering else ""
        if words.strip():
            search = self._word_search()
            hits = search.find(words, branch=self.branch, limit=_MAX_FOUND + 1)
            self._found = {(hit.row.method, hit.row.path) for hit in hits[:_MAX_FOUND]}
            self.view.show_found((hit.product, hit.row) for hit in hits[:_MAX_FOUND])
            is_empty = not hits and not search.is_making
            found = "\n".join(map(_, _NOTHING_FOUND)) if is_empty else ""
            if len(hits) > _MAX_FOUND:
                found = _("the best {count} of more: add a word").format(count=_MAX_FOUND)
            lack = self._workspace.catalog.lack((self.branch,))
            searched = ""
            if lack:
                words = _("the catalog is not complete ({lack}): ^p, Refresh")
                searched = words.format(lack=lack)
            self.say("\n".join(words for words in (found, searched) if words))
        else:
            self.view.show_products(self.branch, self._workspace.catalog.products(self.branch))

    def _word_search(self) -> "WordSearch":
        if self._search is None:
            from ovh_explorer.tui.products.word_search import WordSearch

            self._search = WordSearch(
                lambda: self._workspace.store, self._filter_again, self.run_worker
            )
        return self._search

    def _filter_again(self) -> None:
        """Show what the filter finds in a new index; without words the tree stays as it is."""
        if self._filter is not None and self.is_filtering and self._filter.value.strip():
            self.reload()

    def product_arrived(self, branch: str, product: str) -> None:
        """A document is in the store: show it where its node is open."""
        if branch != self.branch or self.is_filtering:
            return
        operations = self._operations(branch, product)
        if operations is not None and self.view.is_waiting(product):
            self.view.fill_product(product, operations)

    def _operations(self, branch: str, product: str) -> list[OperationRow] | None:
        """The operations of a product; None where there are none yet, or where it is said that none
        can be read.
        """
        try:
            return self._workspace.catalog.operations(branch, product)
        except StoreError as error:
            self.say(str(error))
            return None

    def open_filter(self) -> None:
        """Start typing a filter."""
        if self._filter is None:
            self.run_worker(self._furnish_and_open(), group="filter")
        else:
            self._filter.add_class("-on")
            self.screen.set_focus(self._filter)
            if self._workspace.is_open:
                # Once the filter is on the screen: the index is there by the first letters.
                self.call_after_refresh(self._word_search().begin)

    async def _furnish_and_open(self) -> None:
        await self.furnish()
        self.open_filter()

    async def furnish(self) -> None:
        """Mount the filter: the program's first picture doesn't need it."""
        if self._filter is None:
            from ovh_explorer.tui.products.filter_line import FilterLine

            self._filter = FilterLine(lambda step: self.view.move_found(step), id="filter")
            await self.mount(self._filter, after=self._tabs)

    def close_filter(self) -> bool:
        """Show everything again; False when there was no filter."""
        if not self.is_filtering:
            return False
        self._end_filter()
        if self._revealed is not None and self._revealed[0] == self.branch:
            self._reveal(*self._revealed)
        self.view.focus()
        return True

    def _end_filter(self) -> None:
        if self._filter is None:
            return
        had_focus = self._filter.has_focus
        self._filter.remove_class("-on")
        with self.prevent(Input.Changed):
            self._filter.value = ""
        self.say("")
        self.reload()
        if had_focus:
            self.view.focus()

    async def reveal(self, branch: str, product: str, method: str, path: str) -> None:
        """Show where an operation is in the tree. A filter that hides it ends: else the tree would
        show for as long as that stands where the user is not.
        """
        self._revealed = (branch, product, method, path)
        if self._hides(branch, method, path):
            self._end_filter()
        self.set_branch(branch)
        self._reveal(*self._revealed)

    def _hides(self, branch: str, method: str, path: str) -> bool:
        """Whether the filter shows other operations, and not this one."""
        has_words = self.is_filtering and self._filter is not None and self._filter.value.strip()
        is_found = branch == self.branch and (method, path) in self._found
        return bool(has_words) and not is_found

    def _reveal(self, branch: str, product: str, method: str, path: str) -> None:
        operations = self._operations(branch, product)
        if operations is not None:
            if not self.view.is_filled(product):
                self.view.fill_product(product, operations)
            self.view.reveal(product, method, path)

    @on(ProductTree.Chosen)
    def _on_chosen(self, event: ProductTree.Chosen) -> None:
        self._revealed = (self.branch, self.view.product, event.row.method, event.row.path)

    @on(TabBar.Chosen)
    def _on_branch(self, event: TabBar.Chosen) -> None:
        event.stop()
        self.reload()
        self.post_message(self.BranchChanged(event.tab))

    @on(Input.Changed, "#filter")
    def _on_filter(self, event: Input.Changed) -> None:
        event.stop()
        self.reload()

    @on(Input.Submitted, "#filter")
    def _on_filtered(self, event: Input.Submitted) -> None:
        event.stop()
        row = self.view.row if event.value.strip() else None
        if row is None:
            self.view.focus()
        else:
            self.post_message(ProductTree.Chosen(row))

    @on(ProductTree.NeedsOperations)
    async def _on_needs_operations(self, event: ProductTree.NeedsOperations) -> None:
        event.stop()
        branch, product = self.branch, event.product
        try:
            operations = self._workspace.catalog.operations(branch, product)
        except StoreError as error:
            self.view.say(product, str(error))
            return
        if operations is not None:
            self.view.fill_product(product, operations)
            if not operations:
                self.view.say(product, _("no operations"))
            return
        self.view.say(product, _("fetching…"))
        self.run_worker(
            self._fetch(branch, product), group=f"fetch-{branch}{product}", exclusive=True
        )

    async def _fetch(self, branch: str, product: str) -> None:
        from ovh_explorer.workspace.navigation.target import TargetError

        try:
            operations = await self._workspace.catalog.fetch_product(branch, product)
        except (TargetError, StoreError) as error:
            if branch == self.branch:
                self.view.say(product, str(error))
            return
        if branch == self.branch:
            self.view.fill_product(product, operations)
