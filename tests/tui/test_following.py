"""From an answer to the next operation and back, as in a browser."""

from tests.tui.conftest import settled, text, type_keys, until


async def answered(pilot, screen) -> None:
    await pilot.press("ctrl+r")
    await until(pilot, lambda: screen.bench.response.response, "the answer")
    await pilot.press("f7")
    await until(pilot, lambda: screen.bench.response.view.has_focus, "the answer has the keyboard")


async def test_an_item_leads_to_what_shows_it_and_backspace_back(app):
    async with app("GET /domain/zone/example.com/record").run_test(
        size=(80, 24), notifications=True
    ) as pilot:
        screen = await settled(pilot, form=True)
        await answered(pilot, screen)
        view = screen.bench.response.view
        assert view.cursor == 1
        await pilot.press("j", "j")
        number = view.document.plain(view.cursor).strip(" ,")
        await pilot.press("enter")
        await until(
            pilot,
            lambda: screen.form.operation.path == "/domain/zone/{zoneName}/record/{id}",
            "the record",
        )
        assert screen.form.field("path", "id").text == number
        assert screen.form.field("path", "zoneName").text == "example.com"
        await until(pilot, lambda: screen.bench.request.view.has_focus, "its form")
        await answered(pilot, screen)
        assert screen.bench.response.response.json()["id"] == int(number)
        await pilot.press("backspace")
        await until(
            pilot,
            lambda: screen.form.operation.path == "/domain/zone/{zoneName}/record",
            "the list again",
        )
        await until(pilot, lambda: view.has_focus and view.cursor == 3, "the line one came from")
        assert number in text(pilot)
        await pilot.press("backspace")
        await until(pilot, lambda: "There is nothing to go back to" in text(pilot), "the beginning")


async def test_what_can_be_done_with_a_thing_is_offered_filled_in(app):
    async with app("GET /vps/vps-1").run_test(size=(160, 48), notifications=True) as pilot:
        screen = await settled(pilot, form=True)
        await answered(pilot, screen)
        await pilot.press("g", "enter")
        await until(pilot, lambda: "What can be done" in text(pilot), "the menu")
        assert "POST /vps/{serviceName}/reboot" in text(pilot)
        menu = pilot.app.screen.query_one("OptionList")
        at = next(
            i
            for i in range(menu.option_count)
            if "/reboot" in str(menu.get_option_at_index(i).prompt)
        )
        menu.highlighted = at
        await pilot.press("enter")
        await until(
            pilot, lambda: screen.form.operation.path == "/vps/{serviceName}/reboot", "rebooting it"
        )
        assert screen.form.field("path", "serviceName").text == "vps-1"


async def test_a_form_comes_back_as_it_was_left(app):
    """The same operation with other values in between, by way of what was followed."""
    target = "GET /domain/zone/example.com/record"
    async with app(target).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await settled(pilot, form=True)
        await answered(pilot, screen)
        await pilot.press("enter")
        await until(pilot, lambda: screen.form.operation.path.endswith("/{id}"), "a record")
        screen.open_words("GET /domain/zone/example.org/record")
        await until(
            pilot,
            lambda: screen.form.field("path", "zoneName").text == "example.org",
            "another zone",
        )
        await pilot.press("f7", "backspace")
        await until(
            pilot,
            lambda: screen.form.field("path", "zoneName").text == "example.com",
            "the first zone",
        )


async def test_an_error_and_code_are_scrolled_and_lead_nowhere(app):
    async with app("GET /domain/zone/no-such-zone.example/record").run_test(
        size=(80, 24), notifications=True
    ) as pilot:
        screen = await settled(pilot, form=True)
        await answered(pilot, screen)
        assert screen.bench.response.response.status == 404
        for _ in range(4):
            assert screen.bench.response._view.cursor is None
            await pilot.press("enter")
            assert pilot.app.screen is screen
            await type_keys(pilot, "right_square_bracket")


async def test_what_is_open_has_links(app):
    async with app("GET /domain/zone/example.com/record").run_test(
        size=(80, 24), notifications=True
    ) as pilot:
        await settled(pilot, form=True)
        await pilot.press("escape", "L")
        await until(pilot, lambda: "Links · GET" in text(pilot), "the links")
        assert "/console/?section=%2Fdomain" in text(pilot)
        assert "ovh-explorer --demo 'GET /domain/zone/example.com/record'" in " ".join(
            text(pilot).split()
        )
        await pilot.press("down", "enter")
        await until(
            pilot, lambda: "No browser can be opened here" in text(pilot), "that there is none"
        )


async def test_a_curl_command_opens_its_operation_from_the_search(app):
    async with app().run_test(size=(160, 48), notifications=True) as pilot:
        screen = await settled(pilot)
        await until(pilot, lambda: screen.bench, "the workbench")
        command = 'curl -X POST https://eu.api.ovh.com/v1/domain/zone/example.com/record -d \'{"target":"192.0.2.9"}\''
        await type_keys(pilot, "ctrl+f", *command, "enter")
        await until(
            pilot,
            lambda: screen.form is not None and screen.form.operation.method == "POST",
            "the operation",
        )
        assert screen.form.field("path", "zoneName").text == "example.com"
        assert screen.form.field("body", "target").text == "192.0.2.9"
