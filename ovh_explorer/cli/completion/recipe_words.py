"""What completion knows of recipes: their names, and the parameters of one."""

import os

from ovh_explorer.cli.completion.context import data_directory

__all__ = ["is_recipe_file", "recipe_names", "recipe_parameters"]

_ENDING = ".toml"
_MAX_BYTES = 1 << 20


def is_recipe_file(word: str) -> bool:
    """Whether a word names a file, and no recipe by its name."""
    return word.startswith((".", "~")) or "/" in word or "\\" in word


def recipe_names() -> list[str]:
    """The names of the user's own recipes, and of those that ship."""
    names = {name for place in _directories() for name in _names_in(place)}
    return sorted(names)


def recipe_parameters(word: str) -> list[tuple[str, str]]:
    """Name and description of the parameters of a recipe that are given on the command line; none
    for what can't be read.
    """
    from ovh_explorer.workspace.recipes.toml import load_toml

    files = [os.path.join(place, word + _ENDING) for place in _directories()]
    if is_recipe_file(word) or word.endswith(_ENDING):
        files = [os.path.expanduser(word)]
    for name in files:
        # A pipe would be waited for.
        if not os.path.isfile(name):
            continue
        try:
            with open(name, "rb") as file:
                found = load_toml(file.read(_MAX_BYTES).decode()).get("parameters")
        except (OSError, ValueError, RecursionError):
            return []
        table = found if isinstance(found, dict) else {}
        return [
            (key, str(item.get("description", "")))
            for key, item in table.items()
            if isinstance(item, dict) and not item.get("secret")
        ]
    return []


def _directories() -> list[str]:
    """Where recipes are, the user's own first."""
    package = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    shipped = os.path.join(package, "workspace", "recipes", "shipped")
    return [os.path.join(data_directory(), "recipes"), shipped]


def _names_in(place: str) -> list[str]:
    try:
        files = os.listdir(place)
    except OSError:
        return []
    return [
        name.removesuffix(_ENDING)
        for name in files
        if name.endswith(_ENDING) and not name.startswith((".", "-"))
    ]
