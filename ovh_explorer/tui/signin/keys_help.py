"""The help over the account's keys: theirs come first, and do what they do there."""

from typing import TYPE_CHECKING, Any

from ovh_explorer.translation import _
from ovh_explorer.tui.dialogs.help import HelpScreen
from ovh_explorer.tui.key_bindings import Key

if TYPE_CHECKING:
    from textual.screen import Screen

__all__ = ["show_keys_help"]


def show_keys_help(screen: "Screen[Any]") -> None:
    """Show the keys, and do what the one that is chosen does."""

    async def use(key: Key | None) -> None:
        if key is not None:
            await screen.run_action(key.action)

    screen.app.push_screen(HelpScreen(("account keys",), _refusal), use)  # not for people


def _refusal(key: Key) -> str:
    """Why a key can't be used in the list; "" where it can."""
    if key.where == "account keys":  # not for people
        return ""
    return _("{key} works elsewhere: press esc to close the list first.").format(key=key.written)
