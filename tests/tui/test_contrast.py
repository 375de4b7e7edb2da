"""Every text of every screen can be read in every theme that the program offers."""

import pytest

from tests.tui.conftest import RECORD, main_screen, settled, type_keys, until

MIN_RATIO = 4.5
LINES = range(0x2500, 0x25A0)


def luminance(triplet) -> float:
    parts = [part / 255 for part in triplet]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(style) -> float:
    one, other = luminance(style.color.triplet), luminance(style.bgcolor.triplet)
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def is_text(text: str) -> bool:
    return any(not char.isspace() and ord(char) not in LINES for char in text)


def faint_texts(app) -> list[str]:
    """The texts on the screen that have too little contrast, with what they have."""
    return [
        f"{segment.text.strip()!r} {ratio(segment.style):.2f} ({segment.style})"
        for strip in app.screen._compositor.render_strips()
        for segment in strip
        if is_text(segment.text) and ratio(segment.style) < MIN_RATIO
    ]


# With the lightest and the darkest grounds, and the least contrast of their own.
HARD_THEMES = ("ovh-dark", "ovh-light", "textual-light", "solarized-dark", "atom-one-light")


async def each_theme(pilot, only=HARD_THEMES) -> dict[str, list[str]]:
    """What can't be read on this screen, by theme; themes of the terminal's own colours apart."""
    found = {}
    for name in only:
        pilot.app.theme = name
        await pilot.pause()
        found[name] = faint_texts(pilot.app)
    assert len(found) == len(only)
    return {name: texts for name, texts in found.items() if texts}


async def test_the_main_screen(app):
    app = app(RECORD)
    async with app.run_test(size=(160, 48)) as pilot:
        screen = await settled(pilot, form=True)
        screen.form.body.take({"fieldType": "B", "ttl": "soon", "more": True})
        screen.bench.request.refresh_form()
        await pilot.press("escape", "ctrl+r")
        themes = [name for name, theme in app.available_themes.items() if not theme.ansi]
        assert {"ovh-dark", "ovh-light", "nord", "textual-light"} < set(themes)
        assert await each_theme(pilot, themes) == {}
        for tab in ("json", "schema", "about"):
            screen.bench.request.show_tab(tab)
            await pilot.pause()
            assert await each_theme(pilot) == {}


@pytest.mark.parametrize("target", ["GET /v2/iam/policy", "GET /domain/zone/nobody.example"])
async def test_a_response(app, target):
    app = app(target)
    async with app.run_test(size=(160, 48)) as pilot:
        screen = await settled(pilot, form=True)
        await pilot.press("escape", "ctrl+r")
        await until(pilot, lambda: screen.bench.response.response, "a response")
        await pilot.press("f7")
        assert await each_theme(pilot) == {}
        await pilot.press("t")
        await pilot.pause()
        assert await each_theme(pilot) == {}
        for _ in range(3):
            await pilot.press("right_square_bracket")
            await pilot.pause()
            assert await each_theme(pilot) == {}


@pytest.mark.parametrize(
    "keys",
    [
        ["question_mark"],
        ["ctrl+p"],
        ["ctrl+p", *"theme"],
        ["ctrl+f", *"dns record"],
        ["ctrl+g"],
        ["S"],
        ["H"],
        ["K"],
        ["F"],
        ["L"],
        ["ctrl+s"],
    ],
    ids=lambda keys: keys[0] + "".join(keys[1:]),
)
async def test_a_dialog(app, keys):
    app = app("GET /domain/zone")
    async with app.run_test(size=(160, 48)) as pilot:
        await settled(pilot, form=True)
        await pilot.press("escape")
        await type_keys(pilot, *keys)
        await until(pilot, lambda: pilot.app.screen is not main_screen(pilot), "the dialog")
        await pilot.pause(0.2)
        assert await each_theme(pilot) == {}


async def test_the_start_and_a_question(app):
    app = app()
    async with app.run_test(size=(160, 48)) as pilot:
        screen = await settled(pilot)
        assert await each_theme(pilot) == {}
        await until(pilot, lambda: screen.bench is not None, "the workbench")
        await screen.opener.open_words("DELETE /domain/zone/example.com/record/5210000001")
        await until(pilot, lambda: screen.form is not None, "the form")
        await pilot.press("escape", "ctrl+r")
        await until(pilot, lambda: pilot.app.screen is not screen, "the question")
        assert await each_theme(pilot) == {}
