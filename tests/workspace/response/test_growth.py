"""Filters that could take all the memory of the machine, wherever they come from."""

import jmespath
import pytest

from ovh_explorer.workspace.response.filter import FilterError, check_filter, filtered, is_met
from ovh_explorer.workspace.response.growth import copies_of

TWICE = "[@,@]"
DOUBLED = TWICE + f" | {TWICE}" * 30
COLUMNS = ", ".join(f"c{number}: to_string(c{number})" for number in range(60))


@pytest.mark.parametrize(
    "expression",
    [
        DOUBLED,
        f"length({DOUBLED})",
        f"a || ({DOUBLED})",
        f"!({DOUBLED})",
        f"({DOUBLED}) == `1`",
        f"[?{DOUBLED}]",
        f"sort_by(@, &to_string({DOUBLED}))",
        " | ".join(["map(&[@,@], [@,@])"] * 6),
        " | ".join(["{a: @, b: @}"] * 12),
        "to_string(" * 5 + "@" + ")" * 5,
    ],
)
def test_what_grows_again_and_again_is_refused_before_it_is_done(expression):
    for refuses in (
        lambda: check_filter(expression),
        lambda: filtered(b'{"a": 1}', expression),
        lambda: is_met(b'{"a": 1}', expression),
    ):
        with pytest.raises(FilterError, match="too often"):
            refuses()


@pytest.mark.parametrize("glue", ["a", "to_string(@)", "[0]", "join(a, b)"])
def test_a_text_of_the_response_joins_no_parts(glue):
    with pytest.raises(FilterError, match="between the parts of join"):
        check_filter(f"join({glue}, names)")
    check_filter("join(', ', names)")


@pytest.mark.parametrize(
    "expression",
    [
        f"[].{{{COLUMNS}}}",
        "{x: {a: a, b: b, c: c}, y: [a, b, c, d, e, f, g, h], z: items[].{i: i, j: j}}",
        f"{TWICE} | {TWICE} | {TWICE}",
        "@ && ![?state!='done']",
    ],
)
def test_what_people_write_is_not(expression):
    check_filter(expression)


def test_copies_are_no_fewer_than_there_are():
    for expression in (TWICE, f"{TWICE} | {TWICE}", "{a: @, b: [@, @]}", "map(&[@,@], [@,@])"):
        content = b'"0123456789"'
        whole = filtered(content, expression).count(b"0123456789")
        assert copies_of(jmespath.compile(expression).parsed, 1000) >= whole
