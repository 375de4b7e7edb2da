"""A request that was checked, and the register of operations that have a handler of their own."""

# No words for people: responses of the API are the same in each language.

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ovh_explorer.catalog.required import writable_properties
from ovh_explorer.catalog.resolve import Models
from ovh_explorer.catalog.schema import Operation
from ovh_explorer.sandbox import Strictness
from ovh_explorer.sandbox.documents import Documents
from ovh_explorer.sandbox.errors import ApiRefusal
from ovh_explorer.sandbox.object_store import ObjectPath
from ovh_explorer.sandbox.roles import Roles
from ovh_explorer.sandbox.signature import Caller
from ovh_explorer.sandbox.state import State

__all__ = ["HANDLERS", "Handler", "Request", "gone", "handles"]


@dataclass(slots=True)
class Request:
    """A request that was checked: its values have their types.

    Attributes:
        documents: the catalog that is served.
        texts: the decoded texts of the path's placeholders; `values` are the same in their types.
        headers: by names in lower case.
        caller: who asks; None where the operation needs no authentication.
        origin: the sandbox's own URL, as the client calls it.
        skew: seconds that the clock pretends to be ahead.
        strictness: which ids exist only where a list holds them.
    """

    state: State
    documents: Documents
    operation: Operation
    models: Models
    roles: Roles
    texts: dict[str, str]
    values: dict[str, Any]
    query: dict[str, Any]
    body: Any
    headers: dict[str, str]
    caller: Caller | None
    origin: str
    skew: float = 0
    strictness: Strictness = Strictness.NONE

    @property
    def object_path(self) -> ObjectPath:
        """Where the request's path is, in the object store."""
        return self.object_path_of(self.operation.path)

    @property
    def written(self) -> dict[str, Any]:
        """The fields of a body that is an object, but for the ones that only the API writes."""
        if not isinstance(self.body, dict):
            return {}
        whole = self.operation.body
        model = self.models.model(whole.type) if whole else None
        if model is None:
            return self.body
        names = writable_properties(model)
        return {name: value for name, value in self.body.items() if name in names}

    def object_path_of(self, template: str, more: Mapping[str, Any] | None = None) -> ObjectPath:
        """Where another template is, with this request's path values, or `more` where it has none
        of that name.
        """
        segments = template.strip("/").split("/")
        values = {
            f"{{{name}}}": str(value) for name, value in {**(more or {}), **self.texts}.items()
        }
        return (self.operation.branch, *(values.get(segment, segment) for segment in segments))


Handler = Callable[[Request], Any]

HANDLERS: dict[tuple[str, str, str], Handler] = {}
"""The operations that have a handler of their own: by branch, method and template."""


def handles(branch: str, method: str, path: str) -> Callable[[Handler], Handler]:
    """Register the function below as the response of an operation."""

    def keep(handler: Handler) -> Handler:
        HANDLERS[branch, method, path] = handler
        return handler

    return keep


def gone(request: Request, place: ObjectPath) -> ApiRefusal:
    """The refusal for what isn't there (any more)."""
    template = request.operation.path.strip("/").split("/")[len(place) - 2]
    named = next(
        (error for error in request.operation.errors if error.startswith("Client::NotFound")), ""
    )
    error_class = named if len(place) == len(request.object_path) and named else "Client::NotFound"
    if request.operation.branch == "v2":
        return ApiRefusal(404, f"{place[-1]} not found", error_class)
    if template == "{serviceName}" or len(place) < len(request.object_path):
        return ApiRefusal(404, "This service does not exist", error_class)
    return ApiRefusal(
        404,
        f"The requested object ({template.strip('{}')} = {place[-1]}) does not exist",
        error_class,
    )
