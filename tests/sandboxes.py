"""A sandbox on a socket, one for a process of tests and a way to serve."""

from functools import lru_cache
from pathlib import Path

from ovh_explorer.sandbox.process import SandboxProcess
from ovh_explorer.translation import language, set_language


@lru_cache(maxsize=8)
def running(schemas: Path | None = None, *options: str) -> tuple[SandboxProcess, str]:
    """A sandbox and its URL; it ends with this process. `options` are those of ``ovh-explorer
    sandbox``. Its pages are English, whichever test is the first that wants it.
    """
    before = language()
    set_language("en")
    try:
        sandbox = SandboxProcess.begin(schemas, options=options)
    finally:
        set_language(before)
    return sandbox, sandbox.wait_ready()
