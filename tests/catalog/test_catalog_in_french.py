"""What the catalog says in French: of values, and of how much of it is here."""

import pytest

from ovh_explorer.catalog.rows import Counts
from ovh_explorer.catalog.scalars import SCALARS, check_enum, check_scalar, parse_scalar


@pytest.mark.parametrize("name", SCALARS)
def test_a_wrong_value_is_a_whole_french_sentence(name, in_french):
    words = check_scalar(name, {})
    assert words.startswith(("{}\u202f: ", "{} n’est ni true ni false"))
    assert " attendu" in words or " ni " in words
    assert " is " not in words
    assert " for example " not in words


def test_what_a_value_may_be_is_named(in_french):
    assert check_enum(("A", "AAAA"), "AAA") == (
        "«\u202fAAA\u202f» n’est pas l’une des valeurs possibles\u202f; vouliez-vous dire AAAA, A"
    )
    assert check_enum(("", "x"), "9") == (
        "«\u202f9\u202f» n’est pas l’une des valeurs possibles\u202f: (vide), x"
    )
    assert check_enum((1, 2), "1") == "«\u202f1\u202f» doit être envoyé comme nombre"
    assert parse_scalar("boolean", "true") is True


def counts(products, fetched):
    return Counts(products, fetched, 0, 0)


@pytest.mark.parametrize(
    ("branches", "words"),
    [
        ({}, "aucun produit de v1 ni de v2"),
        ({"v1": counts(84, 3)}, "3 sur 84 produits, aucun produit de v2"),
        ({"v1": counts(84, 1), "v2": counts(0, 0)}, "1 sur 84 produits"),
        ({"v1": counts(1, 1)}, "1 produit, aucun produit de v2"),
        ({"v1": counts(2, 2), "v2": counts(1, 1)}, ""),
    ],
)
def test_what_is_lacking_is_said_by_branch(branches, words, in_french):
    assert Counts(0, 0, 0, 0, branches).lack() == words
