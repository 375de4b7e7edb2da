"""The paths of what a filter found, each cut so that no two look alike."""

from collections.abc import Iterable

from ovh_explorer.tui.drawing.path_cuts import path_cuts

__all__ = ["FoundPaths"]


class FoundPaths:
    """Cuts all paths of a list once for each width that they are drawn in."""

    def __init__(self, paths: Iterable[tuple[str, int]] = ()) -> None:
        """`paths` each with the columns that others stand in beside it."""
        self._paths = dict(paths)
        self._width = 0
        self._cuts: dict[str, str] = {}

    def cut(self, path: str, width: int) -> str:
        """A path of the list where its line has `width` columns."""
        if width != self._width:
            rooms = [max(1, width - beside) for beside in self._paths.values()]
            cuts = path_cuts(list(self._paths), rooms)
            self._width, self._cuts = width, dict(zip(self._paths, cuts, strict=True))
        return self._cuts.get(path, path)
