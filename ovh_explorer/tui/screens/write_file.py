"""Where to write what is shown."""

from pathlib import Path

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

__all__ = ["WriteFileScreen"]


class WriteFileScreen(ModalScreen[Path | None]):
    """Asks for a path and writes `text` there; asks again before it replaces a file. Answers the path written."""

    BINDINGS = [("escape", "dismiss", "close")]
    DEFAULT_CSS = """
    WriteFileScreen { align: center middle; }
    WriteFileScreen > Vertical {
        width: 80%; max-width: 90; height: auto; border: round $primary; background: $surface; padding: 0 1;
    }
    WriteFileScreen Input { border: none; height: 1; padding: 0; }
    WriteFileScreen #problem { height: auto; color: $text-warning; }
    """

    def __init__(self, text: str, name: str, what: str) -> None:
        """`name` is proposed; `what` says what is written."""
        super().__init__()
        self._text = text
        self._name = name
        self._what = what
        self._agreed = ""

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = f"Write {self._what} to"
            box.border_subtitle = "enter writes · esc closes"
            yield Input(self._name, compact=True)
            yield Static("", id="problem", markup=False)

    def on_mount(self) -> None:
        self.query_one(Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        say = self.query_one("#problem", Static).update
        name = event.value.strip()
        if not name:
            say("Give a file's name.")
            return
        path = Path(name).expanduser()
        if path.exists() and self._agreed != name:
            self._agreed = name
            say(f"{path} is there already: enter again replaces it.")
            return
        try:
            path.write_bytes(self._text.encode("utf-8", "surrogateescape"))
        except OSError as error:
            say(f"{path} can't be written: {error.strerror or error}")
            return
        self.dismiss(path)
