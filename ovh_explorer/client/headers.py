"""Headers of requests: those that every request has, and those that a parameter can't be."""

from collections.abc import Iterable

from ovh_explorer import __version__
from ovh_explorer.call import CLIENT_HEADERS, MASK
from ovh_explorer.client.errors import NotSent
from ovh_explorer.translation import _

__all__ = ["check_headers", "masked_headers", "plain_headers"]

_USER_AGENT = f"ovh-explorer/{__version__}"


_SECRET = frozenset({"authorization", "x-ovh-application", "x-ovh-consumer", "x-ovh-signature"})


def masked_headers(
    headers: Iterable[tuple[str, str]], sensitive: Iterable[tuple[str, str]] = ()
) -> list[tuple[str, str]]:
    """Headers as they are shown: without keys, tokens and signatures.

    `sensitive` are the secret parts of the call, as :class:`~ovh_explorer.call.Call` has them.
    """
    hidden = {name.lower() for place, name in sensitive if place == "header"} | _SECRET
    return [(name, MASK if name.lower() in hidden else value) for name, value in headers]


def plain_headers() -> list[tuple[str, str]]:
    """Headers that every request has."""
    # Schema documents shrink to a tenth.
    return [
        ("Accept", "application/json"),
        ("Accept-Encoding", "gzip"),
        ("User-Agent", _USER_AGENT),
    ]


def check_headers(headers: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Header parameters as they are sent.

    Raises:
        NotSent: for one that the client itself sends.
    """
    fields = list(headers)
    for name in (field[0] for field in fields):
        if name.lower() in CLIENT_HEADERS:
            raise NotSent(
                _(
                    "The header {name} is set by this program, not by a parameter. "
                    "Nothing was sent."
                ).format(name=name)
            )
    return fields
