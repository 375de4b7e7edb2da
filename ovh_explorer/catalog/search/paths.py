"""Operations by a path: a template or its beginning, a concrete path, a URL."""

from urllib.parse import urlsplit

from ovh_explorer.call import BRANCHES, METHODS
from ovh_explorer.catalog.routes import with_slashes_encoded
from ovh_explorer.catalog.store import Found, Store

__all__ = ["by_path"]

_BRANCH_PREFIXES = (("/v1", "v1"), ("/1.0", "v1"), ("/v2", "v2"))


def by_path(store: Store, text: str, branch: str | None, limit: int) -> tuple[list[Found], str]:
    """What a path finds; and the concrete path and query, where it is one that gives values."""
    first, _, rest = text.partition(" ")
    method = first.upper() if first.upper() in METHODS else None
    path = rest.strip() if method else text
    path, _, query = _without_host(path).partition("#")[0].partition("?")
    for prefix, named in _BRANCH_PREFIXES:
        if path == prefix or path.startswith(f"{prefix}/"):
            path, branch = path[len(prefix) :] or "/", named
    if not path:
        return [], ""
    rows = store.found_by_path(branch, method, path, limit)
    concrete = ""
    if not rows:
        rows, concrete = _concrete(store, branch, method, path, limit)
    if not rows:
        rows = store.found_by_path(branch, method, path, limit, anywhere=True)
    asked = f"{concrete}?{query}" if concrete and query else concrete
    return sorted(rows, key=lambda row: row[3] != path), asked


def _concrete(store: Store, branch: str | None, method: str | None, path: str, limit: int) -> tuple[list[Found], str]:
    """The operations that a path with values is for, and that path; or the one with the slashes of a value encoded."""
    path = path.rstrip("/")
    for spelled in (path, *(spelled for _, spelled in with_slashes_encoded(path))):
        found: list[Found] = []
        for of_branch in (branch,) if branch else BRANCHES:
            if store.product_of(of_branch, spelled) is None:
                continue
            for of_method in (method,) if method else METHODS:
                for match in store.match(of_branch, of_method, spelled)[:1]:
                    rows = store.found_by_path(of_branch, of_method, match.path, limit)
                    found += [row for row in rows if row[3] == match.path]
        if found:
            return found[:limit], spelled
    return [], ""


def _without_host(text: str) -> str:
    if "://" not in text:
        return text
    try:
        return urlsplit(text).path
    except ValueError:
        return ""
