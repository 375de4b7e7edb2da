"""``--filter``: what it leaves, or nothing on standard output and why."""

import json

import pytest

from ovh_explorer.workspace.response.filter import FilterError, check_filter, filtered
from tests.faults import fault, faults

RECORD = '{"fieldType":"A","subDomain":"filter","target":"192.0.2.1"}'

IMPOSSIBLE = {
    "a filter that is no JMESPath": ("The JMESPath expression is not complete. Nothing was sent.", "[?"),
    "an empty filter": ("cannot be empty. Nothing was sent.", ""),
    "a filter with an unknown function": (
        "JMESPath has no function lengt(). Did you mean length()? Nothing was sent.", "a[?lengt(b) > `1`]",
    ),
    "a filter with too many arguments": ("The function length() takes 1 argument, not 2. Nothing was sent.", "length(a, b)"),
    "a filter with too few arguments": (
        "The function not_null() takes at least 1 argument, not 0. Nothing was sent.", "not_null()",
    ),
    "a filter with an argument of no use": (
        "Argument 1 of length() has to be a list, an object or a text, not a number. Nothing was sent.", "length(`5`)",
    ),
    "a filter that sorts by a value": (
        "Argument 2 of sort_by() has to be an expression such as &name. Nothing was sent.", "sort_by(@, name)",
    ),
    "a filter that doubles the response again and again": (
        "The expression repeats its values too often. Write a simpler one. Nothing was sent.", "[@,@]" + " | [@,@]" * 30,
    ),
    "a filter that joins texts by a text of the response": (
        "Write the text between the parts of join() itself: join(', ', names). Nothing was sent.", "join(a, b)",
    ),
    "a filter that gives no value": ("it gives no value itself. Nothing was sent.", "[&a]"),
}  # fmt: skip


@faults("Requests", IMPOSSIBLE)
def test_a_filter_that_fits_nothing_is_refused_before_anything_is_sent(case, run, monkeypatch):
    monkeypatch.setattr(
        "ovh_explorer.workspace.workspace.Workspace.open", lambda *_: pytest.fail("it goes on")
    )
    code, out, words = run("try", "GET", "/me", "--filter", case)
    assert (code, out) == (2, "")
    return words


@fault(
    "The response",
    "a filter that doesn't fit it",
    "200 OK … Failed to filter the response: length() needs a text, a list or an object there; the response"
    " has null. The request was sent, and answered 200.",
)
def test_a_filter_that_does_not_fit_prints_nothing(run):
    code, out, words = run("try", "GET", "/me", "--filter", "length(nope)")
    assert (code, out) == (1, "")
    assert "xx1111-ovh" not in words, "a GET can be made again"
    return words


@fault(
    "The response",
    "a POST's answer that a filter doesn't fit",
    'Failed to filter the response: … The request was sent, and answered 200. The whole response: {… "subDomain":"filter"',
)
def test_what_a_change_answered_is_not_lost(run):
    code, out, words = run(
        "try",
        "POST",
        "/domain/zone/example.com/record",
        "-d",
        RECORD,
        "--yes",
        "--filter",
        "length(nope)",
    )
    assert (code, out) == (1, "")
    return words


@fault(
    "The response",
    "a filter for what is not JSON",
    "The response is not JSON",
)
def test_a_response_that_is_no_json(run):
    fault = ("-H", "X-Sandbox-Fault=invalid-json", "--raw")
    for method in ("GET", "POST"):
        code, out, words = run("try", method, "/no/such", *fault, "--yes", "--filter", "a")
        assert (code, out) == (1, "")
        assert ("cut here" in words) is (method == "POST")
    return words


@pytest.mark.parametrize(
    ("expression", "result"), [("nope", None), ("[?@ == 'x']", []), ("length(@)", 2)]
)
def test_nothing_is_a_result_too(expression, result, run):
    code, out, _ = run("try", "GET", "/domain/zone", "--filter", expression)
    assert (code, json.loads(out)) == (0, result)


def test_a_refusal_is_printed_whole(run):
    code, out, _ = run("try", "GET", "/domain/zone/nowhere.example", "--filter", "x")
    assert code == 1
    assert json.loads(out)["message"]


WRONG_TYPES = {
    "length(nope)": "length() needs a text, a list or an object there; the response has null.",
    "sort(nope)": "sort() needs a list of texts or a list of numbers there; the response has null.",
    "sort(mixed)": "sort() needs a list of texts or a list of numbers there; the response has a text among them.",
    "join(',', numbers)": "join() needs a list of texts there; the response has a number among them.",
    "keys(name)": "keys() needs an object there; the response has a text.",
    "sum(mixed)": "sum() needs a list of numbers there; the response has a text among them.",
    "sum([flag])": "sum() needs a list of numbers there; the response has true or false among them.",
    "sort_by(objects, &k)": "sort_by() needs a number there; the response has a text.",
    "max_by(objects, &k)": "Values of different types are compared there: all have to be numbers, or all texts.",
    "numbers[?length(@) > `0`]": "length() needs a text, a list or an object there; the response has a number.",
}


@pytest.mark.parametrize("expression", WRONG_TYPES)
def test_a_value_of_the_wrong_type_is_said_in_plain_words(expression):
    value = {
        "mixed": [1, "x"],
        "numbers": [1],
        "name": "x",
        "flag": True,
        "objects": [{"k": 1}, {"k": "a"}],
    }
    check_filter(expression)
    with pytest.raises(FilterError) as caught:
        filtered(json.dumps(value).encode(), expression)
    assert str(caught.value).endswith(WRONG_TYPES[expression])
    # A condition says it too, and a recipe: none of them is a filter.
    assert "filter" not in str(caught.value)
