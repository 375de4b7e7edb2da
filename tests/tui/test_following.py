"""From a response to the next operation and back, as in a browser."""

from textual.widgets import OptionList

from tests.tui.conftest import settled, text, type_keys, until


async def answered(pilot, screen) -> None:
    await pilot.press("ctrl+r")
    await until(pilot, lambda: screen.bench.response.response, "the response")
    await pilot.press("f7")
    await until(
        pilot, lambda: screen.bench.response.view.has_focus, "the response has the keyboard"
    )


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
        await until(
            pilot,
            lambda: (
                screen.bench.response.response is not None
                and screen.bench.response.response.json()["id"] == int(number)
            ),
            "what it is, without a key more",
        )
        assert view.has_focus
        await pilot.press("backspace")
        await until(
            pilot,
            lambda: screen.form.operation.path == "/domain/zone/{zoneName}/record",
            "the list again",
        )
        await until(pilot, lambda: view.has_focus and view.cursor == 3, "the line one came from")
        assert number in text(pilot)
        await pilot.press("backspace")
        await until(pilot, lambda: "There is no previous operation" in text(pilot), "the beginning")


async def test_an_object_s_own_id_leads_to_what_can_be_done_with_it(app):
    async with app("GET /domain/zone/example.com/record").run_test(
        size=(120, 40), notifications=True
    ) as pilot:
        screen = await settled(pilot, form=True)
        await answered(pilot, screen)
        number = screen.bench.response.response.json()[0]
        await pilot.press("enter")
        await until(
            pilot,
            lambda: (
                screen.form.operation.path.endswith("/{id}")
                and screen.bench.response.response is not None
            ),
            "the record",
        )
        view = screen.bench.response.view
        at = next(i for i in range(view.row_count) if f'"id": {number}' in view.document.plain(i))
        view.move_to(at)
        left = len(screen.bench.state.left)
        await pilot.press("enter")
        await until(pilot, lambda: "Actions ·" in text(pilot), "the menu")
        assert len(screen.bench.state.left) == left


async def test_what_only_reads_is_fetched_from_the_menu_and_what_changes_is_not(app):
    async with app("GET /domain/zone/example.com").run_test(
        size=(120, 40), notifications=True
    ) as pilot:
        screen = await settled(pilot, form=True)
        await answered(pilot, screen)
        await pilot.press("g", "enter")
        await until(pilot, lambda: "Actions ·" in text(pilot), "the menu")
        await type_keys(pilot, *"get soa", "enter")
        await until(
            pilot,
            lambda: (
                screen.form.operation.path == "/domain/zone/{zoneName}/soa"
                and screen.bench.response.response is not None
            ),
            "what it reads",
        )
        await pilot.press("backspace")
        await until(pilot, lambda: screen.form.operation.path == "/domain/zone/{zoneName}", "back")
        await until(pilot, lambda: screen.bench.response.view.has_focus, "at the response")
        await pilot.press("g", "enter")
        await until(pilot, lambda: "Actions ·" in text(pilot), "the menu")
        await type_keys(pilot, *"post zonename}/refresh", "enter")
        await until(pilot, lambda: screen.form.operation.path.endswith("/refresh"), "the form")
        await until(pilot, lambda: screen.bench.request.view.has_focus, "it has the focus")
        assert screen.bench.response.response is None
        assert pilot.app.screen is screen


async def test_what_can_be_done_with_a_thing_is_offered_filled_in(app):
    async with app("GET /vps/vps-1").run_test(size=(160, 48), notifications=True) as pilot:
        screen = await settled(pilot, form=True)
        await answered(pilot, screen)
        await pilot.press("g", "enter")
        await until(pilot, lambda: "Actions ·" in text(pilot), "the menu")
        assert "POST /vps/{serviceName}/reboot" in text(pilot)
        menu = pilot.app.screen.query_one(OptionList)
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
        form = screen.form
        for _ in range(4):
            await pilot.press("enter", "j", "enter")
            assert pilot.app.screen is screen
            assert screen.form is form
            await type_keys(pilot, "right_square_bracket")


async def test_what_is_open_has_links(app):
    async with app("GET /domain/zone/example.com/record").run_test(
        size=(80, 24), notifications=True
    ) as pilot:
        await settled(pilot, form=True)
        await pilot.press("escape", "L")
        await until(pilot, lambda: "Links · GET" in text(pilot), "the links")
        assert "/console/?section=%2Fdomain" in text(pilot)
        assert "of ovh-eu: this endpoint has none" in text(pilot)
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


async def test_what_can_be_done_is_narrowed_by_typing_and_no_deletion_is_chosen_by_itself(app):
    async with app("GET /vps/vps-1").run_test(size=(120, 40), notifications=True) as pilot:
        screen = await settled(pilot, form=True)
        await answered(pilot, screen)
        await pilot.press("g", "enter")
        await until(pilot, lambda: "Actions ·" in text(pilot), "the menu")
        menu = pilot.app.screen.query_one(OptionList)
        await type_keys(pilot, *"post kvm xx")
        await until(pilot, lambda: "No match." in text(pilot), "that nothing is left")
        await type_keys(pilot, "enter")
        assert "Actions ·" in text(pilot)
        await type_keys(pilot, *["backspace"] * 6, *"reboot")
        await until(
            pilot,
            lambda: menu.option_count <= 3 and "POST /vps/{serviceName}/reboot" in text(pilot),
            "it",
        )
        assert "type to filter" not in text(pilot)
        await type_keys(pilot, "enter")
        await until(
            pilot, lambda: screen.form.operation.path == "/vps/{serviceName}/reboot", "rebooting it"
        )


