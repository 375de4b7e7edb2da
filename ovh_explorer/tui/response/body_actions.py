"""What the keys of a response do, each part made when it is first needed."""

from collections.abc import Callable, Coroutine
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.app import App
    from textual.message import Message

    from ovh_explorer.call import Call
    from ovh_explorer.tui.response.actions import Cursor, ResponseActions
    from ovh_explorer.tui.response.outlet import RequestSender, ResponseOutlet
    from ovh_explorer.tui.response.pagination import ListLoader
    from ovh_explorer.tui.response.profile_actions import ProfileActions
    from ovh_explorer.tui.response.responses import ResponseLayout
    from ovh_explorer.tui.response.row_actions import RowActions
    from ovh_explorer.tui.response.table_actions import TableActions
    from ovh_explorer.tui.response.watch_menu import WatchMenu
    from ovh_explorer.workspace.workspace import Workspace

__all__ = ["BodyActions"]


class BodyActions:
    """Actions on the response that is shown.

    Args:
        app: shows dialogs and toasts.
        workspace: reads responses.
        layout: lays responses out again.
        cursor: where in the response the user is.
        outlet: shows what was made.
        sender: gives what sends.
        post: for what other parts of the screen do.
    """

    def __init__(
        self,
        app: "App[Any]",
        workspace: "Workspace",
        layout: "ResponseLayout",
        cursor: "Cursor",
        outlet: "ResponseOutlet",
        sender: "Callable[[], RequestSender]",
        post: "Callable[[Message], object]",
    ) -> None:
        self._app = app
        self._workspace = workspace
        self._layout = layout
        self._cursor = cursor
        self._outlet = outlet
        self._sender = sender
        self._post = post

    def _gather(self, said: "Call", work: Coroutine[Any, Any, None]) -> None:
        self._sender().gather(said, work)

    @cached_property
    def response(self) -> "ResponseActions":
        """Goes somewhere in the response, copies a part, filters it."""
        from ovh_explorer.tui.response.actions import ResponseActions

        return ResponseActions(
            self._app, self._workspace, self._layout, self._cursor, self._outlet, self._post
        )

    @cached_property
    def tables(self) -> "TableActions":
        """Makes tables and arranges them."""
        from ovh_explorer.tui.response.table_actions import TableActions

        return TableActions(self._app, self._workspace, self._cursor, self._outlet, self._gather)

    @cached_property
    def lists(self) -> "ListLoader":
        """Loads more of a list."""
        from ovh_explorer.tui.response.pagination import ListLoader

        return ListLoader(self._app, self._workspace, self._outlet, self._gather, self._post)

    @cached_property
    def rows(self) -> "RowActions":
        """Does something with several rows of a table."""
        from ovh_explorer.tui.response.row_actions import RowActions

        return RowActions(self._app, self._workspace, self._outlet, self._sender, self._post)

    @cached_property
    def profiles(self) -> "ProfileActions":
        """Tries the open GET with other profiles."""
        from ovh_explorer.tui.response.profile_actions import ProfileActions

        return ProfileActions(self._app, self._workspace, self._outlet, self._sender, self._post)

    @cached_property
    def watches(self) -> "WatchMenu":
        """Watches the response."""
        from ovh_explorer.tui.response.watch_menu import WatchMenu

        return WatchMenu(self._app, self._sender)
