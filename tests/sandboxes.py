"""A sandbox on a socket, one for a process of tests and a way to serve."""

from functools import lru_cache
from pathlib import Path

from ovh_explorer.sandbox.process import SandboxProcess


@lru_cache(maxsize=8)
def running(schemas: Path | None = None, *options: str) -> tuple[SandboxProcess, str]:
    """A sandbox and its URL; it ends with this process. `options` are those of ``ovh-explorer
    sandbox``.
    """
    sandbox = SandboxProcess.begin(schemas, options=options)
    return sandbox, sandbox.wait_ready()
