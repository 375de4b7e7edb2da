"""``python -m ovh_explorer.sandbox``: the sandbox as :mod:`ovh_explorer.sandbox.process` starts it.

It takes the options of ``ovh-explorer sandbox``, and ends when its standard input does.
"""

import argparse
import sys

from ovh_explorer.sandbox.arguments import add_arguments, epilog, serve_by_options
from ovh_explorer.sandbox.server import SandboxError
from ovh_explorer.translation import _
from ovh_explorer.translation.choice import inherit


def main() -> int:
    """Serve until standard input ends."""
    inherit()
    parser = argparse.ArgumentParser(
        prog="python -m ovh_explorer.sandbox",
        description=_("Run a local sandbox of the API until standard input ends."),
        epilog=epilog(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_arguments(parser)
    try:
        serve_by_options(parser.parse_args(), _announce, until_input_ends=True)
    except SandboxError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


def _announce(url: str) -> None:
    sys.stdout.write(f"READY {url}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
