"""What can be done with several items of a list: one call for each, alike but for the item."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ovh_explorer.call import Call, CallError, placeholders
from ovh_explorer.form import FormInvalid
from ovh_explorer.translation import _

if TYPE_CHECKING:
    from ovh_explorer.catalog.links import Detail
    from ovh_explorer.catalog.schema import Operation
    from ovh_explorer.catalog.store import Store
    from ovh_explorer.form import Form

__all__ = ["MAX_ROWS", "RowAction", "row_actions", "row_calls"]

MAX_ROWS = 200
"""Items that something is done with at a time."""

NewForm = Callable[[str, str, str], "Form | None"]


@dataclass(frozen=True, slots=True)
class RowAction:
    """What can be done with each of several items.

    Attributes:
        needs_body: whether a body is to be filled in, once for all of them.
    """

    operation: "Operation"
    needs_body: bool = False


def row_actions(
    store: "Store", detail: "Detail", given: Call, value: str, new_form: NewForm
) -> list[RowAction]:
    """What can be done with the items that `given` lists, of which `value` is one.

    That is: delete or change each, and do what is right below one and needs no more than that.
    """
    found = []
    for operation in _near(store, detail):
        form = new_form(*operation.key)
        if form is None:
            continue
        call = _filled(form, {**dict(given.path_values), detail.parameter: value})
        if operation.method == "PUT":
            found.append(
                RowAction(operation, needs_body=call is None or operation.body is not None)
            )
        elif call is not None:
            found.append(RowAction(operation))
    return found


def _near(store: "Store", detail: "Detail") -> "Iterator[Operation]":
    branch, path = detail.operation.branch, detail.operation.path
    wanted = [(method, path) for method in ("PUT", "DELETE")]
    below = (item for item in store.below(branch, None, path) if not item.endswith("}"))
    wanted[1:1] = [(method, item) for item in below for method in ("POST", "PUT")]
    for method, item in wanted:
        operation = store.operation(branch, method, item)
        if operation is not None:
            yield operation


def _filled(form: "Form", values: dict[str, str]) -> Call | None:
    """The call of a form that has nothing but path values; None where it needs more."""
    for name, value in values.items():
        field = form.field("path", name)
        if field is not None:
            field.type_text(value)
    try:
        return form.call()
    except FormInvalid:
        return None


def row_calls(
    action: RowAction,
    detail: "Detail",
    given: Call,
    values: Sequence[str],
    form: "Form",
) -> list[Call]:
    """A call for each item.

    Args:
        form: of the action's operation. One that needs a body has it; the path values in it are
            not looked at.

    Raises:
        CallError: when a value can't stand in a path, or the form isn't filled in.
    """
    known = {
        name: value
        for name, value in dict(given.path_values).items()
        if name in placeholders(action.operation.path)
    }
    first = _filled(form, {**known, detail.parameter: values[0]})
    if first is None or (action.needs_body and first.json in (None, {}, [])):
        raise CallError(_("The body is not filled in."), ("body", ""))
    calls = []
    for value in values:
        made = Call.make(
            first.branch,
            first.method,
            first.path,
            path_values={**known, detail.parameter: value},
        )
        calls.append(replace(first, path_values=made.path_values))
    return calls
