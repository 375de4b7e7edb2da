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
from ovh_explorer.translation.catalog_text import catalog_text
from ovh_explorer.tui.dialogs.question import in_sight
from ovh_explorer.tui.dialogs.word_question import WordQuestion
from ovh_explorer.tui.drawing.colour_roles import colour, colour_classes, colour_css, method_colour
from ovh_explorer.tui.drawing.documents import JsonLines, PlainLines
from ovh_explorer.tui.widgets.line_view import LineView
from ovh_explorer.tui.widgets.long_text import LongText
from ovh_explorer.workspace.calls.effect_words import CallEffects
from ovh_explorer.workspace.calls.word_to_send import end_of, start_of, whole_of

__all__ = ["ConfirmScreen"]

# Lines of a long body that are in sight on a small terminal.
_MIN_BODY_LINES = 3
# Lines of what is said above the body that are.
_MIN_SUBJECT_LINES = 5
# The frame's, and that of the buttons.
_FRAME_LINES = 3


class ConfirmScreen(WordQuestion):
    """Asks whether to send a call, showing method, URL and body; its result is True to send."""

    COMPONENT_CLASSES = colour_classes("method", "problem")
    DEFAULT_CSS = (
        colour_css("ConfirmScreen", "method", "problem")
        + """
    ConfirmScreen.-delete > .question { border: round $error; }
    ConfirmScreen .said, ConfirmScreen #effects { height: auto; }
    ConfirmScreen #effects-box { scrollbar-size-vertical: 1; }
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
        word = effects.word
        super().__init__(
            word,
            _("send it"),
            end_of=end_of(word, call),
            start_of=start_of(word, call),
            whole=whole_of(word, call),
        )
        self._shown = call.masked()
        self._url = url
        self._where = where
        self._note = note
        self._item = item
        self._effects = effects
        self.set_class(call.method == "DELETE", "-delete")

    def compose(self) -> ComposeResult:
        with Vertical(classes="question") as box:
            box.border_title = _("Send this request?")
            is_grave = self._effects.is_grave
            with VerticalScroll(classes="subject", can_focus=False):
                yield from self.compose_above_body()
                yield LineView(id="body")
            # Always in sight: what scrolls is what is sent.
            with VerticalScroll(id="effects-box", can_focus=False):
                yield Static(
                    self._effect_words(), id="effects", classes="-grave" if is_grave else ""
                )
            yield from self.compose_word()
            button = self.yes_words(_("Send"), is_grave=is_grave)
            yield from self.compose_buttons(button, is_grave=is_grave)

    def compose_above_body(self) -> ComposeResult:
        """What is said of the call."""
        yield LongText(self.text_above_body(), id="call", classes="said")

    def lines_above_body(self, columns: int) -> int:
        """Lines of that, at so many columns."""
        return self.height_of(self.text_above_body(), columns)

    def height_of(self, text: Text, columns: int) -> int:
        """Lines of a text, at so many columns."""
        return len(text.wrap(self.app.console, columns)) if text else 0

    def text_above_body(self) -> Text:
        """All that is said above the body."""
        return Text("\n").join(
            [
                *self.question_lines(),
                *self.item_lines(),
                *self.request_lines(),
                *self.place_lines(),
                *self.note_lines(),
            ]
        )

    def question_lines(self) -> list[Text]:
        """What the call does, in words."""
        effects = self._effects
        return [Text(words, "bold") for words in (effects.question, effects.values) if words]

    def request_lines(self) -> list[Text]:
        """The API's words for the operation, method and URL."""
        call, lines = self._shown, []
        if self._effects.description:
            about = plain_line(catalog_text(self._effects.description))
            lines.append(Text(printable(about), "italic"))
        method = method_colour(self, call.method) + Style(bold=True)
        lines.append(Text.assemble((f"{call.method} ", method), (printable(self._url), "bold")))
        return lines

    def item_lines(self) -> list[Text]:
        """What it is that the URL names by an identifier."""
        return [Text(printable(self._item), "bold")] if self._item else []

    def place_lines(self) -> list[Text]:
        """Where the call goes and as whom, and its headers."""
        # not for people: as it is sent
        headers = [f"{name}: {value}" for name, value in self._shown.headers]
        return [Text(printable(words), "dim") for words in (self._where, *headers)]

    def note_lines(self) -> list[Text]:
        """What is unusual about the call."""
        style = colour(self, "problem-warning")
        return [Text(words, style) for words in printable_lines(self._note)] if self._note else []

    def _effect_words(self) -> Text:
        """What sending it does."""
        return Text(self._effects.words)

    def lines_below(self, columns: int) -> int:
        others = super().lines_below(columns)
        words = self._effect_words()
        lines = self.height_of(words, columns)
        # On the smallest terminals they scroll too: there is what is sent as well.
        room = self.app.size.height - _FRAME_LINES - others
        lines = min(lines, max(1, room // 2, room - _MIN_SUBJECT_LINES))
        self.query_one("#effects-box").styles.height = lines
        return others + lines

    def on_mount(self) -> None:
        body = self.query_one("#body", LineView)
        if self._shown.body is None:
            body.document = PlainLines([_("no body")], kind="comment")
        else:
            text = json.dumps(self._shown.json, indent=2, ensure_ascii=False)
            body.document = JsonLines(text.split("\n"))
        for part in (body, self.query_one("#effects-box")):
            self.watch(part, "scroll_y", self.say_more, init=False)

    def fit_subject(self, lines: int) -> None:
        super().fit_subject(lines)
        body = self.query_one("#body", LineView)
        others = self.lines_above_body(self.columns - 1)
        margins = 0 if self.has_class("-small") else 2
        body.styles.height = min(
            24, body.document.height, max(_MIN_BODY_LINES, lines - others - margins)
        )

    @property
    def has_more(self) -> bool:
        parts = (self.query_one("#body"), self.query_one("#effects-box"))
        return super().has_more or any(part.scroll_y < part.max_scroll_y for part in parts)

    def action_scroll(self, lines: int) -> None:
        """Move through what is said, then through the body, then through what it does, where these
        are longer still.
        """
        subject, body = self.query_one(".subject"), self.query_one("#body", LineView)
        parts = [subject, body, self.query_one("#effects-box")]
        for part in parts if lines > 0 else reversed(parts):
            if part.scroll_y < part.max_scroll_y if lines > 0 else part.scroll_y > 0:
                part.scroll_to(y=part.scroll_offset.y + in_sight(part, lines), animate=False)
                return
