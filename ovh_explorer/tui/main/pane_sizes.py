"""How much of the screen each pane has: the lines between panes can be dragged."""

from collections.abc import Callable
from typing import NamedTuple

from textual.geometry import Offset, Region

__all__ = ["Divider", "PaneSizer", "PaneSizes"]

# Columns and lines that a pane keeps at least; those beside the products have as many each.
_MIN_COLUMNS, _MIN_LINES = 24, 6
# What one press of a key changes: columns, and hundredths.
_STEP_COLUMNS, _STEP_SHARE = 4, 5
_SHARES = {"beside": 50, "stacked": 40}


class PaneSizes(NamedTuple):
    """The sizes that the user chose; None for those that were not changed.

    Attributes:
        products: columns of the products.
        beside: of the columns of request and response, the hundredths that the request has.
        stacked: of their lines, likewise, where they stand one over the other.
    """

    products: int | None = None
    beside: int | None = None
    stacked: int | None = None

    def __str__(self) -> str:
        """As it is kept: ``products=40 beside=45``."""
        chosen = (("products", self.products), ("beside", self.beside), ("stacked", self.stacked))
        return " ".join(f"{name}={size}" for name, size in chosen if size is not None)

    @classmethod
    def read(cls, text: str) -> "PaneSizes":
        """What :meth:`__str__` wrote; what isn't understood is left out."""
        parts = (part.partition("=") for part in text.split())
        known = {
            name: int(size)
            for name, _, size in parts
            if name in cls._fields and size.isdecimal() and len(size) < 5
        }
        return cls(**known)


class Divider(NamedTuple):
    """A line between two panes.

    Attributes:
        name: the size that it changes.
        region: where it is on the screen: the edges of both frames.
        whole: the part of the screen that it divides.
    """

    name: str
    region: Region
    whole: Region


class PaneSizer:
    """Moves the lines between panes, by the mouse or a step at a time.

    Args:
        dividers: the lines between the panes that are shown.
        changed: has the panes stand as :attr:`sizes` say.
        keep: keeps a size that was chosen, by its name, for other runs.
    """

    def __init__(
        self,
        dividers: Callable[[], list[Divider]],
        changed: Callable[[], object],
        keep: Callable[[str, int | None], object],
    ) -> None:
        self.sizes = PaneSizes()
        self._dividers = dividers
        self._changed = changed
        self._keep = keep
        self._dragged: Divider | None = None
        self._has_moved = False

    def use(self, sizes: PaneSizes) -> None:
        """Have the panes stand as they did in another run."""
        self.sizes = sizes
        self._changed()

    def reset(self) -> None:
        """Have all of them be as at first."""
        self.use(PaneSizes())
        for name in PaneSizes._fields:
            self._keep(name, None)

    def share(self, name: str) -> int:
        """The hundredths that the request has of ``beside`` or ``stacked``."""
        chosen = self.sizes.beside if name == "beside" else self.sizes.stacked
        return _SHARES[name] if chosen is None else max(1, min(99, chosen))

    def step(self, name: str, now: int, by: int) -> None:
        """Move a line to the right or down; to the left or up where `by` is negative."""
        self._set(name, now + by * (_STEP_COLUMNS if name == "products" else _STEP_SHARE))
        self._keep_size(name)

    # By the mouse. It isn't captured: a dialog that opens meanwhile has it at once.

    def press(self, at: Offset) -> None:
        """The button was pressed there: what follows may drag a line."""
        self._dragged, self._has_moved = self._divider_at(at), False

    def drag(self, at: Offset) -> None:
        """The mouse was moved there, its button held."""
        if self._dragged is None:
            return
        whole = self._dragged.whole
        if self._dragged.name == "products":
            size = at.x - whole.x + 1
        elif self._dragged.name == "beside":
            size = round(100 * (at.x - whole.x + 1) / whole.width)
        else:
            size = round(100 * (at.y - whole.y + 1) / whole.height)
        self._has_moved = True
        self._set(self._dragged.name, size)

    def release(self) -> None:
        """The button isn't held any more."""
        if self._dragged is not None and self._has_moved:
            self._keep_size(self._dragged.name)
        self._dragged = None

    def reset_at(self, at: Offset) -> None:
        """Bring a line back to where it was at first."""
        divider = self._divider_at(at)
        if divider is not None:
            self._set(divider.name, None)
            self._keep_size(divider.name)

    def _keep_size(self, name: str) -> None:
        self._keep(name, getattr(self.sizes, name))

    def _divider_at(self, at: Offset) -> Divider | None:
        return next((one for one in self._dividers() if one.region.contains_point(at)), None)

    def _set(self, name: str, size: int | None) -> None:
        divider = next((one for one in self._dividers() if one.name == name), None)
        if size is not None and divider is not None:
            size = _fitting(name, size, divider.whole)
        self.use(self.sizes._replace(**{name: size}))


def _fitting(name: str, size: int, whole: Region) -> int:
    """A size that leaves room for all panes."""
    if name == "products":
        return max(_MIN_COLUMNS, min(size, whole.width - 2 * _MIN_COLUMNS))
    across, least = (whole.width, _MIN_COLUMNS) if name == "beside" else (whole.height, _MIN_LINES)
    smallest = min(50, -(-100 * least // max(1, across)))
    return max(smallest, min(size, 100 - smallest))
