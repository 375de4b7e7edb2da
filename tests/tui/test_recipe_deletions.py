"""A value by which a recipe deletes something is chosen on purpose."""

from textual.widgets import OptionList

from ovh_explorer.config import data_dir
from ovh_explorer.tui.dialogs.menu import MenuScreen
from tests.tui.screen import Screen

RECIPE = """\
format = 1
title = "Away with a key"

[parameters.credential_id]
choices = "GET /me/api/credential"

[[steps]]
call = "GET /me/api/credential/{credentialId}"
path = { credentialId = "${credential_id}" }

[[steps]]
call = "DELETE /me/api/credential/{credentialId}"
path = { credentialId = "${credential_id}" }
"""


async def test_what_is_deleted_is_not_highlighted_and_the_key_in_use_stands_last(
    app, fresh, no_keys_of_the_user
):
    directory = data_dir() / "recipes"
    directory.mkdir(parents=True, exist_ok=True)
    (directory / "mine.toml").write_text(RECIPE)
    async with app(url=fresh).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await Screen(pilot).ready()
        await screen.press("ctrl+p")
        await screen.type("scenario")
        await screen.sees("Series of requests")
        await screen.press("enter")
        await screen.until(lambda: isinstance(screen.pilot.app.screen, MenuScreen), "the menu")
        await screen.choose_recipe("away with")
        await screen.sees("credential_id · 1/1")
        await screen.sees("For step 1: GET /me/api/credential/{credentialId}")
        await screen.sees(
            "Warning: step 2 deletes what this value names: DELETE /me/api/credential/{credentialId}"
        )
        options = pilot.app.screen.query_one(OptionList)
        assert options.highlighted is None
        await screen.press("enter")
        await screen.sees("Press ↓ to choose an entry.")
        ids = [options.get_option_at_index(at).id for at in range(options.option_count)]
        rights = pilot.app.workspace.account.rights
        assert ids[-2] == f"={rights.credential}"
        assert "In use: deleting it signs you out." in screen.text
        await screen.press("down")
        await screen.press("enter")
        await screen.sees("Recipe step 1 of 2")
        first = next(one for one in ids if one).removeprefix("=")
        assert screen.main.form.field("path", "credentialId").text == first
