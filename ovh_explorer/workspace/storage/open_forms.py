"""The forms of a run."""

from collections import Counter
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any
from weakref import WeakValueDictionary

if TYPE_CHECKING:
    from ovh_explorer.catalog.store import Store
    from ovh_explorer.form import Form
    from ovh_explorer.workspace.storage.step_values import StepValues

__all__ = ["Forms", "OpenForms"]

Key = tuple[str, str, str]

# Untouched forms that are kept, last opened first: to go back and forth, without keeping a whole
# catalog.
_MAX_UNTOUCHED = 8
# Forms that are kept whole; of others what was typed, which is much smaller.
_MAX_WHOLE = 40


class Forms:
    """Each form with something typed into it, for the whole run; of the untouched ones those opened
    last, and those that undo would bring something back into.
    """

    def __init__(self) -> None:
        self._forms: dict[Key, Form] = {}
        # Those that something has: the steps of undo do.
        self._in_use: WeakValueDictionary[Key, Form] = WeakValueDictionary()
        # What was typed, secrets too: in memory only.
        self._drafts: dict[Key, dict[str, Any]] = {}

    def __iter__(self) -> "Iterator[Form]":
        return iter(list(self._in_use.values()))

    def get(self, key: Key, make: "Callable[[], Form | None]") -> "Form | None":
        """The form of an operation, by branch, method and path; from `make` where it isn't kept,
        None for none.
        """
        form = self._in_use.get(key) or self._restored(key, make)
        if form is None:
            return None
        # The last that was opened is the last.
        self._forms.pop(key, None)
        self._drafts.pop(key, None)
        self._in_use[key] = form
        untouched = [known for known, other in self._forms.items() if other.is_empty]
        for known in untouched[: max(0, len(untouched) - _MAX_UNTOUCHED + 1)]:
            del self._forms[known]
        self._forms[key] = form
        for known in list(self._forms)[: max(0, len(self._forms) - _MAX_WHOLE)]:
            from ovh_explorer.form.draft import draft_of

            self._drafts[known] = draft_of(self._forms.pop(known), secrets=True)
        return form

    def _restored(self, key: Key, make: "Callable[[], Form | None]") -> "Form | None":
        """A new form, with what was typed into the one there was."""
        form = make()
        draft = self._drafts.pop(key, None)
        if form is not None and draft:
            from ovh_explorer.form.draft import restore

            restore(form, draft)
        return form


class OpenForms:
    """The forms of a run, made from the catalog.

    Args:
        store: of the catalog.
    """

    def __init__(self, store: "Callable[[], Store]") -> None:
        self._store = store
        self._forms = Forms()
        # How often the form of each operation was opened.
        self._times: Counter[Key] = Counter()
        self.schemas_version = ""
        """The version of its schemas that v2 is to respond by; "" for the account's own."""

    def __iter__(self) -> "Iterator[Form]":
        return iter(self._forms)

    @cached_property
    def step_values(self) -> "StepValues":
        """What steps of recipes put into them."""
        from ovh_explorer.workspace.storage.step_values import StepValues

        return StepValues()

    def get(self, branch: str, method: str, path: str) -> "Form | None":
        """The form of an operation, with what was typed into it earlier in this run; None for no
        operation.
        """
        return self._forms.get((branch, method, path), lambda: self.new(branch, method, path))

    def note_open(self, form: "Form") -> None:
        """Note that a form is opened: by a path, from an object, for rows. Going back to one isn't
        that.
        """
        self._times[form.operation.key] += 1

    def times_open(self, branch: str, method: str, path: str) -> int:
        """How often the form of an operation was opened in this run."""
        return self._times[branch, method, path]

    def use_schemas_version(self, version: str) -> None:
        """Have v2 respond by this version of its schemas, in every form."""
        self.schemas_version = version
        for form in self._forms:
            self._set_schemas_version(form)

    def new(self, branch: str, method: str, path: str) -> "Form | None":
        """An empty form of an operation, which isn't kept; None for no operation."""
        store = self._store()
        operation = store.operation(branch, method, path)
        if operation is None:
            return None
        from ovh_explorer.form import Form

        form = Form(operation, store.models(branch, operation.product))
        self._set_schemas_version(form)
        return form

    def _set_schemas_version(self, form: "Form") -> None:
        from ovh_explorer.form import SCHEMAS_VERSION

        field = form.field("header", SCHEMAS_VERSION)
        if field is not None:
            field.type_text(self.schemas_version)
