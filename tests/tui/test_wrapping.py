"""Line numbers, marks of what folds, and long lines over several rows."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.content import Content

from ovh_explorer.tui.drawing.documents import HighlightedText, PlainLines
from ovh_explorer.tui.drawing.wrapped_rows import rows_from, top_for, wrapped
from ovh_explorer.tui.drawing.wrapped_text import cut_word, wrap
from tests.tui.conftest import settled, text, type_keys, until
from tests.tui.screen import Screen

LINES = st.lists(st.text(st.characters(categories=["L", "N", "Zs", "P"]), max_size=90), max_size=20)


@given(LINES, st.integers(2, 30))
def test_no_character_is_lost_and_no_row_is_too_wide(lines, width):
    document = PlainLines(lines)
    for index in range(document.height):
        whole = "".join(piece for _, piece in document.pieces(index))
        rows = ["".join(piece for _, piece in row) for row in wrapped(document, index, width)]
        assert "".join(rows).replace(" ", "") == whole.replace(" ", "")
        assert all(len(row) <= width for row in rows)


CODE = """\
    // Instantiate a client. Create your keys on https://eu.api.ovh.com/createToken/
    fwrite(STDERR, preg_replace('/[[:cntrl:]]+/', ' ', $answer->getBody()) . PHP_EOL);"""


def test_what_goes_on_hangs_below_its_beginning_and_a_comment_keeps_its_sign():
    document = HighlightedText(f"<?php\n{CODE}", "php")
    rows = ["".join(text for _, text in row) for _, row in rows_from(document, 1, 50, 9)]
    assert rows == [
        "    // Instantiate a client. Create your keys on",
        "    // https://eu.api.ovh.com/createToken/",
        "    fwrite(STDERR, preg_replace('/[[:cntrl:]]+/',",
        "      ' ', $answer->getBody()) . PHP_EOL);",
    ]


@given(LINES.filter(bool), st.integers(2, 30), st.integers(1, 12), st.data())
def test_a_line_is_in_sight_from_its_top(lines, width, height, data):
    document = PlainLines(lines)
    line = data.draw(st.integers(0, len(lines) - 1))
    top = top_for(document, line, width, height)
    rows = [index for index, _ in rows_from(document, top, width, height)]
    needed = min(height, len(wrapped(document, line, width)))
    assert rows.count(line) == needed
    if top:
        # No higher line would do.
        above = [index for index, _ in rows_from(document, top - 1, width, height)]
        assert above.count(line) < len(wrapped(document, line, width))


async def test_a_long_line_is_wrapped_and_the_cursor_stays_in_sight(app):
    async with app("GET /me").run_test(size=(160, 48)) as pilot:
        screen = await settled(pilot, form=True)
        await pilot.press("escape", "ctrl+r")
        await until(pilot, lambda: screen.bench.response.response, "a response")
        view = screen.bench.response.view
        view.document = PlainLines(["a" * 9000, *"bcdefgh", "i" * 900 + "end"])
        view.cursor = 0
        await pilot.press("f7")
        assert "iend" not in text(pilot)
        await pilot.press("W", "G")
        await until(pilot, lambda: "iend" in text(pilot), "the end of the last line")
        await pilot.press("g")
        await until(pilot, lambda: "iend" not in text(pilot), "the first line")
        # A click goes to the line whose row it is on.
        await pilot.press("j")
        await until(pilot, lambda: "iend" in text(pilot) and view.cursor == 1, "what follows")
        await pilot.click(view, offset=(3, view.size.height - 1))
        assert view.cursor > 1
        await pilot.press("W")
        await until(pilot, lambda: "iend" not in text(pilot), "a line a row")


async def test_lines_have_numbers_and_a_click_on_a_mark_folds(app):
    async with app("GET /v2/iam/policy").run_test(size=(160, 48)) as pilot:
        screen = await settled(pilot, form=True)
        await pilot.press("escape", "ctrl+r")
        await until(pilot, lambda: screen.bench.response.response, "a response")
        view = screen.bench.response.view
        await until(pilot, lambda: " 1 ▾ [" in text(pilot), "the first line")
        await pilot.click(view, offset=(view.head_width - 2, 1))
        await until(pilot, lambda: "▸   { … }  " in text(pilot), "the item is folded")
        hidden = view.folded.folds.hidden_by(1) - 1
        assert f"{{ … }}  {hidden} lines" in text(pilot)
        await pilot.click(view, offset=(view.head_width - 2, 1))
        await until(pilot, lambda: "▸   {" not in text(pilot), "it is open again")
        await type_keys(pilot, "j")
        assert view.cursor == 2


@given(st.text(st.sampled_from("ab/{}漢"), max_size=60), st.integers(2, 20))
def test_a_long_word_is_cut_after_a_slash_where_there_is_one(word, width):
    pieces = cut_word(word, width)
    assert "".join(pieces) == word
    assert all(cell_len(piece) <= width for piece in pieces)
    for piece in pieces[:-1]:
        assert piece.endswith("/") or "/" not in piece.lstrip("/")


@given(st.text(st.sampled_from("ab/ \n"), max_size=80), st.integers(2, 20), st.integers(1, 3))
def test_a_text_in_lines_loses_nothing_but_blanks(words, width, most):
    lines = wrap(words, width)
    assert "".join(lines).replace(" ", "") == "".join(words.split())
    assert all(0 < len(line) <= width for line in lines)
    cut = wrap(words, width, max_lines=most)
    assert len(cut) <= most
    assert all(len(line) <= width for line in cut)
    assert cut == lines or cut[-1].endswith("…")


RUNS = st.lists(
    st.tuples(
        st.sampled_from(["a", "/", "漢", "e\u0301", "\u0301", "👩‍👩‍👧", " "]),
        st.integers(1, 400),
    ),
    max_size=6,
).map(lambda runs: "".join(text * count for text, count in runs))


@given(RUNS, st.integers(4, 100), st.integers(1, 3))
def test_any_letters_are_cut_where_a_line_ends(words, width, most):
    """Marks over letters too, as many as an answer of the API may have."""
    word = words.replace(" ", "")
    pieces = cut_word(word, width)
    assert "".join(pieces) == word
    lines = wrap(words, width)
    assert "".join(lines).replace(" ", "") == word
    cut = wrap(words, width, max_lines=most)
    for line in (*pieces, *lines, *cut):
        assert cell_len(line) <= width


def test_more_marks_than_a_line_takes_stay_with_their_letter():
    marked = "e" + "\u0301" * 1_100
    assert cut_word(f"{marked}{'漢' * 60}", 100)[0].startswith(marked)
    assert wrap(f"{marked} ok", 100) == [f"{marked} ok"]


async def test_the_library_cuts_words_as_the_program_does(app):
    async with app().run_test(size=(60, 24)) as pilot:
        await Screen(pilot).ready()
        lines = Content("see /domain/zone/{zoneName}/record/{id}").wrap(18)
        assert [str(line) for line in lines] == [
            "see",
            "/domain/zone/",
            "{zoneName}/record/",
            "{id}",
        ]


async def test_a_path_that_is_too_long_ends_its_lines_with_a_slash(app):
    path = "/cloud/project/{serviceName}/kube/{kubeId}/nodepool/{nodePoolId}/nodes"
    async with app().run_test(size=(60, 24)) as pilot:
        screen = await Screen(pilot).ready()
        await screen.open(f"GET {path}")
        await screen.sees("GET /cloud")
        first, second = screen.text.split("GET /", 1)[1].splitlines()[:2]
        assert first.strip().endswith("/")
        assert f"/{first.strip()}{second.strip()}" == path


def test_a_word_as_long_as_a_page_is_cut_in_one_go():
    """Each line looks at no more than it may take."""
    text = "name/" * 200_000
    pieces = cut_word(text, 60)
    assert "".join(pieces) == text
    assert {len(piece) for piece in pieces[:-1]} == {60}
