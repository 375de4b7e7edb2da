"""The search for operations finds recipes by the words of their titles."""

import pytest

from ovh_explorer.tui.main.found_recipes import FoundRecipes
from tests.tui.screen import Screen


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("move an ip to another server", ["move-additional-ip"]),
        ("backup storage access", ["backup-storage-access"]),
        ("reinstall server", ["reinstall-server"]),
        ("add txt rec", ["dns-txt-record"]),
        # One word: what a title says first, then its things; in the plural too, and no verbs.
        ("sms", ["sms-campaign"]),
        ("billing", ["bills-of-a-month"]),
        ("my bills", ["bills-of-a-month"]),
        ("kubernetes", ["kubernetes-node-pool"]),
        ("orders", ["order-domain"]),
        ("server", ["reinstall-server", "domain-name-servers"]),
        ("bill", ["bills-of-a-month"]),
        ("kuber", []),
        ("delete", []),
        ("use", []),
        # Words of what its requests send count beside those of its title, and alone say nothing.
        ("move failover ip", ["move-additional-ip"]),
        ("move failover ip to another server", ["move-additional-ip"]),
        ("failover", []),
        ("server task", []),
        ("failover servers", []),
        # These are of an operation.
        ("list dns records", []),
        ("order payment status", []),
        ("/domain/zone", []),
        ("", []),
    ],
)
def test_recipes_are_found_by_most_of_the_words(typed, found):
    known = FoundRecipes()
    known.read()
    names = [command.action for command in known.find(typed)]
    assert names == [f"show_recipes({name!r})" for name in found]


@pytest.mark.parametrize("typed", ["facturation", "factures", "facture", "bills"])
def test_one_word_finds_a_recipe_in_both_languages(typed, in_french):
    known = FoundRecipes()
    known.read()
    assert [command.action for command in known.find(typed)] == ["show_recipes('bills-of-a-month')"]


async def test_a_recipe_stands_above_the_operations_and_begins(app, fresh):
    async with app(url=fresh).run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready()
        await screen.press("ctrl+f")
        await screen.type("add txt record")
        await screen.sees("→      DNS: add a TXT record, publish it, change it and take it away")
        await screen.press("up", "enter")
        await screen.sees("Begin")
        await screen.press("enter")
        await screen.sees("(zone) · 1/")
