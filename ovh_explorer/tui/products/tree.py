"""The tree of a branch: products, their paths, the operations at its leaves. Filled as it is
opened.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text
from textual.actions import SkipAction
from textual.css.styles import RenderStyles
from textual.geometry import Offset
from textual.message import Message
from textual.widgets import Tree
from textual.widgets.tree import TreeNode

from ovh_explorer.catalog.store import OperationRow, ProductRow
from ovh_explorer.text import plain_line, printable
from ovh_explorer.translation.catalog_text import catalog_text
from ovh_explorer.tui.drawing.colour_roles import (
    colour_classes,
    colour_css,
    method_colour,
    status_colour,
)
from ovh_explorer.tui.drawing.styles import component_style
from ovh_explorer.tui.key_bindings import bindings
from ovh_explorer.tui.products.closed_lines import ClosedLines
from ovh_explorer.tui.products.folds import Folds
from ovh_explorer.tui.products.nodes import (
    METHOD_WIDTH,
    Leaf,
    Place,
    add_leaf,
    depth_of,
    show_children,
    words_beside,
)
from ovh_explorer.tui.terminal.late_hide import LateHide
from ovh_explorer.tui.terminal.pages import Paging
from ovh_explorer.tui.widgets.jump_places import JumpPlace

if TYPE_CHECKING:
    from ovh_explorer.tui.drawing.found_paths import FoundPaths

__all__ = ["ProductTree"]

_Node = TreeNode[Place | Leaf]


class ProductTree(ClosedLines, Paging, Tree[Place | Leaf], LateHide):
    """Products in alphabetical order; :class:`NeedsOperations` asks for what is in one when it is
    opened.
    """

    # Up, down, page up … are the tree's own.
    BINDINGS = [
        *bindings("tree", only=("h", "j", "k", "l", "left", "right", "g", "G", "shift+g")),
        *bindings("panes", only=("shift+left", "shift+right")),
    ]
    COMPONENT_CLASSES = colour_classes("method", "status") | {"catalog--dim"}
    DEFAULT_CSS = f"""
    ProductTree {{ background: $background; padding: 0; scrollbar-size-horizontal: 0; }}
    ProductTree:focus {{ background-tint: $foreground 0%; }}
    ProductTree > .catalog--dim {{ color: $text-disabled; }}
    {colour_css("ProductTree", "method", "status")}
    """

    class NeedsOperations(Message):
        """A product was opened whose operations the tree doesn't hold yet."""

        def __init__(self, product: str) -> None:
            super().__init__()
            self.product = product

    class Chosen(Message):
        """An operation was chosen."""

        def __init__(self, row: OperationRow) -> None:
            super().__init__()
            self.row = row

    def __init__(self, *, id: str | None = None) -> None:
        self._part_styles: dict[tuple[str, ...], RenderStyles] = {}
        # Not a string: Rich reads that as markup, for which it imports the names of all emoji.
        super().__init__(Text(), id=id)
        self.show_root = False
        self.guide_depth = 2
        self.auto_expand = True
        self._found: FoundPaths | None = None
        # The branch and products that are shown; None while it is what a filter found.
        self._shown: tuple[str, tuple[str, ...]] | None = None
        self._folds = Folds()

    # Styles

    def get_component_styles(self, *names: str) -> RenderStyles:
        """Put together once: the tree asks for three of them for each line that it draws."""
        if names not in self._part_styles:
            self._part_styles[names] = super().get_component_styles(*names)
        return self._part_styles[names]

    def notify_style_update(self) -> None:
        self._part_styles.clear()
        super().notify_style_update()

    # Filling

    def show_products(self, branch: str, products: list[ProductRow]) -> None:
        """Show these products; where they are shown already nothing changes, so that what is open
        stays open.
        """
        shown = (branch, tuple(product.path for product in products))
        if shown == self._shown:
            return
        self._shown = shown
        self._folds.restore(self.root)
        here = self.cursor_node.data if self.cursor_node is not None else None
        kept = here.product if isinstance(here, Place) else None
        self.clear()
        self.root.expand()
        if not self.size and len(products) >= self.app.size.height:
            # Textual finds that with the first layout, and lays out and draws all a second time.
            self.show_vertical_scrollbar = True
        for product in products:
            node = self.root.add(Text(printable(product.path.lstrip("/"))), Place(product.path))
            self._folds.open_again(node)
            if product.path == kept:
                self.call_after_refresh(self.move_cursor, node)
        if kept is None:
            # Its lines are made anew first, which place the cursor. At once: the first picture has
            # it then, and no line is drawn again for it.
            self.cursor_line = min(0, self.last_line)

    def fill_product(
        self, product: str, operations: list[OperationRow], *, expand: bool = False
    ) -> None:
        """Put a product's operations under its node."""
        node = self._product(product)
        if node is None:
            return
        node.remove_children()
        self._fill(node, product, operations)
        if expand:
            node.expand()
        show_children(self, node)

    @property
    def product(self) -> str:
        """The product that the cursor is on or in; "" for none."""
        node = self.cursor_node
        while node is not None and node.parent is not None and node.parent is not self.root:
            node = node.parent
        return node.data.product if node is not None and isinstance(node.data, Place) else ""

    @property
    def row(self) -> OperationRow | None:
        """The operation under the cursor; None for another node."""
        node = self.cursor_node
        return node.data.row if node is not None and isinstance(node.data, Leaf) else None

    @property
    def is_untouched(self) -> bool:
        """Whether nothing is open and the cursor is where it began."""
        return self.cursor_line <= 0 and not any(node.is_expanded for node in self.root.children)

    def is_filled(self, product: str) -> bool:
        """Whether a product's operations are in the tree."""
        node = self._product(product)
        return node is not None and any(child.data is not None for child in node.children)

    def is_waiting(self, product: str) -> bool:
        """Whether a product's node is open without its operations."""
        node = self._product(product)
        return node is not None and node.is_expanded and not self.is_filled(product)

    def say(self, product: str, words: str) -> None:
        """Put a line of words under a product: it is being fetched, or why it can't be."""
        node = self._product(product)
        if node is not None:
            node.remove_children()
            node.add_leaf(Text(printable(words)), None)

    def show_found(self, rows: Iterable[tuple[str, OperationRow]]) -> None:
        """Replace everything by the operations found, each under its product, all open."""
        if self._shown is not None:
            self._folds.keep(self.root)
        self._shown = None
        self.clear()
        self.root.expand()
        nodes: dict[str, _Node] = {}
        leaves: list[Leaf] = []
        for product, row in rows:
            if product not in nodes:
                label = Text(printable(product.lstrip("/")))
                nodes[product] = self.root.add(label, Place(product, ()), expand=True)
            path = printable(row.path.removeprefix(product) or row.path)
            leaves.append(add_leaf(nodes[product], row, path, path))
        from ovh_explorer.tui.drawing.found_paths import FoundPaths

        self._found = FoundPaths((leaf.path, len(leaf.badge) + METHOD_WIDTH) for leaf in leaves)
        if nodes:
            # Its lines are made anew first, which place the cursor.
            self.cursor_line = min(0, self.last_line)
            self.move_found(1)

    def move_found(self, step: int) -> None:
        """Put the cursor on the next operation (1), or the one before (-1), past the products."""
        line = self.cursor_line + step
        while 0 <= line <= self.last_line:
            node = self.get_node_at_line(line)
            if node is not None and isinstance(node.data, Leaf):
                self._go(node)
                return
            line += step

    def reveal(self, product: str, method: str, path: str) -> None:
        """Open what leads to an operation and put the cursor on it; nothing when it isn't in the
        tree.
        """
        node = self._product(product)
        while node is not None:
            if not node.children and isinstance(node.data, Place):
                self._fill_place(node)
            node.expand()
            following = None
            for child in node.children:
                data = child.data
                if isinstance(data, Leaf) and (data.row.method, data.row.path) == (method, path):
                    self.call_after_refresh(self._go, child)
                    return
                if isinstance(data, Place) and any(
                    (row.method, row.path) == (method, path) for row in data.operations or ()
                ):
                    following = child
            node = following

    def is_open(self, product: str) -> bool:
        """Whether what is in a product is shown."""
        node = self._product(product)
        return node is not None and node.is_expanded

    def go_to_product(self, product: str) -> None:
        """Put the cursor on a product."""
        node = self._product(product)
        if node is not None:
            self.call_after_refresh(self._go, node)

    def open_product(self, product: str) -> None:
        """Open a product's node and put the cursor on it."""
        node = self._product(product)
        if node is not None:
            node.expand()
            self.call_after_refresh(self._go, node)

    def _go(self, node: _Node) -> None:
        self.move_cursor(node)
        self.scroll_to_node(node, animate=False)

    def _product(self, product: str) -> _Node | None:
        for node in self.root.children:
            if isinstance(node.data, Place) and node.data.product == product:
                return node
        return None

    def _fill(self, node: _Node, product: str, operations: list[OperationRow]) -> None:
        sections: dict[str, list[OperationRow]] = {}
        for row in operations:
            sections.setdefault(row.section, []).append(row)
        if set(sections) <= {""}:
            self._fill_level(node, product, operations)
            return
        for section in sorted(sections, key=lambda name: (name == "", name)):
            rows = sections[section]
            if section:
                title = printable(catalog_text(section))
                self._folds.open_again(node.add(Text(title, "italic"), Place(product, tuple(rows))))
            else:
                self._fill_level(node, product, rows)

    def _fill_place(self, node: _Node) -> None:
        data = node.data
        if isinstance(data, Place) and data.operations:
            self._fill_level(node, data.product, data.operations, data.depth)

    def _fill_level(
        self,
        node: _Node,
        product: str,
        operations: Iterable[OperationRow],
        depth: int = 0,
    ) -> None:
        """Put what is directly below a node into it: operations as leaves, paths as nodes."""
        from ovh_explorer.tui.drawing.path_tree import level

        found = level(product, operations, depth)
        for row in found.leaves:
            add_leaf(node, row, plain_line(catalog_text(row.description)))
        for branch in found.branches:
            place = Place(product, branch.rows, branch.depth)
            self._folds.open_again(node.add(Text(printable(branch.label)), place))

    # Drawing

    def render_label(self, node: _Node, base_style: Style, style: Style) -> Text:
        """A label in the colours of the theme as it is now, which may be another one later."""
        leaf = node.data
        room = self._room_for(node)
        if isinstance(leaf, Place):
            return self._cut(super().render_label(node, base_style, style), room)
        if leaf is None:
            label = self._cut(Text(str(node.label), self._dim()), room)
        else:
            from ovh_explorer.tui.drawing.cut_titles import told_apart

            dead = leaf.row.status == "DEPRECATED"
            room -= cell_len(leaf.badge)
            if leaf.path and self._found is not None:
                path = self._found.cut(leaf.path, room + len(leaf.badge))
                words = leaf.words[:METHOD_WIDTH] + path
            else:
                words = told_apart(leaf.words, words_beside(node), room)
            colour = self._dim() if dead else method_colour(self, leaf.row.method)
            # However long the badge is, the method is in sight.
            label = self._cut(Text(words, colour), max(METHOD_WIDTH, room))
            if leaf.badge:
                label.append(leaf.badge, status_colour(self, leaf.row.status))
        label.stylize(style)
        return label

    def _cut(self, label: Text, room: int) -> Text:
        """A label that says where it is cut; scrolled aside, the rest of it is in sight."""
        if not self.scroll_offset.x:
            label.truncate(max(1, room), overflow="ellipsis")
        return label

    def watch_scroll_x(self, old: float, new: float) -> None:
        super().watch_scroll_x(old, new)
        if bool(old) != bool(new):
            self._line_cache.clear()

    def _room_for(self, node: _Node) -> int:
        """The columns that are left for a label."""
        width = self.scrollable_content_region.width
        return width - depth_of(node) * self.guide_depth

    def get_label_width(self, node: _Node) -> int:
        # Asked for every line that is open, in sight or not: Textual's draws each for it.
        width = cell_len(str(node.label))
        return width + cell_len(self.ICON_NODE) if isinstance(node.data, Place) else width

    def _dim(self) -> Style:
        return component_style(self, "catalog--dim")

    # Moving

    def on_tree_node_expanded(self, event: Tree.NodeExpanded[Place | Leaf]) -> None:
        node = event.node
        show_children(self, node)
        if node.children or not isinstance(node.data, Place):
            return
        if node.data.operations is None:
            self.post_message(self.NeedsOperations(node.data.product))
        else:
            self._fill_place(node)

    def on_tree_node_selected(self, event: Tree.NodeSelected[Place | Leaf]) -> None:
        event.stop()
        if isinstance(event.node.data, Leaf):
            self.post_message(self.Chosen(event.node.data.row))

    def jump_places(self) -> list[JumpPlace]:
        """Itself."""
        return [JumpPlace(Offset(0, 0), self.focus)]

    def action_resize_pane(self, by: int) -> None:
        # Textual's tree has a use for these keys; here they are the main screen's.
        raise SkipAction

    def action_unfold(self) -> None:
        """Open the node, or go to its first child."""
        node = self.cursor_node
        if node is None or isinstance(node.data, Leaf):
            return
        if node.is_expanded:
            self.action_cursor_down()
        else:
            node.expand()

    def action_fold(self) -> None:
        """Close the node, or go to what holds it."""
        node = self.cursor_node
        if node is None:
            return
        if node.is_expanded and not isinstance(node.data, Leaf):
            node.collapse()
        elif node.parent is not None and node.parent is not self.root:
            self.move_cursor(node.parent)
