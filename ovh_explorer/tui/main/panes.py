"""The three panes side by side, or as many of them as the width has room for."""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.errors import NoWidget
from textual.geometry import Region
from textual.widget import Widget

from ovh_explorer.translation import N_, _
from ovh_explorer.tui.key_bindings import KEYS
from ovh_explorer.tui.main.pane_sizes import Divider, PaneSizer
from ovh_explorer.tui.main.start_page import StartPage
from ovh_explorer.tui.messages import Pane
from ovh_explorer.tui.products.pane import ProductsPane
from ovh_explorer.tui.widgets.frames import PaneRow, is_framed
from ovh_explorer.tui.widgets.tab_bar import TabBar

if TYPE_CHECKING:
    from ovh_explorer.form import Form
    from ovh_explorer.tui.workbench.workbench import Workbench

__all__ = ["ONE", "TWO", "Panes", "pane_tabs", "shown"]

# Below so many columns one pane is shown, or the products and one other.
ONE, TWO = 90, 120
# Lines that request and response need to stand one over the other.
_MIN_STACKED_LINES = 30
_START_PAGE = N_("F6 shows the start page: recipes, first steps, keys.")
_TABS = [
    ("products", N_("{key} Products")),
    ("request", N_("{key} Request")),
    ("response", N_("{key} Response")),
]


def pane_tabs(*, typing: bool = False) -> list[tuple[str, str]]:
    """The panes and their titles, each with its key: while characters are text, the one that works
    all the same.
    """
    keys = {key.action: key for key in KEYS if key.where == "panes"}
    found = []
    for pane, title in _TABS:
        key = keys[f"show_pane('{pane}')"]
        shown = key.written_in_fields if typing else key.written
        found.append((pane, _(title).format(key=shown)))
    return found


def shown(
    width: int, chosen: str, *, is_empty: bool, alone: bool = False, stacked: bool = False
) -> frozenset[str]:
    """Which of products, start page, request and response `width` columns show when `chosen` is
    looked at.

    Args:
        chosen: ``"products"``, ``"request"`` or ``"response"``.
        is_empty: whether no operation is open; then the start page stands in for request and
            response.
        alone: whether the chosen one is to have the whole width.
        stacked: whether request and response stand one over the other.
    """
    if alone:
        width = 0
    if is_empty:
        return frozenset(
            {"products" if chosen == "products" else "start_page"}
            if width < ONE
            else {"products", "start_page"}
        )
    if width < ONE:
        return frozenset({chosen})
    if width < TWO and not stacked:
        return frozenset({"products", "response" if chosen == "response" else "request"})
    return frozenset({"products", "request", "response"})


