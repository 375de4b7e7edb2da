"""The history on the screen: what was tried is opened again, filled in, and sent again."""

import threading

from ovh_explorer.catalog.store import StoreError
from ovh_explorer.tui.history.screen import HistoryScreen
from ovh_explorer.tui.workbench.confirm_dialog import ConfirmScreen
from ovh_explorer.workspace.calls.code import CodeWriter
from tests.tui.conftest import RECORD, fill_record, main_screen, settled, text, type_keys, until


async def tried(pilot) -> None:
    """A record was added, and a list asked for."""
    screen = main_screen(pilot)
    await pilot.press("ctrl+r")
    await until(pilot, lambda: isinstance(pilot.app.screen, ConfirmScreen), "the question")
    await pilot.press("y")
    await until(pilot, lambda: screen.bench.response.response, "the response")
    screen.open_words("GET /domain/zone")
    await until(pilot, lambda: screen.form.operation.path == "/domain/zone", "the list")
    await until(pilot, lambda: screen.bench.request.view.has_focus, "its form")
    await pilot.press("ctrl+r")
    await until(pilot, lambda: len(screen.workspace.history.find()) == 2, "both are kept")


async def look_back(pilot) -> HistoryScreen:
    await pilot.press("escape", "H")
    await until(pilot, lambda: isinstance(pilot.app.screen, HistoryScreen), "the history")
    return pilot.app.screen


async def test_what_was_tried_is_found_opened_and_sent_again(app):
    async with app(RECORD).run_test(size=(80, 24), notifications=True) as pilot:
        await fill_record()(pilot)
        screen = main_screen(pilot)
        await tried(pilot)
        history = await look_back(pilot)
        assert "2 requests" in text(pilot)
        assert "200 POST   /domain/zone/example.com/record" in text(pilot)
        await type_keys(pilot, *"192.0.2.1 post")
        await until(pilot, lambda: len(history._shown) == 1, "what is found")
        screen.form.clear()
        await pilot.press("enter")
        await until(pilot, lambda: screen.form.operation.title == RECORD, "the operation")
        assert screen.form.field("path", "zoneName").text == "example.com"
        assert screen.form.field("body", "target").text == "192.0.2.1"
        await look_back(pilot)
        await type_keys(pilot, *"post")
        await pilot.press("ctrl+r")
        await until(
            pilot,
            lambda: isinstance(pilot.app.screen, ConfirmScreen),
            "anything but GET asks again",
        )
        await pilot.press("escape")
        await look_back(pilot)
        await pilot.press("ctrl+r")
        await until(
            pilot, lambda: len(screen.workspace.history.find()) == 3, "a GET is sent at once"
        )


async def test_nothing_is_sent_of_the_form_before_when_an_operation_can_t_be_opened(
    app, monkeypatch
):
    """What the history opens and sends again, and what follows a response."""
    async with app("GET /me").run_test(size=(120, 40), notifications=True) as pilot:
        screen = await settled(pilot, form=True)
        await pilot.press("ctrl+r")
        await until(pilot, lambda: screen.bench.response.response, "the response")
        await screen.workspace.recorder.finished()
        await screen.open_words("GET /domain/zone").wait()
        await until(pilot, lambda: screen.form.operation.path == "/domain/zone", "another version")
        sent = []
        monkeypatch.setattr(screen.workspace, "send", lambda *call: sent.append(call))

        def damaged(*_: object) -> None:
            raise StoreError("The catalog can't be read.")

        monkeypatch.setattr(screen.workspace, "form", damaged)
        product = screen.products.catalog_tree.cursor_node
        await pilot.press("H")
        await until(pilot, lambda: "/me" in text(pilot), "the history")
        await pilot.press("ctrl+r")
        await until(pilot, lambda: "The catalog can't be read." in text(pilot), "why not")
        assert sent == []
        assert screen.form.operation.path == "/domain/zone"
        assert screen.products.catalog_tree.cursor_node is product, "the tree stays"


async def test_everything_can_be_forgotten(app):
    async with app(RECORD).run_test(size=(160, 48), notifications=True) as pilot:
        await fill_record()(pilot)
        screen = main_screen(pilot)
        await tried(pilot)
        await look_back(pilot)
        await pilot.press("f8")
        await until(pilot, lambda: "Delete the history?" in text(pilot), "the question")
        await pilot.press("enter")
        await pilot.pause()
        assert len(screen.workspace.history.find()) == 2
        await look_back(pilot)
        await pilot.press("f8")
        await until(pilot, lambda: "Delete the history?" in text(pilot), "the question")
        await pilot.press("y")
        await until(pilot, lambda: screen.workspace.history.find() == [], "nothing is left")


async def test_the_rights_that_requests_need_are_copied(app, clipboard):
    async with app(RECORD).run_test(size=(160, 48), notifications=True) as pilot:
        await fill_record()(pilot)
        await tried(pilot)
        for keys, wanted in (
            (["enter"], '"path": "/domain/zone/*/record"'),
            (["down", "enter"], "dnsZone:apiovh:"),
        ):
            await look_back(pilot)
            await pilot.press("f6")
            await until(pilot, lambda: "What 2 requests need" in text(pilot), "what they need")
            assert "GET /domain/zone; POST /domain/zone/*/record" in text(pilot)
            await pilot.press(*keys)
            await until(pilot, lambda: clipboard, "what was copied")
            assert wanted in clipboard.pop()


