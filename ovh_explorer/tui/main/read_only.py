"""Read-only on the main screen: setting it asks nothing, lifting it asks first."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ovh_explorer.text import printable
from ovh_explorer.translation import _
from ovh_explorer.tui.terminal.key_presses import presses_of

if TYPE_CHECKING:
    from textual.app import App

    from ovh_explorer.workspace.workspace import Workspace

__all__ = ["toggle", "toggle_read_only"]


def toggle(screen: Any) -> None:
    """An action of the main screen: send only GET with these keys, or everything again; once,
    however long the key is held.
    """
    if presses_of(screen.app).use():
        work = toggle_read_only(screen.app, screen.workspace, screen.say_who)
        screen.run_worker(work, group="read-only", exclusive=True)


async def toggle_read_only(
    app: "App[Any]", workspace: "Workspace", changed: Callable[[], object]
) -> None:
    """Send only GET with this profile from now on; where that is so already, ask whether to lift
    it. `changed` is called whenever it may be otherwise than before.
    """
    from ovh_explorer.tui.widgets.key_names import key_now
    from ovh_explorer.workspace.storage.read_only import ReadOnlyLiftError

    if workspace.run_settings.read_only:
        words = _("This run was started with --read-only: it sends only GET.")
        app.notify(words, severity="warning")
        return
    is_on = (await workspace.read_only_switch.look()).is_on
    changed()
    if is_on and not await _may_lift(app, workspace):
        return
    try:
        state = await workspace.read_only_switch.set(not is_on)
    except ReadOnlyLiftError as error:
        app.notify(printable(str(error)), severity="error", timeout=10, markup=False)
        return
    finally:
        changed()
    words = _("Read-only is off.")
    if state.is_on:
        key = key_now(app.screen, "toggle_read_only")
        words = _("Read-only is on: only GET is sent. Press {key} to turn it off.").format(key=key)
    if state.only_now:
        limit = _("This lasts for this run only.")
        words = f"{words} {limit} {state.only_now}"
    app.notify(printable(words), timeout=8 if state.only_now else 4, markup=False)


async def _may_lift(app: "App[Any]", workspace: "Workspace") -> bool:
    from ovh_explorer.tui.dialogs.question import YesNoScreen

    words = _(
        "POST, PUT and DELETE can be sent again with {profile}. You are asked before each."
    ).format(profile=workspace.profile_name)
    return await app.push_screen_wait(YesNoScreen(_("Lift read-only?"), words, _("Lift it")))
