"""What opening an operation does to its form: it says what it is opened for, and nothing of what
was given for another object.
"""

from typing import TYPE_CHECKING

from ovh_explorer.call import placeholders
from ovh_explorer.form.kinds import Origin
from ovh_explorer.workspace.calls.used_values import (
    forget_request,
    is_of_another,
    make_of_place,
    names_another,
    says_more_than_path,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from ovh_explorer.form import Form
    from ovh_explorer.workspace.navigation.target import OperationTarget

__all__ = ["fill_form", "forget_behind_changed", "is_of_another_now", "loses_values"]


def loses_values(form: "Form", target: "OperationTarget", *, of_place: bool) -> bool:
    """Whether a form loses what it says by being opened for this: what was given for another
    object, or its query. A place names a whole object, words may name a part of it; and of a form
    that says nothing else words give a path in place of the other, as they are to.
    """
    values = dict(target.values)
    is_another = is_of_another(form, values) if of_place else names_another(form, values)
    if is_another and (of_place or says_more_than_path(form)):
        return True
    return bool(target.query) and any(field.is_given for field in form.placed("query"))


def is_of_another_now(form: "Form", before: "Mapping[str, str]") -> bool:
    """Whether a form says something that was given for another object than its path names by now;
    `before` are the path values that it had.
    """
    now = {item.name: item.text for item in form.placed("path") if item.is_given}
    is_another = any(text and now.get(name, text) != text for name, text in before.items())
    return is_another and says_more_than_path(form)


def forget_behind_changed(
    form: "Form", before: "Mapping[str, str]", named: "Collection[str]"
) -> bool:
    """Forget the path values behind one that is another than `before`, and what the form says
    beside its path: all that was of another object. Whether there were any. What is `named` was
    given together with the other value.
    """
    is_another = has_forgotten = False
    for name in placeholders(form.operation.path):
        field = form.field("path", name)
        if field is None or not field.is_given:
            continue
        if field.text != before.get(name, ""):
            is_another = True
        elif is_another and name not in named:
            field.clear()
            has_forgotten = True
    if has_forgotten:
        forget_request(form)
    return has_forgotten


def fill_form(
    form: "Form",
    target: "OperationTarget",
    *,
    of_place: bool = False,
    is_chosen: bool = True,
    forgets: bool = True,
) -> None:
    """Fill a form with the path values and the query of what it is opened for. A query is whole:
    what it doesn't say is not sent. What the operation doesn't have is left out.

    Args:
        of_place: it is opened from an object that is shown.
        is_chosen: the user named the path values.
        forgets: what was given for another object is forgotten.
    """
    if of_place:
        make_of_place(form, dict(target.values))
    elif forgets and names_another(form, dict(target.values)):
        forget_request(form)
    if target.trailing_slash is not None:
        form.trailing_slash = target.trailing_slash
    for name, value in target.values:
        if (field := form.field("path", name)) is not None:
            field.type_text(value)
            field.origin = Origin.USER if is_chosen else Origin.PLACE
    if target.query:
        _fill_query(form, target)


def _fill_query(form: "Form", target: "OperationTarget") -> None:
    for item in form.placed("query"):
        item.clear()
    for name, value in target.query:
        field = form.field("query", name)
        if field is None:
            continue
        if field.kind == "list":
            field.add_part(value)
        else:
            field.type_text(value)
