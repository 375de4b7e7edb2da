"""Reads the catalog of a language, compiled from the ``.po`` files of its directory."""

import os
from gettext import GNUTranslations

__all__ = ["read_catalog"]

COMPILED = "messages.mo"
"""The file in the directory of a language. Building and installing the program write it, and
``scripts/translations compile``.
"""


def read_catalog(language: str) -> GNUTranslations:
    """The translations of a language.

    Raises:
        FileNotFoundError: it isn't compiled, in a clone that was never installed.
    """
    path = os.path.join(os.path.dirname(__file__), language, COMPILED)
    try:
        with open(path, "rb") as file:
            return GNUTranslations(file)
    except NotADirectoryError:  # in a zip
        from importlib import resources

        with resources.files(__package__).joinpath(language, COMPILED).open("rb") as file:
            return GNUTranslations(file)
