"""Fields that text is typed into are told without importing the class of each."""

import pytest
from textual import events
from textual.widgets import Button, Input, TextArea

from ovh_explorer.tui.dialogs.prompt import PromptScreen
from ovh_explorer.tui.terminal.text_fields import is_text_area, is_text_field
from ovh_explorer.tui.widgets.text_areas import PlainArea
from tests.tui.screen import Screen


@pytest.mark.parametrize(
    ("widget", "is_field", "is_area"),
    [
        (Input, True, False),
        (TextArea, True, True),
        (PlainArea, True, True),
        (Button, False, False),
        (lambda: None, False, False),
    ],
)
def test_inputs_and_text_areas_are_told_from_the_rest(widget, is_field, is_area):
    made = widget()
    assert (is_text_field(made), is_text_area(made)) == (is_field, is_area)


async def test_a_line_of_a_dialog_says_what_of_a_paste_is_left_out(app, in_french):
    async with app().run_test(size=(80, 24), notifications=True) as pilot:
        screen = await Screen(pilot).ready()
        pilot.app.push_screen(PromptScreen("Question", "A value:", lambda _text: ""))
        await screen.sees("Question")
        screen.pilot.app.screen.focused.post_message(events.Paste("\none\ntwo\n\nthree\n"))
        said = "Seule la première ligne a été collée : 2 autres"
        await screen.until(lambda: said in " ".join(screen.toasts), "what is left out")
        assert pilot.app.screen.focused.value == "one"
