"""Pictures of the main screens at both sizes, compared with the ones kept beside the tests.

``pytest tests/tui --snapshot-update`` makes them anew; look at them before they are committed.
"""

import time

import pytest

from ovh_explorer.translation import LANGUAGES, _, set_language
from ovh_explorer.tui.dialogs.jump import JumpScreen
from ovh_explorer.tui.dialogs.menu import MenuScreen
from ovh_explorer.tui.history.screen import HistoryScreen
from ovh_explorer.tui.signin.key_request import KeyRequestScreen
from ovh_explorer.tui.signin.service_policy import ServicePolicyScreen
from ovh_explorer.tui.signin.tool_rights import ToolRightsScreen
from ovh_explorer.tui.workbench.confirm_dialog import ConfirmScreen
from tests.tui.conftest import RECORD, fill_record, main_screen, settled, text, type_keys, until
from tests.tui.screen import Screen
from tests.tui.sign_in import press_button, way
from tests.tui.tool_keys import chosen, on

SIZES = [(160, 48), (80, 24)]
# The main screens in each language; a picture without a language is English.
in_each_language = pytest.mark.parametrize(
    "spoken",
    [pytest.param("en", id=pytest.HIDDEN_PARAM), *sorted(LANGUAGES.keys() - {"en"})],
    indirect=True,
)


@pytest.fixture(autouse=True)
def no_blinking(monkeypatch):
    """The cursor of a text field is there in every picture, however long a machine takes."""
    monkeypatch.setattr("textual.widgets.Input._toggle_cursor", lambda _: None)


@pytest.fixture(autouse=True)
def spoken(request):
    """The language of a picture."""
    set_language(getattr(request, "param", "en"))


@pytest.mark.parametrize("size", SIZES)
@in_each_language
def test_start(snap_compare, app, size):
    async def before(pilot):
        screen = await settled(pilot)
        await until(pilot, lambda: screen.bench is not None, "the workbench")

    assert snap_compare(app(), run_before=before, terminal_size=size)


@pytest.mark.parametrize("size", SIZES)
def test_tour(snap_compare, app, size):
    async def before(pilot):
        await settled(pilot, form=True)
        await pilot.press("f17", "f17")
        await until(pilot, lambda: "Tour 2/5" in text(pilot), "a step of the tour")

    assert snap_compare(
        app("GET /domain/zone/{zoneName}/record"), run_before=before, terminal_size=size
    )


@pytest.mark.parametrize("size", SIZES)
@in_each_language
def test_form(snap_compare, app, size):
    async def before(pilot):
        await fill_record()(pilot)
        await pilot.press("escape")

    assert snap_compare(app(RECORD), run_before=before, terminal_size=size)


@pytest.mark.parametrize("size", SIZES)
def test_nested_form(snap_compare, app, size):
    async def before(pilot):
        screen = await settled(pilot, form=True)
        screen.form.body.take(
            {
                "name": "nightly",
                "identities": ["urn:v1:eu:identity:account:xx1111-ovh"],
                "conditions": {"operator": "SOMETIMES", "values": {"resource.Tag(env)": "test"}},
                "permissions": {
                    "allow": [{"action": "vps:apiovh:get"}, {"action": "vps:apiovh:reboot"}]
                },
            }
        )
        screen.bench.request.refresh_form()
        await pilot.press("escape", "end")

    assert snap_compare(app("POST /v2/iam/policy"), run_before=before, terminal_size=size)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("tab", ["json", "schema", "about"])
def test_other_tabs_of_the_request(snap_compare, app, size, tab):
    async def before(pilot):
        screen = await settled(pilot, form=True)
        await pilot.press("escape", "f2")
        screen.bench.request.show_tab(tab)
        await pilot.pause()

    assert snap_compare(app("POST /v2/iam/policy"), run_before=before, terminal_size=size)


@pytest.mark.parametrize("size", SIZES)
@in_each_language
def test_question(snap_compare, app, size):
    async def before(pilot):
        await fill_record()(pilot)
        await pilot.press("ctrl+r")
        await until(pilot, lambda: isinstance(pilot.app.screen, ConfirmScreen), "the question")

    assert snap_compare(app(RECORD), run_before=before, terminal_size=size)


