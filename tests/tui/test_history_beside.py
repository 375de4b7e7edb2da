"""The history tells what the program sent for its questions; scripts leave that out."""

from tests.tui.screen import Screen

RECORD = "/domain/zone/example.com/record"


async def test_a_script_leaves_out_what_was_sent_for_a_question(app, fresh):
    async with app(url=fresh).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await Screen(pilot).ready()
        workspace = screen.main.workspace
        await screen.open(f"GET {RECORD}")
        await screen.send()
        await screen.sees("200 OK")
        await screen.open("PUT /domain/zone/example.com/record/5210000001")
        screen.main.form.take_body({"ttl": 60})
        screen.main.bench.refresh_form()
        await screen.confirm()
        await screen.until(lambda: len(workspace.history.find()) == 3, "all are kept")
        await screen.press("escape", "H")
        await screen.sees("3 requests")
        lines = [line for line in screen.text.splitlines() if "for a question or a form" in line]
        assert len(lines) == 1
        assert "GET    /domain/zone/example.com/record/5210000001" in lines[0]
        await screen.press("f7")
        await screen.sees("A script of 2 requests · left out: 1 for questions and forms")
