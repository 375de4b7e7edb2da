"""All that looks as if it could be clicked can be; frames of panes can be dragged."""

import pytest

from ovh_explorer.tui.dialogs.menu import MenuScreen
from ovh_explorer.tui.main.palette import Palette
from ovh_explorer.tui.main.pane_sizes import PaneSizes
from ovh_explorer.tui.widgets.key_words import key_words
from tests.tui.conftest import RECORD, type_keys, until
from tests.tui.screen import Screen

SIZES = [(160, 48), (80, 24)]
ZONES = "GET /domain/zone"


@pytest.mark.parametrize("size", SIZES)
async def test_what_follows_a_response_is_done_by_a_click(app, fresh, size):
    async with app("GET /domain/zone/example.com/record", url=fresh).run_test(size=size) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.send()
        await screen.click("m opens the menu to load")
        await screen.until(lambda: screen.title.startswith("Load the details"), "which to load")
        await pilot.press("escape")
        await screen.open("DELETE /domain/zone/example.com/record/5210000001")
        await screen.confirm()
        await screen.show("response")
        # It is learnt when the response is shown already.
        await screen.sees("Press >: Refresh")
        await screen.click("Press >")
        await screen.until(lambda: "refresh" in screen.text.lower(), "the refresh is open")
        assert screen.main.form.operation.path == "/domain/zone/{zoneName}/refresh"


