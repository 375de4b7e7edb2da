"""Where in the pane of the request the value under the cursor is drawn, for an input over it."""

from textual.widget import Widget

from ovh_explorer.tui.request.form_view import FormView

__all__ = ["value_place"]


def value_place(pane: Widget, view: FormView) -> tuple[int, int, int] | None:
    """Where in the pane the value under the view's cursor is: x, y and width; None out of sight."""
    found = view.value_region()
    if found is None:
        return None
    x, y, width = found
    inner = view.content_region.offset - pane.content_region.offset
    return x + inner.x, y + inner.y, width
