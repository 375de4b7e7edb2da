"""Where the response's actions put what they made."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from ovh_explorer.call import Call
    from ovh_explorer.catalog.schema import Operation
    from ovh_explorer.client.response import PartialResponse, Response
    from ovh_explorer.form import Form
    from ovh_explorer.tui.drawing.rendered_response import RenderedResponse
    from ovh_explorer.workspace.calls.detail_rest import DetailWish
    from ovh_explorer.workspace.calls.wait import WatchWish

__all__ = ["Gather", "RequestSender", "ResponseOutlet", "SeveralWish"]

Gather = Callable[["Call", Coroutine[Any, Any, None]], None]  # not for people
"""Does what takes several requests, or long, for a response to what the form said: one at a time,
and esc stops it.
"""


@dataclass(frozen=True)
class SeveralWish:
    """Several calls that are wanted.

    Attributes:
        said: what the form said that listed their items.
        operation: the one that all of them are of.
        calls: what is to be sent.
        done: told of each call that was carried out.
        note: which items of the list they leave out, in words; "" where that is said by the list.
    """

    said: "Call"
    operation: "Operation"
    calls: "list[Call]"
    done: "Callable[[Call], object]"
    note: str = ""


class RequestSender(Protocol):
    """Sends what is asked for with a response: one thing at a time, and esc stops it."""

    def gather(self, said: "Call", work: Coroutine[Any, Any, None], /) -> None:
        """Do what takes several requests, or long, for a response to what the form `said`."""

    def send_each(self, wish: "SeveralWish", /) -> None:
        """Ask whether to send several calls of an operation, then send them one after the other."""

    def watch_response(self, form: "Form", call: "Call", wish: "WatchWish", /) -> None:
        """Send a GET again and again, and show each response, until that is as wished."""


class ResponseOutlet(Protocol):
    """Shows responses, and how far the work on them is."""

    @property
    def is_attached(self) -> bool:
        """Whether it is on the screen still: not when the program ends."""

    def say_doing(self, words: str) -> None:
        """How far what takes several requests is."""

    def receive(self, partial: "PartialResponse") -> None:
        """So much of a response is here."""

    async def show_response(
        self,
        call: "Call",
        response: "Response",
        *,
        said: "Call | None" = None,
        gathered: bool = False,
        details: "DetailWish | None" = None,
        since: int = 0,
    ) -> "RenderedResponse":
        """Keep and show a response, the cursor where it is."""

    def put_in_place(self, found: "RenderedResponse") -> None:
        """Show a response otherwise, unless a newer one came meanwhile."""
