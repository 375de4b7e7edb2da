"""``python -m ovh_explorer``: the same program as the ``ovh-explorer`` command."""

import sys

from ovh_explorer.cli import main

if __name__ == "__main__":
    sys.exit(main())
