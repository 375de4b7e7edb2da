"""The application: one main screen over one workspace."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeVar

from textual import events, on
from textual.app import SystemCommand
from textual.command import Provider
from textual.driver import Driver
from textual.filter import LineFilter
from textual.notifications import Notify
from textual.screen import Screen
from textual.timer import Timer, TimerCallback
from textual.widgets import Input

from ovh_explorer import crash
from ovh_explorer.text import printable
from ovh_explorer.translation import N_, _
from ovh_explorer.tui.drawing.contrast import ReadableText
from ovh_explorer.tui.drawing.themes import THEMES, with_marks, with_readable_text
from ovh_explorer.tui.drawing.wrapped_text import cut_word
from ovh_explorer.tui.key_bindings import only_moves
from ovh_explorer.tui.main.last_state import restore_theme, save_theme
from ovh_explorer.tui.main.screen import MainScreen
from ovh_explorer.tui.terminal.application import end_with
from ovh_explorer.tui.terminal.base_screen import BaseScreen
from ovh_explorer.tui.terminal.component_styles import SparingStylesheet
from ovh_explorer.tui.terminal.double_clicks import StrayClicks
from ovh_explorer.tui.terminal.driver import steady
from ovh_explorer.tui.terminal.idle_gc import begin_to_collect, forget_cancelled_timers
from ovh_explorer.tui.terminal.key_presses import Presses
from ovh_explorer.tui.terminal.late_keys import LateKeys
from ovh_explorer.tui.terminal.no_break import wrap_at_words
from ovh_explorer.tui.terminal.size import is_too_small
from ovh_explorer.tui.terminal.timers import begin_timer
from ovh_explorer.tui.terminal.toast_rack import (
    ToastApp,
    is_standing,
    set_toasts,
    standing_toasts,
)
from ovh_explorer.tui.terminal.type_ahead import TypeAhead
from ovh_explorer.workspace.workspace import Workspace

if TYPE_CHECKING:
    from textual.worker import Worker

    from ovh_explorer.tui.dialogs.leave_question import Unfinished
    from ovh_explorer.tui.main.toast_place import ToastPlacer

__all__ = ["ExplorerApp"]

ResultType = TypeVar("ResultType")


_OF_DIALOG = N_("Only the commands of this dialog are listed. Press esc to close it.")


def _commands() -> type[Provider]:
    from ovh_explorer.tui.main.palette import ExplorerCommands

    return ExplorerCommands


class ExplorerApp(ToastApp):
    """ovh-explorer in a terminal.

    Args:
        workspace: what to work with.
        target: words that open an operation at start, see
            :mod:`ovh_explorer.workspace.navigation.target`.
        clock: seconds, for the time a request has taken so far; handed in for pictures.
        presses: what tells a press of a key from its repeats.
        few_colours: whether focus and selection have to show by more than a colour.
    """

    TITLE = "ovh-explorer"
    CSS_PATH = "app.tcss"
    COMMANDS = {_commands}

    def __init__(
        self,
        workspace: Workspace,
        target: str = "",
        clock: Callable[[], float] = monotonic,
        presses: Presses | None = None,
        few_colours: bool = False,
    ) -> None:
        # Textual asks for the variables of the theme as it begins; the user's is found only then.
        self._has_theme = False
        self._few_colours = few_colours
        super().__init__()
        wrap_at_words(cut_word)
        self.stylesheet = SparingStylesheet()
        self.workspace = workspace
        self._target = target
        self._clock = clock
        self.presses = presses or Presses()
        self.last_words: list[str] = []
        self._mode_count = 0
        # Asks about keys that would be lost.
        self._quitting: Worker[None] | None = None
        self._stray_clicks = StrayClicks(self)
        self._readable_text = ReadableText()
        self._late_keys = LateKeys(self, self.presses, super().on_event)
        self.typed_ahead = TypeAhead(self, self._deliver, only_moves)
        for theme in THEMES:
            self.register_theme(theme)
        self._has_theme = True
        restore_theme(self, workspace)

    def get_default_screen(self) -> Screen[None]:
        return self._main_screen()

    def _main_screen(self) -> MainScreen:
        return MainScreen(self.workspace, self.use, self._target, self._clock)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        yield SystemCommand(
            _("Theme"), _("Light, dark and other colours"), self.action_change_theme
        )
        yield SystemCommand(_("Quit"), "", self.action_quit)

    async def on_event(self, event: events.Event) -> None:
        if not isinstance(event, events.InputEvent | events.Paste) or event.is_forwarded:
            await super().on_event(event)
        elif isinstance(event, events.Key | events.Paste | events.MouseEvent):
            await self.typed_ahead.take(event)
        else:
            await self._deliver(event)

    async def _deliver(self, event: events.Event) -> None:
        """Give an event to what has the focus, or is under the mouse."""
        # Both see every event, in their order.
        is_stray = self._stray_clicks.is_stray(event)
        if self._is_spent(event):
            self._late_keys.note(event)
        elif not is_stray:
            await super().on_event(event)
            if is_standing(self):
                # Once it is drawn what the key or the click did.
                self.call_after_refresh(self._toast_placer.check_after_input)

    def _is_spent(self, event: events.Event) -> bool:
        """Whether a key, a click or a paste has no effect: a repeat, or older than the question
        that has the focus.
        """
        if event.is_forwarded or not isinstance(
            event, events.Key | events.MouseDown | events.MouseUp | events.Paste
        ):
            return False
        guarded = self._guarded_screen()
        if isinstance(event, events.Paste):
            return guarded is not None and not guarded.takes(event.time)
        press = self.presses.note(event)
        if guarded is not None:
            is_text = isinstance(event, events.Key) and event.is_printable
            is_typed = is_text and isinstance(guarded.focused, Input)
            if is_typed:
                return not guarded.takes_text(press, event.time)
            return not guarded.takes(press.began)
        return self.presses.is_spent(press, event)

    def _guarded_screen(self) -> BaseScreen[object] | None:
        """The question that has the focus, if it is one."""
        screen = self._screen_now()
        return screen if isinstance(screen, BaseScreen) and screen.IS_GUARDED else None

    def push_screen(self, screen: Screen[Any] | str, *arguments: Any, **options: Any) -> Any:
        opened = super().push_screen(screen, *arguments, **options)
        if isinstance(screen, Screen):
            self.typed_ahead.note_screen(screen, self.presses.now())
        return opened

    def action_help_quit(self) -> None:
        """What ctrl+c does where it copies nothing: it says which key quits. Textual's words are
        English.
        """
        self.notify(_("Quit? Press ^q."), markup=False)

    async def action_quit(self) -> None:
        """Leave; where something isn't done yet, or keys would be lost, the user says so first: by
        yes, or again ^q.
        """
        from ovh_explorer.tui.dialogs.leave_question import LeaveQuestion

        is_asked = any(isinstance(screen, LeaveQuestion) for screen in self.screen_stack)
        if is_asked or not self._unfinished():
            self._leave_keys()
            return

        def leave(is_sure: bool | None) -> None:
            if is_sure:
                self._leave_keys()

        question = LeaveQuestion(self._unfinished, is_demo=self.workspace.settings.demo)
        await self.push_screen(question, leave)

    def _leave_keys(self) -> None:
        """Quit, after the question about keys that are saved nowhere; asked again while that is
        open, at once.
        """
        main = self._open_main_screen
        is_asked = self._quitting is not None and not self._quitting.is_finished
        if is_asked or main is None or not main.account.has_keys_to_lose:
            self.exit()
        else:
            self._quitting = self.run_worker(self._quit_without_keys(main))

    async def _quit_without_keys(self, main: MainScreen) -> None:
        if await main.account.may_quit():
            self.exit()

    @property
    def _open_main_screen(self) -> MainScreen | None:
        return next((item for item in self.screen_stack if isinstance(item, MainScreen)), None)

    def _unfinished(self) -> "Unfinished":
        """What isn't done yet: requests that change something, changes that wait for a refresh,
        what is shown only once, a recipe of which something was sent.
        """
        from ovh_explorer.tui.dialogs.leave_question import Unfinished

        main = self._open_main_screen
        waiting = () if main is None else main.opener.to_refresh
        # The demo's keys end with it.
        screens = () if self.workspace.is_demo else self.screen_stack
        losses = [loss for it in screens if isinstance(it, BaseScreen) for loss in it.losses]
        recipe = "" if main is None else main.recipes.unfinished
        sender = self.workspace.sender
        sending = [f"{call.method} {call.shown_target}" for call in sender.changing]
        sent = {f"{method} {target}": said for (method, target), said in sender.changed.items()}
        values = [target.last_value for target in waiting]
        return Unfinished(sending, values, losses, recipe, sent)

    # Textual awaits an action that can be.
    async def action_command_palette(self) -> None:  # type: ignore[override]
        from ovh_explorer.tui.main.palette import Palette

        if not any(isinstance(item, Palette) for item in self.screen_stack):
            # It looks below itself for the screen whose commands it lists; nothing may open or
            # close until then.
            palette = Palette(placeholder=_("Search for commands…"))
            if not isinstance(self.screen, MainScreen):
                palette.nothing = _OF_DIALOG
            await self.push_screen(palette)

    def search_themes(self) -> None:
        from textual.theme import ThemeProvider

        from ovh_explorer.tui.main.palette import Palette

        self.push_screen(Palette(providers=[ThemeProvider], placeholder=_("Search for themes…")))

    async def push_screen_wait(
        self, screen: Screen[ResultType] | str, **options: Any
    ) -> ResultType | Any:
        """Show a dialog and wait for its result; one that is no longer waited for is closed."""
        try:
            return await super().push_screen_wait(screen, **options)
        except asyncio.CancelledError:
            if isinstance(screen, BaseScreen):
                screen.withdraw()
            raise

    async def use(self, workspace: Workspace, target: str = "") -> None:
        """Start over with another workspace, and an operation open in it; the one before is closed.

        The main screen of each workspace is a mode of its own: one that is left ends with all that
        is open over it. The first is Textual's default screen, which costs less at the start and
        can't be removed: it is emptied.
        """
        before, self.workspace, self._target = self.workspace, workspace, target
        left, first = self.current_mode, self.screen_stack[0]
        self._mode_count += 1
        mode = f"workspace-{self._mode_count}"
        self.add_mode(mode, self._main_screen)
        await self.switch_mode(mode)
        # Not in the caller's worker: that ends with the screen it belongs to.
        self.run_worker(self._leave(left, first, before))

    async def _leave(self, mode: str, screen: Screen[object], workspace: Workspace) -> None:
        if mode != self.DEFAULT_MODE:
            await self.remove_mode(mode)
        elif isinstance(screen, MainScreen):
            await screen.retire()
        await workspace.close()
        forget_cancelled_timers()
        await asyncio.sleep(0)
        for now in self.screen_stack:
            if isinstance(now, MainScreen):
                now.settle()

    def watch_theme(self, name: str) -> None:
        save_theme(name, self.workspace)

    def get_css_variables(self) -> dict[str, str]:
        if not self._has_theme:
            return {}
        variables = with_readable_text(super().get_css_variables())
        few = self._few_colours or self.no_color or self.native_ansi_color
        return with_marks(variables, few_colours=few)

    def get_line_filters(self) -> Sequence[LineFilter]:
        filters = tuple(super().get_line_filters())
        if self.native_ansi_color:
            # Of the terminal's own colours it isn't known what they look like.
            return filters
        if self._readable_text.before != filters:
            self._readable_text = ReadableText(filters)
        return (self._readable_text,)

    def get_driver_class(self) -> type[Driver]:
        return steady(super().get_driver_class())

    def on_load(self) -> None:
        crash.watch_tasks(asyncio.get_running_loop(), self._tell_of_mistake)

    def on_ready(self) -> None:
        begin_to_collect()

    def set_timer(
        self,
        delay: float,
        callback: TimerCallback | None = None,
        *,
        name: str | None = None,
        pause: bool = False,
    ) -> Timer:
        """Textual's, for what it waits for itself as well; one that is late goes off too."""
        if callback is None:
            return super().set_timer(delay, name=name, pause=pause)
        return begin_timer(self, delay, callback, name=name, pause=pause)

    @on(Driver.SignalResume)
    def _draw_again(self) -> None:
        """What was on the terminal is gone after `fg`; Textual draws what changes alone."""
        self.refresh(layout=True)

    def on_resize(self, event: events.Resize) -> None:
        if is_too_small(event.size):
            self.call_later(self._say_too_small)

    def _say_too_small(self) -> None:
        from ovh_explorer.tui.dialogs.too_small import TooSmallScreen

        if is_too_small(self.size) and not any(
            isinstance(item, TooSmallScreen) for item in self.screen_stack
        ):
            self.push_screen(TooSmallScreen())

    async def on_unmount(self) -> None:
        self.typed_ahead.close()
        try:
            await self.workspace.close()
        except Exception as error:  # noqa: BLE001 - Textual must get to give the terminal back
            self._handle_exception(error)

    def _tell_of_mistake(self, words: list[str]) -> None:
        """Say that something broke that is not waited for: the program goes on."""
        self.notify(printable(" ".join(words[:2])), severity="error", timeout=10, markup=False)

    def _handle_exception(self, error: Exception) -> None:
        """End with a report, which the command line writes once the terminal is as it was."""
        if end_with(self, error):
            # Of the report, which is for a file.
            place = f"the screen {type(self._screen_now()).__name__}"  # not for people
            self.last_words = crash.note(error, place)

    def _screen_now(self) -> Screen[object] | None:
        return self.screen_stack[-1] if self.screen_stack else None

    # Toasts

    def on_notify(self, event: Notify) -> None:
        """Have a toast take the place of the one before, in place of Textual's own way: all stand
        over each other.
        """
        from ovh_explorer.tui.widgets.toasts import toasts_with

        event.prevent_default()
        set_toasts(self, toasts_with(standing_toasts(self), event.notification))

    @cached_property
    def _toast_placer(self) -> "ToastPlacer":
        from ovh_explorer.tui.main.toast_place import ToastPlacer

        return ToastPlacer(self)

    @property
    def holds_toasts_back(self) -> bool:
        # No toast, no places for them: they are not made before.
        return "_toast_placer" in vars(self) and self._toast_placer.is_waiting

    def place_toasts(self) -> None:
        self._toast_placer.place()
