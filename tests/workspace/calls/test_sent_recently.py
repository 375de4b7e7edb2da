"""The same request a second time within a short while is named."""

import json

import pytest

from ovh_explorer.call import Call
from ovh_explorer.workspace.calls.sent_recently import RECENT_SECONDS, SentRecently


def reboot(name: str, method: str = "POST") -> Call:
    return Call.make("v1", method, "/vps/{serviceName}/reboot", path_values={"serviceName": name})


def test_the_same_call_is_named_for_a_while_others_and_get_are_not():
    now = 100.0
    sent = SentRecently(lambda: now)
    assert sent.words(reboot("vps-1")) == ""
    sent.note(reboot("vps-1"))
    sent.note(reboot("vps-1", "GET"))
    now += 2
    assert sent.words(reboot("vps-1")) == "You sent the same request 2 s ago."
    assert sent.words(reboot("vps-2")) == ""
    assert sent.words(reboot("vps-1", "GET")) == ""
    now += RECENT_SECONDS
    assert sent.words(reboot("vps-1")) == ""
    sent.note(reboot("vps-2"))
    assert list(sent._sent) == [reboot("vps-2")], "what is long ago is not kept"


def of_zone(method: str, path: str, body: object = None, **values: str) -> Call:
    content = None if body is None else json.dumps(body).encode()
    zone = {"zoneName": "example.com", **values}
    return Call.make(
        "v1", method, f"/domain/zone/{{zoneName}}{path}", path_values=zone, body=content
    )


REFRESH = of_zone("POST", "/refresh")
ADD = of_zone("POST", "/record", {"fieldType": "TXT"})
CHANGE = of_zone("PUT", "/record/{id}", {"ttl": 60}, id="1")


@pytest.mark.parametrize(
    ("sent", "again", "is_named"),
    [
        # What was changed since then is published too.
        ([ADD, REFRESH, CHANGE], REFRESH, False),
        ([CHANGE, of_zone("PUT", "/record/{id}", {"ttl": 0}, id="1")], CHANGE, False),
        ([REFRESH], REFRESH, True),
        # And again, by a slip.
        ([REFRESH, CHANGE, REFRESH], REFRESH, True),
        # A GET changes nothing, others change something else.
        ([REFRESH, of_zone("GET", "/record")], REFRESH, True),
        ([CHANGE, of_zone("DELETE", "/record/{id}", id="2")], CHANGE, True),
        ([reboot("vps-1"), reboot("vps-2")], reboot("vps-1"), True),
        ([Call.make("v1", "POST", "/order/cart"), REFRESH], REFRESH, True),
        (
            [Call.make("v1", "POST", "/order/cart"), REFRESH],
            Call.make("v1", "POST", "/order/cart"),
            True,
        ),
        # A second record is one too many, whatever was sent in between.
        ([ADD, REFRESH], ADD, True),
    ],
)
def test_what_was_sent_before_the_same_object_was_changed_is_no_slip(sent, again, is_named):
    recently = SentRecently(lambda: 100.0)
    for call in sent:
        recently.note(call)
    assert bool(recently.words(again)) is is_named
