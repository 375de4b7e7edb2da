"""Where a value of a request may have come from: the leaves of the responses before it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ovh_explorer.call import Call, operation_title
from ovh_explorer.translation import _
from ovh_explorer.workspace.recipes.places import Leaf, Value
from ovh_explorer.workspace.recipes.specific import is_id, is_specific, kind_of, noun_of

__all__ = ["Source", "Sources", "parts_around"]

# What follows a change by its id, whatever the change itself is called.
_FOLLOWED = frozenset({"task", "operation", "order"})
# Kinds of values that are called by their owner: others may have the same.
# not for people: what kind_of gives
_GIVEN_NAMES = frozenset({"a name with dots", "a name with digits"})
_NAME_FIELD = re.compile(r"(.*[a-z])?(name|domain|host|login|email|service|project)s?", re.I)
# A part of a text is no shorter.
_MIN_PART = 6


@dataclass(frozen=True, slots=True)
class Source:
    """A leaf of the response to the turn `at`; `title` is that request.

    Attributes:
        since: the first turn that was sent when it was known: a GET that was sent again stands at
            its first place, and may have had it later.
    """

    at: int
    leaf: Leaf
    title: str
    since: int


class Sources:
    """The leaves of the responses of a run, found by their texts.

    Args:
        texts: of the values of each call.
        leaves: of each response, with the first turn that was sent when one was known.
        calls: that were responded to.
    """

    def __init__(
        self,
        texts: Sequence[Sequence[str]],
        leaves: Sequence[Sequence[tuple[Leaf, int]]],
        calls: list[Call],
    ) -> None:
        self._calls = calls
        self._first_sent: dict[str, int] = {}
        for at, of_call in enumerate(texts):
            for text in of_call:
                self._first_sent.setdefault(text, at)
        self._by_text: dict[str, list[Source]] = {}
        for at, of_response in enumerate(leaves):
            call = calls[at]
            title = operation_title(call.branch, call.method, call.path)
            for leaf, since in of_response:
                if isinstance(leaf.value, str | int) and not isinstance(leaf.value, bool):
                    source = Source(at, leaf, title, since)
                    self._by_text.setdefault(str(leaf.value), []).append(source)

    def find(self, at: int, value: Value) -> tuple[Source | None, str]:
        """The leaf that a value of call `at` came out of, and why; where an equal one is none of
        it, None and why not. ``(None, "")`` where no response had it before.
        """
        text = str(value.value)
        if not is_specific(value.value, value.field):
            return None, ""
        before = self._before_sent(at, text)
        if value.place[0] == "body":
            before = [source for source in before if _same_type(source.leaf.value, value.value)]
        if not before:
            return None, ""
        fitting = [source for source in before if self._fits(source, value)]
        if not fitting:
            return None, self._why_not(before[-1], value)
        stable = [source for source in fitting if _is_stable(source.leaf)]
        if not stable:
            title = fitting[-1].title
            words = _("It is in a list of objects of {operation}, whose order may change.")
            return None, words.format(operation=title)
        chosen = [source for source in stable if not self._is_choice(source)]
        if not chosen:
            return None, ""
        best = max(chosen, key=lambda source: (not _is_item(source.leaf), source.at))
        return best, _why(best, value, self._calls[best.at])

    def list_of(self, at: int, value: Value) -> str:
        """The GET without values whose list a value of call `at` was chosen from; "" for none."""
        if not is_specific(value.value, value.field):
            return ""
        for source in reversed(self._before_sent(at, str(value.value))):
            if self._is_bare_list(source) and self._fits(source, value):
                return source.title
        return ""

    def within(self, at: int, text: str) -> Source | None:
        """The newest leaf that is an unmistakable part of a text."""
        found = [
            source
            for part in set(re.findall(r"[^\s:/?&=#]+", text))
            if parts_around(part, text)
            for source in self._before_sent(at, part)
            if _is_stable(source.leaf) and not self._is_choice(source)
        ]
        return max(found, key=lambda source: (not _is_item(source.leaf), source.at), default=None)

    def _before_sent(self, at: int, text: str) -> list[Source]:
        """The leaves that had a text before a call had it, `at` or an earlier one: what a call says
        first is the user's, and comes back as an echo.
        """
        first = min(at, self._first_sent.get(text, at))
        return [source for source in self._by_text.get(text, ()) if source.since <= first]

    def _is_bare_list(self, source: Source) -> bool:
        """Whether a leaf is an item of what a GET without any value lists: all that one has."""
        call = self._calls[source.at]
        is_bare = call.method == "GET" and not call.path_values and not call.query
        return is_bare and len(source.leaf.steps) == 1 and _is_item(source.leaf)

    def _is_choice(self, source: Source) -> bool:
        """Whether it is for the user to choose such an item again: of a list of names, or of all
        that an account has.
        """
        is_name = kind_of(source.leaf.value) in _GIVEN_NAMES
        return self._is_bare_list(source) or (_is_item(source.leaf) and is_name)

    def _fits(self, source: Source, value: Value) -> bool:
        call, leaf = self._calls[source.at], source.leaf
        same_field = bool(leaf.field) and leaf.field.lower() == value.field.lower()
        noun, wanted = _noun_of_leaf(leaf, call), noun_of(value.field, value.path)
        related = noun in wanted or wanted in noun
        if str(value.value).isdigit():
            if not is_id(value.field) or (leaf.field and not is_id(leaf.field)):
                return False
            return related or (wanted in _FOLLOWED and call.method != "GET")
        if kind_of(value.value) not in _GIVEN_NAMES:
            return True
        is_name = not leaf.field or is_id(leaf.field) or _NAME_FIELD.fullmatch(leaf.field)
        return same_field or (bool(is_name) and (related or not leaf.field))

    def _why_not(self, source: Source, value: Value) -> str:
        noun = _noun_of_leaf(source.leaf, self._calls[source.at])
        where = source.leaf.field or noun
        return _(
            "{place} of {operation} is equal, but {field} is another thing: it stays as it is."
        ).format(place=where, operation=source.title, field=value.field)


def _noun_of_leaf(leaf: Leaf, call: Call) -> str:
    """What an id in a response is of: its own name, that of the object it is in, or the path's."""
    keys = [step for step in leaf.steps[:-1] if isinstance(step, str)]
    path = f"{call.path}/{keys[-1]}" if keys else call.path
    return noun_of(leaf.field or "id", path)


