"""The screen."""

import argparse
import sys

from ovh_explorer.cli.place import CommandError, workspace_of
from ovh_explorer.cli.terminal import fail

__all__ = ["explore"]


def explore(options: argparse.Namespace) -> int:
    """Run the terminal program until it is quit."""
    try:
        workspace = workspace_of(options)
    except CommandError as error:
        return fail(str(error), error.code)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return fail("The explorer needs a terminal; in scripts use `ovh-explorer try`, `code` and `search`.")
    from ovh_explorer.tui.app import ExplorerApp

    workspace.keeps_history = not options.no_history
    app = ExplorerApp(workspace, " ".join(options.target))
    app.run()
    return app.return_code or 0
