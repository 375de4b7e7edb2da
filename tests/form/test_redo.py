"""Changes of a form, taken back and made again."""

from hypothesis import given, settings
from hypothesis import strategies as st

from ovh_explorer.form import Field, Form
from ovh_explorer.form.form_state import changed_fields, form_state, is_same_state, path_values
from ovh_explorer.tui.request.undo_steps import UndoSteps
from tests.form.test_draft_undo import change_of, operations, seen, type_some  # noqa: F401


def go(step, form: Form) -> list:
    """What the form says after each step, until there is none."""
    states = []
    while step() is not None:
        states.append((form_state(form), form.body_text))
    return states


def are_same(some: list, others: list) -> bool:
    return len(some) == len(others) and all(
        is_same_state(one, other) and text == same
        for (one, text), (other, same) in zip(some, others, strict=True)
    )


def test_changes_of_any_form_that_are_taken_back_are_made_again_one_by_one(operations):  # noqa: F811
    @given(st.data())
    @settings(deadline=None, max_examples=200)
    def story(data):
        form = Form(*data.draw(st.sampled_from(operations)))
        steps = UndoSteps(lambda: form)
        type_some(data, form, 4)
        for _ in range(data.draw(st.integers(1, 4))):
            with steps.change():
                change_of(data, form)
            type_some(data, form, data.draw(st.sampled_from([0, 0, 2])))
        last = (form_state(form), form.body_text)
        back = [last, *go(steps.step_back, form)]
        forth = [back[-1], *go(steps.step_forward, form)]
        assert are_same(forth, back[::-1])
        again = [forth[-1], *go(steps.step_back, form)]
        assert are_same(again, back), "and taken back once more"
        # Some of them only, back and forth, from anywhere.
        for _ in range(data.draw(st.integers(0, 6))):
            is_back = data.draw(st.booleans())
            (steps.step_back if is_back else steps.step_forward)()
        go(steps.step_forward, form)
        assert are_same([(form_state(form), form.body_text)], [last])

    story()


def test_a_change_of_which_nothing_is_left_leaves_the_body_as_it_is(operations):  # noqa: F811
    """Not the order of its keys either, which stands in the text of the body."""
    titled = {operation.title: (operation, models) for operation, models in operations}
    form = Form(*titled["POST /me/carbonCalculator/task"])
    steps = UndoSteps(lambda: form)
    with steps.change():
        form.type_body('{"other": [1]}')
    form.body.part("other").type_text("x")
    with steps.change():
        form.fill_example()
    with steps.change():
        form.clear()
    form.field("body", "date").type_text("x")
    assert steps.step_back() is not None
    text = form.body_text
    assert text.split() == ["{", '"other":', '"x",', '"date":', '"x"', "}"]
    assert steps.step_back() is None, "all of it was given since"
    assert form.body_text == text
    assert steps.step_forward() is not None
    assert steps.step_back() is not None
    assert form.body_text == text


def test_what_was_given_between_undo_and_redo_stays_byte_by_byte(operations):  # noqa: F811
    @given(st.data())
    @settings(deadline=None, max_examples=200)
    def story(data):
        form = Form(*data.draw(st.sampled_from(operations)))
        steps = UndoSteps(lambda: form)
        type_some(data, form, 4)
        with steps.change():
            change_of(data, form)
        changed, made = seen(form), path_values(form_state(form))
        if steps.step_back() is None:
            return
        undone, before = seen(form), path_values(form_state(form))
        if any(text and made[name] not in ("", text) for name, text in before.items()):
            # Of another object nothing stays: see test_values_of_other_objects.
            return
        type_some(data, form, 3)
        now = seen(form)
        steps.step_forward()
        left = seen(form)
        untouched = {field for field in now if undone.get(field) == changed.get(field)}
        since = {field for field in now if now[field] != undone.get(field)}
        for field in (untouched | since) & left.keys():
            assert left[field] == now[field], field
        for field in since:
            assert field in left, field

    story()


def test_a_new_change_ends_what_can_be_made_again_of_its_form_alone(operations):  # noqa: F811
    operation = next(it for it in operations if sum(part.required for part in it[0].parameters) > 1)
    forms = [Form(*operation), Form(*operation)]
    steps = UndoSteps(lambda: forms[0])
    for form in forms:
        with steps.change(form):
            form.fill_example()
    assert steps.step_back() is not None
    forms.reverse()
    assert steps.step_back() is not None
    with steps.change():
        forms[0].fields[0].type_text("x")
    assert steps.step_forward() is None, "a new change"
    forms.reverse()
    with steps.change():
        pass
    assert steps.step_forward() is not None, "nothing changed in this one"


def is_there(form: Form, field: Field) -> bool:
    """Whether a field, or the entry that it is the key of, is a part of a form now."""
    if field.parent is None:
        return field in form.fields or field is form.body
    whole = field.parent
    is_part = any(field in (part, part.key) for part in whole.parts)
    return is_part and is_there(form, whole)


def test_fields_that_are_said_to_have_changed_are_in_the_form(operations):  # noqa: F811
    @given(st.data())
    @settings(deadline=None, max_examples=200)
    def story(data):
        form = Form(*data.draw(st.sampled_from(operations)))
        type_some(data, form, 5)
        before, looked = form_state(form), seen(form)
        change_of(data, form)
        type_some(data, form, 2)
        after, now = form_state(form), seen(form)
        fields = changed_fields(before, after)
        assert all(is_there(form, field) for field in fields)
        if form.body is not None:
            assert bool(fields) == (not is_same_state(before, after))
        others = {field for field in now if field in looked and looked[field] != now[field]}
        assert others <= {around for field in fields for around in inside(field)}

    story()


def inside(field: Field) -> set[Field]:
    """A field with all that is in it, and that it is in."""
    found, above = {field}, field.parent
    while above is not None:
        found.add(above)
        above = above.parent
    waiting = [field]
    while waiting:
        item = waiting.pop()
        found.add(item)
        waiting += [*item.made_parts, *([item.key] if item.key is not None else [])]
    return found
