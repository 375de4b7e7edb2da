"""The products of a branch with a flat list of paths below each that is open: method, path,
description.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from ovh_explorer.catalog.store import OperationRow, ProductRow
from ovh_explorer.text import plain_line, printable
from ovh_explorer.translation import _, ngettext, number
from ovh_explorer.translation.catalog_text import catalog_text
from ovh_explorer.tui.drawing.colour_roles import (
    colour_classes,
    colour_css,
    method_colour,
    status_colour,
)
from ovh_explorer.tui.drawing.found_paths import FoundPaths
from ovh_explorer.tui.drawing.path_cuts import path_cut
from ovh_explorer.tui.drawing.styles import component_style
from ovh_explorer.tui.key_bindings import bindings
from ovh_explorer.tui.messages import ShowKeys
from ovh_explorer.tui.products.nodes import SHORT_METHODS
from ovh_explorer.tui.products.tree import ProductTree
from ovh_explorer.tui.widgets.cursor_lines import CursorLines

__all__ = ["OperationList"]

# Columns of a path beside which its description has room, and those that this has at least.
_MAX_PATH, _MIN_DESCRIPTION = 60, 16
# A mark or an indent, and a method.
_MARK, _METHOD = 2, 5


@dataclass(frozen=True, slots=True)
class _Product:
    """A product's line: whether it is open, and what is said below it in place of operations."""

    path: str
    rows: Sequence[OperationRow] | None = None
    is_open: bool = False
    words: str = ""


# A line: a product, an operation and the product it is in, or words.
_Line = _Product | tuple[str, OperationRow] | str


