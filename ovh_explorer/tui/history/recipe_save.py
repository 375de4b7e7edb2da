"""Keeping requests of the history as a recipe, under a name of the user's."""

import asyncio
import re
import shlex
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ovh_explorer.text import folded, printable
from ovh_explorer.translation import N_, _
from ovh_explorer.tui.dialogs.prompt import PromptScreen
from ovh_explorer.tui.history.written_text import WrittenText, hand_over
from ovh_explorer.workspace.recipes.library import own_directory
from ovh_explorer.workspace.recipes.recipe_file import RecipeFileError, write_recipe

if TYPE_CHECKING:
    from textual.app import App
    from textual.message import Message

    from ovh_explorer.workspace.recipes.recipe import Recipe

__all__ = ["how_to_run", "save_recipe"]

_MAX_TITLE_CHARACTERS = 80
_HOW = N_("Type what it does, in some words, such as “add a record and publish it”.")


async def save_recipe(
    app: "App[Any]", recipe: "Recipe", post: "Callable[[Message], object]"
) -> bool:
    """Ask for a title, and have the recipe written to a file that the user names; the directory of
    their own recipes is proposed, where *Recipes* and the command line find it. False where the
    user turned back.
    """
    title = ""
    while True:
        prompt: PromptScreen = PromptScreen(
            _("Name the recipe"), _(_HOW), _title_problem, value=title
        )
        typed = await app.push_screen_wait(prompt)
        if typed is None:
            return False
        title = typed
        try:
            # That of hundreds of requests takes longer than a frame.
            text = await asyncio.to_thread(write_recipe, replace(recipe, title=title))
        except RecipeFileError as error:
            words = _("This can't be a recipe: {mistakes}")
            words = words.format(mistakes=" ".join(error.mistakes))
            app.notify(printable(words), severity="warning", timeout=10, markup=False)
            return False
        name = f"{_file_stem(title)}.toml"
        place = await asyncio.to_thread(_made_directory)
        proposed = name if place is None else str(place / name)
        written = WrittenText(_("The recipe"), text, "toml", proposed, _("the recipe"), how_to_run)
        if await hand_over(app, written, post):
            return True


def how_to_run(file: Path) -> str:
    """What runs a recipe that was written to a file."""
    if file.parent == own_directory().absolute() and file.suffix == ".toml":
        return _("Choose Recipes (^p) to run it.")
    command = f"ovh-explorer run {shlex.quote(str(file))}"  # not for people
    return _("To run it in a shell: {command}").format(command=command)


def _file_stem(title: str) -> str:
    """A title as the name of a file: ``accès à FTP`` as ``acces-a-ftp``."""
    return re.sub(r"[^a-z0-9]+", "-", folded(title)).strip("-")[:60].rstrip("-") or "recipe"


def _title_problem(text: str) -> str:
    if not text:
        return _("Give it a title.")
    if len(text) > _MAX_TITLE_CHARACTERS or not text.isprintable():
        words = _("A title has at most {count} characters on one line.")
        return words.format(count=_MAX_TITLE_CHARACTERS)
    return ""


def _made_directory() -> Path | None:
    """The directory of the user's own recipes; None where it can't be made."""
    directory = own_directory()
    try:
        directory.mkdir(parents=True, exist_ok=True)
    except OSError:
        # The dialog proposes the current directory then, and says what can't be written.
        return None
    return directory
