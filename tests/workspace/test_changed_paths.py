"""Which responses a call makes out of date, by their paths."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ovh_explorer.workspace.calls.changed_paths import is_changed_by, lists_objects, segments

RECORD = "/domain/zone/{zoneName}/record/{id}"
RECORDS = "/domain/zone/{zoneName}/record"
VALUES = {"zoneName": "a.example", "id": "5", "serviceName": "vps-1"}


def changes(method: str, path: str, read: str, *, has_objects: bool = False, **others: str) -> bool:
    """Whether a call changes what a GET returned, whose path has `others` in place of values."""
    return is_changed_by(
        method,
        path,
        segments(path, VALUES),
        segments(read, {**VALUES, **others}),
        has_objects=has_objects,
    )


@pytest.mark.parametrize(
    ("method", "path", "read"),
    [
        ("PUT", RECORD, RECORD),
        ("PUT", RECORD, RECORDS),
        ("POST", RECORDS, RECORDS),
        ("DELETE", RECORD, RECORDS),
        ("DELETE", RECORD, f"{RECORD}/history"),
        ("POST", "/vps/{serviceName}/reboot", "/vps/{serviceName}"),
        ("PUT", "/me", "/me"),
    ],
)
def test_what_a_call_may_have_changed(method, path, read):
    assert changes(method, path, read)
    assert not changes("GET", path, read)


@pytest.mark.parametrize(
    ("method", "path", "read"),
    [
        ("PUT", RECORD, "/domain/zone"),
        ("POST", RECORDS, "/domain/zone"),
        ("PUT", RECORD, f"{RECORD}/history"),
        ("POST", RECORDS, RECORD),
        ("PUT", "/vps/{serviceName}/serviceInfos", "/vps/{serviceName}"),
        ("PUT", "/me", "/vps"),
    ],
)
def test_what_it_leaves_alone(method, path, read):
    assert not changes(method, path, read)


def test_an_object_of_another_name_is_left_alone():
    assert not changes("PUT", RECORD, RECORD, id="6")
    assert not changes("DELETE", RECORD, RECORDS, zoneName="b.example")


def test_a_list_of_objects_shows_what_is_done_with_one_of_them():
    reboot, servers = "/cloud/{serviceName}/instance/{id}/reboot", "/cloud/{serviceName}/instance"
    assert changes("POST", reboot, servers, has_objects=True)
    assert not changes("POST", reboot, servers), "ids stay what they are"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b'[{"id": 1}]', True),
        (b'[\n  {\n "id": 1}]', True),
        (b"[1, 2]", False),
        (b"[]", False),
        (b'{"a": [{}]}', False),
        (b"", False),
    ],
)
def test_a_list_of_objects_is_known_by_its_beginning(content, expected):
    assert lists_objects(content) is expected


PARTS = st.lists(st.sampled_from(["me", "vps", "{id}", "{name}"]), min_size=1, max_size=5)
METHODS = st.sampled_from(["GET", "PUT", "POST", "DELETE"])
TEXTS = st.sampled_from(["a", "b"])


@given(METHODS, PARTS, PARTS, TEXTS, TEXTS)
def test_only_what_is_on_one_path_is_ever_changed(method, changed, read, mine, other):
    path, of_read = "/" + "/".join(changed), "/" + "/".join(read)
    one = segments(path, {"id": mine, "name": "n"})
    two = segments(of_read, {"id": other, "name": "n"})
    shorter = min(len(one), len(two))
    if is_changed_by(method, path, one, two, has_objects=True):
        assert one[:shorter] == two[:shorter]
        assert method != "GET"
