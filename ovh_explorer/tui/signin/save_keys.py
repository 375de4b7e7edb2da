"""Whether and where to save keys."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Input, RadioSet, Static

from ovh_explorer.config import ConfigError
from ovh_explorer.config.profiles import profile_name_problem
from ovh_explorer.text import printable
from ovh_explorer.translation import _, language
from ovh_explorer.tui.dialogs.guarded import GuardedScreen
from ovh_explorer.tui.key_bindings import bindings
from ovh_explorer.tui.signin.verify_screen import BOX
from ovh_explorer.tui.widgets.inputs import LineInput
from ovh_explorer.tui.widgets.toggles import Choice

__all__ = ["SaveChoice", "SaveKeysScreen"]


@dataclass(frozen=True, slots=True)
class SaveChoice:
    """Where keys were saved; `profile` is "" for the section that every wrapper reads."""

    path: Path
    profile: str


class SaveKeysScreen(GuardedScreen[SaveChoice | None]):
    """Asks for a file and a section, says what stands there, and saves."""

    BINDINGS = bindings("dialog", "save keys", "save keys in French")  # not for people
    DEFAULT_CSS = f"""
    SaveKeysScreen {{
        {BOX}
        & RadioSet {{ border: none; padding: 0; margin: 0; width: 1fr; height: auto; }}
        & Choice {{ height: 1; }}
        & #path, & #name {{ margin: 0 0 0 4; width: 1fr; }}
    }}
    """

    def __init__(
        self,
        section: str,
        files: list[tuple[Path, str]],
        profile: str,
        there: Callable[[Path, str], str],
        save: Callable[[Path, str], None],
        *,
        as_profile: bool,
        is_token: bool = False,
        unsaved: str = "",
    ) -> None:
        """`files` are those to choose from, with a word about each; `profile` is the name that is
        proposed.

        Args:
            section: the endpoint's name.
            there: what there is to say of a file and a profile's name, or of the endpoint's
                section for "": what would be replaced.
            save: saves there; both raise ConfigError in words.
            as_profile: begin with the profile.
            is_token: whether it is an access token, which go-ovh alone of the wrappers reads.
            unsaved: what esc does with the keys, in words; "" for: they are for this run alone.
        """
        super().__init__()
        self._section = section
        self._files = files
        self._profile = profile
        self._there = there
        self._save = save
        self._as_profile = as_profile
        self._is_token = is_token
        self._unsaved = unsaved

    def compose(self) -> ComposeResult:
        with VerticalScroll(can_focus=False, classes="question") as box:
            box.border_title = _("Save the keys?")
            box.border_subtitle = self._unsaved or _("esc: for this run alone")
            yield Static(_("In which file? Only you can read it."))
            with RadioSet(id="file", compact=True):
                for index, (_path, words) in enumerate(self._files):
                    yield Choice(Content(printable(words)), value=index == 0)
                yield Choice(_("another file:"))
            yield LineInput(placeholder=_("/path/of/ovh.conf"), id="path", disabled=True)
            yield Static(_("In which section?"), classes="gap")
            with RadioSet(id="section", compact=True):
                words = _("[{section}], where every wrapper looks")
                if self._is_token:
                    words = _("[{section}], where go-ovh looks")
                words = printable(words.format(section=self._section))
                yield Choice(Content(words), value=not self._as_profile)
                yield Choice(_("a profile, named:"), value=self._as_profile)
            yield LineInput(self._profile, id="name", disabled=not self._as_profile)
            yield Static("", id="problem", markup=False, classes="gap")
            with Horizontal(classes="buttons"):
                yield Button(_("Not now  esc"), id="cancel", compact=True)
                yield Button(_("Save  y"), id="save", variant="primary", compact=True)

    def on_mount(self) -> None:
        self.query_one("#cancel").focus()
        self._look()

    @property
    def _choice(self) -> SaveChoice:
        """Where they are to be saved.

        Raises:
            ConfigError: when that isn't said yet.
        """
        index = self.query_one("#file", RadioSet).pressed_index
        name = self.query_one("#path", Input).value.strip()
        if index >= len(self._files) and not name:
            raise ConfigError(_("Give the file's path."))
        try:
            path = self._files[index][0] if index < len(self._files) else Path(name).expanduser()
        except RuntimeError:  # ~ of a user who isn't there
            raise ConfigError(_("{name} names a user who isn't there.").format(name=name)) from None
        profile = ""
        if self.query_one("#section", RadioSet).pressed_index == 1:
            profile = self.query_one("#name", Input).value.strip()
            if problem := profile_name_problem(profile):
                raise ConfigError(problem)
        return SaveChoice(path, profile)

    @on(RadioSet.Changed)
    @on(Input.Changed)
    def _look(self) -> None:
        """Say what would be replaced."""
        path, name = self.query_one("#path", Input), self.query_one("#name", Input)
        path.disabled = self.query_one("#file", RadioSet).pressed_index < len(self._files)
        name.disabled = self.query_one("#section", RadioSet).pressed_index == 0
        try:
            choice = self._choice
            there = self._there(choice.path, choice.profile)
        except ConfigError as error:
            self._say(str(error))
        else:
            self._say(there)

    def _say(self, words: str) -> None:
        lines = (printable(line) for line in words.split("\n"))
        self.query_one("#problem", Static).update("\n".join(lines))

    @on(Input.Submitted)
    @on(Button.Pressed, "#save")
    def action_save(self) -> None:
        """Save the keys where that is said."""
        try:
            choice = self._choice
            self._save(choice.path, choice.profile)
        except ConfigError as error:
            self._say(str(error))
        else:
            self.dismiss(choice)

    def action_save_in_french(self) -> None:
        self.action_save()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave out the letters of other languages."""
        if action == "save_in_french" and language() != "fr":
            return False
        return super().check_action(action, parameters)

    @on(Button.Pressed, "#cancel")
    def _on_cancel(self) -> None:
        self.dismiss(None)
