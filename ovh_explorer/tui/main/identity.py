"""Who the keys sign in, on top of the main screen."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ovh_explorer.text import printable_lines
from ovh_explorer.translation import N_, _
from ovh_explorer.tui.terminal.toast_rack import withdraw_toasts

if TYPE_CHECKING:
    from textual.widget import Widget

    from ovh_explorer.tui.main.header import HeaderBar
    from ovh_explorer.workspace.workspace import Workspace

__all__ = ["IdentityHeader", "lacks_keys"]

_NO_IDENTITY = N_("Not signed in")
_NOT_CHECKED = N_("The keys could not be checked")


class IdentityHeader:
    """Says on top whose keys these are, where, and whether only GET is sent.

    Args:
        owner: the screen whose worker asks, and whose app shows why the keys sign no one in.
        workspace: asks the API.
        header: the line on top.
        changed: called when other keys are in use, and when it is known what they may do.
        is_alive: whether the panes are there still.
    """

    def __init__(
        self,
        owner: "Widget",
        workspace: "Workspace",
        header: "HeaderBar",
        changed: Callable[[], object],
        *,
        is_alive: Callable[[], bool],
    ) -> None:
        self._owner = owner
        self._workspace = workspace
        self._header = header
        self._changed = changed
        self._is_alive = is_alive
        # Whether the user chose these keys just now, and waits to read that they are good.
        self._is_awaited = False

    def show(self) -> None:
        """Say what is known now; nothing where the screen is left."""
        if not self._is_alive():
            return
        header, workspace = self._header, self._workspace
        title, profile = workspace.title, workspace.profile_name
        header.endpoint = title if profile == title else f"{title} · {profile}"
        header.read_only = workspace.read_only
        header.identity = workspace.account.standing if workspace.is_open else ""
        header.limits = workspace.account.limits if workspace.is_open else ""
        now = datetime.now(UTC)
        header.token_end = workspace.account.token_end(now) if workspace.is_open else ""

    def identify(self) -> None:
        """Ask who the keys sign in, and say it; nothing where the screen is left."""
        if self._is_alive():
            self._owner.run_worker(self._identify(), group="identify", exclusive=True)

    def sign_in(self) -> None:
        """Ask who the keys sign in that the user chose just now, and say in a toast too that they
        do: on top they may look like those before.
        """
        self._is_awaited = True
        self.identify()

    def _explained(self, problem: str) -> str:
        """Why the API takes no keys, in words of ours where they are known."""
        from ovh_explorer.workspace.calls.error_doctor import about_keys

        identity = self._workspace.account.identity
        code = identity.code if identity is not None else ""
        return "\n".join(about_keys(code, self._workspace.title)) or problem

    async def _identify(self) -> None:
        app, workspace = self._owner.app, self._workspace
        withdraw_toasts(app, _(_NO_IDENTITY))
        withdraw_toasts(app, _(_NOT_CHECKED))
        self.show()
        self._changed()
        await workspace.identify()
        if not self._is_alive():
            return
        if problem := workspace.account.problem:
            words = "\n".join(printable_lines(self._explained(problem)))
            is_known = workspace.account.is_known
            title = _(_NO_IDENTITY) if is_known else _(_NOT_CHECKED)
            app.notify(words, title=title, severity="warning", timeout=10, markup=False)
        elif self._is_awaited:
            self._say_sign_in()
        self._is_awaited = False
        self.show()
        self._changed()

    def _say_sign_in(self) -> None:
        """Say whom the keys sign in, and which they are."""
        from ovh_explorer.workspace.account.key_words import sign_in_words

        workspace = self._workspace
        words = sign_in_words(workspace.settings.credentials, workspace.account.identity)
        if words:
            shown = "\n".join(printable_lines(words))
            self._owner.app.notify(shown, timeout=7, markup=False)


def lacks_keys(workspace: "Workspace") -> bool:
    """Whether nobody is signed in, as far as the settings of this run are known."""
    settings = workspace.run_settings
    return settings.is_complete and settings.credentials is None
