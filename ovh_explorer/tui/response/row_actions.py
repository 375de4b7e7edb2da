"""Several rows of a table at once: what can be done with each of them."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ovh_explorer.call import CallError
from ovh_explorer.catalog.links import item_of
from ovh_explorer.form.draft import draft_of, restore
from ovh_explorer.text import plain_line, printable
from ovh_explorer.translation import N_, _, ngettext, number
from ovh_explorer.translation.catalog_text import catalog_text
from ovh_explorer.tui.dialogs.menu import Entry, MenuScreen
from ovh_explorer.tui.drawing.response_status import part_words
from ovh_explorer.tui.key_bindings import KEYS
from ovh_explorer.tui.messages import OpenOperation
from ovh_explorer.tui.response.outlet import SeveralWish
from ovh_explorer.tui.response.row_offer import are_of_several_accounts
from ovh_explorer.workspace.calls.row_calls import MAX_ROWS, RowAction, row_actions, row_calls
from ovh_explorer.workspace.navigation.target import OperationTarget

if TYPE_CHECKING:
    from textual.app import App
    from textual.message import Message

    from ovh_explorer.call import Call
    from ovh_explorer.catalog.links import Detail
    from ovh_explorer.form import Form
    from ovh_explorer.tui.drawing.rendered_response import RenderedResponse
    from ovh_explorer.tui.drawing.table_lines import TableLines
    from ovh_explorer.tui.response.outlet import RequestSender, ResponseOutlet
    from ovh_explorer.workspace.workspace import Workspace

__all__ = ["RowActions"]

_NOT_ITEMS = N_("Nothing can be done with several of these: no operation shows one of them.")
_SEVERAL_ACCOUNTS = N_(
    "These rows are of several accounts. Send the request with one profile to act on its rows."
)
_FILL_FIRST = N_("Fill in the body here, once. Then go back ({key}), and press a again.")


class RowActions:
    """Offers what can be done with the rows that are marked, and has it sent.

    Args:
        app: shows dialogs and toasts.
        workspace: knows the catalog, and has the forms.
        outlet: shows what is marked still.
        sender: gives what sends.
        post: for what other parts of the screen do.
    """

    def __init__(
        self,
        app: "App[Any]",
        workspace: "Workspace",
        outlet: "ResponseOutlet",
        sender: "Callable[[], RequestSender]",
        post: "Callable[[Message], object]",
    ) -> None:
        self._app = app
        self._workspace = workspace
        self._outlet = outlet
        self._sender = sender
        self._post = post
        # What was opened to be filled in, the list whose items it is for, and which opening of
        # its form that was.
        self._filled_for: tuple[OperationTarget, Call, int] | None = None

    async def ask(self, form: "Form", found: "RenderedResponse") -> None:
        """Offer what can be done with each of the marked rows; what is chosen is asked about."""
        lines = found.table
        if lines is None:
            return
        if problem := self._problem(lines):
            self._say(problem)
            return
        detail = item_of(self._workspace.store, form.operation)
        values = [] if detail is None else await self._values(found, lines, detail)
        if detail is None or not values:
            self._say(_(_NOT_ITEMS))
            return
        actions = row_actions(
            self._workspace.store, detail, found.call, values[0], self._workspace.forms.new
        )
        if not actions:
            self._say(_("The API has nothing that can be done with several of these at once."))
            return
        action = await self._choose(found, lines, actions)
        if action is not None:
            self._do(action, detail, found, values)

    def _say(self, words: str) -> None:
        self._app.notify(printable(words), severity="warning", timeout=6, markup=False)

    def _problem(self, lines: "TableLines") -> str:
        """Why nothing can be done with the marked rows; "" where it can."""
        if len(lines.marks) > MAX_ROWS:
            words = _("{count} rows are marked. At most {most} can be sent at once.")
            return words.format(count=number(len(lines.marks)), most=number(MAX_ROWS))
        if are_of_several_accounts(lines):
            return _(_SEVERAL_ACCOUNTS)
        return ""

    async def _values(
        self, found: "RenderedResponse", lines: "TableLines", detail: "Detail"
    ) -> list[str]:
        """What names each marked item in a path; nothing where they are not what the call lists."""
        key = detail.key or detail.parameter
        wanted = [lines.table.value(item, key) for item in sorted(lines.marks)]
        # Not what a filter made of other values, nor the items of a list inside.
        response, reader = found.response, self._workspace.reader
        content = response.content if response.stored is None else response.stored.path
        text = await reader.format(content, response.content_type)
        known = set(await reader.values(text, key))
        return wanted if wanted and all(value in known for value in wanted) else []

    async def _choose(
        self, found: "RenderedResponse", lines: "TableLines", actions: list[RowAction]
    ) -> RowAction | None:
        count, entries = len(lines.marks), []
        for index, action in enumerate(actions):
            operation = action.operation
            note = plain_line(catalog_text(operation.description))
            if action.needs_body:
                words = _("{description} · the same body for each: fill it in once")
                note = words.format(description=note)
            is_deletion = operation.method == "DELETE"
            entries.append(Entry(operation.title, note, str(index), must_be_meant=is_deletion))
        words = ngettext("With each of {count} row", "With each of {count} rows", count)
        title = words.format(count=number(count))
        if left_out := _left_out(found, lines):
            title = f"{title} · {left_out}"
        menu: MenuScreen = MenuScreen(title, entries)
        chosen = await self._app.push_screen_wait(menu)
        return None if chosen is None else actions[int(chosen)]

    def _do(
        self,
        action: RowAction,
        detail: "Detail",
        found: "RenderedResponse",
        values: list[str],
    ) -> None:
        key = action.operation.key
        filled = self._workspace.forms.new(*key)
        if filled is None:
            # The catalog was refreshed meanwhile.
            self._say(_("This operation is no longer in the catalog."))
            return
        if action.needs_body and (used := self._filled_form(key, found.call)) is not None:
            # A copy: the path values in the user's form stay.
            restore(filled, draft_of(used, secrets=True))
        try:
            calls = row_calls(action, detail, found.call, values, filled)
        except CallError as error:
            if not action.needs_body:
                self._say(str(error))
                return
            given = {**dict(found.call.path_values), detail.parameter: values[0]}
            names = [part.name for part in action.operation.placed("path")]
            target = OperationTarget(*key, tuple((name, given[name]) for name in names))
            opening = self._workspace.forms.times_open(*key) + 1
            self._filled_for = (target, found.call, opening)
            back = next(item for item in KEYS if item.action == "go_back")
            # Backspace would take away what was typed.
            note = _(_FILL_FIRST).format(key=back.written_in_fields)
            self._post(OpenOperation(target, note=note, of_place=True))
            return
        self._send(action, found, calls)

    def _filled_form(self, key: tuple[str, str, str], listing: "Call") -> "Form | None":
        """The form that was opened to be filled in for the items of a list; None where there is
        none, or it was opened for one object since: what it says was given for that one.
        """
        if self._filled_for is None:
            return None
        target, filled_for, opening = self._filled_for
        if filled_for != listing or (target.branch, target.method, target.path) != key:
            return None
        if opening != self._workspace.forms.times_open(*key):
            return None
        form = self._workspace.form(*key)
        if form is None:
            return None
        named = {item.name: item.text for item in form.placed("path") if item.is_given}
        return form if named == dict(target.values) else None

    def _send(self, action: RowAction, found: "RenderedResponse", calls: "list[Call]") -> None:
        lines = found.table
        assert lines is not None
        items = dict(zip(calls, sorted(lines.marks), strict=True))
        waiting = set(calls)

        def done(call: "Call") -> None:
            # What fails, and what isn't sent, stays marked.
            lines.marks.discard(items[call])
            waiting.discard(call)
            if not waiting:
                # Its body is of these rows: others are filled in for anew.
                self._filled_for = None
            self._outlet.put_in_place(found)

        note = _left_out(found, lines)
        self._sender().send_each(SeveralWish(found.said, action.operation, calls, done, note))


def _left_out(found: "RenderedResponse", lines: "TableLines") -> str:
    """What is left out where something is done with the marked rows; "" for nothing."""
    parts = [part_words(found)]
    if hidden := len(lines.hidden_marks):
        words = ngettext(
            "not with {count} that is marked out of sight",
            "not with {count} that are marked out of sight",
            hidden,
        )
        parts.append(words.format(count=number(hidden)))
    return " · ".join(filter(None, parts))
