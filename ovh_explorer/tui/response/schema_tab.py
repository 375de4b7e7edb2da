"""The schema of the response."""

from contextlib import AbstractAsyncContextManager

from rich.text import Text

from ovh_explorer.catalog.outline import response_nodes
from ovh_explorer.text import printable
from ovh_explorer.translation import _
from ovh_explorer.tui.open_operation import Shown
from ovh_explorer.tui.response.shown_content import ShownContent, text_content
from ovh_explorer.tui.widgets.schema_view import SchemaView

__all__ = ["SchemaTab"]


class SchemaTab(SchemaView):
    """Shows what the operation that is open returns, whatever was sent."""

    DEFAULT_CSS = "SchemaTab { height: 1fr; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._shown = Shown()

    @property
    def view(self) -> SchemaView:
        return self

    def draw(self, shown: Shown) -> None:
        self._shown = shown
        form = shown.form
        self.show_schema([] if form is None else response_nodes(form.operation, form.models))

    def refresh_from(self, shown: Shown) -> None:
        """The schema stays, whatever the form says and a response shows."""

    def status_text(self) -> Text:
        form = self._shown.form
        if form is None:
            return Text()
        if self.is_inside:
            words = _("backspace goes back, / finds · What {operation} returns")
        elif self.has_link:
            words = _("enter follows, / finds · What {operation} returns")
        else:
            words = _("/ finds · What {operation} returns")
        return Text(printable(words.format(operation=form.operation.title)), "italic dim")

    def content(self) -> AbstractAsyncContextManager[ShownContent]:
        return text_content(self.text, _("schema"))

    def focus_view(self, line: int | None = None) -> None:
        self.screen.set_focus(self)
