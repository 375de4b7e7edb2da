"""What named a part of one object names no part of another one: path values behind one that
changed are emptied, that is said, and undo brings them back.
"""

import pytest

from tests.tui.screen import Screen
from tests.tui.test_forms import paste
from tests.tui.test_values_of_other_objects import LIST, PUT, UNDO, give, opened, said

DELETE = "DELETE /domain/zone/{}/record/{}"
WORDS = "This form was filled in for zoneName a.example, id 77."


@pytest.mark.parametrize("between", ["", "GET /me"])
@pytest.mark.parametrize(
    "words",
    [
        DELETE.format("c.example", "{id}"),
        DELETE.format("c.example", ":id"),
        DELETE.format("c.example", "<id>"),
        'client.delete("/domain/zone/c.example/record/" + id)',
    ],
)
async def test_a_placeholder_has_nothing_of_another_object(app, words, between):
    async with app().run_test(size=(160, 48), notifications=True) as pilot:
        screen = await opened(pilot, DELETE.format("a.example", 77))
        if between:
            await screen.open(between)
        await screen.open(words)
        await screen.until(lambda: any(WORDS in toast for toast in screen.toasts), "it is said")
        assert said(screen) == {"zoneName": "c.example"}
        await screen.press(UNDO)
        assert said(screen) == {"zoneName": "a.example", "id": "77"}


async def test_a_placeholder_of_the_same_object_stays_filled_in(app):
    async with app().run_test(size=(160, 48), notifications=True) as pilot:
        screen = await opened(pilot, DELETE.format("a.example", 77))
        await screen.open(DELETE.format("a.example", "{id}"))
        assert said(screen) == {"zoneName": "a.example", "id": "77"}
        assert screen.toasts == []


async def test_what_is_carried_over_names_no_part_of_another_object(app):
    """The zone was filled in from a list, and the record was typed."""
    async with app().run_test(size=(160, 48), notifications=True) as pilot:
        screen = await opened(pilot, LIST.format("a.example"))
        await screen.open("PUT /domain/zone/{zoneName}/record/{id}")
        await give(screen, "id", "77")
        await give(screen, "ttl", "60")
        await screen.open(LIST.format("c.example"))
        await screen.open("PUT /domain/zone/{zoneName}/record/{id}")
        assert said(screen) == {"zoneName": "c.example"}
        await screen.until(lambda: any(WORDS in toast for toast in screen.toasts), "it is said")
        await screen.press(UNDO)
        assert said(screen) == {"zoneName": "a.example", "id": "77", "ttl": "60"}


@pytest.mark.parametrize("zone", ["a.example", "z.example"])
async def test_a_curl_command_is_whole_in_its_path_too(app, zone):
    async with app().run_test(size=(160, 48), notifications=True) as pilot:
        screen = await opened(pilot, PUT.format("a.example", 77))
        await paste(
            pilot, f"curl -X PUT https://eu.api.ovh.com/v1/domain/zone/{zone}/record/{{id}}"
        )
        await screen.until(lambda: any("Filled from" in toast for toast in screen.toasts), "filled")
        assert said(screen) == {"zoneName": zone}
        await screen.press(UNDO)
        assert said(screen) == {"zoneName": "a.example", "id": "77"}


async def test_a_place_says_what_it_emptied_beside_its_note(app):
    from ovh_explorer.tui.messages import OpenOperation
    from ovh_explorer.workspace.navigation.target import OperationTarget

    async with app().run_test(size=(160, 48), notifications=True) as pilot:
        screen = Screen(pilot)
        await opened(pilot, PUT.format("a.example", 77))
        await give(screen, "ttl", "60")
        values = (("zoneName", "c.example"), ("id", "3"))
        target = OperationTarget("v1", "PUT", "/domain/zone/{zoneName}/record/{id}", values)
        screen.main.post_message(OpenOperation(target, note="Fill it in.", of_place=True))
        await screen.until(
            lambda: any(WORDS in toast and "Fill it in." in toast for toast in screen.toasts),
            "both are said",
        )
        assert said(screen) == dict(values)
