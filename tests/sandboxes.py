"""A sandbox on a socket, one for a process of tests."""

from functools import lru_cache
from pathlib import Path

from ovh_explorer.sandbox.process import SandboxProcess


@lru_cache(maxsize=4)
def running(schemas: Path | None = None) -> tuple[SandboxProcess, str]:
    """A sandbox and its URL; it ends with this process."""
    sandbox = SandboxProcess.begin(schemas)
    return sandbox, sandbox.wait_ready()
