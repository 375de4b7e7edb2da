"""Path values that a client sends once more, in the query or in the body.

Programs of many years do so (Apache libcloud: ``DELETE …/sshkey/{keyId}?keyId=…``), and nobody
reports a refusal: a value that is the path's is passed over. Any other value is refused.
"""

import json
from urllib.parse import unquote_plus

from ovh_explorer.catalog.resolve import Models
from ovh_explorer.catalog.schema import Operation

__all__ = ["body_without_path_values", "query_without_path_values"]


def query_without_path_values(operation: Operation, texts: dict[str, str], raw: str) -> str:
    """A query as it came, but for values of the path, which are `texts` by name."""
    others = _undeclared(texts, {item.name for item in operation.placed("query")})
    parts = raw.split("&") if others else ()
    kept = [part for part in parts if not _repeats(part, others)]
    return "&".join(kept) if others else raw


def _repeats(part: str, texts: dict[str, str]) -> bool:
    name, _, value = part.partition("=")
    return texts.get(unquote_plus(name)) == unquote_plus(value)


def body_without_path_values(
    operation: Operation, models: Models, texts: dict[str, str], content: bytes
) -> bytes:
    """A body as it came, but for values of the path, which are `texts` by name."""
    declared = {item.name for item in operation.placed("body")}
    model = models.model(operation.body.type) if operation.body else None
    if model is not None:
        declared |= {item.name for item in model.properties}
    others = _undeclared(texts, declared)
    if not any(json.dumps(name).encode() in content for name in others):
        return content
    try:
        value = json.loads(content)
    except (ValueError, RecursionError):
        return content  # whoever checks the body says so
    if not isinstance(value, dict):
        return content
    kept = {
        name: entry
        for name, entry in value.items()
        if name not in others or others[name] != str(entry)
    }
    return content if len(kept) == len(value) else json.dumps(kept).encode()


def _undeclared(texts: dict[str, str], declared: set[str]) -> dict[str, str]:
    return {name: text for name, text in texts.items() if name not in declared}
