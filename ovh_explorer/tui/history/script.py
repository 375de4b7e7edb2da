"""A script of requests of the history, written in a thread: one of hundreds takes a while."""

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ovh_explorer.workspace.calls.code import CodeChoices
    from ovh_explorer.workspace.storage.history import HistoryEntry
    from ovh_explorer.workspace.workspace import Workspace

__all__ = ["write_script"]


async def write_script(
    language: str,
    entries: "Sequence[HistoryEntry]",
    workspace: "Workspace",
    choices: "CodeChoices",
) -> str:
    """The script of these requests, as they were sent.

    Raises:
        SnippetError: when one of them can't be written.
        StoreError: when the catalog, which describes them, can't be read.
    """
    calls = [entry.call for entry in entries]
    settings, path = workspace.settings, workspace.store.path
    version = workspace.forms.schemas_version

    def written() -> str:
        from ovh_explorer.catalog.store import Store
        from ovh_explorer.workspace.calls.code import CodeWriter
        from ovh_explorer.workspace.storage.open_forms import OpenForms

        # The event loop's is in use by it.
        with Store(path) as store:
            forms = OpenForms(lambda: store)
            forms.use_schemas_version(version)
            writer = CodeWriter(lambda: settings, forms.new, lambda: store)
            return writer.script(language, calls, choices)

    return await asyncio.to_thread(written)
