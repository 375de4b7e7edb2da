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
    take_back,
)

__all__ = ["UndoSteps"]

# Each holds what a form said.
_MAX_STEPS = 20


@dataclass(frozen=True, slots=True, eq=False)
class _Step:
    """A change of a form: what it said before, and behind it; None while that goes on."""

    form: Form
    before: FormState
    after: FormState | None = None


@dataclass(frozen=True, slots=True, eq=False)
class _Undone:
    """A change that was taken back: what the form said before that, and behind it."""

    step: _Step
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
        # What was taken back last is the last.
        self._undone: list[_Undone] = []

    @contextmanager
    def change(self, form: Form | None = None) -> Iterator[None]:
        """Have undo take back what changes the form that is open, or another; where nothing does,
        the change before it.
        """
        form = form or self._form()
        if form is None:
            yield
            return
        self.end_change()
        before = form_state(form)
        yield
        self._keep(_Step(form, before, form_state(form)))

    def begin_change(self) -> None:
        """Begin a change of the form that is open, which lasts until :meth:`end_change`: the text
        that is typed over another.
        """
        form = self._form()
        if form is not None:
            self.end_change()
            self._steps.append(_Step(form, form_state(form)))

    def end_change(self) -> None:
        """The last change is complete: what changes from now on is none of what undo takes back."""
        if self._steps and self._steps[-1].after is None:
            step = self._steps.pop()
            self._keep(_Step(step.form, step.before, form_state(step.form)))

    def _keep(self, step: "_Step") -> None:
        if step.after is not None and not is_same_state(step.before, step.after):
            self._put(step)
            self._undone = [undone for undone in self._undone if undone.step.form is not step.form]

    def _put(self, step: "_Step") -> None:
        self._steps.append(step)
        del self._steps[:-_MAX_STEPS]

    def step_back(self) -> list[Field] | None:
        """Take the last change of the form that is open back, and nothing that was given since; of
        one of which nothing is left, the change before it. The fields that are otherwise now; None
        where there is no change.
        """
        form = self._form()
        self.end_change()
        for step in [step for step in reversed(self._steps) if step.form is form]:
            self._steps.remove(step)
            assert step.after is not None
            before = form_state(step.form)
            take_back(step.form, step.before, step.after)
            after = form_state(step.form)
            if not is_same_state(before, after):
                self._undone.append(_Undone(step, before, after))
                del self._undone[:-_MAX_STEPS]
                return changed_fields(before, after)
        return None

    def step_forward(self) -> list[Field] | None:
        """Make the change again that was taken back last, and keep what was given since; where that
        leaves nothing of it, the one taken back before. The fields that are otherwise now; None
        where there is none: a new change ends what can be made again.
        """
        form = self._form()
        self.end_change()
        for undone in [undone for undone in reversed(self._undone) if undone.step.form is form]:
            self._undone.remove(undone)
            before = form_state(undone.step.form)
            take_back(undone.step.form, undone.before, undone.after)
            after = form_state(undone.step.form)
            if not is_same_state(before, after):
                self._put(undone.step)
                return changed_fields(before, after)
        return None