@pytest.mark.parametrize("size", SIZES)
@in_each_language
def test_response(snap_compare, app, fresh, size):
    async def before(pilot):
        await fill_record()(pilot)
        screen = main_screen(pilot)
        await pilot.press("ctrl+r")
        await until(pilot, lambda: isinstance(pilot.app.screen, ConfirmScreen), "the question")
        await pilot.press("y")
        await until(pilot, lambda: screen.bench.response.response, "a response")
        press = _("Press {key}: {step}").format(key=">", step="").rstrip()
        step = _("Refresh {name}: changes are not live yet").partition(" {name}")[0]
        await until(pilot, lambda: f"{press} {step} example.com" in text(pilot), "the next step")

    assert snap_compare(app(RECORD, url=fresh), run_before=before, terminal_size=size)


@pytest.mark.parametrize("size", SIZES)
def test_code(snap_compare, app, size):
    async def before(pilot):
        await fill_record()(pilot)
        await pilot.press("f7", *["right_square_bracket"] * 3)

    assert snap_compare(app(RECORD), run_before=before, terminal_size=size)


@pytest.mark.parametrize("size", SIZES)
@in_each_language
def test_search(snap_compare, app, size):
    async def before(pilot):
        await settled(pilot)
        await type_keys(pilot, "ctrl+f", *"dns record")
        await until(pilot, lambda: "/record" in text(pilot), "what is found")

    assert snap_compare(app(), run_before=before, terminal_size=size)


@pytest.mark.parametrize("size", SIZES)
@in_each_language
def test_table(snap_compare, app, fresh, size):
    async def before(pilot):
        screen = await settled(pilot, form=True)
        await pilot.press("ctrl+r")
        await until(pilot, lambda: screen.bench.response.response, "a response")
        await pilot.press("f7", "t")
        await until(pilot, lambda: screen.bench.response.table, "the table")
        await pilot.press("l", "l", "s", "j")

    assert snap_compare(app("GET /v2/iam/policy", url=fresh), run_before=before, terminal_size=size)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("words", ["", "copy"], ids=["all", "found"])
@in_each_language
def test_help(snap_compare, app, size, words):
    async def before(pilot):
        await settled(pilot)
        await pilot.press("question_mark", *words)

    assert snap_compare(app(), run_before=before, terminal_size=size)


def test_light(snap_compare, app):
    async def before(pilot):
        await fill_record()(pilot)
        dark = pilot.app.screen.background_colors
        pilot.app.theme = "ovh-light"
        await until(pilot, lambda: pilot.app.screen.background_colors != dark, "the colours")
        await Screen(pilot).drawn()

    assert snap_compare(app(RECORD), run_before=before, terminal_size=(160, 48))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("way", ["menu", "request"])
@in_each_language
def test_signing_in(snap_compare, app, size, way):
    async def before(pilot):
        await settled(pilot, form=True)
        await pilot.press("escape", "S")
        await until(pilot, lambda: isinstance(pilot.app.screen, MenuScreen), "the menu")
        if way == "request":
            menu = pilot.app.screen.query_one("OptionList")
            menu.highlighted = menu.get_option_index("request")
            await pilot.press("enter")
            await until(
                pilot, lambda: isinstance(pilot.app.screen, KeyRequestScreen), "the request"
            )
            # The endpoint of a sandbox is another one each time.
            pilot.app.screen.query_one("VerticalScroll").border_title = _("Request a consumer key")
            await pilot.press("shift+tab", "shift+tab")

    assert snap_compare(app("GET /domain/zone"), run_before=before, terminal_size=size)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("shows", ["rights", "policy"])
def test_a_key_for_a_tool(snap_compare, app, size, shows):
    async def before(pilot):
        await settled(pilot, form=True)
        await way(pilot, "tool", MenuScreen)
        await chosen(pilot, "lego", "for which tool")
        await chosen(pilot, "name example.com", "for which zone")
        await on(pilot, ToolRightsScreen)
        if shows == "policy":
            await press_button(pilot, "#go-on")
            await chosen(pilot, "service", "Which key?")
            await on(pilot, ServicePolicyScreen)

    assert snap_compare(app("GET /domain/zone"), run_before=before, terminal_size=size)


