"""The changes of forms that undo takes back."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from ovh_explorer.form import Form
from ovh_explorer.form.form_state import FormState, form_state, is_same_state, take_back

__all__ = ["UndoSteps"]

# Each holds what a form said.
_MAX_STEPS = 20


@dataclass(frozen=True, slots=True, eq=False)
class _Step:
    """A change of a form: what it said before, and behind it; None while that goes on."""

    form: Form
    before: FormState
    after: FormState | None = None


class UndoSteps:
    """What changed forms, to be taken back step by step.

    Args:
        form: gives the form that is open.
    """

    def __init__(self, form: Callable[[], Form | None]) -> None:
        self._form = form
        # The oldest first.
        self._steps: list[_Step] = []

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
            self._steps.append(step)
            del self._steps[:-_MAX_STEPS]

    def step_back(self) -> bool:
        """Take the last change of the form that is open back, and nothing that was given since; of
        one of which nothing is left, the change before it. False where there is none.
        """
        form = self._form()
        self.end_change()
        for step in [step for step in reversed(self._steps) if step.form is form]:
            self._steps.remove(step)
            assert step.after is not None
            now = form_state(step.form)
            take_back(step.form, step.before, step.after)
            if not is_same_state(now, form_state(step.form)):
                return True
        return False
