"""What is done until the first picture, and what a focus that moves draws and styles."""

import gc
import subprocess
import sys
from typing import Any

import pytest
from textual._compositor import Compositor
from textual.css.stylesheet import Stylesheet
from textual.geometry import Region
from textual.screen import Screen as TextualScreen
from textual.widget import Widget
from textual.widgets import Tree

from ovh_explorer.tui.app import ExplorerApp
from ovh_explorer.tui.main.footer import FooterBar
from ovh_explorer.tui.terminal.idle_gc import begin_to_collect
from ovh_explorer.tui.widgets.frames import FramedPane
from ovh_explorer.workspace.settings import gather
from ovh_explorer.workspace.storage.preference_names import THEME
from tests.tui.conftest import Demo, Stocked, settled, until
from tests.tui.screen import Screen


@pytest.fixture
def parsed_again(monkeypatch) -> list[Stylesheet]:
    """The sheets that are parsed a second time."""
    sheets: list[Stylesheet] = []
    reparse = Stylesheet.reparse
    monkeypatch.setattr(
        Stylesheet, "reparse", lambda sheet: (sheets.append(sheet), reparse(sheet))[1]
    )
    return sheets


@pytest.mark.parametrize("theme", ["", "ovh-light", "nord"])
async def test_the_theme_is_there_before_anything_is_styled(parsed_again, theme):
    workspace = Demo()
    workspace.preferences.set(THEME, theme)
    app = ExplorerApp(workspace, clock=lambda: 0.0)
    async with app.run_test(size=(160, 48)) as pilot:
        await settled(pilot)
        assert parsed_again == []
        begun = {name for name in app.classes if name.startswith("-")}
        ground = app.screen.styles.background
        # As if it had been chosen in the palette.
        app.theme = "dracula"
        await pilot.pause()
        assert app.screen.styles.background != ground
        app.theme = theme or "ovh-dark"
        await pilot.pause()
        assert app.screen.styles.background == ground
        assert {name for name in app.classes if name.startswith("-")} == begun


async def test_the_first_picture_has_the_products(monkeypatch, tmp_path):
    pictures: list[str] = []
    refresh = TextualScreen._compositor_refresh

    def draw(screen):
        refresh(screen)
        strips = screen._compositor.render_strips()
        pictures.append("\n".join(strip.text for strip in strips))

    workspace = Stocked(gather("http://127.0.0.1:9", environ={}), cache=tmp_path)
    app = ExplorerApp(workspace, clock=lambda: 0.0)
    monkeypatch.setattr(TextualScreen, "_compositor_refresh", draw)
    async with app.run_test(size=(160, 48)) as pilot:
        await Screen(pilot).sees("domain")
    shown = [picture for picture in pictures if picture.strip()]
    assert "domain" in shown[0]
    assert not any("opening the catalog" in picture for picture in pictures)


@pytest.mark.parametrize(
    ("size", "classes"), [((160, 48), {"-three", "-tall"}), ((80, 24), {"-one", "-short"})]
)
async def test_the_first_picture_is_styled_once_for_the_size_of_the_terminal(
    monkeypatch, size, classes
):
    drawn: list[set[str]] = []
    styled: list[str] = []
    refresh = TextualScreen._compositor_refresh
    update = Stylesheet.update_nodes

    def draw(screen):
        drawn.append({name for name in screen.classes if name.startswith("-")})
        refresh(screen)

    def style(sheet, nodes, animate=False):
        nodes = list(nodes)
        styled.extend(type(node).__name__ for node in nodes)
        update(sheet, nodes, animate)

    monkeypatch.setattr(TextualScreen, "_compositor_refresh", draw)
    monkeypatch.setattr(Stylesheet, "update_nodes", style)
    app = ExplorerApp(Demo(), clock=lambda: 0.0)
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        assert classes <= drawn[0]
        assert "MainScreen" not in styled
        # As it is where the terminal becomes another one.
        await pilot.resize_terminal(*((80, 24) if size == (160, 48) else (160, 48)))
        await until(pilot, lambda: "MainScreen" in styled, "the styles of another size")
        assert not classes & set(app.screen.classes)


async def test_until_the_first_key_all_is_drawn_once(monkeypatch, tmp_path):
    drawn: list[str] = []
    whole, part = Compositor.render_full_update, Compositor.render_partial_update

    def draw_whole(compositor, simplify=False):
        drawn.append("\n".join(strip.text for strip in compositor.render_strips()))
        return whole(compositor, simplify)

    def draw_part(compositor):
        found = part(compositor)
        if found is not None:
            drawn.append("a part")
        return found

    monkeypatch.setattr(Compositor, "render_full_update", draw_whole)
    monkeypatch.setattr(Compositor, "render_partial_update", draw_part)
    # What can wait begins after the first keys.
    monkeypatch.setattr("ovh_explorer.tui.main.start._KEYS_FIRST_SECONDS", 60.0)
    workspace = Stocked(gather("http://127.0.0.1:9", environ={}), cache=tmp_path)
    app = ExplorerApp(workspace, clock=lambda: 0.0)
    # So low that the products need a scrollbar.
    async with app.run_test(size=(120, 16)) as pilot:
        screen = Screen(pilot)
        await screen.sees("domain")
        tree = screen.main.products.catalog_tree
        assert tree.show_vertical_scrollbar
        assert tree.cursor_line == 0
        assert "^f" in screen.main.query_one(FooterBar).render_line(0).text
        assert len(drawn) == 1, drawn
        await pilot.press("down")
        await until(pilot, lambda: tree.cursor_line == 1, "the cursor on the second product")
        await until(pilot, lambda: len(drawn) > 1, "a picture of that")
        assert drawn[1:] == ["a part"]


