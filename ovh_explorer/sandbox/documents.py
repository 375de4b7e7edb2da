"""The catalog a sandbox serves: the embedded one, or a directory of schema documents."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ovh_explorer.catalog.json_document import objects_of
from ovh_explorer.catalog.resolve import Models
from ovh_explorer.catalog.routes import Routes
from ovh_explorer.catalog.schema import Operation, SchemaError, parse_index, read_product
from ovh_explorer.sandbox.roles import Roles
from ovh_explorer.translation import _, labelled

__all__ = ["EMBEDDED", "Document", "Documents", "RouteMatch", "SchemasError"]

EMBEDDED = Path(__file__).with_name("schemas")
"""The demo's own catalog."""


class SchemasError(ValueError):
    """A directory that holds no catalog; the message says what is missing."""


@dataclass(frozen=True, slots=True)
class Document:
    """A file as it is served, with its validator."""

    content: bytes
    etag: str


@dataclass(frozen=True, slots=True)
class RouteMatch:
    """The operation that a path is, the decoded texts of its placeholders, and its product's models
    and roles.
    """

    operation: Operation
    texts: dict[str, str]
    models: Models
    roles: Roles


@dataclass(slots=True)
class _Product:
    """What is known of a product once its document was read."""

    operations: dict[tuple[str, str], Operation]
    routes: Routes
    models: Models
    roles: Roles


class Documents:
    """Schema documents in the layout ``v1/index.json``, ``v1/domain.json``; each is read when it is
    first needed.

    Raises:
        SchemasError: when the directory has no index of either branch.
    """

    def __init__(self, directory: Path | None = None) -> None:
        self._directory = directory or EMBEDDED
        self._files: dict[Path, Document] = {}
        self._products: dict[tuple[str, str], _Product] = {}
        self._paths: dict[str, frozenset[str]] = {}
        self._iam_actions: dict[str, tuple[str, str]] | None = None
        for branch in ("v1", "v2"):
            index = self._directory / branch / "index.json"
            if index.is_file():
                try:
                    paths = [entry.path for entry in parse_index(index.read_bytes())]
                except SchemaError as error:
                    raise SchemasError(labelled(index, error)) from None
                self._paths[branch] = frozenset(paths)
        if not self._paths:
            words = _(
                "{directory} holds no catalog: it needs v1/index.json or v2/index.json, and the "
                "documents they name."
            )
            raise SchemasError(words.format(directory=self._directory))

    def index(self, branch: str) -> Document | None:
        """The index of a branch."""
        return (
            self._file(self._directory / branch / "index.json") if branch in self._paths else None
        )

    def document(self, branch: str, path: str) -> Document | None:
        """The document of a product's path; None for a path that the index doesn't name."""
        if path not in self._paths.get(branch, ()):
            return None
        return self._file(self._directory / branch / f"{path.strip('/')}.json")

    def route(self, branch: str, method: str, path: str) -> RouteMatch | None:
        """The operation that an encoded path is; None for an unknown route. One slash at the end
        of a known path changes nothing.
        """
        path = path.removesuffix("/")
        for product in self._products_above(branch, path):
            found = self._product(branch, product)
            for match in found.routes.match(path):
                operation = found.operations.get((method, match.path))
                if operation is not None:
                    return RouteMatch(operation, match.values, found.models, found.roles)
        return None

    def iam_actions(self) -> dict[str, tuple[str, str]]:
        """The IAM actions of all operations, alphabetical: the method of the first operation that
        needs it, and what that says it does.
        """
        if self._iam_actions is None:
            found: dict[str, tuple[str, str]] = {}
            for branch, paths in self._paths.items():
                for path in sorted(paths):
                    for called in objects_of(self._raw(branch, path).get("apis")):
                        for operation in objects_of(called.get("operations")):
                            words = (operation.get("httpMethod"), operation.get("description"))
                            for action in objects_of(operation.get("iamActions")):
                                name = str(action.get("name"))
                                found.setdefault(name, (str(words[0]), str(words[1] or "")))
            self._iam_actions = dict(sorted(found.items()))
        return self._iam_actions

    def _raw(self, branch: str, path: str) -> dict[str, Any]:
        """A document as JSON; an empty one where it is none."""
        document = self.document(branch, path)
        try:
            raw = json.loads(document.content) if document is not None else {}
        except ValueError:
            raw = {}
        return raw if isinstance(raw, dict) else {}

    def _products_above(self, branch: str, path: str) -> list[str]:
        """The products that a path is of, or below; the longest first."""
        products = self._paths.get(branch, frozenset())
        ends = [len(path), *(place for place in range(len(path) - 1, -1, -1) if path[place] == "/")]
        return [path[:end] for end in ends if path[:end] in products]

    def _file(self, path: Path) -> Document | None:
        if path not in self._files:
            try:
                content = path.read_bytes()
            except OSError:
                return None
            self._files[path] = Document(content, f'"{hashlib.sha256(content).hexdigest()[:32]}"')
        return self._files[path]

    def _product(self, branch: str, path: str) -> _Product:
        key = (branch, path)
        if key not in self._products:
            document = self.document(branch, path)
            try:
                product = read_product(branch, document.content if document else b"{}", path)
            except SchemaError:
                # A broken document is still served as it is; it just has no operations to call.
                product = read_product(branch, b"{}", path)
            operations = {
                (operation.method, operation.path): operation for operation in product.operations
            }
            routes = Routes(dict.fromkeys(operation.path for operation in product.operations))
            models = Models(product.models)
            self._products[key] = _Product(
                operations, routes, models, Roles(product.operations, models)
            )
        return self._products[key]
