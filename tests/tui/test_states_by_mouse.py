"""A field that has a value can be set back by the mouse: in the list of its values, and by a click on
the name of a state below the form.
"""

from typing import Literal

import pytest
from rich.cells import cell_len

from ovh_explorer.form import Field, State
from ovh_explorer.translation import _, set_language
from ovh_explorer.tui.drawing.row_hint import states_said
from ovh_explorer.tui.request.choice_list import ChoiceList
from ovh_explorer.tui.request.hint import Hint
from tests.tui.screen import Screen

RECORDS = "GET /domain/zone/example.com/record"
ADDS = "POST /domain/zone/example.com/record"
POOL = "POST /cloud/project/{serviceName}/kube/{kubeId}/nodepool"
JOB = "POST /sms/{serviceName}/jobs"
SIZES = [(160, 48), (80, 24)]


def field(screen: Screen, place: Literal["query", "body"], name: str) -> Field:
    found = screen.main.form.field(place, name)
    assert found is not None
    return found


async def choose_text(screen: Screen) -> Field:
    """Have the records of one type alone; its field."""
    await screen.click("▾", within="fieldType")
    await screen.sees("▏CNAME")
    await screen.click("▏CNAME")
    kind = field(screen, "query", "fieldType")
    await screen.until(lambda: kind.text == "CNAME", "it is chosen")
    return kind


async def open_list(screen: Screen) -> ChoiceList:
    """Open the list of values of the field, which shows all of them."""
    await screen.click("▾", within="fieldType")
    await screen.sees("▏")
    return screen.main.query_one(ChoiceList)


async def go_to_end(screen: Screen, options: ChoiceList) -> None:
    """Go to the last line of the list."""
    while options.highlighted != options.option_count - 1:
        await screen.press("down")


@pytest.mark.parametrize("size", SIZES)
async def test_not_set_is_chosen_in_the_list_by_the_mouse(app, size):
    async with app(RECORDS).run_test(size=size) as pilot:
        screen = await Screen(pilot).ready(form=True)
        kind = await choose_text(screen)
        options = await open_list(screen)
        options.scroll_end(animate=False)
        await screen.click("▏not set")
        await screen.until(lambda: kind.state is State.ABSENT, "it is not set")
        assert "fieldType" not in str(screen.main.form.call().target)


