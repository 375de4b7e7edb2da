"""The demo in a task of its own, driven step by step from code that isn't asynchronous."""

import asyncio
import shutil
from collections.abc import Awaitable, Callable
from pathlib import Path
from unittest import mock

from ovh_explorer.call import Call
from ovh_explorer.catalog.store import Store
from ovh_explorer.client.errors import ClientError
from ovh_explorer.client.response import Response
from ovh_explorer.tui.app import ExplorerApp
from tests.tui.conftest import Demo
from tests.tui.screen import Screen


class Recorded(Demo):
    """The demo on a copy of a catalog; keeps what was sent."""

    def __init__(self, url: str, catalog: Path) -> None:
        super().__init__(url)
        self.catalog_copied = catalog
        self.received: list[tuple[Call, Response]] = []
        self.failed: list[tuple[Call, str]] = []

    def open_store(self) -> Store:
        catalog = self.catalog_copied

        class Copy(Store):
            def __init__(self, path: Path) -> None:
                if not path.exists():
                    shutil.copyfile(catalog, path)
                super().__init__(path)

        with mock.patch("tests.tui.conftest._StockedStore", Copy):
            return super().open_store()

    async def send(self, call: Call, progress=None) -> Response:
        if progress is None:
            # Read for a question: no response pane shows it.
            return await super().send(call)
        try:
            response = await super().send(call, progress)
        except ClientError as error:
            self.failed.append((call, str(error)))
            raise
        self.received.append((call, response))
        return response


class Program:
    """The program in a task of its own, which does what it is given one after the other."""

    def __init__(self, url: str, catalog: Path, size: tuple[int, int]) -> None:
        self.loop = asyncio.new_event_loop()
        self.workspace = Recorded(url, catalog)
        self.screen: Screen
        self._work: asyncio.Queue = asyncio.Queue()
        self._task = self.loop.create_task(self._run(size))
        self.do(self._start)

    def do(self, work: Callable[[], Awaitable[object]]) -> None:
        done = self.loop.create_future()
        self._work.put_nowait((work, done))

        async def wait() -> None:
            await asyncio.wait([done, self._task], return_when=asyncio.FIRST_COMPLETED)
            if not done.done():
                await self._task
            await done

        self.loop.run_until_complete(wait())

    async def _start(self) -> None:
        await self.screen.ready()
        await self.screen.until(lambda: self.screen.main.bench is not None, "everything is mounted")

    async def _run(self, size: tuple[int, int]) -> None:
        app = ExplorerApp(self.workspace, "", clock=lambda: 0.0)
        async with app.run_test(size=size) as pilot:
            self.screen = Screen(pilot)
            while (item := await self._work.get()) is not None:
                work, done = item
                try:
                    done.set_result(await work())
                except BaseException as error:  # noqa: BLE001 - it is the caller's
                    done.set_exception(error)

    def end(self) -> None:
        self._work.put_nowait(None)
        self.loop.run_until_complete(self._task)
        self.loop.close()
