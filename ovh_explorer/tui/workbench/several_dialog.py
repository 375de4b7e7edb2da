"""The one question before several calls are sent."""

import json
from collections.abc import Sequence

from rich.style import Style
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from ovh_explorer.call import Call
from ovh_explorer.text import printable, printable_lines
from ovh_explorer.translation import N_, _, ngettext, number
from ovh_explorer.tui.dialogs.word_question import WordQuestion
from ovh_explorer.tui.drawing.colour_roles import colour, colour_classes, colour_css, method_colour
from ovh_explorer.tui.widgets.long_text import LongText
from ovh_explorer.workspace.calls.effect_words import CallEffects
from ovh_explorer.workspace.calls.word_to_send import end_of, start_of

__all__ = ["SeveralScreen", "word_for"]

# A body up to this is on one line: it is to be in sight at once, and so are the first calls.
_MAX_COMPACT_CHARACTERS = 60

_ORDER = N_("They are sent one after the other. The first that fails stops the rest; so does esc.")


def word_for(calls: "Sequence[tuple[Call, CallEffects]]") -> str:
    """What is to be typed to send all of them: the word that all want, else method and number; ""
    where a yes is enough for each.
    """
    words = {effects.word for _, effects in calls if effects.word}
    if len(words) <= 1 and all(effects.word for _, effects in calls):
        return next(iter(words), "")
    return f"{calls[0][0].method} {len(calls)}" if words else ""


class SeveralScreen(WordQuestion):
    """Asks whether to send several calls, listing all of them; its result is True to send."""

    COMPONENT_CLASSES = colour_classes("method", "problem")
    DEFAULT_CSS = (
        colour_css("SeveralScreen", "method", "problem")
        + """
    SeveralScreen.-delete > .question { border: round $error; }
    """
    )

    def __init__(
        self,
        calls: "Sequence[tuple[Call, CallEffects]]",
        *,
        where: str,
        notes: Sequence[str] = (),
        note: str = "",
    ) -> None:
        """`calls` have the same operation; `where` names endpoint and identity; `notes` say of each
        call what is unusual, or nothing; `note` says it of all of them.
        """
        word = word_for(calls)
        its = [call for call, effects in calls if effects.word == word]
        end, start = (
            next(filter(None, (part_of(word, call) for call in its)), "")
            for part_of in (end_of, start_of)
        )
        super().__init__(word, _("send them"), end_of=end, start_of=start)
        self._calls = [(call.masked(), effects) for call, effects in calls]
        self._where = where
        self._notes = notes
        self._note = note
        self.set_class(calls[0][0].method == "DELETE", "-delete")

    def compose(self) -> ComposeResult:
        is_grave = bool(self.word)
        with Vertical(classes="question") as box:
            count = len(self._calls)
            title = ngettext("Send {count} request?", "Send {count} requests?", count)
            box.border_title = title.format(count=number(count))
            with VerticalScroll(classes="subject", can_focus=False):
                yield LongText(self._subject(), id="what")
            yield Static(self._effects(), id="effects", classes="-grave" if is_grave else "")
            yield from self.compose_word()
            yes = _("Send all {count}").format(count=count)
            yield from self.compose_buttons(
                self.yes_words(yes, is_grave=is_grave), is_grave=is_grave
            )

    def _subject(self) -> Text:
        """Where they go, the body that all have, and each call in words and as it is sent."""
        text = Text(printable(self._where), "dim")
        if self._note:
            text.append(f"\n{printable(self._note)}", colour(self, "problem-warning"))
        self._add_body(text)
        for index, (call, effects) in enumerate(self._calls, start=1):
            words = effects.question.removesuffix("?")
            text.append(f"\n{index:>3}  ", "dim")
            text.append(printable(words), "bold")
            text.append("\n     ")
            text.append(f"{call.method} ", method_colour(self, call.method) + Style(bold=True))
            text.append(printable(call.target))
            if note := "".join(self._notes[index - 1 : index]):
                text.append(f"\n     {printable(note)}", colour(self, "problem-warning"))
        return text

    def _add_body(self, text: Text) -> None:
        """Show the body that all have, where they have one: on one line where it is short."""
        call = self._calls[0][0]
        if call.body is None:
            return
        text.append("\n")
        text.append(_("The body of each:"), "bold")
        shown = json.dumps(call.json, ensure_ascii=False)
        if len(shown) <= _MAX_COMPACT_CHARACTERS:
            text.append(f" {printable(shown)}")
            return
        shown = json.dumps(call.json, indent=2, ensure_ascii=False)
        text.append("\n" + "\n".join(printable_lines(shown)))

    def _effects(self) -> Text:
        """What they do, each sentence once, and how they are sent."""
        words = dict.fromkeys(
            effects.words_of_each for _call, effects in self._calls if effects.words_of_each
        )
        said = " ".join(words)
        return Text(f"{said}\n{_(_ORDER)}")

    def lines_below(self, columns: int) -> int:
        return super().lines_below(columns) + len(self._effects().wrap(self.app.console, columns))
