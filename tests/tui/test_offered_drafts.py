"""What was typed in another run is offered, and says which object it was typed for."""

from ovh_explorer.tui.app import ExplorerApp
from tests.tui.screen import Screen
from tests.tui.test_form_fingers import go_to
from tests.tui.test_forms import Remembering

PUT = "PUT /domain/zone/{}/record/{}"
OFFER = "Restore values for a.example, 1"


async def typed(words: str, ttl: str) -> None:
    """In a run of its own."""
    async with ExplorerApp(Remembering()).run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready()
        await screen.open(words)
        await go_to(screen, "ttl")
        await screen.press("enter")
        await screen.type(ttl)
        await screen.press("escape")


async def test_a_path_is_offered_what_was_typed_for_its_object(app):
    await typed(PUT.format("a.example", 1), "555")
    async with ExplorerApp(Remembering()).run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready()
        await screen.open(PUT.format("a.example", 1))
        await screen.sees("Restore values")
        assert OFFER not in screen.text, "it is the object that the form names"
        await screen.click("Restore values")
        await screen.until(
            lambda: screen.main.form.field("body", "ttl").text == "555", "it is there again"
        )


async def test_an_offer_for_another_object_names_that(app):
    await typed(PUT.format("a.example", 1), "555")
    async with ExplorerApp(Remembering()).run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready()
        await screen.open(PUT.format("b.example", 2))
        await screen.sees(OFFER)
        await go_to(screen, "ttl")
        await screen.press("enter")
        await screen.type("60")
        await screen.press("escape")
        await screen.open("GET /me")
        # What was typed in this run is not offered for each further object.
        await screen.open(PUT.format("c.example", 3))
        assert "Restore values" not in screen.text


async def test_a_path_alone_is_not_offered(app):
    async with ExplorerApp(Remembering()).run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready()
        await screen.open("GET /domain/zone/{zoneName}")
        await go_to(screen, "zoneName")
        await screen.press("enter")
        await screen.type("a.example")
        await screen.press("escape")
    async with ExplorerApp(Remembering()).run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready()
        await screen.open("GET /domain/zone/b.example")
        assert "Restore values" not in screen.text
