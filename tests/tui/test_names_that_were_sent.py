"""What a POST has just named is filled in where that is deleted."""

from tests.tui.screen import Screen

SERVER = "ns6005340.ip-203-0-113.eu"
ACCESS = f"/dedicated/server/{SERVER}/features/backupFTP/access"


async def test_the_block_that_was_let_in_is_the_one_to_shut_out(app, fresh):
    async with app(f"POST {ACCESS}", url=fresh).run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        form = screen.main.form
        form.fill_example()
        form.field("body", "ipBlock").type_text("203.0.113.9/32")
        await screen.press("ctrl+r")
        await screen.asked()
        await screen.press(*SERVER.partition(".")[0], "enter")
        await screen.sees("200 OK")
        await screen.open(
            "DELETE /dedicated/server/{serviceName}/features/backupFTP/access/{ipBlock}"
        )
        assert screen.main.form.field("path", "ipBlock").text == "203.0.113.9/32"
