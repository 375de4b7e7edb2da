"""The demo, whose reading may be held up."""

import asyncio

from ovh_explorer.client.errors import ClientError
from tests.tui.conftest import Demo

__all__ = ["Account"]


class Account(Demo):
    """The demo, whose requests are noted; a GET of one object may be made to wait, or to fail."""

    def __init__(self, url: str = "") -> None:
        super().__init__(url)
        self.requests: list = []
        self.gate = asyncio.Event()
        self.gate.set()
        self.problem = ""

    async def send(self, call, progress=None):
        self.requests.append((call.method, call.concrete_path, call.json))
        if call.method == "GET":
            await self.gate.wait()
            if self.problem:
                raise ClientError(self.problem)
        return await super().send(call, progress)

    def sent_puts(self) -> list:
        return [body for method, _, body in self.requests if method == "PUT"]

    def sent_methods(self) -> list[str]:
        """What was sent since, as methods."""
        return [method for method, _, _ in self.requests]
