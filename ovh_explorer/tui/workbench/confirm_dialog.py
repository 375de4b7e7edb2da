"""What will be sent, shown before it is."""

import json

from rich.style import Style
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from ovh_explorer.call import Call
from ovh_explorer.text import plain_line, printable, printable_lines
from ovh_explorer.translation import _
from ovh_explorer.tui.dialogs.word_question import WordQuestion
from ovh_explorer.tui.drawing.colour_roles import colour, colour_classes, colour_css, method_colour
from ovh_explorer.tui.drawing.documents import HighlightedText, PlainLines
from ovh_explorer.tui.widgets.line_view import LineView
from ovh_explorer.workspace.calls.effect_words import CallEffects

__all__ = ["ConfirmScreen"]

# Lines of a long body that are in sight on a small terminal.
_MIN_BODY_LINES = 3


class ConfirmScreen(WordQuestion):
    """Asks whether to send a call, showing method, URL and body; its result is True to send."""

    COMPONENT_CLASSES = colour_classes("method", "problem")
    DEFAULT_CSS = (
        colour_css("ConfirmScreen", "method", "problem")
        + """
    ConfirmScreen.-delete > .question { border: round $error; }
    ConfirmScreen #what, ConfirmScreen #effects { height: auto; }
    ConfirmScreen LineView { height: auto; max-height: 24; margin: 1 0; }
    ConfirmScreen.-small LineView { margin: 0; }
    """
    )

    def __init__(
        self,
        call: Call,
        url: str,
        *,
        where: str,
        effects: CallEffects,
        note: str = "",
        item: str = "",
    ) -> None:
        """`url` is the whole URL of `call`; `where` names endpoint and identity; `note` says what
        is unusual.

        `item` says what it is that the URL names by an identifier.
        Where the `effects` of the call have a word, it is sent only when that was typed.
        """
        super().__init__(effects.word, _("send it"))
        self._shown = call.masked()
        self._url = url
        self._where = where
        self._note = note
        self._item = item
        self._effects = effects
        # What stands around the body.
        self._texts: tuple[Text, ...] = ()
        self.set_class(call.method == "DELETE", "-delete")

    def compose(self) -> ComposeResult:
        call = self._shown
        what = Text()
        if self._effects.question:
            what.append(f"{self._effects.question}\n", "bold")
        if self._effects.values:
            what.append(f"{self._effects.values}\n", "bold")
        if self._effects.description:
            what.append(f"{printable(plain_line(self._effects.description))}\n", "italic")
        what.append(f"{call.method} ", method_colour(self, call.method) + Style(bold=True))
        what.append(printable(self._url), "bold")
        if self._item:
            what.append(f"\n{printable(self._item)}", "bold")
        what.append(f"\n{printable(self._where)}", "dim")
        for name, value in call.headers:
            what.append(f"\n{printable(name)}: {printable(value)}", "dim")
        if self._note:
            note = "\n".join(printable_lines(self._note))
            what.append(f"\n{note}", colour(self, "problem-warning"))
        with Vertical(classes="question") as box:
            box.border_title = _("Send this request?")
            is_grave = self._effects.is_grave
            words = Text(self._effects.words)
            self._texts = (what, words)
            with VerticalScroll(classes="subject", can_focus=False):
                yield Static(what, id="what")
                yield from self.compose_above_body()
                yield LineView(id="body")
                yield Static(words, id="effects", classes="-grave" if is_grave else "")
            yield from self.compose_word()
            yes = _("Send")
            yield from self.compose_buttons(yes if is_grave else f"{yes}  y", is_grave=is_grave)

    def compose_above_body(self) -> ComposeResult:
        """What stands between the URL and the body."""
        yield from ()

    def lines_above_body(self, columns: int) -> int:
        """Lines of that, at so many columns."""
        return 0

    def on_mount(self) -> None:
        body = self.query_one("#body", LineView)
        if self._shown.body is None:
            body.document = PlainLines([_("no body")], kind="comment")
        else:
            body.document = HighlightedText(
                json.dumps(self._shown.json, indent=2, ensure_ascii=False), "json"
            )

    def fit_subject(self, lines: int) -> None:
        super().fit_subject(lines)
        body = self.query_one("#body", LineView)
        columns = self.columns - 1
        others = sum(len(text.wrap(self.app.console, columns)) for text in self._texts)
        others += self.lines_above_body(columns)
        margins = 0 if self.has_class("-small") else 2
        body.styles.height = min(
            24, body.document.height, max(_MIN_BODY_LINES, lines - others - margins)
        )

    def action_scroll(self, lines: int) -> None:
        """Move through what is said, then through the body, where that is longer still."""
        subject, body = self.query_one(".subject"), self.query_one("#body", LineView)
        is_subject = (
            subject.scroll_y < subject.max_scroll_y if lines > 0 else body.scroll_offset.y == 0
        )
        if is_subject:
            super().action_scroll(lines)
        else:
            body.scroll_to(y=body.scroll_offset.y + lines, animate=False)
