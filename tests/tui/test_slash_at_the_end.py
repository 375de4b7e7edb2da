"""A path that is given with a slash at its end is sent with it, and asked rights for with it."""

from ovh_explorer.form.draft import draft_of, restore
from ovh_explorer.tui.signin.unsaved_keys import UnsavedKeys
from ovh_explorer.tui.signin.ways import SignInWays
from ovh_explorer.workspace.account.access_rules import AccessRule, Rights
from ovh_explorer.workspace.navigation.target import OperationTarget
from tests.tui.conftest import main_screen, until
from tests.tui.screen import Screen

WORDS = "Sent with a slash at the end of its path."


async def opened(pilot, words: str):
    """Open what words mean, as ^f does; the form."""
    screen = main_screen(pilot)
    await until(pilot, lambda: screen.workspace.is_open and screen.bench, "it has started")
    await screen.opener.open_words(words)
    await pilot.pause()
    return screen.form


async def test_what_is_given_is_sent(app):
    async with app("GET /domain/zone/").run_test(size=(160, 48)) as pilot:
        main = main_screen(pilot)
        await until(pilot, lambda: main.form is not None, "it is open")
        assert WORDS in Screen(pilot).text
        await pilot.press("ctrl+r")
        await until(pilot, lambda: main.bench.state.shown.found is not None, "the response")
        found = main.bench.state.shown.found
        assert found.response.url.endswith("/domain/zone/")
        assert found.response.status == 200
        # Opened from the tree, it is as it was left; given without the slash, it has none.
        target = OperationTarget("v1", "GET", "/domain/zone")
        await main.opener.open(target)
        assert main.form.call().target == "/domain/zone/"
        form = await opened(pilot, "GET /domain/zone")
        assert form.call().target == "/domain/zone"
        assert WORDS not in Screen(pilot).text


async def test_a_path_with_values_a_query_and_a_link(app):
    async with app().run_test(size=(160, 48)) as pilot:
        form = await opened(pilot, "GET /domain/zone/example.com/record/?fieldType=A")
        assert form.call().target == "/domain/zone/example.com/record/?fieldType=A"
        form = await opened(pilot, "https://eu.api.ovh.com/v1/domain/zone/example.com/record/")
        assert form.call().target.startswith("/domain/zone/example.com/record/")


async def test_rights_are_held_against_the_slash(app):
    async with app().run_test(size=(160, 48)) as pilot:
        form = await opened(pilot, "GET /domain/zone/")
        main = main_screen(pilot)
        only_below = Rights((AccessRule("GET", "/domain/zone/*"),))
        assert only_below.may("v1", "GET", form.path) is True
        assert only_below.may("v1", "GET", form.operation.path) is not True
        account = main.workspace.account
        account.learn_rights(main.workspace.settings.credentials, only_below)
        unsaved = UnsavedKeys(pilot.app, main.workspace)
        flows = SignInWays(pilot.app, main.workspace, lambda: form, lambda: None, unsaved)
        sets, begin = flows._rights()
        assert dict(sets)["This operation"] == [AccessRule("GET", "/domain/zone/")]
        assert AccessRule("GET", "/domain/zone") not in begin


async def test_the_slash_stays_with_the_form(app):
    async with app().run_test(size=(160, 48)) as pilot:
        form = await opened(pilot, "GET /domain/zone/")
        assert not form.is_empty
        draft = draft_of(form, secrets=False)
        form.clear()
        assert form.is_empty
        assert draft_of(form, secrets=False) == {}
        restore(form, draft)
        assert form.call().target == "/domain/zone/"
        restore(form, {})
        assert form.call().target == "/domain/zone"
