"""A sandbox on a socket, one for a process of tests and a way to serve."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from unittest import mock

from ovh_explorer.sandbox.process import SandboxProcess
from ovh_explorer.translation import language, set_language
from tests.sandbox.scenarios import start_over

__all__ = ["quick_tasks", "running", "running_quickly", "start_all_over"]

# The URLs of those that take requests without TLS, the first that was wanted first.
_urls: list[str] = []


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
    url = sandbox.wait_ready()
    if url.startswith("http:"):
        _urls.append(url)
    return sandbox, url


def start_all_over() -> None:
    """Let each sandbox of this process forget what tests before told it."""
    for url in _urls:
        start_over(url)


@lru_cache(maxsize=2)
def running_quickly(schemas: Path | None = None) -> tuple[SandboxProcess, str]:
    """Another sandbox, for tests that wait for its tasks: they take a tenth of their time."""
    with quick_tasks():
        return running.__wrapped__(schemas)


@contextmanager
def quick_tasks() -> Iterator[None]:
    """The tasks of a sandbox that is begun here take a tenth of their time."""
    command = [sys.executable, "-P", str(Path(__file__).with_name("quick_sandbox.py"))]
    with mock.patch("ovh_explorer.sandbox.process.python_of", return_value=command):
        yield
