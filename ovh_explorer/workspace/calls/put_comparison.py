"""How a PUT is compared with what it changes: which GET reads that, and what of its response is
meant.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ovh_explorer.call import Call, operation_title
from ovh_explorer.catalog.canonical import canonical_text, writable_part
from ovh_explorer.catalog.required import writable_properties
from ovh_explorer.catalog.resolve import Listed, Mapped, Models, Object, Shape
from ovh_explorer.catalog.schema import Model, Operation, Property
from ovh_explorer.catalog.types import parse_type
from ovh_explorer.translation import N_, _
from ovh_explorer.workspace.calls.object_get import get_on_path, not_read_words
from ovh_explorer.workspace.calls.put_difference import (
    CHECKSUM,
    PutDifference,
    difference_of,
)
from ovh_explorer.workspace.calls.shown_parts import is_untold, shown_of

if TYPE_CHECKING:
    from ovh_explorer.catalog.store import Store
    from ovh_explorer.client.response import Response

__all__ = ["ComparisonError", "PutComparison", "comparison_of"]

# Bytes of an object that is compared: reading and comparing it takes some milliseconds.
_MAX_BYTES = 200_000
# Of the bodies of the real catalog none reaches as many.
_MAX_MODELS = 1000
_TOO_DEEP = N_("It is nested too deeply to be compared.")
# What holds the properties that can be changed, where the object itself doesn't.
_SPECIFICATIONS = ("targetSpec", "spec")


class ComparisonError(ValueError):
    """Why no difference can be shown, in a sentence."""


@dataclass(frozen=True, slots=True)
class PutComparison:
    """Compares the body of a PUT with the object that a GET of the same path reads.

    Attributes:
        reads: that GET.
        models: of the document that both are in.
        kind, shape: the type of the body, and what that stands for.
        shows: what the GET responds with.
        part: the name of the property that is compared, where it isn't the object itself.
        list_of: the one property of the body that says what the GET lists; else "".
    """

    reads: Call
    models: Models
    kind: str
    shape: Shape
    shows: Shape
    part: str = ""
    list_of: str = ""

    @property
    def title(self) -> str:
        """The GET with its values, as users write it; secrets masked."""
        shown = self.reads.masked()
        return operation_title(shown.branch, shown.method, shown.target)

    def object_in(self, response: "Response") -> Any:
        """The object that a response holds.

        Raises:
            ComparisonError: for a refusal, and for what holds none.
        """
        if not response.ok:
            raise ComparisonError(not_read_words(response))
        if response.size > _MAX_BYTES:
            raise ComparisonError(_("It is too large to be compared."))
        if response.is_nothing:
            raise ComparisonError(self._nothing_words)
        try:
            value = response.json()
        except (ValueError, RecursionError):
            raise ComparisonError(_("Failed to read it: the response is not JSON.")) from None
        self.present(value)
        return value

    def present(self, value: Any) -> Any:
        """What of an object is compared with the body.

        Raises:
            ComparisonError: where that is not there.
        """
        if self.list_of:
            found = {self.list_of: value} if isinstance(value, list) else None
        elif self.part:
            found = value.get(self.part) if isinstance(value, dict) else None
        else:
            found = value
        wanted = list if isinstance(self.shape, Listed) else dict
        if not isinstance(found, wanted):
            raise ComparisonError(self._nothing_words)
        return found

    @property
    def _nothing_words(self) -> str:
        return _("The response to {title} holds nothing to compare.").format(title=self.title)

    def difference(
        self, body: Any, value: Any, hidden: frozenset[str] = frozenset()
    ) -> PutDifference:
        """What sending a body changes of an object; `hidden` texts are masked in it.

        Raises:
            ComparisonError: where they can't be compared.
        """
        try:
            return difference_of(
                self.models,
                self.kind,
                self.shape,
                body,
                self.present(value),
                shows=self._shown(),
                has_checksum=self.has_checksum,
                hidden=hidden,
            )
        except RecursionError:
            raise ComparisonError(_(_TOO_DEEP)) from None

    def values(self, value: Any) -> Any:
        """What of an object could be sent as it is; nothing of which only a part is shown.

        Raises:
            ComparisonError: where nothing is there.
        """
        present = self.present(value)
        values = writable_part(self.models, self.shape, present)
        if not isinstance(self.shape, Object) or self.is_declarative:
            return values
        types = {item.name: item.type for item in self.shape.model.properties}

        def is_told(name: str) -> bool:
            shows = shown_of(self.models, self._shown(), name)
            return not is_untold(self.models, types.get(name, "any"), shows, present[name])

        return {name: entry for name, entry in values.items() if is_told(name)}

    def state(self, value: Any) -> str:
        """A text that is another one when what could be sent of an object is.

        Raises:
            ComparisonError: where nothing is there.
        """
        try:
            return canonical_text(self.models, self.shape, self.values(value))
        except RecursionError:
            raise ComparisonError(_(_TOO_DEEP)) from None

    def prepare(self) -> None:
        """Read all models that a comparison needs: then it can be made in another thread."""
        waiting, seen = [self.shape, self.shows], set[str]()
        while waiting and len(seen) < _MAX_MODELS:
            match waiting.pop():
                case Object(model) if model.key not in seen:
                    seen.add(model.key)
                    waiting += [self.models.shape(item.type) for item in model.properties]
                case Listed(item) | Mapped(_, item):
                    waiting.append(self.models.shape(item))

    @property
    def is_declarative(self) -> bool:
        """Whether the body says what the whole object is to be: v2's ``targetSpec``."""
        return self.reads.branch == "v2" and "targetSpec" in _names(self.shape)

    @property
    def has_checksum(self) -> bool:
        """Whether the body says which state of the object it was made from."""
        return self.reads.branch == "v2" and CHECKSUM in _names(self.shape)

    def _shown(self) -> Shape | None:
        """What is shown of what is compared, where that is known."""
        return _inside(self.models, self.shows, self.part)


