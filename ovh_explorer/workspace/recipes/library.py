"""The recipes that there are: those that ship with the program, and the user's own."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path

from ovh_explorer.config import data_dir
from ovh_explorer.files import reason_of
from ovh_explorer.translation import _, quoted
from ovh_explorer.workspace.recipes.recipe import Recipe
from ovh_explorer.workspace.recipes.recipe_file import (
    MAX_RECIPE_BYTES,
    RecipeFileError,
    read_recipe,
)

__all__ = [
    "RecipeEntry",
    "RecipeNotFound",
    "find_recipe",
    "own_directory",
    "recipes",
    "shipped_recipes",
]

_ENDING = ".toml"


class RecipeNotFound(ValueError):
    """A name or a file that is no recipe, in words."""


@dataclass(frozen=True, slots=True)
class RecipeEntry:
    """A recipe by its name.

    Attributes:
        name: by which it is run: ``dns-txt-record``.
        path: the user's file; None for one that ships.
        recipe: None where the file has mistakes.
        mistakes: of the file.
    """

    name: str
    path: Path | None
    recipe: Recipe | None
    mistakes: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """What it does, for reading, or that its file has mistakes."""
        if self.recipe is not None:
            return _(self.recipe.title)
        return _("This file has mistakes: {mistake}").format(mistake=self.mistakes[0])


def own_directory() -> Path:
    """Where the user's own recipes are: ``$XDG_DATA_HOME/ovh-explorer/recipes`` on Linux."""
    return data_dir() / "recipes"


@lru_cache(maxsize=1)
def shipped_recipes() -> tuple[RecipeEntry, ...]:
    """The recipes that ship with the program, by name."""
    files = resources.files(__package__).joinpath("shipped").iterdir()
    return tuple(
        RecipeEntry(file.name.removesuffix(_ENDING), None, read_recipe(file.read_bytes()))
        for file in sorted(files, key=lambda file: file.name)
        if file.name.endswith(_ENDING)
    )


def recipes() -> list[RecipeEntry]:
    """Every recipe, the user's own first; one of the user's takes the place of one that ships and
    has its name.
    """
    own = list(_own_recipes())
    names = {entry.name for entry in own}
    return own + [entry for entry in shipped_recipes() if entry.name not in names]


def find_recipe(word: str) -> Recipe:
    """The recipe of a file or of a name. What ends in ``.toml`` or has a slash in it is a file.

    Raises:
        RecipeNotFound: when there is none.
        RecipeFileError: when there are mistakes in it.
    """
    if word.endswith(_ENDING) or "/" in word or "\\" in word:
        return read_recipe(_content(Path(word)))
    entries = recipes()
    for entry in entries:
        if entry.name == word:
            if entry.recipe is None:
                raise RecipeFileError(entry.mistakes)
            return entry.recipe
    names = "".join(f"\n  {entry.name}" for entry in entries)
    words = _("There is no recipe {name}. A file is named with its .toml. There are:")
    raise RecipeNotFound(f"{words.format(name=quoted(word))}{names}")


def _is_recipe_name(name: str) -> bool:
    """Not what editors and macOS lay beside a file, whose names begin with a dot."""
    return name.endswith(_ENDING) and not name.startswith(".")


def _own_recipes() -> Iterator[RecipeEntry]:
    directory = own_directory()
    try:
        files = sorted(path for path in directory.iterdir() if _is_recipe_name(path.name))
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as error:
        words = _("{path} can't be read: {reason}.").format(path=directory, reason=reason_of(error))
        yield RecipeEntry(directory.name, directory, None, (words,))
        return
    for path in files:
        # Nobody writes to a pipe that lies there.
        if path.is_file():
            yield _entry(path)


def _entry(path: Path) -> RecipeEntry:
    name = path.name.removesuffix(_ENDING)
    try:
        return RecipeEntry(name, path, read_recipe(_content(path)))
    except RecipeFileError as error:
        return RecipeEntry(name, path, None, tuple(error.mistakes))
    except RecipeNotFound as error:
        return RecipeEntry(name, path, None, (str(error),))


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_RECIPE_BYTES + 1)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise RecipeNotFound(
            _("{path} can't be read: {reason}.").format(path=path, reason=reason_of(error))
        ) from None
