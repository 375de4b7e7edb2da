"""One line for each request, for a person to follow: ``GET 200 /v1/me 1.2 ms app=7kbG…``."""

from urllib.parse import unquote_plus

from ovh_explorer.catalog.resolve import Core
from ovh_explorer.catalog.secrets import is_secret
from ovh_explorer.sandbox.documents import Found
from ovh_explorer.sandbox.wire import Asked
from ovh_explorer.text import printable

__all__ = ["line"]

_SHOWN = 4
_SECRET = ("token", "secret", "password", "key", "voucher")
_LONGEST = 300


def line(asked: Asked, found: Found | None, status: int, seconds: float, note: str = "") -> str:
    """A request and its answer in one line that holds no secret and nothing a terminal would act
    on.

    Args:
        found: the operation, where there is one: it says which parameters are secrets.
        status: 0 when the client got no answer.
        note: what else there is to say.
    """
    query = f"?{_query(asked.query, found)}" if asked.query else ""
    words = [
        asked.method,
        str(status or "---"),
        _short(asked.path + query),
        f"{seconds * 1000:.1f} ms",
        _who(asked),
        note,
    ]
    return printable(" ".join(filter(None, words)))


def _query(query: str, found: Found | None) -> str:
    return "&".join(_part(part, found) for part in query.split("&"))


def _part(part: str, found: Found | None) -> str:
    name, equals, _ = part.partition("=")
    return f"{name}=…" if equals and _hidden(unquote_plus(name), found) else part


def _hidden(name: str, found: Found | None) -> bool:
    if found is not None:
        for parameter in found.operation.placed("query"):
            if parameter.name == name and is_secret(name, found.models.shape(parameter.type)):
                return True
    return is_secret(name, Core("string")) or name.lower().endswith(_SECRET)


def _who(asked: Asked) -> str:
    application = asked.headers.get("x-ovh-application", "")
    if asked.headers.get("authorization"):
        return "bearer"
    return f"app={application[:_SHOWN]}…" if application else ""


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
