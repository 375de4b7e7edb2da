"""The help over the account's keys: theirs come first, and do what they do there."""

from typing import TYPE_CHECKING, Any

from ovh_explorer.translation import _
from ovh_explorer.tui.dialogs.help import HelpScreen
from ovh_explorer.tui.key_bindings import Key, Where

if TYPE_CHECKING:
    from textual.binding import ActiveBinding
    from textual.screen import Screen

__all__ = ["show_keys_help"]

_OWN: Where = "account keys"  # not for people
_MAIN: tuple[Where, ...] = ("everywhere", "panes")  # not for people


def show_keys_help(screen: "Screen[Any]") -> None:
    """Show the keys, and do what the one that is chosen does."""

    def works(key: Key) -> bool:
        return _outer_binding(screen, key) is not None

    def refusal(key: Key) -> str:
        if key.where == _OWN or works(key):
            return ""
        words = _("{key} works elsewhere: press esc to close the list first.")
        return words.format(key=key.written)

    async def use(key: Key | None) -> None:
        if key is None:
            return
        found = None if key.where == _OWN else _outer_binding(screen, key)
        if found is None:
            await screen.run_action(key.action)
        else:
            await screen.app.run_action(found.binding.action, found.node)

    screen.app.push_screen(HelpScreen((_OWN,), refusal, works=works), use)


def _outer_binding(screen: "Screen[Any]", key: Key) -> "ActiveBinding | None":
    """What a key of the whole main screen does over the list too; None for one that does nothing
    there, and for one that the list has for itself.
    """
    if key.where not in _MAIN:
        return None
    active = screen.active_bindings
    found = [active[name] for name in key.keys.split(",") if name in active]
    return next(
        (it for it in found if it.binding.action == key.action and it.node is not screen), None
    )