class OperationList(ScrollView, CursorLines, can_focus=True):
    """Does what the tree of products does, and tells it by the tree's messages.

    Only the lines in sight are drawn: a thousand operations are there as fast as ten.
    """

    # Up, down, open and close as in the tree, the others as in any list.
    BINDINGS = [
        *bindings("tree", only={"h", "j", "k", "l", "left", "right", "up", "down"}),
        *bindings("outline", only={"g", "home", "G", "shift+g", "end", "pageup", "pagedown"}),
    ]
    COMPONENT_CLASSES = colour_classes("method", "status") | {
        "catalog--dim",
        "catalog--cursor",
        "catalog--product",
    }
    DEFAULT_CSS = f"""
    OperationList {{
        overflow-x: hidden; scrollbar-size-vertical: 1;
        & > .catalog--dim {{ color: $text-disabled; }}
        & > .catalog--product {{ text-style: bold; }}
        & > .catalog--cursor {{ background: $boost; }}
        &:focus > .catalog--cursor {{
            background: $primary 30%; text-style: $block-cursor-blurred-text-style;
        }}
    }}
    {colour_css("OperationList", "method", "status")}
    """

    class Moved(Message):
        """The cursor stands on another line."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.cursor: int = 0
        self._products: dict[str, _Product] = {}
        self._lines: list[_Line] = []
        # The branch and products that are shown; None while it is what a filter found.
        self._shown: tuple[str, tuple[str, ...]] | None = None
        # The branch and what was shown of its products before a filter showed what it found.
        self._before: tuple[str, dict[str, _Product]] = ("", {})
        self._found = FoundPaths()

    # Filling

    def show_products(self, branch: str, products: Sequence[ProductRow]) -> None:
        """Show these products; those that are open already stay so."""
        shown = (branch, tuple(product.path for product in products))
        if shown == self._shown:
            return
        is_found = self._shown is None
        before_branch, before = self._before
        if self._shown is not None:
            before_branch, before = self._shown[0], self._products
        is_same_branch = before_branch == branch
        self._shown = shown
        self._products = {
            path: before[path] if is_same_branch and path in before else _Product(path)
            for path in shown[1]
        }
        self._lay_out(keep=is_same_branch or is_found)
        for product in self._products.values():
            if is_found and product.is_open and product.rows is None:
                # Its operations came while the filter had the place, or were not fetched.
                self.post_message(ProductTree.NeedsOperations(product.path))

    def fill_product(self, product: str, operations: Sequence[OperationRow]) -> None:
        """Put a product's operations below it."""
        self._change(product, rows=operations, words="" if operations else _("no operations"))

    def show_found(self, rows: Iterable[tuple[str, OperationRow]]) -> None:
        """Replace everything by the operations found, each under its product, all open."""
        if self._shown is not None:
            self._before = self._shown[0], self._products
        self._shown = None
        found: dict[str, list[OperationRow]] = {}
        for product, row in rows:
            found.setdefault(product, []).append(row)
        self._products = {
            path: _Product(path, operations, is_open=True) for path, operations in found.items()
        }
        self._found = FoundPaths(
            (_path_in(product, row), _METHOD + len(_badge_of(row)))
            for product, operations in found.items()
            for row in operations
        )
        self._lay_out(keep=False)
        self.move_found(1)

    def move_found(self, step: int) -> None:
        """Put the cursor on the next operation (1), or the one before (-1), past the products."""
        at = self.cursor + step
        while 0 <= at < len(self._lines):
            if isinstance(self._lines[at], tuple):
                self.move_to(at)
                return
            at += step

    def say(self, product: str, words: str) -> None:
        """Put a line of words under a product: it is being fetched, or why it can't be."""
        self._change(product, words=words)

    def is_filled(self, product: str) -> bool:
        """Whether a product's operations are there."""
        found = self._products.get(product)
        return found is not None and found.rows is not None

    def is_waiting(self, product: str) -> bool:
        """Whether a product is open without its operations."""
        found = self._products.get(product)
        return found is not None and found.is_open and found.rows is None

    @property
    def is_untouched(self) -> bool:
        """Whether nothing is open and the cursor is where it began."""
        return not self.cursor and not any(one.is_open for one in self._products.values())

    @property
    def product(self) -> str:
        """The product that the cursor is on or in; "" for none."""
        for line in reversed(self._lines[: self.cursor + 1]):
            if isinstance(line, _Product):
                return line.path
        return ""

    @property
    def row(self) -> OperationRow | None:
        """The operation under the cursor; None for another line."""
        line = self._lines[self.cursor] if self.cursor < len(self._lines) else ""
        return line[1] if isinstance(line, tuple) else None

    @property
    def has_open(self) -> bool:
        """Whether what is in any product is shown."""
        return any(product.is_open for product in self._products.values())

    def is_open(self, product: str) -> bool:
        """Whether a product's operations are shown."""
        found = self._products.get(product)
        return found is not None and found.is_open

    def go_to_product(self, product: str) -> None:
        """Put the cursor on a product."""
        self.move_to(self._line_of(product))

    def open_product(self, product: str) -> None:
        """Open a product and put the cursor on it."""
        self._set_open(product, True)
        self.move_to(self._line_of(product))

    def reveal(self, product: str, method: str, path: str) -> None:
        """Open a product and put the cursor on an operation of it; nothing when it isn't there."""
        self._set_open(product, True)
        for index, line in enumerate(self._lines):
            if isinstance(line, tuple) and (line[1].method, line[1].path) == (method, path):
                self.move_to(index)
                # What stands above is seen too.
                self.scroll_to(y=max(0, index - self.page_height // 2), animate=False, force=True)
                return

    def _change(
        self, product: str, *, rows: Sequence[OperationRow] | None = None, words: str
    ) -> None:
        found = self._products.get(product)
        if found is not None:
            self._products[product] = _Product(product, rows, found.is_open, words)
            self._lay_out()

    def _set_open(self, product: str, is_open: bool) -> None:
        found = self._products.get(product)
        if found is None or found.is_open == is_open:
            return
        self._products[product] = _Product(product, found.rows, is_open, found.words)
        self._lay_out()
        self.post_message(ShowKeys())
        if is_open and found.rows is None:
            self.post_message(ProductTree.NeedsOperations(product))

    def _lay_out(self, *, keep: bool = True) -> None:
        """Make the lines anew; with `keep` the cursor stays on its product, or its operation."""
        product, row = self.product, self.row
        lines: list[_Line] = []
        for found in self._products.values():
            lines.append(found)
            if found.is_open:
                lines += [(found.path, row) for row in found.rows or ()]
                lines += [found.words] if found.words else []
        self._lines = lines
        self.virtual_size = Size(0, len(lines))
        self.cursor = 0
        if keep and product:
            at = self._line_of(product)
            below = enumerate(lines[at + 1 :], at + 1) if row is not None else ()
            self.cursor = next((index for index, line in below if line == (product, row)), at)
        else:
            self.scroll_to(0, 0, animate=False, force=True)
        self.refresh()
        self.post_message(self.Moved())

    def _line_of(self, product: str) -> int:
        lines = enumerate(self._lines)
        return next(
            (at for at, line in lines if isinstance(line, _Product) and line.path == product), 0
        )

    # Moving

    @property
    def row_count(self) -> int:
        return len(self._lines)

    def cursor_moved(self) -> None:
        super().cursor_moved()
        self.post_message(self.Moved())

    def action_cursor_down(self) -> None:
        self.move(1)

    def action_cursor_up(self) -> None:
        self.move(-1)

    def key_enter(self) -> None:
        """Open an operation; open or close a product."""
        row = self.row
        if row is not None:
            self.post_message(ProductTree.Chosen(row))
        elif product := self.product:
            self._set_open(product, not self._products[product].is_open)

    def action_unfold(self) -> None:
        """Open the product, or go to its first operation."""
        product = self.product
        if not product or self.row is not None:
            return
        if self._products[product].is_open:
            self.move(1)
        else:
            self._set_open(product, True)

    def action_fold(self) -> None:
        """Close the product, or go to the one that holds the operation."""
        product, at = self.product, self._line_of(self.product)
        if self.cursor == at:
            self._set_open(product, False)
        else:
            self.move_to(at)

    def on_click(self, event: events.Click) -> None:
        index = self.scroll_offset.y + event.y
        if index < len(self._lines):
            self.move_to(index)
            self.key_enter()

    # Drawing

    def render_line(self, y: int) -> Strip:
        index = self.scroll_offset.y + y
        width = self.scrollable_content_region.width
        base = self.visual_style.rich_style
        if index >= len(self._lines):
            return Strip.blank(width, base)
        if index == self.cursor:
            base += component_style(self, "catalog--cursor")
        line = self._lines[index]
        if isinstance(line, _Product):
            segments = self._product_segments(line, base)
        elif isinstance(line, str):
            segments = [Segment(f"  {printable(line)}", base + self._dim)]
        else:
            segments = self._row_segments(*line, base, width)
        return Strip(segments).adjust_cell_length(width, base)

    @property
    def _dim(self) -> Style:
        return component_style(self, "catalog--dim")

    def _product_segments(self, line: _Product, base: Style) -> list[Segment]:
        name = f"{'▼' if line.is_open else '▶'} {printable(line.path.lstrip('/'))}"
        bold = component_style(self, "catalog--product")
        segments = [Segment(name, base + bold if line.is_open else base)]
        if line.is_open and line.rows:
            count = len(line.rows)
            words = ngettext("{count} operation", "{count} operations", count)
            words = words.format(count=number(count))
            segments.append(Segment(f"  {words}", base + self._dim))
        return segments

    def _row_segments(
        self, product: str, row: OperationRow, base: Style, width: int
    ) -> list[Segment]:
        """Method and path; behind them the description, where there is room for some of it."""
        is_dead = row.status == "DEPRECATED"
        method = SHORT_METHODS.get(row.method, row.method)
        path, badge = _path_in(product, row), _badge_of(row)
        room = max(1, width - _MARK - _METHOD)
        shows_words = room >= _MAX_PATH + _MIN_DESCRIPTION
        columns = _MAX_PATH if shows_words else room
        if self._shown is None:
            path = self._found.cut(path, _METHOD + columns)
        else:
            path = path_cut(path, max(1, columns - len(badge)))
        style = self._dim if is_dead else Style()
        segments = [
            Segment(f"{' ' * _MARK}{method:<{_METHOD}}", base + method_colour(self, row.method)),
            Segment(path, base + style),
            Segment(badge, base + status_colour(self, row.status) if badge else base),
        ]
        if shows_words and row.description:
            gap = max(0, _MAX_PATH - cell_len(path) - len(badge)) + 1
            words = " ".join(printable(plain_line(catalog_text(row.description))).split())
            left = room - _MAX_PATH - 1
            words = words if len(words) <= left else f"{words[: left - 1]}…"
            segments.append(Segment(" " * gap + words, base + self._dim))
        return segments


def _path_in(product: str, row: OperationRow) -> str:
    return printable(row.path.removeprefix(product) or "/")


def _badge_of(row: OperationRow) -> str:
    """What is said of an operation that isn't in production; "" for one that is."""
    return f" {printable(row.status)}" if row.status not in ("PRODUCTION", "") else ""
