"""The forms that were opened in this run."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ovh_explorer.catalog.store import Store
    from ovh_explorer.form import Form

__all__ = ["OpenForms"]

Key = tuple[str, str, str]

# Untouched forms that are kept, the last opened first: to go back and forth, without keeping a
# whole catalog.
_MAX_UNTOUCHED_FORMS = 8
# Forms that are kept whole; of others what was typed, which is much smaller.
_MAX_WHOLE_FORMS = 40


class OpenForms:
    """Keeps each form into which the user typed, for the whole run; of the untouched ones those
    opened last.

    Args:
        store: gives the catalog.

    Attributes:
        schemas_version: the version of its schemas that v2 is asked for; "" for the account's own.
    """

    def __init__(self, store: "Callable[[], Store]") -> None:
        self._store = store
        self._forms: dict[Key, Form] = {}
        # What was typed, secrets too: in memory only.
        self._typed: dict[Key, dict[str, Any]] = {}
        self.schemas_version = ""

    def __iter__(self) -> "Iterator[Form]":
        return iter(list(self._forms.values()))

    def get(self, branch: str, method: str, path: str) -> "Form | None":
        """The form of an operation, with what was typed into it earlier in this run; None where
        there is no such operation.
        """
        key = (branch, method, path)
        form = self._forms.pop(key, None) or self._make(key)
        if form is None:
            return None
        untouched = [known for known, other in self._forms.items() if other.is_empty]
        for known in untouched[: max(0, len(untouched) - _MAX_UNTOUCHED_FORMS + 1)]:
            del self._forms[known]
        self._forms[key] = form
        for known in list(self._forms)[: max(0, len(self._forms) - _MAX_WHOLE_FORMS)]:
            from ovh_explorer.form.draft import draft_of

            self._typed[known] = draft_of(self._forms.pop(known), secrets=True)
        return form

    def use_schemas_version(self, version: str) -> None:
        """Ask v2 for this version of its schemas, in every form; "" for the account's own."""
        self.schemas_version = version
        for form in self:
            self._set_schemas_version(form)

    def _make(self, key: Key) -> "Form | None":
        """A new form, with what was typed into the one there was."""
        branch, method, path = key
        store = self._store()
        operation = store.operation(branch, method, path)
        if operation is None:
            return None
        from ovh_explorer.form import Form

        form = Form(operation, store.models(branch, operation.product))
        self._set_schemas_version(form)
        typed = self._typed.pop(key, None)
        if typed:
            from ovh_explorer.form.draft import restore

            restore(form, typed)
        return form

    def _set_schemas_version(self, form: "Form") -> None:
        from ovh_explorer.form import SCHEMAS_VERSION

        field = form.field("header", SCHEMAS_VERSION)
        if field is not None:
            field.type_text(self.schemas_version)
