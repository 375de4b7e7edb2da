"""httpx: its clients and its requests, as they are built here.

Only this module and :mod:`ovh_explorer.client.error_messages` know httpx. They are imported when
the first request is made, in a thread: httpx and a TLS context cost more than a frame of the
screen.
"""

import importlib
import os
import ssl
from collections.abc import Iterable, Mapping
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Protocol

import httpx

from ovh_explorer import files
from ovh_explorer.client.errors import NotSent
from ovh_explorer.text import printable
from ovh_explorer.translation import _

__all__ = [
    "Clients",
    "build_request",
    "headers_of",
    "reason_of",
]

# What httpcore imports at its first connection, on the event loop: some 30 ms, spared by loading it
# here.
_LATE_IMPORTS = (
    "httpcore._backends.anyio",
    "anyio.abc",
    "anyio.streams.tls",
    "anyio._backends._asyncio",
)

_REUSED = httpx.Limits(max_connections=16, max_keepalive_connections=8, keepalive_expiry=5.0)
_FRESH = httpx.Limits(max_connections=16, max_keepalive_connections=0)
# Where the raw headers of a response are kept, among httpx's extensions.
_RAW_HEADERS = "ovh_explorer.headers"


class WatchesConnection(Protocol):
    """Knows over which connection a request left."""

    @property
    def is_over_reused(self) -> bool:
        """Whether that was there before the request."""


class Clients:
    """Two pools of connections: kept ones for GET, and for everything else one that is made for the
    request.

    What a server sends too much of stands in a kept connection before the next response. Of a GET
    that may be tried again; a change must not be taken for done by a response that was there before
    it was asked for, nor be lost because the server has just closed an idle connection.

    Making them blocks, some 50 ms for the certificate authorities: do it in a thread.

    Args:
        tls: whether https will be spoken.
        direct: no proxy stands between (a proxy's own loopback is another machine). Else
            ``SSL_CERT_FILE``, ``SSL_CERT_DIR`` and the proxy variables are honoured as httpx does.
        transport: takes the place of the network.

    Raises:
        NotSent: when the environment names certificates or a proxy that can't be used.
    """

    def __init__(
        self, *, tls: bool, direct: bool, transport: httpx.AsyncBaseTransport | None
    ) -> None:
        _load()
        context = _context() if tls else ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        # Without https there is nothing to verify, and a context without authorities trusts none.
        trust_env = not direct and transport is None
        self._reused = _build(context, trust_env, transport, _REUSED)
        self._fresh = _build(context, trust_env, transport, _FRESH)

    def of(self, method: str) -> httpx.AsyncClient:
        """The client that sends such a request."""
        return self._reused if method == "GET" else self._fresh

    async def send(self, request: httpx.Request, watch: "WatchesConnection") -> httpx.Response:
        """The response to a request, as far as its head.

        A kept connection may be closed by its server at the very moment that a GET leaves over it.
        Where no response began, that GET is sent once more, over a connection of its own. Nothing
        else is sent twice: what changes something never leaves over a kept connection.
        """
        try:
            return await self.of(request.method).send(request, stream=True, auth=None)
        except (httpx.RemoteProtocolError, httpx.ReadError, httpx.WriteError):
            if request.method != "GET" or not watch.is_over_reused:
                raise
        return await self._fresh.send(request, stream=True, auth=None)

    async def aclose(self) -> None:
        """Close every connection."""
        await self._reused.aclose()
        await self._fresh.aclose()


def _load() -> None:
    for module in _LATE_IMPORTS:
        try:
            importlib.import_module(module)
        except ImportError:
            # Another release of httpcore or anyio names it otherwise: it is then loaded at the
            # connection.
            continue


def _context() -> ssl.SSLContext:
    try:
        return httpx.create_ssl_context()
    except OSError as error:
        variable = next(
            (name for name in ("SSL_CERT_FILE", "SSL_CERT_DIR") if os.environ.get(name)), None
        )
        words = _("The certificates can't be read, this system's: {reason}. Nothing was sent.")
        if variable:
            words = _(
                "The certificates can't be read, those named by {variable}: {reason}. Nothing was "
                "sent."
            )
        reason = _("they are not certificates")
        if error.strerror:
            reason = files.reason_of(error)
        raise NotSent(words.format(variable=variable, reason=_(reason))) from None


def _build(
    context: ssl.SSLContext,
    trust_env: bool,
    transport: httpx.AsyncBaseTransport | None,
    limits: httpx.Limits,
) -> httpx.AsyncClient:
    try:
        # httpx's own transport never repeats a request (retries=0 is its default, and concerns
        # connecting).
        return httpx.AsyncClient(
            verify=context,
            trust_env=trust_env,
            follow_redirects=False,
            event_hooks={"response": [_keep_headers]},
            # A jar that takes no cookie.
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
            limits=limits,
            transport=transport,
        )
    except (ValueError, ImportError, httpx.InvalidURL):
        error = NotSent(
            _(
                "The proxy in the environment (HTTPS_PROXY, HTTP_PROXY, ALL_PROXY) can't be used: "
                "it has to be an http:// or https:// URL. Nothing was sent."
            )
        )
    # Not where httpx's own error would stay with it: that can hold the proxy's password.
    raise error


async def _keep_headers(response: httpx.Response) -> None:
    """Put the headers aside and take `Location` away.

    httpx reads it even where it follows no redirect, and throws the response away where it is no
    URL.
    """
    response.extensions[_RAW_HEADERS] = response.headers.raw
    response.headers.pop("Location", None)


def headers_of(response: httpx.Response) -> tuple[tuple[str, str], ...]:
    """The headers as they came."""
    raw = response.extensions.get(_RAW_HEADERS, response.headers.raw)
    return tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in raw)


def reason_of(response: httpx.Response) -> str:
    """The text beside the status, as it came: httpx leaves out what isn't ASCII."""
    raw = response.extensions.get("reason_phrase")
    return raw.decode("utf-8", "replace") if isinstance(raw, bytes) else response.reason_phrase


def build_request(
    method: str,
    url: str,
    headers: Iterable[tuple[str, str]],
    body: bytes | None,
    timeouts: Mapping[str, float],
) -> httpx.Request:
    """The request whose line, Host and body are exactly those of `url` and `body`.

    Raises:
        NotSent: when httpx would spell the URL another way than it is signed, or can't take it.
    """
    try:
        request: httpx.Request | None = httpx.Request(
            method,
            url,
            headers=list(headers),
            content=body or None,
            extensions={"timeout": dict(timeouts)},
        )
    except httpx.InvalidURL as error:
        raise NotSent(
            _("This URL can't be sent: {error}. Nothing was sent.").format(
                error=printable(str(error))
            )
        ) from None
    except UnicodeError:
        # A host that begins with xn-- and goes on wrongly, or a header that isn't ASCII.
        request = None
    if request is None:
        # Not where the other error would stay with it: that holds the header.
        raise NotSent(
            _("The host or a header holds a character that HTTP can't carry. Nothing was sent.")
        )
    if str(request.url) != url or "#" in url:
        raise NotSent(
            _("This URL would be sent with another spelling than the signed one. Nothing was sent.")
        )
    return request
