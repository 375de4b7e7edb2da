"""The application: one main screen over one workspace."""

import sys
import traceback
from collections.abc import Callable, Iterable
from time import monotonic

from rich.text import Text
from textual.app import App, SystemCommand
from textual.command import Provider
from textual.screen import Screen

from ovh_explorer.text import printable_lines
from ovh_explorer.tui.layout import keep_theme, take_theme
from ovh_explorer.tui.screens.main import MainScreen
from ovh_explorer.workspace.workspace import Workspace

__all__ = ["ExplorerApp"]


def _commands() -> type[Provider]:
    from ovh_explorer.tui.commands import ExplorerCommands

    return ExplorerCommands


class ExplorerApp(App[None]):
    """ovh-explorer in a terminal.

    Args:
        workspace: what to work with.
        target: words that open an operation at start, see :mod:`ovh_explorer.workspace.target`.
        clock: seconds, for the time a request has taken so far; handed in for pictures.
    """

    TITLE = "ovh-explorer"
    CSS_PATH = "app.tcss"
    COMMANDS = {_commands}

    def __init__(self, workspace: Workspace, target: str = "", clock: Callable[[], float] = monotonic) -> None:
        super().__init__()
        self.workspace = workspace
        self._target = target
        self._clock = clock
        self.last_words: list[str] = []
        self._places = 0
        take_theme(self, workspace)

    def get_default_screen(self) -> Screen[None]:
        return MainScreen(self.workspace, self._target, self._clock)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        yield SystemCommand("Theme", "Light, dark and other colours", self.action_change_theme)
        yield SystemCommand("Quit", "", self.action_quit)

    async def use(self, workspace: Workspace, target: str = "") -> None:
        """Start over with another workspace, and an operation open in it; the one before is closed.

        The main screen of each workspace is a mode of its own: one that is left ends with all that is open over it.
        The first is Textual's default screen, which costs less at the start and can't be removed: it is emptied.
        """
        before, self.workspace, self._target = self.workspace, workspace, target
        left, first = self.current_mode, self.screen_stack[0]
        self._places += 1
        place = f"place-{self._places}"
        self.add_mode(place, lambda: MainScreen(self.workspace, self._target, self._clock))
        await self.switch_mode(place)
        # Not in the caller's worker: that ends with the screen it belongs to.
        self.run_worker(self._leave(left, first, before))

    async def _leave(self, mode: str, screen: Screen[object], workspace: Workspace) -> None:
        if mode != self.DEFAULT_MODE:
            await self.remove_mode(mode)
        elif isinstance(screen, MainScreen):
            await screen.retire()
        await workspace.close()

    def watch_theme(self, name: str) -> None:
        keep_theme(name, self.workspace)

    async def on_unmount(self) -> None:
        await self.workspace.close()

    def _fatal_error(self) -> None:
        """End with a plain traceback: Textual's own shows variables, and keys could be among them."""
        self.last_words = [
            "ovh-explorer ended because of a mistake of its own. Please report this:",
            *printable_lines("".join(traceback.format_exception(sys.exception()))),
        ]
        # As one: of several Textual prints the first alone.
        self._exit_renderables.append(Text("\n".join(self.last_words)))
        self._close_messages_no_wait()

    def write_to_terminal(self, sequence: str) -> None:
        """Send an escape sequence to the terminal, as for its clipboard."""
        if self._driver is not None:
            self._driver.write(sequence)
