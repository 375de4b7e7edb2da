"""The headers of the response."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import TYPE_CHECKING

from ovh_explorer.translation import _
from ovh_explorer.tui.drawing.documents import PlainLines
from ovh_explorer.tui.open_operation import Shown
from ovh_explorer.tui.response.render import header_lines
from ovh_explorer.tui.response.shown_content import ShownContent, no_response, text_content
from ovh_explorer.tui.widgets.line_view import LineView

if TYPE_CHECKING:
    from rich.text import Text

    from ovh_explorer.client.response import PartialResponse
    from ovh_explorer.tui.response.status import ResponseSummary

__all__ = ["HeadersTab"]


class HeadersTab(LineView):
    """Shows status line and headers as they were received, as soon as they are here.

    Args:
        summary: says what came of the request.
        partial: the response of which a part has come, while it is under way.
    """

    DEFAULT_CSS = "HeadersTab { height: 1fr; }"

    def __init__(
        self,
        summary: "ResponseSummary",
        partial: "Callable[[], PartialResponse | None]",
        *,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self._summary = summary
        self._partial = partial
        self._shown = Shown()
        self._lines: list[str] = []

    @property
    def view(self) -> LineView:
        return self

    def draw(self, shown: Shown) -> None:
        self._shown = shown
        self._show(self._current_lines())

    def refresh_from(self, shown: Shown) -> None:
        self._shown = shown
        lines = self._current_lines()
        if lines != self._lines:
            self._show(lines)
        self._dim()

    def _show(self, lines: list[str]) -> None:
        self._lines = lines
        kind = "plain"
        if not lines and self._shown.form is not None:
            lines, kind = (
                [_("The response headers appear here after you send the request.")],
                "comment",
            )
        self.document = PlainLines(lines, kind=kind)
        self._dim()

    def _current_lines(self) -> list[str]:
        found = self._shown.found
        response = self._partial() or (None if found is None else found.response)
        return [] if response is None or self._shown.form is None else header_lines(response)

    def _dim(self) -> None:
        self.is_dimmed = not self._shown.is_current

    def status_text(self) -> "Text":
        return self._summary.text(self._shown)

    def content(self) -> AbstractAsyncContextManager[ShownContent]:
        if not self._lines:
            raise no_response()
        return text_content("\n".join(self._lines), _("headers"))

    def focus_view(self, line: int | None = None) -> None:
        self.screen.set_focus(self)
