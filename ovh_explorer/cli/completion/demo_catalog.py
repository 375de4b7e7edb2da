"""The demo's catalog as a file of its own: a demo keeps nothing that TAB could read."""

import os
import time
from contextlib import suppress

from ovh_explorer import __version__
from ovh_explorer.cli.completion.background import start
from ovh_explorer.cli.completion.context import directory

__all__ = ["demo_catalog"]

# Seconds in which one that is being made is not begun again.
_PAUSE = 60.0


def demo_catalog() -> str:
    """The file; the first TAB has it made for the next one."""
    path = _file()
    if not os.path.exists(path) and _begin(f"{path}.begun"):
        start("demo_catalog")
    return path


def _file() -> str:
    return os.path.join(directory(), f"completion-demo-{__version__}.db")


def _begin(mark: str) -> bool:
    try:
        os.makedirs(os.path.dirname(mark), mode=0o700, exist_ok=True)
        with suppress(FileNotFoundError):
            if 0 <= time.time() - os.stat(mark).st_mtime < _PAUSE:
                return False
            os.unlink(mark)
        os.close(os.open(mark, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except OSError:  # another TAB was faster, or nothing can be kept here
        return False
    return True


def make(path: str) -> None:
    """Write the demo's catalog to `path`, which is there whole or not at all."""
    from pathlib import Path

    from ovh_explorer.catalog.schema import parse_index
    from ovh_explorer.catalog.store import Store
    from ovh_explorer.sandbox.documents import Documents

    new = f"{path}.{os.getpid()}"
    documents = Documents()
    with Store(Path(new)) as store:
        for branch in ("v1", "v2"):
            index = documents.index(branch)
            entries = [] if index is None else parse_index(index.content)
            store.put_index(branch, entries)
            for entry in entries:
                if document := documents.document(branch, entry.path):
                    store.put_document(branch, entry.path, document.content)
    os.replace(new, path)
    with suppress(FileNotFoundError):
        os.unlink(f"{path}.begun")


if __name__ == "__main__":
    make(_file())
