"""The state of a form, field by field, and how one change of it is taken back.

A state holds texts as they were typed, mistakes in them, and entries in their order, two of the
same key too: a value in JSON says less.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from ovh_explorer.form.field import Field
from ovh_explorer.form.form import Form
from ovh_explorer.form.kinds import NOTHING, STRUCTURED, Origin, State
from ovh_explorer.form.secret_texts import hide_fields

__all__ = [
    "FormState",
    "changed_fields",
    "form_state",
    "is_same_state",
    "lost_fields",
    "path_values",
    "take_back",
]


# Without a text of its own: never what was typed in tracebacks and logs.
@dataclass(frozen=True, slots=True, eq=False, repr=False)
class _FieldState:
    """What a field held; see :class:`Field`. Of a model's parts, those that held something."""

    field: Field
    state: State
    text: str = ""
    remark: str = ""
    raw: Any = NOTHING
    key_order: tuple[str, ...] = ()
    is_hidden: bool = False
    origin: Origin = Origin.USER
    key: "_FieldState | None" = None
    parts: "tuple[_FieldState, ...]" = ()

    @property
    def said(self) -> tuple[object, ...]:
        """What there is of it to compare, its parts aside. The text and the type of what it was
        filled from say the value; outside of the body the text alone.
        """
        if self.field.place != "body":
            return self.state, self.text
        return self.state, self.text, self.raw is NOTHING, type(self.raw)

    @property
    def is_cleared(self) -> bool:
        """Whether there is nothing in it."""
        return self.said == _cleared(self.field).said and not self.parts

    @property
    def named(self) -> "dict[str, _FieldState]":
        """The parts of a model by their names."""
        return {part.field.name: part for part in self.parts}


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class FormState:
    """What a form held: to be compared, and gone back to."""

    trailing_slash: bool
    # The text of a body that fills no fields; None for none.
    text: str | None
    fields: tuple[_FieldState, ...]


def form_state(form: Form) -> FormState:
    """What a form holds now."""
    return FormState(
        form.trailing_slash,
        form.body_text if form.body_problem else None,
        tuple(_state_of(item) for item in _roots(form)),
    )


def path_values(state: FormState) -> dict[str, str]:
    """The path values that a form had, by their names: which object it was about."""
    return {one.field.name: one.text for one in state.fields if one.field.place == "path"}


def is_same_state(one: FormState, other: FormState) -> bool:
    """Whether a form holds the same in both."""
    outside = (one.trailing_slash, one.text) == (other.trailing_slash, other.text)
    return outside and all(map(_is_same, one.fields, other.fields))


def changed_fields(before: FormState, after: FormState) -> list[Field]:
    """The fields that hold something else in `after`, in the order of the form: a part rather than
    what it is in, but what was filled or cleared as a whole before its parts. Of an entry that is
    gone, the one in its place.
    """
    pairs = zip(before.fields, after.fields, strict=True)
    found = [item for old, new in pairs for item in _changed(old, new)]
    if before.text != after.text and not any(item.place == "body" for item in found):
        found += [state.field for state in after.fields if state.field.place == "body"]
    return found


def lost_fields(before: FormState, after: FormState) -> list[Field]:
    """The fields that held something in `before`, and hold nothing of it in `after`."""
    has_lost_text = before.text is not None and after.text is None
    return [
        new.field
        for old, new in zip(before.fields, after.fields, strict=True)
        if (has_lost_text and new.field.place == "body") or (new.is_cleared and not old.is_cleared)
    ]


def take_back(form: Form, before: FormState, after: FormState) -> None:
    """Take back one change of a form, which made `after` of `before`. What it did not touch stays
    as it is, and so does what was given since.
    """
    now = form_state(form)
    if now.trailing_slash == after.trailing_slash:
        form.trailing_slash = before.trailing_slash
    for item, old, new in zip(_roots(form), before.fields, after.fields, strict=True):
        _take_back(item, old, new)
    if before.text != after.text == now.text:
        _put_text(form, before, now)
    if is_same_state(form_state(form), now):
        # Nothing of it is left: the keys of a body stay in their order too.
        for item, state in zip(_roots(form), now.fields, strict=True):
            _write(item, state)
    hide_fields(form.fields, form.secret_texts)


