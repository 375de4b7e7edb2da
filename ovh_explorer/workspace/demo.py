"""The embedded demo: its sandbox, and the directory of its files, for one run."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from ovh_explorer.temporary import TemporaryDirectory

if TYPE_CHECKING:
    from ovh_explorer.sandbox.process import SandboxProcess

__all__ = ["Demo"]


class Demo:
    """The sandbox of a demo and its directory; both end with the run.

    Args:
        url: a sandbox that runs already, instead of one of the demo's own.
    """

    def __init__(self, url: str = "") -> None:
        self._url = url
        self._sandbox: SandboxProcess | None = None
        self._directory: TemporaryDirectory | None = None

    async def start(self) -> str:
        """Start the sandbox, and give its URL.

        Raises:
            SandboxError: when it doesn't start.
        """
        if self._url:
            return self._url
        from ovh_explorer.sandbox.process import SandboxProcess

        self._sandbox = SandboxProcess.begin()
        return await asyncio.to_thread(self._sandbox.wait_ready)

    @property
    def has_ended(self) -> bool:
        """Whether the demo's own sandbox was started and runs no more."""
        return self._sandbox is not None and not self._sandbox.is_running

    @property
    def directory(self) -> Path:
        """The directory of the demo's files; made on first use."""
        if self._directory is None:
            self._directory = TemporaryDirectory("demo")
        return self._directory.path

    async def stop(self) -> None:
        """End the sandbox."""
        if self._sandbox is not None:
            await asyncio.to_thread(self._sandbox.stop)

    def remove_files(self) -> None:
        """Remove the directory."""
        if self._directory is not None:
            self._directory.remove()
