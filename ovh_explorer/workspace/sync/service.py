"""Keeping the catalog fresh from a process of its own, so that a document of 4 MB never stops the
screen.
"""

import asyncio
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ovh_explorer.children import environment, python_of
from ovh_explorer.files import reason_of
from ovh_explorer.translation import _

__all__ = ["CatalogSync", "SyncEvent"]


@dataclass(frozen=True, slots=True)
class SyncEvent:
    """What the process says.

    `kind` is ``progress`` (a document was looked at: `done` of `total`), ``index`` (the products of
    a branch are known), ``got`` (the product `path` is in the store), ``failed`` (it isn't;
    `problem` says why), ``end`` (nothing is left to do; `problem` says what went wrong, if
    anything), ``over`` (the process has ended because everything is in the store) or ``lost`` (it
    is gone, or speaks nonsense). `cause` is as in :class:`ovh_explorer.catalog.sync.Progress`.
    """

    kind: str
    branch: str = ""
    path: str = ""
    done: int = 0
    total: int = 0
    problem: str = ""
    cause: str = ""


class CatalogSync:
    """The process that fetches documents into the store, and what it says.

    Args:
        root: the API's root without branch, the only host it speaks to.
        database: the store's file.
        listen: called in the event loop with each :class:`SyncEvent`.
    """

    def __init__(self, root: str, database: Path, listen: Callable[[SyncEvent], None]) -> None:
        self._root = root
        self._database = database
        self._listen = listen
        self._process: asyncio.subprocess.Process | None = None
        self._reader: asyncio.Task[None] | None = None

    async def start(self, *, all_again: bool = False) -> None:
        """Start fetching what is missing or old; with `all_again` everything is asked for again."""
        if self._process is not None and self._process.returncode is None:
            return
        try:
            self._process = await asyncio.create_subprocess_exec(
                *python_of("ovh_explorer.workspace.sync.process"),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
                limit=1 << 20,
                env=environment(),
                # The terminal's ctrl+c is the explorer's to answer.
                start_new_session=sys.platform != "win32",
            )
        except OSError as error:
            words = _("the process that fetches it can't be started: {reason}").format(
                reason=reason_of(error)
            )
            self._listen(SyncEvent("lost", problem=words))
            return
        self._say({"root": self._root, "database": str(self._database), "all": all_again})
        self._reader = asyncio.create_task(self._read())

    def want(self, branch: str, path: str) -> None:
        """Ask for one product before the others."""
        self._say({"branch": branch, "path": path})

    @property
    def is_running(self) -> bool:
        """Whether the process can be asked for a product."""
        return self._process is not None and self._process.returncode is None

    async def stop(self) -> None:
        """End the process; what it was fetching stays as it was."""
        if self._reader is not None:
            self._reader.cancel()
        process = self._process
        if process is not None and process.returncode is None:
            process.kill()
            await process.wait()

    def _say(self, message: dict[str, object]) -> None:
        process = self._process
        if process is not None and process.stdin is not None and not process.stdin.is_closing():
            process.stdin.write(json.dumps(message).encode() + b"\n")

    async def _read(self) -> None:
        process = self._process
        assert process is not None
        assert process.stdout is not None
        lost = ""
        try:
            async for line in process.stdout:
                self._listen(SyncEvent(**json.loads(line)))
        except (ValueError, TypeError) as error:
            # What waits for a document is told all the same.
            lost = _("the process that fetches it can't be understood: {error}").format(error=error)
            process.kill()
        if await process.wait() != 0 and not lost:
            lost = _("the process that fetches it ended early")
        self._listen(SyncEvent("lost", problem=lost) if lost else SyncEvent("over"))
