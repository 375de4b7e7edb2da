"""Fields that text is typed into are told without importing the class of each."""

import pytest
from textual.widgets import Button, Input, TextArea

from ovh_explorer.tui.terminal.text_fields import is_text_area, is_text_field
from ovh_explorer.tui.widgets.text_areas import PlainArea


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
