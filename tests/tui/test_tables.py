"""Lists of objects as tables: sorted, searched, columns chosen, taken away, followed."""

import csv
import io
import re

from tests.tui.conftest import settled, text, type_keys, until, visible_text
from tests.tui.responses import RECORD, answered, serves
from tests.tui.screen import Screen

SERVERS = [
    {
        "id": 7,
        "name": "beta",
        "at": {"region": "GRA", "rack": None},
        "note": "日本語の長い長い長い長い長い長い長い長い名前です",
    },
    {"id": 30, "name": "alpha", "at": None, "note": "[red]x\x1b[31m"},
    {"id": 4, "name": "Gamma", "at": {"region": "SBG", "rack": "r1"}},
]


async def tabled(pilot, rows: int = 3):
    screen, _view = await answered(pilot)
    await pilot.press("t")
    await until(pilot, lambda: f"row 1 of {rows:,}" in text(pilot), "the table")
    table = screen.bench.response.view
    await until(pilot, lambda: table.has_focus, "the table has the keyboard")
    return screen, table


def names(pilot) -> list[str]:
    words = text(pilot)
    return sorted(("beta", "alpha", "Gamma"), key=words.index)


async def test_a_table_is_gone_about_in_and_sorted(app, monkeypatch):
    serves(monkeypatch, SERVERS)
    async with app(RECORD).run_test(size=(80, 24), notifications=True) as pilot:
        _screen, table = await tabled(pilot)
        assert names(pilot) == ["beta", "alpha", "Gamma"]
        assert "\x1b[31m" not in text(pilot)
        assert "[red]x␛[31m" in text(pilot)
        await pilot.press("l", "s")
        await until(pilot, lambda: "by name ascending" in text(pilot), "sorted")
        assert names(pilot) == ["alpha", "beta", "Gamma"]
        assert "name ▲" in text(pilot)
        await pilot.press("s")
        await until(
            pilot, lambda: names(pilot) == ["Gamma", "beta", "alpha"], "the other way round"
        )
        await pilot.press("s")
        await until(pilot, lambda: names(pilot) == ["beta", "alpha", "Gamma"], "as it came")
        await pilot.press("j", "j", "j")
        await until(pilot, lambda: "row 3 of 3 · name" in text(pilot), "the last row")
        await pilot.press("right", "right", "right", "right")
        assert table.lines.column == 4
        await pilot.press(":")
        await type_keys(pilot, *"9", "enter")
        await until(
            pilot, lambda: "The row must be between 1 and 3" in text(pilot), "how many there are"
        )
        await type_keys(pilot, "backspace", "2", "enter")
        await until(pilot, lambda: "row 2 of 3" in text(pilot), "the row")
        await pilot.press("t")
        await until(
            pilot, lambda: "[1].note  line" in text(pilot), "the JSON, where the cursor was"
        )


async def test_a_table_is_clicked(app, monkeypatch):
    serves(monkeypatch, SERVERS)
    async with app(RECORD).run_test(size=(160, 48), notifications=True) as pilot:
        _screen, table = await tabled(pilot)
        start, _ = table.lines.span(1)
        await pilot.click("#table", offset=(start + 1, 2))
        await until(pilot, lambda: "row 2 of 3 · name" in text(pilot), "the cell")
        await pilot.click("#table", offset=(start + 1, 0))
        await until(pilot, lambda: "by name ascending" in text(pilot), "sorted by the title")


async def test_a_click_on_the_mark_of_more_columns_only_shows_more(app, monkeypatch):
    serves(monkeypatch, [{f"column-{at:02}": f"value-{at:02}" for at in range(20)}] * 3)
    async with app(RECORD).run_test(size=(80, 24), notifications=True) as pilot:
        await tabled(pilot)
        screen = Screen(pilot)
        seen = set()
        for _click in range(20):
            header = [line for line in screen.text.splitlines() if "column-00" in line][-1]
            seen |= set(re.findall(r"column-\d\d", header))
            if "›" not in header:
                break
            await screen.click_at(header.index("›"), screen.text.splitlines().index(header))
        assert len(seen) == 20
        assert "ascending" not in screen.text
        assert "▲" not in screen.text


