"""The response's text on the screen: folded, searched, gone about in, filtered, and as it came."""

from textual.widgets import Input

from tests.tui.conftest import settled, text, type_keys, until, visible_text
from tests.tui.responses import RECORD, answered, serves

DEEP = {"a": {"b": [{"c": n, "d": [n]} for n in range(3)]}, "odd key": "x", "end": None}


async def test_brackets_are_folded_and_opened(app, monkeypatch):
    serves(monkeypatch, DEEP)
    async with app(RECORD).run_test(size=(80, 24), notifications=True) as pilot:
        _screen, view = await answered(pilot)
        assert view.line == 1
        await pilot.press("left")
        await until(pilot, lambda: '"a": { … }' in text(pilot), "it is folded")
        assert view.document.height == 5
        await pilot.press("j")
        assert view.line == view.document.text.height - 3
        await pilot.press("k", "right")
        await until(pilot, lambda: '"b": [' in text(pilot), "it is open")
        await pilot.press("j", "j", "j", "h")
        await until(pilot, lambda: view.line == 3, "what holds it")
        await pilot.press("h")
        await until(pilot, lambda: "    { … }" in text(pilot), "the item is folded")
        await pilot.press("h")
        await until(pilot, lambda: view.line == 2, "from what is folded to what holds it")
        await type_keys(pilot, "z", "1")
        await until(pilot, lambda: '"a": { … }' in text(pilot), "everything of a depth")
        assert view.line == 1
        await type_keys(pilot, "z", "0")
        await until(
            pilot, lambda: view.document.height == view.document.text.height, "everything is open"
        )
        await type_keys(pilot, "z", "3")
        await until(pilot, lambda: text(pilot).count("{ … }") == 3, "the items")
        await type_keys(pilot, "z", "f7")
        assert text(pilot).count("{ … }") == 3


async def test_where_one_is_and_where_one_goes(app, monkeypatch):
    serves(monkeypatch, DEEP)
    async with app(RECORD).run_test(size=(160, 48), notifications=True) as pilot:
        _screen, view = await answered(pilot)
        await pilot.press("j", "j", "j")
        await until(pilot, lambda: "a.b[0].c  line 5 of" in text(pilot), "the path")
        await pilot.press("z", "1")
        await until(pilot, lambda: '"a": { … }' in text(pilot), "folded")
        await pilot.press(":")
        await type_keys(pilot, *"a.b[2].d", "enter")
        await until(pilot, lambda: "a.b[2].d  line" in text(pilot), "what hid it is open")
        assert '"a": {' in text(pilot)
        await pilot.press(":")
        await type_keys(pilot, *"99999", "enter")
        await until(
            pilot, lambda: "The line must be between 1 and" in text(pilot), "how many there are"
        )
        await pilot.press(*["backspace"] * 5)
        await type_keys(pilot, *"a[", "enter")
        await until(pilot, lambda: "This path is not valid" in text(pilot), "what a path is")
        await pilot.press(*["backspace"] * 2)
        await type_keys(pilot, "2", "enter")
        await until(pilot, lambda: view.line == 1, "a line by its number")
        await pilot.press(":")
        await type_keys(pilot, *"nowhere", "enter")
        await until(
            pilot, lambda: "nowhere is not in the response" in text(pilot), "that there is none"
        )


async def test_a_match_that_is_folded_away_is_shown(app, monkeypatch):
    serves(monkeypatch, DEEP)
    async with app(RECORD).run_test(size=(160, 48), notifications=True) as pilot:
        _screen, _view = await answered(pilot)
        await pilot.press("left")
        await until(pilot, lambda: '"a": { … }' in text(pilot), "it is folded")
        await pilot.press("/")
        await type_keys(pilot, *'"c": 2', "enter")
        await until(
            pilot, lambda: '"c": 2' in text(pilot) and '"d": [' in text(pilot), "it is open"
        )
        await until(pilot, lambda: "1 of 1" in text(pilot), "how many there are")


