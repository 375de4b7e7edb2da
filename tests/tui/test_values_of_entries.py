"""What an entry of a list can be: not what another one is."""

import pytest

from ovh_explorer.form import Form, texts_of_others
from tests.tui.screen import Screen

POLICY = "POST /v2/iam/policy"


def policy(store) -> Form:
    operation = store.operation("v2", "POST", "/iam/policy")
    return Form(operation, store.models("v2", operation.product))


@pytest.mark.parametrize("size", [(160, 48), (80, 24)])
async def test_an_identity_that_was_chosen_is_not_offered_again(app, size):
    async with app(POLICY).run_test(size=size, notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        identities = screen.main.form.field("body", "identities")
        identities.add_part("urn:v1:eu:identity:user:xx1111-ovh/ada")
        identities.open = True
        await go_to(screen, "+ add")
        await screen.press("enter", "down")
        await screen.sees("xx1111-ovh/grace")
        await screen.until(
            lambda: screen.text.count("xx1111-ovh/ada") == 1, "that of the entry itself"
        )


async def test_where_the_other_entries_have_all_values_that_is_said(app):
    async with app(POLICY).run_test(size=(80, 24), notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        form = screen.main.form
        identities = form.field("body", "identities")
        found = await screen.main.workspace.value_lookup.values(form, identities.add_part())
        identities.parts.clear()
        for value in found.values:
            identities.add_part(value.text)
        identities.open = True
        await go_to(screen, "+ add")
        await screen.press("enter", "down")
        await screen.sees("Every value is in the list already.")


async def go_to(screen: Screen, words: str) -> None:
    """Put the cursor on a row by arrows, outside any field."""
    screen.main.bench.refresh_form()
    await screen.press("escape", "home")
    for _ in range(60):
        if words in screen.row:
            return
        await screen.press("down")
    raise AssertionError(f"no row {words}:\n{screen.text}")


def test_the_one_part_of_an_entry_is_there_once(real_store):
    allow = policy(real_store).field("body", "permissions").part("allow")
    one, other = (allow.add_part().part("action") for _ in range(2))
    one.type_text("vps:apiovh:get")
    assert texts_of_others(other) == {"vps:apiovh:get"}
    assert texts_of_others(one) == frozenset()


def test_an_entry_of_several_parts_may_say_the_same(real_store):
    form = policy(real_store)
    conditions = form.field("body", "conditions")
    entries = [conditions.part("conditions").add_part() for _ in range(2)]
    operators = [entry.part("operator") for entry in entries]
    operators[0].type_text("AND")
    assert texts_of_others(operators[1]) == frozenset()
    assert texts_of_others(form.field("body", "name")) == frozenset()
