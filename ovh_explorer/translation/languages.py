"""The languages there are."""

from typing import NamedTuple

__all__ = ["LANGUAGES", "Language"]


class Language(NamedTuple):
    """A language.

    Attributes:
        name: what it calls itself.
        plural_from: the first number that has the plural.
        separators: between thousands, and before decimals.
    """

    name: str
    plural_from: int
    separators: tuple[str, str]


LANGUAGES = {
    "en": Language("English", 2, (",", ".")),
    "fr": Language("français", 2, ("\u202f", ",")),
}
"""By their codes. Each but English has a directory of this name beside this module, with a catalog
for each package of code.
"""
