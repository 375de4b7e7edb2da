"""Path values that were used: they follow, and are offered first."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ovh_explorer.call import Call
from ovh_explorer.catalog.store import Store
from ovh_explorer.client.response import Response
from ovh_explorer.form import Form
from ovh_explorer.form.draft import draft_of, restore
from ovh_explorer.form.present import PresentObject
from ovh_explorer.sandbox.documents import EMBEDDED
from ovh_explorer.workspace.calls.used_values import (
    UsedValues,
    carry_path_values,
    carry_sent_name,
    forget_body_of_another,
    forget_filled,
    make_of_place,
    says_missing,
    sent_names,
)
from tests.conftest import fill

RECORDS = "/domain/zone/{zoneName}/record"


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    with Store(tmp_path_factory.mktemp("store") / "catalog.db") as store:
        fill(store, EMBEDDED)
        yield store


def record(zone: str, number: str, **more) -> Call:
    values = {"zoneName": zone, "id": number}
    return Call.make("v1", "GET", f"{RECORDS}/{{id}}", path_values=values, **more)


def test_the_last_used_comes_first_each_once():
    used = UsedValues()
    for zone in ("a.example", "b.example", "a.example"):
        used.note(Call.make("v1", "GET", RECORDS, path_values={"zoneName": zone}))
    assert used.of("v1", "/domain/zone", {}) == ["a.example", "b.example"]
    assert used.of("v2", "/domain/zone", {}) == []
    assert used.of("v1", "/domain", {}) == []


def test_what_is_in_another_thing_is_not_offered():
    used = UsedValues()
    used.note(record("a.example", "1"))
    used.note(record("b.example", "2"))
    assert used.of("v1", RECORDS, {"zoneName": "a.example"}) == ["1"]
    assert used.of("v1", RECORDS, {"zoneName": "c.example"}) == []
    assert used.of("v1", RECORDS, {}) == ["2", "1"]


def test_a_secret_value_is_not_kept_and_old_ones_go():
    used = UsedValues()
    used.note(record("a.example", "1", sensitive=[("path", "id")]))
    assert used.of("v1", RECORDS, {}) == []
    for number in range(30):
        used.note(record("a.example", str(number)))
    assert used.of("v1", RECORDS, {}) == [str(number) for number in range(29, 9, -1)]


def form(store: Store, method: str, path: str, **values: str) -> Form:
    operation = store.operation("v1", method, path)
    form = Form(operation, store.models("v1", operation.product))
    for name, value in values.items():
        form.field("path", name).type_text(value)
    return form


@pytest.mark.parametrize(
    ("left", "opened", "expected"),
    [
        # Beside it, below it, above it.
        ((RECORDS, {"zoneName": "a.example"}), ("/domain/zone/{zoneName}/refresh", {}), "a.example"),
        ((RECORDS, {"zoneName": "a.example"}), (f"{RECORDS}/{{id}}", {}), "a.example"),
        ((f"{RECORDS}/{{id}}", {"zoneName": "a.example", "id": "1"}), (RECORDS, {}), "a.example"),
        # What is filled in stays.
        ((RECORDS, {"zoneName": "a.example"}), (RECORDS, {"zoneName": "b.example"}), "b.example"),
        # Nothing to follow.
        ((RECORDS, {}), ("/domain/zone/{zoneName}/refresh", {}), ""),
    ],
)  # fmt: skip
def test_values_follow_to_what_is_beside_and_below(store, left, opened, expected):
    method = "POST" if opened[0].endswith("refresh") else "GET"
    there = form(store, method, opened[0], **opened[1])
    carry_path_values(form(store, "GET", left[0], **left[1]), there)
    assert there.field("path", "zoneName").text == expected


def test_what_is_in_another_thing_does_not_follow(store):
    left = form(store, "GET", f"{RECORDS}/{{id}}", zoneName="a.example", id="1")
    opened = form(store, "DELETE", f"{RECORDS}/{{id}}", zoneName="b.example")
    carry_path_values(left, opened)
    assert opened.field("path", "id").text == ""
    # A path that is another one has values of its own kind.
    other = form(store, "GET", "/vps/{serviceName}")
    carry_path_values(left, other)
    assert not other.field("path", "serviceName").is_given


_TEXTS = st.text("ab19-", max_size=4)


@given(
    typed=st.fixed_dictionaries({"zoneName": _TEXTS, "id": _TEXTS}),
    place=st.fixed_dictionaries(
        {}, optional={"zoneName": _TEXTS.filter(bool), "id": _TEXTS.filter(bool)}
    ),
    method=st.sampled_from(["GET", "PUT", "DELETE"]),
)
def test_a_form_of_a_place_says_that_place_and_nothing_of_another(store, typed, place, method):
    made = form(store, method, f"{RECORDS}/{{id}}", **typed)
    if made.body is not None:
        made.take_body({"ttl": 7200})
    is_same = all(not text or place.get(name) == text for name, text in typed.items())
    make_of_place(made, place)
    for name, text in typed.items():
        left = text if method == "GET" else ""
        assert made.field("path", name).text == place.get(name, left)
    if method == "PUT":
        assert ("7200" in made.body_text) is is_same


ACCESS = "/dedicated/server/{serviceName}/features/backupFTP/access"


def added(store: Store, block: str) -> tuple[Form, Call]:
    """A form that adds an access, and its call."""
    left = form(store, "POST", ACCESS, serviceName="ns1.example.net")
    left.fill_example()
    left.field("body", "ipBlock").type_text(block)
    return left, left.call()


def test_what_a_post_named_is_offered_first_and_filled_in_where_that_is_deleted(store):
    left, call = added(store, "203.0.113.9/32")
    opened = form(store, "DELETE", f"{ACCESS}/{{ipBlock}}", serviceName="ns1.example.net")
    used = UsedValues()
    carry_sent_name(left, opened, lambda *_: used.of("v1", ACCESS, {}))
    assert not opened.field("path", "ipBlock").is_given, "it wasn't sent"
    used.note(call, sent_names(store, call))
    assert used.of("v1", ACCESS, {"serviceName": "ns1.example.net"}) == ["203.0.113.9/32"]
    assert used.of("v1", ACCESS, {"serviceName": "ns2.example.net"}) == []
    carry_sent_name(left, opened, lambda *_: used.of("v1", ACCESS, {}))
    assert opened.field("path", "ipBlock").text == "203.0.113.9/32"


def test_what_the_program_filled_in_is_filled_in_anew_for_the_next_object(store):
    opened = form(store, "DELETE", f"{RECORDS}/{{id}}")
    carry_path_values(form(store, "GET", f"{RECORDS}/{{id}}", zoneName="a.example", id="1"), opened)
    forget_filled(opened)
    carry_path_values(form(store, "GET", RECORDS, zoneName="b.example"), opened)
    assert [item.text for item in opened.placed("path")] == ["b.example", ""]
    opened.field("path", "id").type_text("7")
    forget_filled(opened)
    assert [item.text for item in opened.placed("path")] == ["", "7"]


def test_a_form_that_is_restored_within_a_run_knows_what_the_program_filled_in(store):
    opened = form(store, "GET", RECORDS)
    carry_path_values(form(store, "GET", RECORDS, zoneName="a.example"), opened)
    again = form(store, "GET", RECORDS)
    restore(again, draft_of(opened, secrets=True))
    assert again.field("path", "zoneName").is_carried
    assert draft_of(opened, secrets=False) == {"path": {"zoneName": "a.example"}}


def test_a_body_of_another_object_is_forgotten_where_nobody_changed_it(store):
    opened = form(store, "PUT", f"{RECORDS}/{{id}}", zoneName="a.example", id="1")
    opened.take_body({"ttl": 60})
    opened.present = PresentObject(
        (("zoneName", "a.example"), ("id", "1")), {"ttl": 60}, {"ttl": 60}, {"ttl": 60}
    )
    forget_body_of_another(opened)
    assert "60" in opened.body_text
    opened.field("path", "id").type_text("2")
    forget_body_of_another(opened)
    assert "60" not in opened.body_text


def deletion(path: str, **values: str) -> Call:
    return Call.make("v1", "DELETE", path, path_values=values)


def is_missing(used: UsedValues, zone: str, number: str) -> bool:
    given = {"zoneName": zone, "id": number}
    return used.is_missing("v1", f"{RECORDS}/{{id}}", "id", given)


def test_what_was_deleted_is_neither_passed_on_nor_offered_until_it_is_read_again(store):
    used = UsedValues()
    used.note(record("a.example", "1"))
    used.note(record("b.example", "1"))
    used.note(deletion(f"{RECORDS}/{{id}}", zoneName="a.example", id="1"))
    assert used.of("v1", RECORDS, {"zoneName": "a.example"}) == []
    assert used.of("v1", RECORDS, {"zoneName": "b.example"}) == ["1"], "another one"
    assert (is_missing(used, "a.example", "1"), is_missing(used, "b.example", "1")) == (True, False)
    assert used.missing("v1", RECORDS, {"zoneName": "a.example"}) == {"1"}
    left = form(store, "DELETE", f"{RECORDS}/{{id}}", zoneName="a.example", id="1")
    opened = form(store, "GET", f"{RECORDS}/{{id}}")
    carry_path_values(left, opened, lambda _form, field: field.name == "id")
    assert [item.text for item in opened.placed("path")] == ["a.example", ""]
    used.note(record("a.example", "1"))
    assert not is_missing(used, "a.example", "1")
    assert used.of("v1", RECORDS, {"zoneName": "a.example"}) == ["1"]


def test_a_task_that_deletes_is_followed_below_what_is_gone_already():
    used = UsedValues()
    used.note(record("a.example", "1"))
    used.note(deletion("/domain/zone/{zoneName}", zoneName="a.example"))
    task = {"zoneName": "a.example", "id": "5"}
    used.note(Call.make("v1", "GET", "/domain/zone/{zoneName}/task/{id}", path_values=task))
    assert used.is_missing("v1", RECORDS, "zoneName", {"zoneName": "a.example"})
    assert used.of("v1", "/domain/zone", {}) == []
    assert used.of("v1", RECORDS, {}) == [], "with it goes what is in it"
    # Something is done with it: it is there.
    values = {"zoneName": "a.example"}
    used.note(Call.make("v1", "POST", "/domain/zone/{zoneName}/refresh", path_values=values))
    assert used.of("v1", "/domain/zone", {}) == ["a.example"]


def test_the_deletion_of_what_an_object_has_is_not_that_of_the_object():
    used = UsedValues()
    used.note(deletion("/domain/zone/{zoneName}/dnssec", zoneName="a.example"))
    used.note(deletion(f"{RECORDS}/{{id}}", zoneName="b.example", id="1"))
    assert used.of("v1", "/domain/zone", {}) == ["b.example", "a.example"]
    assert not used.is_missing("v1", RECORDS, "zoneName", {"zoneName": "a.example"})


def test_what_is_created_again_by_its_name_is_known_again():
    used = UsedValues()
    values = {"serviceName": "ns1.example.net"}
    used.note(deletion(f"{ACCESS}/{{ipBlock}}", ipBlock="192.0.2.0/24", **values))
    used.note(Call.make("v1", "POST", ACCESS, path_values=values), ["192.0.2.0/24"])
    assert used.of("v1", ACCESS, values) == ["192.0.2.0/24"]
    assert used.missing("v1", ACCESS, values) == set()


def test_a_404_after_a_deletion_leaves_it_deleted():
    used, values = UsedValues(), {"zoneName": "a.example"}
    task = Call.make("v1", "GET", "/domain/zone/{zoneName}/task", path_values=values)
    used.note(deletion("/domain/zone/{zoneName}", **values))
    used.note_missing(Call.make("v1", "GET", "/domain/zone/{zoneName}", path_values=values))
    used.note(task)
    assert used.is_missing("v1", RECORDS, "zoneName", values)


def test_one_that_was_seen_is_there_though_what_is_in_it_was_not_found():
    used, values = UsedValues(), {"zoneName": "a.example"}
    zone, records = "/domain/zone/{zoneName}", "/domain/zone/{zoneName}/record"
    used.note(Call.make("v1", "GET", zone, path_values=values))
    used.note_missing(Call.make("v1", "GET", records, path_values=values))
    assert used.of("v1", "/domain/zone", {}) == ["a.example"]
    used.note_missing(Call.make("v1", "GET", zone, path_values=values))
    assert used.of("v1", "/domain/zone", {}) == []
    assert used.is_missing("v1", records, "zoneName", values)


@pytest.mark.parametrize(
    ("words", "status", "message", "says"),
    [
        ("GET /domain/zone/{zoneName}", 404, "This service does not exist", True),
        ("GET /domain/zone/{zoneName}/record", 404, "This service does not exist", True),
        ("POST /domain/zone/{zoneName}/record", 404, "There is no such type", False),
        ("GET /domain/zone/{zoneName}", 404, "Got an invalid (or empty) URL", False),
        ("PUT /domain/zone/{zoneName}/record/{id}", 404, "(target = x) does not exist", False),
        ("DELETE /domain/zone/{zoneName}/record/{id}", 404, "does not exist", True),
        ("GET /domain/zone/{zoneName}", 403, "This service does not exist", False),
        ("GET /domain/zone/{zoneName}", 200, "This service does not exist", False),
    ],
)
def test_which_responses_say_that_an_object_does_not_exist(store, words, status, message, says):
    method, path = words.split()
    content = json.dumps({"message": message}).encode()
    response = Response(status, "", (), content, 0.1, method, "http://127.0.0.1")
    assert says_missing(store.operation("v1", method, path), response) == says
