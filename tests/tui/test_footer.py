"""The footer and the help are made for the part that has the focus."""

import pytest

from ovh_explorer.translation import set_language
from ovh_explorer.tui.key_bindings.names import joined_keys
from ovh_explorer.tui.main.footer import FooterBar
from tests.tui.conftest import settled, text, until
from tests.tui.screen import Screen

LIST = "GET /domain/zone/example.com/record"
TEMPLATE = "GET /dedicated/installationTemplate/debian12_64"
MODEL = "POST /v2/iam/policy"


def footer(pilot) -> str:
    return text(pilot).rstrip().split("\n")[-1].strip()


@pytest.mark.parametrize("size", [(160, 48), (80, 24)])
async def test_the_keys_of_the_part_come_right_after_try_and_help_stays(app, size):
    async with app(LIST).run_test(size=size) as pilot:
        screen = await settled(pilot, form=True)
        both = "^r/enter try  e example"
        await until(pilot, lambda: footer(pilot).startswith(both), "the form's, each word once")
        await pilot.press("ctrl+r")
        await until(pilot, lambda: screen.bench.response.response, "the response")
        await pilot.press("f7")
        expected = "^r try  enter open 5…0001  a actions  backspace back  ]/; tab"
        if size[0] == 80:
            expected = "^r try  enter open 52…000001  a actions  ]/; tab"
        await until(pilot, lambda: footer(pilot).startswith(expected), "the response's")
        assert "f filter" in footer(pilot) or size[0] == 80, "what is rarer makes room"
        assert "  ^f open  " in footer(pilot)
        assert footer(pilot).endswith("^p commands  ? help")
        await pilot.press("f6", "home", "enter")
        expected = "^r try  enter → TRY  ↓ values  tab next  esc leave"
        await until(pilot, lambda: footer(pilot).startswith(expected), "the field's")
        assert footer(pilot).endswith("F1 help")
        await pilot.press("escape", "f5")
        await until(pilot, lambda: footer(pilot).startswith("^r try  enter choose"), "the tree's")
        assert footer(pilot).endswith("? help")


@pytest.mark.parametrize("size", [(160, 48), (80, 24)])
async def test_an_entry_of_a_list_is_removed_by_a_click_in_the_footer(app, size):
    async with app(MODEL).run_test(size=size) as pilot:
        screen = await Screen(pilot).ready(form=True)
        identities = screen.main.form.field("body", "identities")
        for name in ("ada", "grace"):
            identities.add_part(f"urn:v1:eu:identity:user:xx1111-ovh/{name}")
        identities.open = True
        screen.main.bench.refresh_form()
        await screen.press("escape")
        screen.main.bench.request.view.go_to(identities)
        await pilot.pause()
        assert "del remove" not in footer(pilot), "the list itself is no entry"
        await screen.press("down")
        await screen.click("del remove")
        await screen.until(lambda: len(identities.parts) == 1, "it is removed")
        assert identities.parts[0].text.endswith("grace")
        assert "del remove" in footer(pilot)


async def test_a_double_click_in_the_footer_removes_one_entry(app):
    async with app(MODEL).run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        identities = screen.main.form.field("body", "identities")
        for name in ("ada", "grace", "linus"):
            identities.add_part(f"urn:v1:eu:identity:user:xx1111-ovh/{name}")
        identities.open = True
        screen.main.bench.refresh_form()
        await screen.press("escape")
        screen.main.bench.request.view.go_to(identities.parts[0])
        await screen.click("remove", times=2)
        await screen.drawn()
        assert [part.text[-5:] for part in identities.parts] == ["grace", "linus"]


@pytest.mark.parametrize("size", [(160, 48), (80, 24)])
async def test_in_the_products_the_tabs_are_the_branches(app, size):
    async with app(LIST).run_test(size=size) as pilot:
        screen = await Screen(pilot).ready(form=True)
        tab = screen.response.tab
        await screen.show("products")
        await screen.until(lambda: "enter choose" in footer(pilot), "the keys of the products")
        assert "; tab" not in footer(pilot)
        assert "b v1/v2" in footer(pilot) or size[0] == 80
        branches = []
        for key in ("]", ";", "["):
            await screen.press(key)
            branches.append(screen.main.products.branch)
        assert branches == ["v2", "v1", "v2"]
        assert screen.response.tab == tab


@pytest.mark.parametrize(
    ("shown", "joined"),
    [("[ ,", "[/,"), ("shift F4", "shift F4"), ("page up", "page up"), ("← alt →", "←/alt →")],
)
def test_keys_of_one_action_have_a_stroke_between_them(shown, joined):
    assert joined_keys(shown) == joined


