"""The names of all preferences: under which name each choice of the user is kept.

A new one gets a name here; what reads and sets it stands where the choice is made.
"""

# No words for people: under these names a file has the preferences.

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ovh_explorer.call import Call

__all__ = [
    "CODE_CONFIGURED",
    "CODE_LANGUAGE",
    "CODE_MODULES",
    "CODE_PAGES",
    "CODE_PARAMETERS",
    "CODE_WAITS",
    "COMPLETES_VALUES",
    "LAYOUT",
    "PANE_SIZES",
    "PRODUCTS_VIEW",
    "THEME",
    "columns_of",
    "filter_of",
    "last_place",
    "news_seen",
    "time_of_news",
]

THEME = "theme"
"""The theme, by its name."""

LAYOUT = "layout"
"""How request and response stand: ``stacked`` for one over the other, or nothing."""

PANE_SIZES = "pane sizes"
"""The sizes of the panes that were changed: ``products=40 beside=45 stacked=60``."""

PRODUCTS_VIEW = "products as"
"""How a product's operations are shown: ``list``, or nothing for the tree."""

CODE_LANGUAGE = "code language"
"""The languages that code was shown in by their names, the last one first, parted by blanks."""

CODE_CONFIGURED = "code from configuration"
"""Whether code takes credentials from the environment or ``ovh.conf``: ``1`` or nothing."""

CODE_MODULES = "code as module"
"""Whether code of Node.js is an ES module, likewise."""

CODE_PAGES = "code of all pages"
"""Whether code follows the pages of a list, likewise."""

CODE_PARAMETERS = "code with parameters"
"""Whether code says in comments what the parameters are, likewise."""

CODE_WAITS = "code that waits"
"""Whether code waits for the task that an operation answers with, likewise."""

COMPLETES_VALUES = "completion of values"
"""Whether completion in a shell offers values from the account: ``1`` or nothing."""


def last_place(root: str) -> str:
    """Where the last operation of an endpoint stands in the tree."""
    return f"place {root}"


def news_seen(root: str) -> str:
    """The time of the newest change of an endpoint's API that the user has seen, in seconds since
    1970.
    """
    return f"news {root}"


def time_of_news(text: str) -> float:
    """The time that the preference :func:`news_seen` holds; 0, at which nothing was seen, where it
    holds none.
    """
    try:
        return float(text or 0)
    except ValueError:
        return 0.0


def filter_of(call: "Call", *, gathered: bool) -> str:
    """The filter of an operation's responses; one more for the details of its items."""
    return f"filter {_operation(call, gathered)}"


def columns_of(call: "Call", *, gathered: bool) -> str:
    """The columns that the table of an operation's responses shows, likewise."""
    return f"columns {_operation(call, gathered)}"


def _operation(call: "Call", gathered: bool) -> str:
    return f"{call.branch} {call.method} {call.path}{' details' if gathered else ''}"
