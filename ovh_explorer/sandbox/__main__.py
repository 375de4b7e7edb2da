"""``python -m ovh_explorer.sandbox [SCHEMAS] [PORT]``: the sandbox as :mod:`ovh_explorer.sandbox.process` starts it."""

import sys
from pathlib import Path

from ovh_explorer.sandbox.server import SandboxError, serve


def main() -> int:
    """Serve until standard input ends."""
    schemas = Path(sys.argv[1]) if len(sys.argv) > 1 and sys.argv[1] else None
    port = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    try:
        serve(port, schemas, ready=_announce, until_input_ends=True)
    except SandboxError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


def _announce(url: str) -> None:
    sys.stdout.write(f"READY {url}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
