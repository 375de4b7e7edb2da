"""Whether a widget is still there, for what comes back after a wait, and the end of what waits."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from textual.dom import DOMNode

__all__ = ["end_workers", "finish", "stays"]

Result = TypeVar("Result")


def stays(widget: DOMNode) -> bool:
    """Whether a widget is on a screen and isn't being taken away.

    One that is being taken away is attached to the end, while the widgets in it are gone already:
    code that looks for them ends the program.
    """
    return widget.is_attached and not widget._pruning


def end_workers(node: DOMNode) -> None:
    """End what works for a part of the screen that is about to go, and for all that is in it.

    Textual ends the work for a widget once that widget goes, which is after the widgets in it: work
    that comes back in between looks for them in vain, which ends the program.
    """
    for worker in list(node.app.workers):
        if node in worker.node.ancestors_with_self:
            worker.cancel()


async def finish(work: Coroutine[Any, Any, Result]) -> Result:
    """Do what ends something, however often that is cancelled meanwhile: nothing else begins before
    it is over. Then the cancelling goes on.
    """
    task = asyncio.create_task(work)
    was_cancelled = False
    while not task.done():
        try:
            await asyncio.shield(task)
        except asyncio.CancelledError:
            was_cancelled = True
    result = task.result()
    if was_cancelled:
        raise asyncio.CancelledError
    return result
