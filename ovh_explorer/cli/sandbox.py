"""``sandbox``: run a local sandbox of the API."""

import argparse

from ovh_explorer.cli.streams import put
from ovh_explorer.cli.terminal import fail

__all__ = ["serve_sandbox"]


def serve_sandbox(options: argparse.Namespace) -> int:
    """Serve until interrupted; says ``READY http://127.0.0.1:PORT`` once it is ready."""
    from ovh_explorer.sandbox.arguments import serve_by_options
    from ovh_explorer.sandbox.server import SandboxError

    try:
        serve_by_options(options, lambda url: put(f"READY {url}"))
    except SandboxError as error:
        return fail(str(error))
    return 0