async def test_words_are_found_in_what_is_shown(app, monkeypatch):
    serves(monkeypatch, SERVERS)
    async with app(RECORD).run_test(size=(160, 48), notifications=True) as pilot:
        _screen, table = await tabled(pilot)
        await pilot.press("/")
        await type_keys(pilot, *"GRA", "enter")
        await until(pilot, lambda: "1 of 1" in text(pilot), "one")
        await pilot.press("escape", "/")
        await type_keys(pilot, *"a", "enter")
        await until(pilot, lambda: "1 of 3" in text(pilot), "all of them")
        await pilot.press("n", "n")
        await until(pilot, lambda: table.cursor == 2, "the last")


async def test_columns_are_chosen_and_remembered_and_taken_away(app, monkeypatch, tmp_path):
    serves(monkeypatch, SERVERS)
    async with app(RECORD).run_test(size=(160, 48), notifications=True) as pilot:
        screen, table = await tabled(pilot)
        await pilot.press("o")
        await until(pilot, lambda: "space shows or hides" in text(pilot), "the columns")
        assert "note  2 of 3" in text(pilot)
        await pilot.press("n", "enter")
        await until(
            pilot, lambda: "Select at least one column" in text(pilot), "that one is needed"
        )
        await pilot.press("home", "space", "down", "down", "space", "enter")
        await until(pilot, lambda: "3 columns hidden" in text(pilot), "two of them")
        await pilot.press("s")
        await until(pilot, lambda: "by id ascending" in text(pilot), "sorted")
        wanted = [["id", "at.region"], ["4", "SBG"], ["7", "GRA"], ["30", ""]]
        assert list(csv.reader(io.StringIO(await visible_text(screen)))) == wanted
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "Write response to" in text(pilot), "the question")
        await pilot.press("home", *["delete"] * 60)
        await type_keys(pilot, *str(tmp_path / "out.csv"), "enter")
        await until(pilot, lambda: "Written to" in text(pilot), "it is written")
        assert list(csv.reader(io.StringIO((tmp_path / "out.csv").read_text()))) == wanted
        await pilot.press("t")
        # The cursor stayed on its object when the rows were sorted.
        await until(pilot, lambda: "[0]" in text(pilot), "the JSON")
        await pilot.press("t")
        await until(pilot, lambda: "3 columns hidden" in text(pilot), "it is remembered")
        assert table.lines is screen.bench.response.table


async def test_a_cell_is_copied_and_a_row_followed(app, clipboard, fresh):
    program = app("GET /v2/iam/policy", url=fresh)
    async with program.run_test(size=(160, 48), notifications=True) as pilot:
        screen, _table = await tabled(pilot, 6)
        await pilot.press("j", "c")
        await until(pilot, lambda: "Copy from [1].id" in text(pilot), "the parts")
        await pilot.press("enter")
        await until(pilot, lambda: clipboard, "it is copied")
        id = clipboard[0]
        await pilot.press("l", "enter")
        await until(
            pilot, lambda: screen.form.operation.path == "/iam/policy/{policyId}", "the policy"
        )
        assert screen.form.field("path", "policyId").text == id
        await pilot.press("escape", "3", "backspace")
        await until(pilot, lambda: "row 2 of 6" in text(pilot), "back in the table")


