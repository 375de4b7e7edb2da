"""What can be done first, while no operation is open."""

from collections.abc import Sequence

from rich.text import Text
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from ovh_explorer.text import printable
from ovh_explorer.translation import _
from ovh_explorer.tui.widgets.frames import FramedPane
from ovh_explorer.tui.widgets.hanging_text import HangingText
from ovh_explorer.tui.widgets.instructions import Instructions

__all__ = ["StartPage"]

# Lines of steps that are in sight on the smallest terminal.
_MIN_STEPS = 2
# Of three sentences on two lines each.
_INSTRUCTION_LINES = 6
# Of the titles of steps, where none is longer.
_TITLE_COLUMNS = 20


class StartPage(FramedPane):
    """A few words and a list of first steps."""

    DEFAULT_CSS = """
    StartPage > Static { height: auto; max-height: 75%; margin-bottom: 1; }
    StartPage > Instructions { margin-bottom: 1; }
    StartPage > OptionList { height: auto; border: none; background: $background; padding: 0; }
    StartPage > OptionList:focus { background-tint: $foreground 0%; }
    """

    class Chosen(Message):
        """A step was chosen: the name of an action of the main screen."""

        def __init__(self, action: str) -> None:
            super().__init__()
            self.action = action

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.write_title(Content(_("2 Start")))
        self._words: Static | None = None
        self._instructions = Instructions(id="first-keys")
        self._steps: OptionList | None = None

    def show(
        self,
        words: list[tuple[str, str]],
        steps: list[tuple[str, str, str]],
        keys: Sequence[str] = (),
    ) -> None:
        """`words` are pairs of style and text; `steps` are action, title and explanation; `keys`
        are sentences about keys.
        """
        self._instructions.say(keys)
        text = Text()
        for style, part in words:
            text.append(printable(part) + "\n", style)
        options = []
        width = max(_TITLE_COLUMNS, *(len(title) + 2 for _action, title, _words in steps))
        for action, title, explanation in steps:
            label = Content.assemble((f"{title:<{width}}", "bold"), (printable(explanation), "dim"))
            options.append(Option(HangingText([(label, width)]), id=action))
        if self._words is None or self._steps is None:
            # Mounted with their first contents: the program's first picture needs neither.
            self._words, self._steps = Static(text), OptionList(*options, compact=True)
            self._steps.highlighted = 0
            self.mount(self._words, self._instructions, self._steps)
        else:
            self._words.update(text)
            self._steps.clear_options()
            self._steps.add_options(options)
            self._steps.highlighted = 0

        self.call_after_refresh(self._fit)

    def on_resize(self) -> None:
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        """Leave to the steps the lines below the words: they scroll where they are more."""
        if self._words is not None and self._steps is not None:
            left = self.content_size.height - self._words.outer_size.height - 1
            # The steps come first; the sentences about keys are in the help as well.
            needed = self._steps.option_count + _INSTRUCTION_LINES
            self._instructions.give_room(left >= needed)
            if self._instructions.display:
                left -= self._instructions.outer_size.height + 1
            self._steps.styles.max_height = max(_MIN_STEPS, left)

    def start(self) -> None:
        """Give the focus to the steps."""
        if self._steps is not None:
            self._steps.focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if event.option_id:
            self.post_message(self.Chosen(event.option_id))
