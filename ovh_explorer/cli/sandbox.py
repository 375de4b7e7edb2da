"""``sandbox``: run a local sandbox of the API."""

import argparse

from ovh_explorer.cli.streams import put
from ovh_explorer.cli.terminal import fail, say
from ovh_explorer.translation import _

__all__ = ["serve_sandbox"]


def serve_sandbox(options: argparse.Namespace) -> int:
    """Serve until interrupted; says ``READY http://127.0.0.1:PORT`` once it is ready, and on
    standard error, which programs don't read, how to use it.
    """
    from ovh_explorer.sandbox.arguments import client_environment, serve_by_options
    from ovh_explorer.sandbox.server import SandboxError

    def announce(url: str) -> None:
        put(f"READY {url}")
        say(_("In another terminal, put this before a command; ctrl+c ends the sandbox:"))
        say(client_environment(url))

    try:
        serve_by_options(options, announce)
    except SandboxError as error:
        return fail(str(error))
    return 0
