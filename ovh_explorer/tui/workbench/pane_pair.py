"""The request beside its response: which of them are shown, and what goes to the one with the
focus.
"""

from textual.app import ComposeResult

from ovh_explorer.tui.messages import Pane
from ovh_explorer.tui.request.pane import RequestPane
from ovh_explorer.tui.response.pane import ResponsePane
from ovh_explorer.tui.widgets.frames import PaneRow

__all__ = ["PanePair"]


class PanePair(PaneRow):
    """Two panes side by side. Who extends it makes them.

    Attributes:
        request: the operation's form.
        response: the response, its code and its schema.
    """

    request: RequestPane
    response: ResponsePane

    def compose(self) -> ComposeResult:
        yield self.request
        yield self.response

    def show_panes(self, panes: "frozenset[str]") -> None:
        """Show these of ``request`` and ``response``, and hide the others."""
        self.display = not panes.isdisjoint({"request", "response"})
        self.request.display = "request" in panes
        self.response.display = "response" in panes
        # Where the request isn't in sight, no other title says which one it is.
        self.response.name_call("request" not in panes)

    @property
    def focused_pane(self) -> Pane:
        """The pane that has the focus: the response's, where neither has."""
        return "request" if self.request.has_focus_within else "response"

    @property
    def takes_text(self) -> bool:
        """Whether characters are typed into the form."""
        return self.request.has_focus_within and self.request.takes_text

    @property
    def _panes(self) -> tuple[RequestPane | ResponsePane, ...]:
        """Both, the one with the focus first."""
        if self.request.has_focus_within:
            return self.request, self.response
        return self.response, self.request

    def focus_pane(self, pane: Pane) -> None:
        """Give the focus to request or response; a field that is edited keeps it."""
        if pane == "response":
            self.screen.set_focus(self.response.view)
        elif not self.request.is_editing:
            self.request.focus_form()

    def open_find(self) -> bool:
        """Type words to find in the pane that has the focus; False where nothing can be found."""
        pane = self._panes[0]
        if not pane.has_focus_within:
            return False
        pane.open_find()
        return True

    def leave_innermost(self) -> bool:
        """End the choices, the field or a search; False where none of them is open."""
        return self.request.leave_field() or any(pane.close_find() for pane in self._panes)

    def step_tab(self, by: int) -> None:
        """The next tab of the pane that has the focus."""
        self._panes[0].step_tab(by)
