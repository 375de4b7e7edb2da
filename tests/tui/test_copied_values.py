"""Values of a response that are copied, and pasted into a form."""

from textual import events

from tests.tui.screen import Screen


async def test_a_copied_text_has_no_quotes_and_as_json_has_them(app, clipboard):
    async with app("GET /domain/zone").run_test(size=(160, 48), notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.send()
        await screen.show("response")
        await screen.press("j")
        for downs in (0, 1):
            await screen.press("c")
            await screen.sees("Copy from [")
            await screen.press(*["down"] * downs, "enter")
            await screen.until(lambda downs=downs: len(clipboard) == downs + 1, "it is copied")
        assert clipboard == ["example.org", '"example.org"']


async def test_what_is_pasted_in_quotes_loses_them_in_sight(app):
    async with app("GET /domain/zone/{zoneName}").run_test(
        size=(80, 24), notifications=True
    ) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.show("request")
        await screen.press("home", "enter")
        pilot.app.screen.focused.post_message(events.Paste('"example.com"'))
        await screen.sees("Pasted without the quotes around the value.")
        assert "  example.com " in screen.row
        # Typed ones stay, and the form says so.
        await screen.press("ctrl+u")
        await screen.type('"example.com"')
        await screen.press("escape")
        await screen.sees("The quotes around the value are sent too.")
