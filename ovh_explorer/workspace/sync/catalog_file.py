"""Where the catalog of a run is kept: the user's cache, which is a convenience, or a file for the
run alone.
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from ovh_explorer.catalog.store import Store, StoreError, store_path
from ovh_explorer.config import ConfigError, cache_dir, ensure_dir
from ovh_explorer.files import reason_of
from ovh_explorer.translation import _

if TYPE_CHECKING:
    from ovh_explorer.temporary import TemporaryDirectory

__all__ = ["CatalogFile"]


class CatalogFile:
    """The store of one endpoint's catalog.

    Args:
        root: the endpoint's.
        directory: of the catalogs; the user's cache by default.

    Raises:
        StoreError: when there is none to be had, not even a temporary one.
    """

    def __init__(self, root: str, directory: Path | None) -> None:
        self._temporary: TemporaryDirectory | None = None
        self._problem = ""
        self.store = self._open(root, directory)

    @property
    def is_temporary(self) -> bool:
        """Whether the catalog is kept for this run only."""
        return self._temporary is not None

    @property
    def notice(self) -> str:
        """What the user should know about the file; "" for nothing."""
        return self._problem or self.store.notice

    def make_temporary(self, problem: str) -> bool:
        """Go on with a new catalog for this run alone, since the user's can't be written.

        False where that would bring nothing: it is one already, or everything is in the user's.

        Args:
            problem: why the user's can't be written, in words.
        """
        if self.store.counts().is_whole() or self.is_temporary:
            return False
        try:
            self.store.move_to(self._temporary_file(problem))
        except StoreError:
            return False
        return True

    def close(self) -> None:
        """Close the store, and remove what was for this run."""
        self.store.close()
        if self._temporary is not None:
            self._temporary.remove()

    def _open(self, root: str, directory: Path | None) -> Store:
        try:
            directory = directory or cache_dir()
            path = store_path(directory, root)
            # A catalog that is there can be read in a directory that can't be written to.
            if not os.path.exists(path):  # noqa: PTH110 - Path.exists raises where a directory can't be entered
                ensure_dir(directory)
            store = Store(path)
            if store.read_only and not store.counts().fetched:
                store.close()
                raise ConfigError(
                    _("The catalog {path} is empty and can't be written.").format(path=path)
                )
        except ConfigError as error:
            advice = _("Set XDG_CACHE_HOME to a directory that can be written to.")
            return Store(self._temporary_file(f"{error} {advice}"))
        except StoreError as error:
            return Store(self._temporary_file(str(error)))
        return store

    def _temporary_file(self, problem: str) -> Path:
        from ovh_explorer.temporary import TemporaryDirectory

        try:
            self._temporary = TemporaryDirectory("catalog")
        except OSError as error:
            words = _("Nor is there a temporary directory: {reason}.").format(
                reason=reason_of(error)
            )
            raise StoreError(f"{problem} {words}") from None
        words = _("The catalog is kept for this run only.")
        self._problem = f"{problem} {words}"
        return self._temporary.path / "catalog.db"