@pytest.fixture
def noon(monkeypatch):
    """The history says that all was sent at the same time of the same day."""
    moment = time.struct_time((2026, 11, 28, 12, 0, 0, 5, 332, 0))
    monkeypatch.setattr("ovh_explorer.translation.dates.localtime", lambda _: moment)


async def sent_twice(pilot) -> Screen:
    """Records were listed, one was added, and they were listed again."""
    screen = Screen(pilot)
    await screen.ready(form=True)
    await screen.send()
    await screen.open("POST /domain/zone/example.com/record")
    screen.main.form.body.take({"fieldType": "A", "subDomain": "www", "target": "192.0.2.77"})
    await screen.confirm()
    await screen.open("GET /domain/zone/example.com/record")
    await screen.send()
    return screen


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.usefixtures("noon")
def test_history(snap_compare, app, fresh, size):
    async def before(pilot):
        screen = await sent_twice(pilot)
        await screen.show("products")
        await screen.press("H")
        await until(pilot, lambda: isinstance(pilot.app.screen, HistoryScreen), "the history")
        await screen.sees("3 requests")
        await screen.press("tab", "tab", "space", "down")

    app = app("GET /domain/zone/example.com/record", url=fresh)
    assert snap_compare(app, run_before=before, terminal_size=size)


@pytest.mark.parametrize("size", SIZES)
def test_compare(snap_compare, app, fresh, size):
    async def before(pilot):
        screen = await sent_twice(pilot)
        await screen.show("response")
        await screen.press("=")
        await screen.sees("Differences")

    app = app("GET /domain/zone/example.com/record", url=fresh)
    assert snap_compare(app, run_before=before, terminal_size=size)


@pytest.mark.parametrize("size", SIZES)
def test_columns(snap_compare, app, fresh, size):
    async def before(pilot):
        screen = await Screen(pilot).ready(form=True)
        await screen.send()
        await screen.show("response")
        await screen.press("t")
        await screen.until(lambda: screen.main.bench.response.table, "the table")
        await screen.press("o")
        await screen.sees("space shows or hides")
        await screen.press("down", "space")

    app = app("GET /v2/iam/policy", url=fresh)
    assert snap_compare(app, run_before=before, terminal_size=size)


@pytest.mark.parametrize("size", SIZES)
def test_jump(snap_compare, app, size):
    async def before(pilot):
        await Screen(pilot).ready(form=True)
        await pilot.press("ctrl+g")
        await until(pilot, lambda: isinstance(pilot.app.screen, JumpScreen), "the letters")

    assert snap_compare(app(RECORD), run_before=before, terminal_size=size)


@pytest.mark.parametrize("size", SIZES)
def test_account_keys(snap_compare, app, fresh, size):
    async def before(pilot):
        screen = await Screen(pilot).ready()
        await screen.show("products")
        await screen.press("K")
        await screen.sees("laptop")
        # An application: how long ago a key was made changes.
        await screen.press("down", "down", "down", "down")

    assert snap_compare(app(url=fresh), run_before=before, terminal_size=size)


@pytest.mark.parametrize("size", SIZES)
def test_error(snap_compare, app, fresh, size):
    """A response that refuses, with what is known of its cause."""

    async def before(pilot):
        screen = await Screen(pilot).ready(form=True)
        await screen.send()
        await screen.sees("404")
        await screen.show("response")

    app = app("GET /domain/zone/nobody.example", url=fresh)
    assert snap_compare(app, run_before=before, terminal_size=size)


@pytest.mark.parametrize("size", SIZES)
def test_mistakes(snap_compare, app, size):
    """A form that can't be sent yet, and why."""

    async def before(pilot):
        screen = await Screen(pilot).ready(form=True)
        screen.main.form.body.take({"fieldType": "B", "ttl": "soon", "more": True})
        screen.main.bench.request.refresh_form()
        await screen.press("escape", "ctrl+r")
        await screen.drawn()

    assert snap_compare(app(RECORD), run_before=before, terminal_size=size)
