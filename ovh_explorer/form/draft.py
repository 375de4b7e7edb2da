"""Drafts: the input of a form as a JSON value, to be offered again later."""

from collections.abc import Iterator
from typing import Any

from ovh_explorer.call import Call
from ovh_explorer.form.current import is_as_filled
from ovh_explorer.form.field import Field
from ovh_explorer.form.field_secrets import is_half, parts_at, secret_parts, secrets_in
from ovh_explorer.form.form import SCHEMAS_VERSION, Form
from ovh_explorer.form.hidden import hidden_paths, hide_paths
from ovh_explorer.form.kinds import NOTHING, Origin, ParameterLocation, State
from ovh_explorer.form.masked_text import masked_body_text
from ovh_explorer.form.secret_texts import hide_fields
from ovh_explorer.form.values import loose_value

__all__ = ["draft_of", "fill", "is_same_draft", "restore"]

_ORIGINS, _HIDDEN, _SECRET_TEXTS = "origins", "hidden", "secret_texts"
# What says nothing of the values.
_BESIDE = (_ORIGINS, _HIDDEN, _SECRET_TEXTS)


def draft_of(form: Form, *, secrets: bool) -> dict[str, Any]:
    """Everything that was typed: ``{"path": {name: value}, "query": …, "header": …, "body": …}``,
    or ``"text"``, and ``"trailing_slash"`` where the path has one. Texts that should be JSON and
    aren't are in ``"mistyped"``, with where they stand: as values they would be right. Within a run
    ``"origins"`` says which path values the program filled in, and what is hidden is said too.

    Args:
        secrets: with the values of passwords and other secrets; never for what outlives the
            program.
    """
    draft: dict[str, Any] = {}
    if form.trailing_slash:
        draft["trailing_slash"] = True
    for item in form.fields:
        if item.place == "body" or (item.name == SCHEMAS_VERSION and not secrets):
            continue  # the version is chosen for a run, not for an operation
        if (value := _value(item, secrets)) is not NOTHING:
            draft.setdefault(item.place, {})[item.name] = value
    if form.body_problem:
        # A text that doesn't parse can't be searched for secrets.
        if secrets or not (_may_hold_secrets(form) or masked_body_text(form) != form.body_text):
            draft["text"] = form.body_text
    elif (
        form.body is not None
        and form.body.is_given
        and not (form.body.kept and form.body.state is State.EMPTY)
        # What is there now is not what was typed: another time it may be otherwise.
        and (secrets or not is_as_filled(form))
    ):
        value = _value(form.body, secrets)
        if value is not NOTHING:
            draft["body"] = value
    origins = {
        item.name: item.origin.value
        for item in form.placed("path")
        if item.is_given and item.origin is not Origin.USER
    }
    if secrets and origins:
        draft[_ORIGINS] = origins
    if secrets and not form.body_problem and (mistyped := list(_mistyped(form))):
        draft["mistyped"] = mistyped
    if secrets and draft:
        _add_hidden(form, draft)
    return draft


def _add_hidden(form: Form, draft: dict[str, Any]) -> None:
    """Say what is hidden whatever the schema says: a form that is made anew hides it too."""
    if form.secret_texts:
        draft[_SECRET_TEXTS] = sorted(form.secret_texts)
    paths = [(item.place, item.name, sorted(hidden_paths(item))) for item in _roots(form)]
    if hidden := [entry for entry in paths if entry[2]]:
        draft[_HIDDEN] = hidden


def _roots(form: Form) -> list[Field]:
    outside = [item for item in form.fields if item.place != "body"]
    return outside if form.body is None else [*outside, form.body]


