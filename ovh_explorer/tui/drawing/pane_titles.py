"""What stands in the frames of the panes."""

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content

from ovh_explorer.operation_names import path_with_branch
from ovh_explorer.text import printable
from ovh_explorer.translation import _
from ovh_explorer.tui.drawing.colour_roles import http_variable, method_variable
from ovh_explorer.tui.drawing.request_names import request_name

if TYPE_CHECKING:
    from ovh_explorer.call import Call
    from ovh_explorer.catalog.schema import Operation
    from ovh_explorer.client.response import Response

__all__ = [
    "middle_cut",
    "products_title",
    "request_title",
    "response_title",
    "with_call",
]

# Of the status of a response: the word beside the number is the server's, which may send any.
_MAX_STATUS_COLUMNS = 34
# Columns of a frame that its title can't have: corners, lines beside them, blanks around the words.
_EDGES = 6


def products_title(branch: str) -> Content:
    """Of the products."""
    return Content(_("1 Products · {branch}").format(branch=printable(branch)))


def request_title(operation: "Operation", width: int) -> tuple[Content, bool]:
    """Of the request in a frame `width` columns wide, and whether its path is whole."""
    path = printable(path_with_branch(operation.branch, operation.path))
    # The key is two columns wide while characters are text.
    room = max(1, width - _EDGES - len(f"F6 {operation.method} "))
    method = (operation.method, method_variable(operation.method))
    title = Content.assemble("2 ", method, " ", middle_cut(path, room))
    return title, cell_len(path) <= room


def response_title(
    response: "Response | None",
    *,
    is_failed: bool = False,
    is_example: bool = False,
    is_short: bool = False,
) -> Content:
    """Of the response, with its status, time and size, or with its status alone; or that the
    request failed, or that it is an example.
    """
    title = Content(_("3 Response"))
    if is_failed:
        return Content.assemble(title, " · ", (_("no response"), "bold $text-error"))
    if response is None:
        return Content.assemble(title, " · ", _("example")) if is_example else title
    from ovh_explorer.workspace.response.format import human_size  # not before the first picture

    status = middle_cut(printable(f"{response.status} {response.reason}"), _MAX_STATUS_COLUMNS)
    time = f"{response.elapsed * 1000:.0f} ms"  # not for people: a unit
    figures = "" if is_short else f" · {time} · {human_size(response.size)}"
    return Content.assemble(
        title, " · ", (status, f"bold {http_variable(response.status)}"), figures
    )


def with_call(title: Content, sent: "Call | Operation", width: int) -> Content | None:
    """The title of the response in a frame `width` columns wide, and behind it the request that it
    is a response to, of one that is too long its last object and its end; None where it has no
    room.
    """
    between = " · "
    # The key is two columns wide while characters are text.
    room = width - _EDGES - len("F") - title.cell_length - len(between)
    words = request_name(sent, room)
    return Content.assemble(title, between, words) if words else None


def middle_cut(text: str, width: int) -> str:
    """A text in at most `width` characters: of a longer one the ends, a path's last parts above
    all.
    """
    if len(text) <= width:
        return text
    if width < 2:
        return "…"[:width]
    before = (width - 1) // 3
    return f"{text[:before]}…{text[before + 1 - width :]}"
