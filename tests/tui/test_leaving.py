"""How the program is left, and what is asked before."""

from tests.tui.screen import Screen


async def test_q_says_how_to_leave_and_the_start_page_too(app):
    async with app().run_test(size=(80, 24), notifications=True) as pilot:
        screen = await Screen(pilot).ready()
        await screen.press("f6")
        await screen.sees("Quit")
        await screen.sees("keeps your changes until")
        await screen.press("f5", "q")
        await screen.sees("Quit? Press ^q.")


async def test_leaving_with_changes_that_are_not_live_asks(app, fresh):
    program = app("DELETE /domain/zone/example.com/record/5210000001", url=fresh)
    async with program.run_test(size=(80, 24), notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.confirm()
        await screen.sees("refresh example.com (1)")
        await screen.press("ctrl+q")
        await screen.sees("Leave without the refresh?")
        await screen.sees("Stay  esc")
        assert "example.com" in screen.text
        await screen.press("escape")
        await screen.until(lambda: screen.title == "", "it stays")
        await screen.press("ctrl+q")
        await screen.sees("Leave without the refresh?")
        assert not pilot.app._exit
        await screen.press("y")
        await screen.until(lambda: pilot.app._exit, "it is left")
