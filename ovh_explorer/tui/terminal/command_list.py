"""What Textual's command palette says where nothing is found, in the user's language: Textual says
it in English, in a method of its own.
"""

from rich.align import Align
from rich.text import Text
from textual.command import CommandList, CommandPalette
from textual.widgets.option_list import Option

from ovh_explorer.translation import N_, _
from ovh_explorer.tui.terminal.pages import show_page
from ovh_explorer.tui.terminal.timers import begin_timer

__all__ = ["NoMatchPalette"]

_PAGES = {"page_down": 1, "page_up": -1}


class NoMatchPalette(CommandPalette):
    """Says that no command is found a while after it was typed, as Textual does.

    Attributes:
        nothing: what it says, in English.
    """

    nothing = N_("No match.")

    def _action_command_list(self, action: str) -> None:
        if action in _PAGES:
            show_page(self.query_one(CommandList), _PAGES[action])
        super()._action_command_list(action)

    def _start_no_matches_countdown(self, search_value: str) -> None:
        self._stop_no_matches_countdown()

        def show() -> None:
            # Before something is typed there is nothing to say.
            if search_value:
                words = Align.center(Text(_(self.nothing), style="not bold"))
                option = Option(words, disabled=True, id=self._NO_MATCHES)
                self.query_one(CommandList).add_option(option)
            self._list_visible = bool(search_value)

        self._no_matches_timer = begin_timer(self, self._NO_MATCHES_COUNTDOWN, show)
