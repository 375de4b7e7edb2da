"""A sandbox in a process of its own, which ends with the one that started it."""

import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import IO

from ovh_explorer.children import environment, python_of
from ovh_explorer.translation import _

__all__ = ["SandboxProcess", "SandboxStartError", "start"]


class SandboxStartError(RuntimeError):
    """A sandbox that didn't start; the message holds its last words."""


def start(schemas: Path | None = None, port: int = 0, *, timeout: float = 20) -> "SandboxProcess":
    """A sandbox that is ready; end it with :meth:`SandboxProcess.stop`.

    Args:
        schemas: a catalog's directory instead of the embedded one.
        port: 0 for any free one.
        timeout: seconds to wait at most.

    Raises:
        SandboxStartError: when it doesn't start.
    """
    sandbox = SandboxProcess.begin(schemas, port)
    sandbox.wait_ready(timeout)
    return sandbox


class SandboxProcess:
    """A sandbox in another process. :meth:`begin` comes back at once, :meth:`wait_ready` once it
    answers.
    """

    def __init__(self, process: "subprocess.Popen[str]", words: IO[str]) -> None:
        self._process = process
        self._words = words
        self._last_word = ""
        self._url = ""
        # `wait_ready` and `stop` may be called from different threads.
        self._waiting = threading.Lock()
        self._stopping = threading.Lock()

    @classmethod
    def begin(
        cls, schemas: Path | None = None, port: int = 0, options: Sequence[str] = ()
    ) -> "SandboxProcess":
        """Start a sandbox and come back at once; `options` are further ones of ``ovh-explorer
        sandbox``.

        It watches its standard input, which ends with us even when we are killed; the terminal's
        ctrl+c doesn't reach it.
        """
        # A file, not a pipe: no process reads what a running sandbox says.
        words = tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace")  # noqa: SIM115 - closed by stop
        flags = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)
        process = subprocess.Popen(  # noqa: S603 - this program itself
            [*python_of("ovh_explorer.sandbox"), *_arguments(schemas, port), *options],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=words,
            text=True,
            env=environment(),
            start_new_session=sys.platform != "win32",
            creationflags=flags,
        )
        return cls(process, words)

    @property
    def url(self) -> str:
        """Scheme, host and port (``http://127.0.0.1:40123``); empty until :meth:`wait_ready` came
        back.
        """
        return self._url

    @property
    def is_running(self) -> bool:
        """Whether its process hasn't ended."""
        return self._process.poll() is None

    def wait_ready(self, timeout: float = 20) -> str:
        """The sandbox's URL, once it is ready. Blocks: run it in a thread where nothing may wait.

        Raises:
            SandboxStartError: when it ends before, or takes longer than `timeout` seconds.
        """
        with self._waiting:
            if not self._url:
                self._url = self._read_url(timeout)
            return self._url

    def _read_url(self, timeout: float) -> str:
        assert self._process.stdout is not None
        too_late = threading.Event()

        def give_up() -> None:
            too_late.set()
            self._process.kill()

        late = threading.Timer(timeout, give_up)
        late.daemon = True
        late.start()
        try:
            line = "" if self._process.stdout.closed else self._process.stdout.readline()
        finally:
            late.cancel()
        if line.startswith("READY "):
            return line.split()[1]
        self.stop()
        if too_late.is_set():
            words = _("no response within {seconds} seconds")
            reason = words.format(seconds=f"{timeout:g}")
        else:
            reason = self._last_word or _("it ended")
        words = _("The sandbox didn't start: {reason}")
        raise SandboxStartError(words.format(reason=reason))

    def stop(self) -> None:
        """End it and wait until it is gone; nothing when it is already."""
        with self._stopping:
            process = self._process
            if process.stdin is not None:
                process.stdin.close()
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            if process.stdout is not None:
                process.stdout.close()
            if not self._words.closed:
                self._words.seek(0)
                for line in self._words:
                    self._last_word = line.strip() or self._last_word
                self._words.close()


def _arguments(schemas: Path | None, port: int) -> list[str]:
    # Quiet: no process reads what it says while it runs.
    return ["--quiet", f"--port={port}", *([f"--schemas={schemas}"] if schemas else [])]
