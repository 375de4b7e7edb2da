"""What the keys do where the cursor is in a response, in words for the footer."""

from typing import TYPE_CHECKING

from ovh_explorer.catalog.links import detail_of
from ovh_explorer.text import printable
from ovh_explorer.translation import _
from ovh_explorer.tui.drawing.json_lines import AdvisedLines, FoldedLines
from ovh_explorer.tui.drawing.pane_titles import middle_cut
from ovh_explorer.tui.key_bindings import written_keys
from ovh_explorer.tui.response.pagination import (
    has_details,
    has_more,
    has_pages,
    left_out,
    narrowed,
)
from ovh_explorer.tui.widgets.key_names import key_now
from ovh_explorer.workspace.calls.error_field import can_be_corrected
from ovh_explorer.workspace.calls.object_to_change import shown_to_change
from ovh_explorer.workspace.navigation.deletion import can_delete
from ovh_explorer.workspace.navigation.filtered_place import as_named
from ovh_explorer.workspace.navigation.follow import Place, follow, place_at
from ovh_explorer.workspace.navigation.shown_item import shown_item
from ovh_explorer.workspace.navigation.web_address import WebAddress, web_address
from ovh_explorer.workspace.response.table import is_list_of_values, list_near

if TYPE_CHECKING:
    from textual.widget import Widget

    from ovh_explorer.call import Call
    from ovh_explorer.form import Form
    from ovh_explorer.tui.drawing.rendered_response import RenderedResponse
    from ovh_explorer.tui.open_operation import Shown
    from ovh_explorer.workspace.workspace import Workspace

__all__ = ["address_in", "key_labels", "opens_entry", "place_in", "with_address"]

# Of a longer response it takes longer to read what is around the cursor than a key may take.
_MAX_LINES = 2000
_MAX_VALUE_CHARACTERS = 36
# Actions on an object, and on a line of JSON.
_OF_OBJECTS = ("actions", "change_object", "delete_object")
_CORRECT = "correct_form"
_OF_LINES = ("choose", "toggle_table", "copy_part")


def place_in(found: "RenderedResponse", line: int | None) -> Place:
    """What stands in a line of a response."""
    if line is None or not isinstance(found.document, FoldedLines):
        return Place()
    lines = found.document.lines
    return as_named(place_at(lines.plain, lines.height, line), found.expression)


def address_in(found: "RenderedResponse | None", line: int | None) -> WebAddress | None:
    """The address of the web that stands in a line of a response; None for none."""
    if found is None or not isinstance(found.document, FoldedLines) or not found.response.ok:
        return None
    is_short = found.document.lines.height <= _MAX_LINES
    return web_address(place_in(found, line).value) if is_short else None


def opens_entry(workspace: "Workspace", shown: "Shown", line: int) -> bool:
    """Whether a line of a response, which is a list of names or ids, opens what it names."""
    found = shown.found
    if found is None or shown.form is None or not found.response.ok or shown.is_before_step:
        return False
    if not isinstance(found.document, FoldedLines) or not is_list_of_values(found.document.text):
        return False
    if found.expression:
        # What a filter leaves may be no names.
        return bool(_target_value(workspace, shown, found, place_in(found, line)))
    return detail_of(workspace.store, shown.form.operation) is not None


def with_address(
    place: str, found: "RenderedResponse | None", line: int | None, view: "Widget"
) -> str:
    """The words for where the cursor is in a view, and which address enter opens there."""
    address = address_in(found, line) if place else None
    if address is None:
        return place
    key = written_keys("enter") if view.has_focus else key_now(view.screen, "choose")
    words = _("{key} opens {host}").format(key=key, host=address.host)
    # Of a table the place says the row, which nothing else does.
    parts = (place, words) if found is not None and found.as_table else (words, place)
    return " · ".join(parts)


