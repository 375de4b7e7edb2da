"""What is wrong with the files that this program keeps."""

from typing import TYPE_CHECKING, Any

from ovh_explorer.text import printable
from ovh_explorer.translation import _

if TYPE_CHECKING:
    from textual.app import App

    from ovh_explorer.workspace.workspace import Workspace

__all__ = ["say_problems"]


def say_problems(app: "App[Any]", workspace: "Workspace") -> None:
    """Say what is wrong with them, each thing once."""
    problems = list(iter(workspace.new_problem, ""))
    if problems:
        words = "\n".join(map(printable, problems))
        app.notify(words, title=_("Files"), severity="warning", timeout=10, markup=False)
