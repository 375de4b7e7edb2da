"""Code that is written in a thread, with a catalog of its own: that of a large body, or of hundreds
of requests, takes a while.
"""

import asyncio
from collections.abc import Callable
from pathlib import Path

from ovh_explorer.catalog.store import Store
from ovh_explorer.workspace.calls.code import CodeWriter
from ovh_explorer.workspace.settings import Settings
from ovh_explorer.workspace.storage.open_forms import OpenForms

__all__ = ["write_beside"]


async def write_beside(
    settings: Settings, path: Path, version: str, write: Callable[[CodeWriter], str]
) -> str:
    """What `write` makes of a writer of code, in a thread.

    Args:
        settings: those in use.
        path: of the catalog.
        version: of the schemas, as the forms that are open have it.

    Raises:
        StoreError: when the catalog, which describes calls, can't be read.
    """

    def written() -> str:
        # The event loop's is in use by it.
        with Store(path) as store:
            forms = OpenForms(lambda: store)
            forms.use_schemas_version(version)
            return write(CodeWriter(lambda: settings, forms.new, lambda: store))

    return await asyncio.to_thread(written)
