"""One request at a time: whatever ends it, the next one can be sent."""

import asyncio

from ovh_explorer.call import Call
from ovh_explorer.catalog.store import StoreError
from tests.tui.conftest import settled, text, until

ME = Call.make("v1", "GET", "/me")


async def test_what_is_cancelled_before_it_begins_is_over(app):
    async with app("GET /me").run_test(size=(120, 40), notifications=True) as pilot:
        screen = await settled(pilot, form=True)
        begun = []

        async def work() -> None:
            begun.append(1)

        # Both in one turn: the worker hasn't taken its first step.
        screen.bench.trying.gather(ME, work())
        screen.action_escape()
        await until(pilot, lambda: not screen.bench.trying.is_busy, "it is over")
        assert begun == []
        await pilot.press("ctrl+r")
        await until(pilot, lambda: screen.bench.response.response, "the next one is sent")
        assert "A request is running" not in text(pilot)


async def test_what_is_cancelled_while_it_goes_on_is_over(app):
    async with app("GET /me").run_test(size=(120, 40), notifications=True) as pilot:
        screen = await settled(pilot, form=True)
        begun, never = asyncio.Event(), asyncio.Event()

        async def work() -> None:
            begun.set()
            await never.wait()

        screen.bench.trying.gather(ME, work())
        await begun.wait()
        await pilot.press("ctrl+r")
        await until(pilot, lambda: "A request is running" in text(pilot), "the second is refused")
        await pilot.press("escape")
        await until(pilot, lambda: not screen.bench.trying.is_busy, "it is over")


async def test_nothing_is_sent_of_the_form_before_when_an_operation_can_t_be_opened(
    app, monkeypatch
):
    """What the history opens and sends again, and what follows a response."""
    async with app("GET /me").run_test(size=(120, 40), notifications=True) as pilot:
        screen = await settled(pilot, form=True)
        await pilot.press("ctrl+r")
        await until(pilot, lambda: screen.bench.response.response, "the response")
        await screen.workspace.recorder.finished()
        await screen.open_words("GET /domain/zone").wait()
        await until(pilot, lambda: screen.form.operation.path == "/domain/zone", "another form")
        sent = []
        monkeypatch.setattr(screen.workspace, "send", lambda *call: sent.append(call))

        def damaged(*_: object) -> None:
            raise StoreError("The catalog can't be read.")

        monkeypatch.setattr(screen.workspace, "form", damaged)
        product = screen.products.catalog_tree.cursor_node
        await pilot.press("H")
        await until(pilot, lambda: "/me" in text(pilot), "the history")
        await pilot.press("ctrl+r")
        await until(pilot, lambda: "The catalog can't be read." in text(pilot), "why not")
        assert sent == []
        assert screen.form.operation.path == "/domain/zone"
        assert screen.products.catalog_tree.cursor_node is product, "the tree stays"
