"""Where to write what is shown."""

import asyncio
from pathlib import Path

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from ovh_explorer.text import printable
from ovh_explorer.tui.screens.dialog import Dialog
from ovh_explorer.tui.screens.question import YesNoScreen
from ovh_explorer.tui.widgets.line_input import LineInput
from ovh_explorer.workspace.writing import Content as Written
from ovh_explorer.workspace.writing import write_file

__all__ = ["WriteFileScreen"]


class WriteFileScreen(Dialog[Path | None]):
    """Asks for a path and writes there; asks again before it replaces a file. Answers the path written."""

    BINDINGS = [("escape", "dismiss", "close")]
    DEFAULT_CSS = """
    WriteFileScreen { align: center middle; }
    WriteFileScreen > Vertical {
        width: 80%; max-width: 90; height: auto; border: round $primary; background: $surface; padding: 0 1;
    }
    WriteFileScreen Input { border: none; height: 1; padding: 0; }
    WriteFileScreen #problem { height: auto; color: $text-warning; }
    """

    def __init__(self, content: Written, name: str, what: str) -> None:
        """`name` is proposed; `what` says what is written."""
        super().__init__()
        self._content = content
        self._proposed = name
        self._what = what

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = Content(printable(f"Write {self._what} to"))
            box.border_subtitle = "enter writes · esc closes"
            yield LineInput(self._proposed)
            yield Static("", id="problem", markup=False)

    def on_mount(self) -> None:
        self.query_one(Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self._write(event.value.strip())

    @work(exclusive=True, group="write")
    async def _write(self, name: str) -> None:
        say = self.query_one("#problem", Static).update
        if not name:
            say("Give a file's name.")
            return
        try:
            path = Path(name).expanduser()  # noqa: ASYNC240
            is_there = await asyncio.to_thread(path.exists)
        except (OSError, RuntimeError, ValueError) as error:
            say(printable(f"{name} is no name for a file: {error}"))
            return
        if is_there:
            question = YesNoScreen("Replace this file?", f"{path} is there already. What it holds is lost.", "Replace")
            if not await self.app.push_screen_wait(question):
                return
        try:
            await asyncio.to_thread(write_file, path, self._content)
        except (OSError, ValueError) as error:
            # A ValueError is a name that no file can have.
            say(printable(f"{path} can't be written: {getattr(error, 'strerror', None) or error}"))
            return
        self.dismiss(path)
