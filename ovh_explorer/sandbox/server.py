"""Serving the sandbox on a loopback port."""

import contextlib
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import uvicorn

from ovh_explorer.sandbox.app import Sandbox
from ovh_explorer.sandbox.documents import Documents, SchemasError

__all__ = ["SandboxError", "serve"]


class SandboxError(RuntimeError):
    """A sandbox that can't be served; the message says why."""


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
        # uvicorn raises the signal again when it is done, which would make an interrupted sandbox a failed one.
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        names = [signal.SIGINT, signal.SIGTERM]
        before = {name: signal.signal(name, lambda *_: self.end()) for name in names}
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
) -> None:
    """Serve until interrupted, on the loopback interface only.

    Args:
        port: 0 for any free one.
        schemas: a catalog's directory instead of the embedded one.
        ready: called with the sandbox's URL once it accepts.
        clock: seconds since 1970.
        until_input_ends: end when standard input does, as when the process that started it is gone.

    Raises:
        SandboxError: when the port is taken or `schemas` holds no catalog.
    """
    try:
        documents = Documents(schemas)
    except SchemasError as error:
        raise SandboxError(str(error)) from None
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listening:
        if sys.platform != "win32":
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind(("127.0.0.1", port))
            # Here, not in uvicorn: between two that bound the same port, listening decides.
            listening.listen()
        except (OSError, OverflowError) as error:
            raise SandboxError(f"Port {port} can't be used: {getattr(error, 'strerror', '') or error}") from None
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        config = uvicorn.Config(
            Sandbox(documents, clock=clock),
            log_level="error",
            access_log=False,
            lifespan="off",
            server_header=False,
            http="h11",
            timeout_graceful_shutdown=1,
        )
        server = _Server(config, lambda: ready(url))
        if until_input_ends:
            threading.Thread(target=_watch_input, args=(server,), daemon=True).start()
        server.run(sockets=[listening])


def _watch_input(server: _Server) -> None:
    # Not sys.stdin.read: its lock, held by a thread that waits, aborts the interpreter when a signal ends us first.
    try:
        while os.read(sys.stdin.fileno(), 4096):
            pass
    finally:
        server.end()
