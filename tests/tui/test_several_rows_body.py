"""The body that several rows of a table are sent with: what was given for them, in sight."""

from tests.tui.responses import RECORD
from tests.tui.screen import Screen
from tests.tui.test_several_rows import Sent, asked, table


def is_filled(screen: Screen) -> bool:
    """Whether the body of the form says something."""
    return any(part.is_given for part in screen.main.form.body.parts)


async def test_a_body_for_another_object_is_sent_to_no_row(app, fresh, monkeypatch):
    sent = Sent(monkeypatch)
    async with app(RECORD, url=fresh).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await table(pilot)
        await screen.press("space", "space")
        await asked(screen, "put")
        await screen.sees("Fill in the body here, once.")
        await screen.open("PUT /domain/zone/other.example/record/9")
        screen.main.form.take_body({"ttl": 99})
        await screen.open("GET /domain/zone/example.com/record")
        await screen.show("response")
        await screen.sees("2 marked")
        await asked(screen, "put")
        await screen.until(lambda: screen.title == "" and not is_filled(screen), "it is empty")
        assert sent.calls == []


async def test_what_was_sent_to_all_rows_is_not_sent_to_others_unseen(app, fresh, monkeypatch):
    Sent(monkeypatch)
    async with app(RECORD, url=fresh).run_test(size=(80, 24), notifications=True) as pilot:
        screen = await table(pilot)
        await screen.press("space", "space")
        await asked(screen, "put")
        await screen.sees("Fill in the body here, once.")
        screen.main.form.take_body({"ttl": 60})
        await screen.back()
        await screen.show("response")
        await screen.sees("2 marked")
        await asked(screen, "put")
        await screen.sees('The body of each: {"ttl": 60}')
        await screen.press("y")
        await screen.sees("2 of 2 requests done")
        await screen.press("escape")
        await screen.until(lambda: screen.title == "", "it is closed")
        await screen.press("space")
        await asked(screen, "put")
        await screen.sees("Fill in the body here, once.")


async def test_a_body_for_the_first_row_alone_is_sent_to_no_other(app, fresh, monkeypatch):
    sent = Sent(monkeypatch)
    async with app(RECORD, url=fresh).run_test(size=(80, 24), notifications=True) as pilot:
        screen = await table(pilot)
        await screen.press("space", "space")
        await asked(screen, "put")
        await screen.sees("Fill in the body here, once.")
        values = [field.text for field in screen.main.form.placed("path")]
        # The same object, opened by itself.
        await screen.open("PUT /domain/zone/{}/record/{}".format(*values))
        screen.main.form.take_body({"ttl": 4000})
        await screen.open("GET /domain/zone/example.com/record")
        await screen.show("response")
        await screen.sees("2 marked")
        await asked(screen, "put")
        await screen.until(lambda: screen.title == "" and bool(screen.toasts), "the form is open")
        assert "Fill in the body here, once." in " ".join(screen.toasts)
        assert sent.calls == []
