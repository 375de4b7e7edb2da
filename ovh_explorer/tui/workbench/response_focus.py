"""Who has the focus when something was sent: the response, and the form again where that failed."""

from typing import TYPE_CHECKING

from ovh_explorer.tui.terminal.key_presses import Press, presses_of

if TYPE_CHECKING:
    from ovh_explorer.tui.request.pane import RequestPane
    from ovh_explorer.tui.response.pane import ResponsePane
    from ovh_explorer.tui.workbench.opener import ShowPaneNow

__all__ = ["ResponseFocus"]


class ResponseFocus:
    """Gives the focus to the response as soon as its request is sent, so that keys typed before it
    came are for it; and back to the form when no good response came.

    Args:
        request: the pane of the form.
        response: the pane of the response.
        show_pane: makes one of both visible, and gives it the focus.
    """

    def __init__(
        self, request: "RequestPane", response: "ResponsePane", show_pane: "ShowPaneNow"
    ) -> None:
        self._request = request
        self._response = response
        self._show_pane = show_pane
        self._was_in_form = False
        # What was pressed last when it was sent.
        self._press: Press | None = None

    def move(self) -> None:
        """A request is sent: have the response get the keys."""
        self._was_in_form = self._request.has_focus_within
        self._press = presses_of(self._request.app).latest
        self._show_pane("response")

    def give_back(self) -> None:
        """It failed: the form is what to go on with, unless something was pressed meanwhile.

        Where one pane is shown at a time, the response stays: it says why.
        """
        is_untouched = presses_of(self._request.app).latest is self._press
        is_there = self._request.display and self._response.has_focus_within
        if self._was_in_form and is_untouched and is_there:
            self._request.focus_form()
