"""Whether the profile of a run is read-only, as it was when the files were last read."""

import asyncio
from collections.abc import Callable

from ovh_explorer.workspace.storage.read_only import ReadOnly, ReadOnlyState

__all__ = ["ReadOnlySetting"]


class ReadOnlySetting:
    """The read-only setting of the profile in use.

    Args:
        files: keep it for each profile.
        profile: the name of the profile in use.
    """

    def __init__(self, files: ReadOnly, profile: Callable[[], str]) -> None:
        self.files = files
        self._profile = profile
        self.state = ReadOnlyState(False)
        """As it was when :meth:`look` or :meth:`set` last read it."""

    async def look(self) -> ReadOnlyState:
        """Read it again: another program may have set it, or lifted it."""
        self.state = await asyncio.to_thread(self.files.state, self._profile())
        return self.state

    async def set(self, is_on: bool) -> ReadOnlyState:
        """Send only GET with this profile from now on, in other runs too; or everything again.

        Raises:
            ReadOnlyLiftError: when it can't be lifted, in words.
        """
        self.state = await asyncio.to_thread(self.files.set, self._profile(), is_on)
        return self.state
