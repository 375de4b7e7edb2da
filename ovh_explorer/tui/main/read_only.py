"""Read-only on a main screen: setting it asks nothing, lifting it asks first."""

from typing import TYPE_CHECKING

from ovh_explorer.text import printable
from ovh_explorer.tui.dialogs.question import YesNoScreen
from ovh_explorer.workspace.storage.read_only import ReadOnlyKeptError

if TYPE_CHECKING:
    from ovh_explorer.tui.main.screen import MainScreen

__all__ = ["toggle_read_only"]


async def toggle_read_only(screen: "MainScreen") -> None:
    """Send only GET with this profile from now on; where that is so already, ask whether to lift
    it.
    """
    workspace = screen.workspace
    if workspace.read_only_mode.is_forced:
        screen.notify(
            "This run was started with --read-only: it sends only GET.", severity="warning"
        )
        return
    is_on = (await workspace.read_only_mode.load()).is_on
    screen.say_who()
    if is_on:
        words = f"POST, PUT and DELETE can be sent again with {workspace.profile_name}. You are asked before each."
        question = YesNoScreen("Lift read-only?", words, "Lift it")
        if not await screen.app.push_screen_wait(question):
            return
    try:
        state = await workspace.read_only_mode.set(not is_on)
    except ReadOnlyKeptError as error:
        screen.notify(printable(str(error)), severity="error", timeout=10, markup=False)
        return
    finally:
        screen.say_who()
    words = (
        "Only GET is sent now. R lifts that." if state.is_on else "Everything can be sent again."
    )
    if state.only_now:
        words += f" This lasts for this run: {state.only_now}"
    screen.notify(printable(words), timeout=4 if not state.only_now else 8, markup=False)
