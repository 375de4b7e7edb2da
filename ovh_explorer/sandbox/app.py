"""The sandbox as an ASGI application."""

# No words for people: responses of the API are the same in each language.

import asyncio
import hashlib
import logging
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from ovh_explorer.sandbox import Strictness, log, oauth2
from ovh_explorer.sandbox.batch import is_batch, respond_in_batch
from ovh_explorer.sandbox.checks import (
    check_body,
    check_headers,
    check_path,
    check_query,
    check_version,
)
from ovh_explorer.sandbox.documents import Document, Documents, RouteMatch
from ovh_explorer.sandbox.errors import ApiRefusal
from ovh_explorer.sandbox.faults import HEADER, FaultError, Faults
from ovh_explorer.sandbox.handlers import respond
from ovh_explorer.sandbox.pagination import objects, page, wants_objects
from ovh_explorer.sandbox.repeated import body_without_path_values, query_without_path_values
from ovh_explorer.sandbox.request import Request
from ovh_explorer.sandbox.signature import Caller
from ovh_explorer.sandbox.spelling import in_branch, json_bytes
from ovh_explorer.sandbox.state import State
from ovh_explorer.sandbox.token_page import PATH as TOKEN_PAGE
from ovh_explorer.sandbox.token_page import token_page
from ovh_explorer.sandbox.validation_page import PATH as VALIDATION_PAGE
from ovh_explorer.sandbox.validation_page import validation_page
from ovh_explorer.sandbox.wire import (
    PREFIXES,
    Gone,
    HttpRequest,
    HttpResponse,
    Receive,
    Scope,
    Send,
    read_body,
)
from ovh_explorer.translation import language, set_language

__all__ = ["RESET", "Sandbox", "query_ids"]

RESET = "/sandbox/reset"
"""A POST here makes the sandbox forget everything it was told."""

_PAGES = {
    VALIDATION_PAGE: validation_page,
    TOKEN_PAGE: token_page,
    TOKEN_PAGE.rstrip("/"): token_page,
}
# Faults that flags ask for leave the catalog and the time alone, or no request would get as far as
# to a call.
_EVERYWHERE = ("skew", "old-errors")
# What the API says to browsers on its own paths: a page of anywhere may call it, with keys.
_FOR_BROWSERS = {
    "Access-Control-Allow-Headers": "X-Ovh-Timestamp, X-Ovh-Consumer, X-Ovh-Application, "
    "X-Ovh-Signature, X-Ovh-Session, Authorization, Content-Type",
    "Access-Control-Allow-Methods": "GET, POST, PUT, DELETE, OPTIONS",
    "Access-Control-Allow-Origin": "*",
}

_log = logging.getLogger(__name__)


def query_ids(clock: Callable[[], float]) -> Callable[[], str]:
    """Query ids in the API's form: the time, a number that counts, and what no other has."""
    count = 0

    def next_query_id() -> str:
        nonlocal count
        count += 1
        unique = hashlib.sha256(str(count).encode()).hexdigest()[:32]
        return f"EU.ext-3.{int(clock()) & 0xFFFFFFFF:08x}.{count}.{unique}"

    return next_query_id


