"""Colours of methods come from one table and follow the theme."""

from tests.tui.conftest import RECORD, settled, text, type_keys, until


def colours_of(pilot, word: str) -> set[str]:
    """The colours of what is on the screen and begins with `word`."""
    return {
        segment.style.color.name
        for strip in pilot.app.screen._compositor.render_strips()
        for segment in strip
        if segment.text.strip().startswith(word) and segment.style and segment.style.color
    }


async def test_each_part_draws_a_method_in_the_colour_of_the_theme(app):
    colours = {}
    app = app(RECORD)
    async with app.run_test(size=(160, 48)) as pilot:
        await settled(pilot, form=True)
        for theme in ("ovh-dark", "ovh-light"):
            app.theme = theme
            await pilot.pause()
            form, tree = colours_of(pilot, "POST"), colours_of(pilot, "GET")
            await type_keys(pilot, "ctrl+f", *"dns record")
            await until(pilot, lambda: "glueRecord" in text(pilot), "what is found")
            assert form & colours_of(pilot, "POST")
            assert tree <= colours_of(pilot, "GET")
            colours[theme] = tree
            await pilot.press("escape")
    assert not colours["ovh-dark"] & colours["ovh-light"]
