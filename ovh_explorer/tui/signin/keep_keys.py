"""Asking whether and where to save keys, and saving them."""

from typing import TYPE_CHECKING, Any

from textual.app import App

from ovh_explorer.config import AccessToken, Keys
from ovh_explorer.translation import _
from ovh_explorer.tui.signin.save_keys import SaveChoice, SaveKeysScreen

if TYPE_CHECKING:
    from pathlib import Path

    from ovh_explorer.workspace.workspace import Workspace

__all__ = ["ask_where_to_keep"]


async def ask_where_to_keep(
    app: App[Any],
    workspace: "Workspace",
    keys: Keys,
    name: str,
    *,
    as_profile: bool,
    unsaved: str = "",
) -> SaveChoice | None:
    """Save `keys` where the user wants that; None where the user doesn't.

    Args:
        name: proposed for a profile.
        as_profile: begin with the profile.
        unsaved: what esc does with the keys, in words; "" for: they are for this run alone.
    """
    from ovh_explorer.config.save import is_there, save, what_is_there

    settings = workspace.settings
    endpoint = settings.endpoint

    def there(path: "Path", profile: str) -> str:
        found = what_is_there(path, endpoint, profile)
        words = []
        if found and is_there(path, endpoint, keys, profile):
            words.append(
                _("{keys} is in that section already: there is nothing to save.").format(keys=found)
            )
        elif found:
            words.append(
                _("There is {keys} in that section: it would be replaced.").format(keys=found)
            )
        beside = "" if profile else settings.other_ways(keys, path)
        if beside:
            words.append(
                _("{place} signs in another way. Beside it these would be refused.").format(
                    place=beside
                )
            )
        return "\n".join(words)

    screen = SaveKeysScreen(
        endpoint.name,
        settings.files(),
        name,
        there,
        lambda path, profile: save(path, endpoint, keys, profile=profile, replace=True),
        as_profile=as_profile,
        is_token=isinstance(keys, AccessToken),
        unsaved=unsaved,
    )
    return await app.push_screen_wait(screen)
