"""What steps of recipes put into the forms of their operations: it is of the recipe alone, and goes
with it. What a user gave there is the user's.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, Protocol

from ovh_explorer.form import SCHEMAS_VERSION, Field, Form
from ovh_explorer.form.draft import draft_of, restore
from ovh_explorer.form.form_state import (
    FormState,
    changed_fields,
    form_state,
    path_values,
    take_back,
)

__all__ = ["FilledStep", "StepValues"]


class _Walk(Protocol):
    """A recipe that is opened step by step."""

    @property
    def is_over(self) -> bool: ...


# Without a text of its own: never what was filled in, in tracebacks and logs.
@dataclass(frozen=True, slots=True, eq=False, repr=False)
class FilledStep:
    """What a step put into a form.

    Attributes:
        walk: the recipe that the step is of.
        before: what the form held without it.
        after: what it held with it.
        draft: the same as `after`; of a form that is filled anew the states are others.
    """

    walk: _Walk
    before: FormState
    after: FormState
    draft: dict[str, Any]


class StepValues:
    """Knows which forms hold what a step put in, and takes that out again."""

    def __init__(self) -> None:
        # Has the forms too: what was in them before is of these.
        self._filled: dict[Form, FilledStep] = {}

    def of(self, form: Form) -> FilledStep | None:
        """What a step put into a form; None where none did, or it was taken out."""
        return self._filled.get(form)

    @contextmanager
    def noting(self, form: Form, walk: _Walk) -> Iterator[None]:
        """Note what a step of a recipe puts into a form within this. What an earlier one put in
        goes first.
        """
        self.take_out(form)
        before = form_state(form)
        yield
        self._filled[form] = FilledStep(
            walk, before, form_state(form), draft_of(form, secrets=True)
        )

    def forget(self, form: Form) -> None:
        """What a form holds is the user's from now on."""
        self._filled.pop(form, None)

    def restore(self, form: Form, draft: dict[str, Any], step: FilledStep | None) -> None:
        """Fill a form with a draft that was made of it while it held what `step` had put in."""
        self.take_out(form)
        before = form_state(form)
        if step is not None:
            restore(form, step.draft)
            self._filled[form] = replace(step, before=before, after=form_state(form))
        restore(form, draft)

    def end(self, shown: Form | None) -> None:
        """Take out what steps of recipes that are over put in; not of the form that is `shown`:
        nothing is to vanish under the eyes of its reader.
        """
        for form, filled in list(self._filled.items()):
            if filled.walk.is_over and form is not shown:
                self.take_out(form)

    def end_all(self) -> None:
        """Take out what any step put in."""
        for form in list(self._filled):
            self.take_out(form)

    def take_out(self, form: Form) -> None:
        """Have a form hold what it held before a step filled it, and what was given since. That
        stays with the path values that it was given for; but where the form said something of
        another object, it is that one's again.
        """
        filled = self._filled.pop(form, None)
        if filled is None:
            return
        before, now = filled.before, form_state(form)
        names = path_values(now)
        if _is_of_another(path_values(filled.after), names):
            # The user made it another object's: what it held before is not of that one.
            take_back(form, form_state(Form(form.operation, form.models)), filled.after)
            _put_path(form, names)
            return
        take_back(form, before, filled.after)
        given = changed_fields(before, form_state(form))
        if not any(_is_of_request(item) and item.is_given for item in given):
            return
        if _is_of_another(path_values(before), names) and _says_more_than_path(before):
            take_back(form, before, form_state(form))
        else:
            _put_path(form, names)


def _is_of_another(names: dict[str, str], others: dict[str, str]) -> bool:
    """Whether two sets of path values name different objects."""
    return any(text and others.get(name) not in ("", text) for name, text in names.items())


def _put_path(form: Form, names: dict[str, str]) -> None:
    for item in form.placed("path"):
        if names.get(item.name) and item.text != names[item.name]:
            item.type_text(names[item.name])


def _is_of_request(item: Field) -> bool:
    """Whether a field is of the request to one object, beside the path."""
    return item.place != "path" and item.name != SCHEMAS_VERSION


def _says_more_than_path(state: FormState) -> bool:
    fields = (one for one in state.fields if _is_of_request(one.field))
    return state.text is not None or any(not one.is_cleared for one in fields)
