"""What is wider than its place: whole parts are left out, the least important first, and no word is
cut.
"""

import pytest
from rich.cells import cell_len
from rich.text import Text

from ovh_explorer.tui.history.screen import HistoryScreen
from ovh_explorer.tui.main.screen import MainScreen
from ovh_explorer.tui.widgets.fitted_line import cut_between_words, fitting, fitting_with
from tests.tui.conftest import settled, text, until

PARTS = ("enter open", "esc close", "^r send")


@pytest.mark.parametrize(
    ("width", "words"),
    [
        (80, "enter open · esc close · ^r send"),
        (31, "enter open · esc close"),
        (22, "enter open · esc close"),
        (21, "enter open"),
        (6, "enter…"),
        (0, ""),
    ],
)
def test_whole_parts_are_left_out_from_the_end(width, words):
    assert fitting(PARTS, width) == words


STEP = ("step 9 of 9", "^r waits until status == 'done'", "> skips it", "esc leaves it", "q back")


@pytest.mark.parametrize(
    ("width", "words"),
    [
        (83, " · ".join(STEP)),
        (82, " · ".join(STEP[:4])),
        (72, "step 9 of 9 · ^r waits until status == 'do… · > skips it · esc leaves it"),
        (59, "step 9 of 9 · ^r waits until … · > skips it · esc leaves it"),
        (58, "step 9 of 9 · ^r waits until status == 'd… · esc leaves it"),
        (46, "step 9 of 9 · ^r waits until … · esc leaves it"),
    ],
)
def test_the_way_out_stays_and_what_is_waited_for_makes_room(width, words):
    fitted = fitting_with("esc leaves it", STEP[1], STEP, width)
    assert fitted == words
    assert cell_len(fitted) <= width


@pytest.mark.parametrize("width", range(1, 40))
def test_a_line_ends_after_a_word(width):
    words = "the longest words of a response, 日本語の名前"
    cut = cut_between_words(Text(f"{words}\nshort"), width)
    first, second = cut.plain.split("\n")
    assert cell_len(first) <= width
    assert second == ("short" if width >= 5 else f"{'short'[: width - 1]}…")
    if first != words and width > 12:
        kept = first.removesuffix("…")
        assert words.startswith(kept)
        assert words[len(kept)] == " " or len(kept) <= width // 2 or kept[-1] > "\x7f"


async def test_what_is_dangerous_to_miss_stays_in_the_header(app):
    async with app("GET /me").run_test(size=(160, 48)) as pilot:
        screen = await settled(pilot, form=True)
        screen.header.read_only = True
        screen.header.pending = "example.com waits for its refresh"
        whole = [
            "read-only",
            "demo",
            "● example.com waits for its refresh · ^p",
            "v1",
            "signed in as xx1111-ovh",
        ]
        await pilot.pause()
        assert all(part in text(pilot).split("\n")[0] for part in whole)
        for width in range(120, 11, -1):
            await pilot.resize_terminal(width, 24)
            await pilot.pause()
            line = screen.header.render_line(0).text
            parts = [part.strip() for part in line.split("│") if part.strip()]
            assert set(parts) <= {"ovh-explorer", *whole}, (
                f"{width}: a part is there as a whole, or isn't"
            )
            assert "read-only" in parts
            # A part that is there has all those before it that matter more.
            kept = [part for part in whole if part in parts]
            assert kept == whole[: len(kept)], width


async def test_what_is_to_be_refreshed_has_room_beside_a_long_endpoint(app):
    async with app("GET /me").run_test(size=(80, 24)) as pilot:
        screen = await settled(pilot, form=True)
        screen.header.pending = "refresh example.com (1)"
        for endpoint in ("http://127.0.0.1:9391", f"https://{'long.' * 20}example:9391"):
            screen.header.endpoint = endpoint
            line = screen.header.render_line(0).text
            assert "● refresh example.com (1)" in line
            assert endpoint.partition("://")[2][:14] in line
            assert "│ v1 │" in line


async def test_the_footer_ends_in_the_help_at_every_width(app):
    async with app("POST /domain/zone/{zoneName}/record").run_test(size=(160, 48)) as pilot:
        screen = await settled(pilot, form=True)
        for pane in ("products", "request"):
            screen.show_pane(pane)
            for width in (160, 120, 80, 60):
                await pilot.resize_terminal(width, 24)
                await pilot.pause()
                footer = text(pilot).rstrip().split("\n")[-1].rstrip()
                assert footer.endswith((" ? help", " F1 help")), (width, footer)
                assert footer.startswith(" ^r try")


async def test_the_keys_of_a_dialog_are_never_cut(app):
    async with app("GET /me").run_test(size=(140, 30)) as pilot:
        await settled(pilot, form=True)
        await pilot.press("ctrl+l")
        await until(pilot, lambda: isinstance(pilot.app.screen, HistoryScreen), "the history")
        for width in (140, 100, 80, 60):
            await pilot.resize_terminal(width, 24)
            await pilot.pause()
            await until(pilot, lambda: "╰" in text(pilot), "the frame")
            edge = next(line for line in text(pilot).split("\n") if "╰" in line)
            edge = edge.partition("╰")[2].partition("╯")[0].strip(" ─")
            parts = edge.split(" · ")
            assert parts[:2] == ["enter open", "esc close"][: len(parts)]
            assert set(parts) <= {
                *("enter open", "esc close", "^r send", "tab mark, next"),
                *("F5 compare", "F6 rights", "F7 script or recipe", "F8 forget"),
            }
            assert width < 140 or len(parts) == 8
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, MainScreen), "closed")
