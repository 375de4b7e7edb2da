"""What two versions of a document differ in: operations, and what can be given to them."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ovh_explorer.catalog.request_parts import PartReader, RequestPart
from ovh_explorer.catalog.resolve import Models
from ovh_explorer.catalog.schema import Model, Operation, read_model, read_operation

__all__ = ["DocumentState", "Found", "differences"]

_DEPRECATED = "DEPRECATED"


@dataclass(frozen=True, slots=True)
class Found:
    """A difference; its attributes are those of :class:`~ovh_explorer.catalog.rows.Change`."""

    kind: str
    method: str
    path: str
    part: str = ""
    value: str = ""
    replacement: str = ""


@dataclass(frozen=True, slots=True)
class DocumentState:
    """A document as it is kept: its operations by method and path, and what it is made of."""

    operations: Mapping[tuple[str, str], Operation]
    models: Models

    @classmethod
    def of(
        cls,
        branch: str,
        product: str,
        operations: Iterable[tuple[str, str]],
        models: Iterable[tuple[str, str]],
    ) -> "DocumentState":
        """The state of a document's rows: path and JSON of each operation, key and JSON of each
        model.
        """
        read = (read_operation(branch, product, path, json.loads(raw)) for path, raw in operations)
        texts = dict(models)

        def find(key: str) -> Model | None:
            return read_model(key, json.loads(texts[key])) if key in texts else None

        return cls({(item.method, item.path): item for item in read}, Models(find))


def differences(before: DocumentState, after: DocumentState) -> Iterator[Found]:
    """What came, went, or is deprecated now: operations first, then what can be given to those
    that are in both.
    """
    for key in [key for key in after.operations if key not in before.operations]:
        yield Found("added", *key)
    for key, operation in before.operations.items():
        if key not in after.operations:
            yield Found("removed", *key, replacement=operation.status.replacement)
    for key, operation in after.operations.items():
        old = before.operations.get(key)
        is_new = old is not None and old.status.value != _DEPRECATED
        if is_new and operation.status.value == _DEPRECATED:
            yield Found("deprecated", *key, replacement=operation.status.replacement)
    readers = PartReader(before.models), PartReader(after.models)
    for key, operation in after.operations.items():
        old = before.operations.get(key)
        if old is not None:
            yield from _parts(key, readers[0].parts(old), readers[1].parts(operation))


def _parts(
    key: tuple[str, str], before: frozenset[RequestPart], after: frozenset[RequestPart]
) -> Iterator[Found]:
    for word, parts in (("added", after - before), ("removed", before - after)):
        names = {part.name for part in parts if part.kind == "parameter"}
        for part in sorted(parts, key=lambda part: (part.name, part.value)):
            # Of a parameter that came or went its values and properties did too.
            if not any(name in names for name in _above(part)):
                yield Found(f"{part.kind} {word}", *key, part.name, part.value)


def _above(part: RequestPart) -> Iterator[str]:
    """The names of the parameters and properties that a part belongs to."""
    if part.kind == "value":
        yield part.name
    name = part.name
    while "." in name:
        name = name.rpartition(".")[0]
        yield name