class Sandbox:
    """Serves a catalog's documents and responds to its operations.

    Args:
        documents: the catalog.
        clock: seconds since 1970, for ``/auth/time`` and timestamps.
        query_id: makes the ``X-OVH-QUERYID`` of each response.
        faults: what goes wrong with every call.
        read_only: refuse everything but GET, signing in excepted.
        strictness: which ids exist only where a list holds them.
        log: gets a line for each request.
        language: that of the pages for people, one of `translation.LANGUAGES`.
    """

    def __init__(
        self,
        documents: Documents,
        *,
        clock: Callable[[], float] = time.time,
        query_id: Callable[[], str] | None = None,
        faults: Faults | None = None,
        read_only: bool = False,
        strictness: Strictness = Strictness.NONE,
        log: Callable[[str], None] | None = None,
        language: str = "en",
    ) -> None:
        self._documents = documents
        self._query_id = query_id or query_ids(clock)
        self._faults = faults or Faults()
        self._read_only = read_only
        self._strictness = strictness
        self._say = log
        self._language = language
        self._clock = clock
        self.state = State(clock)

    def reset(self) -> None:
        """Forget everything that was made, changed and removed."""
        self.state = State(self._clock)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One HTTP request; other kinds of scope aren't served."""
        if scope["type"] != "http":
            return
        began = time.perf_counter()
        try:
            content = await read_body(receive)
        except Gone:
            return
        request = HttpRequest.of(scope, content or b"")
        response, faults = self._response(request, too_large=content is None)
        if request.is_for_api:
            response = replace(response, headers={**_FOR_BROWSERS, **response.headers})
        if (latency := faults.value("latency")) is not None:
            await asyncio.sleep(latency)
        arrives = await faults.send(scope, receive, send, response, self._query_id())
        if self._say is not None:
            status = response.status if arrives else 0
            note = f"fault={faults}" if faults else ""
            self._say(
                log.line(request, self._found(request), status, time.perf_counter() - began, note)
            )

    def _response(self, request: HttpRequest, *, too_large: bool) -> tuple[HttpResponse, Faults]:
        """The response as it will be sent, and the faults for sending it."""
        faults = Faults()
        try:
            if too_large:
                raise ApiRefusal(413, "The body is too large", "Client::BadRequest")
            faults = self._faults_of(request)
            return faults.refusal() or faults.bent(self._reply(request, faults)), faults
        except ApiRefusal as refusal:
            return faults.bent(_refused(refusal, faults)), faults
        except Exception:  # noqa: BLE001 - logged with its traceback
            # A mistake of ours: clients get the API's form of an error, the reader of stderr gets
            # the place.
            _log.exception("%s %s", request.method, request.path)
            mistake = ApiRefusal(500, "Internal server error", "Server::InternalServerError")
            return _refused(mistake, faults), faults

    def _faults_of(self, request: HttpRequest) -> Faults:
        text = request.headers.get(HEADER)
        if text is None:
            _, _, rest = request.path.removeprefix("/").partition("/")
            plain = request.method == "GET" and (
                rest.removesuffix("/") in ("", "auth/time") or rest.endswith(".json")
            )
            ours = request.path.startswith(("/sandbox/", "/auth/"))
            return self._faults.only(*_EVERYWHERE) if plain or ours else self._faults
        try:
            return Faults() if text.strip() == "none" else Faults.parse(text)
        except FaultError as error:
            raise ApiRefusal(400, f"[{HEADER}] {error}", "Client::BadRequest") from None

    def _reply(self, request: HttpRequest, faults: Faults) -> HttpResponse:
        if (make := _PAGES.get(request.path)) is not None:
            return self._page(make, request)
        if request.path == oauth2.PATH:
            return oauth2.token(self.state, request)
        if request.path.startswith("/sandbox/"):
            return self._own(request)
        prefix, _, rest = request.path.removeprefix("/").partition("/")
        branch, path = PREFIXES.get(prefix), f"/{rest}"
        if branch is None:
            raise _no_route()
        if request.method == "OPTIONS":
            return HttpResponse(200, b"")
        if (
            request.method in ("GET", "HEAD")
            and (document := self._document(branch, path)) is not None
        ):
            return _document_response(document, request.headers)
        found = self._documents.route(branch, request.method, path)
        if found is None:
            raise _no_route()
        if branch == "v2":
            check_version(request.headers)
        skew = faults.value("skew") or 0
        caller = (
            self._caller(request, branch, path, skew) if found.operation.authenticated else None
        )
        if self._read_only and request.method != "GET" and found.operation.product != "/auth":
            raise ApiRefusal(
                403, "This sandbox is read-only: it answers nothing but GET", "Client::Forbidden"
            )
        value, headers = self._value(request, found, caller, faults)
        return _json_response(value, headers)

    def _value(
        self, request: HttpRequest, found: RouteMatch, caller: Caller | None, faults: Faults
    ) -> tuple[Any, dict[str, str]]:
        operation = found.operation
        check_headers(operation, found.models, request.headers)

        def one(
            texts: dict[str, str], called: RouteMatch = found, query: str = request.query
        ) -> Any:
            checked = Request(
                state=self.state,
                documents=self._documents,
                operation=called.operation,
                models=called.models,
                roles=called.roles,
                texts=texts,
                values=check_path(called.operation, called.models, texts),
                query=check_query(
                    called.operation,
                    called.models,
                    query_without_path_values(called.operation, texts, query),
                ),
                body=check_body(
                    called.operation,
                    called.models,
                    body_without_path_values(
                        called.operation, called.models, texts, request.content
                    ),
                ),
                headers=request.headers,
                caller=caller,
                origin=request.origin,
                skew=faults.value("skew") or 0,
                strictness=self._strictness,
            )
            value = respond(checked)
            kind = called.operation.response
            return in_branch(called.operation.branch, called.models, kind, value)

        if is_batch(found, request.headers):
            old = faults.old_errors
            return respond_in_batch(found, request.headers, one, old_errors=old), {}
        value = one(found.texts)
        collection = found.roles.collection(operation.path)
        if wants_objects(operation, request.headers) and isinstance(value, list):
            if (
                collection is not None
                and collection.reads is not None
                and not any(isinstance(i, dict) for i in value)
            ):
                reads = RouteMatch(collection.reads, {}, found.models, found.roles)
                value = [
                    one({**found.texts, collection.key.name: str(key)}, reads, "") for key in value
                ]
            return objects(operation, value, request.headers)
        return page(operation, value, request.headers)

    def _page(
        self, make: Callable[[State, HttpRequest], HttpResponse], request: HttpRequest
    ) -> HttpResponse:
        """A page, in the language of people; programs read the same in each language."""
        before = language()
        set_language(self._language)
        try:
            return make(self.state, request)
        finally:
            set_language(before)

    def _own(self, request: HttpRequest) -> HttpResponse:
        """What the sandbox has beside the API's paths: for programs of this machine."""
        if not request.is_for_loopback:
            # A page somewhere else, whose name was pointed at this machine.
            raise ApiRefusal(403, "Call the sandbox by 127.0.0.1 or localhost", "Client::Forbidden")
        if request.path != RESET:
            raise _no_route()
        if request.method != "POST":
            raise ApiRefusal(
                405, f"POST {RESET} makes the sandbox start over", "Client::BadRequest"
            )
        if request.headers.get("origin", request.origin) != request.origin:
            # A page of somewhere else, in a browser of this machine.
            raise ApiRefusal(
                403, "Only pages of the sandbox itself may reset it", "Client::Forbidden"
            )
        self.reset()
        return _json_response(None)

    def _document(self, branch: str, path: str) -> Document | None:
        if path == "/":
            return self._documents.index(branch)
        if path.endswith(".json"):
            return self._documents.document(branch, path.removesuffix(".json"))
        return None

    def _found(self, request: HttpRequest) -> RouteMatch | None:
        prefix, _, rest = request.path.removeprefix("/").partition("/")
        branch = PREFIXES.get(prefix)
        return self._documents.route(branch, request.method, f"/{rest}") if branch else None

    def _caller(self, request: HttpRequest, branch: str, path: str, skew: float) -> Caller:
        caller = self.state.guard.check(
            request.method,
            branch,
            path,
            request.url,
            request.headers,
            request.content,
            address=request.address,
            skew=skew,
        )
        if caller.credential is not None:
            caller.credential.last_use = self.state.now()
        if caller.user_token is not None:
            caller.user_token.last_use = self.state.now()
        return caller


def _no_route() -> ApiRefusal:
    return ApiRefusal(404, "Got an invalid (or empty) URL", "Client::NotFound")


def _json_response(value: Any, headers: dict[str, str] | None = None) -> HttpResponse:
    return HttpResponse(200, json_bytes(value), headers or {})


def _refused(refusal: ApiRefusal, faults: Faults) -> HttpResponse:
    return HttpResponse(refusal.status, json_bytes(refusal.body(old=faults.old_errors)))


def _document_response(document: Document, headers: dict[str, str]) -> HttpResponse:
    known = {tag.strip().removeprefix("W/") for tag in headers.get("if-none-match", "").split(",")}
    if document.etag in known or "*" in known:
        return HttpResponse(304, b"", {"ETag": document.etag})
    return HttpResponse(200, document.content, {"ETag": document.etag})
