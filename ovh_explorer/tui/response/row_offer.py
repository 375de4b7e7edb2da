"""Whether something can be done with each of a table's marked rows: for what the screen says of
them.
"""

import json
from typing import TYPE_CHECKING

from ovh_explorer.catalog.labelled_values import values_of
from ovh_explorer.catalog.links import item_of
from ovh_explorer.workspace.calls.other_profiles import PROFILE
from ovh_explorer.workspace.calls.row_calls import row_actions
from ovh_explorer.workspace.response.json_path import depth_of

if TYPE_CHECKING:
    from ovh_explorer.call import Call
    from ovh_explorer.catalog.links import Detail
    from ovh_explorer.client.response import Response
    from ovh_explorer.tui.drawing.rendered_response import RenderedResponse
    from ovh_explorer.tui.drawing.table_lines import TableLines
    from ovh_explorer.workspace.workspace import Workspace

__all__ = ["RowOffer", "are_of_several_accounts"]

# It takes longer to read a larger response than a key may take.
_MAX_READ_BYTES = 200_000


def are_of_several_accounts(lines: "TableLines") -> bool:
    """Whether a table has the rows of several profiles: which of them a call is for isn't said."""
    return any(column.path == (PROFILE,) for column in lines.table.columns)


class RowOffer:
    """Knows whether something can be done with the marked rows; looked up once for a list.

    Args:
        workspace: knows the catalog, and makes forms.
    """

    def __init__(self, workspace: "Workspace") -> None:
        self._workspace = workspace
        # For the list looked at last: whether there is anything. Its items are alike.
        self._known: tuple[Call, bool] | None = None
        self._listed: tuple[Response, str, frozenset[str]] | None = None

    def is_there(self, found: "RenderedResponse | None") -> bool:
        """Whether something can be done with each row that is marked and in sight."""
        lines = None if found is None else found.table
        if found is None or lines is None or not lines.marks or are_of_several_accounts(lines):
            return False
        table, call = lines.table, found.call
        operation = self._workspace.store.operation(call.branch, call.method, call.path)
        detail = None if operation is None else item_of(self._workspace.store, operation)
        if detail is None:
            return False
        key = detail.key or detail.parameter
        values = [table.value(item, key) for item in sorted(lines.marks)]
        # The list of an item is another one.
        is_inside = depth_of(table.text, table.line(min(lines.marks))) > 1
        if is_inside or not all(values) or not self._are_listed(found, key, values):
            return False
        return self._has_actions(call, detail, values[0])

    def _are_listed(self, found: "RenderedResponse", key: str, values: list[str]) -> bool:
        """Whether the call lists these values, and no filter made them."""
        response = found.response
        if not found.expression or response.size > _MAX_READ_BYTES or response.stored is not None:
            return True
        known = self._listed
        if known is None or known[0] is not response or known[1] != key:
            items = json.loads(response.content)
            listed = frozenset(value.text for value in values_of(items, key))
            self._listed = known = (response, key, listed)
        return known[2].issuperset(values)

    def _has_actions(self, call: "Call", detail: "Detail", value: str) -> bool:
        if self._known is None or self._known[0] != call:
            workspace = self._workspace
            actions = row_actions(workspace.store, detail, call, value, workspace.forms.new)
            self._known = (call, bool(actions))
        return self._known[1]