def _put_text(form: Form, before: FormState, now: FormState) -> None:
    """Put back the text of a body, or none: not over fields that were filled in since."""
    body = form.body
    if before.text is not None:
        if now.text is not None or body is None or _is_same(_state_of(body), before.fields[-1]):
            form.type_body(before.text)
        return
    fields = None if body is None else _state_of(body)
    form.clear_body()
    if body is not None and fields is not None:
        _write(body, fields)


def _roots(form: Form) -> list[Field]:
    outside = [item for item in form.fields if item.place != "body"]
    return [*outside, form.body] if form.body is not None else outside


def _cleared(item: Field) -> _FieldState:
    return _FieldState(item, item.cleared_state)


def _state_of(item: Field) -> _FieldState:
    parts = [_state_of(part) for part in item.made_parts]
    if item.kind == "model":
        parts = [part for part in parts if part.field.is_undeclared or not part.is_cleared]
    return _FieldState(
        item,
        item.state,
        item.text,
        item.remark,
        item.raw,
        tuple(item.key_order),
        item.is_hidden,
        item.origin,
        None if item.key is None else _state_of(item.key),
        tuple(parts),
    )


def _is_same(one: _FieldState | None, other: _FieldState | None) -> bool:
    if one is None or other is None:
        return one is other
    if one.said != other.said or not _is_same(one.key, other.key):
        return False
    if len(one.parts) != len(other.parts):
        return False
    if one.field.kind == "model":
        named = other.named
        return all(_is_same(part, named.get(part.field.name)) for part in one.parts)
    return all(map(_is_same, one.parts, other.parts))


def _changed(before: _FieldState, after: _FieldState) -> list[Field]:
    if _is_same(before, after):
        return []
    item = after.field
    changed = _changed_parts(before, after) if before.parts or after.parts else []
    is_whole = len(changed) > 1 and (before.is_cleared or after.is_cleared)
    found = [item] if is_whole or not changed else []
    if item.key is not None and not _is_same(before.key, after.key):
        # An entry of a map begins with its key.
        found.insert(0, item.key)
    return [*found, *(field for part in changed for field in part)]


def _changed_parts(before: _FieldState, after: _FieldState) -> list[list[Field]]:
    """What changed inside of each part that did."""
    if after.field.kind == "model":
        old, new = before.named, after.named
        found = [
            _changed(old.get(part.name) or _cleared(part), new.get(part.name) or _cleared(part))
            for part in after.field.made_parts
        ]
    else:
        was = {id(state.field): state for state in before.parts}
        found = [
            _changed(was[id(state.field)], state) if id(state.field) in was else [_head(state)]
            for state in after.parts
        ]
    found = [part for part in found if part]
    return found or ([[_head(near)]] if (near := _in_place_of_gone(before, after)) else [])


def _in_place_of_gone(before: _FieldState, after: _FieldState) -> _FieldState | None:
    """The entry that is where one was, which is gone, or the last; None where none is left."""
    there = {id(state.field) for state in after.parts}
    gone = (index for index, state in enumerate(before.parts) if id(state.field) not in there)
    if after.field.kind == "model" or not after.parts:
        return None
    return after.parts[min(next(gone, 0), len(after.parts) - 1)]


def _head(entry: _FieldState) -> Field:
    return entry.field.key or entry.field


def _write(item: Field, state: _FieldState) -> None:
    """Have a field hold what a state says."""
    _write_own(item, state)
    if item.key is not None and state.key is not None:
        _write(item.key, state.key)
    if item.kind != "model":
        _put_entries(item, state.parts)
        return
    named = state.named
    for part in item.parts if named else item.made_parts:
        if not part.is_undeclared:
            _write(part, named.get(part.name) or _cleared(part))
    if named or any(part.is_undeclared for part in item.made_parts):
        item.parts[:] = [part for part in item.parts if not part.is_undeclared]
        _put_back(item, len(item.parts), [part for part in state.parts if part.field.is_undeclared])


def _write_own(item: Field, state: _FieldState) -> None:
    item.state, item.text, item.remark, item.raw = state.state, state.text, state.remark, state.raw
    item.key_order = list(state.key_order)
    item.is_hidden, item.origin = state.is_hidden, state.origin


