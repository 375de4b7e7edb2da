"""The responses of a run."""

from ovh_explorer.call import Call
from ovh_explorer.client.response import Response
from ovh_explorer.workspace.storage.response_cache import ResponseCache


def response(text: str) -> Response:
    return Response(200, "OK", (), text.encode(), 0.1, "GET", "https://x")


def test_answers_are_kept_up_to_a_size_and_known_by_their_call():
    kept = ResponseCache(max_bytes=10)
    me, zones = Call("v1", "GET", "/me"), Call("v1", "GET", "/domain/zone")
    first, other, second = response("1111"), response("2222"), response("33")
    kept.keep(1, me, first)
    kept.keep(2, zones, other)
    kept.keep(3, me, second)
    assert kept.before(second).response is first
    assert kept.before(first) is None
    assert kept.before(response("33")) is None
    assert kept.get(2).call is zones
    kept.keep(4, me, response("4444"))
    assert kept.get(1) is None
    assert kept.before(second) is None
    kept.keep(5, me, response("x" * 11))
    assert kept.get(4) is None
    assert kept.get(5) is None