async def test_lines_that_are_drawn_together_are_as_textual_draws_each(app):
    async with app("GET /domain/zone").run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        tree = screen.main.products.catalog_tree
        await screen.press("down", "enter")
        for y in range(tree.size.height):
            assert [*tree.render_line(y)] == [*Tree.render_line(tree, y)], y
        for size in ((160, 48), (80, 24)):
            await pilot.resize_terminal(*size)
            await screen.drawn()
            for pane in screen.main.query(FramedPane):
                width, height = pane.outer_size
                for crop in (
                    Region(0, 0, width, height),
                    Region(2, 1, width - 4, height - 3),
                    Region(0, height - 3, width, 3),
                    Region(0, 0, width, 1),
                ):
                    if width and height:
                        assert pane.render_lines(crop) == Widget.render_lines(pane, crop)


async def test_a_focus_that_moves_leaves_other_panes_as_they_are_drawn(app, monkeypatch):
    async with app("GET /domain/zone").run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        header = screen.main.header
        drawn: list[int] = []
        render_line = header.render_line
        monkeypatch.setattr(header, "render_line", lambda y: drawn.append(y) or render_line(y))
        for pane, frame in (("products", "#products"), ("response", "#response")):
            await screen.show(pane)
            marked = [item.id for item in screen.main.query(".-focused")]
            assert marked == [frame[1:]]
        assert drawn == []
        header.refresh()
        await screen.drawn()
        assert drawn, "it is drawn by the method that is looked at"


async def test_what_panes_cover_draws_no_line_and_the_tree_finds_its_style_once(app, monkeypatch):
    async with app("GET /domain/zone").run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        main = screen.main
        for row in (main.panes, main.bench):
            assert row.size.height > 20
            assert row.render_lines(row.size.region) == []
        found: list[str] = []
        style: Any = Tree.rich_style
        monkeypatch.setattr(
            Tree, "rich_style", property(lambda tree: found.append("once") or style.fget(tree))
        )
        main.products.catalog_tree.render_lines(main.products.catalog_tree.size.region)
        assert found == ["once"]


def test_garbage_is_looked_for_again_once_the_start_is_drawn():
    gc.disable()
    try:
        before = gc.get_freeze_count()
        begin_to_collect()
        assert gc.isenabled()
        assert gc.get_freeze_count() > before
        frozen = gc.get_freeze_count()
        begin_to_collect()
        # Some of them may be gone.
        assert gc.get_freeze_count() <= frozen, "what is made later is looked through"
    finally:
        gc.enable()


def test_what_the_first_picture_does_not_show_is_imported_later():
    later = [
        "configparser",
        "json",
        "rich._emoji_codes",
        "ovh_explorer.call",
        "ovh_explorer.catalog.recorded_changes",
        "ovh_explorer.cli.terminal",
        "ovh_explorer.config.findings",
        "ovh_explorer.temporary",
        "ovh_explorer.tui.dialogs.dialog",
        "ovh_explorer.tui.dialogs.jump",
        "ovh_explorer.tui.dialogs.too_small",
        "ovh_explorer.tui.drawing.found_paths",
        "ovh_explorer.tui.drawing.path_tree",
        "ovh_explorer.tui.main.start_page_words",
        "ovh_explorer.tui.main.toast_place",
        "ovh_explorer.tui.products.operation_list",
        "ovh_explorer.tui.terminal.input",
        "ovh_explorer.tui.widgets.key_words",
        "ovh_explorer.tui.widgets.line_view",
        "ovh_explorer.workspace.account.keys",
        "ovh_explorer.workspace.account.own_token",
        "ovh_explorer.workspace.calls.error_doctor",
        "ovh_explorer.workspace.navigation.target",
        "ovh_explorer.workspace.response.format",
        "ovh_explorer.workspace.storage.drafts",
        "ovh_explorer.workspace.storage.history",
        "ovh_explorer.workspace.sync.service",
    ]
    # Textual of an older release brings some of them itself.
    code = (
        "import sys, textual.app\ntheirs = set(sys.modules)\n"
        "import ovh_explorer.cli.explore, ovh_explorer.tui.app\n"
        f"print(*(set({later!r}) & sys.modules.keys() - theirs))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
