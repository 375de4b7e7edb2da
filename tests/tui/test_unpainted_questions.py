"""A question that nobody sees yet takes nothing, and leaves everything else its turn."""

import asyncio

from ovh_explorer.tui.dialogs.guarded import GuardedScreen
from tests.tui.screen import Screen


async def test_a_question_that_is_not_laid_out_yet_leaves_the_rest_its_turn(app, monkeypatch):
    count = 0
    look = GuardedScreen._note_painted

    def counted(screen):
        nonlocal count
        count += 1
        assert count < 1000, "it looks at every turn"
        look(screen)

    monkeypatch.setattr(GuardedScreen, "_note_painted", counted)
    async with app("GET /me/bill").run_test(size=(80, 24)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.show("products")
        await screen.press("R", "R")
        await screen.sees("Lift read-only?")
        question = pilot.app.screen
        question.query_one(".question").display = False
        await screen.drawn()
        question.say_anew()
        await asyncio.sleep(0.1)
        assert not question.is_painted
        question.query_one(".question").display = True
        await screen.until(lambda: question.is_painted, "it is painted")
