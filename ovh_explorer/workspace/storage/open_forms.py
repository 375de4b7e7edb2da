"""The forms of a run."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ovh_explorer.form import Form

__all__ = ["Forms"]

Key = tuple[str, str, str]

# Untouched forms that are kept, last opened first: to go back and forth, without keeping a whole
# catalog.
_UNTOUCHED = 8
# Forms that are kept whole; of others what was typed, which is much smaller.
_WHOLE = 40


class Forms:
    """Each form with something typed into it, for the whole run; of the untouched ones those opened
    last.
    """

    def __init__(self) -> None:
        self._forms: dict[Key, Form] = {}
        # What was typed, secrets too: in memory only.
        self._typed: dict[Key, dict[str, Any]] = {}

    def __iter__(self) -> "Iterator[Form]":
        return iter(list(self._forms.values()))

    def get(self, key: Key, make: "Callable[[], Form | None]") -> "Form | None":
        """The form of an operation, by branch, method and path; from `make` where it isn't kept,
        None for none.
        """
        form = self._forms.pop(key, None) or self._again(key, make)
        if form is None:
            return None
        untouched = [known for known, other in self._forms.items() if other.is_empty]
        for known in untouched[: max(0, len(untouched) - _UNTOUCHED + 1)]:
            del self._forms[known]
        self._forms[key] = form
        for known in list(self._forms)[: max(0, len(self._forms) - _WHOLE)]:
            from ovh_explorer.form.draft import draft_of

            self._typed[known] = draft_of(self._forms.pop(known), secrets=True)
        return form

    def _again(self, key: Key, make: "Callable[[], Form | None]") -> "Form | None":
        """A new form, with what was typed into the one there was."""
        form = make()
        typed = self._typed.pop(key, None)
        if form is not None and typed:
            from ovh_explorer.form.draft import restore

            restore(form, typed)
        return form
