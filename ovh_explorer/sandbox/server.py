"""Server of the sandbox on a loopback port."""

import asyncio
import contextlib
import os
import shutil
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from ovh_explorer.files import reason_of
from ovh_explorer.sandbox import Strictness
from ovh_explorer.sandbox.app import Sandbox
from ovh_explorer.sandbox.documents import Documents, SchemasError
from ovh_explorer.sandbox.faults import CONNECTION, Faults
from ovh_explorer.sandbox.tls import Certificate, CertificateError, make_certificate
from ovh_explorer.sandbox.wire import Receive, Scope, Send
from ovh_explorer.temporary import TemporaryDirectory
from ovh_explorer.translation import _

__all__ = ["SandboxError", "serve"]


class SandboxError(RuntimeError):
    """A sandbox that can't be served; the message says why."""


class _Protocol(H11Protocol):
    """Lets the application have the connection, which some faults close."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        inner: Any = self.app

        async def application(scope: Scope, receive: Receive, send: Send) -> None:
            scope[CONNECTION] = transport
            await inner(scope, receive, send)

        self.app = application


class _Server(uvicorn.Server):
    """Says when it accepts, and ends in order at the signals that end a program."""

    def __init__(self, config: uvicorn.Config, accepting: Callable[[], None]) -> None:
        super().__init__(config)
        self._accepting = accepting

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._accepting()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        # uvicorn raises the signal again when it is done, which would make an interrupted sandbox a
        # failed one.
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        names = [signal.SIGINT, signal.SIGTERM]
        before = {name: signal.signal(name, lambda *_signal: self.end()) for name in names}
        try:
            yield
        finally:
            for name, handler in before.items():
                signal.signal(name, handler)

    def end(self) -> None:
        """End soon."""
        self.should_exit = True


def serve(
    port: int = 0,
    schemas: Path | None = None,
    *,
    ready: Callable[[str], None],
    clock: Callable[[], float] = time.time,
    until_input_ends: bool = False,
    faults: Faults | None = None,
    read_only: bool = False,
    strictness: Strictness = Strictness.NONE,
    log: Callable[[str], None] | None = None,
    tls: bool = False,
    certificate_file: Path | None = None,
    language: str = "en",
) -> None:
    """Serve until interrupted, on the loopback interface only.

    Args:
        port: 0 for any free one.
        schemas: a catalog's directory instead of the embedded one.
        ready: called with the sandbox's URL once it accepts.
        clock: seconds since 1970.
        until_input_ends: end when standard input does, as when the process that started it is gone.
        faults: what goes wrong with every call.
        read_only: refuse everything but GET, signing in excepted.
        strictness: which ids exist only where a list holds them.
        log: gets a line for each request.
        tls: serve https, with a certificate made now.
        certificate_file: where the certificate is written for clients to trust; else a place that
            the log tells.
        language: that of the pages for people.

    Raises:
        SandboxError: when the port is taken, `schemas` holds no catalog, or no certificate could be
            made.
    """
    try:
        documents = Documents(schemas)
    except SchemasError as error:
        raise SandboxError(str(error)) from None
    application = Sandbox(
        documents,
        clock=clock,
        faults=faults,
        read_only=read_only,
        strictness=strictness,
        log=log,
        language=language,
    )
    with contextlib.ExitStack() as stack:
        certificate = _certificate(stack, certificate_file, log) if tls else None
        # Named as TCP, or asyncio leaves Nagle's algorithm on, and each response waits 40 ms for an
        # acknowledgement.
        listening = stack.enter_context(
            socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        )
        _listen(listening, port)
        url = f"{'https' if tls else 'http'}://127.0.0.1:{listening.getsockname()[1]}"
        server = _Server(_config(application, certificate), lambda: ready(url))
        if until_input_ends:
            threading.Thread(target=_watch_input, args=(server,), daemon=True).start()
        server.run(sockets=[listening])


def _listen(listening: socket.socket, port: int) -> None:
    if sys.platform != "win32":
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind(("127.0.0.1", port))
        # Here, not in uvicorn: between two that bound the same port, listening decides.
        listening.listen()
    except (OSError, OverflowError) as error:
        reason = reason_of(error)
        words = _("Port {port} can't be used: {reason}")
        raise SandboxError(words.format(port=port, reason=reason)) from None


def _config(application: Sandbox, certificate: Certificate | None) -> uvicorn.Config:
    return uvicorn.Config(
        application,
        log_level="error",
        access_log=False,
        lifespan="off",
        server_header=False,
        http=_Protocol,
        timeout_graceful_shutdown=1,
        ssl_certfile=certificate.certificate if certificate else None,
        ssl_keyfile=certificate.key if certificate else None,
    )


def _certificate(
    stack: contextlib.ExitStack, file: Path | None, log: Callable[[str], None] | None
) -> Certificate:
    """A certificate in a directory of its own, which is gone when the sandbox is."""
    directory = stack.enter_context(TemporaryDirectory("sandbox"))
    try:
        made = make_certificate(directory)
        if file is not None:
            shutil.copyfile(made.certificate, file)
    except (CertificateError, OSError) as error:
        raise SandboxError(str(error)) from None
    if log is not None:
        words = _("Clients are to trust {file} (SSL_CERT_FILE, NODE_EXTRA_CA_CERTS, curl --cacert)")
        log(words.format(file=file or made.certificate))
    return made


def _watch_input(server: _Server) -> None:
    # Not sys.stdin.read: its lock, held by a thread that waits, aborts the interpreter when a
    # signal ends us first.
    try:
        while os.read(sys.stdin.fileno(), 4096):
            pass
    finally:
        server.end()
