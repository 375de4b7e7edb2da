"""The question before a PUT: what it changes, old and new, beside the request."""

from functools import cached_property
from typing import TYPE_CHECKING, Any

from rich.text import Text
from textual.app import ComposeResult
from textual.widgets import Button, Static

from ovh_explorer.text import printable
from ovh_explorer.translation import N_, _
from ovh_explorer.tui.drawing.change_lines import drawn_piece
from ovh_explorer.tui.drawing.styles import component_style
from ovh_explorer.tui.key_bindings import bindings
from ovh_explorer.tui.terminal.lifetime import stays
from ovh_explorer.tui.widgets.long_text import LongText
from ovh_explorer.tui.workbench.confirm_dialog import ConfirmScreen
from ovh_explorer.tui.workbench.put_check import PutReport

if TYPE_CHECKING:
    from collections.abc import Callable

    from ovh_explorer.call import Call
    from ovh_explorer.tui.workbench.put_check import PutCheck
    from ovh_explorer.workspace.calls.effect_words import CallEffects
    from ovh_explorer.workspace.calls.put_difference import LeftOut

__all__ = ["PutQuestion"]

_NOT_READ_YET = N_("It is still being read. Press y again to send it without waiting.")


class DifferenceView(LongText):
    """What a PUT changes, in lines with signs and colours, and what is said of it."""

    COMPONENT_CLASSES = {
        f"difference--{name}"
        for name in ("key", "string", "number", "error", "comment", "punctuation", "warning")
    }
    DEFAULT_CSS = """
    DifferenceView {
        height: auto; margin: 1 0 0 0;
        & > .difference--key { color: $text-primary; text-style: bold; }
        & > .difference--string { color: $text-success; }
        & > .difference--number { color: $text-warning; }
        & > .difference--error { color: $text-error; }
        & > .difference--comment { color: $text-muted; }
        & > .difference--punctuation { color: $text-muted; }
        & > .difference--warning { color: $text-warning; text-style: bold; }
    }
    """

    def __init__(self) -> None:
        super().__init__(id="difference")
        self.text = Text()

    def show(self, report: PutReport, *warnings: str) -> None:
        """Draw a report, below `warnings` of the question itself."""
        warned = self._style("warning")
        lines = [Text(printable(words), warned) for words in (*warnings, *report.warnings)]
        head, *rest = report.words or ("",)
        if head:
            lines.append(Text(printable(head), self._style("comment")))
        for line in report.lines:
            pieces = map(drawn_piece, line)
            lines.append(Text.assemble(*((text, self._style(kind)) for kind, text in pieces)))
        lines += [Text(printable(words)) for words in rest]
        self.text = Text("\n").join(lines)
        self.update(self.text)

    def _style(self, kind: str) -> Any:
        return component_style(self, f"difference--{kind}")


class PutQuestion(ConfirmScreen):
    """Asks whether to send a PUT. It opens at once; what the PUT changes is read meanwhile.

    Its result is True to send. Where that is False, :attr:`to_fill_in` is what the user wants
    filled into the form before it is asked again, and :attr:`kept_word` what was typed until then.
    """

    BINDINGS = bindings("put question")  # not for people
    DEFAULT_CSS = """
    PutQuestion #call { margin: 1 0 0 0; }
    PutQuestion.-small DifferenceView, PutQuestion.-small #call { margin: 0; }
    """

    def __init__(
        self,
        call: "Call",
        url: str,
        check: "PutCheck",
        *,
        where: str,
        effects: "CallEffects",
        effects_on: "Callable[[Any], CallEffects]",
        note: str = "",
        item: "Callable[[], str]" = str,
    ) -> None:
        """`item` says what it is that the URL names, as it was read last."""
        super().__init__(call, url, where=where, effects=effects, note=note, item=item())
        self._item_now = item
        self._check = check
        self._effects_on = effects_on
        self._view = DifferenceView()
        # Whether the user was told that the difference isn't there yet.
        self._is_told = False
        self.to_fill_in: tuple[LeftOut, ...] = ()
        self.kept_word = ""

    def compose_above_body(self) -> ComposeResult:
        """What changes comes first: on a small terminal the rest is scrolled to."""
        if self._above_changes:
            yield LongText(self._above_changes, id="above", classes="said")
        yield self._view
        yield LongText(self._below_changes, id="call", classes="said")

    def compose_other_buttons(self) -> ComposeResult:
        words = _("Fill in the rest")
        fill = Button(f"{words}  F2", id="fill", compact=True)
        # Until it is known that something is left out, and once nothing is.
        fill.display = False
        yield fill

    def on_mount(self) -> None:
        self._view.show(self._check.report)
        if self._check.can_read:
            self.run_worker(self._read(), group="read", exclusive=True)

    def lines_above_body(self, columns: int) -> int:
        margins = 0 if self.has_class("-small") else 2
        texts = (self._above_changes, self._view.text, self._below_changes)
        return sum(self.height_of(text, columns) for text in texts) + margins

    @cached_property
    def _above_changes(self) -> Text:
        return Text("\n").join([*self.question_lines(), *self.item_lines(), *self.note_lines()])

    @cached_property
    def _below_changes(self) -> Text:
        return Text("\n").join([*self.request_lines(), *self.place_lines()])

    async def _read(self) -> None:
        await self._check.read()
        self._show()

    def _show(self, *warnings: str) -> None:
        """Show what is known now. Nothing that was pressed before it is painted counts."""
        if self.has_result or not stays(self):
            return
        self._view.show(self._check.report, *warnings)
        self._renew_item()
        self.query_one("#effects", Static).update(self._effect_words())
        fill = self.query_one("#fill")
        if fill.has_focus and not self._check.report.left_out:
            self.query_one("#cancel").focus()
        fill.display = bool(self._check.report.left_out)
        self.fit()
        self.say_anew()

    def _renew_item(self) -> None:
        """Name the object as it was just read, where it is named."""
        if self._item and (now := self._item_now()) != self._item:
            self._item = now
            del self._above_changes
            self.query_one("#above", LongText).update(self._above_changes)

    def _effect_words(self) -> Text:
        """What sending it does to what is there now, once that is known; nothing where it changes
        nothing. The word that is to be typed stays.
        """
        check = self._check
        if check.report.is_same:
            return Text()
        if check.value is None:
            return super()._effect_words()
        return Text(self._effects_on(check.value).words)

    def press_button(self, button: str) -> None:
        if button == "fill":
            self.action_fill_left_out()
        else:
            super().press_button(button)

    def action_agree(self) -> None:
        check = self._check
        if not self.may_agree:
            self.say_why_not()
            return
        if check.is_reading and not self._is_told:
            self._is_told = True
            self._show(_(_NOT_READ_YET))
        elif check.is_old and not check.is_reading:
            check.say_reading_again()
            self._is_told = False
            self.run_worker(self._read_again(), group="read", exclusive=True)
            self._show()
        else:
            super().action_agree()

    async def _read_again(self) -> None:
        is_as_shown = await self._check.is_as_shown()
        if is_as_shown and stays(self):
            super().action_agree()
        else:
            self._show()

    def action_fill_left_out(self) -> None:
        """Close, and have the form filled with what is left out."""
        if self._check.report.left_out and not self._check.is_reading:
            self.to_fill_in, self.kept_word = self._check.report.left_out, self.word_text
            self.dismiss(False)
