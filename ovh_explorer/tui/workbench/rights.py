"""Whether the keys in use may call the operation that is open."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ovh_explorer.form import Form
    from ovh_explorer.tui.open_operation import OpenOperation
    from ovh_explorer.workspace.account.access_rules import Rights

__all__ = ["may_call"]

_FORBIDDEN = 403


def may_call(form: "Form", rights: "Rights | None", state: "OpenOperation") -> bool | None:
    """Whether the access rules of the keys allow the operation of a form; None where they aren't
    known, or where the API refused a call that they allow.
    """
    if rights is None:
        return None
    operation = form.operation
    may = rights.may(operation.branch, operation.method, form.path)
    found = state.shown.found
    was_refused = found is not None and found.response.status == _FORBIDDEN
    return None if may and was_refused else may
