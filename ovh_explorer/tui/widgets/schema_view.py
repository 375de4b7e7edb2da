"""A tree of lines to read: a schema, or what an operation says of itself."""

from collections.abc import Iterator, Sequence

from rich.segment import Segment
from textual import events
from textual.actions import SkipAction
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from ovh_explorer.catalog.outline import SchemaNode, find_nodes, model_node
from ovh_explorer.translation import _, pgettext
from ovh_explorer.tui.drawing.schema_items import KINDS, Item, schema_item
from ovh_explorer.tui.drawing.styles import component_style
from ovh_explorer.tui.key_bindings import bindings
from ovh_explorer.tui.messages import CopyText, ShowKeys
from ovh_explorer.tui.widgets.cursor_lines import CursorLines

__all__ = ["SchemaView"]

_MAX_MATCHES = 2000
# Characters up to which the toast repeats what was copied.
_MAX_NAME = 60


class SchemaView(ScrollView, CursorLines, can_focus=True):
    """Draws items, a cursor over them; opens and closes them, goes to the model of one and back."""

    BINDINGS = bindings("outline")
    COMPONENT_CLASSES = {f"outline--{kind}" for kind in (*KINDS, "cursor")}
    DEFAULT_CSS = """
    SchemaView {
        overflow-x: hidden;
        & > .outline--heading { color: $text-primary; text-style: bold; }
        & > .outline--name { text-style: bold; }
        & > .outline--type { color: $text-secondary; }
        & > .outline--required { color: $text-error; text-style: bold; }
        & > .outline--mark { color: $text-accent; }
        & > .outline--note { color: $text-muted; }
        & > .outline--warning { color: $text-warning; }
        & > .outline--value { color: $text-success; }
        & > .outline--link { color: $text-primary; text-style: underline; }
        & > .outline--cursor { background: $boost; }
        &:focus > .outline--cursor {
            background: $primary 30%; text-style: $block-cursor-blurred-text-style;
        }
    }
    """

    class Follow(Message):
        """The line that leads to the operation which replaces this one was followed."""

    class CursorMoved(Message):
        """The cursor stands on another line."""

    class Found(Message):
        """Where a search stands: `position` of `count` matches, from 1; both 0 when nothing was
        found.

        `is_cut` where there are more matches than are counted.
        """

        def __init__(self, position: int, count: int) -> None:
            super().__init__()
            self.position = position
            self.count = count
            self.is_cut = count == _MAX_MATCHES

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.cursor: int = 0
        self._roots: list[Item] = []
        self._open: set[Item] = set()
        self._lines: list[Item] = []
        # What was shown before a model was gone to: its roots, open items, cursor and scroll.
        self._before: list[tuple[list[Item], set[Item], int, int]] = []
        self._matches: list[SchemaNode | Item] = []
        self._match = -1

    # What is shown

    def show(self, items: Sequence[Item]) -> None:
        """Show other items, the first level of them open."""
        self._before = []
        self._show(list(items), {item for item in items if item.has_children})

    def show_schema(self, nodes: Sequence[SchemaNode]) -> None:
        """Show the parts of a schema."""
        self.show([schema_item(node) for node in nodes])

    def _show(self, roots: list[Item], opened: set[Item], cursor: int = 0, scroll: int = 0) -> None:
        self._roots, self._open, self.cursor = roots, opened, cursor
        self._matches, self._match = [], -1
        self._lay_out()
        self.scroll_to(0, scroll, animate=False, force=True)
        self.post_message(self.CursorMoved())
        self.post_message(ShowKeys())

    def _lay_out(self) -> None:
        self._lines = list(self._walk(self._roots))
        self.cursor = max(0, min(self.cursor, len(self._lines) - 1))
        self.virtual_size = Size(0, len(self._lines))
        self.refresh()

    def _walk(self, items: Sequence[Item]) -> Iterator[Item]:
        for item in items:
            yield item
            if item in self._open:
                yield from self._walk(item.children)

    @property
    def item(self) -> Item | None:
        """The line under the cursor."""
        return self._lines[self.cursor] if self._lines else None

    @property
    def text(self) -> str:
        """What is shown, as text."""
        return "\n".join(
            f"{'  ' * item.depth}{''.join(text for _, text in item.pieces)}".rstrip()
            for item in self._lines
        )

    @property
    def key_labels(self) -> dict[str, str]:
        """What enter does in the line under the cursor, for the footer."""
        item = self.item
        if item is None or not (self.has_link or item.has_children):
            return {"follow": ""}
        if self.has_link:
            return {}
        word = pgettext("key", "close") if item in self._open else pgettext("key", "open")
        return {"follow": word}

    @property
    def has_link(self) -> bool:
        """Whether the line under the cursor leads to an operation or to a model."""
        item = self.item
        return item is not None and (item.follow or _has_model(item))

    @property
    def is_inside(self) -> bool:
        """Whether a model was gone to, from which one can go back."""
        return bool(self._before)

    # Moving

    @property
    def row_count(self) -> int:
        return len(self._lines)

    def cursor_moved(self) -> None:
        super().cursor_moved()
        self.post_message(self.CursorMoved())
        self.post_message(ShowKeys())

    def action_unfold(self) -> None:
        item = self.item
        if item is not None and item.has_children:
            self._open.add(item)
            self._lay_out()
            self.post_message(ShowKeys())

    def action_fold(self) -> None:
        """Close the line under the cursor, else go to what holds it."""
        item = self.item
        if item is None:
            return
        if item in self._open:
            self._open.discard(item)
            self._lay_out()
            self.post_message(ShowKeys())
        elif item.parent is not None:
            self.move_to(next(i for i, line in enumerate(self._lines) if line is item.parent))

    def action_follow(self) -> None:
        """Go to the operation or the model that the line leads to."""
        item = self.item
        if item is None:
            return
        if item.follow:
            self.post_message(self.Follow())
        elif item.node is not None and _has_model(item):
            self._before.append((self._roots, self._open, self.cursor, self.scroll_offset.y))
            root = schema_item(model_node(item.node))
            self._show([root], {root})
        elif item in self._open:
            self.action_fold()
        elif item.has_children:
            self.action_unfold()
        else:
            self.notify(_("Nothing more is known about this line."), timeout=3)

    def action_back(self) -> None:
        """Go back to where a model was gone to from; from the first of them the key goes back to
        another operation.
        """
        if not self._before:
            raise SkipAction
        self._show(*self._before.pop())

    def action_copy_line(self) -> None:
        if self.item is not None and self.item.copy:
            text = self.item.copy
            self.post_message(CopyText(text, text if len(text) <= _MAX_NAME else _("the line")))

    # Finding

    def find(self, words: str) -> None:
        """Look for `words` in everything there is, what is closed too, and go to the first place
        from here on.
        """
        self._matches, self._match = [], -1
        if words.strip():
            self._matches = self._found(words)
            here = {id(item.node or item) for item in self._lines[: self.cursor]}
            self._match = next(
                (i for i, found in enumerate(self._matches) if id(found) not in here), 0
            )
            self._show_match()
        self.post_message(self.Found(self._match + 1 if self._matches else 0, len(self._matches)))

    def _found(self, words: str) -> list[SchemaNode | Item]:
        nodes = tuple(item.node for item in self._roots if item.node is not None)
        if not nodes:
            needle = words.lower()
            return [
                item
                for item in self._lines
                if any(needle in text.lower() for _, text in item.pieces) and item.copy
            ]
        found: list[SchemaNode | Item] = []
        for node in find_nodes(nodes, words):
            found.append(node)
            if len(found) == _MAX_MATCHES:
                break
        return found

    def action_find_next(self, step: int) -> None:
        if self._matches:
            self._match = (self._match + step) % len(self._matches)
            self._show_match()
            self.post_message(self.Found(self._match + 1, len(self._matches)))

    def _show_match(self) -> None:
        if not self._matches:
            return
        wanted = self._matches[self._match]
        item = wanted if isinstance(wanted, Item) else self._reveal(wanted)
        index = next((i for i, line in enumerate(self._lines) if line is item), None)
        if index is not None:
            self.move_to(index)

    def _reveal(self, node: SchemaNode) -> Item | None:
        """The line of a node, everything above it opened."""
        if node.parent is None:
            return next((item for item in self._roots if item.node is node), None)
        above = self._reveal(node.parent)
        if above is None:
            return None
        self._open.add(above)
        self._lay_out()
        return next((item for item in above.children if item.node is node), None)

    # Mouse and drawing

    def on_click(self, event: events.Click) -> None:
        index = event.y + self.scroll_offset.y
        if index >= len(self._lines):
            return
        again = index == self.cursor
        self.move_to(index)
        item = self._lines[index]
        if event.x <= 2 * item.depth + 1 and item.has_children:
            self.action_fold() if item in self._open else self.action_unfold()
        elif again:
            self.action_follow()

    def render_line(self, y: int) -> Strip:
        index = self.scroll_offset.y + y
        width = self.scrollable_content_region.width
        base = self.visual_style.rich_style
        if index >= len(self._lines):
            return Strip.blank(width, base)
        item = self._lines[index]
        under = base + component_style(self, "outline--cursor") if index == self.cursor else base
        mark = (
            ""
            if item.node is None
            else ("▾ " if item in self._open else "▸ " if item.has_children else "  ")
        )
        pieces = [("note", "  " * item.depth + mark), *item.pieces]
        strip = Strip(
            [
                Segment(text, under + component_style(self, f"outline--{kind}"))
                for kind, text in pieces
            ]
        )
        if strip.cell_length > width:
            strip = Strip(
                [
                    *strip.crop(0, width - 1),
                    Segment("…", under + component_style(self, "outline--note")),
                ]
            )
        return strip.adjust_cell_length(width, under)


def _has_model(item: Item) -> bool:
    """Whether a line names a model that can be gone to; it is not the title of one itself."""
    return item.parent is not None and item.node is not None and bool(item.node.model)
