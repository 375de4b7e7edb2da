"""Whether the tour was offered before: a file that is there, or not."""

from pathlib import Path

from ovh_explorer.config import ConfigError, ensure_dir, state_dir

__all__ = ["TourOffer"]


class TourOffer:
    """The one offer of the tour. Reads and writes a file: to be called in a thread.

    Args:
        path: the file; the user's own by default.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path

    def use(self) -> bool:
        """Whether the tour is to be offered now; from then on it was offered, where that can be
        kept.
        """
        path = self._path or state_dir() / "tour-offered"
        try:
            ensure_dir(path.parent)
            path.open("x").close()
        except FileExistsError:
            return False
        except (ConfigError, OSError):
            # It is offered again: that costs a line, and hides nothing.
            return True
        return True
