"""``-v`` and ``-i``: the request, and the head of the response, on standard error."""

import argparse
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ovh_explorer.cli.terminal import say

if TYPE_CHECKING:
    from ovh_explorer.call import Call
    from ovh_explorer.client.response import Response
    from ovh_explorer.workspace.workspace import Workspace

__all__ = ["Exchange"]


class Exchange:
    """Sends the requests of a command, and shows them as its options say.

    Args:
        options: ``include`` and ``verbose``.
        workspace: sends; nothing was sent by it yet.
    """

    def __init__(self, options: argparse.Namespace, workspace: "Workspace") -> None:
        self._include = options.include
        self.says_much = options.include or options.verbose
        """Whether each request has lines of its own."""
        self._workspace = workspace
        if options.verbose:
            workspace.sender.on_request = self._show_request

    async def send(self, call: "Call") -> "Response":
        """Send a call.

        Raises:
            ReadOnlyError: when only GET is sent and the call is another one.
            ClientError: when no response came, in words.
        """
        response = await self._workspace.send(call)
        if self._include:
            _show_head(response)
        return response

    def _show_request(self, call: "Call", headers: Sequence[tuple[str, str]]) -> None:
        shown = call.masked()
        lines = [f"{shown.method} {self._workspace.url(shown)}"]
        # not for people: a header, as it is sent
        lines += [f"{name}: {value}" for name, value in headers]
        if shown.body is not None:
            lines += ["", *json.dumps(shown.json, indent=2, ensure_ascii=False).split("\n")]
        for line in lines:
            say(f"> {line}".rstrip())


def _show_head(response: "Response") -> None:
    lines = [f"{response.http_version} {response.status} {response.reason}"]
    # not for people: a header, as it was received
    lines += [f"{name}: {value}" for name, value in response.headers]
    for line in lines:
        say(f"< {line}")
