"""The tabs of the request, with a mark on those that something is wrong in."""

from ovh_explorer.translation import N_, _
from ovh_explorer.tui.drawing.form_mistakes import MARK, MarkedMistakes
from ovh_explorer.tui.widgets.find_bar import LETTERS
from ovh_explorer.tui.widgets.tab_bar import TabBar

__all__ = ["RequestTabs"]

_TABS = [
    ("form", N_("Form")),
    ("json", "JSON"),
    ("schema", N_("Schema")),
    ("about", N_("About")),
]
# What is shown in each, where words are found, and the keys from match to match: letters are text
# in the form.
_NEXT = N_("F3 next")
_FOUND_BY = {
    "form": (N_("the form"), _NEXT),
    "json": (N_("the request"), _NEXT),
    "schema": (N_("the schema"), LETTERS),
    "about": (N_("what the operation says"), LETTERS),
}


class RequestTabs(TabBar):
    """Form, JSON, schema, and what the operation says."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__([(tab, _(title)) for tab, title in _TABS], id=id)

    @property
    def found_by(self) -> tuple[str, str]:
        """What the active tab shows, in words, and the keys that go on from match to match."""
        what, keys = _FOUND_BY[self.active]
        return _(what), _(keys)

    def mark(self, wrong: MarkedMistakes) -> None:
        """Mark the tabs that show something wrong, with how much that is."""
        counts = {"form": len(wrong.all), "json": len(wrong.in_body())}
        self.mark_wrong({tab: f"{MARK}{count}" for tab, count in counts.items() if count})
