"""Actions of the main screen that a part of it carries out."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, Protocol

from textual.widgets import Input

from ovh_explorer.translation import _
from ovh_explorer.tui.main.footer import FooterBar
from ovh_explorer.tui.main.identity import lacks_keys
from ovh_explorer.tui.terminal.key_presses import presses_of

if TYPE_CHECKING:
    from textual.notifications import SeverityLevel

    from ovh_explorer.tui.main.account import AccountActions
    from ovh_explorer.tui.main.tour import Tour
    from ovh_explorer.tui.workbench.workbench import Workbench

__all__ = ["in_code", "in_response", "of_account", "of_bench", "of_tour", "show_keys"]


class _HasBench(Protocol):
    @property
    def bench(self) -> "Workbench | None": ...

    def notify(self, message: str, *, severity: "SeverityLevel") -> None: ...


def of_bench(do: "Callable[..., object]") -> Callable[..., None]:
    """An action that needs an operation on the workbench; it says what to do where none is. `do` is
    given the :class:`Workbench`, and what the action is.
    """

    def action(screen: _HasBench, *values: Any) -> None:
        if screen.bench is None or screen.bench.form is None:
            words = _("Open an operation first: enter in the tree, or ^f.")
            screen.notify(words, severity="warning")
        else:
            do(screen.bench, *values)

    return action


def in_response(screen: Any, action: str) -> None:
    """Do with the response what one of its keys does."""
    of_bench(lambda bench: screen.call_later(bench.response.show_body().run_action, action))(screen)


def in_code(screen: Any, action: str) -> None:
    """Show the code, and do with it what one of its keys does."""

    def act(bench: "Workbench") -> None:
        screen.show_pane("response")
        screen.call_later(bench.response.show_code().run_action, action)

    of_bench(act)(screen)


def of_account(do: "Callable[..., Awaitable[object]]") -> Callable[..., None]:
    """An action that concerns who is signed in, where, and what is kept of the account: `do` is
    given the :class:`AccountActions`, and what the action is.
    """

    async def work(account: "AccountActions", *values: Any) -> None:
        await do(account, *values)

    def action(screen: Any, *values: Any) -> None:
        screen.run_worker(work(screen.account, *values), group="account", exclusive=True)

    return action


def of_tour(do: "Callable[[Tour], object]") -> Callable[[Any], None]:
    """An action of the tour: once, however long its key is held."""

    def action(screen: Any) -> None:
        if presses_of(screen.app).use():
            do(screen.tour)

    return action


def show_keys(screen: Any) -> None:
    """Have the footer, the panes and the response name the keys that work where the focus is."""
    bench = screen.bench
    if screen.app.screen is not screen:
        # No key of a pane works below a dialog, which names its own.
        screen.query_one(FooterBar).keys = ()
        return
    typing = isinstance(screen.focused, Input) or (bench is not None and bench.takes_text)
    screen.query_one(FooterBar).follow(
        screen.focused,
        typing=typing,
        sends=bench is not None and bench.request.is_on_try,
        signs_in=lacks_keys(screen.workspace),
        is_empty=screen.form is None,
        goes_forward=bench is not None and bool(bench.state.ahead),
        copies=_copied(bench),
    )
    screen.panes.name_keys(typing=typing)
    if bench is not None:
        bench.response.status.draw()


def _copied(bench: "Workbench | None") -> str:
    """The word of the key that copies, where the focus isn't in what it copies; "" where that is
    but an example of a response.
    """
    if bench is None:
        return ""
    from ovh_explorer.snippets import LANGUAGES

    tab = bench.response.tab
    if tab in LANGUAGES:
        return _("copy code")
    if tab != "schema" and bench.response.response is None:
        return ""
    return _("copy response") if tab == "response" else _("copy")
