"""One line for each request, for the user to follow: ``GET 200 /v1/me 1.2 ms app=7kbG…``."""

# No words for people: the log of requests has no sentences.

from urllib.parse import unquote_plus

from ovh_explorer.catalog.resolve import Core
from ovh_explorer.catalog.secrets import is_secret
from ovh_explorer.sandbox.documents import RouteMatch
from ovh_explorer.sandbox.wire import HttpRequest
from ovh_explorer.text import printable

__all__ = ["line"]

_KEY_CHARACTERS = 4
_SECRET = ("token", "secret", "password", "key", "voucher")
_MAX_CHARACTERS = 300


def line(
    request: HttpRequest, found: RouteMatch | None, status: int, seconds: float, note: str = ""
) -> str:
    """A request and its response in one line that holds no secret and nothing a terminal would act
    on.

    Args:
        found: the operation, where there is one: it says which parameters are secrets.
        status: 0 when the client got no response.
        note: what else there is to say.
    """
    query = f"?{_query(request.query, found)}" if request.query else ""
    words = [
        request.method,
        str(status or "---"),
        _short(request.path + query),
        f"{seconds * 1000:.1f} ms",
        _who(request),
        note,
    ]
    return printable(" ".join(filter(None, words)))


def _query(query: str, found: RouteMatch | None) -> str:
    return "&".join(_part(part, found) for part in query.split("&"))


def _part(part: str, found: RouteMatch | None) -> str:
    name, equals, _ = part.partition("=")
    return f"{name}=…" if equals and _hidden(unquote_plus(name), found) else part


def _hidden(name: str, found: RouteMatch | None) -> bool:
    if found is not None:
        for parameter in found.operation.placed("query"):
            shape = found.models.shape(parameter.type)
            if parameter.name == name and is_secret(name, shape, parameter.description):
                return True
    return is_secret(name, Core("string")) or name.lower().endswith(_SECRET)


def _who(request: HttpRequest) -> str:
    application = request.headers.get("x-ovh-application", "")
    if request.headers.get("authorization"):
        return "bearer"
    return f"app={application[:_KEY_CHARACTERS]}…" if application else ""


def _short(text: str) -> str:
    return text if len(text) <= _MAX_CHARACTERS else f"{text[:_MAX_CHARACTERS]}…"
