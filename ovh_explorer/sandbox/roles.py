"""Roles of a product's operations: which lists, which reads an item, where a response is stored."""

from collections.abc import Iterable
from dataclasses import dataclass

from ovh_explorer.call import placeholders
from ovh_explorer.catalog.resolve import Models, Object
from ovh_explorer.catalog.schema import Operation, Parameter

__all__ = ["Collection", "Roles"]


@dataclass(frozen=True, slots=True)
class Collection:
    """A path that lists, such as ``/vps``, with the path of its items, such as
    ``/vps/{serviceName}``.

    Attributes:
        path: the template of the list.
        item: the template of an item.
        key: the path parameter that an item is called by.
        lists: GET of the list, where there is one.
        reads: GET of an item, where there is one.
        read_model: the key of the model that an item is read as; empty where it is no model.
    """

    path: str
    item: str
    key: Parameter
    lists: Operation | None
    reads: Operation | None
    read_model: str


class Roles:
    """The collections among a product's operations.

    An item path is one that ends with a placeholder and can be read, changed or deleted; what
    stands before is its collection.
    """

    def __init__(self, operations: Iterable[Operation], models: Models) -> None:
        self._models = models
        self._operations = {
            (operation.method, operation.path): operation for operation in operations
        }
        self._by_path: dict[str, Collection] = {}
        self._by_item: dict[str, Collection] = {}
        self._by_model: dict[str, list[Collection]] = {}
        for operation in self._operations.values():
            if operation.method in ("GET", "PUT", "DELETE") and operation.path.endswith("}"):
                self._add(operation)

    def _add(self, operation: Operation) -> None:
        path, _, last = operation.path.rpartition("/")
        if operation.path in self._by_item or not (last.startswith("{") and path):
            return
        key = next(item for item in operation.placed("path") if item.name == last[1:-1])
        reads = self.operation("GET", operation.path)
        shape = self._models.shape(reads.response) if reads else None
        model = shape.model.key if isinstance(shape, Object) else ""
        found = Collection(path, operation.path, key, self.operation("GET", path), reads, model)
        self._by_item[operation.path] = found
        # Of two kinds of items in one place, the one that can be read is the one that is listed.
        if path not in self._by_path or (reads and self._by_path[path].reads is None):
            self._by_path[path] = found
        if model:
            self._by_model.setdefault(model, []).append(found)

    def operation(self, method: str, path: str) -> Operation | None:
        """An operation of the product by its template."""
        return self._operations.get((method, path))

    def reading(self, ending: str) -> list[Operation]:
        """The GET operations whose templates have an ending, such as ``/task``."""
        return [
            item
            for (method, path), item in self._operations.items()
            if method == "GET" and path.endswith(ending)
        ]

    def collections(self) -> Iterable[Collection]:
        """All of them."""
        return self._by_path.values()

    def collection(self, path: str) -> Collection | None:
        """The collection that a template lists."""
        return self._by_path.get(path)

    def item(self, path: str) -> Collection | None:
        """The collection that a template is an item of."""
        return self._by_item.get(path)

    def keeper(self, operation: Operation, given: Iterable[str] = ()) -> Collection | None:
        """Where the operation's response can be read again later: a task's list, a cart's items.

        It is a collection whose items are read as the very model of the response, and whose place
        follows from the operation's own path values, or the values of its body that are called
        `given`; the one nearest to the operation, and not below what that removes.
        """
        shape = self._models.shape(operation.response.removesuffix("[]"))
        if not isinstance(shape, Object):
            return None
        known = {*placeholders(operation.path), *given}
        fitting = [
            found
            for found in self._by_model.get(shape.model.key, ())
            if set(placeholders(found.path)) <= known
            and found.reads is not None
            and not (operation.method == "DELETE" and found.path.startswith(f"{operation.path}/"))
        ]
        return max(fitting, key=lambda found: _common(found.path, operation.path), default=None)


def _common(one: str, other: str) -> tuple[int, int]:
    """How many segments two templates begin with alike; then, the shorter `one` the better."""
    left, right = one.split("/"), other.split("/")
    same = 0
    for a, b in zip(left, right, strict=False):
        if a != b:
            break
        same += 1
    return same, -len(left)
