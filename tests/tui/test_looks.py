"""A test that looks again sees what changed, and has nothing put together where nothing did."""

from rich.segment import Segment
from textual.app import App
from textual.containers import VerticalScroll
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from tests.tui import looks
from tests.tui.conftest import text


class Words(Widget):
    """Draws a text of one line."""

    DEFAULT_CSS = "Words { height: 5; }"
    words = "first"

    def render_line(self, y: int) -> Strip:
        return Strip([Segment(f"{self.words} {y}")])


class WordsApp(App[None]):
    def compose(self):
        with VerticalScroll():
            yield Words()


async def test_what_changes_is_seen_at_the_next_look(monkeypatch):
    drawn = []
    put_together = looks._put_together

    def noted(compositor, size: Size | None = None):
        drawn.append(size)
        return put_together(compositor, size)

    monkeypatch.setattr(looks, "_put_together", noted)
    async with WordsApp().run_test(size=(20, 3)) as pilot:
        words = pilot.app.query_one(Words)
        await pilot.pause()
        assert "first 0" in text(pilot)
        assert "first 2" in text(pilot)
        assert len(drawn) == 1
        words.words = "second"
        # Before anything waits, too.
        words.refresh()
        assert "second 0" in text(pilot)
        pilot.app.query_one(VerticalScroll).scroll_to(y=2, animate=False, immediate=True)
        await pilot.pause()
        assert "second 4" in text(pilot)
        words.display = False
        await pilot.pause()
        assert "second" not in text(pilot)
