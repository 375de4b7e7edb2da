"""What is opened and tried leaves nothing behind: no task, thread, open file or widget. Hours:
bench_long_life.
"""

import os
import threading

import pytest

from ovh_explorer.tui.terminal.toast_rack import withdraw_toasts
from ovh_explorer.workspace.navigation.target import OperationTarget
from tests.benchmarks.bench_long_life import Life
from tests.tui.conftest import settled, until


@pytest.mark.skipif(
    "not __import__('pathlib').Path('/proc/self/fd').exists()", reason="counts by Linux's /proc"
)
async def test_nothing_is_left_behind(app):
    async with app("GET /me").run_test(size=(160, 48), notifications=True) as pilot:
        screen = await settled(pilot, form=True)
        life = Life(pilot, screen)

        async def some(numbers: range) -> tuple[int, int, int, int]:
            for number in numbers:
                await life.open(number)
                await life.attempt(number)
            # A table too, which is made when the first is looked at.
            await screen.opener.open(OperationTarget("v2", "GET", "/iam/policy"))
            screen.bench.send()
            await until(pilot, lambda: not screen.bench.is_sending, "the response")
            screen.show_pane("response")
            if not screen.bench.response.table:
                # The second time it is one already.
                await life.press("t")
            await until(pilot, lambda: screen.bench.response.table, "the table")
            for size in ((20, 5), (80, 24), (160, 48)):
                await pilot.resize_terminal(*size)
            await screen.opener.open(OperationTarget("v1", "GET", "/me"))
            await until(
                pilot,
                lambda: not screen.app.workers._workers or not life.screen.header.note,
                "it is calm",
            )
            withdraw_toasts(screen.app, "")
            await pilot.pause(0.3)
            state = life.state()
            return state.tasks, state.files, state.children, state.widgets

        # Once around, so that what is made when it is first needed is there; the list of paths too.
        for _ in range(2):
            screen.panes.products.action_toggle_list()
            await pilot.pause()
        before = await some(range(4))
        after = await some(range(4, 10))
        assert all(late <= early for early, late in zip(before, after, strict=True)), (
            before,
            after,
        )
        # Those that asyncio keeps for what would hold the loop up, made as they are needed: at most
        # cores and four.
        assert threading.active_count() <= (os.cpu_count() or 1) + 10
        assert len(screen.bench.state) <= 40
        assert len(list(screen.workspace.forms)) <= 40