def _put_entries(item: Field, states: Sequence[_FieldState]) -> None:
    if item.made_parts or states:
        item.parts.clear()
        _put_back(item, 0, states)


def _put_back(whole: Field, at: int, states: Iterable[_FieldState]) -> None:
    """Put parts back into what they were in, or what is in its place now."""
    for index, state in enumerate(states, at):
        state.field.parent = whole
        _write(state.field, state)
        whole.parts.insert(index, state.field)


def _take_back(item: Field, before: _FieldState, after: _FieldState) -> None:
    if _is_same(before, after):
        return
    now = _state_of(item)
    if _is_same(now, after):
        _write(item, before)
        return
    if item.key is not None and before.key is not None and after.key is not None:
        _take_back(item.key, before.key, after.key)
    states = (now, before, after)
    if item.kind in STRUCTURED and all(state.raw is NOTHING for state in states):
        had_something = item.has_something
        if item.kind == "model":
            _take_back_properties(item, before, after)
        else:
            _take_back_entries(item, before, after)
        _settle(item, now, before, after, had_something=had_something)
    elif now.said == after.said and not (now.parts or after.parts):
        # Only its key was typed since.
        _write_own(item, before)
        _put_entries(item, before.parts)


def _settle(
    item: Field,
    now: _FieldState,
    before: _FieldState,
    after: _FieldState,
    *,
    had_something: bool,
) -> None:
    """Have what was taken back in part be in the state that its parts leave it."""
    if now.key_order == after.key_order:
        item.key_order = list(before.key_order)
    state = before.state if now.state is after.state else now.state
    # A state that was chosen stays, whatever is inside.
    filled = now.state is State.SET or (before.state is State.SET and not had_something)
    if item.has_something and filled:
        state = State.SET
    elif state is State.SET and not item.has_something:
        state = item.cleared_state
    item.state = state


def _take_back_properties(item: Field, before: _FieldState, after: _FieldState) -> None:
    old, new = before.named, after.named
    for part in list(item.parts):
        was, became = old.get(part.name), new.get(part.name)
        if not part.is_undeclared or (was is not None and became is not None):
            _take_back(part, was or _cleared(part), became or _cleared(part))
        elif was is None and became is not None and _is_same(_state_of(part), became):
            item.parts.remove(part)
    names = {part.name for part in item.parts}
    gone = [state for name, state in old.items() if name not in names and name not in new]
    _put_back(item, len(item.parts), gone)


def _take_back_entries(item: Field, before: _FieldState, after: _FieldState) -> None:
    """Entries are known by what they are, wherever they stand by now. One that the change made of
    another, and that was typed into since, is taken back in what was not.
    """
    previous: Field | None = None
    for old, new in _paired(before.parts, after.parts):
        entry = next((part for part in item.parts if new is not None and part is new.field), None)
        if new is not None and entry is not None:
            is_as_made = _is_same(_state_of(entry), new)
            if old is not None and (old.field is entry or not is_as_made):
                _take_back(entry, old, new)
            elif is_as_made:
                at = item.parts.index(entry)
                del item.parts[at]
                entry = None
                if old is not None:
                    _put_back(item, at, [old])
                    entry = old.field
        elif old is not None and (new is None or old.field is not new.field):
            at = item.parts.index(previous) + 1 if previous is not None else 0
            _put_back(item, at, [old])
            entry = old.field
        previous = entry or previous


def _paired(
    before: Sequence[_FieldState], after: Sequence[_FieldState]
) -> list[tuple[_FieldState | None, _FieldState | None]]:
    """Each entry with what a change made of it: itself, another in its place, or None."""
    stayed = {id(state.field) for state in before} & {id(state.field) for state in after}
    pairs: list[tuple[_FieldState | None, _FieldState | None]] = []
    for old, new in zip(_runs(before, stayed), _runs(after, stayed), strict=True):
        pairs += zip_longest(old, new)
    return pairs


def _runs(states: Sequence[_FieldState], stayed: set[int]) -> list[list[_FieldState]]:
    """The entries in turns: those before the first that stayed, that one, those behind it, …"""
    runs: list[list[_FieldState]] = [[]]
    for state in states:
        if id(state.field) in stayed:
            runs += [[state], []]
        else:
            runs[-1].append(state)
    return runs
