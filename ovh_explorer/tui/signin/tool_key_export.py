"""A key that was made for a tool: tried with the tool's calls, and given to it in its own form."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from rich.style import Style
from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Checkbox, RadioSet, Static

from ovh_explorer.files import reason_of
from ovh_explorer.text import printable
from ovh_explorer.translation import _, ngettext, number
from ovh_explorer.tui.dialogs.guarded import GuardedScreen
from ovh_explorer.tui.dialogs.prompt import PromptScreen
from ovh_explorer.tui.dialogs.question import YesNoScreen
from ovh_explorer.tui.drawing.colour_roles import colour, colour_classes, colour_css
from ovh_explorer.tui.key_bindings import bindings
from ovh_explorer.tui.signin.verify_screen import BOX
from ovh_explorer.tui.widgets.toggles import Choice, Tick
from ovh_explorer.tui.workbench.copy import copy_text
from ovh_explorer.workspace.account.tool_forms import FORMS, FormError, KeysForm, ToolKeys, shown
from ovh_explorer.workspace.account.tool_trial import CallTrial, Verdict
from ovh_explorer.workspace.storage.secret_file import write_secret_file

__all__ = ["ToolKeyScreen", "ToolKeyTasks"]

_MARKS: dict[Verdict, str] = {"works": "✓", "granted": "•", "refused": "✗", "unknown": "?"}
# Those that want something done come first, once all are known.
_ORDER: tuple[Verdict, ...] = ("refused", "unknown", "works", "granted")


@dataclass(frozen=True, slots=True)
class ToolKeyTasks:
    """What the screen can do with the key.

    Attributes:
        trial: tries it; told of each call as it comes.
        save: asks whether to keep it in ``ovh.conf``; True where it was; None where that can't be.
    """

    trial: Callable[[Callable[[CallTrial], None]], Awaitable[list[CallTrial]]]
    save: Callable[[], Awaitable[bool]] | None


class ToolKeyScreen(GuardedScreen[None]):
    """Says which of the tool's calls the key may make, and writes or copies the key for the tool.

    Secrets are covered until the user shows them; they are written to a new file alone, which the
    user names.

    Args:
        title: the tool and its zone or service.
        who: whose key it is.
        forms: names of the forms that the tool reads.
        keys: what is written in them.
        is_new: whether the key was made just now, so that its secret is shown this once.
    """

    BINDINGS = bindings("tool key")  # not for people
    VERTICAL_BREAKPOINTS = [(0, "-short"), (34, "-tall")]
    COMPONENT_CLASSES = colour_classes("problem")
    DEFAULT_CSS = (
        colour_css("ToolKeyScreen", "problem")
        + f"""
    ToolKeyScreen {{
        {BOX}
        & RadioSet {{ border: none; padding: 0; margin: 0; width: 1fr; height: auto; }}
        & Choice {{ height: 1; }}
        & #calls {{ height: auto; max-height: 4; scrollbar-size-vertical: 1; }}
        &.-tall #calls {{ max-height: 16; }}
        & #text {{ margin: 0 0 0 2; color: $text-accent; }}
    }}
    """
    )

    def __init__(
        self,
        title: str,
        who: str,
        forms: Sequence[str],
        keys: ToolKeys,
        tasks: ToolKeyTasks,
        *,
        is_new: bool = True,
    ) -> None:
        super().__init__()
        if is_new:
            self.loss = _(
                "It was not written and not copied. Its secret can't be read again, and the key "
                "stays valid until it is revoked (press K)."
            )
        self._title = title
        self._who = who
        self._keys = keys
        self._tasks = tasks
        self._forms = [FORMS[name] for name in forms if FORMS[name].holds(keys)]
        self._trials: list[CallTrial] = []

    def compose(self) -> ComposeResult:
        with VerticalScroll(can_focus=False, classes="question") as box:
            box.border_title = Content(printable(self._title))
            box.border_subtitle = _("esc closes")
            yield Static("", id="summary", markup=False)
            with VerticalScroll(id="calls"):
                yield Static("", id="trials", markup=False)
            yield Static(_("The key, as it is written:"), classes="gap")
            with RadioSet(id="form", compact=True):
                for index, form in enumerate(self._forms):
                    yield Choice(Content(printable(_(form.title))), value=index == 0)
            yield Static("", id="text", markup=False)
            yield Tick(_("show the secrets"), id="secrets")
            yield Static("", id="problem", markup=False)
            with Horizontal(classes="buttons"):
                yield Button(_("Write to a file"), id="write", variant="primary", compact=True)
                yield Button(_("Copy"), id="copy", compact=True)
                if self._tasks.save is not None:
                    yield Button("ovh.conf", id="save", compact=True)
                yield Button(_("Try again"), id="again", compact=True)
                yield Button(_("Close  esc"), id="close", compact=True)

    def on_mount(self) -> None:
        # With one form there is nothing to choose.
        self.query_one("#form").display = len(self._forms) > 1
        self.query_one("#write").focus()
        self._show_text()
        self._try()

    # The trial

    @on(Button.Pressed, "#again")
    def _try(self) -> None:
        self._trials = []
        self._run_trial()

    @work(exclusive=True, group="trial")
    async def _run_trial(self) -> None:
        self._show_trials(is_done=False)
        await self._tasks.trial(self._note)
        self._show_trials(is_done=True)

    def _note(self, trial: CallTrial) -> None:
        self._trials.append(trial)
        self._show_trials(is_done=False)

    def _show_trials(self, *, is_done: bool) -> None:
        words = Text()
        styles = {
            "works": Style(),
            "granted": Style(),
            "refused": colour(self, "problem-error"),
            "unknown": colour(self, "problem-warning"),
        }
        trials = self._trials
        if is_done:
            trials = sorted(trials, key=lambda trial: _ORDER.index(trial.verdict))
        for trial in trials:
            line = f"{_MARKS[trial.verdict]} {printable(str(trial.call))}"
            words.append(line, styles[trial.verdict])
            words.append(f"  {printable(trial.words)}\n", "dim")
        words.rstrip()
        self.query_one("#trials", Static).update(words)
        self.query_one("#summary", Static).update(printable(self._summary(is_done=is_done)))

    def _summary(self, *, is_done: bool) -> str:
        if not is_done:
            return _("Trying the key of {who} with the calls of the tool…").format(who=self._who)
        counts = {mark: sum(1 for it in self._trials if it.verdict == mark) for mark in _MARKS}
        known = ", ".join(_counted(mark, count) for mark, count in counts.items() if count)
        words = ngettext(
            "The key of {who}, {count} call of the tool: {known}",
            "The key of {who}, {count} calls of the tool: {known}",
            len(self._trials),
        )
        return words.format(who=self._who, count=number(len(self._trials)), known=known)

    # The key in the tool's form

    @property
    def _form(self) -> KeysForm:
        index = self.query_one("#form", RadioSet).pressed_index
        return self._forms[max(index, 0)]

    @on(RadioSet.Changed)
    @on(Checkbox.Changed)
    def _show_text(self) -> None:
        form = self._form
        text = shown(form, self._keys)
        if self.query_one("#secrets", Tick).value:
            text = self._text() or text
        lines = "\n".join(printable(line) for line in text.rstrip("\n").split("\n"))
        self.query_one("#text", Static).update(lines)

    def _text(self) -> str:
        """The key in the form that is chosen; "" where it can't be written, which is said."""
        try:
            text = self._form.text(self._keys)
        except FormError as error:
            self._say(str(error))
            return ""
        self._say("")
        return text

    def _say(self, words: str) -> None:
        self.query_one("#problem", Static).update(printable(words))

    @on(Button.Pressed, "#copy")
    @work(exclusive=True, group="copy")
    async def _on_copy(self) -> None:
        text = self._text()
        if not text:
            return
        what = _("{title}, secrets and all").format(title=_(self._form.title))
        if await copy_text(self.app, text, what, otherwise=_("Write the key to a file.")):
            self.loss = ""

    @on(Button.Pressed, "#write")
    @work(exclusive=True, group="export")
    async def _on_write(self) -> None:
        form, text = self._form, self._text()
        if not text:
            return
        prompt = PromptScreen(
            _("Write {title} to").format(title=_(form.title)),
            _("Creates a new file that only you can read. An existing file is never overwritten."),
            lambda line: "" if line else _("Give the file's name."),
            value=form.file,
            take=partial(self._write, text),
        )
        name = await self.app.push_screen_wait(prompt)
        if name is not None:
            self.loss = ""
            # What is named from here is found again from elsewhere.
            path = Path(name).expanduser().absolute()  # noqa: ASYNC240
            self.notify(printable(_("Written to {path}").format(path=path)), markup=False)

    async def _write(self, text: str, name: str) -> str:
        """Write the text; why that can't be done, in words, else nothing."""
        try:
            path = Path(name).expanduser()  # noqa: ASYNC240
            await asyncio.to_thread(write_secret_file, path, text)
        except FileExistsError:
            return _("{name} already exists. Give another name.").format(name=name)
        except (OSError, RuntimeError, ValueError) as error:
            # RuntimeError: ~ of a user who isn't there; ValueError: a name that no file can have.
            return _("{name} can't be written: {error}.").format(name=name, error=reason_of(error))
        return ""

    @on(Button.Pressed, "#save")
    @work(exclusive=True, group="save")
    async def _on_save(self) -> None:
        if self._tasks.save is not None and await self._tasks.save():
            self.loss = ""

    # Leaving

    @on(Button.Pressed, "#close")
    def _on_close(self) -> None:
        self.action_leave()

    @work(exclusive=True, group="leave")
    async def action_leave(self) -> None:
        """Close; ask before that where the key was given to nothing: it is shown this once."""
        question = YesNoScreen(_("Close without the key?"), self.loss, _("Close"))
        if not self.loss or await self.app.push_screen_wait(question):
            self.dismiss(None)


def _counted(verdict: Verdict, count: int) -> str:
    """How many calls have a verdict, in words."""
    match verdict:
        case "works":
            words = ngettext(
                "{count} sent and responded to", "{count} sent and responded to", count
            )
        case "granted":
            words = ngettext(
                "{count} covered by its rights and not sent",
                "{count} covered by its rights and not sent",
                count,
            )
        case "refused":
            words = ngettext("{count} refused", "{count} refused", count)
        case "unknown":
            words = ngettext("{count} not known", "{count} not known", count)
    return words.format(count=count)
