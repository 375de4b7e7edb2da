"""The only module that knows httpx: building its client and requests, and its errors in words.

It is imported when the first request is made, in a thread: httpx and a TLS context cost more than a
frame of the screen.
"""

import errno
import importlib
import os
import socket
import ssl
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Any

import httpx

from ovh_explorer.client.body import BodyError
from ovh_explorer.client.errors import AnswerLost, ClientError, NotSent, TimedOut
from ovh_explorer.client.unpacking import PackingError
from ovh_explorer.text import printable

__all__ = [
    "ERRORS",
    "Clients",
    "Watch",
    "build_request",
    "headers_of",
    "in_words",
    "reason_of",
    "too_large",
]

# What httpx raises beside HTTPError: a URL over 64 KiB, a stream used wrongly, a header that isn't
# ASCII; and OSError, should one get through unmapped.
ERRORS = (
    httpx.HTTPError,
    httpx.InvalidURL,
    httpx.StreamError,
    BodyError,
    PackingError,
    UnicodeError,
    OSError,
)

# What httpcore imports at its first connection, on the event loop: some 30 ms, spared by loading it
# here.
_LOADED_LATE = (
    "httpcore._backends.anyio",
    "anyio.abc",
    "anyio.streams.tls",
    "anyio._backends._asyncio",
)

_KEPT = httpx.Limits(max_connections=16, max_keepalive_connections=8, keepalive_expiry=5.0)
_FRESH = httpx.Limits(max_connections=16, max_keepalive_connections=0)
# Characters of what a stranger says that are repeated in a message.
_SHOWN = 200
# Where the raw headers of an answer are kept, among httpx's extensions.
_RAW_HEADERS = "ovh_explorer.headers"

# OpenSSL's X509_V_ERR_*: stable numbers, while its texts change from release to release.
_CERTIFICATE = {
    9: "its certificate is not valid yet (is this computer's clock right?)",
    10: "its certificate has expired (is this computer's clock right?)",
    18: "its certificate is self-signed",
    19: "its certificate comes from an authority that is not trusted here (a self-signed one)",
    20: "its certificate comes from an authority that is not trusted here",
    21: "its certificate's chain is incomplete",
    23: "its certificate has been revoked",
    62: "its certificate is for another host",
    64: "its certificate is for another address",
}


class Clients:
    """Two pools of connections: kept ones for GET, and for everything else one that is made for the
    request.

    What a server sends too much of stands in a kept connection before the next answer. Of a GET
    that may be tried again; a change must not be taken for done by an answer that was there before
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
        # Without https there is nothing to verify, and a context without authorities trusts nobody.
        trust_env = not direct and transport is None
        self._kept = _build(context, trust_env, transport, _KEPT)
        self._fresh = _build(context, trust_env, transport, _FRESH)

    def of(self, method: str) -> httpx.AsyncClient:
        """The client that sends such a request."""
        return self._kept if method == "GET" else self._fresh

    async def aclose(self) -> None:
        """Close every connection."""
        await self._kept.aclose()
        await self._fresh.aclose()


def _load() -> None:
    for module in _LOADED_LATE:
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
        where = f"those named by {variable}" if variable else "this system's"
        reason = error.strerror or "they are none"
        raise NotSent(
            f"The certificates can't be read, {where}: {reason}. Nothing was sent."
        ) from None


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
            "The proxy in the environment (HTTPS_PROXY, HTTP_PROXY, ALL_PROXY) can't be used: "
            "it has to be an http:// or https:// URL. Nothing was sent."
        )
    # Not where httpx's own error would stay with it: that can hold the proxy's password.
    raise error


async def _keep_headers(answer: httpx.Response) -> None:
    """Put the headers aside and take `Location` away.

    httpx reads it even where it follows no redirect, and throws the answer away where it is no URL.
    """
    answer.extensions[_RAW_HEADERS] = answer.headers.raw
    answer.headers.pop("Location", None)


def headers_of(answer: httpx.Response) -> tuple[tuple[str, str], ...]:
    """The headers as they came."""
    raw = answer.extensions.get(_RAW_HEADERS, answer.headers.raw)
    return tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in raw)


def reason_of(answer: httpx.Response) -> str:
    """The text beside the status, as it came: httpx leaves out what isn't ASCII."""
    raw = answer.extensions.get("reason_phrase")
    return raw.decode("utf-8", "replace") if isinstance(raw, bytes) else answer.reason_phrase


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
            f"This URL can't be sent: {printable(str(error))}. Nothing was sent."
        ) from None
    except UnicodeError:
        # A host that begins with xn-- and goes on wrongly, or a header that isn't ASCII.
        request = None
    if request is None:
        # Not where the other error would stay with it: that holds the header.
        raise NotSent("The host or a header holds what HTTP can't carry. Nothing was sent.")
    if str(request.url) != url or "#" in url:
        raise NotSent(
            "This URL would be sent in another spelling than it is signed in. Nothing was sent."
        )
    return request


