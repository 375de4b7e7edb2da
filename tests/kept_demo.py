"""A sandbox for the programs of a module that start with ``--demo``, whose tasks are done soon."""

from collections.abc import Iterator, Sequence

import pytest

from ovh_explorer.sandbox.process import SandboxProcess
from tests.sandbox.scenarios import start_over
from tests.sandboxes import quick_tasks

__all__ = ["kept_demo", "sandbox_of_demo"]


class KeptSandbox(SandboxProcess):
    """A demo's sandbox that the next demo takes over, as it was at its start."""

    def stop(self) -> None:
        start_over(self.url)


@pytest.fixture(scope="module")
def sandbox_of_demo() -> Iterator[SandboxProcess]:
    with quick_tasks():
        process = KeptSandbox.begin(options=["--strict=services"])
    process.wait_ready()
    yield process
    SandboxProcess.stop(process)


@pytest.fixture
def kept_demo(sandbox_of_demo: SandboxProcess, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Programs with ``--demo`` start no sandbox of their own."""
    begun: list[Sequence[str]] = []

    def begin(*, options: Sequence[str]) -> SandboxProcess:
        begun.append(options)
        return sandbox_of_demo

    monkeypatch.setattr(SandboxProcess, "begin", begin)
    yield
    assert set(map(tuple, begun)) <= {("--strict=services",)}
