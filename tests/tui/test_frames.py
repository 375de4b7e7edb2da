"""Panes in titled frames: what they say, where there are none, and what shows without colours."""

import pytest

from ovh_explorer.text import in_ascii
from ovh_explorer.tui.app import ExplorerApp
from ovh_explorer.tui.drawing.pane_titles import middle_cut
from tests.tui.conftest import RECORD, Demo, settled, text, type_keys, until
from tests.tui.screen import Screen

LONG = "GET /cloud/project/{serviceName}/kube/{kubeId}/nodepool/{nodePoolId}/nodes"


def rows(pilot) -> list[str]:
    return text(pilot).splitlines()


def frame_colours(pilot) -> dict[str, tuple[str, str]]:
    """The left edge of each pane, and its colour."""
    strips = pilot.app.screen._compositor.render_strips()
    found: dict[str, tuple[str, str]] = {}
    for name in ("products", "request", "response"):
        region = pilot.app.screen.query_one(f"#{name}").region
        (segment,) = strips[region.y + 5].crop(region.x, region.x + 1)
        found[name] = (segment.text, segment.style.color.name)
    return found


async def test_titles_say_what_the_panes_show(app):
    async with app("GET /domain/zone").run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        top = rows(pilot)[1]
        assert "─ 1 Products · v1 ─" in top
        assert "─ 2 GET /domain/zone ─" in top
        assert "─ 3 Response · example ─" in top
        # The path is said once.
        assert text(pilot).count("GET /domain/zone ") == 1
        await screen.send()
        assert "─ 3 Response · 200 OK · 182 ms · " in rows(pilot)[1]
        await screen.open("GET /v2/iam/policy")
        assert "─ 1 Products · v2 ─" in rows(pilot)[1]


async def test_a_path_that_the_frame_has_no_room_for_is_whole_in_the_form(app):
    async with app(LONG).run_test(size=(120, 30)) as pilot:
        screen = await settled(pilot, form=True)
        title = screen.query_one("#request").border_title
        path = LONG.partition(" ")[2]
        if path in title:
            pytest.skip("the frame is wide enough")
        assert "…" in title
        assert title.endswith("nodes")
        await pilot.press("escape", "g")
        joined = "".join(Screen(pilot).request.lines[:3])
        assert path in joined


async def test_only_the_frame_of_the_pane_with_the_focus_is_bright(app):
    async with app(RECORD).run_test(size=(160, 48)) as pilot:
        await settled(pilot, form=True)
        for key, name in (("f5", "products"), ("f6", "request"), ("f7", "response")):
            await pilot.press(key)
            await pilot.pause()
            colours = frame_colours(pilot)
            bright = colours.pop(name)
            assert len(set(colours.values())) == 1
            assert bright not in colours.values()


async def test_no_line_is_lost_to_frames_on_a_small_terminal(app):
    async with app(RECORD).run_test(size=(80, 24)) as pilot:
        await settled(pilot, form=True)
        assert not {"╭", "╰", "┏"} & set(text(pilot))
        assert "POST /domain/zone/{zoneName}/record" in text(pilot)


async def test_focus_and_selection_show_without_colours():
    app = ExplorerApp(Demo(), "GET /me", clock=lambda: 0.0, few_colours=True)
    async with app.run_test(size=(160, 48)) as pilot:
        screen = await settled(pilot, form=True)
        await pilot.press("escape", "ctrl+r")
        await until(pilot, lambda: screen.bench.response.response, "a response")
        await pilot.press("f7", "j")
        frames = {name: sign for name, (sign, _) in frame_colours(pilot).items()}
        assert frames == {"products": "│", "request": "│", "response": "┃"}
        assert {in_ascii(sign) for sign in frames.values()} == {"|", "#"}
        reversed_lines = [
            index
            for index, strip in enumerate(pilot.app.screen._compositor.render_strips())
            if any(segment.style and segment.style.reverse for segment in strip)
        ]
        view = screen.bench.response.view
        assert view.content_region.y + view.cursor in reversed_lines


async def test_the_layout_is_chosen_and_found_again(app):
    app = app(RECORD)
    async with app.run_test(size=(160, 48)) as pilot:
        screen = await settled(pilot, form=True)
        request, response = screen.query_one("#request"), screen.query_one("#response")
        assert request.region.y == response.region.y
        await pilot.press("escape", "ctrl+p")
        await type_keys(pilot, *"layout")
        await until(pilot, lambda: "side by side, or stacked" in text(pilot), "the command")
        await pilot.press("enter")
        await until(pilot, lambda: response.region.y > request.region.y, "one over the other")
        assert request.region.width == response.region.width > 100
        assert screen.workspace.preferences.get("layout") == "stacked"
        await pilot.press("ctrl+o")
        assert not response.display
        await pilot.press("ctrl+o")
        assert request.display
        assert response.display
        await screen.run_action("toggle_layout")
        await until(pilot, lambda: request.region.y == response.region.y, "beside each other")


@pytest.mark.parametrize("width", range(12))
def test_a_text_is_cut_in_its_middle(width):
    cut = middle_cut("/domain/zone", width)
    assert len(cut) == width
    assert ("…" in cut) == (width > 0)
    assert middle_cut("/domain/zone", 12) == "/domain/zone"


async def test_the_frames_name_keys_that_work_while_characters_are_text(app):
    async with app("GET /domain/zone/{zoneName}").run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.sees("F5 Products · v1")
        await screen.sees("F6 GET /domain/zone")
        await screen.sees("F7 Response")
        await screen.press("f7")
        await screen.sees("1 Products · v1")
        await screen.sees("2 GET /domain/zone")
        assert "F6 GET" not in screen.text
