"""The choice of a version of the schemas, by which v2 gives its responses."""

from typing import TYPE_CHECKING, Any

from textual.app import App

from ovh_explorer.form import SCHEMAS_VERSIONS
from ovh_explorer.translation import _
from ovh_explorer.tui.dialogs.menu import Entry, MenuScreen

if TYPE_CHECKING:
    from ovh_explorer.workspace.workspace import Workspace

__all__ = ["choose_schemas_version"]

# What is chosen for the version that the account has.
_OWN_VERSION = "own"


async def choose_schemas_version(app: App[Any], workspace: "Workspace") -> bool:
    """Ask for a version and use it in every form of this run; False when there was none."""
    entries = [Entry(_("the account's own"), "", _OWN_VERSION)]
    entries += [Entry(version, "", version) for version in SCHEMAS_VERSIONS]
    start = workspace.forms.schemas_version or _OWN_VERSION
    menu: MenuScreen = MenuScreen(_("Schemas version of v2"), entries, start=start)
    version = await app.push_screen_wait(menu)
    if version is None:
        return False
    workspace.forms.use_schemas_version("" if version == _OWN_VERSION else version)
    return True
