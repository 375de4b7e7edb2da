"""What will be sent, shown before it is."""

import json

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from ovh_explorer.call import Call
from ovh_explorer.text import printable
from ovh_explorer.tui.dialogs.question import QuestionScreen
from ovh_explorer.tui.drawing.documents import HighlightedText, PlainLines
from ovh_explorer.tui.widgets.inputs import LineInput
from ovh_explorer.tui.widgets.line_view import LineView
from ovh_explorer.workspace.calls.effects import CallEffects

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
    ConfirmScreen #what, ConfirmScreen #effects, ConfirmScreen #danger { height: auto; }
    ConfirmScreen #effects { color: $text-warning; }
    ConfirmScreen #effects.-grave { color: $text-error; }
    ConfirmScreen #word { margin: 0 0 1 0; }
    ConfirmScreen LineView { height: auto; max-height: 24; margin: 1 0; }
    """

    def __init__(
        self, call: Call, url: str, *, where: str, effects: CallEffects, note: str = ""
    ) -> None:
        """`url` is the whole URL of `call`; `where` names endpoint and identity; `note` says what
        is unusual.

        Where the `effects` of the call have a word, it is sent only when that was typed.
        """
        super().__init__()
        self._shown = call.masked()
        self._url = url
        self._where = where
        self._note = note
        self._effects = effects
        # None where a yes is enough.
        self._danger = effects if effects.is_grave else None
        # What stands around the body.
        self._texts: tuple[Text, ...] = ()
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
            words = Text(self._effects.words)
            self._texts = (what, words)
            yield Static(words, id="effects", classes="" if danger is None else "-grave")
            if danger is not None:
                word = printable(danger.word)
                yield Static(Text(f"Type {word} to send it:", "bold"), id="danger")
                yield LineInput(placeholder=word, id="word")
            yield from self.compose_buttons(
                "Send  y" if danger is None else "Send", is_grave=danger is not None
            )

    def on_mount(self) -> None:
        body = self.query_one("#body", LineView)
        if self._shown.body is None:
            body.document = PlainLines(["no body"], kind="comment")
        else:
            body.document = HighlightedText(
                json.dumps(self._shown.json, indent=2, ensure_ascii=False), "json"
            )
        body.styles.height = min(24, body.document.height, max(1, self._room()))
        self.query_one("#yes").disabled = not self.may_agree

    def _room(self) -> int:
        """Lines that the body may take, so that the question below it is on the screen too."""
        size = self.app.size
        width = min(110, size.width * 9 // 10) - 4
        what, words = (len(text.wrap(self.app.console, width)) for text in self._texts)
        # A note of many mistakes is cut, the question isn't.
        what = min(what, size.height // 3)
        self.query_one("#what").styles.max_height = what
        # The frame, the body's margins and the buttons; then the word and its line.
        others = 5 if self._danger is None else 8
        return size.height * 9 // 10 - what - words - others

    @property
    def first_focus(self) -> str:
        return super().first_focus if self._danger is None else "#word"

    @property
    def may_agree(self) -> bool:
        danger = self._danger
        return danger is None or self.query_one(Input).value.strip() in (
            danger.word,
            printable(danger.word),
        )

    def on_input_changed(self) -> None:
        self.query_one("#yes").disabled = not self.may_agree

    def on_input_submitted(self) -> None:
        self.action_answer(True)

    def action_scroll(self, lines: int) -> None:
        """Move through the body, which is longer than a small terminal."""
        body = self.query_one("#body", LineView)
        body.scroll_to(y=body.scroll_offset.y + lines, animate=False)
