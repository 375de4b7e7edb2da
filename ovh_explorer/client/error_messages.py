"""Errors of httpx in plain words, and whether the request has left when they came."""

import errno
import socket
import ssl
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
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
from ovh_explorer.translation import N_, _, decimal, number

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
    9: N_("its certificate is not valid yet (is this computer's clock right?)"),
    10: N_("its certificate has expired (is this computer's clock right?)"),
    18: N_("its certificate is self-signed"),
    19: N_("its certificate comes from an authority that is not trusted here (a self-signed one)"),
    20: N_("its certificate comes from an authority that is not trusted here"),
    21: N_("its certificate's chain is incomplete"),
    23: N_("its certificate has been revoked"),
    62: N_("its certificate is for another host"),
    64: N_("its certificate is for another address"),
}


_NOT_VERIFIED = N_("its certificate can't be verified")


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
    peer = _Peer.make(watch, host)
    if isinstance(error, httpx.TimeoutException):
        return _timed_out(error, method, host, peer, watch, timeouts, begun)
    if isinstance(error, httpx.ProxyError):
        reason = printable(str(error)[:_MAX_REASON_CHARACTERS])
        return NotSent(
            _(
                "The proxy refuses to lead to {host}: {reason}. Check HTTPS_PROXY. Nothing was "
                "sent."
            ).format(host=host, reason=reason or _("without a reason"))
        )
    if isinstance(error, httpx.ConnectError):
        nothing = _("Nothing was sent.")
        return NotSent(f"{_unreachable(error, host, peer, watch)} {nothing}")
    if isinstance(
        error,
        httpx.LocalProtocolError | httpx.UnsupportedProtocol | httpx.InvalidURL | UnicodeError,
    ):
        return NotSent(
            _(
                "The request holds something that HTTP can't carry (a header or the URL). Nothing "
                "was sent."
            )
        )
    sent = watch.maybe_sent(otherwise=True)
    if not sent:
        words = _("The connection to {peer} broke before the request left. Nothing was sent.")
        return NotSent(words.format(peer=peer.name))
    if isinstance(error, DecompressionError):
        what = error.words(host)
    elif isinstance(error, BodyError):
        what = _(
            "The response from {host} could not be kept: {error}. Large ones are kept in {folder}."
        ).format(host=host, error=error, folder=tempfile.gettempdir())
    elif isinstance(error, httpx.RemoteProtocolError):
        words = _("{peer} closed the connection before its response was whole.")
        if not begun:
            words = _(
                "{peer} closed the connection before its response was whole, or answered something "
                "else than HTTP."
            )
        what = words.format(peer=peer.subject)
    elif isinstance(error, httpx.ReadError | httpx.WriteError | httpx.CloseError | OSError):
        words = _("The connection to {peer} broke before the response was whole.")
        what = words.format(peer=peer.name)
    else:
        what = _("The response from {host} could not be read.").format(host=host)
    return ResponseLost(f"{what} {_what_now(method, begun)}", maybe_sent=True)


def too_large(method: str, host: str, max_bytes: int, begun: str, *, is_odd: bool) -> ClientError:
    """The error for a response of more than `max_bytes`.

    Args:
        begun: the status of the response.
        is_odd: no such response makes sense, as of a time or a token.
    """
    if is_odd:
        words = _("The response from {host} is larger than {size} MB, which can't be right.")
        what = words.format(host=printable(host), size=max_bytes >> 20)
        return ResponseLost(f"{what} {_what_now(method, begun)}", maybe_sent=True)
    what = _("The response from {host} is larger than {size}. It was not kept.").format(
        host=printable(host), size=_size(max_bytes)
    )
    return ResponseTooLarge(f"{what} {_what_now(method, begun)}", maybe_sent=True)


def _size(count: int) -> str:
    """A number of bytes, exact, since the user may have given it."""
    if count < 1_000_000:
        return _("{count} B").format(count=number(count))
    return _("{count} MB").format(count=decimal(round(count / 1_000_000, 2)))


