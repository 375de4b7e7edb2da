"""The tree of a product's paths: every operation once, whatever the paths look like."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ovh_explorer.catalog.rows import OperationRow
from ovh_explorer.tui.drawing.path_tree import level


def row(path: str, number: int = 0) -> OperationRow:
    return OperationRow(number, "v1", "GET", path, "", "PRODUCTION", True)


def outline(product: str, rows: list[OperationRow], depth: int = 0) -> list[object]:
    """The whole tree: paths of operations, and pairs of a label and what is below it."""
    found = level(product, rows, depth)
    below = [
        (branch.label, outline(product, list(branch.rows), branch.depth))
        for branch in found.branches
    ]
    return [*(leaf.path for leaf in found.leaves), *below]


def test_a_product_s_paths():
    rows = [
        row("/me"),
        row("/me/bill"),
        row("/me/bill/{billId}"),
        row("/me/api/credential"),
        row("/me/api/logs"),
    ]
    assert outline("/me", rows) == [
        "/me",
        ("bill", ["/me/bill", ("{billId}", ["/me/bill/{billId}"])]),
        ("api", [("credential", ["/me/api/credential"]), ("logs", ["/me/api/logs"])]),
    ]


def test_a_branch_that_holds_one_other_is_shown_with_it():
    assert outline("/vps", [row("/vps/{name}/ips/{ip}"), row("/vps/{name}/ips/{ip}/x")]) == [
        ("{name}/ips/{ip}", ["/vps/{name}/ips/{ip}", ("x", ["/vps/{name}/ips/{ip}/x"])])
    ]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/y/q", [("y/q", ["/y/q"])]),
        ("/zz/a", [("zz/a", ["/zz/a"])]),
        ("/z//a/b", [("/a/b", ["/z//a/b"])]),
        ("/z/", [("", ["/z/"])]),
        ("", [("", [""])]),
        ("//", [("/", ["//"])]),
    ],
)
def test_a_path_that_is_not_below_its_product_has_its_place(path, expected):
    assert outline("/z", [row(path)]) == expected


_PATHS = st.lists(st.sampled_from(["", "z", "zz", "a", "{id}", "é"]), max_size=6).map("/".join)


@given(
    st.sampled_from(["/z", "", "/", "/z/a", "z"]),
    st.lists(_PATHS | st.text(alphabet="/za", max_size=9)),
)
def test_every_operation_has_one_place(product, paths):
    rows = [row(path, number) for number, path in enumerate(paths)]

    def leaves(rows: list[OperationRow], depth: int, above: int) -> list[int]:
        found = level(product, rows, depth)
        numbers = [leaf.id for leaf in found.leaves]
        for branch in found.branches:
            assert branch.depth > depth, "each level is deeper"
            numbers += leaves(list(branch.rows), branch.depth, above + 1)
        return numbers

    assert sorted(leaves(rows, 0, 0)) == list(range(len(rows)))