def is_same_draft(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two drafts say the same, whoever filled it in."""
    pairs = (
        {name: of for name, of in draft.items() if name not in _BESIDE} for draft in (one, other)
    )
    return next(pairs) == next(pairs)


def fill(form: Form, call: Call) -> None:
    """Fill a form with what a call of its operation sent; secrets that were left out of it stay
    absent.
    """
    form.clear()
    form.trailing_slash = call.trailing_slash
    given = {"path": call.path_values, "query": call.query, "header": call.headers}
    for item in [item for item in form.fields if item.place in given]:
        for name, value in given[item.place]:
            if name != item.name or (not value and (item.place, name) in call.sensitive):
                continue
            if item.kind == "list":
                item.add_part(value)
            else:
                item.type_text(value)
    if call.body is not None:
        form.take_body(call.json)
        waiting = [(form.body, "")] if form.body is not None else []
        while waiting:
            item, pointer = waiting.pop()
            if not item.text and (item.is_secret or ("body", pointer) in call.sensitive):
                item.clear()
            waiting += parts_at(item, pointer)
    hide_fields(form.fields, form.secret_texts)


def restore(form: Form, draft: dict[str, Any]) -> None:
    """Put back what :func:`draft_of` gave; what the form doesn't have any more is left out."""
    form.clear()
    if texts := draft.get(_SECRET_TEXTS):
        form.secret_texts |= set(texts)
    form.trailing_slash = draft.get("trailing_slash") is True
    for item in form.fields:
        values = draft.get(item.place)
        if item.place != "body" and isinstance(values, dict) and item.name in values:
            item.take(values[item.name])
    origins: dict[str, str] = draft.get(_ORIGINS, {})
    for item in form.placed("path"):
        if item.is_given and item.name in origins:
            item.origin = Origin(origins[item.name])
    if isinstance(draft.get("text"), str):
        form.type_body(draft["text"])
    elif "body" in draft:
        form.take_body(draft["body"])
    for place, names, text in draft.get("mistyped", ()):
        if (found := _found(form, place, names)) is not None:
            found.type_text(text)
    roots = {(item.place, item.name): item for item in _roots(form)}
    for place, name, paths in draft.get(_HIDDEN, ()):
        if (place, name) in roots:
            hide_paths(roots[place, name], map(tuple, paths))
    hide_fields(form.fields, form.secret_texts)


def _value(item: Field, secrets: bool) -> Any:
    if not item.is_given or (not secrets and _is_mistyped(item)):
        # A text that doesn't parse can't be searched for secrets.
        return NOTHING
    if secrets or not item.is_structured or item.state is not State.SET:
        value = loose_value(item)
        hidden = not secrets and (secrets_in(item, value) or any(True for _ in secret_parts(item)))
        return NOTHING if hidden else value
    parts = [(part, _value(part, secrets)) for part in item.parts]
    given = [(part, value) for part, value in parts if value is not NOTHING]
    if item.kind == "list":
        return [value for _, value in given]
    return {(part.key.text if part.key is not None else part.name): value for part, value in given}


def _is_mistyped(item: Field) -> bool:
    """Whether a text was typed that should be JSON and isn't."""
    return item.kind == "json" and is_half(item)


def _mistyped(form: Form) -> Iterator[tuple[str, list[str | int], str]]:
    """The texts of a form that should be JSON and aren't: the place, what leads there, the text."""
    waiting: list[tuple[Field, list[str | int]]] = [
        (item, [item.name]) for item in form.fields if item.place != "body"
    ]
    if form.body is not None:
        waiting.append((form.body, []))
    while waiting:
        item, names = waiting.pop()
        if _is_mistyped(item):
            yield item.place, names, item.text
        elif item.is_structured and item.state is State.SET:
            for index, part in enumerate(item.parts):
                name = part.name if part.key is None else part.key.text
                waiting.append((part, [*names, index if item.kind == "list" else name]))


def _found(form: Form, place: ParameterLocation, names: list[str | int]) -> Field | None:
    """The field that names lead to, as :func:`_mistyped` gives them."""
    waiting = list(names)
    item = form.body if place == "body" else form.field(place, str(waiting.pop(0)))
    for name in waiting:
        if item is None or not item.is_structured:
            return None
        at = (
            part
            for index, part in enumerate(item.parts)
            if name == (index if item.kind == "list" else part.key.text if part.key else part.name)
        )
        item = next(at, None)
    return item


def _may_hold_secrets(form: Form) -> bool:
    """Whether a body of this operation has a place for a secret, however deep."""
    waiting = list(form.placed("body"))
    seen: set[str] = set()
    while waiting:
        item = waiting.pop()
        if item.is_secret or item.kind in ("json", "map"):
            return True
        if item.kind in ("model", "list") and item.schema.type in seen:
            continue
        seen.add(item.schema.type)
        if item.kind == "model":
            waiting += item.parts
        elif item.kind == "list":
            waiting.append(Field(item.schema).add_part())
    return False