def _timed_out(
    error: httpx.TimeoutException,
    method: str,
    host: str,
    peer: "_Peer",
    watch: RequestTrace,
    timeouts: Mapping[str, float],
    begun: str,
) -> ClientError:
    if isinstance(error, httpx.PoolTimeout):
        return TimedOut(
            _(
                "Too many requests are under way: none of their connections was free within "
                "{seconds} s. Nothing was sent: try again when some have ended."
            ).format(seconds=decimal(timeouts["pool"]))
        )
    if isinstance(error, httpx.ConnectTimeout) or not watch.maybe_sent(otherwise=True):
        return TimedOut(
            _(
                "No connection to {peer} within {seconds} s. Check the network, or whether a "
                "proxy is needed. Nothing was sent."
            ).format(peer=peer.name, seconds=decimal(timeouts["connect"]))
        )
    if isinstance(error, httpx.WriteTimeout):
        what = _(
            "The request could not be sent whole to {peer}: it took nothing for {seconds} s."
        ).format(peer=peer.name, seconds=decimal(timeouts["write"]))
    elif begun:
        what = _("The response from {host} stopped: nothing more came for {seconds} s.").format(
            host=host, seconds=decimal(timeouts["read"])
        )
    else:
        what = _("No response from {host}: nothing came for {seconds} s.").format(
            host=host, seconds=decimal(timeouts["read"])
        )
    return TimedOut(f"{what} {_what_now(method, begun)}", maybe_sent=True)


def _what_now(method: str, begun: str) -> str:
    sentences = []
    if begun:
        status = printable(begun[:_MAX_REASON_CHARACTERS])
        sentences.append(_("The response began with {status}.").format(status=status))
    if method == "GET":
        sentences.append(_("It only reads: you can try it again."))
    else:
        words = _("The request may have been executed. Check before you send it again.")
        sentences.append(words)
    return " ".join(sentences)


@dataclass(frozen=True, slots=True)
class _Peer:
    """Who the program speaks with: the host of the request, or a proxy.

    Attributes:
        name: in the middle of a sentence.
        subject: at its beginning.
        is_proxy: it is not the host.
    """

    name: str
    subject: str
    is_proxy: bool

    @classmethod
    def make(cls, watch: RequestTrace, host: str) -> "_Peer":
        """The one that a request was for."""
        if not watch.proxy:
            return cls(host, host, is_proxy=False)
        address = printable(watch.proxy)
        return cls(
            _("the proxy {address} (of the environment)").format(address=address),
            _("The proxy {address} (of the environment)").format(address=address),
            is_proxy=True,
        )


def _unreachable(error: BaseException, host: str, peer: _Peer, watch: RequestTrace) -> str:
    causes = list(_causes(error))
    for cause in causes:
        if isinstance(cause, ssl.SSLCertVerificationError):
            reason = _(_CERTIFICATE.get(cause.verify_code, _NOT_VERIFIED))
            who = host if printable(watch.shakes_hands_with) == host else peer.name
            return _(
                "The TLS connection to {peer} isn't trusted: {reason}. Where a proxy or a sandbox "
                "has an authority of its own, name it in SSL_CERT_FILE."
            ).format(peer=who, reason=reason)
        if isinstance(cause, ssl.SSLEOFError):
            words = _("{peer} closed the connection before TLS was agreed on.")
            return words.format(peer=peer.subject)
        # That there was nothing to read yet is no trouble: what broke the connection follows.
        if isinstance(cause, ssl.SSLError) and not isinstance(
            cause, ssl.SSLWantReadError | ssl.SSLWantWriteError
        ):
            return _(
                "No TLS connection to {peer}: it does not speak TLS correctly (is it an http:// "
                "address?)."
            ).format(peer=peer.name)
    for cause in causes:
        if isinstance(cause, socket.gaierror):
            return _unknown_name(cause, peer)
    numbers = {cause.errno for cause in causes if isinstance(cause, OSError)}
    words = _("No connection to {name} could be made. Check your network connection.")
    if errno.ECONNREFUSED in numbers:
        words = _("{subject} refused the connection: nothing listens there.")
    elif numbers & {errno.ENETUNREACH, errno.ENETDOWN, errno.EHOSTUNREACH, errno.EADDRNOTAVAIL}:
        words = _("There is no route to {name}. Check your network connection.")
    elif numbers & {errno.ECONNRESET, errno.EPIPE}:
        words = _("{subject} broke off the connection while it was being made.")
    elif numbers & {errno.EMFILE, errno.ENFILE}:
        words = _("This computer has too many files open to make a connection.")
    return words.format(name=peer.name, subject=peer.subject)


def _unknown_name(error: socket.gaierror, peer: _Peer) -> str:
    words = _("{subject} cannot be found. Check the name and your network connection.")
    if error.errno == socket.EAI_AGAIN:
        words = _("The name of {name} cannot be looked up now. Check your network connection.")
    elif peer.is_proxy:
        words = _("{subject} has a name that can't be looked up: is it spelt right?")
    return words.format(name=peer.name, subject=peer.subject)


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