async def test_not_set_is_the_last_of_the_list_and_chosen_by_enter(app):
    async with app(RECORDS).run_test(size=(80, 24)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        kind = await choose_text(screen)
        options = await open_list(screen)
        assert options.value == "CNAME", "the value that it has is highlighted"
        await go_to_end(screen, options)
        await screen.sees("▏not set")
        assert options.value is None
        await screen.until(lambda: "enter choose" in screen.text.splitlines()[-1], "the footer")
        await screen.press("enter")
        await screen.until(lambda: kind.state is State.ABSENT, "it is not set")
        assert kind.text == ""


async def test_tab_takes_not_set_where_one_went_to_it(app):
    async with app(RECORDS).run_test(size=(80, 24)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        kind = await choose_text(screen)
        await go_to_end(screen, await open_list(screen))
        await screen.press("tab")
        await screen.until(lambda: kind.state is State.ABSENT, "it is not set")


async def test_beside_the_last_value_not_set_is_in_sight(app):
    async with app(RECORDS).run_test(size=(80, 24)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        options = await open_list(screen)
        await go_to_end(screen, options)
        await screen.press("enter")
        await open_list(screen)
        await screen.sees("▏not set")
        assert options.highlighted == options.option_count - 2


@pytest.mark.parametrize(("language", "leaves"), [("en", "esc leave"), ("fr", "échap sortir")])
async def test_the_key_for_the_states_has_room_in_a_narrow_footer(app, language, leaves, request):
    set_language(language)
    request.addfinalizer(lambda: set_language("en"))
    async with app(RECORDS).run_test(size=(80, 24)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        kind = await choose_text(screen)
        await open_list(screen)
        await screen.press("escape")
        await screen.sees(f"^t {_('not set')}")
        assert leaves in screen.text.splitlines()[-1]
        await screen.click(f"^t {_('not set')}")
        await screen.until(lambda: kind.state is State.ABSENT, "it is not set")


async def test_what_is_not_set_or_required_has_no_such_entry(app):
    async with app(RECORDS).run_test(size=(80, 24)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        options = await open_list(screen)
        assert options.option_count == len(options.values)
        await screen.press("escape", "escape")
        await screen.open(ADDS)
        await screen.click("▾", within="fieldType")
        await screen.click("▏CNAME")
        await screen.until(lambda: field(screen, "body", "fieldType").text == "CNAME", "chosen")
        await open_list(screen)
        assert options.option_count == len(options.values) > 1


async def test_a_list_that_is_typed_over_has_no_such_entry(app):
    async with app(RECORDS).run_test(size=(80, 24)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await choose_text(screen)
        options = await open_list(screen)
        await screen.type("t")
        await screen.until(lambda: "A" not in options.values, "fewer values")
        assert "TXT" in options.values
        assert options.option_count == len(options.values)
        assert options.highlighted == 0
        await screen.type("not set"[1:])
        assert not options.is_shown


async def test_a_value_of_that_spelling_is_a_value(app):
    """The entry is no text: what the API calls so is another one."""
    async with app(RECORDS).run_test(size=(80, 24)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        options = screen.main.query_one(ChoiceList)
        options.show_values({"not set": ""}, "", can_be_unset=True)
        assert options.value == "not set", "the first value is highlighted"
        assert options.has_choice
        options.step(1)
        assert options.value is None, "not set"
        assert options.has_choice


@pytest.mark.parametrize("size", SIZES)
async def test_a_click_on_a_state_below_the_form_switches_to_it(app, size):
    async with app(RECORDS).run_test(size=size) as pilot:
        screen = await Screen(pilot).ready(form=True)
        kind = await choose_text(screen)
        await screen.click("fieldType")
        await screen.press("escape")
        await screen.click("not set", within="fieldType (")
        await screen.until(lambda: kind.state is State.ABSENT, "it is not set")
        await screen.click(" value", within="fieldType (")
        await screen.until(lambda: kind.text == "CNAME", "it has its value again")


@pytest.mark.parametrize("size", SIZES)
async def test_a_click_on_a_state_ends_the_edit_of_the_field(app, size):
    async with app(RECORDS).run_test(size=size) as pilot:
        screen = await Screen(pilot).ready(form=True)
        name = field(screen, "query", "subDomain")
        await screen.click("subDomain")
        await screen.type("www")
        await screen.click("empty", within="subDomain (")
        await screen.until(lambda: name.state is State.EMPTY, "it is empty")
        assert not screen.is_editing
        await screen.click("not set", within="subDomain (")
        await screen.until(lambda: name.state is State.ABSENT, "it is not set")


async def test_a_click_on_value_gives_one_where_there_is_none(app):
    async with app(RECORDS).run_test(size=(80, 24)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.click("subDomain")
        await screen.press("escape")
        await screen.click("value)", within="subDomain (")
        await screen.until(lambda: screen.is_editing, "it is edited")
        await screen.type("www")
        assert field(screen, "query", "subDomain").text == "www"


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("words", ["POST /v2/iam/policy", POOL, JOB])
async def test_each_state_of_each_field_is_switched_to(app, words, language, request):
    """Of texts, numbers, choices, lists, maps and models alike."""
    set_language(language)
    request.addfinalizer(lambda: set_language("en"))
    async with app(words).run_test(size=(80, 24)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        view, hint = screen.main.bench.request.view, screen.main.query_one(Hint)
        kinds, row = set(), 0
        while row < view.row_count:
            view.move_to(row)
            row += 1
            found = view.row.field
            if view.row.kind != "field" or found is None or found.required:
                continue
            await screen.drawn()
            for state in [state for state in found.states if state is not State.SET]:
                found.choose_state(State.NULL if state is State.ABSENT else State.ABSENT)
                await click_state(screen, hint, state)
                assert found.state is state, (found.name, state)
                kinds.add(found.kind)
            found.clear()
            screen.main.bench.request.refresh_form()
        assert len(kinds) > 2


async def click_state(screen: Screen, hint: Hint, state: State) -> None:
    """Click on the name of a state in the lines below the form."""
    lines = [hint.render_line(y).text.rstrip() for y in range(hint.size.height)]
    text = " ".join(lines)
    x = next(x for x, _end, named in states_said(hint._row, text) if named is state)
    x, y = cell_len(text[:x]), 0
    while x >= cell_len(lines[y]):
        x -= cell_len(lines[y]) + 1
        y += 1
    await screen.click_at(hint.region.x + x, hint.region.y + y)
