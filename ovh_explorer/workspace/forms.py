"""The forms of a run."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ovh_explorer.form import Form

__all__ = ["Forms"]

# Untouched forms that are kept, last opened first: to go back and forth, without keeping a whole catalog.
_UNTOUCHED = 8


class Forms:
    """Each form with something typed into it, for the whole run; of the untouched ones those opened last."""

    def __init__(self) -> None:
        self._forms: dict[tuple[str, str, str], Form] = {}

    def __iter__(self) -> "Iterator[Form]":
        return iter(list(self._forms.values()))

    def get(self, key: tuple[str, str, str], make: "Callable[[], Form | None]") -> "Form | None":
        """The form of an operation, by branch, method and path; from `make` where it isn't kept, None for none."""
        form = self._forms.pop(key, None) or make()
        if form is None:
            return None
        untouched = [known for known, other in self._forms.items() if other.is_empty]
        for known in untouched[: max(0, len(untouched) - _UNTOUCHED + 1)]:
            del self._forms[known]
        self._forms[key] = form
        return form
