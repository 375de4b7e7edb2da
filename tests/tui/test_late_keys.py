"""Keys pressed twice soon do twice what sends nothing; keys that are held do it once, and say so."""

import pytest

from ovh_explorer.config import data_dir
from tests.tui.conftest import text, until
from tests.tui.fingers import (  # noqa: F401 - fixtures
    Stage,
    keys_are_held_as_on_a_terminal,
)

NEXT = "greater_than_sign"
STEPS = """format = 1
title = "Steps of my own"
[[steps]]
call = "GET /me"
[[steps]]
call = "GET /vps"
[[steps]]
call = "GET /domain"
[[steps]]
call = "GET /ip"
"""


@pytest.fixture
async def stage(no_keys_of_the_user):
    """The first step of a recipe is open."""
    directory = data_dir() / "recipes"
    directory.mkdir(parents=True, exist_ok=True)
    (directory / "mine.toml").write_text(STEPS)
    async with Stage("GET /me", (80, 24)) as stage:
        stage.main.run_worker(stage.main.recipes.choose(), group="recipe")
        await until(stage.pilot, lambda: "Ready to use" in text(stage.pilot), "the recipes")
        await stage.fingers.press(*"own", "enter")
        await until(stage.pilot, lambda: "Begin" in text(stage.pilot), "its steps")
        await stage.fingers.press("enter")
        await until(stage.pilot, lambda: "step 1 of 4" in text(stage.pilot), "the first step")
        yield stage


async def test_each_press_skips_a_step(stage):
    for step, after in ((2, 1.0), (3, 0.5), (4, 0.8)):
        await stage.fingers.press(NEXT, after=after)
        await until(stage.pilot, lambda at=step: f"step {at} of 4" in text(stage.pilot), "it")


async def test_a_held_key_skips_one_step_and_says_so(stage):
    await stage.fingers.hold(NEXT, 1.5)
    words = "The key was held, or pressed too fast: it counted once."
    await until(stage.pilot, lambda: words in " ".join(text(stage.pilot).split()), "why")
    assert "Recipe step 2 of 4" in text(stage.pilot)
