"""Texts that are secret whatever the schema says: the secret parameters of a recipe."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import Any

from ovh_explorer.call import Call
from ovh_explorer.form.field import Field
from ovh_explorer.form.kinds import State

__all__ = ["hide_fields", "holds_text", "mark_secrets", "text_pointers"]

# Characters of a text that is found within a longer word.
_MIN_WITHIN = 6


def hide_fields(fields: Iterable[Field], texts: Collection[str]) -> None:
    """Have fields that hold one of these texts be secret ones from now on, until they are
    cleared.
    """
    waiting = list(fields) if texts else []
    while waiting:
        item = waiting.pop()
        if item.is_structured:
            # Others have parts without end, perhaps.
            waiting += item.parts if item.state is State.SET else []
        elif holds_text(item.text, texts):
            item.is_hidden = True


def mark_secrets(call: Call, texts: Collection[str]) -> Call:
    """A call whose values that hold one of these texts are sensitive."""
    if not texts:
        return call
    given = {"path": call.path_values, "query": call.query, "header": call.headers}
    found = {
        (place, name)
        for place, pairs in given.items()
        for name, value in pairs
        if holds_text(value, texts)
    }
    if call.body is not None:
        found |= {("body", pointer) for pointer in text_pointers(call.json, texts)}
    return replace(call, sensitive=call.sensitive | found)


def text_pointers(value: Any, texts: Collection[str], pointer: str = "") -> Iterator[str]:
    """JSON pointers, in a value, of those that hold one of these texts."""
    if isinstance(value, dict):
        for name, item in value.items():
            escaped = name.replace("~", "~0").replace("/", "~1")
            yield from text_pointers(item, texts, f"{pointer}/{escaped}")
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from text_pointers(item, texts, f"{pointer}/{index}")
    elif holds_text(value if isinstance(value, str) else str(value), texts):
        yield pointer


def holds_text(value: str, texts: Collection[str]) -> bool:
    """Whether one of these texts is in a value: a short one as a word of its own, as it would be
    in anything else.
    """
    return any(text in value and _stands_in(value, text) for text in texts)


def _stands_in(value: str, text: str) -> bool:
    if len(text) >= _MIN_WITHIN or text == value:
        return True
    return re.search(rf"(?<![^\W_]){re.escape(text)}(?![^\W_])", value) is not None
