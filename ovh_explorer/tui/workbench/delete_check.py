"""Reads what a DELETE is about to remove, for the question before it is sent."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from ovh_explorer.call import Call, operation_title
from ovh_explorer.translation import _
from ovh_explorer.workspace.calls.object_get import not_read_words

if TYPE_CHECKING:
    from ovh_explorer.client.response import Response

__all__ = ["DeleteCheck"]


class DeleteCheck:
    """Reads an object that no response has told of yet, and says what it is.

    Args:
        reads: the GET on its path.
        send: sends that, and keeps it in the history where that is kept.
        words: what the responses that were read tell of the object now; "" for nothing.
        is_recorded: whether the history has the GET.

    Attributes:
        words: what is known now, in a line; "" for nothing.
        is_read: whether `words` tell what the object is.
    """

    def __init__(
        self,
        reads: Call,
        send: "Callable[[Call], Awaitable[Response]]",
        words: Callable[[], str],
        *,
        is_recorded: bool = False,
    ) -> None:
        self._reads = reads
        self._send = send
        self._words = words
        self.is_read = False
        shown = reads.masked()
        title = operation_title(shown.branch, shown.method, shown.target)
        said = (
            _("Reading what is there now: {request} (in the history)")
            if is_recorded
            else _("Reading what is there now: {request}")
        )
        self.words = said.format(request=title)

    async def read(self) -> None:
        """Read the object. Whatever comes of it is said in :attr:`words`."""
        from ovh_explorer.client.errors import ClientError

        try:
            response = await self._send(self._reads)
        except ClientError as error:
            self.words = _("Failed to read what is there now. {problem}").format(problem=error)
            return
        if response.ok:
            self.words = self._words()
            self.is_read = True
        else:
            self.words = not_read_words(response)
