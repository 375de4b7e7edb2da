"""What was given for one object comes into no other one's form: by a link, a path, a command, the
way back or undo; and undo brings back whatever those took away.
"""

from random import Random

import pytest

from tests.tui.screen import Screen
from tests.tui.test_form_fingers import go_to
from tests.tui.test_form_walks import POLICY
from tests.tui.test_forms import paste

UNDO, REDO = "ctrl+underscore", "ctrl+circumflex_accent"
PUT = "PUT /domain/zone/{}/record/{}"
LIST = "GET /domain/zone/{}/record"


async def opened(pilot, words: str) -> Screen:
    screen = await Screen(pilot).ready()
    await screen.open(words)
    return screen


def said(screen: Screen) -> dict[str, str]:
    """What the form says, without what is not set."""
    form = screen.main.form
    fields = (
        [*form.placed("path"), *form.placed("query"), *form.body.parts]
        if form.body
        else [
            *form.placed("path"),
            *form.placed("query"),
        ]
    )
    return {field.name: field.text for field in fields if field.is_given}


async def give(screen: Screen, name: str, text: str) -> None:
    await go_to(screen, name)
    await screen.press("enter")
    await screen.type(text)
    await screen.press("escape")


async def test_undo_brings_nothing_of_one_record_into_another(app):
    async with app().run_test(size=(160, 48), notifications=True) as pilot:
        screen = await opened(pilot, PUT.format("b.example", 2))
        await give(screen, "ttl", "36000")
        await screen.press("delete")
        await screen.open(PUT.format("c.example", 3))
        await screen.press(UNDO)
        assert said(screen) == {"zoneName": "c.example", "id": "3"}
        # Where it is the first one again, it is brought back.
        await screen.open(PUT.format("b.example", 2))
        await screen.press(UNDO)
        assert said(screen) == {"zoneName": "b.example", "id": "2", "ttl": "36000"}


async def test_a_path_for_another_object_empties_the_form_and_undo_fills_it(app):
    async with app().run_test(size=(160, 48), notifications=True) as pilot:
        screen = await opened(pilot, PUT.format("a.example", 1))
        await give(screen, "ttl", "60")
        await screen.open(PUT.format("a.example", 1))
        assert said(screen)["ttl"] == "60"
        await screen.open(PUT.format("b.example", 2))
        assert said(screen) == {"zoneName": "b.example", "id": "2"}
        await screen.press(UNDO)
        assert said(screen) == {"zoneName": "a.example", "id": "1", "ttl": "60"}
        words = "The form names another object now: zoneName a.example, id 1."
        await screen.until(lambda: words in screen.toasts, "it is said")


async def test_a_part_of_an_object_keeps_the_rest_of_the_form(app):
    """Without values, words name an operation, not an object."""
    async with app().run_test(size=(160, 48), notifications=True) as pilot:
        screen = await opened(pilot, PUT.format("a.example", 1))
        await give(screen, "ttl", "60")
        for words in (
            "PUT /domain/zone/{zoneName}/record/{id}",
            "PUT /domain/zone/a.example/record/{id}",
        ):
            await screen.open("GET /me")
            await screen.open(words)
            assert said(screen)["ttl"] == "60"


async def test_undo_after_a_curl_command_brings_back_the_whole_form(app):
    async with app().run_test(size=(160, 48), notifications=True) as pilot:
        screen = await opened(pilot, PUT.format("a.example", 1))
        await give(screen, "ttl", "36000")
        before = said(screen)
        url = "https://eu.api.ovh.com/v1/domain/zone/z.example/record/99"
        await paste(pilot, f"""curl -X PUT {url} -d '{{"target":"9.9.9.9"}}'""")
        await screen.until(lambda: said(screen).get("target") == "9.9.9.9", "it is filled in")
        assert said(screen) == {"zoneName": "z.example", "id": "99", "target": "9.9.9.9"}
        await screen.press(UNDO)
        assert said(screen) == before
        await screen.press(REDO)
        assert said(screen) == {"zoneName": "z.example", "id": "99", "target": "9.9.9.9"}


@pytest.mark.parametrize("record", [1, 98])
async def test_a_curl_command_is_whole(app, record):
    """What it doesn't say is not sent, of the same object neither."""
    async with app().run_test(size=(160, 48), notifications=True) as pilot:
        screen = await opened(pilot, PUT.format("a.example", 1))
        await give(screen, "ttl", "36000")
        url = f"https://eu.api.ovh.com/v1/domain/zone/a.example/record/{record}"
        await paste(pilot, f"curl -X PUT {url}")
        await screen.until(lambda: any("Filled from" in toast for toast in screen.toasts), "filled")
        assert said(screen) == {"zoneName": "a.example", "id": str(record)}


