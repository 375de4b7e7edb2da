"""Going through a form by keys while one types: what is typed next is never a command."""

import pytest
from textual import events

from ovh_explorer.call import Call
from ovh_explorer.form import State
from tests.tui.screen import Screen
from tests.tui.test_form_fingers import RECORD, SIZES, SMS, footer, go_to

POLICY = "POST /v2/iam/policy"


async def opened(pilot) -> Screen:
    return await Screen(pilot).ready(form=True)


@pytest.mark.parametrize("size", SIZES)
async def test_tab_stays_in_the_last_field_and_says_so(app, size):
    async with app(RECORD).run_test(size=size, notifications=True) as pilot:
        screen = await opened(pilot)
        await go_to(screen, "ttl")
        await screen.type("36")
        await screen.press("tab")
        await screen.sees("This is the last field: enter or ^r goes on.")
        await screen.type("00")
        assert screen.main.form.field("body", "ttl").text == "3600"
        await screen.type("bue")
        assert screen.main.form.field("body", "ttl").text == "3600bue"
        assert screen.main.products.branch == "v1"
        await screen.press("enter")
        assert "zoneName" in screen.row, "enter goes on"
        await screen.press("shift+tab")
        await screen.sees("This is the first field.")
        await screen.type("x")
        assert screen.main.form.field("path", "zoneName").text == "x"


async def test_the_footer_offers_tab_where_there_is_a_field_behind(app):
    async with app(RECORD).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await opened(pilot)
        await go_to(screen, "target")
        await screen.type("1")
        assert "tab next" in screen.text.splitlines()[-1]
        await screen.press("escape")
        await go_to(screen, "ttl")
        await screen.type("6")
        await screen.until(lambda: "tab next" not in screen.text.splitlines()[-1], "the footer")


async def test_enter_goes_to_a_wrong_value_before_try(app):
    async with app(RECORD).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await opened(pilot)
        screen.main.form.field("path", "zoneName").type_text("example.com")
        screen.main.form.field("body", "fieldType").type_text("A")
        screen.main.form.field("body", "ttl").type_text("soon")
        await go_to(screen, "target")
        await screen.type("192.0.2.1")
        await screen.press("enter")
        assert "ttl" in screen.row


async def test_a_letter_behind_tab_is_no_command_on_a_row_without_text(app):
    async with app(POLICY).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await opened(pilot)
        await go_to(screen, "description")
        await screen.press("enter")
        view = screen.main.bench.request.view
        while view.letters.fit_row:
            await screen.press("tab")
        before = screen.main.form.body_text
        await screen.type("eb")
        await screen.sees("This row takes no text.")
        assert screen.main.form.body_text == before
        assert screen.main.products.branch == "v2"
        await screen.press("down", "up", "e")
        assert screen.main.form.body_text != before, "after an arrow it is"


async def test_undo_takes_back_the_last_change_first_whatever_made_it(app):
    async with app(RECORD).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await opened(pilot)
        form = screen.main.form
        sub_domain, ttl = form.field("body", "subDomain"), form.field("body", "ttl")
        await go_to(screen, "subDomain")
        await screen.type("www")
        await screen.press("escape", "delete")
        assert not sub_domain.is_given
        await go_to(screen, "ttl")
        await screen.type("36OO")
        await screen.press("ctrl+underscore")
        assert (sub_domain.is_given, ttl.is_given) == (False, False), "what was typed last"
        await screen.press("ctrl+underscore")
        assert sub_domain.text == "www"
        await screen.press("ctrl+underscore")
        assert form.is_empty
        await screen.press("ctrl+underscore")
        await screen.sees("There is nothing to undo.")


@pytest.mark.parametrize(
    ("row", "keys"),
    [
        ("fieldType", ["A", "enter"]),
        ("fieldType", ["space", "down", "enter"]),
        ("target", ["1", "9"]),
        ("target", ["ctrl+t"]),
        ("target", ["enter", "ctrl+t"]),
    ],
)
async def test_undo_takes_back_what_each_key_did(app, row, keys):
    async with app(RECORD).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await opened(pilot)
        form = screen.main.form
        await go_to(screen, "ttl")
        await screen.type("60")
        await screen.press("escape")
        await go_to(screen, row)
        for key in keys:
            await screen.press(key)
        await screen.press("escape")
        await screen.until(lambda: form.body_text != '{\n  "ttl": 60\n}', "it is another")
        await screen.press("ctrl+underscore")
        assert form.body_text == '{\n  "ttl": 60\n}'
        assert not form.field("body", "fieldType").is_given
        await screen.press("ctrl+underscore")
        assert form.is_empty


