"""What each feature of a match counts; the figures come from ``python -m tests.train_search``."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

__all__ = ["Weights", "weights"]

_OWN_VERB = "verb said: last"  # not for people: the name of what is weighed
_OTHER_VERB = "verb meant: "  # not for people: likewise


@dataclass(frozen=True, slots=True)
class Weights:
    """What features count, by their names; `shapes` by the class of a verb and an operation's
    shape.
    """

    named: Mapping[str, float]
    matches: tuple[float, ...]
    described: tuple[float, ...]
    opened: float
    sent: float
    received: float
    statics: tuple[float, ...]
    fits: tuple[float, ...]
    shapes: Mapping[str, tuple[float, ...]]

    @classmethod
    def of(cls, named: Mapping[str, float]) -> "Weights":
        """Those of a table; what it doesn't name counts nothing."""
        from ovh_explorer.catalog.search.feature_names import (
            DESCRIBED,
            FITS,
            MATCHES,
            OPENED,
            RECEIVED,
            SENT,
            SHAPES,
            STATICS,
        )

        named = _own_word_first(named)
        classes = {name.partition(" → ")[0] for name in named if " → " in name}
        return cls(
            named,
            tuple(named.get(name, 0.0) for name in MATCHES),
            tuple(named.get(name, 0.0) for name in DESCRIBED),
            named.get(OPENED, 0.0),
            named.get(SENT, 0.0),
            named.get(RECEIVED, 0.0),
            tuple(named.get(name, 0.0) for name in STATICS),
            tuple(named.get(name, 0.0) for name in FITS),
            {of: tuple(named.get(f"{of} → {shape}", 0.0) for shape in SHAPES) for of in classes},
        )


def _own_word_first(named: Mapping[str, float]) -> Mapping[str, float]:
    """The same, and no other word for a verb counts more than the verb itself at a path's end:
    ``move`` is POST /ip/{ip}/move before it is any migration.
    """
    if _OWN_VERB not in named:
        return named
    most = named[_OWN_VERB]
    return {
        name: min(weight, most) if name.startswith(_OTHER_VERB) else weight
        for name, weight in named.items()
    }


@lru_cache(maxsize=1)
def weights() -> Weights:
    """The program's weights."""
    return Weights.of(
        json.loads(resources.files(__package__).joinpath("weights.json").read_text("utf-8"))
    )
