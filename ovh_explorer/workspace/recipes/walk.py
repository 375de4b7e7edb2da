"""How far a user is in a recipe that is opened step by step; no screen here."""

from typing import TYPE_CHECKING

from ovh_explorer.translation import _
from ovh_explorer.workspace.recipes.recipe import Recipe, RecipeStep
from ovh_explorer.workspace.recipes.run import RecipeRun, StepError
from ovh_explorer.workspace.response.filter import FilterError, is_met

if TYPE_CHECKING:
    from ovh_explorer.call import Call
    from ovh_explorer.client.response import Response

__all__ = ["RecipeWalk"]


class RecipeWalk:
    """A recipe whose steps are opened one after the other, and sent by the user.

    Args:
        run: has the values.

    Attributes:
        index: of the step that is open, from 0.
        waits: the open step was sent, and its response isn't as it should become.
        is_begun: whether anything of it was sent, whatever came of that.
        is_left: whether the user left it, or began another one.
    """

    def __init__(self, run: RecipeRun) -> None:
        self.run = run
        self.index = 0
        self.waits = False
        self.is_begun = self.is_left = False
        self._done: set[int] = set()
        self._begun_at: dict[int, int] = {}

    @property
    def recipe(self) -> Recipe:
        """Its title, parameters and steps."""
        return self.run.recipe

    @property
    def step(self) -> RecipeStep:
        """The step that is open."""
        return self.recipe.steps[self.index]

    @property
    def upcoming(self) -> RecipeStep | None:
        """The step after the one that is open; None for none."""
        return None if self.is_last else self.recipe.steps[self.index + 1]

    @property
    def key(self) -> tuple[str, str, str]:
        """Branch, method and path of the step that is open."""
        return _key(self.step)

    @property
    def place(self) -> str:
        """Which step that is: ``step 2 of 9``."""
        return _("step {number} of {count}").format(
            number=self.index + 1, count=len(self.recipe.steps)
        )

    @property
    def is_done(self) -> bool:
        """Whether the open step had a good response since it was opened."""
        return self.index in self._done

    @property
    def is_last(self) -> bool:
        """Whether no step follows."""
        return self.index + 1 == len(self.recipe.steps)

    @property
    def is_finished(self) -> bool:
        """Whether the last step is done: there is nothing to go on with."""
        return self.is_last and self.is_done

    @property
    def is_over(self) -> bool:
        """Whether nothing of it goes on: what its steps put into forms goes."""
        return self.is_left or self.is_finished

    @property
    def begun_at(self) -> int:
        """When the open step was opened, as it was told; 0 where it wasn't."""
        return self._begun_at.get(self.index, 0)

    def open(self, index: int, at: int = 0) -> None:
        """A step is opened, another time too; `at` is a number that grows with each response."""
        self.index = index
        self._begun_at[index] = at
        self.waits = False
        self._done.discard(index)

    def go_back(self, index: int) -> None:
        """An earlier step is open again, as it was left."""
        self.index = index
        self.waits = False

    def is_at(self, key: tuple[str, str, str]) -> bool:
        """Whether an operation, by branch, method and path, is the open step's."""
        return key == self.key

    def step_before(self, key: tuple[str, str, str]) -> int | None:
        """The last step before the open one that is of an operation; None for none."""
        steps = self.recipe.steps
        return next((at for at in range(self.index - 1, -1, -1) if _key(steps[at]) == key), None)

    def note(self, call: "Call", response: "Response") -> str:
        """A request had a response: the open step is done where that was its own, and good; why its
        values can't be used, else "".
        """
        if not response.ok or not self.is_at((call.branch, call.method, call.path)):
            return ""
        try:
            self.run.note(self.index, response)
            self.waits = bool(self.step.until) and not is_met(response.read(), self.step.until)
        except (StepError, FilterError) as error:
            return str(error)
        if self.waits:
            self._done.discard(self.index)
        else:
            self._done.add(self.index)
        return ""


def _key(step: RecipeStep) -> tuple[str, str, str]:
    return step.branch, step.method, step.path
