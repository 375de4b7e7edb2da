"""Whether a run sends only GET."""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from ovh_explorer.translation import _
from ovh_explorer.workspace.storage.read_only import ReadOnly, ReadOnlyError, ReadOnlyState

if TYPE_CHECKING:
    from ovh_explorer.call import Call

__all__ = ["ReadOnlySwitch"]


class ReadOnlySwitch:
    """The read-only setting of the profile in use.

    Args:
        files: keep it for each profile.
        profile: the name of the profile in use.
        of_run: whether the run was started to read only, whatever the files say.
    """

    def __init__(
        self, files: ReadOnly, profile: Callable[[], str], of_run: Callable[[], bool]
    ) -> None:
        self.files = files
        self._profile = profile
        self._of_run = of_run
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

    async def check(self, call: "Call") -> None:
        """Look whether such a call is sent at all.

        Raises:
            ReadOnlyError: when only GET is sent and the call is another one.
        """
        if call.method == "GET":
            return
        if self._of_run():
            raise ReadOnlyError(
                _("{method} is not sent: this run was started with --read-only.").format(
                    method=call.method
                )
            )
        state = await self.look()
        if state.is_on:
            if state.problem:
                words = _("{method} is not sent. {why}")
            else:
                words = _("{method} is not sent: {profile} is read-only.")
            words = words.format(method=call.method, why=state.problem, profile=self._profile())
            raise ReadOnlyError(words, can_be_lifted=True)
