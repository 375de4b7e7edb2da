"""The process that works out for the next TAB what a change of the settings has changed."""

import sys

from ovh_explorer.cli.completion.context import find_context

__all__ = ["renew"]


def renew(words: list[str]) -> None:
    """Work out and keep the context of ``--endpoint=…``, ``--profile=…`` and ``--config=…``."""
    pairs = (word.partition("=") for word in words)
    find_context({name: [value] for name, _, value in pairs}, now=True)


if __name__ == "__main__":
    renew(sys.argv[1:])
