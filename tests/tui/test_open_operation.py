"""The one state of both panes, without a screen."""

from dataclasses import replace
from types import SimpleNamespace

from ovh_explorer.call import Call
from ovh_explorer.client.response import Response
from ovh_explorer.tui.drawing.documents import PlainLines
from ovh_explorer.tui.drawing.rendered_response import RenderedResponse
from ovh_explorer.tui.open_operation import Failure, LeftForm, OpenOperation
from ovh_explorer.workspace.navigation.next_steps import NextStep
from ovh_explorer.workspace.navigation.target import OperationTarget
from ovh_explorer.workspace.response.stored_text import StoredText

PATH = "/domain/zone/{zoneName}/record"
KEY = ("v1", "POST", PATH)
REFRESH = OperationTarget(
    "v1", "POST", "/domain/zone/{zoneName}/refresh", (("zoneName", "example.com"),)
)


def call(zone: str, path: str = PATH) -> Call:
    return Call.make("v1", "POST", path, path_values={"zoneName": zone})


def found(said: Call, *steps: NextStep) -> RenderedResponse:
    return large(said, b"", *steps)


def large(said: Call, content: bytes, *steps: NextStep) -> RenderedResponse:
    response = Response(200, "OK", (), content, 0.1, said.method, "https://api.example/")
    text = StoredText(content, (0, len(content)), 0, "json")
    return RenderedResponse(said, said, response, text, PlainLines([]), "", steps)


def state(said: Call | None, keys: object = "mine") -> OpenOperation:
    made = OpenOperation(lambda: keys)
    made.form = form(said)
    return made


def form(said: Call | None):
    return SimpleNamespace(operation=SimpleNamespace(key=KEY), said=lambda: said)


def test_the_response_to_what_the_form_says_wins_over_a_newer_one_to_something_else():
    panes = state(call("a.example"))
    first = panes.keep(found(call("a.example")))
    second = panes.keep(found(call("b.example")))
    assert (panes.shown.found, panes.shown.about) == (first, "")
    panes.form = form(call("c.example"))
    assert (panes.shown.found, panes.shown.about) == (second, "to zoneName=b.example")
    panes.form = form(None)
    assert panes.shown.about == "to zoneName=b.example"


def test_a_failure_stands_before_an_earlier_response_until_the_call_is_sent_again():
    panes = state(call("a.example"))
    kept = panes.keep(found(call("a.example")))
    panes.begin(call("a.example"))
    panes.fail(call("a.example"), "no route")
    assert panes.shown.failure == "no route"
    assert panes.shown.found is None
    panes.begin(call("a.example"))
    assert panes.shown.found is kept
    panes.fail(call("b.example"), "cancelled")
    panes.form = form(call("c.example"))
    assert (panes.shown.failure, panes.shown.about) == ("cancelled", "to zoneName=b.example")


def test_what_other_keys_signed_is_not_the_response_to_what_is_open():
    keys = ["mine"]
    panes = OpenOperation(lambda: keys[0])
    panes.form = form(call("a.example"))
    panes.begin(call("a.example"))
    keys[0] = "others"
    panes.keep(found(call("a.example")))
    assert panes.shown.about == "with other keys"
    panes.form = form(call("b.example"))
    assert panes.shown.about == "with other keys, to zoneName=a.example"
    keys[0] = "mine"
    assert panes.shown.about == "to zoneName=a.example"


def test_back_shows_what_was_left():
    panes = state(call("a.example"))
    left = panes.keep(found(call("a.example")))
    panes.keep(found(call("b.example")))
    panes.form = form(call("c.example"))
    panes.bring_back(LeftForm(KEY, {}, 0, left))
    assert panes.shown.found is left
    failure = Failure(call("d.example"), "cancelled", "mine", 1)
    panes.bring_back(LeftForm(KEY, {}, 0, failure))
    assert panes.shown.failure == "cancelled"


def test_what_was_learnt_later_is_added_to_the_response_it_is_about():
    panes = state(call("a.example"))
    old = panes.keep(found(call("a.example")))
    assert panes.put_in_place(replace(old, note="a table"))
    assert panes.shown.found.note == "a table"
    panes.keep(found(call("a.example")))
    assert not panes.put_in_place(replace(old, note="late"))
    assert panes.shown.found.note == ""


def test_a_step_is_done_when_its_call_went_well_and_due_again_after_another_change():
    step = NextStep("refresh it: your changes are not live yet", REFRESH)
    panes = state(call("example.com"))
    first = panes.keep(found(call("example.com"), step))
    assert panes.steps(first) == [step]
    panes.did(call("example.org", REFRESH.path))
    assert panes.steps(first) == [step], "that was another zone's"
    panes.did(call("example.com", REFRESH.path))
    assert panes.steps(first) == []
    assert panes.steps(panes.keep(found(call("example.com"), step))) == [step]
    panes.bring_back(LeftForm(KEY, {}, 0, first))
    assert panes.steps(first) == []


