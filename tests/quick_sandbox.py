"""The sandbox, whose tasks take a tenth of their time: for tests that wait until one is done."""

import sys

from ovh_explorer.sandbox import lifecycle

# Before they are imported by name.
lifecycle.STARTED, lifecycle.WHOLE = lifecycle.STARTED / 10, lifecycle.WHOLE / 10

from ovh_explorer.sandbox.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