async def test_a_query_is_that_of_the_link(app):
    async with app().run_test(size=(160, 48), notifications=True) as pilot:
        screen = await opened(pilot, LIST.format("d.example") + "?fieldType=A&subDomain=x")
        assert said(screen) == {"zoneName": "d.example", "fieldType": "A", "subDomain": "x"}
        await screen.open(LIST.format("d.example") + "?fieldType=MX")
        assert said(screen) == {"zoneName": "d.example", "fieldType": "MX"}
        await screen.press(UNDO)
        assert said(screen) == {"zoneName": "d.example", "fieldType": "A", "subDomain": "x"}
        await screen.open(LIST.format("e.example"))
        assert said(screen) == {"zoneName": "e.example"}


async def test_what_was_given_since_is_not_lost_on_the_way_back(app):
    async with app().run_test(size=(160, 48), notifications=True) as pilot:
        screen = await opened(pilot, PUT.format("a.example", 1))
        await screen.open("GET /me")
        await screen.open(PUT.format("a.example", 1))
        await give(screen, "subDomain", "long")
        await screen.press("shift+f7", "shift+f7")
        await screen.until(lambda: "subDomain" not in said(screen), "as it was")
        await screen.open("GET /me/bill")
        await screen.open(PUT.format("a.example", 1))
        await screen.press(UNDO)
        assert said(screen)["subDomain"] == "long"


async def test_undo_of_a_cleared_form_is_there_after_many_others(app):
    async with app().run_test(size=(160, 48), notifications=True) as pilot:
        screen = await opened(pilot, "POST /domain/zone/{zoneName}/record")
        await give(screen, "target", "192.0.2.1")
        await screen.press("f8")
        others = screen.main.workspace.catalog.operations("v1", "/me")
        for row in [row for row in others if row.method == "GET"][:12]:
            await screen.open(f"GET {row.path}")
        await screen.open("POST /domain/zone/{zoneName}/record")
        await screen.press(UNDO)
        assert said(screen)["target"] == "192.0.2.1"


@pytest.mark.parametrize("lines", ["abc", "abc\ndef\nghi"])
async def test_undo_takes_an_entry_back_with_what_was_in_it(app, lines):
    async with app(POLICY).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        identities = screen.main.form.field("body", "identities")
        before = screen.main.form.body_text
        await go_to(screen, "identities")
        if "\n" in lines:
            await paste(pilot, lines)
        else:
            await screen.type(lines)
        await screen.press("escape")
        assert [part.text for part in identities.parts] == lines.split("\n")
        await screen.press(UNDO)
        assert identities.parts == []
        assert screen.main.form.body_text == before
        await screen.press(REDO)
        assert [part.text for part in identities.parts] == lines.split("\n")


TEMPLATE = "PUT /domain/zone/{zoneName}/record/{id}"


async def test_what_follows_from_before_brings_nothing_of_the_object_before(app):
    """The path follows what was looked at last; what was given for the object before doesn't."""
    async with app().run_test(size=(160, 48), notifications=True) as pilot:
        screen = await opened(pilot, "GET /domain/zone/a.example/record/1")
        await screen.open(TEMPLATE)
        assert said(screen) == {"zoneName": "a.example", "id": "1"}
        await give(screen, "ttl", "60")
        await screen.open("GET /domain/zone/b.example/record/2")
        await screen.open(TEMPLATE)
        assert said(screen) == {"zoneName": "b.example", "id": "2"}
        words = "This form was filled in for zoneName a.example, id 1. Press ^_ to bring that back."
        await screen.until(lambda: words in screen.toasts, "it is said")
        await screen.press(UNDO)
        assert said(screen) == {"zoneName": "a.example", "id": "1", "ttl": "60"}


async def test_a_body_for_no_object_yet_stays_for_the_one_that_follows(app):
    async with app().run_test(size=(160, 48), notifications=True) as pilot:
        screen = await opened(pilot, TEMPLATE)
        await give(screen, "ttl", "60")
        await screen.open("GET /domain/zone/b.example/record/2")
        await screen.open(TEMPLATE)
        assert said(screen) == {"zoneName": "b.example", "id": "2", "ttl": "60"}
        await screen.drawn()
        assert not screen.toasts


async def test_undo_after_going_back_mixes_no_two_objects(app):
    """What is brought back as it was filled in says the same as what is typed."""
    async with app().run_test(size=(160, 48), notifications=True) as pilot:
        screen = await opened(pilot, PUT.format("a.example", 1))
        await screen.open(PUT.format("b.example", 2))
        await give(screen, "target", "192.0.2.99")
        await screen.press("shift+f7")
        await screen.until(lambda: said(screen)["id"] == "1", "the one before")
        await screen.open(PUT.format("a.example", 1))
        await screen.press(UNDO)
        assert said(screen) in (
            {"zoneName": "a.example", "id": "1"},
            {"zoneName": "b.example", "id": "2", "target": "192.0.2.99"},
        )


