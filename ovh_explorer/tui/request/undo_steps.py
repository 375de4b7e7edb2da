"""The changes of forms that undo takes back, and redo makes again."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from ovh_explorer.form import Field, Form
from ovh_explorer.form.form_state import (
    FormState,
    changed_fields,
    form_state,
    is_same_state,
    path_values,
    take_back,
)

__all__ = ["UndoSteps"]

# Each holds what a form said. A field that is filled in is one.
_MAX_STEPS = 50


@dataclass(frozen=True, slots=True, eq=False)
class _Step:
    """A change of a form: what it said before, and behind it."""

    form: Form
    before: FormState
    after: FormState


class UndoSteps:
    """What changed forms, to be taken back step by step, and made again.

    Args:
        form: gives the form that is open.
    """

    def __init__(self, form: Callable[[], Form | None]) -> None:
        self._form = form
        # The oldest first.
        self._steps: list[_Step] = []
        # What takings back did; the last is the last.
        self._undone: list[_Step] = []
        # The form that is being changed, and what it said before.
        self._begun: tuple[Form, FormState] | None = None
        # What the next change that is begun belongs to.
        self._first_part: _Step | None = None

    @contextmanager
    def change(self, form: Form | None = None, *, goes_on: bool = False) -> Iterator[None]:
        """Have undo take back what changes the form that is open, or another; where nothing does,
        the change before it.

        Args:
            form: the other one.
            goes_on: the change that is begun next is a part of it: an entry is added, and filled
                in.
        """
        form = form or self._form()
        if form is None:
            yield
            return
        self.end_change()
        before = form_state(form)
        yield
        step = _Step(form, before, form_state(form))
        self._keep(step)
        self._first_part = step if goes_on else None
        if self._begun is not None:
            # Where it led into a field, that is filled in from here on.
            self.begin_change()

    @contextmanager
    def change_within(self) -> Iterator[None]:
        """A change of its own, as a paste is, within one that goes on behind it."""
        with self.change():
            yield
        self.begin_change()

    def note(self, form: Form, before: FormState) -> None:
        """Have undo take back what was done to a form since it said `before`."""
        self.end_change()
        self._keep(_Step(form, before, form_state(form)))

    def begin_change(self) -> None:
        """Begin a change of the form that is open, which lasts until :meth:`end_change`: what is
        typed into a field.
        """
        form = self._form()
        self.end_change()
        self._begun = None if form is None else (form, form_state(form))

    def end_change(self) -> None:
        """The change that was begun is complete."""
        begun, self._begun = self._begun, None
        if begun is None:
            return
        form, before = begun
        first, self._first_part = self._first_part, None
        if first is not None and self._steps[-1:] == [first] and first.form is form:
            self._steps.pop()
            before = first.before
        self._keep(_Step(form, before, form_state(form)))

    def _keep(self, step: "_Step") -> None:
        if not is_same_state(step.before, step.after):
            _put(self._steps, step)
            self._undone = [undone for undone in self._undone if undone.form is not step.form]

    def step_back(self) -> list[Field] | None:
        """Take the last change of the form that is open back, and nothing that was given since; of
        one of which nothing is left, the change before it. The fields that are otherwise now; None
        where there is no change.
        """
        self.end_change()
        return self._take_back(self._steps, self._undone)

    def step_forward(self) -> list[Field] | None:
        """Make the change again that was taken back last, and keep what was given since; where that
        leaves nothing of it, the one taken back before. The fields that are otherwise now; None
        where there is none: a new change ends what can be made again.
        """
        self.end_change()
        return self._take_back(self._undone, self._steps)

    def _take_back(self, steps: list[_Step], others: list[_Step]) -> list[Field] | None:
        """Take back the last of `steps` of the form that is open; what that did is the last of the
        `others`. Those of other objects stay, for when the form is about these again.
        """
        form = self._form()
        for step in [step for step in reversed(steps) if step.form is form]:
            before = form_state(step.form)
            if not _is_of_object(step, before):
                continue
            steps.remove(step)
            # Of what made the form another object's all is taken back: nothing given since for that
            # one is a value of the object that comes back.
            made = before if _changes_object(step) else step.after
            take_back(step.form, step.before, made)
            after = form_state(step.form)
            if not is_same_state(before, after):
                _put(others, _Step(step.form, before, after))
                return changed_fields(before, after)
        return None


def _is_of_object(step: _Step, now: FormState) -> bool:
    """Whether a form is about the object that a change was made for; one that was made for none is
    of any. What was given for one object is no value of another's form.
    """
    made, names = path_values(step.after), path_values(now)
    if path_values(step.before) != made:
        return made == names
    return all(text in ("", names.get(name)) for name, text in made.items())


def _changes_object(step: _Step) -> bool:
    """Whether a change made a form of one object that of another."""
    before, after = path_values(step.before), path_values(step.after)
    return any(text and after.get(name) not in ("", text) for name, text in before.items())


def _put(steps: list[_Step], step: _Step) -> None:
    steps.append(step)
    del steps[:-_MAX_STEPS]