async def test_nothing_is_kept_where_that_is_wanted(app):
    program = app("GET /domain/zone")
    program.workspace.keeps_history = False
    async with program.run_test(size=(80, 24), notifications=True) as pilot:
        screen = await settled(pilot, form=True)
        await pilot.press("ctrl+r")
        await until(pilot, lambda: screen.bench.response.response, "the response")
        await look_back(pilot)
        assert "no requests yet · nothing is saved: --no-history" in text(pilot)


async def test_the_start_page_offers_what_was_tried_last(tmp_path):
    from ovh_explorer.call import Call
    from ovh_explorer.tui.app import ExplorerApp
    from ovh_explorer.workspace.settings import gather
    from tests.sandboxes import running
    from tests.tui.conftest import Stocked

    workspace = Stocked(gather(running()[1], environ={}), cache=tmp_path)
    for zone in ("example.org", "example.com"):
        call = Call.make(
            "v1", "GET", "/domain/zone/{zoneName}/record", path_values={"zoneName": zone}
        )
        workspace.history.add(call, workspace.root, "p")
    workspace.history.add(Call.make("v1", "GET", "/me"), "https://eu.api.ovh.com", "p")
    async with ExplorerApp(workspace).run_test(size=(160, 48), notifications=True) as pilot:
        screen = main_screen(pilot)
        await until(
            pilot, lambda: "GET /domain/zone/example.com/record" in text(pilot), "the last one"
        )
        assert "example.org" not in text(pilot), "each operation once"
        assert "GET /me" not in text(pilot), "what was tried elsewhere is not offered here"
        await until(pilot, lambda: screen.bench, "the workbench")
        await pilot.press("2", "end", "enter")
        await until(pilot, lambda: screen.form is not None, "it is open")
        assert screen.form.field("path", "zoneName").text == "example.com"


async def test_a_script_of_the_marked_requests_is_written(app, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    threads = []
    write = CodeWriter.script

    def noted(*arguments):
        threads.append(threading.current_thread())
        return write(*arguments)

    monkeypatch.setattr(CodeWriter, "script", noted)
    async with app(RECORD).run_test(size=(160, 48), notifications=True) as pilot:
        await fill_record()(pilot)
        await tried(pilot)
        await look_back(pilot)
        await pilot.press("down", "tab", "up", "tab")
        assert "2 marked" in text(pilot)
        await pilot.press("tab")
        assert "1 marked" in text(pilot)
        await pilot.press("f5")
        await until(pilot, lambda: "Mark the two requests" in text(pilot), "what to mark")
        await pilot.press("tab", "f7")
        await until(pilot, lambda: "With values that flow" in text(pilot), "which values")
        await pilot.press("down", "enter")
        await until(pilot, lambda: "Node.js" in text(pilot), "the languages")
        await pilot.press("enter")
        await until(pilot, lambda: "The script in Python" in text(pilot), "what to do with it")
        await pilot.press("enter")
        await until(pilot, lambda: "ovh-requests.py" in text(pilot), "its name")
        await pilot.press("enter")
        await until(pilot, lambda: (tmp_path / "ovh-requests.py").exists(), "the file")
    # That of hundreds takes most of a second: the screen goes on meanwhile.
    assert threads
    assert threading.main_thread() not in threads
    code = (tmp_path / "ovh-requests.py").read_text()
    compile(code, "ovh-requests.py", "exec")
    # In the order they were sent in.
    assert 0 < code.index("client.post(") < code.index('client.get("/domain/zone")')


async def test_two_answers_are_compared(app):
    async with app("GET /domain/zone/example.com/record").run_test(
        size=(80, 24), notifications=True
    ) as pilot:
        screen = await settled(pilot, form=True)
        await pilot.press("ctrl+r")
        await until(pilot, lambda: screen.bench.response.response, "the records")
        first = screen.bench.response.response
        await pilot.press("f7", "=")
        await until(pilot, lambda: "no earlier response" in text(pilot), "nothing to compare with")
        record = screen.workspace.form("v1", "POST", "/domain/zone/{zoneName}/record")
        record.field("path", "zoneName").type_text("example.com")
        record.field("body", "fieldType").type_text("A")
        record.field("body", "target").type_text("192.0.2.77")
        added = (await screen.workspace.send(record.call())).json()["id"]
        await pilot.press("ctrl+r")
        await until(
            pilot, lambda: screen.bench.response.response is not first, "the records once more"
        )
        await pilot.press("f7", "=")
        await until(pilot, lambda: "Differences" in text(pilot), "what differs")
        assert "1 added" in pilot.app.screen.query_one("Vertical").border_subtitle
        assert f"+ []  {added}" in text(pilot)
        await pilot.press("escape")
        await look_back(pilot)
        await pilot.press("tab", "tab", "f5")
        await until(pilot, lambda: "Differences" in text(pilot), "the same, from the history")
        assert f"+ []  {added}" in text(pilot)


async def test_in_a_narrow_terminal_the_footer_says_what_makes_a_script_of_the_session(app):
    async with app(RECORD).run_test(size=(80, 24), notifications=True) as pilot:
        await fill_record()(pilot)
        await tried(pilot)
        await look_back(pilot)
        assert "F7 script or recipe" in text(pilot)
        assert "tab mark, next" in text(pilot)
