"""Session: sends calls, signed, once, over a pool of connections; each can be cancelled."""

import asyncio
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict
from types import TracebackType
from typing import TYPE_CHECKING, Self

from ovh_explorer.call import Call
from ovh_explorer.client.errors import ClientError, ClockError, NotSent
from ovh_explorer.client.headers import check_headers, masked_headers, plain_headers
from ovh_explorer.client.read_body import (
    AllowMore,
    Progress,
    TooLargeError,
    declared_length,
    read_body,
)
from ovh_explorer.client.response import PartialResponse, Response
from ovh_explorer.client.signature import sign
from ovh_explorer.client.timeouts import Timeouts
from ovh_explorer.client.tokens import Token, Tokens
from ovh_explorer.config import AccessToken, Credentials, Endpoint, Keys, OAuth2Client
from ovh_explorer.translation import _

if TYPE_CHECKING:
    import httpx

    from ovh_explorer.client.transport import Clients

__all__ = ["OnRequest", "Progress", "Session"]

OnRequest = Callable[[Call, list[tuple[str, str]]], object]
"""Told of a call as it leaves, and of its headers, secrets masked."""

_UNAUTHORIZED = 401
# Fewer, and the API takes a signature of before all the same.
_MIN_SET_SECONDS = 30
# Bytes of a time or a token, and of a schema document (the largest has 4 MB): more is none, and
# fills the memory.
_MAX_SMALL_BYTES, _MAX_DOCUMENT_BYTES = 1 << 20, 1 << 26


def _clock_setting() -> float:
    """This computer's clock minus one that is never set: another number once it was."""
    return time.time() - time.monotonic()


