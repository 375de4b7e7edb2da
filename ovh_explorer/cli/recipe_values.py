"""Values of a recipe's parameters: of ``-p``, and secret ones of the environment or a terminal."""

import getpass
import os
import sys
from collections.abc import Sequence

from ovh_explorer.cli.mistake_lines import mistake_lines
from ovh_explorer.cli.open_workspace import CommandError
from ovh_explorer.cli.terminal import interruptible, is_interactive
from ovh_explorer.translation import _, labelled, pgettext, quoted
from ovh_explorer.workspace.recipes.recipe import Recipe, RecipeParameter
from ovh_explorer.workspace.recipes.run import missing_parameters

__all__ = ["values_of", "variable_of"]


def variable_of(parameter: RecipeParameter) -> str:
    """The environment variable that a secret parameter is read from: ``RECIPE_PASSWORD``.

    Its beginning is always the same: a recipe from somebody else could read any secret of the
    environment by the name of a parameter otherwise, and send it away.
    """
    return f"RECIPE_{parameter.name.upper().replace('-', '_')}"


def values_of(recipe: Recipe, given: Sequence[str]) -> dict[str, str]:
    """The value of each parameter.

    Raises:
        CommandError: where some are missing, with what they are; and for what is given twice, or is
            no parameter.
    """
    values = _given(recipe, given)
    for parameter in missing_parameters(recipe, values):
        if parameter.is_secret and (secret := _secret(parameter)):
            values[parameter.name] = secret
    if missing := missing_parameters(recipe, values):
        lines = "".join(f"\n  {line}" for line in mistake_lines([*map(_words, missing)]))
        words = _("Give the parameters of this recipe:")
        raise CommandError(f"{words}{lines}")
    return values


def _given(recipe: Recipe, texts: Sequence[str]) -> dict[str, str]:
    known = {parameter.name: parameter for parameter in recipe.parameters}
    values: dict[str, str] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals or not name:
            raise CommandError(_("{text} is not NAME=VALUE.").format(text=quoted(text)))
        if name not in known:
            names = ", ".join(known) or pgettext("parameters", "none")
            raise CommandError(
                _("This recipe has no parameter {name}; it has: {names}.").format(
                    name=quoted(name), names=names
                )
            )
        if known[name].is_secret:
            raise CommandError(
                _(
                    "{name} is secret: other users of this machine see what -p says. Put "
                    "it into the variable {variable}."
                ).format(name=name, variable=variable_of(known[name]))
            )
        if name in values and values[name] != value:
            raise CommandError(
                _("{name} is given twice: {first} and {second}.").format(
                    name=name, first=quoted(values[name]), second=quoted(value)
                )
            )
        values[name] = value
    return values


def _secret(parameter: RecipeParameter) -> str:
    value = os.environ.get(variable_of(parameter), "")
    if not value and is_interactive():
        with interruptible():
            try:
                value = getpass.getpass(labelled(parameter.name, ""), sys.stderr)
            except EOFError:
                return ""
    return value


def _words(parameter: RecipeParameter) -> str:
    if parameter.is_secret:
        said = _("{variable}=… (environment)").format(variable=variable_of(parameter))
    else:
        said = f"-p {parameter.name}={parameter.example_words or '…'}"
    return f"{said}  {_(parameter.description)}".rstrip()