async def test_parts_are_copied(app, monkeypatch, clipboard):
    serves(monkeypatch, DEEP)
    async with app(RECORD).run_test(size=(80, 24), notifications=True) as pilot:
        _screen, _view = await answered(pilot)
        await pilot.press("j", "j", "j", "j")
        for downs, wanted in (
            (0, "[\n  0\n]"),
            (1, "a.b[0].d"),
            (2, 'result["a"]["b"][0]["d"]'),
            (3, "$result['a']['b'][0]['d']"),
        ):
            await pilot.press("c")
            await until(pilot, lambda: "Copy from a.b[0].d" in text(pilot), "the parts")
            await pilot.press(*["down"] * downs, "enter")
            await until(pilot, lambda: clipboard, "it is copied")
            assert clipboard.pop() == wanted


async def test_a_filter_is_remembered_for_its_operation(app, monkeypatch):
    serves(monkeypatch, DEEP)
    async with app(RECORD).run_test(size=(160, 48), notifications=True) as pilot:
        screen, _view = await answered(pilot)
        before = screen.bench.response.response
        await pilot.press("f")
        await type_keys(pilot, *"a.b[?", "enter")
        await until(
            pilot, lambda: "JMESPath expression is not" in text(pilot), "what is wrong with it"
        )
        await pilot.press(*["backspace"] * 2)
        await type_keys(pilot, *"[*].c", "enter")
        await until(pilot, lambda: "filtered: a.b[*].c" in text(pilot), "what is left")
        assert await visible_text(screen) == "[\n  0,\n  1,\n  2\n]"
        await pilot.press("escape", "ctrl+r")
        await until(pilot, lambda: screen.bench.response.response is not before, "the next answer")
        await until(pilot, lambda: "filtered: a.b[*].c" in text(pilot), "it is filtered too")
        await pilot.press("3", "f")
        await pilot.press("end", *["backspace"] * 10, "enter")
        await until(pilot, lambda: "filtered" not in text(pilot), "everything again")


async def test_what_does_not_fit_the_answer_stays_in_its_dialog_until_it_does(app, monkeypatch):
    serves(monkeypatch, DEEP)
    async with app(RECORD).run_test(size=(160, 48), notifications=True) as pilot:
        screen, _view = await answered(pilot)
        # Typed in one go, the correction too: nothing of it is a command of the screen.
        await pilot.press("f")
        await type_keys(pilot, *"length(a.b[0].c)", "enter", *["backspace"] * 6, *")", "enter")
        await until(pilot, lambda: "filtered: length(a.b)" in text(pilot), "what is left")
        await pilot.press("f")
        await type_keys(pilot, "end", "backspace", *"[0].c)", "enter")
        await until(pilot, lambda: "needs a" in text(pilot), "what is wrong with it")
        assert pilot.app.screen.query_one(Input).value == "length(a.b[0].c)"
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is screen, "closed")
        assert "filtered: length(a.b)" in text(pilot), "the filter is as it was"
        await pilot.press("f", "end", *["backspace"] * 20, "enter")
        await until(pilot, lambda: "filtered" not in text(pilot), "everything again")

        await pilot.press(":")
        await type_keys(pilot, *"a.b[7]", "enter", *["backspace"] * 2, *"0]", "enter")
        await until(
            pilot, lambda: pilot.app.screen is screen and "a.b[0]  line" in text(pilot), "the item"
        )


async def test_a_filter_that_no_longer_fits_hides_nothing(app, monkeypatch):
    serves(monkeypatch, DEEP)
    async with app(RECORD).run_test(size=(160, 48), notifications=True) as pilot:
        await answered(pilot)
        await pilot.press("f")
        await type_keys(pilot, *"length(a.b)", "enter")
        await until(pilot, lambda: "filtered: length(a.b)" in text(pilot), "what is left")
        serves(monkeypatch, {"odd key": "x"})
        await pilot.press("ctrl+r")
        await until(pilot, lambda: "Not filtered." in text(pilot), "that it doesn't fit")
        assert '"odd key": "x"' in text(pilot)


