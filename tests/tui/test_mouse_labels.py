"""A click on the words of a field goes to that field, in dialogs as in forms."""

import pytest
from textual.widgets import Input

from ovh_explorer.tui.signin.key_request import KeyRequestScreen
from tests.tui.screen import Screen
from tests.tui.sign_in import SIZES, way
from tests.tui.sign_in import explorer_fixture as explorer_fixture  # a fixture


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_typed_after_a_click_on_a_label_goes_to_its_field(explorer, size):
    async with explorer().run_test(size=size) as pilot:
        await way(pilot, "request", KeyRequestScreen)
        screen = Screen(pilot)
        await screen.sees("application secret")
        await screen.click("application secret")
        await screen.type("s3cret")
        values = {item.id: item.value for item in pilot.app.screen.query(Input) if item.id}
        assert values["application-secret"] == "s3cret"
        assert values["application-key"] == ""
        # What was wrong is said until something is typed.
        await screen.click("application key")
        await screen.type("key")
        await screen.click("application secret")
        await screen.press("ctrl+u")
        await screen.click("Request the key")
        await screen.sees("The application secret is empty.")
        await screen.click("application secret")
        await screen.type("s")
        await screen.until(lambda: "is empty" not in screen.text, "it isn't said any more")
