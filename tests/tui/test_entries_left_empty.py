"""An entry that nothing was typed into goes when it is left, and what is clicked is what was under
the pointer then.
"""

import pytest

from tests.tui.screen import Screen
from tests.tui.test_form_fingers import go_to
from tests.tui.test_form_walks import POLICY

SIZES = [(160, 48), (80, 24)]
POOL = "POST /cloud/project/{serviceName}/kube/{kubeId}/nodepool"


async def name_place(screen: Screen, name: str) -> tuple[int, int]:
    """Where the row of a field is painted."""
    view = screen.main.bench.request.view
    rows = view.plan.rows
    at = next(
        index
        for index, row in enumerate(rows)
        if row.kind == "field" and row.field is not None and row.field.name == name
    )
    region = view.content_region
    return region.x + 3, region.y + view.plan.line_of(at) - view.top_line


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("has_one", [False, True])
async def test_a_click_below_an_empty_entry_is_on_the_row_that_was_there(app, size, has_one):
    async with app(POLICY).run_test(size=size, notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        form = screen.main.form
        identities = form.field("body", "identities")
        await go_to(screen, "identities")
        if has_one:
            await screen.type("urn:v1:one")
            await screen.press("enter", "enter")
        else:
            await screen.press("enter")
        await screen.until(lambda: len(identities.parts) == 1 + has_one, "an empty entry")
        await screen.click_at(*await name_place(screen, "name"))
        await screen.drawn()
        await screen.type("mine")
        assert form.field("body", "name").text == "mine"
        assert [part.text for part in identities.parts] == ["urn:v1:one"] * has_one


@pytest.mark.parametrize("key", ["escape", "click"])
async def test_an_entry_of_a_map_goes_too(app, key):
    async with app(POOL).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        labels = await opened_map(screen)
        before = screen.main.form.body_text
        await screen.press("enter")
        await screen.until(lambda: labels.parts, "an empty entry")
        if key == "click":
            await screen.click_at(*await name_place(screen, "name"))
        else:
            await screen.press(key)
        await screen.until(lambda: not labels.parts, "it is gone")
        assert screen.main.form.body_text == before


async def test_an_entry_of_a_map_stays_on_the_way_from_its_key_to_its_value(app):
    async with app(POOL).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        labels = await opened_map(screen)
        await screen.press("enter", "tab")
        await screen.type("blue")
        await screen.press("escape")
        assert [(part.key.text, part.text) for part in labels.parts] == [("", "blue")]


async def opened_map(screen: Screen):
    """The labels of the nodes, with the cursor on them."""
    view, template = screen.main.bench.request.view, screen.main.form.field("body", "template")
    template.open = True
    metadata = next(part for part in template.parts if part.name == "metadata")
    metadata.open = True
    labels = next(part for part in metadata.parts if part.name == "labels")
    view.changed()
    view.go_to(labels)
    await screen.drawn()
    return labels
