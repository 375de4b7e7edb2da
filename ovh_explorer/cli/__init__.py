"""The command line: thin, over the same rooms as the screen."""

import sys
from collections.abc import Sequence

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; answers its exit code: 0 done, 1 an error or no answer, 2 wrong usage or a refusal."""
    from ovh_explorer.cli.options import parse

    options = parse(list(sys.argv[1:] if arguments is None else arguments))
    try:
        return int(options.run(options))
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever read our output has gone; nobody is left to tell.
        sys.stderr.close()
        return 1
