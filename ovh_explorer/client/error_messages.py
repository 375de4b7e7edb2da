"""Errors of httpx in plain words, and whether the request has left when they came."""

import errno
import socket
import ssl
import tempfile
from collections.abc import Iterator, Mapping
from typing import Any

import httpx

from ovh_explorer.client.body import BodyError
from ovh_explorer.client.decompression import DecompressionError
from ovh_explorer.client.errors import (
    ClientError,
    NotSent,
    ResponseLost,
    ResponseTooLarge,
    TimedOut,
)
from ovh_explorer.text import printable

__all__ = ["ERRORS", "RequestTrace", "in_words", "too_large"]

# What httpx raises beside HTTPError: a URL over 64 KiB, a stream used wrongly, a header that isn't
# ASCII; and OSError, should one get through unmapped.
ERRORS = (
    httpx.HTTPError,
    httpx.InvalidURL,
    httpx.StreamError,
    BodyError,
    DecompressionError,
    UnicodeError,
    OSError,
)

# Characters of what a proxy or a server says that are repeated in a message.
_MAX_REASON_CHARACTERS = 200
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


class RequestTrace:
    """Follows a request through httpcore, to know whether any of it has left, and to whom."""

    def __init__(self, host: str) -> None:
        self._host = host
        self._seen = False
        self._sending = False
        self._connected = False
        self.proxy: str | None = None
        self.shakes_hands_with = host

    async def __call__(self, event: str, info: Mapping[str, Any]) -> None:
        """The `trace` extension of httpcore."""
        self._seen = True
        self._connected |= event.startswith("connection.connect_")
        if event == "connection.connect_tcp.started" and info["host"] != self._host:
            self.proxy = f"{info['host']}:{info['port']}"
        elif event.endswith("start_tls.started"):
            self.shakes_hands_with = info["server_hostname"]
        # CONNECT only asks a proxy for a tunnel: nothing of ours is in it.
        elif (
            event.endswith("send_request_headers.started") and info["request"].method != b"CONNECT"
        ):
            self._sending = True

    @property
    def is_over_reused(self) -> bool:
        """Whether the request left over a connection that was there before it."""
        return self._sending and not self._connected

    def maybe_sent(self, otherwise: bool) -> bool:
        """Whether some of the request has left; `otherwise` where nothing was seen (another
        transport).
        """
        return self._sending if self._seen else otherwise


def in_words(
    error: BaseException,
    method: str,
    host: str,
    watch: RequestTrace,
    timeouts: Mapping[str, float],
    begun: str = "",
) -> ClientError:
    """The client's error for one of :data:`ERRORS`.

    httpx's own texts are used nowhere: that of a refused header holds the header, thus a key.

    Args:
        begun: the status of a response whose head is there.
    """
    host = printable(host)
    peer = f"the proxy {printable(watch.proxy)} (of the environment)" if watch.proxy else host
    if isinstance(error, httpx.TimeoutException):
        return _timed_out(error, method, host, peer, watch, timeouts, begun)
    if isinstance(error, httpx.ProxyError):
        return NotSent(
            f"The proxy refuses to lead to {host}: "
            f"{printable(str(error)[:_MAX_REASON_CHARACTERS]) or 'without a reason'}. "
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
            "The request holds something that HTTP can't carry (a header or the URL). Nothing was "
            "sent."
        )
    sent = watch.maybe_sent(otherwise=True)
    if not sent:
        return NotSent(f"The connection to {peer} broke before the request left. Nothing was sent.")
    if isinstance(error, DecompressionError):
        what = f"The response from {host} {error}."
    elif isinstance(error, BodyError):
        what = (
            f"The response from {host} could not be kept: {error}. Large ones are kept in "
            f"{tempfile.gettempdir()}."
        )
    elif isinstance(error, httpx.RemoteProtocolError):
        what = (
            f"{_first(peer)} closed the connection before its response was whole, or answered "
            "something else than HTTP."
        )
    elif isinstance(error, httpx.ReadError | httpx.WriteError | httpx.CloseError | OSError):
        what = f"The connection to {peer} broke before the response was whole."
    else:
        what = f"The response from {host} could not be read."
    return ResponseLost(f"{what} {_what_now(method, begun)}", maybe_sent=True)


