"""A button of the mouse doesn't repeat: what one click did once is not what the next is for."""

import pytest

from tests.tui.conftest import text, until
from tests.tui.fingers import (  # noqa: F401 - fixtures
    Stage,
    keys_are_held_as_on_a_terminal,
)

RECORDS = "GET /domain/zone/example.com/record"


def place_of(stage: Stage, words: str) -> tuple[int, int]:
    lines = text(stage.pilot).splitlines()
    return next((line.rindex(words), y) for y, line in enumerate(lines) if words in line)


async def clicked(stage: Stage, words: str, *, times: int = 1, after: float = 1.0) -> None:
    """Click as fast as a finger does, `after` seconds after whatever was before."""
    x, y = place_of(stage, words)
    stage.clock.now += after
    for _ in range(times):
        stage.fingers.click(x, y)
        stage.clock.now += 0.15
        await stage.pilot.pause()


@pytest.mark.parametrize("after", [0.05, 0.4, 0.85, 1.5])
async def test_a_double_click_opens_an_id_as_soon_as_the_response_is_there(after):
    async with Stage(RECORDS) as stage:
        await clicked(stage, "TRY")
        await stage.answered()
        await stage.pilot.pause()
        await clicked(stage, "5210000002", times=2, after=after)
        await until(
            stage.pilot,
            lambda: stage.main.form.operation.path.endswith("/{id}"),
            "what it names is open",
        )
        await until(stage.pilot, lambda: stage.workspace.count("GET") == 2, "it is sent")


@pytest.mark.parametrize("size", [(160, 48), (80, 24)])
async def test_a_click_that_came_too_early_is_called_a_click(size):
    async with Stage("DELETE /domain/zone/example.com/record/5210000001", size) as stage:
        await clicked(stage, "TRY")
        await until(stage.pilot, lambda: "Send  y" in text(stage.pilot), "the question")
        await clicked(stage, "Send  y", after=0.05)
        await until(
            stage.pilot, lambda: "The click came too early" in text(stage.pilot), "it is said"
        )
        assert "key was held" not in text(stage.pilot)
        assert stage.workspace.count("DELETE") == 0