class Watch:
    """Follows a request through httpcore, to know whether any of it has left, and to whom."""

    def __init__(self, host: str) -> None:
        self._host = host
        self._seen = False
        self._sending = False
        self.proxy: str | None = None
        self.shakes_hands_with = host

    async def __call__(self, event: str, info: Mapping[str, Any]) -> None:
        """The `trace` extension of httpcore."""
        self._seen = True
        if event == "connection.connect_tcp.started" and info["host"] != self._host:
            self.proxy = f"{info['host']}:{info['port']}"
        elif event.endswith("start_tls.started"):
            self.shakes_hands_with = info["server_hostname"]
        # CONNECT only asks a proxy for a tunnel: nothing of ours is in it.
        elif (
            event.endswith("send_request_headers.started") and info["request"].method != b"CONNECT"
        ):
            self._sending = True

    def maybe_sent(self, otherwise: bool) -> bool:
        """Whether some of the request has left; `otherwise` where nothing was seen (another
        transport).
        """
        return self._sending if self._seen else otherwise


def in_words(
    error: BaseException,
    method: str,
    host: str,
    watch: Watch,
    timeouts: Mapping[str, float],
    begun: str = "",
) -> ClientError:
    """The error of this room for one of :data:`ERRORS`.

    httpx's own texts are used nowhere: that of a refused header holds the header, thus a key.

    Args:
        begun: the status of an answer whose head is there.
    """
    host = printable(host)
    peer = f"the proxy {printable(watch.proxy)} (of the environment)" if watch.proxy else host
    if isinstance(error, httpx.TimeoutException):
        return _timed_out(error, method, host, peer, watch, timeouts, begun)
    if isinstance(error, httpx.ProxyError):
        return NotSent(
            f"The proxy refuses to lead to {host}: {printable(str(error)[:_SHOWN]) or 'without a reason'}. "
            "Check HTTPS_PROXY. "
            "Nothing was sent."
        )
    if isinstance(error, httpx.ConnectError):
        return NotSent(f"{_unreachable(error, host, peer, watch)} Nothing was sent.")
    if isinstance(
        error,
        httpx.LocalProtocolError | httpx.UnsupportedProtocol | httpx.InvalidURL | UnicodeError,
    ):
        return NotSent(
            "The request holds something that HTTP can't carry (a header or the URL). Nothing was sent."
        )
    sent = watch.maybe_sent(otherwise=True)
    if not sent:
        return NotSent(f"The connection to {peer} broke before the request left. Nothing was sent.")
    if isinstance(error, PackingError):
        what = f"The answer of {host} {error}."
    elif isinstance(error, BodyError):
        what = f"The answer of {host} could not be kept: {error}. Large ones are kept in {tempfile.gettempdir()}."
    elif isinstance(error, httpx.RemoteProtocolError):
        what = f"{_first(peer)} closed the connection before its answer was whole, or answered something else than HTTP."
    elif isinstance(error, httpx.ReadError | httpx.WriteError | httpx.CloseError | OSError):
        what = f"The connection to {peer} broke before the answer was whole."
    else:
        what = f"The answer of {host} could not be read."
    return AnswerLost(f"{what} {_what_now(method, begun)}", maybe_sent=True)


def too_large(method: str, host: str, most: int, begun: str, *, is_odd: bool) -> ClientError:
    """The error for a response of more than `most` bytes; `is_odd` where no such response makes
    sense.
    """
    what = f"The answer of {printable(host)} is larger than {most >> 20} MB, which it can't be."
    if not is_odd:
        what = f"The response of {printable(host)} is larger than {most // 1_000_000:,} MB. It was not kept."
    return AnswerLost(f"{what} {_what_now(method, begun)}", maybe_sent=True)


