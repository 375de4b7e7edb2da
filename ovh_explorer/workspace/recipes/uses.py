"""Which step of a recipe uses a value."""

from ovh_explorer.workspace.recipes.recipe import NO_BODY, Recipe, RecipeStep
from ovh_explorer.workspace.recipes.template import references

__all__ = ["first_use"]


def first_use(recipe: Recipe, name: str) -> int | None:
    """The number, from 0, of the first step that a parameter flows to; None for none."""
    return next((at for at, step in enumerate(recipe.steps) if _uses(step, name)), None)


def _uses(step: RecipeStep, name: str) -> bool:
    texts = [*step.path_values.values(), *(text for _name, text in (*step.query, *step.headers))]
    body = None if step.body is NO_BODY else step.body
    return any(reference.name == name for reference in references([*texts, body]))
