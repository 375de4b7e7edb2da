"""Where keys in use are saved, and how they are copied."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.app import App

from ovh_explorer.config.files import ConfigFile
from ovh_explorer.config.remove import KeyPlace, find_places
from ovh_explorer.text import printable
from ovh_explorer.translation import _
from ovh_explorer.tui.workbench.copy import copy_text
from ovh_explorer.workspace.account.tool_forms import FORMS, FormError, ToolKeys
from ovh_explorer.workspace.settings import config_files

if TYPE_CHECKING:
    from ovh_explorer.config import Keys
    from ovh_explorer.workspace.workspace import Workspace

__all__ = ["copy_keys", "saved_places"]


def saved_places(workspace: "Workspace", keys: "Keys") -> list[KeyPlace]:
    """Where keys stand: in the usual files, and where this run has saved them."""
    if workspace.is_demo:
        return []
    settings = workspace.settings
    files = config_files(settings.config_file)
    saved = [Path(where) for where in settings.found.where if where.startswith(("/", "~"))]
    files += [ConfigFile(path, printable(str(path))) for path in saved if path.is_absolute()]
    return find_places(files, keys)


async def copy_keys(app: App[Any], workspace: "Workspace", keys: "Keys") -> bool:
    """Copy keys as an ``ovh.conf``, which is pasted here too; False, and said, where that
    failed.
    """
    form = FORMS["ovh.conf"]
    try:
        text = form.text(ToolKeys.of(workspace.settings.endpoint, keys))
    except FormError as error:
        app.notify(printable(str(error)), severity="error", timeout=8, markup=False)
        return False
    what = _("{title}, secrets and all").format(title=_(form.title))
    return await copy_text(app, text, what, otherwise="")