def _timed_out(
    error: httpx.TimeoutException,
    method: str,
    host: str,
    peer: str,
    watch: Watch,
    timeouts: Mapping[str, float],
    begun: str,
) -> ClientError:
    if isinstance(error, httpx.PoolTimeout):
        return TimedOut(
            f"Too many requests are under way: none of their connections was free within {timeouts['pool']:g} s. "
            "Nothing was sent: try again when some have ended."
        )
    if isinstance(error, httpx.ConnectTimeout) or not watch.maybe_sent(otherwise=True):
        return TimedOut(
            f"No connection to {peer} within {timeouts['connect']:g} s. Is the network there, or is a proxy needed? "
            "Nothing was sent."
        )
    if isinstance(error, httpx.WriteTimeout):
        what = f"The request could not be sent whole to {peer}: it took nothing for {timeouts['write']:g} s."
    elif begun:
        what = f"The answer of {host} stopped: nothing more came for {timeouts['read']:g} s."
    else:
        what = f"No answer of {host}: nothing came for {timeouts['read']:g} s."
    return TimedOut(f"{what} {_what_now(method, begun)}", maybe_sent=True)


def _what_now(method: str, begun: str) -> str:
    status = f"The answer began with {printable(begun[:_SHOWN])}. " if begun else ""
    if method == "GET":
        return f"{status}It only reads: it can be tried again."
    return f"{status}The call may have been carried out: check before you send it again."


def _unreachable(error: BaseException, host: str, peer: str, watch: Watch) -> str:
    causes = list(_causes(error))
    for cause in causes:
        if isinstance(cause, ssl.SSLCertVerificationError):
            reason = _CERTIFICATE.get(cause.verify_code, "its certificate can't be verified")
            who = host if printable(watch.shakes_hands_with) == host else peer
            return (
                f"The TLS connection to {who} isn't trusted: {reason}. Where a proxy or a sandbox has an authority "
                "of its own, name it in SSL_CERT_FILE."
            )
        if isinstance(cause, ssl.SSLEOFError):
            return f"{_first(peer)} closed the connection before TLS was agreed on."
        # That there was nothing to read yet is no trouble: what broke the connection follows.
        if isinstance(cause, ssl.SSLError) and not isinstance(
            cause, ssl.SSLWantReadError | ssl.SSLWantWriteError
        ):
            return f"No TLS connection to {peer}: it doesn't speak TLS as it should (is it an http:// address?)."
    for cause in causes:
        if isinstance(cause, socket.gaierror):
            if cause.errno == socket.EAI_AGAIN:
                return f"The name of {peer} can't be looked up now. Is there a network?"
            if peer != host:
                return f"{_first(peer)} has a name that can't be looked up: is it spelt right?"
            return f"There is no host {peer}, or its name can't be looked up. Is there a network?"
    numbers = {cause.errno for cause in causes if isinstance(cause, OSError)}
    if errno.ECONNREFUSED in numbers:
        return f"{_first(peer)} refuses the connection: nothing listens there."
    if numbers & {errno.ENETUNREACH, errno.ENETDOWN, errno.EHOSTUNREACH, errno.EADDRNOTAVAIL}:
        return f"There is no way to {peer}: no network, or none that leads there."
    if numbers & {errno.ECONNRESET, errno.EPIPE}:
        return f"{_first(peer)} broke off the connection while it was being made."
    if numbers & {errno.EMFILE, errno.ENFILE}:
        return "This computer has too many files open to make a connection."
    return f"No connection to {peer} could be made. Is there a network?"


def _first(peer: str) -> str:
    return peer[:1].upper() + peer[1:] if peer.startswith("the proxy") else peer


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Every error behind `error`: causes, contexts, groups, and those httpcore keeps in `args`."""
    waiting, seen = [error], set()
    while waiting:
        current = waiting.pop()
        if id(current) in seen:
            continue
        seen.add(id(current))
        yield current
        waiting.extend(
            cause for cause in (current.__cause__, current.__context__) if cause is not None
        )
        waiting.extend(cause for cause in current.args if isinstance(cause, BaseException))
        if isinstance(current, BaseExceptionGroup):
            waiting.extend(current.exceptions)