class Panes(PaneRow):
    """Shows and hides what it holds. By `display` alone: a class up here would style every widget
    anew.

    Args:
        products: the tree of products, with what is around it.
        make_bench: makes the workbench, once it is needed.
        keep_sizes: keeps a size that was chosen, by its name, for other runs.

    Attributes:
        sizer: moves the lines between them.
        tabs: say which pane is looked at; the screen has them below.
        is_stacked: whether response and request stand one over the other where there is room.
    """

    def __init__(
        self,
        products: ProductsPane,
        make_bench: "Callable[[], Workbench]",
        keep_sizes: Callable[[str, int | None], object],
        *,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self.sizer = PaneSizer(self._dividers, self.place_panes, keep_sizes)
        self._make_bench = make_bench
        self._furnishing = asyncio.Lock()
        self.products = products
        # They have the focus first: marked later, they would be styled a second time.
        self.products.add_class("-focused", update=False)
        self.tabs = TabBar(pane_tabs(), id="pane-tabs")
        self._placed: tuple[object, ...] | None = None
        self.start_page = StartPage(id="start-page")
        self.bench: Workbench | None = None
        self._chosen: Pane = "products"
        self._is_empty = True
        self._alone = False
        self.is_stacked = False
        self._is_first = False

    def compose(self) -> ComposeResult:
        yield self.products
        yield self.start_page

    def on_mount(self) -> None:
        self.place_panes()

    def on_resize(self, event: events.Resize) -> None:
        self.place_panes()

    async def furnish(self) -> "Workbench":
        """The workbench; mounted at the first call."""
        async with self._furnishing:
            if self.bench is None:
                bench = self._make_bench()
                bench.display = False
                await self.mount(bench)
                self.bench = bench
            return self.bench

    @property
    def form(self) -> "Form | None":
        """The form that is open."""
        return self.bench.form if self.bench is not None else None

    @property
    def focused_pane(self) -> Pane:
        """The pane that has the focus."""
        is_in_products = self.screen.focused is self.products.view
        if is_in_products or self.bench is None or self.form is None:
            return "products"
        return self.bench.focused_pane

    def show_pane(self, pane: Pane, *, focus: bool = True) -> None:
        """Make a pane visible where not all of them are, and give it the focus."""
        if pane == "response" and self.form is None:
            self.notify(_("Open an operation first: enter in the tree, or ^f."), severity="warning")
            pane = "request"
        self.look_at(pane, is_empty=self.form is None)
        if focus or self._is_single:
            self._focus(pane)

    def name_keys(self, *, typing: bool) -> None:
        """Have the tabs name the keys that work now; `typing` while characters are text."""
        titles = pane_tabs(typing=typing)
        if self.tabs.tabs != titles:
            self.tabs.tabs = titles
        first, second, third = (title.partition(" ")[0] for _name, title in titles)
        self.products.name_key(first)
        self.start_page.name_key(second)
        if self.bench is not None:
            self.bench.request.name_key(second)
            self.bench.response.name_key(third)

    def look_at(self, pane: Pane, *, is_empty: bool) -> None:
        """Make a pane visible; `is_empty` while no operation is open."""
        self._chosen, self._is_empty = pane, is_empty
        self.place_panes()
        with self.prevent(TabBar.Chosen):
            self.tabs.active = pane

    def _focus(self, pane: Pane) -> None:
        if pane == "products":
            # At once: what is done next may move the focus on.
            self.screen.set_focus(self.products.view)
        elif self.bench is None or self.form is None:
            self.start_page.start()
        else:
            self.bench.focus_pane(pane)

    def mark_focus(self) -> None:
        """Show by the frames which pane has the focus.

        Not by `:focus-within`: for that Textual styles anew all that is in two panes.
        """
        panes: list[Widget] = [self.products, self.start_page]
        if self.bench is not None:
            panes += [self.bench.request, self.bench.response]
        for pane in panes:
            has_focus = pane.has_focus_within
            if pane.has_class("-focused") != has_focus:
                pane.set_class(has_focus, "-focused", update=False)
                self.app.stylesheet.update_nodes([pane])

    @property
    def _is_single(self) -> bool:
        """Whether one pane alone is shown."""
        return self._alone or self.app.size.width < ONE

    def zoom(self) -> None:
        """Give the whole width to the pane that has the focus, or show the others again."""
        self.look_at(self.focused_pane, is_empty=self.form is None)
        self.toggle_alone()

    def toggle_alone(self) -> None:
        """Give the whole width to the pane that is looked at, or show the others again."""
        self._alone = not self._alone
        self.products.set_class(self._alone, "-alone")
        self.place_panes()

    def stack(self, stacked: bool) -> None:
        """Have request and response stand one over the other, or beside each other."""
        self.is_stacked = stacked
        self.place_panes()

    # Sizes

    @property
    def _are_stacked(self) -> bool:
        """Whether request and response stand one over the other now."""
        return self.is_stacked and self.app.size.height >= _MIN_STACKED_LINES

    def welcome(self) -> None:
        """Tell who was never here of the start page, where the products hide it."""
        self._is_first = True
        self.place_panes()

    def place_panes(self) -> None:
        width, stacked = self.app.size.width, self._are_stacked
        is_hidden = self._is_first and self._is_empty and self._is_single
        self.products.guide(_(_START_PAGE) if is_hidden else "")
        now = shown(
            width, self._chosen, is_empty=self._is_empty, alone=self._alone, stacked=stacked
        )
        share = self.sizer.share("stacked" if stacked else "beside")
        columns = None if self._is_single else self.sizer.sizes.products
        # Each style that is set draws a pane and lays the screen out, be it the one that was there.
        placed = (now, stacked, share, columns, self.bench)
        if placed == self._placed:
            return
        self._placed = placed
        self.products.display = "products" in now
        self.start_page.display = "start_page" in now
        if self.bench is not None:
            self.bench.set_class(stacked, "-stacked")
            self.bench.show_panes(now)
            for pane, part in ((self.bench.request, share), (self.bench.response, 100 - share)):
                pane.styles.width = None if stacked else f"{part}fr"
                pane.styles.height = f"{part}fr" if stacked else None
        styles = self.products.styles
        styles.width = styles.min_width = styles.max_width = columns

    def _dividers(self) -> list[Divider]:
        if self._is_single:
            return []
        found = []
        if self.products.display and len(self.displayed_children) > 1:
            region = self.products.region
            # Their titles are not for dragging.
            line = Region(region.right - 1, region.y + 1, 2, region.height - 1)
            found.append(Divider("products", line, self.region))
        bench = self.bench
        if bench is not None and bench.request.display and bench.response.display:
            first, whole = bench.request.region, bench.region
            if self._are_stacked:
                line = Region(first.x, first.bottom - 1, first.width, 2)
                found.append(Divider("stacked", line, whole))
            elif bench.display:
                line = Region(first.right - 1, first.y + 1, 2, first.height - 1)
                found.append(Divider("beside", line, whole))
        return found

    def resize_pane(self, by: int) -> None:
        """Give a step more to the pane with the focus, or less where `by` is negative."""
        pane = self.focused_pane
        names = [divider.name for divider in self._dividers()]
        if pane == "products" or names == ["products"]:
            names = [name for name in names if name == "products"]
        else:
            names = [name for name in names if name != "products"]
        for name in names:
            now = self.products.outer_size.width if name == "products" else self.sizer.share(name)
            is_first = pane == "products" if name == "products" else pane == "request"
            self.sizer.step(name, now, by if is_first else -by)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        self.sizer.press(event.screen_offset)
        self._focus_pressed(event)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if event.button:
            self.sizer.drag(event.screen_offset)
        else:
            # It was let go where nothing of this is.
            self.sizer.release()

    def on_mouse_up(self, event: events.MouseUp) -> None:
        self.sizer.release()

    def on_click(self, event: events.Click) -> None:
        """A click on a pane's frame gives it the focus; two on its title give it all the room."""
        if event.chain == 2:
            self.sizer.reset_at(event.screen_offset)
        for name, pane in self._framed():
            region = pane.region
            inside = Region(region.x + 1, region.y + 1, region.width - 2, region.height - 2)
            at = event.screen_offset
            if region.contains_point(at) and not inside.contains_point(at):
                self.show_pane(name)
                if event.chain == 2 and event.screen_y == region.y:
                    self.zoom()

    def _focus_pressed(self, event: events.MouseDown) -> None:
        """Give the focus to the pane that was pressed, wherever in it: what takes focus itself has
        it by now, and the keys that the rest of a pane speaks of, its tabs too, are for that pane.
        """
        at = event.screen_offset
        try:
            pressed, _ = self.screen.get_widget_at(*at)
        except NoWidget:
            return  # The terminal has become smaller meanwhile.
        around = pressed.ancestors_with_self
        for name, pane in self._shown_panes():
            is_inside = pane in around and (
                pane is not pressed or pane.content_region.contains_point(at)
            )
            if is_inside and not pane.has_focus_within:
                self.show_pane(name)

    def _framed(self) -> "list[tuple[Pane, Widget]]":
        """The panes that have a frame now."""
        return [(name, pane) for name, pane in self._shown_panes() if is_framed(pane)]

    def _shown_panes(self) -> "list[tuple[Pane, Widget]]":
        """The panes that are in sight now."""
        found: list[tuple[Pane, Widget]] = [
            ("products", self.products),
            ("request", self.start_page),
        ]
        if self.bench is not None:
            found += [("request", self.bench.request), ("response", self.bench.response)]
        return [(name, pane) for name, pane in found if pane.is_on_screen]
