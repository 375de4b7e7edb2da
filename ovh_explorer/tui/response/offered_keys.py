"""What the keys do where the cursor is in a response, in words for the footer."""

from typing import TYPE_CHECKING

from ovh_explorer.text import printable
from ovh_explorer.translation import _
from ovh_explorer.tui.drawing.json_lines import FoldedLines
from ovh_explorer.workspace.calls.object_to_change import can_change
from ovh_explorer.workspace.navigation.deletion import can_delete
from ovh_explorer.workspace.navigation.follow import Place, follow, place_at

if TYPE_CHECKING:
    from ovh_explorer.tui.drawing.rendered_response import RenderedResponse
    from ovh_explorer.tui.open_operation import Shown
    from ovh_explorer.workspace.workspace import Workspace

__all__ = ["key_labels", "place_in"]

# Of a longer response it takes longer to read what is around the cursor than a key may take.
_MAX_LINES = 2000
_MAX_VALUE_CHARACTERS = 24


def place_in(found: "RenderedResponse", line: int | None) -> Place:
    """What stands in a line of a response."""
    if line is None or not isinstance(found.document, FoldedLines):
        return Place()
    lines = found.document.lines
    return place_at(lines.plain, lines.height, line)


def key_labels(workspace: "Workspace", shown: "Shown", line: int | None) -> dict[str, str]:
    """The words for actions on the line of a response that the cursor is on; "" for an action that
    is not offered there. An action that isn't named has its usual word.
    """
    found = shown.found
    if found is None or shown.form is None or not isinstance(found.document, FoldedLines):
        return {"actions": "", "change_object": ""}
    actions = _actions(workspace, found)
    labels = {"actions": actions}
    if not can_change(workspace.store, found.call):
        labels["change_object"] = ""
    if found.document.lines.height <= _MAX_LINES:
        opened = _target_value(workspace, shown, found, line)
        # Where it leads nowhere, enter opens the same menu.
        if opened:
            labels["choose"] = _("open {value}").format(value=opened)
        else:
            labels["choose"] = "" if actions else _("actions")
    if found.as_table:
        # There the key acts on the rows that are marked.
        labels["actions"] = ""
    return labels


def _actions(workspace: "Workspace", found: "RenderedResponse") -> str:
    """The word for the menu of what can be done with an object; "" for no object."""
    changes = can_change(workspace.store, found.call)
    deletes = can_delete(workspace.store, found.call)
    if changes and deletes:
        return _("actions: change, delete")
    if changes:
        return _("actions: change")
    if deletes:
        return _("actions: delete")
    return _("actions") if found.call.path.endswith("}") else ""


def _target_value(
    workspace: "Workspace", shown: "Shown", found: "RenderedResponse", line: int | None
) -> str:
    """What enter opens: the last path value of that; "" where it opens nothing."""
    assert shown.form is not None
    place = place_in(found, line)
    target = follow(workspace.store, shown.form.operation, dict(found.call.path_values), place)
    if target is None or not target.values:
        return ""
    value = printable(target.values[-1][1])
    return value if len(value) <= _MAX_VALUE_CHARACTERS else f"{value[:_MAX_VALUE_CHARACTERS]}…"
