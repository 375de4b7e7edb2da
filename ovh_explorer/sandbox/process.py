"""A sandbox in a process of its own, which ends with the one that started it."""

import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import IO

__all__ = ["SandboxProcess", "SandboxStartError"]


class SandboxStartError(RuntimeError):
    """A sandbox that didn't start; the message holds its last words."""


class SandboxProcess:
    """A running sandbox. Make one with :meth:`begin`; :meth:`wait_ready` gives its URL."""

    def __init__(self, process: "subprocess.Popen[str]", words: IO[str]) -> None:
        self._process = process
        self._words = words
        self._said: list[str] = []

    @classmethod
    def begin(cls, schemas: Path | None = None, port: int = 0) -> "SandboxProcess":
        """Start a sandbox and come back at once.

        It watches its standard input, which ends with us even when we are killed; the terminal's ctrl+c
        doesn't reach it.
        """
        # A file, not a pipe: nobody reads what a running sandbox says.
        words = tempfile.TemporaryFile("w+")  # noqa: SIM115 - closed by stop
        flags = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)
        process = subprocess.Popen(
            [sys.executable, "-m", "ovh_explorer.sandbox", str(schemas or ""), str(port)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=words,
            text=True,
            start_new_session=sys.platform != "win32",
            creationflags=flags,
        )
        return cls(process, words)

    def wait_ready(self, timeout: float = 20) -> str:
        """The sandbox's URL, once it answers. Blocks: run it in a thread where nothing may wait.

        Raises:
            SandboxStartError: when it ends before, or takes longer than `timeout` seconds.
        """
        assert self._process.stdout is not None
        late = threading.Timer(timeout, self._process.kill)
        late.start()
        try:
            line = self._process.stdout.readline()
        finally:
            in_time = late.is_alive()
            late.cancel()
        if line.startswith("READY "):
            return line.split()[1]
        self.stop()
        words = self._said
        reason = words[-1] if words else ("it ended" if in_time else f"no answer within {timeout:g} seconds")
        raise SandboxStartError(f"The sandbox didn't start: {reason}")

    def stop(self) -> None:
        """End it and wait until it is gone."""
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
            self._said = self._words.read(4000).strip().splitlines()
            self._words.close()
