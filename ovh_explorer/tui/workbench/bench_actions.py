"""Makes actions of the workbench that only pass a key on to the form, or to what copies."""

from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any, Protocol

from ovh_explorer.tui.request.form_view import FormView
from ovh_explorer.tui.request.pane import RequestPane
from ovh_explorer.tui.workbench.copy import CopyActions

__all__ = ["changing", "copying", "showing"]


class _Bench(Protocol):
    """What of the workbench they are for."""

    request: RequestPane
    copies: CopyActions

    def show_fields(self) -> None: ...

    def run_worker(
        self, work: Coroutine[Any, Any, None], /, *, group: str, exclusive: bool
    ) -> object: ...


def changing(change: Callable[[FormView], None]) -> Callable[[_Bench], None]:
    """An action that changes the form, once the field that is edited is left."""

    def action(bench: _Bench) -> None:
        bench.request.change_form(partial(change, bench.request.view))

    return action


def showing(change: Callable[[_Bench], None]) -> Callable[[_Bench], None]:
    """An action that is done in the sight of the user: the pane with the form is shown, and there
    its fields.
    """

    def action(bench: _Bench) -> None:
        bench.show_fields()
        change(bench)

    return action


def copying(
    copy: Callable[[CopyActions], Coroutine[Any, Any, None]], group: str = "copy"
) -> Callable[[_Bench], None]:
    """An action that copies or saves what is shown."""

    def action(bench: _Bench) -> None:
        bench.run_worker(copy(bench.copies), group=group, exclusive=True)

    return action