async def test_the_cursor_of_a_narrowed_menu_goes_to_a_title_before_a_description(app):
    from ovh_explorer.tui.dialogs.menu import Entry, MenuScreen

    async with app().run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        entries = [
            Entry("Below it"),
            Entry("POST /zone/import", "Import a zone file (replaces all records)", id="import"),
            Entry("GET /zone/record", "The records of a zone", id="record"),
            Entry("POST /zone/record", "Add a record", id="add"),
        ]
        results = []
        await pilot.app.push_screen(MenuScreen("Menu", entries), results.append)
        await type_keys(pilot, *"record", "enter")
        await until(pilot, lambda: results == ["record"], "what is called so")
        await pilot.app.push_screen(MenuScreen("Menu", entries), results.append)
        await type_keys(pilot, *"replaces", "enter")
        await until(pilot, lambda: results == ["record", "import"], "what is described so")


async def test_a_menu_of_deletions_alone_has_none_under_the_cursor(app):
    from ovh_explorer.tui.dialogs.menu import Entry, MenuScreen

    async with app().run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        results = []
        entries = [
            Entry("Heading"),
            Entry("DELETE /a", id="deletion", must_be_meant=True),
            Entry("DELETE /jk", id="jk", must_be_meant=True),
        ]
        menu = MenuScreen("Menu", entries)
        await pilot.app.push_screen(menu, results.append)
        await pilot.pause()
        options = menu.query_one(OptionList)
        await type_keys(pilot, "enter", *"ele", "enter")
        assert options.highlighted is None
        assert results == []
        assert "ele · ↓ and enter choose, esc closes" in text(pilot)
        await type_keys(pilot, *["backspace"] * 3, *"jk")
        assert (options.option_count, options.highlighted) == (2, 1), "letters are words here"
        await type_keys(pilot, *["backspace"] * 2, "down", "enter")
        await until(pilot, lambda: results == ["deletion"], "chosen on purpose")


async def test_a_deletion_says_what_is_deleted_where_a_response_told(app):
    async with app("GET /domain/zone/example.com/record").run_test(
        size=(120, 40), notifications=True
    ) as pilot:
        screen = await settled(pilot, form=True)
        await answered(pilot, screen)
        number = screen.bench.response.response.json()[0]
        await screen.open_words(f"GET /domain/zone/example.com/record/{number}").wait()
        await answered(pilot, screen)
        record = screen.bench.response.response.json()
        await screen.open_words(f"DELETE /domain/zone/example.com/record/{number}").wait()
        await pilot.press("ctrl+r")
        await until(pilot, lambda: "Send this request?" in text(pilot), "the question")
        assert f"fieldType {record['fieldType']} · target {record['target'][:20]}" in text(pilot)


async def test_backspace_goes_back_from_the_form_that_one_followed_to(app):
    async with app("GET /domain/zone/example.com/record").run_test(
        size=(80, 24), notifications=True
    ) as pilot:
        screen = await settled(pilot, form=True)
        await answered(pilot, screen)
        await pilot.press("enter")
        await until(pilot, lambda: screen.form.operation.path.endswith("/{id}"), "the record")
        await until(pilot, lambda: screen.bench.response.response is not None, "the record itself")
        await pilot.press("f6")
        await until(pilot, lambda: screen.bench.request.view.has_focus, "its form has the focus")
        await pilot.press("backspace")
        await until(pilot, lambda: screen.form.operation.path.endswith("/record"), "the list again")


async def test_backspace_clears_a_highlighted_field_and_says_how_to_go_back(app):
    async with app("GET /domain/zone/example.com/record").run_test(
        size=(80, 24), notifications=True
    ) as pilot:
        screen = await settled(pilot, form=True)
        await answered(pilot, screen)
        await pilot.press("enter")
        await until(pilot, lambda: screen.form.operation.path.endswith("/{id}"), "the record")
        await until(pilot, lambda: screen.bench.response.response is not None, "the record itself")
        await pilot.press("f6")
        view = screen.bench.request.view
        await until(pilot, lambda: view.has_focus, "its form has the focus")
        number = screen.form.field("path", "id").text
        await pilot.press("up", "backspace")
        await until(
            pilot,
            lambda: "Cleared id. Press ^_ to undo. shift F7 goes back." in text(pilot),
            "it is said",
        )
        assert screen.form.field("path", "id").text == ""
        await pilot.press("ctrl+underscore")
        assert screen.form.field("path", "id").text == number
        # Inside of the field the key that goes back is the same.
        await pilot.press("enter")
        assert screen.bench.request.is_editing
        await pilot.press("f19")
        await until(pilot, lambda: screen.form.operation.path.endswith("/record"), "the list again")


async def test_a_key_that_takes_nothing_away_says_so(app):
    async with app("GET /domain/zone/{zoneName}").run_test(
        size=(80, 24), notifications=True
    ) as pilot:
        screen = await settled(pilot, form=True)
        await until(pilot, lambda: screen.bench.request.view.has_focus, "the form has the focus")
        await pilot.press("delete")
        await until(pilot, lambda: "There is nothing to clear." in text(pilot), "nothing to clear")
        await pilot.press("backspace")
        await until(
            pilot, lambda: "There is no previous operation." in text(pilot), "nothing to go back to"
        )
        pilot.app.clear_notifications()
        await pilot.press("ctrl+n", "ctrl+n")
        await until(pilot, lambda: screen.bench.request.outline is not None, "the schema")
        await until(
            pilot, lambda: screen.bench.request.outline.has_focus, "the schema has the focus"
        )
        assert "There is no previous operation." not in text(pilot)
        await pilot.press("backspace")
        await until(
            pilot, lambda: "There is no previous operation." in text(pilot), "from the schema too"
        )
