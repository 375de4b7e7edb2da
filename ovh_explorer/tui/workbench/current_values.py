"""Shows in the form of a PUT what is there now, where the user asks for it."""

from typing import TYPE_CHECKING

from ovh_explorer.form import error_of
from ovh_explorer.text import printable
from ovh_explorer.translation import N_, _
from ovh_explorer.tui.key_bindings import key_in_fields

if TYPE_CHECKING:
    from textual.widget import Widget

    from ovh_explorer.form import Form
    from ovh_explorer.tui.open_operation import OpenOperation
    from ovh_explorer.tui.request.pane import RequestPane
    from ovh_explorer.tui.workbench.object_change import ObjectChange
    from ovh_explorer.tui.workbench.send import RequestRunner

__all__ = ["CurrentValues"]

_NO_OBJECT = N_("This operation has no current values to show. Open a PUT.")


class CurrentValues:
    """Reads the object that the open form is to change, with the GET of its path.

    Args:
        owner: says what came of it.
        state: has the form that is open.
        request: shows it.
        runner: sends the GET.
        change: knows what reads an object, and has a form say what is there.
    """

    def __init__(
        self,
        owner: "Widget",
        state: "OpenOperation",
        request: "RequestPane",
        runner: "RequestRunner",
        change: "ObjectChange",
    ) -> None:
        self._owner = owner
        self._state = state
        self._request = request
        self._runner = runner
        self._change = change

    def offer(self, form: "Form") -> str:
        """The offer to show what is there now, with the key for it; "" where nothing reads that."""
        if not self._change.reads(form):
            return ""
        return _("{key} shows the current values.").format(key=key_in_fields("fill_form"))

    def load(self) -> None:
        """Read what is there now and show it; where the path doesn't name an object yet, go to what
        is missing in it.
        """
        form = self._state.form
        if form is None or not self._change.reads(form):
            self._owner.notify(_(_NO_OBJECT), timeout=4)
            return
        path = form.placed("path")
        wrong = next((item for item in path if not item.is_given or error_of(item)), None)
        if wrong is None:
            call = self._change.get_of(form)
            self._runner.gather(call, self._load(form))
            return
        self._request.focus_form()
        self._request.view.go_to(wrong)
        words = _("Fill in {name} first: it says which object to read.")
        self._owner.notify(printable(words.format(name=wrong.name)), timeout=4, markup=False)

    async def _load(self, form: "Form") -> None:
        words = await self._change.show_current(form, self._runner.read)
        if words and form is self._state.form:
            self._request.refresh_form()
            self._owner.notify(words, timeout=3, markup=False)
