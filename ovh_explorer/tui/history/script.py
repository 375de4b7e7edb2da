"""A script of requests of the history, written in a thread: one of hundreds takes a while."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ovh_explorer.workspace.calls.background_code import write_beside

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
    return await write_beside(
        workspace.settings,
        workspace.store.path,
        workspace.forms.schemas_version,
        lambda writer: writer.script(language, calls, choices),
    )