async def test_undo_of_a_true_or_false_and_of_an_entry(app):
    async with app(POLICY).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await opened(pilot)
        form = screen.main.form
        before = form.body_text
        await go_to(screen, "identities")
        await screen.press("a", "u", "r", "n")
        await screen.press("escape")
        assert "urn" in form.body_text
        await screen.press("ctrl+underscore")
        assert "urn" not in form.body_text
        await screen.press("ctrl+circumflex_accent")
        assert "urn" in form.body_text
        await screen.press("ctrl+underscore", "ctrl+underscore")
        assert form.body_text == before


@pytest.mark.parametrize("size", [(160, 48), (80, 24)])
async def test_undo_leads_back_from_each_change_and_ends_what_was_said_of_it(app, size):
    async with app(RECORD).run_test(size=size, notifications=True) as pilot:
        screen = await opened(pilot)
        form = screen.main.form
        await go_to(screen, "subDomain")
        await screen.type("www")
        await screen.press("escape", "delete")
        await go_to(screen, "ttl")
        await screen.type("3600")
        await screen.press("f8")
        await screen.until(lambda: "Form cleared. Press ^_ to undo." in screen.toasts, "it is said")
        assert form.is_empty
        await screen.press("ctrl+underscore")
        assert form.field("body", "ttl").text == "3600"
        await screen.until(lambda: screen.toasts == [], "it isn't cleared any more")
        await screen.press("ctrl+underscore")
        assert not form.field("body", "ttl").is_given, "the change before that"
        await screen.press("ctrl+underscore")
        assert form.field("body", "subDomain").text == "www", "and the one before that"
        await screen.press("ctrl+underscore", "ctrl+underscore")
        await screen.until(lambda: "There is nothing to undo." in screen.toasts, "no more")


async def test_undo_leads_back_through_what_was_typed_to_the_example_before_it(app):
    async with app(RECORD).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await opened(pilot)
        form = screen.main.form
        await go_to(screen, "zoneName")
        await screen.press("enter", "f2")
        example = form.field("body", "fieldType").text
        assert example
        await screen.press("ctrl+u")
        await screen.type("mine.example")
        await go_to(screen, "subDomain")
        await screen.type("www")
        await screen.press("ctrl+underscore")
        assert form.field("body", "subDomain").text == ""
        assert form.field("path", "zoneName").text == "mine.example"
        assert form.field("body", "fieldType").text == example
        await screen.press("ctrl+underscore")
        assert form.field("path", "zoneName").text != "mine.example"
        assert form.field("body", "fieldType").text == example
        await screen.press("ctrl+underscore")
        assert not form.field("body", "fieldType").is_given


async def test_undo_takes_back_what_was_pasted_into_a_field(app):
    async with app(RECORD).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await opened(pilot)
        field = screen.main.form.field("body", "subDomain")
        await go_to(screen, "subDomain")
        await screen.type("www")
        pilot.app.screen.focused.post_message(events.Paste("pasted"))
        await screen.until(lambda: field.text == "wwwpasted", "the paste")
        await screen.press("ctrl+underscore")
        assert field.text == "www"
        await screen.press("escape")
        pilot.app.screen.focused.post_message(events.Paste("instead"))
        await screen.until(lambda: field.text == "instead", "the paste over the row")
        await screen.press("ctrl+underscore")
        assert field.text == "www"


@pytest.mark.parametrize("size", SIZES)
async def test_the_footer_says_where_enter_leads(app, size):
    async with app(RECORD).run_test(size=size, notifications=True) as pilot:
        screen = await opened(pilot)
        await screen.type("example.com")
        await screen.until(lambda: "enter → fieldType" in footer(screen), "the next required one")
        await screen.press("enter")
        await screen.type("TX")
        await screen.until(lambda: "enter choose → target" in footer(screen), "past subDomain")
        await screen.press("enter")
        await screen.type("hello")
        await screen.until(lambda: "enter → TRY" in footer(screen), "it was the last one")
        await screen.press("enter")
        assert "TRY" in screen.row


async def test_letters_never_move_in_a_form(app):
    async with app(SMS).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await opened(pilot)
        await screen.press("escape", "end")
        assert "TRY" in screen.row
        for letter in "jkhlgG":
            await screen.press(letter)
            assert "TRY" in screen.row
        await screen.sees("Letters are typed into texts.")
        await go_to(screen, "noStopClause")
        await screen.press("j")
        await screen.sees("noStopClause is true or false. Press y or n, or space.")
        assert "noStopClause" in screen.row
        await go_to(screen, "charset")
        await screen.press("k")
        await screen.sees("No value of charset has “k”")
        assert not screen.main.form.field("body", "charset").is_given


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("key", ["space", "down"])
async def test_all_values_are_shown_where_what_is_there_is_none_of_them(app, size, key):
    async with app(RECORD).run_test(size=size, notifications=True) as pilot:
        screen = await opened(pilot)
        await screen.type("exmaple.com")
        if key == "space":
            await screen.press("escape", "space")
        else:
            await screen.press("down")
        await screen.sees("example.org")
        assert screen.main.form.field("path", "zoneName").text == "exmaple.com", "nothing chosen"
        await screen.press("down", "enter")
        assert screen.main.form.field("path", "zoneName").text in ("example.com", "example.org")


