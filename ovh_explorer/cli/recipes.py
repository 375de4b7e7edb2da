"""``recipes``: the recipes that ship, and the user's own."""

import argparse
import json
from dataclasses import asdict
from typing import Any

from ovh_explorer.call import operation_title
from ovh_explorer.cli.streams import put
from ovh_explorer.cli.terminal import say, speak_to_programs
from ovh_explorer.text import printable
from ovh_explorer.translation import _
from ovh_explorer.workspace.recipes.library import RecipeEntry, own_directory, recipes

__all__ = ["list_recipes"]


def list_recipes(options: argparse.Namespace) -> int:
    """Print them, the user's own first; exit code 1 where a file of the user's has mistakes."""
    speak_to_programs(options)
    entries = recipes()
    if options.json:
        put(json.dumps(list(map(_as_json, entries)), indent=2, ensure_ascii=False))
    else:
        width = max(len(printable(entry.name)) for entry in entries)
        for entry in entries:
            put(f"{printable(entry.name):<{width}}  {printable(_(entry.title))}")
        words = (
            _("Your own are files in {directory}. Run one: ovh-explorer run --demo NAME")
            if options.demo
            else _("Your own are files in {directory}. Run one: ovh-explorer run NAME")
        )
        say(words.format(directory=own_directory()))
    return 1 if any(entry.mistakes for entry in entries) else 0


def _as_json(entry: RecipeEntry) -> dict[str, Any]:
    recipe = entry.recipe
    return {
        "name": entry.name,
        "title": recipe.title if recipe else None,
        "description": recipe.description if recipe else None,
        "file": str(entry.path) if entry.path else None,
        "parameters": [asdict(item) for item in recipe.parameters] if recipe else [],
        "steps": [operation_title(item.branch, item.method, item.path) for item in recipe.steps]
        if recipe
        else [],
        "mistakes": list(entry.mistakes),
    }
