"""What the demo's catalog says of itself is French on the screen; OVHcloud's stays English."""

import pytest

from ovh_explorer.tui.app import ExplorerApp
from ovh_explorer.workspace.settings import demo_settings
from tests.sandboxes import running
from tests.tui.conftest import RECORD, Stocked
from tests.tui.screen import Screen, key_of

SIZES = [(160, 48), (80, 24)]
FRENCH = "Ajouter un enregistrement\u202f; actualisez ensuite la zone"
ENGLISH = "Add a record; refresh publishes it"


@pytest.mark.usefixtures("in_french")
@pytest.mark.parametrize("size", SIZES)
async def test_form_and_schema_of_the_demo_speak_french(app, size):
    async with app(RECORD).run_test(size=size) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.sees("Ajouter un enregistrement")
        assert ENGLISH not in screen.text
        # In the form, by its description.
        await screen.press(key_of("find"))
        await screen.type("durée de vie")
        assert screen.row.startswith("ttl")
        await screen.press("enter", "ctrl+n", "ctrl+n")
        await screen.sees("Sous-domaine")


@pytest.mark.usefixtures("in_french")
async def test_the_question_says_it_in_french(app):
    async with app(RECORD).run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        screen.main.form.field("path", "zoneName").type_text("example.com")
        screen.main.form.body.take({"fieldType": "A", "target": "192.0.2.1"})
        screen.main.bench.request.refresh_form()
        await screen.press("escape", "ctrl+r")
        await screen.asked()
        await screen.sees(FRENCH)


@pytest.mark.usefixtures("in_french")
async def test_what_ovhcloud_says_stays_english(tmp_path):
    settings = demo_settings(running()[1])._replace(demo=False)
    app = ExplorerApp(Stocked(settings, cache=tmp_path), RECORD, clock=lambda: 0.0)
    async with app.run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.sees(ENGLISH)
        assert "Ajouter un enregistrement" not in screen.text


async def test_english_is_as_it_was(app):
    async with app(RECORD).run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.sees(ENGLISH)
