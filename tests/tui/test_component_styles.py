"""Styles of component classes are found when something is drawn in them, and are the same."""

from typing import ClassVar

import pytest
from rich.segment import Segment
from textual.app import App
from textual.css.stylesheet import Stylesheet
from textual.strip import Strip
from textual.widget import Widget

from ovh_explorer.tui.terminal.component_styles import SparingStylesheet
from tests.tui.conftest import settled


class Line(Widget, can_focus=True):
    """Draws a word in each of two of its component classes."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"line--plain", "line--cursor", "line--never"}
    DEFAULT_CSS = """
    Line { height: 1; background: $surface; }
    Line > .line--plain { color: $text-muted; }
    Line > .line--cursor { background: $boost; }
    Line:focus > .line--cursor { background: $primary; text-style: bold; }
    Line > .line--never { color: red; }
    """

    def render_line(self, y: int) -> Strip:
        names = ("line--plain", "line--cursor")
        return Strip([Segment(name, self.get_component_rich_style(name)) for name in names])


class LineApp(App[None]):
    def __init__(self, kind: type[Stylesheet]) -> None:
        super().__init__()
        self.stylesheet = kind(variables=self.get_css_variables())

    def compose(self):
        yield Line()
        yield Line()


async def looks(kind: type[Stylesheet]) -> list[list[Strip]]:
    """What the screen looks like as the focus moves and the theme changes."""
    seen = []
    app = LineApp(kind)
    async with app.run_test(size=(30, 4)) as pilot:
        for step in ("", "tab", "tab", "textual-light", "shift+tab"):
            if step.startswith("textual"):
                app.theme = step
            elif step:
                await pilot.press(step)
            await pilot.pause()
            seen.append(app.screen._compositor.render_strips())
    return seen


async def test_all_looks_the_same():
    assert await looks(SparingStylesheet) == await looks(Stylesheet)


async def test_what_is_not_drawn_has_no_style_and_one_that_is_asked_for_has():
    app = LineApp(SparingStylesheet)
    async with app.run_test(size=(30, 4)) as pilot:
        await pilot.pause()
        line = app.query(Line).first()
        assert sorted(line._component_styles) == ["line--cursor", "line--plain"]
        assert line.get_component_styles("line--never").color.rgb == (255, 0, 0)


async def test_a_name_that_no_class_has_is_a_mistake():
    app = LineApp(SparingStylesheet)
    async with app.run_test(size=(30, 4)) as pilot:
        await pilot.pause()
        with pytest.raises(KeyError):
            app.query(Line).first().get_component_styles("line--other")


async def test_the_tree_of_products_puts_a_style_together_once_until_the_theme_changes(app):
    async with app().run_test(size=(100, 30)) as pilot:
        tree = (await settled(pilot)).products.catalog_tree
        dark = tree.get_component_styles("tree--guides")
        assert tree.get_component_styles("tree--guides") is dark
        pilot.app.theme = "textual-light"
        await pilot.pause()
        light = tree.get_component_styles("tree--guides")
        assert light.color != dark.color
        assert light.color == tree._component_styles["tree--guides"].color
        assert tree.get_component_rich_style("tree--guides").color == light.rich_style.color