def key_labels(
    workspace: "Workspace", shown: "Shown", line: int | None, *, acts: bool = False
) -> dict[str, str]:
    """The words for actions on the line of a response that the cursor is on; "" for an action that
    is not offered there. An action that isn't named has its usual word.

    Args:
        acts: whether something can be done with each of the rows that are marked in a table.
    """
    found = shown.found
    if shown.is_before_step:
        return _without_response(None)
    if found is None or shown.form is None or not found.response.ok:
        return _without_response(found)
    if not isinstance(found.document, FoldedLines):
        labels = dict.fromkeys((*_OF_LINES, _CORRECT), "")
        if isinstance(found.document, AdvisedLines):
            # Below what is said of it, the response is to the call all the same.
            item = shown_item(workspace.store, found.call, Place())
            labels["actions"] = _actions(workspace, found, item)
            labels |= _object_labels(workspace, found, item)
        else:
            labels |= dict.fromkeys(_OF_OBJECTS, "")
        if not found.raw:
            # It is no JSON.
            labels["filter"] = ""
        if not has_more(workspace, shown.form, found):
            labels["more"] = ""
        elif narrowed(shown.form, found):
            labels["more"] = _("the whole list")
        return labels
    is_short = found.document.lines.height <= _MAX_LINES
    place = place_in(found, line) if is_short else Place()
    item = shown_item(workspace.store, found.call, place)
    actions = _actions(workspace, found, item)
    labels = {"actions": actions, _CORRECT: ""}
    labels |= _object_labels(workspace, found, item)
    if not has_more(workspace, shown.form, found):
        labels["more"] = ""
    elif narrowed(shown.form, found) or not has_pages(shown.form, found):
        labels["more"] = _more_label(workspace, shown.form, found)
    if is_short:
        opened = _target_value(workspace, shown, found, place)
        # Where it leads nowhere, enter opens the same menu.
        if web_address(place.value) is not None:
            # Its host has no room here: it stands above the response.
            labels["choose"] = _("open the link")
        elif opened:
            labels["choose"] = _("open {value}").format(value=opened)
        else:
            is_value = bool(place.key) or place.value is not None
            # Where an object can be changed or deleted, the footer has those keys instead.
            is_acted_on = any(labels.get(name) for name in ("change_object", "delete_object"))
            is_named = not actions or (is_value and not is_acted_on)
            labels["choose"] = _("actions") if is_named else ""
        if not found.as_table and list_near(found.document.text, line or 0) is None:
            labels["toggle_table"] = ""
    elif is_list_of_values(found.document.text):
        labels["toggle_table"] = ""
    if found.as_table and found.table is not None:
        labels["toggle_table"] = "JSON"
        # There the key acts on the rows that are marked, else on that of the cursor.
        labels["actions"] = ""
        labels["copy_response"] = _("copy CSV")
        if not found.table.marks:
            labels["act"] = _("actions")
        elif not acts:
            labels["act"] = ""
    return labels


def _more_label(workspace: "Workspace", form: "Form", found: "RenderedResponse") -> str:
    """The word for more of what is no page: details of items, what was left out."""
    if narrowed(form, found):
        return _("the whole list")
    parts, details = left_out(form, found), has_details(workspace, form, found)
    if not parts:
        return _("load details")
    if details or len(parts) > 1:
        return _("load more")
    return _("add {part}").format(part=parts[0].name)


def _without_response(found: "RenderedResponse | None") -> dict[str, str]:
    """The words where no response came, or a refusal: there is no object to do anything with."""
    labels = dict.fromkeys((*_OF_OBJECTS, *_OF_LINES, "more", "filter", _CORRECT), "")
    if found is not None and can_be_corrected(found.response):
        labels[_CORRECT] = _("correct the form")
    if found is not None:
        del labels["copy_part"]
    return labels


def _object_labels(
    workspace: "Workspace", found: "RenderedResponse", item: "Call | None"
) -> dict[str, str]:
    """The words for changing and deleting what is shown, or the item under the cursor; "" for what
    the API doesn't offer. Of what is shown they are named: the footer keeps them.
    """
    store, labels = workspace.store, {}
    # What a POST made is what is shown.
    is_shown = item is None or found.call.method == "POST"
    if shown_to_change(store, found.call, item, found.response) is None:
        labels["change_object"] = ""
    elif is_shown:
        labels["change_object"] = _("change")
    if not can_delete(store, item or found.call):
        labels["delete_object"] = ""
    elif is_shown:
        labels["delete_object"] = _("delete")
    return labels


def _actions(workspace: "Workspace", found: "RenderedResponse", item: "Call | None") -> str:
    """The word for the menu of what can be done with an object, or with the item of a list; "" for
    neither.
    """
    store, call = workspace.store, found.call
    if item is not None:
        return _("actions")
    is_changed = shown_to_change(store, call, None, found.response) is not None
    if is_changed or can_delete(store, call):
        return _("actions")
    operation = store.operation(call.branch, call.method, call.path)
    is_list = operation is not None and detail_of(store, operation) is not None
    return _("actions") if is_list or call.path.endswith("}") else ""


def _target_value(
    workspace: "Workspace", shown: "Shown", found: "RenderedResponse", place: Place
) -> str:
    """What enter opens: the last path value of that; "" where it opens nothing."""
    assert shown.form is not None
    target = follow(workspace.store, shown.form.operation, dict(found.call.path_values), place)
    if target is None or not target.values:
        return ""
    return middle_cut(printable(target.values[-1][1]), _MAX_VALUE_CHARACTERS)