async def test_a_message_for_nobody_is_asked_about_as_one_and_what_was_refused_is_said(app):
    async with app(SMS).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await opened(pilot)
        account = (await screen.main.workspace.send(Call.make("v1", "GET", "/sms"))).json()[0]
        await screen.open(f"POST /sms/{account}/jobs")
        await answered(screen, {"message": "Hello"})
        await screen.sees("No receivers are given")
        await screen.press("escape")
        await screen.sees("Nothing was sent.")
        await answered(screen, {"message": "Hello", "receivers": ["0612345678"]})
        assert "No receivers" not in screen.text
        await screen.type(account)
        await screen.press("enter")
        await screen.sees("Not all was accepted. invalidReceivers: 0612345678.")


async def answered(screen: Screen, body: dict) -> None:
    """TRY with a body is answered with the question."""
    screen.main.form.take_body(body)
    screen.main.bench.refresh_form()
    await screen.press("ctrl+r")
    await screen.asked()


async def test_enter_on_cancel_says_that_nothing_was_sent(app):
    async with app("POST /domain/zone/example.com/refresh").run_test(
        size=(160, 48), notifications=True
    ) as pilot:
        screen = await opened(pilot)
        await screen.press("ctrl+r")
        await screen.asked()
        await screen.press("enter")
        await screen.sees("Nothing was sent.")


async def test_what_takes_any_json_says_how_a_text_is_written(app):
    async with app("POST /v2/okms/resource/{okmsId}/secret").run_test(
        size=(160, 48), notifications=True
    ) as pilot:
        screen = await opened(pilot)
        await go_to(screen, "version")
        await screen.press("right")
        await go_to(screen, "data")
        await screen.sees('A text is in double quotes: "text".')
        await screen.press("enter")
        await screen.sees("data as JSON, texts in double quotes")


async def test_the_arrows_leave_a_field_for_the_row_beside_it_whatever_that_is(app):
    async with app("POST /v2/iam/policy").run_test(size=(160, 48)) as pilot:
        screen = await opened(pilot)
        view = screen.main.bench.request.view
        await go_to(screen, "name")
        await screen.type("ada")
        assert screen.is_editing
        for key, name in (("down", "permissions"), ("down", "allow"), ("up", "permissions")):
            await screen.press(key)
            assert view.row.field.name == name
        await screen.press("up")
        assert (view.row.field.name, view.row.field.text) == ("name", "ada")
        await screen.press("enter", "tab")
        assert view.row.field.name == "allow", "tab passes what only heads the rows below it"


async def test_parts_that_are_not_sent_are_not_in_sight(app):
    async with app("POST /v2/iam/policy").run_test(size=(160, 48)) as pilot:
        screen = await opened(pilot)
        view = screen.main.bench.request.view
        await go_to(screen, "deny")
        await screen.press("enter")
        await screen.type("vps:*")
        await screen.press("escape")
        deny = screen.main.form.body.part("permissions").part("deny")
        assert deny.is_given
        view.go_to(deny)
        # Not set, empty, and what it was.
        for _ in deny.states:
            await screen.press("ctrl+t")
            is_sent = deny.state is State.SET
            assert any(row.field in deny.parts for row in view.plan.rows) is is_sent
        assert is_sent


async def test_a_value_that_was_replaced_is_quoted(app):
    async with app(RECORD).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await opened(pilot)
        await go_to(screen, "fieldType")
        await screen.press("enter")
        screen.main.bench.request.editor.type_text(" TXT")
        await screen.press("down", "enter")
        await screen.sees("“ TXT” was replaced by “")


@pytest.mark.parametrize("language", ["en", "fr"])
async def test_the_footer_says_where_an_entry_of_a_list_leads_and_what_the_row_there_does(
    app, language, request
):
    enter, add = "enter", "add"
    if language == "fr":
        request.getfixturevalue("in_french")
        enter, add = "entrée", "ajouter"
    async with app(SMS).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await opened(pilot)
        await go_to(screen, "receivers")
        await screen.until(lambda: f"{enter} {add}" in footer(screen), "it has no entry yet")
        await screen.type("+33600000000")
        await screen.until(lambda: f"{enter} → + {add}" in footer(screen), "where it leads")
        await screen.press("enter")
        assert f"+ {add}" in screen.row
        await screen.until(lambda: f"{enter} {add}" in footer(screen), "what it does there")
        await screen.press("enter")
        assert screen.main.form.field("body", "receivers").parts[1].is_entry
