"""The languages there are. It imports nothing: TAB imports it."""

__all__ = ["LANGUAGES", "Language"]


class Language:
    """A language.

    Attributes:
        name: what it calls itself.
        plural_from: the first number that has the plural.
        separators: between thousands, and before decimals.
        days: how a day is written with its year, and without, as `time.strftime` has it.
    """

    __slots__ = ("days", "name", "plural_from", "separators")

    def __init__(
        self, name: str, plural_from: int, separators: tuple[str, str], days: tuple[str, str]
    ) -> None:
        self.name = name
        self.plural_from = plural_from
        self.separators = separators
        self.days = days


LANGUAGES = {
    "en": Language("English", 2, (",", "."), ("%Y-%m-%d", "%d %b")),
    "fr": Language("français", 2, ("\u202f", ","), ("%d/%m/%Y", "%d/%m")),
}
"""By their codes. Each but English has a directory of this name beside this module, with a catalog
for each package of code.
"""