def _why(source: Source, value: Value, call: Call) -> str:
    kind = kind_of(value.value)
    what = _(kind) if kind else _("an id of a {noun}").format(noun=_noun_of_leaf(source.leaf, call))
    if _is_item(source.leaf):
        words = _("It is {what}, chosen from the list of {operation}.")
        return words.format(what=what, operation=source.title)
    if not source.leaf.steps:
        words = _("It is {what}, and the whole response to {operation}.")
        return words.format(what=what, operation=source.title)
    name = ".".join(map(str, source.leaf.steps))
    words = _("It is {what}, and {name} of the response to {operation}.")
    return words.format(what=what, name=name, operation=source.title)


def _is_item(leaf: Leaf) -> bool:
    return bool(leaf.steps) and isinstance(leaf.steps[-1], int)


def _is_stable(leaf: Leaf) -> bool:
    """Whether a path leads to the same thing another time: no object of a list is on it."""
    return not any(isinstance(step, int) for step in leaf.steps[:-1])


def _same_type(one: Any, other: Any) -> bool:
    return isinstance(one, str) == isinstance(other, str)


def parts_around(part: str, text: str) -> tuple[str, str] | None:
    """What stands before and after an unmistakable part of a text; None where it holds none."""
    if len(part) < _MIN_PART or not kind_of(part) or part == text:
        return None
    found = re.search(rf"(?<![\w.-]){re.escape(part)}(?![\w.-])", text)
    return None if found is None else (text[: found.start()], text[found.end() :])