async def test_two_clicks_with_a_key_between_them_are_no_double_click(app, fresh):
    async with app("GET /domain/zone/example.com/record", fresh).run_test(size=(80, 24)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.send()
        await screen.sees("m opens the menu to load")
        lines = screen.text.splitlines()
        place = next((line.find("m opens"), y) for y, line in enumerate(lines) if "m opens" in line)
        for _ in range(3):
            await screen.click_at(*place, soon=True)
            await screen.until(lambda: screen.title.startswith("Load the details"), "the menu")
            await pilot.press("escape")
            await screen.until(lambda: pilot.app.screen is screen.main, "it is closed")


@pytest.mark.parametrize("size", SIZES)
async def test_a_click_on_what_is_said_before_a_key_is_one_on_its_words(app, fresh, size):
    async with app("GET /v2/iam/policy", url=fresh).run_test(size=size) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.send()
        await screen.click("details left out")
        await screen.until(lambda: screen.title.startswith("Load more"), "what to load")
    async with app("DELETE /domain/zone/example.com/record/5210000001", url=fresh).run_test(
        size=(60, 12)
    ) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await pilot.press("ctrl+r")
        await screen.asked()
        subject = pilot.app.screen.query_one(".subject")
        await screen.click("There is more")
        await screen.until(lambda: subject.scroll_y, "the next page")


@pytest.mark.parametrize("size", SIZES)
async def test_a_click_beside_a_menu_closes_it(app, fresh, size):
    async with app(RECORD, url=fresh).run_test(size=size) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.click("xx1111")
        await screen.until(lambda: screen.title.startswith("Sign in"), "the menu")
        await screen.click("Get keys")
        assert screen.title.startswith("Sign in"), "a heading chooses nothing"
        await screen.click_at(1, size[1] - 1)
        await screen.until(lambda: pilot.app.screen is screen.main, "it is closed")


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_said_above_code_is_done_by_a_click(app, fresh, size):
    async with app("GET /me", url=fresh).run_test(size=size, notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.show("response")
        await screen.click("Python")
        await screen.sees("y copies it")
        await screen.click("c uses keys of")
        await screen.sees("c uses placeholders")
        await screen.click("o options")
        await screen.until(lambda: screen.title.startswith("Code in"), "the options")


@pytest.mark.parametrize("size", SIZES)
async def test_each_part_of_the_header_can_be_clicked(app, fresh, size):
    async with app(RECORD, url=fresh).run_test(size=size) as pilot:
        screen = await Screen(pilot).ready(form=True)
        for words, opened in (("ovh-explorer", Palette), ("xx1111", MenuScreen)):
            await screen.click(words)
            await until(pilot, lambda: isinstance(pilot.app.screen, opened), words)  # noqa: B023
            await pilot.press("escape")
            await until(pilot, lambda: pilot.app.screen is screen.main, "it is closed")
        await screen.click("demo")
        await until(pilot, lambda: isinstance(pilot.app.screen, MenuScreen), "the regions")
        await pilot.press("escape")
        await screen.click("│ v1")
        assert screen.main.products.branch == "v1", "that is the line beside it"
        await screen.click_at(screen.header.index("v1"), 0)
        assert screen.main.products.branch == "v2"
        await screen.main.run_action("toggle_read_only")
        await until(pilot, lambda: "read-only" in screen.header, "read-only")
        await screen.click("read-only")
        await until(pilot, lambda: screen.title == "Lift read-only?", "it asks first")


async def test_a_click_on_what_waits_for_a_refresh_opens_it_and_asks(app, fresh):
    target = "DELETE /domain/zone/example.com/record/5210000001"
    async with app(target, url=fresh).run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.confirm()
        await screen.until(lambda: "● refresh" in screen.header, "it waits")
        await screen.open(ZONES)
        await screen.click("● refresh")
        await screen.until(
            lambda: screen.request.title == "POST /domain/zone/{zoneName}/refresh", "it is open"
        )
        assert screen.main.form.field("path", "zoneName").text == "example.com"
        # It asks at once, as `>` does, be there a response of another time.
        await screen.confirm(pressed=True)
        await screen.until(lambda: "● refresh" not in screen.header, "it is done")
        await screen.open(target.replace("5210000001", "5210000002"))
        await screen.confirm()
        await screen.click("● refresh")
        await screen.asked()
        assert "POST" in screen.text


@pytest.mark.parametrize("size", SIZES)
async def test_keys_in_a_hint_can_be_clicked(app, size):
    async with app("POST /v2/iam/policy").run_test(size=size) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await pilot.press("escape")
        view = screen.main.bench.request.view
        row = next(i for i, row in enumerate(view.plan.rows) if row.field.name == "permissions")
        view.move_to(row)
        assert view.row.field.is_open
        await screen.click("Enter expands")
        await screen.until(lambda: not view.row.field.is_open, "its parts are hidden")
        await screen.click("Enter expands")
        await screen.until(lambda: view.row.field.is_open, "they are shown")


async def test_keys_in_the_frame_of_a_dialog_can_be_clicked(app):
    async with app().run_test(size=(80, 24)) as pilot:
        screen = await Screen(pilot).ready()
        for key, words in (("H", "esc close"), ("ctrl+f", "esc closes"), ("?", "esc closes")):
            await pilot.press(key)
            await until(pilot, lambda: pilot.app.screen is not screen.main, "the dialog")
            await screen.click(words, right=True)
            await until(pilot, lambda: pilot.app.screen is screen.main, f"{key} is closed")


async def test_matches_are_stepped_through_by_clicks(app):
    async with app(ZONES).run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.send()
        await screen.show("response")
        await pilot.press("slash")
        await type_keys(pilot, *"example")
        await screen.sees("1 of ")
        await screen.click("↓ next")
        await screen.sees("2 of ")
        await screen.click("↑ previous")
        await screen.sees("1 of ")


@pytest.mark.parametrize("size", SIZES)
async def test_numbers_and_marks_beside_a_response_fold_it(app, size):
    async with app("GET /domain/zone/example.com").run_test(size=size) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.send()
        await screen.show("response")
        view = screen.main.bench.response.view
        height = view.document.height
        # On the number of the line.
        await screen.click("1 ▾")
        await screen.until(lambda: view.document.height == 1, "it is folded")
        await screen.click("▸")
        await screen.until(lambda: view.document.height == height, "it is open")


async def test_a_click_on_a_frame_gives_focus_and_two_on_its_title_all_the_room(app):
    async with app(RECORD).run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        # In a text, digits are text: the frames name other keys.
        await screen.click("F7 Response")
        assert screen.main.panes.focused_pane == "response"
        await screen.click("1 Products")
        assert screen.main.panes.focused_pane == "products"
        await screen.click("3 Response", times=2)
        await screen.until(lambda: not screen.main.products.display, "the response alone")
        await screen.click("3 Response", times=2)
        assert screen.main.products.display


async def test_frames_between_panes_are_dragged_and_the_sizes_found_again(app):
    async with app(RECORD).run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        main = screen.main
        products, request, response = map(main.query_one, ("#products", "#request", "#response"))
        before = [pane.region.width for pane in (products, request, response)]
        edge = products.region.right - 1
        await screen.drag((edge, 20), (edge + 10, 22))
        assert products.region.width == before[0] + 10
        edge = response.region.x
        await screen.drag((edge, 20), (edge - 20, 20))
        assert response.region.width >= before[2] + 10
        assert not pilot.app.screen.selections
        kept = main.workspace.preferences
        await screen.until(lambda: "beside=" in kept.get("pane sizes"), "it is kept")
        sizes = [pane.region.width for pane in (products, request, response)]
        # `0` gives one pane all the room, and brings the layout back.
        await pilot.press("escape", "f7", "0")
        assert response.region.width == 160
        await pilot.press("0")
        assert [pane.region.width for pane in (products, request, response)] == sizes
        main.panes.sizer.use(PaneSizes())
        await screen.drawn()
        assert [pane.region.width for pane in (products, request, response)] == before
        main.panes.sizer.use(PaneSizes.read(kept.get("pane sizes")))
        await screen.drawn()
        assert [pane.region.width for pane in (products, request, response)] == sizes
        await screen.click_at(products.region.right - 1, 20, times=2)
        assert products.region.width == before[0]


async def test_a_drag_ends_where_the_button_is_let_go_out_of_sight(app):
    async with app(RECORD).run_test(size=(120, 30)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        products = screen.main.products
        edge = products.region.right - 1
        await pilot.mouse_down(offset=(edge, 10))
        # Nothing told that it was let go; the next move is without a button.
        await pilot.hover(offset=(edge + 12, 10))
        assert products.region.right - 1 == edge
        await screen.drag((edge, 10), (118, 10))
        assert products.region.width <= 120 - 48
        await screen.drag((products.region.right - 1, 10), (0, 10))
        assert products.region.width == 24


async def test_the_line_between_request_and_response_is_dragged_where_they_are_stacked(app):
    async with app(RECORD).run_test(size=(120, 48)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.main.run_action("toggle_layout")
        await screen.drawn()
        request = screen.main.query_one("#request")
        bottom = request.region.bottom
        await screen.drag((80, bottom), (80, bottom + 8))
        assert abs(request.region.bottom - bottom - 8) <= 1


async def test_keys_make_a_pane_wider_and_narrower(app):
    async with app(RECORD).run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        products, response = map(screen.main.query_one, ("#products", "#response"))
        await pilot.press("escape")
        for pane, key in ((products, "f5"), (response, "f7")):
            await pilot.press(key)
            width = pane.region.width
            await pilot.press("shift+right")
            await screen.drawn()
            assert pane.region.width > width
            await pilot.press("shift+left")
            await screen.drawn()
            assert abs(pane.region.width - width) <= 1


async def test_text_can_be_selected(app):
    async with app(RECORD).run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        hint = screen.main.query_one("#hint").region
        await screen.drag((hint.x, hint.y), (hint.x + 8, hint.y))
        assert pilot.app.screen.get_selected_text().startswith("zoneName")


def test_words_that_name_a_key_are_found_and_others_not():
    found = {
        "Enter expands or collapses it, F4 edits it as JSON.": [
            "Enter expands or collapses it",
            "F4 edits it as JSON",
        ],
        "Your key may not call this. Press shift F4 to request a key.": [
            "Press shift F4 to request a key"
        ],
        "deprecated (shift F12 opens it)": ["shift F12 opens it"],
        "◐ GET… 1.2 s  esc cancels": ["esc cancels"],
        "Enter the name of a zone": [],
        "200 records; m loads every one": ["m loads every one"],
        "Press % to fail": [],
        "Appuyez sur F4 pour modifier.": ["Appuyez sur F4 pour modifier"],
        "obsolète (r ouvre la suivante)": ["r ouvre la suivante"],
        "GET… 1,2 s  esc annule": ["esc annule"],
        "Il y a une zone": [],
    }
    for text, clauses in found.items():
        assert [text[one.start : one.end] for one in key_words(text)] == clauses, text


@pytest.mark.parametrize(
    "text", ["", "products=x beside=9999999 up=3", "products", "=", "beside=²"]
)
def test_sizes_that_are_not_understood_are_left_out(text):
    assert PaneSizes.read(text) == PaneSizes()


def test_sizes_are_read_as_they_were_written():
    sizes = PaneSizes(products=44, stacked=60)
    assert PaneSizes.read(str(sizes)) == sizes


@pytest.mark.parametrize("size", [*SIZES, (120, 30)])
async def test_the_line_of_words_to_find_is_closed_by_a_click(app, size):
    async with app("GET /domain/zone/example.com").run_test(size=size) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.send()
        for pane in ("response", "request"):
            await screen.show(pane)
            await screen.press("f3")
            await screen.type("name")
            await screen.sees("1 of ")
            assert screen.find_line.startswith("name"), "what was typed is in sight"
            await screen.click("esc closes")
            await screen.until(lambda: screen.find_line == "", "it is closed")
            assert screen.main.panes.focused_pane == pane


async def test_words_to_find_in_a_response_end_with_its_operation(app):
    async with app(ZONES).run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.send()
        await screen.show("response")
        await screen.press("slash")
        await screen.type("example")
        await screen.press("enter")
        assert "example" in screen.find_line
        await screen.open("GET /me")
        assert screen.find_line == ""
        await screen.send()
        assert screen.find_line == ""


@pytest.mark.parametrize("size", SIZES)
async def test_a_click_on_send_before_the_word_says_what_to_type(app, fresh, size):
    async with app("POST /vps/vps-1/terminate", url=fresh).run_test(size=size) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.press("ctrl+r")
        await screen.asked()
        await screen.click("Send", right=True, within="Cancel")
        await screen.sees("Type vps-1 first.")
        await screen.type("vps")
        assert "first." not in screen.text
        button = pilot.app.screen.query_one("#yes")
        await screen.until(lambda: not button.has_class("-active"), "it is drawn as released")
        await screen.click("Send", right=True, within="Cancel")
        await screen.sees("This is not the word to type.")
        await screen.type("-1")
        await screen.until(lambda: not button.has_class("-active"), "it is drawn as released")
        await screen.click("Send", right=True, within="Cancel")
        await screen.until(lambda: screen.title == "" and not screen.is_sending, "it was sent")
        await screen.main.workspace.recorder.finished()
        assert screen.main.workspace.history.find()[0].call.path.endswith("/terminate")
