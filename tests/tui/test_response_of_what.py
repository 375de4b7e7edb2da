"""Wherever the request isn't in sight, the response says which request it is the response to."""

import pytest

from ovh_explorer.call import Call
from ovh_explorer.tui.drawing.request_names import request_name
from tests.tui.screen import Screen

PATH = "/domain/zone/{zoneName}/record"
SENT = "/domain/zone/example.com/record"
OKMS = "01234567-89ab-cdef-0123-456789abcdef"


def frame(screen: Screen) -> str:
    """The upper edge of the response."""
    return next(line for line in screen.text.splitlines() if "3 Response" in line)


@pytest.mark.parametrize("stacked", [False, True])
async def test_the_zoomed_response_names_its_request(app, stacked):
    async with app("GET /domain/zone/example.com/record").run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        screen.main.panes.stack(stacked)
        await screen.send()
        await screen.show("response")
        # The request's own title has the template.
        assert frame(screen).count(f"GET {PATH}") == (not stacked)
        assert SENT not in frame(screen)
        await screen.press("0")
        await screen.until(lambda: f" B · GET {SENT} " in frame(screen), "the request")
        await screen.tab("Headers")
        assert f" B · GET {SENT} " in frame(screen)
        await screen.press("0")
        await screen.until(lambda: f" · GET {SENT} " not in screen.text, "all panes")


@pytest.mark.parametrize("width", [90, 100, 119])
async def test_beside_the_products_the_response_names_its_request(app, width):
    async with app("GET /domain/zone/example.com/record").run_test(size=(width, 30)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.show("request")
        await screen.show("response")
        await screen.until(lambda: " · GET " in frame(screen), "the request")
        await screen.send()
        await screen.show("response")
        await screen.until(lambda: " 200 OK " in frame(screen), "the response")
        assert "/record ─" in frame(screen)
        await screen.press("0")
        await screen.until(lambda: f" B · GET {SENT} " in frame(screen), "all of it")


async def test_at_80_columns_the_line_above_a_response_names_the_object(app):
    async with app("GET /domain/zone/example.com/record").run_test(size=(80, 24)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.show("response")
        # Nothing was sent: what is shown is an example for each zone.
        await screen.sees(f"GET {PATH}")
        await screen.send()
        await screen.show("response")
        await screen.sees(f"  GET {SENT}")
        assert PATH not in screen.text


@pytest.mark.parametrize(
    ("room", "name"),
    [
        (89, "DELETE /dedicated/server/ns1234567.ip-192-0-2.eu/features/backupFTP/access/192.0.2.7"),
        (70, "DELETE /dedicated/server/ns1234567.ip-192-0-2.eu/…/access/192.0.2.7"),
        (40, "DELETE /dedicated/…/access/192.0.2.7"),
        (46, "DELETE /dedicated/…/backupFTP/access/192.0.2.7"),
        (30, "DELETE /…/access/192.0.2.7"),
        (22, "DELETE /…/192.0.2.7"),
        (21, ""),
    ],
)  # fmt: skip
def test_a_long_name_is_cut_in_its_middle(room, name):
    path = "/dedicated/server/{serviceName}/features/backupFTP/access/{ipBlock}"
    values = {"serviceName": "ns1234567.ip-192-0-2.eu", "ipBlock": "192.0.2.7"}
    sent = Call.make("v1", "DELETE", path, path_values=values)
    assert request_name(sent, room) == name


def test_the_object_stays_where_the_path_goes_on_behind_it():
    path = "/dedicated/server/{serviceName}/features/backupFTP/access"
    sent = Call.make("v1", "GET", path, path_values={"serviceName": "ns1234567.ip-192-0-2.eu"})
    assert request_name(sent, 40) == "GET /…/ns1234567.ip-192-0-2.eu/…/access"
    # Of a name that alone is too long, its ends.
    assert request_name(sent, 24) == "GET /…/ns12345…-0-2.eu/…"


def test_a_query_is_named_where_it_has_room():
    sent = Call.make("v1", "GET", "/me/bill", query=[("date.from", "2024-01-01")])
    assert request_name(sent, 40) == "GET /me/bill?date.from=2024-01-01"
    assert request_name(sent, 25) == "GET /me/bill?…"


def test_what_is_secret_in_a_path_stays_masked():
    sent = Call.make(
        "v2",
        "GET",
        "/okms/resource/{okmsId}/secret/{path}",
        path_values={"okmsId": OKMS, "path": "shop/password"},
        sensitive={("path", "path")},
    )
    assert request_name(sent, 90) == f"GET /v2/okms/resource/{OKMS}/secret/••••••"
    assert "shop" not in request_name(sent, 30)


def test_every_name_has_room_where_it_is_said():
    path = "/cloud/project/{serviceName}/kube/{kubeId}/nodepool/{nodePoolId}/nodes"
    values = {"serviceName": "0" * 32, "kubeId": OKMS, "nodePoolId": OKMS}
    sent = Call.make("v1", "GET", path, path_values=values, query=[("a", "b")])
    for room in range(22, 200):
        assert 0 < len(request_name(sent, room)) <= room