async def test_a_large_table_is_made_by_another_process(app, monkeypatch):
    serves(monkeypatch, {"items": [{"id": n, "name": f"name-{n}"} for n in range(20_000)]})
    async with app(RECORD).run_test(size=(160, 48), notifications=True) as pilot:
        screen, _table = await tabled(pilot, 20_000)
        await pilot.press("s")
        await until(pilot, lambda: "by id ascending" in text(pilot), "sorted")
        await until(pilot, lambda: not screen.bench.is_sending, "it is over")
        await pilot.press("s")
        await until(pilot, lambda: "by id descending" in text(pilot), "sorted downwards")
        await until(pilot, lambda: "row 20,000 of" in text(pilot), "the cursor is on its object")
        await pilot.press("home")
        await until(pilot, lambda: "19999" in text(pilot), "the first row")
        await pilot.press("/")
        await type_keys(pilot, *"name-77", "enter")
        await until(pilot, lambda: "of 111" in text(pilot), "the matches")
        await pilot.press("G")
        await until(pilot, lambda: "row 20,000 of 20,000" in text(pilot), "the last row")
        assert (await visible_text(screen)).startswith("id,name\r\n19999,name-19999\r\n")


async def test_what_is_no_table_says_so(app, monkeypatch):
    serves(monkeypatch, b"a,b")
    async with app(RECORD).run_test(size=(80, 24), notifications=True) as pilot:
        screen = await settled(pilot, form=True)
        await pilot.press("ctrl+r")
        await until(pilot, lambda: screen.bench.response.found, "the response")
        await pilot.press("f7", "t")
        await until(
            pilot, lambda: "cannot be shown as a table" in text(pilot), "that it is not JSON"
        )
        serves(monkeypatch, [1, 2])
        await pilot.press("ctrl+r")
        await until(
            pilot, lambda: screen.bench.response.view.folded is not None, "a list of numbers"
        )
        await pilot.press("3", "t")
        await until(pilot, lambda: "no list of objects" in text(pilot), "that there are no objects")


async def test_a_pane_has_the_whole_width_for_a_while(app, fresh):
    program = app("GET /v2/iam/policy", url=fresh)
    async with program.run_test(size=(160, 48), notifications=True) as pilot:
        screen, table = await tabled(pilot, 6)
        assert table.size.width < 60
        await pilot.press("0")
        await until(pilot, lambda: table.size.width > 150, "the table alone")
        await pilot.press("2")
        await until(pilot, lambda: screen.bench.request.view.size.width > 150, "the form alone")
        await pilot.press("escape", "0")
        await until(pilot, lambda: screen.products.display and table.size.width < 60, "all of them")
        await pilot.press("1", "0")
        await until(pilot, lambda: screen.products.size.width > 150, "the products alone")


MANY = [{"id": n, **{f"column{c}": f"value {n} {c}" for c in range(12)}} for n in range(60)]


async def test_the_cursor_stays_in_sight_from_json_to_a_table_and_back(app, monkeypatch):
    serves(monkeypatch, MANY)
    async with app(RECORD).run_test(size=(80, 24), notifications=True) as pilot:
        screen, table = await tabled(pilot, 60)
        await type_keys(pilot, ":", *"41", "enter")
        await until(pilot, lambda: "row 41 of 60" in text(pilot), "the row")
        await pilot.press("t")
        await until(pilot, lambda: "[40].id" in text(pilot), "the JSON")
        await until(pilot, lambda: '"id": 40,' in text(pilot), "the line that the cursor is on")
        # Further down in the same item, and to the table again.
        await pilot.press("j", "j", "j", "t")
        await until(pilot, lambda: "row 41 of 60" in text(pilot), "the same row")
        await until(pilot, lambda: table.has_focus and "value 40 0" in text(pilot), "in sight")
        await pilot.press("G", "t")
        await until(pilot, lambda: '"id": 59,' in text(pilot), "the last one")
        await pilot.press("g", "g", "t")
        await until(
            pilot,
            lambda: screen.bench.response.table and "row 1 of 60" in text(pilot),
            "the first one",
        )


