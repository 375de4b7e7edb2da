"""Where to write what is shown, and writing it there."""

import asyncio
import threading
from pathlib import Path

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from ovh_explorer.files import reason_of
from ovh_explorer.text import printable
from ovh_explorer.translation import _
from ovh_explorer.tui.dialogs.dialog import Dialog
from ovh_explorer.tui.dialogs.question import YesNoScreen
from ovh_explorer.tui.key_bindings import bindings
from ovh_explorer.tui.widgets.inputs import LineInput
from ovh_explorer.workspace.storage.save_file import Content as FileContent
from ovh_explorer.workspace.storage.save_file import write_file

__all__ = ["SaveFileScreen"]


class SaveFileScreen(Dialog[Path | None]):
    """Asks for a path and writes there; asks again before it replaces a file.

    The result is the path that was written.
    """

    BINDINGS = bindings("dialog")
    DEFAULT_CSS = """
    SaveFileScreen { align: center middle; }
    SaveFileScreen > Vertical {
        width: 80%; max-width: 90; height: auto;
        border: round $primary; background: $surface; padding: 0 1;
    }
    SaveFileScreen Input { border: none; height: 1; padding: 0; }
    SaveFileScreen #problem { height: auto; color: $text-warning; }
    """

    def __init__(self, content: FileContent, name: str, what: str) -> None:
        """`name` is proposed; `what` says what is written."""
        super().__init__()
        self._content = content
        self._proposed = name
        self._what = what
        self._is_writing = False

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = Content(printable(_("Write {what} to").format(what=self._what)))
            box.border_subtitle = _("enter writes · esc closes")
            yield LineInput(self._proposed)
            yield Static("", id="problem", markup=False)

    def on_mount(self) -> None:
        self.query_one(Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        if not self._is_writing:
            self._write(event.value.strip())

    def _say(self, words: str) -> None:
        self.query_one("#problem", Static).update(printable(words))

    async def _may_replace(self, path: Path) -> bool:
        words = _("{path} is there already. What it holds is lost.").format(path=path)
        return await self.app.push_screen_wait(
            YesNoScreen(_("Replace {name}?").format(name=path.name), words, _("Replace"))
        )

    # A worker, so that keys are heeded meanwhile: a pipe may take nothing, a disk may hang.
    @work(exclusive=True, group="write")
    async def _write(self, name: str) -> None:
        if not name:
            self._say(_("Give the file's name."))
            return
        self._is_writing = True
        stop = threading.Event()
        try:
            path = Path(name).expanduser()  # noqa: ASYNC240
            if await asyncio.to_thread(path.is_file) and not await self._may_replace(path):
                return
            self._say(_("Writing… Press esc to stop."))
            await asyncio.to_thread(write_file, path, self._content, stop)
        except (OSError, RuntimeError, ValueError) as error:
            # RuntimeError: ~ of a user who isn't there; ValueError: a name that no file can have.
            self._say(
                _("{name} can't be written: {error}.").format(name=name, error=reason_of(error))
            )
        else:
            self.dismiss(path)
        finally:
            self._is_writing = False
            # Where this worker ends with the dialog, the thread is to end too.
            stop.set()
