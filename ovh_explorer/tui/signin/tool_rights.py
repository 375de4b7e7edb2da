"""The rights of a key for a tool: shown, editable, held against the calls that the tool makes."""

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Button, Static

from ovh_explorer.text import printable
from ovh_explorer.translation import _, ngettext, number
from ovh_explorer.tui.dialogs.dialog import Dialog
from ovh_explorer.tui.key_bindings import bindings
from ovh_explorer.tui.signin.rights_box import RightsBox
from ovh_explorer.tui.signin.rights_editor import RightsEditor, rights_keys
from ovh_explorer.tui.signin.verify_screen import BOX
from ovh_explorer.workspace.account.access_rules import AccessRule
from ovh_explorer.workspace.account.tools import ToolCall, refused

__all__ = ["ToolRightsScreen"]

# Calls that are named; of more, how many.
_MAX_NAMED = 3


class ToolRightsScreen(Dialog[list[AccessRule] | None]):
    """Shows rules to edit and what they refuse; the result is the rules, or None to go back.

    Args:
        title: whose rights they are.
        words: where they come from.
        calls: those that the tool makes; none where it isn't known which.
        rules: those to begin with.
        needed: what the calls need, to come back to.
    """

    BINDINGS = bindings("dialog", "fields")
    DEFAULT_CSS = f"""
    ToolRightsScreen {{
        {BOX}
        & #refused {{ margin: 1 0 0 0; color: $text-success; }}
        & #refused.-wrong {{ color: $text-error; }}
    }}
    """

    def __init__(
        self,
        title: str,
        words: str,
        calls: Sequence[ToolCall],
        rules: Sequence[AccessRule],
        needed: Sequence[AccessRule],
    ) -> None:
        super().__init__()
        self._title = title
        self._words = words
        self._calls = calls
        self._rules = rules
        self._needed = needed

    def compose(self) -> ComposeResult:
        sets = [(_("What it needs"), self._needed)] if self._needed else []
        with RightsBox(can_focus=False) as box:
            box.border_title = Content(printable(self._title))
            box.say_keys(_("esc goes back"), *rights_keys())
            yield Static(printable(self._words), classes="dim", markup=False)
            yield RightsEditor(sets, self._rules, adds_roots=False)
            yield Static("", id="refused", markup=False)
            with Horizontal(classes="buttons gap"):  # not for people
                yield Button(_("Go on  ^r"), id="go-on", variant="primary", compact=True)
                yield Button(_("Back  esc"), id="cancel", compact=True)

    def on_mount(self) -> None:
        self.query_one("#go-on" if self._rules else "RightsEditor LineInput").focus()
        self._say()

    @on(RightsEditor.Changed)
    def _say(self) -> None:
        editor = self.query_one(RightsEditor)
        say = self.query_one("#refused", Static)
        missing = refused(editor.rules, self._calls)
        say.set_class(bool(missing), "-wrong")
        say.display = bool(self._calls)
        count = len(self._calls)
        if not missing:
            words = ngettext(
                "These rules allow the {count} call that it makes.",
                "These rules allow the {count} calls that it makes.",
                count,
            )
            say.update(words.format(count=number(count)))
            return
        words = ngettext(
            "Refused, of the {count} call that it makes: {calls}",
            "Refused, of the {count} calls that it makes: {calls}",
            count,
        )
        named = ", ".join(map(str, missing[:_MAX_NAMED]))
        if more := len(missing[_MAX_NAMED:]):
            others = ngettext("{calls} and {count} more", "{calls} and {count} more", more)
            named = others.format(calls=named, count=number(more))
        say.update(printable(words.format(count=number(count), calls=named)))

    @on(Button.Pressed, "#go-on")
    def _on_go_on(self) -> None:
        editor = self.query_one(RightsEditor)
        if editor.problem:
            editor.show_problem()
        else:
            self.dismiss(editor.rules)

    @on(Button.Pressed, "#cancel")
    def _on_cancel(self) -> None:
        self.dismiss(None)