def too_large(method: str, host: str, max_bytes: int, begun: str, *, is_odd: bool) -> ClientError:
    """The error for a response of more than `max_bytes`.

    Args:
        begun: the status of the response.
        is_odd: no such response makes sense, as of a time or a token.
    """
    if is_odd:
        size = f"{max_bytes >> 20} MB"
        what = f"The response from {printable(host)} is larger than {size}, which can't be right."
        return ResponseLost(f"{what} {_what_now(method, begun)}", maybe_sent=True)
    what = (
        f"The response from {printable(host)} is larger than {_size(max_bytes)}. It was not kept."
    )
    return ResponseTooLarge(f"{what} {_what_now(method, begun)}", maybe_sent=True)


def _size(count: int) -> str:
    """A number of bytes, exact, since the user may have given it."""
    if count < 1_000_000:
        return f"{count:,} B"
    megabytes = f"{count / 1_000_000:,.2f}".rstrip("0").rstrip(".")
    return f"{megabytes} MB"


def _timed_out(
    error: httpx.TimeoutException,
    method: str,
    host: str,
    peer: str,
    watch: RequestTrace,
    timeouts: Mapping[str, float],
    begun: str,
) -> ClientError:
    if isinstance(error, httpx.PoolTimeout):
        return TimedOut(
            "Too many requests are under way: none of their connections was free within "
            f"{timeouts['pool']:g} s. "
            "Nothing was sent: try again when some have ended."
        )
    if isinstance(error, httpx.ConnectTimeout) or not watch.maybe_sent(otherwise=True):
        return TimedOut(
            f"No connection to {peer} within {timeouts['connect']:g} s. Check the network, or "
            "whether a proxy is needed. "
            "Nothing was sent."
        )
    if isinstance(error, httpx.WriteTimeout):
        what = (
            f"The request could not be sent whole to {peer}: it took nothing for "
            f"{timeouts['write']:g} s."
        )
    elif begun:
        what = f"The response from {host} stopped: nothing more came for {timeouts['read']:g} s."
    else:
        what = f"No response from {host}: nothing came for {timeouts['read']:g} s."
    return TimedOut(f"{what} {_what_now(method, begun)}", maybe_sent=True)


def _what_now(method: str, begun: str) -> str:
    status = (
        f"The response began with {printable(begun[:_MAX_REASON_CHARACTERS])}. " if begun else ""
    )
    if method == "GET":
        return f"{status}It only reads: you can try it again."
    return f"{status}The request may have been executed. Check before you send it again."


def _unreachable(error: BaseException, host: str, peer: str, watch: RequestTrace) -> str:
    causes = list(_causes(error))
    for cause in causes:
        if isinstance(cause, ssl.SSLCertVerificationError):
            reason = _CERTIFICATE.get(cause.verify_code, "its certificate can't be verified")
            who = host if printable(watch.shakes_hands_with) == host else peer
            return (
                f"The TLS connection to {who} isn't trusted: {reason}. Where a proxy or a sandbox "
                "has an authority "
                "of its own, name it in SSL_CERT_FILE."
            )
        if isinstance(cause, ssl.SSLEOFError):
            return f"{_first(peer)} closed the connection before TLS was agreed on."
        # That there was nothing to read yet is no trouble: what broke the connection follows.
        if isinstance(cause, ssl.SSLError) and not isinstance(
            cause, ssl.SSLWantReadError | ssl.SSLWantWriteError
        ):
            return (
                f"No TLS connection to {peer}: it does not speak TLS correctly (is it an "
                "http:// address?)."
            )
    for cause in causes:
        if isinstance(cause, socket.gaierror):
            if cause.errno == socket.EAI_AGAIN:
                return f"The name of {peer} cannot be looked up now. Check your network connection."
            if peer != host:
                return f"{_first(peer)} has a name that can't be looked up: is it spelt right?"
            return f"{_first(peer)} cannot be found. Check the name and your network connection."
    numbers = {cause.errno for cause in causes if isinstance(cause, OSError)}
    if errno.ECONNREFUSED in numbers:
        return f"{_first(peer)} refused the connection: nothing listens there."
    if numbers & {errno.ENETUNREACH, errno.ENETDOWN, errno.EHOSTUNREACH, errno.EADDRNOTAVAIL}:
        return f"There is no route to {peer}. Check your network connection."
    if numbers & {errno.ECONNRESET, errno.EPIPE}:
        return f"{_first(peer)} broke off the connection while it was being made."
    if numbers & {errno.EMFILE, errno.ENFILE}:
        return "This computer has too many files open to make a connection."
    return f"No connection to {peer} could be made. Check your network connection."


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