class Session:
    """Calls to one endpoint with one set of keys, for a service account, or with an access token.
    Use it with ``async with``, in one loop.

    Nothing but a GET is ever repeated, and a GET only after a wrong clock or an expired token;
    nothing but a GET is sent over a connection that was used before; redirects are returned, not
    followed; cookies are neither kept nor sent; no key leaves for another host than the endpoint's.
    Proxies and certificate authorities of the environment are honoured as httpx does, but this very
    machine is spoken to without a proxy.

    Cancelling a task that awaits a method closes its connection; the request may then have been
    carried out.

    Args:
        allow_more: asked whether to go on when the response to a call whose progress is followed is
            very large; all others are refused then.
        on_request: told of each call as it leaves, with its headers, secrets masked.
    """

    def __init__(
        self,
        endpoint: Endpoint,
        credentials: Keys | None,
        *,
        timeouts: Timeouts | None = None,
        transport: "httpx.AsyncBaseTransport | None" = None,
        allow_more: AllowMore | None = None,
        max_body: int | None = None,
        on_request: OnRequest | None = None,
    ) -> None:
        self.endpoint = endpoint
        self._on_request = on_request
        self._credentials = credentials if isinstance(credentials, Credentials) else None
        self._tokens = (
            Tokens(credentials, self._ask_token) if isinstance(credentials, OAuth2Client) else None
        )
        # Of a user or of another program: there is nothing to renew it with.
        self._token = Token(credentials.text) if isinstance(credentials, AccessToken) else None
        self._timeouts = asdict(timeouts or Timeouts())
        self._transport = transport
        self._allow_more = allow_more
        self._max_body = max_body
        self._clients: Clients | None = None
        self._building = asyncio.Lock()
        self._closed = False
        self._difference: int | None = None
        # This computer's clock minus one that is never set, as the difference was found.
        self._set_at = 0.0
        self._clock: asyncio.Task[int] | None = None
        self._clock_waiters = 0

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close every connection. Requests under way fail; later ones raise :class:`NotSent`."""
        self._closed = True
        if self._clock is not None:
            self._clock.cancel()
            await asyncio.gather(self._clock, return_exceptions=True)
        async with self._building:
            clients, self._clients = self._clients, None
        if clients is not None:
            await clients.aclose()

    async def send(self, call: Call, *, progress: Progress | None = None) -> Response:
        """Send a call, signed if there are keys for it and it asks for them, and read its response.

        Without a consumer key, and for calls that need none (``noAuthentication``), only the
        application key is sent. After ``QUERY_TIME_OUT`` the API's clock is read again; a GET is
        then repeated, of anything else the refusal is returned. For a service account a bearer
        token takes the place of the signature; after 401 another token is fetched, and the same
        holds. An access token is sent as it is: after 401 there is nothing to renew it with.

        Raises:
            ClientError: when there is no response; ``maybe_sent`` tells whether the call may have
                been carried out. A refusal by the API raises nothing: see ``Response.error``.
        """
        if self._token is not None and call.authenticated:
            return await self._send_once(call, None, progress, self._token)
        if self._tokens is not None and call.authenticated:
            return await self._send_with_token(call, self._tokens, progress)
        difference = await self.time_difference() if self._signs(call) else None
        response = await self._send_once(call, difference, progress)
        if difference is None or response.error is None or response.error.code != "QUERY_TIME_OUT":
            return response
        try:
            # Another send may have set the clock since this one was signed.
            if self._difference == difference:
                self._difference = None
            difference = await self.time_difference()
        except ClientError:
            # The refusal is the response to this call, and says by itself that it's about the time.
            return response
        return (
            await self._send_once(call, difference, progress) if call.method == "GET" else response
        )

    async def _send_with_token(
        self, call: Call, tokens: Tokens, progress: Progress | None
    ) -> Response:
        token = await tokens.get()
        response = await self._send_once(call, None, progress, token)
        if response.status != _UNAUTHORIZED:
            return response
        tokens.drop(token)
        if call.method != "GET":
            return response
        try:
            token = await tokens.get()
        except ClientError:
            # The refusal is the response to this call.
            return response
        return await self._send_once(call, None, progress, token)

    async def _ask_token(self, headers: list[tuple[str, str]], form: bytes) -> Response:
        url = self.endpoint.oauth2_token_url
        if url is None:
            raise NotSent(
                _("{name} has no service accounts. The call was not sent.").format(
                    name=self.endpoint.name
                )
            )
        return await self._exchange(
            "POST", url, [*plain_headers(), *headers], form, None, max_bytes=_MAX_SMALL_BYTES
        )

    async def fetch(
        self,
        target: str,
        branch: str,
        headers: Iterable[tuple[str, str]] = (),
        *,
        progress: Progress | None = None,
    ) -> Response:
        """GET a schema document of the endpoint, without any key.

        `target` is the path below the branch, ready encoded, with its query if any: ``/`` for the
        index, ``/domain.json``. `headers` may hold a validator (``If-None-Match``).

        Raises:
            ClientError: when there is no response, or `target` is no path.
        """
        if not target.startswith("/"):
            raise NotSent(_("A document's path starts with a slash. Nothing was sent."))
        fields = [*plain_headers(), *check_headers(headers)]
        url = self.endpoint.documents(branch) + target
        return await self._exchange(
            "GET", url, fields, None, progress, max_bytes=_MAX_DOCUMENT_BYTES
        )

    async def time_difference(self) -> int:
        """The API's clock minus this computer's, in whole seconds; asked for once and kept, and
        once more after this computer's clock was set.

        From ``GET /auth/time`` (unsigned, a bare integer), below the v1 base for both branches, as
        python-ovh, php-ovh, go-ovh and node-ovh do.

        Raises:
            ClientError: as any request that wasn't sent, :class:`ClockError` when the response is
                lost or is no time.
        """
        is_set = abs(_clock_setting() - self._set_at) >= _MIN_SET_SECONDS
        if self._difference is not None and not is_set:
            return self._difference
        if self._clock is None:
            self._clock = asyncio.create_task(self._read_clock())
        clock = self._clock
        # The request is shared: one waiter's cancelling must not take it from the others.
        self._clock_waiters += 1
        try:
            return await asyncio.shield(clock)
        except asyncio.CancelledError:
            task = asyncio.current_task()
            if self._closed and clock.cancelled() and not (task and task.cancelling()):
                raise NotSent(_("The session was closed. The call was not sent.")) from None
            raise
        finally:
            self._clock_waiters -= 1
            if self._clock_waiters == 0:
                self._clock = None
                clock.cancel()

    async def _read_clock(self) -> int:
        url = f"{self.endpoint.base('v1')}/auth/time"
        try:
            response = await self._exchange(
                "GET", url, plain_headers(), None, None, max_bytes=_MAX_SMALL_BYTES
            )
        except ClientError as error:
            if not error.maybe_sent:
                raise
            words = _("The API's clock could not be read, so the call was not sent.")
            raise ClockError(f"{words} {error}") from None
        seconds: object = None
        if response.ok:
            try:
                seconds = response.json()
            except ValueError:
                seconds = None
        if not isinstance(seconds, int) or isinstance(seconds, bool) or not 0 < seconds < 1 << 40:
            raise ClockError(
                _(
                    "{url} answers {status} and not the time: is this the address of the "
                    "OVHcloud API? The call was not sent."
                ).format(url=url, status=response.status)
            )
        self._difference = seconds - int(time.time())
        self._set_at = _clock_setting()
        return self._difference

    def _signs(self, call: Call) -> bool:
        return (
            call.authenticated and self._credentials is not None and self._credentials.is_complete
        )

    async def _send_once(
        self,
        call: Call,
        difference: int | None,
        progress: Progress | None,
        token: Token | None = None,
    ) -> Response:
        url = self.endpoint.base(call.branch) + call.target
        # The headers hold keys: they are in no variable that a traceback could show.
        return await self._exchange(
            call.method, url, self._headers(call, url, difference, token), call.body, progress
        )

    def _headers(
        self, call: Call, url: str, difference: int | None, token: Token | None = None
    ) -> list[tuple[str, str]]:
        parameters = check_headers(call.headers)
        given = {name.lower() for name, _ in parameters}
        headers = [field for field in plain_headers() if field[0].lower() not in given]
        if call.body:
            headers.append(("Content-Type", "application/json"))
        if token is not None:
            headers.append(("Authorization", f"Bearer {token.text}"))
        keys = self._credentials
        if keys is not None:
            headers.append(("X-Ovh-Application", keys.application_key))
            if difference is not None and keys.consumer_key is not None:
                now = int(time.time()) + difference
                signature = sign(
                    keys.application_secret,
                    keys.consumer_key,
                    call.method,
                    url,
                    call.body or b"",
                    now,
                )
                headers.append(("X-Ovh-Consumer", keys.consumer_key))
                headers.append(("X-Ovh-Timestamp", str(now)))
                headers.append(("X-Ovh-Signature", signature))
        headers += parameters
        if self._on_request is not None:
            self._on_request(call, masked_headers(headers, call.sensitive))
        return headers

    async def _exchange(
        self,
        method: str,
        url: str,
        headers: list[tuple[str, str]],
        body: bytes | None,
        progress: Progress | None,
        *,
        max_bytes: int | None = None,
    ) -> Response:
        """One request, one response. The URL in the request line, in Host and in the signature is
        `url`.

        `max_bytes` are the bytes that the response may have; None for those that the user allows.
        """
        clients = await self._open()
        from ovh_explorer.client import error_messages, transport

        request = transport.build_request(method, url, headers, body, self._timeouts)
        # Keys stay out of this frame's variables: a traceback that shows variables would show them.
        del headers
        host = request.url.host or self.endpoint.host
        watch = error_messages.RequestTrace(host)
        request.extensions["trace"] = watch
        started = time.perf_counter()
        begun = ""
        try:
            response = await clients.send(request, watch)
            try:
                reason, fields = transport.reason_of(response), transport.headers_of(response)
                begun = f"{response.status_code} {reason}".strip()
                head = PartialResponse(
                    response.status_code,
                    reason,
                    fields,
                    response.http_version,
                    0,
                    declared_length(response),
                )
                allow_more = self._allow_more if progress is not None else None
                content = await read_body(
                    response, head, progress, max_bytes, allow_more, limit=self._max_body
                )
            finally:
                await response.aclose()
        except TooLargeError as error:
            raise error_messages.too_large(
                method, host, error.max_bytes, begun, is_odd=max_bytes is not None
            ) from None
        except error_messages.ERRORS as error:
            raise error_messages.in_words(
                error, method, host, watch, self._timeouts, begun
            ) from None
        return Response(
            status=response.status_code,
            reason=reason,
            headers=fields,
            content=content if isinstance(content, bytes) else b"",
            stored=None if isinstance(content, bytes) else content,
            elapsed=time.perf_counter() - started,
            method=method,
            url=url,
            http_version=response.http_version,
        )

    async def _open(self) -> "Clients":
        async with self._building:
            if self._closed:
                raise NotSent(_("This session is closed. Nothing was sent."))
            if self._clients is None:
                self._clients = await asyncio.to_thread(self._build)
            return self._clients

    def _build(self) -> "Clients":
        from ovh_explorer.client.transport import Clients

        endpoint = self.endpoint
        return Clients(
            tls=endpoint.root.startswith("https://"),
            direct=endpoint.is_loopback,
            transport=self._transport,
        )
