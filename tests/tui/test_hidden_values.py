"""The secret of a recipe stays masked in its form, however the form's body is edited."""

import json

from tests.tui.screen import Screen
from tests.tui.sign_in import paste
from tests.tui.test_recipes import SECRET, begin, recipe  # noqa: F401 - a fixture


async def opened_json(screen, recipe):  # noqa: F811 - the fixture
    recipe()
    await begin(screen)
    await screen.press(">")
    await screen.sees("Recipe step 2 of 3")
    await screen.press("ctrl+n")
    await screen.sees('"target": "••••••"')


async def is_masked(screen, field):
    await screen.drawn()
    assert field.is_secret
    assert SECRET not in screen.text
    assert SECRET not in str(screen.main.form.call().redacted().body)


async def test_a_look_at_the_json_leaves_a_secret_masked(app, fresh, recipe):  # noqa: F811
    async with app(url=fresh).run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready()
        await opened_json(screen, recipe)
        await screen.press("enter")
        await screen.sees(SECRET)
        await screen.press("escape")
        await screen.sees('"target": "••••••"')
        await screen.press("ctrl+n")
        await is_masked(screen, screen.main.form.field("body", "target"))


async def test_a_pasted_body_leaves_it_masked(app, fresh, recipe):  # noqa: F811
    async with app(url=fresh).run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready()
        await opened_json(screen, recipe)
        form = screen.main.form
        for target in (f"v={SECRET}", "another"):
            body = {"fieldType": "TXT", "subDomain": "pasted", "target": target}
            await paste(pilot, json.dumps(body))
            await screen.sees('"subDomain": "pasted"')
            await is_masked(screen, form.field("body", "target"))
            assert "another" not in screen.text