def test_what_was_made_and_is_deleted_is_not_offered_any_more():
    path, values = f"{PATH}/{{id}}", (("zoneName", "example.com"), ("id", "7"))
    step = NextStep("View the new object", OperationTarget("v1", "GET", path, values))
    panes = state(call("example.com"))
    first = panes.keep(found(call("example.com"), step))
    panes.did(Call.make("v1", "DELETE", path, path_values={**dict(values), "id": "8"}))
    assert panes.steps(first) == [step], "that was another one"
    panes.did(Call.make("v1", "DELETE", path, path_values=dict(values)))
    assert panes.steps(first) == []
    again = panes.keep(found(call("example.com"), step))
    panes.did(Call.make("v1", "DELETE", "/domain/zone/{zoneName}", path_values=dict(values[:1])))
    assert panes.steps(again) == [], "it went with what it was a part of"


def test_only_so_many_calls_are_remembered_the_newest():
    step = NextStep("refresh it: your changes are not live yet", REFRESH)
    panes = state(call("example.com"))
    first = panes.keep(found(call("example.com"), step))
    panes.did(call("example.com", REFRESH.path))
    for number in range(2500):
        panes.begin(call(f"z{number}.example"))
        panes.did(call(f"z{number}.example", REFRESH.path))
        if number % 500 == 0:
            panes.did(call("example.com", REFRESH.path))
    assert panes.steps(first) == []
    assert len(panes._done) == 1000
    assert len(panes._signing) == 1


def test_only_so_many_responses_are_kept():
    panes = state(call("z0.example"))
    for number in range(60):
        panes.keep(found(call(f"z{number}.example")))
        panes.fail(call(f"f{number}.example"), "no")
    assert len(panes) == 40
    assert panes.shown.found is None
    assert panes.shown.about == "to zoneName=f59.example"


def test_what_is_known_of_an_object_is_what_was_read_since_it_was_changed():
    """With these keys, the newest first; be it shown, or read to fill a form."""
    keys = ["mine"]
    panes = OpenOperation(lambda: keys[0])
    panes.form = form(call("a.example"))
    zone, item = call("a.example"), call("a.example", "/domain/zone/{zoneName}")
    panes.keep(found(zone))
    read = found(item).response
    again = found(item).response
    panes.note_read(item, read)
    assert [said for said, _ in panes.read_since_change(item)] == [item, zone]
    keys[0] = "others"
    assert list(panes.read_since_change(item)) == []
    keys[0] = "mine"
    panes.did(replace(item, method="PUT"))
    assert list(panes.read_since_change(item)) == []
    panes.note_read(item, again)
    assert list(panes.read_since_change(item)) == [(item, again)]
    for number in range(30):
        panes.note_read(call(f"z{number}.example"), read)
    assert len(list(panes.read_since_change(item))) == 20


def test_what_is_kept_has_a_limit_in_bytes_and_the_newest_stays():
    panes = state(call("0.example"))
    for number in range(6):
        panes.keep(large(call(f"{number}.example"), b"x" * 3_000_000))
    assert panes.response_to(call("5.example"))
    assert panes.response_to(call("4.example"))
    assert panes.response_to(call("3.example")) is None
    panes.keep(large(call("huge.example"), b"x" * 20_000_000))
    assert panes.response_to(call("huge.example"))
    assert len(panes) == 1


def test_the_way_one_came_has_a_limit_in_bytes():
    panes = state(call("0.example"))
    for number in range(4):
        draft = {"body": {"target": "x" * 3_000_000, "number": number}}
        panes.put_on_the_way(LeftForm(KEY, draft, None, None))
    assert len(panes.left) == 4
    response = panes.keep(large(call("1.example"), b"x" * 3_000_000))
    panes.put_on_the_way(LeftForm(KEY, {"path": {"zoneName": "x"}}, 0, response))
    numbers = [left.draft.get("body", {}).get("number") for left in panes.left]
    assert numbers == [1, 2, 3, None]


def test_what_came_of_a_call_while_its_form_was_left_is_shown_when_one_goes_back():
    for arrive in (
        lambda panes, said: panes.keep(large(said, b"{}")),
        lambda panes, said: panes.fail(said, "no route"),
    ):
        panes = state(call("a.example"))
        first = panes.keep(found(call("a.example")))
        panes.begin(call("a.example"))
        arrive(panes, call("a.example"))
        panes.bring_back(LeftForm(KEY, {}, 0, first))
        assert panes.shown.outcome is not first
        assert panes.shown.outcome is not None
        assert panes.shown.outcome.said == call("a.example")