def comparison_of(store: "Store", call: Call) -> PutComparison | None:
    """How a call is compared with what it changes; None for anything but a PUT with a body.

    Raises:
        ComparisonError: where no difference can be shown.
    """
    operation = store.operation(call.branch, call.method, call.path)
    if call.method != "PUT" or call.body is None or operation is None:
        return None
    return comparison_with(
        operation,
        store.operation(call.branch, "GET", call.path),
        store.models(call.branch, operation.product),
        call,
    )


def comparison_with(
    operation: Operation, reads: Operation | None, models: Models, call: Call
) -> PutComparison:
    """The same for a PUT, and the GET on its path.

    Raises:
        ComparisonError: where no difference can be shown.
    """
    if reads is None:
        raise ComparisonError(_("The API has no GET on this path."))
    if needed := [item.name for item in reads.placed("query") if item.required]:
        raise ComparisonError(
            _("The GET on this path needs a value for {value}.").format(value=needed[0])
        )
    get = get_on_path(call, reads)
    kind, shape = _body_type(operation, models)
    shows = models.shape(reads.response)
    part, list_of = "", ""
    match shape, shows:
        case Object(), Object():
            part = _part(models, shape, shows)
        case Object(model), Listed():
            list_of = _list_in(model, reads.response)
        case (Mapped(), Mapped() | Object()) | (Listed(), Listed()):
            pass
        case _:
            raise ComparisonError(
                _("The GET on this path returns {response}.").format(response=reads.response)
            )
    return PutComparison(get, models, kind, shape, shows, part, list_of)


def _body_type(operation: Operation, models: Models) -> tuple[str, Shape]:
    whole = operation.body
    if whole is not None:
        return whole.type, models.shape(whole.type)
    properties = tuple(
        Property(item.name, item.type, item.full_type, True, False, item.required, item.description)
        for item in operation.placed("body")
    )
    return "", Object(Model(key="", properties=properties))


def _part(models: Models, shape: Object, shows: Object) -> str:
    """The property of the object that holds what can be changed; "" for the object itself."""
    names = _names(shape)
    if names & _declared(models, shows):
        return ""
    found = (name for name in _SPECIFICATIONS if names & _declared(models, shows, name))
    return next(found, "")


def _list_in(model: Model, listed: str) -> str:
    """The one property of a body that is of the type that is listed.

    Raises:
        ComparisonError: where there is none, or another property beside it.
    """
    found = [item.name for item in model.properties if item.name in writable_properties(model)]
    types: Mapping[str, str] = {item.name: item.type for item in model.properties}
    if len(found) == 1 and parse_type(types[found[0]]) == parse_type(listed):
        return found[0]
    raise ComparisonError(_("The GET on this path returns a list, and the body is no such list."))


def _names(shape: Shape) -> frozenset[str]:
    return writable_properties(shape.model) if isinstance(shape, Object) else frozenset()


def _inside(models: Models, shows: Shape, part: str) -> Object | None:
    """What is shown of an object, or of a property of it; None where that is no model."""
    if part and isinstance(shows, Object):
        types = {item.name: item.type for item in shows.model.properties}
        shows = models.shape(types.get(part, "any"))
    return shows if isinstance(shows, Object) else None


def _declared(models: Models, shows: Shape, part: str = "") -> frozenset[str]:
    shown = _inside(models, shows, part)
    return frozenset(item.name for item in shown.model.properties) if shown else frozenset()