async def test_it_is_shown_as_it_came(app, monkeypatch):
    serves(monkeypatch, b'{"a":1.10,\r\n"b":[1, 2]}')
    async with app(RECORD).run_test(size=(160, 48), notifications=True) as pilot:
        _screen, _view = await answered(pilot)
        await pilot.press("w")
        await until(pilot, lambda: '{"a":1.10,' in text(pilot), "as received")
        assert '"b":[1, 2]}' in text(pilot)
        await pilot.press("w")
        await until(pilot, lambda: '  "a": 1.10,' in text(pilot), "indented again")


async def test_a_large_answer_is_read_by_another_process(app, monkeypatch):
    serves(monkeypatch, {"items": [{"id": n, "name": f"name-{n}"} for n in range(20_000)]})
    async with app(RECORD).run_test(size=(160, 48), notifications=True) as pilot:
        screen, view = await answered(pilot)
        assert view.document.text.name
        assert view.document.height == 80_004
        await pilot.press("G")
        await until(pilot, lambda: "line 80,004 of 80,004" in text(pilot), "the end")
        await pilot.press(":")
        await type_keys(pilot, *"items[19999].name", "enter")
        await until(pilot, lambda: "items[19999].name  line" in text(pilot), "the last item")
        await pilot.press("/")
        await type_keys(pilot, *"NAME-1234", "enter")
        await until(pilot, lambda: "of 11" in text(pilot), "the matches")
        await type_keys(pilot, "z", "2")
        await until(pilot, lambda: view.document.height == 20_004, "folded")
        reader = screen.workspace.reader
    assert not reader.client.directory.exists()


async def test_keys_of_the_answer_without_one(app):
    async with app(RECORD).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await settled(pilot, form=True)
        await pilot.press("f7", "f")
        await until(pilot, lambda: "Send the request first" in text(pilot), "what is missing")
        await pilot.press("z", "w", "h", "l", ":")
        assert pilot.app.screen is screen


ODD = {
    "deep": b"[" * 3000 + b"]" * 3000,
    "nan": b'{"a": NaN}',
    "half a character": b'"\\ud800"',
    "a long line": b'{"x": "' + b"y" * 300_000 + b'"}',
    "binary": b"\x00\xff" * 50,
    "an escape sequence": b"\x1b[31mred",
}


async def test_what_is_odd_is_shown_as_it_is(app, monkeypatch):
    async with app(RECORD).run_test(size=(80, 24), notifications=True) as pilot:
        screen = await settled(pilot, form=True)
        for content in ODD.values():
            serves(monkeypatch, content)
            before = screen.bench.response.response
            await pilot.press("ctrl+r")
            await until(
                pilot,
                lambda before=before: screen.bench.response.response is not before,
                "the response",
            )
            await until(pilot, lambda: not screen.bench.is_sending, "all of it")
            await type_keys(pilot, "f7", "l", "l", "j", "G", "h", "w", "w")
            await until(pilot, lambda: screen.bench.response.found is not None, "it is there")
            assert "\x1b[31m" not in text(pilot)


async def test_escapes_are_read_found_as_seen_and_copied_as_they_came(app, monkeypatch):
    serves(
        monkeypatch,
        rb'{"name":"caf\u00e9 \u20ac","url":"https:\/\/eu.example\/","end":"\u001b[31m"}',
    )
    async with app(RECORD).run_test(size=(80, 24), notifications=True) as pilot:
        screen, view = await answered(pilot)
        assert '"café €"' in text(pilot)
        assert '"https://eu.example/"' in text(pilot)
        assert r'"\u001b[31m"' in text(pilot)
        await pilot.press("slash")
        await type_keys(pilot, *"://EU", "enter")
        await until(pilot, lambda: view.cursor == 2, "the line with the link")
        async with screen.bench.response.content() as shown:
            assert rb"caf\u00e9" in shown.data
        await pilot.press("w")
        await until(pilot, lambda: r"caf\u00e9" in text(pilot), "as it was received")