async def test_finding_in_a_table_goes_to_the_cell(app, monkeypatch):
    serves(monkeypatch, MANY)
    async with app(RECORD).run_test(size=(80, 24), notifications=True) as pilot:
        _screen, table = await tabled(pilot, 60)
        await pilot.press("/")
        await type_keys(pilot, *"value 5 11", "enter")
        await until(
            pilot, lambda: "row 6 of 60 · column11" in text(pilot), "the cell has the cursor"
        )
        await until(pilot, lambda: "value 5 11" in text(pilot), "and is in sight")
        # A match in the column one is in stays there; the next one may be elsewhere.
        await pilot.press("escape", "/")
        await type_keys(pilot, *"value 7", "enter")
        await until(pilot, lambda: "row 8 of 60 · column11" in text(pilot), "the same column")
        await pilot.press("escape", "/")
        await type_keys(pilot, *"value 9 2", "enter")
        await until(
            pilot, lambda: "row 10 of 60 · column2" in text(pilot), "the column of the match"
        )
        await pilot.press("n")
        await until(pilot, lambda: table.cursor == 9, "it is the only one")


async def test_what_names_a_row_comes_first_and_stays_in_sight(app, fresh):
    """An operation of one item says by its path which property that is."""
    async with app("GET /me/api/credential", url=fresh).run_test(size=(80, 24)) as pilot:
        screen = await settled(pilot, form=True)
        await pilot.press("escape", "ctrl+r")
        await until(pilot, lambda: screen.bench.response.response, "the ids")
        await pilot.press("f7", "m")
        await until(pilot, lambda: "Load the details" in text(pilot), "the menu")
        await pilot.press("enter")
        await until(pilot, lambda: "row 1 of 3" in text(pilot), "a table of the details")
        table = screen.bench.response.view
        assert table.lines.shown[0].title == "credentialId"
        for _column in table.lines.shown[1:]:
            await pilot.press("l")
        assert table.scroll_offset.x > 0
        first, row = (table.render_line(y).text for y in (0, 1))
        assert first.startswith("credentialId│ ")
        assert first.rstrip().endswith(table.lines.shown[-1].title)
        cell = table.lines.table.cells(0, table.lines.shown)[0]
        assert row.strip().startswith(f"{cell}│ ")
        await pilot.click(table, offset=(2, 1))
        assert table.lines.column == 0


async def test_a_scrolled_table_begins_with_a_whole_column(app, monkeypatch):
    serves(monkeypatch, MANY)
    async with app(RECORD).run_test(size=(80, 24), notifications=True) as pilot:
        _screen, table = await tabled(pilot, 60)
        titles = [column.title for column in table.lines.shown]
        for _column in titles[1:]:
            await pilot.press("l")
            header, row = (table.render_line(y).text for y in (0, 1))
            if table.scroll_offset.x:
                _kept, _edge, scrolled = header.partition("│ ")
                assert scrolled.split()[0] in titles
                assert row.partition("│ ")[2].startswith("value 0 ")
            assert titles[table.lines.column] in header.split()
        assert table.scroll_offset.x > 0


async def test_nothing_more_is_shown_to_the_right_of_the_last_column(app, monkeypatch):
    serves(monkeypatch, SERVERS)
    async with app(RECORD).run_test(size=(80, 24)) as pilot:
        _screen, table = await tabled(pilot)
        await pilot.press(*["right"] * 4)
        # Where just the gap behind the last column has no room, too.
        for width in range(47, 64):
            await pilot.resize_terminal(width, 24)
            titles = [column.title for column in table.lines.shown]
            await until(pilot, lambda: "›" not in table.render_line(0).text, f"at {width} columns")
            header = table.render_line(0).text
            first = header.partition("│ ")[2].split()[0] if "│" in header else "id"
            assert first in titles, f"a whole column at {width} columns"
            if width < 54:
                await pilot.press(*["left"] * 4)
                await until(pilot, lambda: "›" in table.render_line(0).text, f"more at {width}")
                await pilot.press(*["right"] * 4)
