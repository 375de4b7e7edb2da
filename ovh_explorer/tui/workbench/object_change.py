"""Opens the PUT that changes an object that is shown, its form filled with what is there."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ovh_explorer.form import given_texts
from ovh_explorer.text import printable
from ovh_explorer.translation import N_, _
from ovh_explorer.tui.drawing.json_lines import FoldedLines
from ovh_explorer.workspace.calls.object_get import get_on_path
from ovh_explorer.workspace.calls.object_to_change import (
    NO_PUT,
    can_change,
    object_to_change,
    present_object,
    reading,
    shown_to_change,
)
from ovh_explorer.workspace.calls.put_comparison import ComparisonError
from ovh_explorer.workspace.calls.used_values import make_of_place
from ovh_explorer.workspace.navigation.target import OperationTarget
from ovh_explorer.workspace.response.json_path import TooFar, path_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from contextlib import AbstractContextManager

    from textual.widget import Widget

    from ovh_explorer.call import Call
    from ovh_explorer.client.response import Response
    from ovh_explorer.form import Field, Form, PresentObject
    from ovh_explorer.tui.drawing.rendered_response import RenderedResponse
    from ovh_explorer.workspace.navigation.follow import Place
    from ovh_explorer.workspace.workspace import Workspace

    ReadCall = Callable[[Call], Awaitable[Response]]

__all__ = ["FilledChange", "ObjectChange", "field_of_line", "not_read_words"]

# Bytes that are gone through for a step of a path: no more than can be felt.
_MAX_PATH_BYTES = 5_000_000

_FILLED = N_(
    "The current values are shown. Only the fields that you change are sent; F2 in the question "
    "adds the others."
)
_FILLED_AS_A_WHOLE = N_("Filled with what is there now. All of it is sent.")
_OTHER_KEYS = N_("This was read with other keys. Send the request again, then change it.")
_UNDO = N_("Press ^_ to undo.")


@dataclass(frozen=True, slots=True)
class FilledChange:
    """The form that changes an object is filled: what opens it, and what is said once it is
    open.
    """

    target: OperationTarget
    words: str


def field_of_line(form: "Form", found: "RenderedResponse", line: int) -> "Field | None":
    """The field of a body that a line of a response is about; None where it has none, or the line
    is too far into a large response.
    """
    if (
        form.body is None
        or form.body.kind != "model"
        or not isinstance(found.document, FoldedLines)
    ):
        return None
    try:
        steps = path_of(found.document.text, line, _MAX_PATH_BYTES)
    except TooFar:
        return None
    field: Field | None = None
    # Of a list, the first step is which item.
    for name in [step.name for step in steps if step.name is not None]:
        # What was not given has its present value in its own row, and none in its parts.
        if field is not None and not (field.is_given and field.kind == "model"):
            break
        part = (field or form.body).part(name)
        if part is None:
            break
        field = part
    return field


class ObjectChange:
    """Fills the form of a PUT from the response of the GET on its path.

    Args:
        owner: says why nothing could be filled in.
        workspace: has the catalog and the forms.
        changing: has undo bring back what is in a form.
    """

    def __init__(
        self,
        owner: "Widget",
        workspace: "Workspace",
        changing: "Callable[[Form], AbstractContextManager[None]]",
    ) -> None:
        self._owner = owner
        self._workspace = workspace
        self._changing = changing

    @property
    def _keys(self) -> object:
        return self._workspace.settings.credentials

    def forget_others(self) -> None:
        """Have no form say what was read with other keys than those in use."""
        for form in self._workspace.forms:
            if form.present is not None and form.present.keys != self._keys:
                form.present = None

    def offered(
        self, call: "Call", item: "Call | None", response: "Response | None"
    ) -> "Call | None":
        """The call that shows what can be changed where a response is shown; None for nothing."""
        return shown_to_change(self._workspace.store, call, item, response)

    def item(self, call: "Call", place: "Place") -> "Call | None":
        """The GET of the object that is to be changed in this place, where the response isn't the
        object itself: an item of a list, what was made or changed; None where no PUT changes it.
        """
        item = object_to_change(self._workspace.store, call, place)
        is_changed = item is not None and can_change(self._workspace.store, item)
        return item if is_changed else None

    def reads(self, form: "Form") -> bool:
        """Whether a form is of a PUT that changes an object which a GET of its path reads."""
        operation = form.operation
        if operation.method != "PUT" or not operation.placed("body"):
            return False
        return self._workspace.store.operation(operation.branch, "GET", operation.path) is not None

    def get_of(self, form: "Form") -> "Call":
        """The GET that reads what a form is to change, whose path is given."""
        operation = form.operation
        read = self._workspace.store.operation(operation.branch, "GET", operation.path)
        assert read is not None, operation.path
        return get_on_path(form.preview(), read)

    async def show_current(self, form: "Form", read: "ReadCall") -> str:
        """Read what a form is to change, and have it say that: what was typed stays. What is said
        then; "" where nothing was read, which is said.

        Raises:
            ClientError: where nothing comes.
        """
        keys, named = self._keys, tuple((item.name, item.text) for item in form.placed("path"))
        call = self.get_of(form)
        present = self._present(call, await read(call), keys)
        if present is None:
            return ""
        with self._changing(form):
            form.present = replace(present, path_values=named, keys=self._keys)
            says_something = form.body is not None and given_texts([form.body])
            if present.filled is None or says_something:
                return _(_FILLED)
            form.take_body(present.filled)
        return _(_FILLED_AS_A_WHOLE)

    async def prepare_item(self, item: "Call", read: "ReadCall") -> FilledChange | None:
        """Read an object, and fill the form that changes it; None, and said, where that
        can't be.

        Raises:
            ClientError: where nothing comes.
        """
        try:
            call = reading(self._workspace.store, item)
        except ComparisonError as error:
            self._say(error)
            return None
        keys = self._keys
        return self._prepare(item, await read(call), keys)

    def prepare(self, found: "RenderedResponse", place: "Place") -> FilledChange | None:
        """Fill the form that changes the object in a response; None, and said, where there is
        none.
        """
        made = object_to_change(self._workspace.store, found.call, place)
        if made is not None and found.call.method != "GET":
            # It is known, and nothing changes it.
            self._say(ComparisonError(_(NO_PUT)))
            return None
        return self._prepare(found.call, found.response, found.keys)

    def _present(self, call: "Call", response: "Response", keys: object) -> "PresentObject | None":
        """What a response to a GET sent with these `keys` shows of an object; None, and said, where
        that is nothing to change.
        """
        try:
            if keys != self._keys:
                raise ComparisonError(_(_OTHER_KEYS))
            return present_object(self._workspace.store, call, response)
        except ComparisonError as error:
            self._say(error)
            return None

    def _prepare(self, call: "Call", response: "Response", keys: object) -> FilledChange | None:
        present = self._present(call, response, keys)
        if present is None:
            return None
        form = self._workspace.form(call.branch, "PUT", call.path)
        if form is None:
            return None
        was_empty = form.is_empty
        words = _(_FILLED)
        with self._changing(form):
            make_of_place(form, dict(call.path_values))
            form.clear_body()
            form.present = replace(present, keys=self._keys)
            if present.filled is not None:
                form.take_body(present.filled)
                words = _(_FILLED_AS_A_WHOLE)
        if not was_empty:
            words = f"{words} {_(_UNDO)}"
        target = OperationTarget(
            call.branch,
            "PUT",
            call.path,
            call.path_values,
            trailing_slash=call.trailing_slash,
        )
        return FilledChange(target, words)

    def _say(self, error: ComparisonError) -> None:
        self._owner.notify(printable(str(error)), severity="warning", markup=False)


def not_read_words(form: "Form | None") -> str:
    """What is to be sent before something is done with an object: not what changes it, to see what
    it is.
    """
    if form is None or form.operation.method == "GET":
        return _("Send the request first.")
    return _("Read the object first: open its GET and send that.")
