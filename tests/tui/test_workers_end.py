"""A worker ends with what it works for, before the widgets that it would look for go."""

import asyncio

import pytest
from textual.screen import Screen
from textual.widget import Widget
from textual.worker import Worker

from ovh_explorer.tui.dialogs.help import HelpScreen
from ovh_explorer.workspace.navigation.target import OperationTarget
from tests.tui.conftest import Demo, main_screen, settled, until
from tests.tui.dialogs import dialogs
from tests.tui.made_questions import confirm_screen

# Turns of the event loop within which a screen goes, and more.
_MAX_TURNS = 120


def look_for_widgets(node: Widget, children: list[type[Widget]]) -> None:
    """What workers do once what they waited for is there."""
    assert node.screen.app is node.app
    for kind in children:
        node.query(kind).first()
    node.refresh(layout=True)
    node.notify("It is there now.")


async def work(node: Widget, children: list[type[Widget]], turns: int) -> None:
    for _ in range(turns):
        await asyncio.sleep(0)
    look_for_widgets(node, children)


def begin_work(screen: Screen) -> "list[Worker[None]]":
    """Have each widget of a screen wait for something that comes in one of the next turns."""
    workers = []
    for node in (screen, *screen.walk_children(Widget)):
        children = list({type(child) for child in node.children})
        for turns in range(0, _MAX_TURNS, 7):
            workers.append(node.run_worker(work(node, children, turns)))
    return workers


async def all_ended(pilot, workers) -> None:
    await until(pilot, lambda: all(worker.is_finished for worker in workers), "they ended")


@pytest.mark.long
async def test_a_dialog_that_closes_ends_what_works_for_it(app, tmp_path):
    async with app("GET /me").run_test(size=(120, 40)) as pilot:
        main = await settled(pilot, form=True)
        for make in dialogs(main, tmp_path).values():
            dialog = make()
            await pilot.app.push_screen(dialog)
            await pilot.pause()
            workers = begin_work(dialog)
            await asyncio.sleep(0)
            dialog.dismiss()
            await all_ended(pilot, workers)
            await until(pilot, lambda dialog=dialog: not dialog.is_attached, "it is gone")


@pytest.mark.parametrize("over_it", [False, True], ids=["alone", "below dialogs"])
async def test_a_place_that_is_left_ends_what_works_for_it(app, over_it):
    async with app("GET /me").run_test(size=(120, 40)) as pilot:
        await settled(pilot, form=True)
        # The first screen is emptied, those after it are removed.
        for _ in range(3):
            main = main_screen(pilot)
            await main.opener.open(OperationTarget("v1", "GET", "/me"))
            await pilot.pause()
            workers = begin_work(main)
            if over_it:
                for make in (HelpScreen, confirm_screen):
                    await pilot.app.push_screen(make())
                    await pilot.pause()
                    workers += begin_work(pilot.app.screen)
            await pilot.app.use(Demo())
            await all_ended(pilot, workers)
            await settled(pilot)
            assert main_screen(pilot) is not main
