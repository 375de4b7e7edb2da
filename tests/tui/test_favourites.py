"""Favourites on the screen: kept with a name, opened filled in, on the start page of another run."""

from textual.widgets import Input

from ovh_explorer.tui.app import ExplorerApp
from ovh_explorer.tui.dialogs.menu import MenuScreen
from ovh_explorer.tui.dialogs.prompt import PromptScreen
from ovh_explorer.workspace.settings import gather
from tests.sandboxes import running
from tests.tui.conftest import RECORD, Stocked, main_screen, settled, text, type_keys, until


async def menu(pilot, *words: str) -> None:
    """Choose in the menus that are open, by words of the entries."""
    for part in words:
        await until(pilot, lambda: isinstance(pilot.app.screen, MenuScreen), "a menu")
        options = pilot.app.screen.query_one("OptionList")
        found = [
            i
            for i in range(options.option_count)
            if part in str(options.get_option_at_index(i).prompt)
        ]
        options.highlighted = found[0]
        here = pilot.app.screen
        await pilot.press("enter")
        await until(pilot, lambda here=here: pilot.app.screen is not here, "chosen")


async def test_what_is_open_is_kept_and_opened_again_in_another_run(tmp_path, no_keys_of_the_user):
    def explorer(target: str = "") -> ExplorerApp:
        return ExplorerApp(Stocked(gather(running()[1], environ={}), cache=tmp_path), target)

    async with explorer(RECORD).run_test(size=(80, 24), notifications=True) as pilot:
        screen = main_screen(pilot)
        await until(
            pilot,
            lambda: screen.form is not None and screen.bench.request.has_focus_within,
            "the form",
        )
        await type_keys(pilot, *"example.com")
        await pilot.press("escape", "end", "F")
        await menu(pilot, "Save the open operation")
        await until(pilot, lambda: isinstance(pilot.app.screen, PromptScreen), "the name")
        pilot.app.screen.query_one(Input).value = "DNS / "
        await pilot.press("enter")
        assert "Give it a name" in text(pilot)
        pilot.app.screen.query_one(Input).value = "DNS / add a record"
        await pilot.press("enter")
        await until(pilot, lambda: "Saved: DNS / add a record" in text(pilot), "it is kept")
    assert (
        no_keys_of_the_user / ".local/state/ovh-explorer/favourites.db"
    ).stat().st_mode & 0o777 == 0o600
    async with explorer().run_test(size=(160, 48), notifications=True) as pilot:
        screen = main_screen(pilot)
        await until(
            pilot,
            lambda: "add a record · POST /domain/zone" in text(pilot),
            "the start page has it",
        )
        await until(pilot, lambda: screen.bench, "the workbench")
        await pilot.press("F")
        await menu(pilot, "add a record")
        await until(pilot, lambda: screen.form is not None, "it is open")
        assert screen.form.field("path", "zoneName").text == "example.com"
        assert not screen.form.field("body", "target").is_given
        await until(pilot, lambda: screen.bench.request.has_focus_within, "its form")
        await pilot.press("escape", "end", "F")
        await menu(pilot, "Rename or move one", "add a record")
        await until(pilot, lambda: isinstance(pilot.app.screen, PromptScreen), "the name")
        assert pilot.app.screen.query_one(Input).value == "DNS / add a record"
        pilot.app.screen.query_one(Input).value = "new"
        await pilot.press("enter")
        await until(
            pilot,
            lambda: [item.name for item in screen.workspace.favourites.all] == ["new"],
            "renamed",
        )
        await pilot.press("F")
        await menu(pilot, "Remove one", "new")
        await until(pilot, lambda: "Remove new?" in text(pilot), "the question")
        assert screen.workspace.favourites.all
        await pilot.press("y")
        await until(pilot, lambda: screen.workspace.favourites.all == [], "removed")


async def test_one_of_another_screen_is_replaced_on_a_yes_alone(app):
    async with app(RECORD).run_test(size=(120, 36), notifications=True) as pilot:
        screen = await settled(pilot, form=True)
        favourites = screen.workspace.favourites
        favourites.keep("DNS", "mine", ("v1", "GET", "/me"), {})
        await pilot.press("escape", "end", "F")
        await menu(pilot, "Save the open operation")
        favourites.keep("DNS", "add", ("v1", "GET", "/me"), {})
        await until(pilot, lambda: isinstance(pilot.app.screen, PromptScreen), "the name")
        pilot.app.screen.query_one(Input).value = "DNS / add"
        await pilot.press("enter")
        await until(pilot, lambda: "Replace DNS / add?" in text(pilot), "the question")
        await pilot.press("n")
        # No, as esc, is one step back.
        await until(pilot, lambda: "Save the open operation" in text(pilot), "the menu again")
        titles = {item.name: item.title for item in favourites.all}
        assert titles == {"add": "GET /me", "mine": "GET /me"}
        await menu(pilot, "Rename or move one", "mine")
        await until(pilot, lambda: isinstance(pilot.app.screen, PromptScreen), "the name")
        pilot.app.screen.query_one(Input).value = "DNS / add"
        await pilot.press("enter")
        await until(pilot, lambda: "Replace DNS / add?" in text(pilot), "the question")
        await pilot.press("y")
        await until(pilot, lambda: len(favourites.all) == 1, "it is replaced")
