"""The languages there are. It imports nothing: TAB imports it."""

__all__ = ["LANGUAGES", "Language"]


class Language:
    """A language.

    Attributes:
        name: what it calls itself.
        plural_forms: how many forms a number gives a word, and which, as gettext writes it.
        separators: between thousands, and before decimals.
    """

    __slots__ = ("name", "plural_forms", "separators")

    def __init__(self, name: str, plural_forms: str, separators: tuple[str, str]) -> None:
        self.name = name
        self.plural_forms = plural_forms
        self.separators = separators


LANGUAGES = {
    "en": Language("English", "nplurals=2; plural=(n != 1);", (",", ".")),
    "fr": Language("français", "nplurals=2; plural=(n > 1);", ("\u202f", ",")),
}
"""By their codes. Each but English has a directory of this name beside this module, with a catalog
for each package of code.
"""
