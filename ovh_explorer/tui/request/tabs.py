"""The tabs of the request, with a mark on those that something is wrong in."""

from ovh_explorer.tui.drawing.form_mistakes import MARK, MarkedMistakes
from ovh_explorer.tui.widgets.find_bar import LETTERS
from ovh_explorer.tui.widgets.tab_bar import TabBar

__all__ = ["RequestTabs"]

_TABS = [("form", "Form"), ("json", "JSON"), ("schema", "Schema"), ("about", "About")]
# What is shown in each, where words are found, and the keys from match to match: letters are text
# in the form.
_FOUND_BY = {
    "form": ("the form", "F3 next"),
    "json": ("the request", "F3 next"),
    "schema": ("the schema", LETTERS),
    "about": ("what the operation says", LETTERS),
}


class RequestTabs(TabBar):
    """Form, JSON, schema, and what the operation says."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(_TABS, id=id)

    @property
    def found_by(self) -> tuple[str, str]:
        """What the active tab shows, in words, and the keys that go on from match to match."""
        return _FOUND_BY[self.active]

    def mark(self, wrong: MarkedMistakes) -> None:
        """Mark the tabs that show something wrong, with how much that is."""
        counts = {"form": len(wrong.all), "json": len(wrong.in_body())}
        self.mark_wrong({tab: f"{MARK}{count}" for tab, count in counts.items() if count})
