"""What a recipe deletes, by the parameter that says which."""

from collections.abc import Mapping

from ovh_explorer.call import Call, CallError, placeholders
from ovh_explorer.workspace.recipes.recipe import Recipe, RecipeStep
from ovh_explorer.workspace.recipes.template import Reference, TemplateError, fill, references

__all__ = ["deletion_call", "deletion_of"]


def deletion_of(recipe: Recipe, name: str) -> RecipeStep | None:
    """The first step that deletes what the parameter `name` says: the last value of its path."""
    for step in recipe.steps:
        last = placeholders(step.path)[-1:]
        if step.method != "DELETE" or not last:
            continue
        if any(
            reference.name == name for reference in references(step.path_values.get(last[0], ""))
        ):
            return step
    return None


def deletion_call(step: RecipeStep, values: Mapping[str, str]) -> Call | None:
    """The request that a step of :func:`deletion_of` would send; None where more than `values` has
    to be known of it.
    """

    def look_up(reference: Reference) -> str:
        if reference.path or reference.name not in values:
            raise TemplateError(str(reference))
        return values[reference.name]

    try:
        filled = fill(dict(step.path_values), look_up)
        texts = {name: str(value) for name, value in filled.items()}
        return Call.make(step.branch, step.method, step.path, path_values=texts)
    except (TemplateError, CallError):
        return None
