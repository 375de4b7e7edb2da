"""What the frame around the request says."""

from ovh_explorer.catalog.schema import Operation
from ovh_explorer.tui.drawing.form_lines import FormLines
from ovh_explorer.tui.drawing.pane_titles import request_title
from ovh_explorer.tui.widgets.frames import FramedPane, is_framed

__all__ = ["write_request_title"]


def write_request_title(pane: FramedPane, operation: Operation, lines: FormLines) -> bool:
    """Say in the frame what the form is of; where it hasn't room for that, the form does: True
    where that is otherwise than before.
    """
    title, is_whole = request_title(operation, pane.outer_size.width)
    pane.write_title(title)
    is_titled = is_whole and is_framed(pane)
    is_new = lines.titled != is_titled
    lines.titled = is_titled
    return is_new
