"""Which lines of a response changed since the one before."""

import json
import time

from hypothesis import given
from hypothesis import strategies as st

from ovh_explorer.workspace.response.line_changes import LineChanges, match_lines
from ovh_explorer.workspace.response.service import ResponseService

RECORDS = [{"id": 10 + n, "name": f"host-{n}", "target": "192.0.2.1"} for n in range(4)]


def indented(value) -> bytes:
    return json.dumps(value, indent=2).encode()


def signs(before, after) -> list[str]:
    """The lines that are marked, with their sign before them."""
    texts = indented(before), indented(after)
    changes = LineChanges(match_lines(*texts))
    lines = texts[1].decode().split("\n")
    return [
        f"{changes.sign(at)} {line.strip()}" for at, line in enumerate(lines) if changes.sign(at)
    ]


def test_a_value_that_changed_is_marked():
    after = [dict(item) for item in RECORDS]
    after[2]["target"] = "192.0.2.9"
    assert signs(RECORDS, after) == ['~ "target": "192.0.2.9"']


def test_an_item_that_came_is_marked_and_nothing_else_though_a_comma_came_too():
    new = {"id": 99, "name": "new", "target": "192.0.2.5"}
    added = signs(RECORDS, [*RECORDS, new])
    assert added == ["+ {", '+ "id": 99,', '+ "name": "new",', '+ "target": "192.0.2.5"', "+ }"]
    assert signs(RECORDS, [RECORDS[0], new, *RECORDS[1:]])[0] == "+ {"


def test_an_item_that_went_leaves_a_sign_where_it_was():
    assert signs(RECORDS, [RECORDS[0], *RECORDS[2:]]) == ["- {"]
    assert LineChanges(match_lines(indented(RECORDS), indented(RECORDS[1:]))).count == 1


def test_nothing_changed():
    assert signs(RECORDS, RECORDS) == []
    assert match_lines(indented(RECORDS), indented(RECORDS))[0] == 0


def test_the_changes_are_counted():
    after = [{**item, "target": "192.0.2.7"} for item in RECORDS]
    after.append({"id": 99, "name": "new", "target": "192.0.2.7"})
    assert LineChanges(match_lines(indented(RECORDS), indented(after))).count == 5


def test_each_value_that_came_or_went_is_one():
    assert match_lines(indented([1, 2]), indented([1, 2, 7, 8, 9]))[0] == 3
    assert match_lines(indented(RECORDS), indented(RECORDS[:1]))[0] == 3
    assert match_lines(indented({"a": 1}), indented({"a": 1, "b": {"c": [1, 2]}}))[0] == 1


def test_lines_are_found_again():
    after = [{"id": 1, "name": "first", "target": ""}, *RECORDS]
    old, new = indented(RECORDS).split(b"\n"), indented(after).split(b"\n")
    changes = LineChanges(match_lines(indented(RECORDS), indented(after)))
    for at, line in enumerate(old):
        if b"host" in line:
            assert changes.is_in_both(at)
            assert new[changes.new_line(at)].rstrip(b",") == line.rstrip(b",")


def test_an_item_as_a_whole_has_a_sign():
    after = [dict(item) for item in RECORDS]
    after[1]["name"] = "other"
    after.append({"id": 99, "name": "new", "target": "x"})
    text = indented(after)
    changes = LineChanges(match_lines(indented(RECORDS), text))
    starts = [at for at, line in enumerate(text.split(b"\n")) if line.startswith(b"  {")]
    marked = [changes.sign_within(start, start + 5) for start in starts]
    assert marked == ["", "~", "", "", "+"]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(0, 3) | st.sampled_from(["a", "b"]),
    lambda inner: st.lists(inner, max_size=6) | st.dictionaries(st.sampled_from("xyz"), inner),
    max_leaves=30,
)


@given(VALUES, VALUES)
def test_what_is_said_to_be_in_both_is_and_the_rest_is_marked(before, after):
    old, new = (
        [line.removesuffix(b",") for line in indented(value).split(b"\n")]
        for value in (before, after)
    )
    numbers = match_lines(indented(before), indented(after))
    changes = LineChanges(numbers)
    kept = set()
    for a, b, size in zip(numbers[1::3], numbers[2::3], numbers[3::3], strict=True):
        assert old[a : a + size] == new[b : b + size]
        kept.update(range(b, b + size))
    for at in range(len(new)):
        assert (changes.sign(at) in "~+" and changes.sign(at) != "") == (at not in kept)
    for at in range(len(old)):
        there = changes.new_line(at)
        assert 0 <= there < len(new) + 1
        if changes.is_in_both(at):
            assert new[there] == old[at]
    assert (changes.count == 0) == (old == new)


def test_megabytes_with_a_change_in_every_item_are_compared_in_time():
    items = [{"id": n, "name": f"host-{n}", "count": n % 7, "free": True} for n in range(50_000)]
    after = [{**item, "count": n % 7 + 1} for n, item in enumerate(items)]
    began = time.process_time()
    numbers = match_lines(indented(items), indented(after))
    assert numbers[0] == 50_000
    assert time.process_time() - began < 10


async def test_large_responses_are_compared_and_checked_by_the_worker():
    items = [{"id": n, "state": "done" if n else "todo"} for n in range(10_000)]
    after = [{**item, "state": "done"} for item in items]
    reader = ResponseService()
    try:
        one = await reader.format(json.dumps(items).encode(), "application/json")
        other = await reader.format(json.dumps(after).encode(), "application/json")
        small = await reader.format(b"[]", "application/json")
        assert reader.client is not None
        changes = await reader.line_changes(one, other)
        assert changes.count == 1
        assert [line for line in range(8) if changes.sign(line)] == [3]
        assert (await reader.line_changes(small, other)).count > 0
        wish = "![?state!='done']"
        assert not await reader.is_met(json.dumps(items).encode(), wish)
        assert await reader.is_met(json.dumps(after).encode(), wish)
    finally:
        await reader.close()
