"""Actions of the main screen that a part of it carries out."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from textual.notifications import SeverityLevel

    from ovh_explorer.tui.main.account import AccountActions
    from ovh_explorer.tui.workbench.workbench import Workbench

__all__ = ["of_account", "of_bench"]


class _HasBench(Protocol):
    @property
    def bench(self) -> "Workbench | None": ...

    def notify(self, message: str, *, severity: "SeverityLevel") -> None: ...


def of_bench(do: "Callable[[Workbench], object]") -> Callable[[_HasBench], None]:
    """An action that needs an operation on the workbench; it says what to do where none is."""

    def action(screen: _HasBench) -> None:
        if screen.bench is None or screen.bench.form is None:
            words = "Open an operation first: enter in the tree, or ^f."
            screen.notify(words, severity="warning")
        else:
            do(screen.bench)

    return action


def of_account(do: "Callable[[AccountActions], Awaitable[object]]") -> Callable[[Any], None]:
    """An action that concerns who is signed in, where, and what is kept of the account."""

    async def work(screen: Any) -> None:
        await do(screen.account)

    def action(screen: Any) -> None:
        screen.run_worker(work(screen), group="account", exclusive=True)

    return action
