"""What will be sent, shown before it is."""

import json

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from ovh_explorer.call import Call
from ovh_explorer.text import printable
from ovh_explorer.tui.documents import HighlightedText, PlainLines
from ovh_explorer.tui.screens.question import QuestionScreen
from ovh_explorer.tui.widgets.line_input import LineInput
from ovh_explorer.tui.widgets.line_view import LineView
from ovh_explorer.workspace.danger import Danger

__all__ = ["ConfirmScreen"]


class ConfirmScreen(QuestionScreen):
    """Asks whether to send a call, showing method, URL and body; its result is True to send."""

    BINDINGS = [
        ("down,j", "scroll(1)", "down"),
        ("up,k", "scroll(-1)", "up"),
        ("pagedown", "scroll(10)", "page down"),
        ("pageup", "scroll(-10)", "page up"),
    ]
    DEFAULT_CSS = """
    ConfirmScreen.-delete > .question { border: round $error; }
    ConfirmScreen #word { margin: 0 0 1 0; }
    ConfirmScreen LineView { height: auto; max-height: 24; margin: 1 0; }
    """

    def __init__(self, call: Call, url: str, *, where: str, note: str = "", danger: Danger | None = None) -> None:
        """`url` is the whole URL of `call`; `where` names endpoint and identity; `note` says what is unusual.

        What spends or destroys (`danger`) is sent only when its word was typed.
        """
        super().__init__()
        self._shown = call.masked()
        self._url = url
        self._where = where
        self._note = note
        self._danger = danger
        self.set_class(call.method == "DELETE", "-delete")

    def compose(self) -> ComposeResult:
        call = self._shown
        what = Text()
        what.append(f"{call.method} ", "bold red" if call.method == "DELETE" else "bold yellow")
        what.append(printable(self._url), "bold")
        what.append(f"\n{printable(self._where)}", "dim")
        for name, value in call.headers:
            what.append(f"\n{printable(name)}: {printable(value)}", "dim")
        if self._note:
            what.append(f"\n{printable(self._note)}", "yellow")
        with Vertical(classes="question") as box:
            box.border_title = "Send this request?"
            yield Static(what, id="what")
            yield LineView(id="body")
            danger = self._danger
            if danger is not None:
                word = printable(danger.word)
                yield Static(Text(f"This {danger.what}. Type {word} to send it:", "bold red"), id="danger")
                yield LineInput(placeholder=word, id="word")
            yield from self.compose_buttons("Send  y" if danger is None else "Send", is_grave=danger is not None)

    def on_mount(self) -> None:
        body = self.query_one("#body", LineView)
        if self._shown.body is None:
            body.document = PlainLines(["no body"], kind="comment")
        else:
            body.document = HighlightedText(json.dumps(self._shown.json, indent=2, ensure_ascii=False), "json")
        body.styles.height = min(24, body.document.height, max(3, self.app.size.height - 10))
        self.query_one("#yes").disabled = not self.may_agree

    @property
    def first_focus(self) -> str:
        return super().first_focus if self._danger is None else "#word"

    @property
    def may_agree(self) -> bool:
        danger = self._danger
        return danger is None or self.query_one(Input).value.strip() in (danger.word, printable(danger.word))

    def on_input_changed(self) -> None:
        self.query_one("#yes").disabled = not self.may_agree

    def on_input_submitted(self) -> None:
        self.action_answer(True)

    def action_scroll(self, lines: int) -> None:
        """Move through the body, which is longer than a small terminal."""
        body = self.query_one("#body", LineView)
        body.scroll_to(y=body.scroll_offset.y + lines, animate=False)
