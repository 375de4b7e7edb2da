"""The same request a second time within a short while is named."""

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
