"""Paths of one list that are cut still differ."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ovh_explorer.call import Call
from ovh_explorer.tui.drawing.found_paths import FoundPaths
from ovh_explorer.tui.drawing.path_cuts import path_cuts
from ovh_explorer.tui.history.screen import HistoryScreen
from ovh_explorer.workspace.storage.history import HistoryEntry
from tests.tui.conftest import settled, text, until

SERVICE = "/cloud/project/{serviceName}"
PATHS = [
    f"{SERVICE}/region/{{regionName}}/loadbalancing/{part}/{{id}}/statistics"
    for part in ("listener", "healthMonitor", "pool")
]


def test_what_differs_in_the_middle_stays():
    cuts = path_cuts(PATHS, [40, 40, 40])
    assert len(set(cuts)) == 3
    assert all(len(cut) <= 40 for cut in cuts)
    assert "listener" in cuts[0]
    assert "pool" in cuts[2]
    assert all(cut.startswith("/cloud/") and cut.endswith("/statistics") for cut in cuts)


ACCESS = "/dedicated/server/{serviceName}/features/backupFTP/access"


@pytest.mark.parametrize(
    ("room", "cut"),
    [
        (57, ACCESS),
        (56, "/dedicated/server/…/features/backupFTP/access"),
        (44, "/dedicated/server/…/backupFTP/access"),
        (35, "/dedicated/server/…/access"),
        (25, "/dedicated/…/access"),
        (18, "/dedi…TP/access"[:5] + "…" + ACCESS[-12:]),
    ],
)
def test_a_path_keeps_its_first_segments_and_its_last_ones_whole(room, cut):
    assert path_cuts([ACCESS], [room]) == [cut]


def test_what_fits_is_whole_and_a_lone_one_shows_its_end():
    assert path_cuts([PATHS[0], "/me"], [100, 10]) == [PATHS[0], "/me"]
    assert path_cuts([PATHS[0]], [40])[0].endswith("{id}/statistics")


@given(
    st.text("abc/", min_size=40, max_size=80),
    st.integers(0, 79),
    st.integers(20, 36),
)
def test_two_that_differ_in_one_sign_look_different(path, at, room):
    at %= len(path)
    other = f"{path[:at]}x{path[at + 1 :]}"
    cuts = path_cuts([path, other], [room, room])
    assert cuts[0] != cuts[1]
    assert all(len(cut) <= room for cut in cuts)


@pytest.mark.parametrize("size", [(80, 24), (60, 24)])
async def test_requests_with_long_paths_differ_in_the_history(app, size):
    entries = [
        HistoryEntry(
            number,
            0.0,
            "https://api",
            "demo",
            Call.make("v1", "GET", path.replace("{", "").replace("}", "")),
            200,
            0.1,
            "",
            "",
        )
        for number, path in enumerate(PATHS)
    ]
    async with app("GET /me").run_test(size=size) as pilot:
        await settled(pilot)
        screen = HistoryScreen(lambda _: entries)
        await pilot.app.push_screen(screen)
        await until(pilot, lambda: "…" in text(pilot), "the paths are cut")
        lines = [line for line in text(pilot).splitlines() if "/cloud" in line]
        assert len({line[line.index("/cloud") :] for line in lines}) == len(PATHS)
        assert all("istics" in line for line in lines)


def test_what_a_filter_found_is_told_apart_in_a_narrow_pane():
    zone = "/zone/{zoneName}"
    paths = [f"{zone}/dynHost/login", f"{zone}/dynHost/record", f"{zone}/redirection"]
    found = FoundPaths((path, 5) for path in paths)
    cuts = [found.cut(path, 29) for path in paths]
    assert len(set(cuts)) == len(paths)
    assert [cut[-5:] for cut in cuts] == [path[-5:] for path in paths]
    assert [found.cut(path, 80) for path in paths] == paths
