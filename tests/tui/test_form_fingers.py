"""What fingers do in a form without looking: enter, arrows, letters, and going back."""

import asyncio

import pytest

from ovh_explorer.tui.request.form_edit import yes_or_no
from tests.tui.conftest import Demo
from tests.tui.screen import Screen

SIZES = [(160, 48), (80, 24)]
RECORD = "POST /domain/zone/{zoneName}/record"
SMS = "POST /sms/{serviceName}/jobs"


def footer(screen: Screen) -> str:
    """The last line of the screen."""
    return screen.text.splitlines()[-1]


async def go_to(screen: Screen, name: str) -> None:
    """Put the cursor on a field by arrows, outside any field."""
    await screen.press("escape", "home")
    for _ in range(60):
        if name in screen.row.split():
            return
        await screen.press("down")
    raise AssertionError(f"no row {name}:\n{screen.text}")


@pytest.mark.parametrize("size", SIZES)
async def test_enter_goes_to_what_is_required_and_then_to_try(app, size):
    """subDomain and ttl are optional: text typed after enter is not for them."""
    async with app(RECORD).run_test(size=size, notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.type("example.com")
        await screen.press("enter", "enter")
        await screen.type("TXT")
        await screen.press("enter")
        await screen.type("hello")
        await screen.press("enter")
        assert "TRY" in screen.row
        values = {field.name: field.text for field in screen.main.form.fields}
        assert values["fieldType"] == "TXT"
        assert values["target"] == "hello"
        assert not values["subDomain"]
        assert not values["ttl"]


async def test_enter_on_the_one_that_is_missing_says_so_and_stays(app):
    async with app(RECORD).run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await go_to(screen, "target")
        await screen.press("enter", "enter")
        assert screen.is_editing
        assert "target" in screen.row
        await screen.sees("!string")
        assert "Form !1" in screen.text, "the others were not passed"
        await screen.type("hello")
        await screen.press("enter")
        assert "zoneName" in screen.row, "round the end to what is missing"
        assert "Form !" not in screen.text


@pytest.mark.parametrize("size", SIZES)
async def test_enter_opens_the_values_of_an_empty_required_id(app, size):
    async with app(RECORD).run_test(size=size, notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        zone = screen.main.form.field("path", "zoneName")
        await screen.press("enter")
        await screen.sees("example.org")
        await screen.press("escape")
        assert screen.is_editing
        await screen.press("enter")
        await screen.sees("example.org")
        assert not zone.is_given
        await screen.press("down", "enter")
        assert zone.text == "example.org"
        assert "fieldType" in screen.row
        await go_to(screen, "zoneName")
        await screen.press("enter")
        assert screen.is_editing
        assert not screen.main.bench.request.editor.choosing, "one that is given is edited"


@pytest.mark.parametrize("size", SIZES)
async def test_a_value_that_was_not_chosen_is_not_sent(app, size):
    """What is typed by mistake into an enumeration opens its values; none of them is chosen."""
    async with app(SMS).run_test(size=size, notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await go_to(screen, "charset")
        await screen.press("tab", "shift+tab")
        charset = screen.main.form.field("body", "charset")
        await screen.type("UT")
        await screen.sees("UTF-8")
        await screen.press("ctrl+u")
        assert not charset.is_given
        await screen.press("shift+tab")
        assert not charset.is_given
        await go_to(screen, "charset")
        await screen.press("tab", "shift+tab", "down", "shift+tab")
        assert not charset.is_given, "it was highlighted, and not chosen"
        await go_to(screen, "charset")
        await screen.press("enter", "down", "up", "enter")
        assert charset.is_given


async def test_an_arrow_waits_for_the_values(app, monkeypatch):
    """Pressed again while they are on their way, it does not leave the field."""
    come = asyncio.Event()
    send = Demo.send

    async def late(self, call, progress=None):
        if call.path == "/domain/zone":
            await come.wait()
        return await send(self, call, progress)

    async with app(RECORD).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        monkeypatch.setattr(Demo, "send", late)
        screen.main.workspace._value_lookup = None
        await screen.type_ahead("enter", "down", "down", "down", "enter")
        await screen.sees("loading values")
        assert screen.is_editing
        come.set()
        await screen.sees("example.org")
        await screen.press("down", "up", "enter")
        assert screen.main.form.field("path", "zoneName").text == "example.com"


@pytest.mark.parametrize("size", SIZES)
async def test_the_footer_offers_values_where_there_are_some(app, size):
    async with app(RECORD).run_test(size=size, notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.press("tab", "shift+tab")
        assert "↓ values" in footer(screen)
        await go_to(screen, "target")
        await screen.press("enter")
        assert "↓ values" not in footer(screen)
        await screen.press("down")
        assert "ttl" in screen.row


@pytest.mark.parametrize("size", SIZES)
async def test_a_highlighted_row_says_that_it_has_values_and_which_key_opens_them(app, size):
    async with app(RECORD).run_test(size=size, notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        assert "▾" in screen.row, "the zones of the account"
        await screen.until(lambda: "space values" in footer(screen), "the key")
        await screen.press("space")
        await screen.sees("example.org")
        await screen.press("down", "enter")
        assert screen.main.form.field("path", "zoneName").text == "example.org"
        await go_to(screen, "fieldType")
        assert "▾" in screen.row
        await screen.press("space")
        await screen.sees("DKIM")
        await screen.press("escape", "escape")
        await go_to(screen, "target")
        assert "▾" not in screen.row
        assert "values" not in footer(screen)
        await screen.press("space")
        assert screen.main.form.field("body", "target").text == " ", "it is typed"


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("word", ["CNAME", "SRV", "aaaa", "TXT"])
async def test_letters_on_a_row_of_choices_are_typed_over_its_values(app, size, word):
    async with app(RECORD).run_test(size=size, notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await go_to(screen, "fieldType")
        field = screen.main.form.field("body", "fieldType")
        field.type_text("MX")
        await screen.press(word[0])
        await screen.sees("enter choose")
        await screen.type(word[1:])
        await screen.press("enter")
        assert field.text == word.upper()
        assert "target" in screen.row
        await screen.type("hello")
        assert screen.main.form.field("body", "target").text == "hello"


async def test_letters_typed_ahead_choose_what_they_say(app):
    async with app(RECORD).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await go_to(screen, "fieldType")
        await screen.type_ahead(*"TXT", "enter", *"hello")
        target = screen.main.form.field("body", "target")
        await screen.until(lambda: target.text == "hello", "all is typed")
        assert screen.main.form.field("body", "fieldType").text == "TXT"


@pytest.mark.parametrize("size", SIZES)
async def test_letters_on_a_row_of_choices_are_no_commands(app, size):
    async with app(RECORD).run_test(size=size, notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await go_to(screen, "fieldType")
        await screen.press("F", "R", "b")
        assert not screen.title, "no command was meant"
        assert "read-only" not in screen.header
        assert " R " not in footer(screen)


async def test_y_and_n_choose_on_a_true_or_false(app):
    async with app(SMS).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await go_to(screen, "noStopClause")
        field = screen.main.form.field("body", "noStopClause")
        assert "▾" in screen.row
        await screen.until(lambda: "y/n true/false" in footer(screen), "the keys")
        for key, text in (("y", "true"), ("n", "false"), ("t", "true"), ("f", "false")):
            await screen.press(key)
            assert field.text == text
        assert "y/n true/false" in footer(screen)
        await screen.press("space")
        assert not field.is_given
        # The same letters where it is opened, in place of what is there too.
        await screen.press("enter")
        assert screen.is_editing
        for key, text in (("n", "false"), ("y", "true"), ("n", "false"), ("Y", "true")):
            await screen.press(key)
            assert field.text == text
        await screen.press("escape", "down")
        assert "y n" not in footer(screen) or "senderForResponse" in screen.row


@pytest.mark.parametrize("key", ["n", "space"])
async def test_enter_goes_on_from_a_true_or_false_that_a_key_set(app, key):
    async with app(SMS).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        screen.main.form.field("path", "serviceName").type_text("sms-1")
        await go_to(screen, "noStopClause")
        await screen.press(key)
        await screen.until(lambda: "enter → message" in footer(screen), "where it leads")
        await screen.press("enter")
        assert "message" in screen.row
        await screen.type("hello")
        assert screen.main.form.field("body", "message").text == "hello"
        await go_to(screen, "noStopClause")
        await screen.press("enter")
        assert screen.is_editing, "come back to, it is edited"


async def test_in_french_letters_and_enter_fill_a_form(app, in_french):
    async with app(RECORD).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await go_to(screen, "fieldType")
        await screen.press("?")
        await screen.sees("Aucune valeur de fieldType ne contient «\u202f?\u202f».")
        await screen.type("CNAME")
        await screen.until(lambda: "choisir → target" in footer(screen), "where it leads")
        await screen.press("enter", "enter")
        assert screen.main.form.field("body", "fieldType").text == "CNAME"
        assert "target" in screen.row
        await screen.sees("!string")
    async with app(SMS).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        screen.main.form.field("path", "serviceName").type_text("sms-1")
        await go_to(screen, "noStopClause")
        await screen.press("o")
        await screen.until(lambda: "entrée → message" in footer(screen), "where it leads")
        assert screen.main.form.field("body", "noStopClause").text == "true"


@pytest.mark.parametrize(
    ("lang", "text", "value"),
    [
        ("en", "y", "true"),
        ("en", "n", "false"),
        ("en", "o", "o"),
        ("fr", "o", "true"),
        ("fr", "y", "true"),
        ("en", "truen", "false"),
        ("en", "on", "on"),
        ("en", "true", "true"),
    ],
)
def test_a_letter_says_yes_or_no_in_the_language_of_the_user(monkeypatch, lang, text, value):
    monkeypatch.setattr("ovh_explorer.tui.request.form_edit.language", lambda: lang)
    assert yes_or_no(text) == value


@pytest.mark.parametrize("size", SIZES)
async def test_the_window_of_a_json_field_tries_by_the_key_of_try(app, size):
    async with app("POST /v2/iam/policy").run_test(size=size, notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        user = "urn:v1:eu:identity:user:xx1111-ovh/ada"
        screen.main.form.take_body({"name": "n", "identities": [user]})
        await screen.press("escape", "f2", "ctrl+n")
        await go_to(screen, "{")
        await screen.press("enter")
        await screen.sees("^r try")
        await screen.press("ctrl+r")
        await screen.asked()
        assert "/v2/iam/policy" in screen.text


@pytest.mark.parametrize("mode", ["form", "json"])
async def test_a_secret_inside_json_is_masked_and_the_window_has_it(app, mode):
    async with app("POST /v2/iam/policy").run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        form = screen.main.form
        text = '{"name": "n", "extra": {"password": "hush-hush", "kept": 1}}'
        assert form.type_body(text)
        screen.main.bench.request.show_tab(mode)
        screen.main.bench.refresh_form()
        await screen.sees("kept")
        assert "hush-hush" not in screen.text
        # Half of a text too.
        form.type_body(text[:-1])
        screen.main.bench.refresh_form()
        await screen.drawn()
        assert "hush-hush" not in screen.text
        await go_to(screen, '{"name":')
        await screen.press("enter")
        await screen.sees("hush-hush")


async def test_a_folder_of_the_products_leaves_the_form_as_it_is(app):
    async with app(RECORD).run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.type("example.com")
        await screen.click("dnssec")
        assert "2 POST /domain/zone/{zoneName}/record" in screen.text
        assert "example.com" in screen.text


@pytest.mark.parametrize("keys", [["escape"], ["tab", "escape"]])
async def test_after_esc_on_a_field_that_nobody_edited_letters_are_commands(app, keys):
    async with app("POST /domain/zone/{zoneName}/record").run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        view = screen.main.bench.request.view
        before = screen.text
        await screen.press(*keys)
        await screen.until(lambda: not view.takes_text, "letters are commands")
        assert screen.text != before, "the footer names the letters"
        await screen.press("e")
        assert screen.main.form.field("path", "zoneName").text, "e fills in examples"
        await screen.press("u", "up", "down")
        assert view.takes_text, "a field that is gone to takes letters again"


async def test_esc_in_a_field_that_was_edited_leaves_it_highlighted(app):
    async with app("POST /domain/zone/{zoneName}/record").run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        view = screen.main.bench.request.view
        await screen.type("a")
        await screen.press("escape")
        assert view.takes_text
        await screen.press("escape")
        await screen.until(lambda: not view.takes_text, "letters are commands")
