"""The command without a name: runs the screen."""

import argparse
import os
import sys
from difflib import get_close_matches

from ovh_explorer.cli.open_workspace import CommandError, workspace_of
from ovh_explorer.operation_names import METHODS
from ovh_explorer.translation import _, quoted

__all__ = ["explore"]


def explore(options: argparse.Namespace) -> int:
    """Run the terminal program until it is quit."""
    try:
        workspace = workspace_of(options, may_choose=True)
        _refuse_to_start(options.target)
    except CommandError as error:
        from ovh_explorer.cli.terminal import fail

        return fail(str(error), error.code)
    from ovh_explorer.tui.app import ExplorerApp
    from ovh_explorer.tui.terminal.signs import shows_little

    workspace.keeps_history = not options.no_history
    app = ExplorerApp(workspace, " ".join(options.target), few_colours=shows_little())
    app.run()
    if app.return_code is None:  # neither quit nor broken: a signal
        raise KeyboardInterrupt
    return app.return_code


def _refuse_to_start(target: list[str]) -> None:
    """Raise a :class:`CommandError` where there is no terminal for a screen, or too many words."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise CommandError(
            _(
                "The explorer needs a terminal; in scripts use `ovh-explorer try`, `code` and "
                "`search`."
            )
        )
    if sys.platform != "win32" and (problem := _too_plain(os.environ.get("TERM", ""))):
        raise CommandError(problem)
    if problem := _given_twice(target):
        raise CommandError(problem)


def _given_twice(target: list[str]) -> str:
    """Why the words are more than one operation to open; "" where they aren't: a path, or a method
    and a path.
    """
    if len(target) < 2 or (len(target) == 2 and target[0].upper() in METHODS):
        return ""
    from ovh_explorer.cli.options import COMMANDS

    words = _(
        "Several things to open are given: {names}. Give one, in quotes where it has "
        "blanks: 'GET /me'."
    ).format(names=", ".join(map(quoted, target)))
    near = get_close_matches(target[0], COMMANDS, 1)
    return " ".join([words, *(_("Did you mean {name}?").format(name=name) for name in near)])


def _too_plain(term: str) -> str:
    """Why a terminal of this name can't show a screen, and what to do; "" where it may."""
    if term not in ("", "dumb", "unknown"):
        return ""
    problem = _(
        "This terminal doesn't say what it is (TERM is not set): it can't move its cursor, which "
        "the explorer needs."
    )
    if term:
        problem = _(
            "This terminal says TERM={term}: it can't move its cursor, which the explorer needs."
        ).format(term=term)
    advice = _(
        "Where it can, say which it is, as in TERM=xterm-256color. `ovh-explorer try`, `code` and "
        "`search` need no such terminal."
    )
    return f"{problem}\n{advice}"