async def test_a_value_of_a_path_that_is_being_typed_is_a_change_of_its_own(app):
    async with app().run_test(size=(160, 48), notifications=True) as pilot:
        screen = await opened(pilot, "DELETE /domain/zone/a.example/record/1")
        await go_to(screen, "id")
        await screen.press("enter")
        await screen.type("7")
        await screen.open("DELETE /domain/zone/b.example/record/2")
        await screen.press(UNDO)
        assert said(screen) == {"zoneName": "b.example", "id": "2"}
        await screen.open("DELETE /domain/zone/a.example/record/17")
        await screen.press(UNDO)
        assert said(screen) == {"zoneName": "a.example", "id": "1"}


OBJECTS = (("a.example", 1), ("b.example", 2), ("a.example", 2))
WAYS = ("open",) * 3 + ("give",) * 3 + ("undo",) * 4 + (
    "redo", "redo", "back", "back", "forward", "curl", "template", "elsewhere", "clear", "delete"
)  # fmt: skip


@pytest.mark.parametrize("seed", range(6))
async def test_no_way_between_objects_mixes_their_values(app, seed):
    """Each value begins with what it was given for."""
    chance = Random(seed)
    async with app().run_test(size=(160, 48), notifications=True) as pilot:
        screen = await opened(pilot, PUT.format(*OBJECTS[0]))
        for number in range(60):
            way = chance.choice(WAYS)
            await go(screen, way, chance, number)
            if screen.main.form.operation.method == "PUT":
                values = said(screen)
                mark = values.pop("zoneName", "")[:1] + values.pop("id", "")
                assert all(text.startswith(f"{mark}x") for text in values.values()), (way, number)


async def go(screen: Screen, way: str, chance: Random, number: int) -> None:
    """Go one of the ways, where it can be gone."""
    keys = {"undo": UNDO, "redo": REDO, "back": "shift+f7", "forward": "alt+right", "clear": "f8"}
    zone, record = chance.choice(OBJECTS)
    is_put = screen.main.form.operation.method == "PUT"
    here = said(screen)
    if way in keys:
        await screen.press(keys[way])
        await screen.drawn()
    elif way == "open":
        await screen.open(PUT.format(zone, record))
    elif way == "template":
        await screen.open(TEMPLATE)
    elif way == "elsewhere":
        await screen.open("GET /me")
    elif way == "curl":
        url = f"https://eu.api.ovh.com/v1/domain/zone/{zone}/record/{record}"
        body = f'{{"target": "{zone[0]}{record}x{number}"}}'
        await paste(screen.pilot, f"curl -X PUT {url} -d '{body}'")
        wanted = f"{zone[0]}{record}x{number}"
        await screen.until(lambda: said(screen).get("target") == wanted, "it is filled in")
    elif is_put and way == "give" and {"zoneName", "id"} <= here.keys():
        name = chance.choice(("target", "subDomain"))
        await give(screen, name, f"{here['zoneName'][0]}{here['id']}x{number}")
    elif is_put and way == "delete":
        await go_to(screen, chance.choice(("target", "subDomain")))
        await screen.press("delete")


@pytest.mark.parametrize(
    "words",
    [
        "{method} /domain/zone/c.example/record/:id",
        "{method} /domain/zone/c.example/record/{{id}}",
        "{method} /domain/zone/c.example/record/<id>",
        'client.{lower}("/domain/zone/c.example/record/" + id)',
        "curl -X {method} https://eu.api.ovh.com/1.0/domain/zone/c.example/record/{{id}}",
    ],
)
@pytest.mark.parametrize("method", ["DELETE", "PUT", "GET"])
async def test_what_is_behind_another_value_in_a_path_is_of_no_other_object(app, words, method):
    words = words.format(method=method, lower=method.lower())
    async with app().run_test(size=(80, 24), notifications=True) as pilot:
        screen = await opened(pilot, f"{method} /domain/zone/a.example/record/77")
        await screen.open("GET /me")
        await screen.open(words)
        assert said(screen) == {"zoneName": "c.example"}
        if not words.startswith("curl"):  # a command is taken whole, and that is said
            [toast] = screen.toasts
            assert "This form was filled in for zoneName a.example, id 77." in toast
        await screen.press(UNDO)
        assert said(screen) == {"zoneName": "a.example", "id": "77"}