async def test_in_french_two_keys_that_send_have_a_stroke_between_them(app, in_french):
    async with app(LIST).run_test(size=(80, 24)) as pilot:
        await settled(pilot, form=True)
        await until(pilot, lambda: footer(pilot).startswith("^r/entrée envoyer "), "the form's")


@pytest.mark.parametrize(
    ("language", "keys"), [("en", "enter/a actions  "), ("fr", "entrée/a actions  ")]
)
async def test_two_keys_of_one_menu_have_a_stroke_between_them(app, language, keys):
    set_language(language)
    async with app(TEMPLATE).run_test(size=(80, 24)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.send()
        await screen.show("response")
        await screen.press("down")
        await screen.until(lambda: keys in footer(pilot), "both keys of the menu")
        await screen.click("a actions")
        await screen.until(lambda: screen.title.startswith("Actions"), "the menu")


async def test_the_way_to_the_code_is_named_beside_a_response(app):
    async with app("GET /me").run_test(size=(80, 24)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.send()
        await screen.show("response")
        await screen.until(lambda: "  ]/; tab  " in footer(pilot), "the next tab")
        await screen.press("]", "]", "]")
        assert screen.response.is_code


async def test_a_key_of_the_footer_is_pressed_by_a_click(app):
    async with app(LIST).run_test(size=(120, 40)) as pilot:
        screen = await settled(pilot, form=True)
        await pilot.press("ctrl+r")
        await until(pilot, lambda: screen.bench.response.response, "the response")
        await pilot.press("f7")
        await until(pilot, lambda: "f filter" in footer(pilot), "the response's keys")
        bar = screen.query_one(FooterBar)
        at = next(start for start, _, key in bar._places() if key.label == "filter")
        await pilot.click(FooterBar, offset=(at + 1, 0))
        await until(pilot, lambda: pilot.app.screen is not screen, "what asks for the filter")


async def test_the_help_begins_with_the_part_that_has_the_focus(app):
    async with app(LIST).run_test(size=(100, 30)) as pilot:
        await settled(pilot, form=True)
        await pilot.press("f6", "f1")
        await until(pilot, lambda: "In the form" in text(pilot), "the form's keys, in sight")
        await pilot.press("escape", "f7", "f1")
        await until(pilot, lambda: "In the response" in text(pilot), "the response's")
        assert "Everywhere" not in text(pilot)


async def test_below_a_list_of_ids_stands_what_loads_their_items(app):
    async with app(LIST).run_test(size=(120, 40)) as pilot:
        screen = await settled(pilot, form=True)
        assert "opens the menu to load" not in text(pilot)
        await pilot.press("ctrl+r")
        await until(pilot, lambda: "m opens the menu to load" in text(pilot), "what m does")
        await screen.open_words("GET /domain/zone/example.com/capabilities").wait()
        await pilot.press("ctrl+r")
        await until(pilot, lambda: screen.bench.response.response, "a response that is no list")
        assert "opens the menu to load" not in text(pilot)


async def test_enter_in_a_form_is_said_by_what_it_does_on_the_row(app):
    """On what has parts it opens and closes them; where entries are added, it adds one."""
    async with app("POST /sms/{serviceName}/jobs").run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready(form=True)

        async def says(word: str) -> None:
            await screen.until(lambda: f"enter {word}  " in footer(pilot), word)

        await says("edit")
        while "receivers " not in screen.row:
            await screen.press("down")
        await says("add")
        await screen.press("enter", "1", "2", "escape")
        await says("edit")
        await screen.press("up")
        await says("close")
        await screen.press("enter")
        await says("open")
        await screen.press("enter", "end", "up")
        while "+ add" not in screen.row:
            await screen.press("up")
        await says("add")


async def test_enter_on_a_model_is_said_to_open_or_close_it(app):
    async with app(MODEL).run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.press("home")
        while "▸ conditions" not in screen.row:
            await screen.press("down")
        await screen.until(lambda: "enter open  " in footer(pilot), "open")
        await screen.press("enter")
        await screen.until(lambda: "enter close  " in footer(pilot), "close")


async def test_where_something_can_be_deleted_the_key_is_named(app):
    async with app(LIST).run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.send()
        await screen.show("response")
        await screen.until(lambda: "D delete" in footer(pilot), "of the item of a list")
        await screen.press("g")
        await screen.until(lambda: "D delete" not in footer(pilot), "not of the list")
        await screen.open("GET /me")
        await screen.send()
        await screen.show("response")
        await screen.sees("nichandle")
        assert "D delete" not in footer(pilot)


@pytest.mark.parametrize("size", [(160, 48), (80, 24)])
async def test_the_key_of_the_language_used_before_is_named_and_goes_there(app, size):
    async with app(LIST).run_test(size=size) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.tab("Python")
        await screen.press("m")
        await screen.type("PHP")
        await screen.press("enter")
        await screen.until(lambda: screen.response.tab == "PHP", "another language")
        await screen.until(lambda: "v language before" in footer(pilot), "the key")
        await screen.press("v")
        await screen.until(lambda: screen.response.tab == "Python", "the one used before")


async def test_more_of_a_whole_list_is_its_details_and_of_an_empty_one_the_whole_list(app):
    async with app(LIST).run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.send()
        await screen.show("response")
        await screen.until(lambda: "m load details" in footer(pilot), "what m does")
        await screen.open("GET /domain/zone/example.com/record?subDomain=nobody-has-it")
        await screen.send()
        assert screen.main.bench.response.response.json() == []
        await screen.show("response")
        await screen.until(lambda: "]/; tab" in footer(pilot), "the keys of the response")
        assert "m the whole list" in footer(pilot)


async def test_what_moves_and_copies_in_a_table_is_named(app):
    async with app("GET /cloud/project/p-1/instance").run_test(size=(240, 48)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.send()
        await screen.show("response")
        await screen.press("t")
        await screen.until(lambda: "←/→ column" in footer(pilot), "the keys of a table")
        assert "y copy CSV" in footer(pilot)


@pytest.mark.parametrize("size", [(160, 48), (80, 24)])
async def test_in_a_schema_enter_follows_only_where_there_is_a_link(app, size):
    async with app("POST /v2/iam/policy").run_test(size=size) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.tab("Schema")
        await screen.show("response")
        view = pilot.app.focused
        words = {"": 0, "enter close": 0, "enter follow": 0}
        for _line in range(view.row_count):
            item, word = view.item, ""
            if item.parent is not None and item.node is not None and item.node.model:
                word = "enter follow"
            elif item.has_children:
                word = "enter close"
            await screen.until(
                lambda word=word: word in footer(pilot) and (word or "enter" not in footer(pilot)),
                f"{word!r} in {item.pieces}",
            )
            assert ("enter follows" in screen.text) == (word == "enter follow")
            words[word] += 1
            if word == "enter close":
                await screen.press("left")
                await screen.until(lambda: "enter open" in footer(pilot), "closed")
                await screen.press("right")
            await screen.press("down")
        assert all(words[word] for word in ("", "enter close", "enter follow"))


async def test_where_code_is_cut_the_key_that_gives_it_room_is_named(app):
    async with app(LIST).run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.tab("Python")
        await screen.until(lambda: "W wrap  0 zoom" in footer(pilot), "both keys")


@pytest.mark.parametrize("size", [(160, 48), (80, 24)])
async def test_hint_and_footer_are_of_the_row_that_is_left_when_one_goes(app, size):
    """An entry that is taken out, and one step back."""
    async with app("POST /sms/{serviceName}/jobs").run_test(size=size) as pilot:
        screen = await Screen(pilot).ready(form=True)
        while "receivers " not in screen.row:
            await screen.press("down")
        await screen.press("enter", "1", "2", "escape")
        await screen.until(lambda: "enter edit  " in footer(pilot), "of the entry")
        await screen.press("delete")
        assert "+ add" in screen.row
        await screen.until(lambda: "enter add  " in footer(pilot), "of the place to add one")
        await screen.sees("Type an entry, or press enter")
        await screen.press("ctrl+underscore")
        while "receivers " not in screen.row:
            await screen.press("up")
        await screen.until(lambda: "enter close  " in footer(pilot), "of the list")
        await screen.press("delete")
        await screen.until(lambda: "enter add  " in footer(pilot), "of a list without entries")


async def test_what_is_copied_from_another_pane_is_named(app):
    async with app(LIST).run_test(size=(200, 48)) as pilot:
        screen = await settled(pilot, form=True)
        await until(pilot, lambda: "^r/enter try" in footer(pilot), "the form's")
        assert "copy" not in footer(pilot), "an example is no response"
        await pilot.press("ctrl+r")
        await until(pilot, lambda: screen.bench.response.response, "the response")
        await pilot.press("2")
        await until(pilot, lambda: "y copy response" in footer(pilot), "what y copies")
        await pilot.press("3")
        await until(pilot, lambda: "y copy response" not in footer(pilot), "it is this pane's")
        screen.bench.response.show_code()
        await pilot.press("2")
        await until(pilot, lambda: "y copy code" in footer(pilot), "the code")
