"""The help over the main screen: which keys come first, and what is done with the one chosen."""

from typing import TYPE_CHECKING, Any

from ovh_explorer.translation import _
from ovh_explorer.tui.dialogs.help import HelpScreen
from ovh_explorer.tui.key_bindings import Key
from ovh_explorer.tui.key_bindings.key import TITLES
from ovh_explorer.tui.main.commands import COMMANDS
from ovh_explorer.tui.main.footer import parts_of
from ovh_explorer.tui.widgets.key_names import types_text

if TYPE_CHECKING:
    from textual.binding import ActiveBinding
    from textual.screen import Screen

__all__ = ["show_help"]

# Actions of the application, which the main screen doesn't have.
_OF_APP = {"quit": "app.quit", "command_palette": "app.command_palette"}


def show_help(screen: "Screen[Any]") -> None:
    """Show the keys, and do what the one that is chosen does."""

    def refusal(key: Key) -> str:
        return _refusal(screen, key)

    async def use(key: Key | None) -> None:
        if key is not None:
            await _use(screen, key)

    first, types = parts_of(screen.focused), types_text(screen.focused)
    screen.app.push_screen(HelpScreen(first, refusal, _synonyms, types=types), use)


def _synonyms(key: Key) -> str:
    """Other words for what a key does: those of the palette."""
    if key.action == "command_palette":
        # What has no key of its own is found there alone.
        found = [item for item in COMMANDS if not item.key]
    else:
        actions = (key.action, f"in_response('{key.action}')", f"app.{key.action}")
        found = [item for item in COMMANDS if key.action and item.action in actions]
    return " ".join(" ".join((item.title, item.explanation, *item.other_words)) for item in found)


def _refusal(screen: "Screen[Any]", key: Key) -> str:
    """Why a key can't be used where the focus is; "" where it can."""
    if key.where in ("everywhere", "panes"):
        return ""
    title = _(TITLES[key.where])
    where = f"{title[:1].lower()}{title[1:]}"
    if key.where not in parts_of(screen.focused):
        words = _("{key} works {where}: go there first, and press it.")
        return words.format(key=key.written, where=where)
    if not key.keys:
        return _("Press esc, then type it {where}.").format(where=where)
    if _binding_of(screen, key) is None:
        return _("{key} has nothing to do there now.").format(key=key.written)
    return ""


def _binding_of(screen: "Screen[Any]", key: Key) -> "ActiveBinding | None":
    """What the key does with the focus where it is; None where that is something else."""
    active = screen.active_bindings
    for name in key.keys.split(","):
        found = active.get(name)
        if found is not None and found.enabled and key.action in ("", found.binding.action):
            return found
    return None


async def _use(screen: "Screen[Any]", key: Key) -> None:
    """Do what a key does. It isn't pressed: the one that was pressed last may be held yet."""
    if key.where in ("everywhere", "panes"):
        await screen.run_action(_OF_APP.get(key.action, key.action))
        return
    found = _binding_of(screen, key)
    if found is not None:
        await screen.app.run_action(found.binding.action, found.node)
