"""The call: what is refused, how it is spelled, what it hides."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ovh_explorer.call import MASK, Call, CallError, canonical_json, encode


def record(**more) -> Call:
    given = {"path_values": {"zoneName": "example.com"}, **more}
    return Call.make("v1", "POST", "/domain/zone/{zoneName}/record", **given)


def test_values_are_percent_encoded_by_the_rule_all_wrappers_keep():
    call = Call.make(
        "v1", "GET", "/ip/{ip}/x", path_values={"ip": "192.0.2.0/28"}, query=[("a b", "é+~'")]
    )
    assert call.target == "/ip/192.0.2.0%2F28/x?a%20b=%C3%A9%2B~%27"


def test_a_body_is_what_python_ovh_writes():
    assert canonical_json({"a": "é😀/", "n": [1, 2.5, None, True, {}]}) == (
        b'{"a":"\\u00e9\\ud83d\\ude00/","n":[1,2.5,null,true,{}]}'
    )


@pytest.mark.parametrize("value", [float("nan"), float("inf"), {"x": object()}])
def test_what_json_cannot_say_is_refused(value):
    with pytest.raises(CallError):
        canonical_json(value)


@pytest.mark.parametrize("value", [".", "..", "", None])
def test_a_path_value_that_would_reach_another_operation_is_refused(value):
    with pytest.raises(CallError) as refusal:
        record(path_values={"zoneName": value} if value is not None else {})
    assert refusal.value.where == ("path", "zoneName")


@pytest.mark.parametrize(
    "path", ["domain", "/a/../b", "/a/./b", "/a?b", "/a#b", "/a b", "/a/%2e%2e/b", "/a/%2f"]
)
def test_a_path_that_is_not_spelled_as_it_is_signed_is_refused(path):
    with pytest.raises(CallError):
        Call.make("v1", "GET", path)


def test_a_value_for_no_placeholder_is_refused():
    with pytest.raises(CallError, match="zone"):
        record(path_values={"zoneName": "example.com", "zone": "x"})


@pytest.mark.parametrize("value", ["a\r\nX-Evil: 1", "a\nb", "é", " a", "a\0"])
def test_a_header_value_cannot_add_a_header(value):
    with pytest.raises(CallError):
        Call.make("v2", "GET", "/iam/policy", headers=[("X-Pagination-Cursor", value)])


def test_half_a_character_is_refused_in_words():
    with pytest.raises(CallError, match="lone surrogate"):
        record(path_values={"zoneName": "\ud800"})


@pytest.mark.parametrize(("branch", "method"), [("v3", "GET"), ("v1", "HEAD"), ("", "GET")])
def test_only_known_branches_and_methods(branch, method):
    with pytest.raises(CallError):
        Call.make(branch, method, "/me")


@pytest.mark.parametrize("path", ["/x/\udcff", "/\ud800/{zoneName}", "/x/{\ud800}"])
def test_half_a_character_is_refused_wherever_it_is(path):
    """A terminal that isn't UTF-8 gives such arguments."""
    with pytest.raises(CallError, match="lone surrogate"):
        Call.make("v1", "GET", path, path_values={"zoneName": "a"})
    with pytest.raises(CallError, match="lone surrogate"):
        Call.make("v1", "GET", "/x", query=[(path, "a")])


def test_secrets_are_masked_to_be_shown_and_left_out_to_be_kept():
    call = Call.make(
        "v1",
        "POST",
        "/x/{key}",
        path_values={"key": "hidden1"},
        query=[("voucher", "hidden2"), ("open", "yes")],
        body=canonical_json({"user": {"password": "hidden3", "name": "ada"}, "keys": ["hidden4"]}),
        sensitive=[
            ("path", "key"),
            ("query", "voucher"),
            ("body", "/user/password"),
            ("body", "/keys/0"),
        ],
    )
    shown, kept = call.masked(), call.redacted()
    for version in (shown, kept):
        assert "hidden" not in repr(version)
        assert dict(version.query)["open"] == "yes"
        assert version.json["user"]["name"] == "ada"
    assert shown.json["user"]["password"] == MASK
    assert kept.json["user"]["password"] == ""
    assert "hidden3" in call.body.decode(), "the call itself is unchanged"


@given(
    st.text().filter(
        lambda text: (
            text not in ("", ".", "..") and not any("\ud800" <= c <= "\udfff" for c in text)
        )
    )
)
def test_any_value_stays_one_segment(value):
    call = record(path_values={"zoneName": value})
    assert call.concrete_path.count("/") == call.path.count("/")
    assert all(char.isascii() and (char.isalnum() or char in "-_.~%") for char in encode(value))


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda x: st.lists(x) | st.dictionaries(st.text(), x),
    )
)
def test_a_body_says_the_value_again(value):
    assert json.loads(canonical_json(value)) == value
