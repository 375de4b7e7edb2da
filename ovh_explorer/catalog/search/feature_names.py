"""Names of the features that the ranking weighs, in the order of their values."""

# No words for people: names of what is weighed, as the file of the weights has them.

__all__ = [
    "DESCRIBED", "FITS", "MATCHES", "OPENED", "RECEIVED", "SENT", "SHAPES", "STATICS",
]  # fmt: skip

SHAPES = (
    "GET list", "GET item", "GET other", "POST to list", "POST other", "PUT item", "PUT other",
    "DELETE item", "DELETE other",
)  # fmt: skip
"""What an operation is to its collection: the one that lists it, shows one of it…"""

STATICS = (
    "deprecated",
    "beta",
    "v2",
    "order",
    "price",
    "segments",
    "placeholders",
    "head words",
    "one word",
)
"""What is known of an operation before a query is made."""

_SOURCES = ("said", "inside", "meant", "phrase", "weak", "begun", "verb said", "verb meant")
_POSITIONS = ("last", "path", "last part", "path part")
MATCHES = tuple(f"{source}: {position}" for source in _SOURCES for position in _POSITIONS)
"""How a unit can be in a path, from 0 on: whence the word, and where it stands."""
DESCRIBED = tuple(
    f"{source}: description" for source in ("said", "inside", "phrase", "begun", "verb said")
)
SENT, RECEIVED, OPENED = "sent", "received", "placeholder"

FITS = (
    "coverage by path", "coverage", "words missing", "no word missing", "head left over",
    "path left over", "rarity left over", "last left over", "nothing left over", "verb in path",
    "action left over", "says just that",
)  # fmt: skip
"""How well an operation fits as a whole."""
