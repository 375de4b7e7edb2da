"""Fills the form with what is pasted, or with what was typed another time."""

import time
from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from ovh_explorer.form import Form
from ovh_explorer.form.curl import CurlError, CurlRequest, is_curl, read_curl
from ovh_explorer.form.draft import draft_of, restore
from ovh_explorer.text import printable
from ovh_explorer.translation import _
from ovh_explorer.translation.dates import DAY_AT_TIME, shown_date
from ovh_explorer.tui.key_bindings import key_in_fields
from ovh_explorer.tui.request.form_removal import object_words
from ovh_explorer.workspace.calls.used_values import (
    forget_request,
    names_another,
    says_more_than_path,
)
from ovh_explorer.workspace.navigation.target import TargetError

if TYPE_CHECKING:
    from textual.app import App

    from ovh_explorer.tui.request.pane import RequestPane
    from ovh_explorer.workspace.navigation.target import OperationTarget
    from ovh_explorer.workspace.workspace import Workspace

__all__ = ["FormFiller"]


class FormFiller:
    """What pasting does, and what bringing back does.

    Args:
        app: says what was done.
        workspace: finds operations, and keeps what was typed.
        request: shows the form that is filled.
        open: opens an operation, and fills its form.
        say: says why none could be opened.
    """

    def __init__(
        self,
        app: "App[Any]",
        workspace: "Workspace",
        request: "RequestPane",
        open: "Callable[[OperationTarget, Callable[[Form], object]], Awaitable[bool]]",
        say: Callable[[Exception], None],
    ) -> None:
        self._app = app
        self._workspace = workspace
        self._request = request
        self._open = open
        self._say = say

    async def paste(self, form: Form, text: str) -> None:
        """Fill the form with a JSON body, or open and fill the operation that a curl command
        calls.
        """
        if is_curl(text):
            await self.paste_curl(text)
            return
        with self._request.view.changes.change(form):
            form.type_body(text)
        self._done(_("Filled from the pasted JSON."))

    async def paste_curl(self, text: str) -> None:
        """Open and fill the operation that a curl command calls; say why not where there is
        none.
        """
        try:
            request = read_curl(text)
            target = await self._workspace.find(f"{request.method} {request.url}")
            called = self._workspace.form(target.branch, target.method, target.path)
            if called is None:
                return
            title = called.operation.title
            if request.body and not called.has_body:
                words = _("This curl command has a body, and {operation} has none.")
                raise CurlError(words.format(operation=title))
        except (CurlError, TargetError) as error:
            self._say(error)
            return
        if not await self._open(target, partial(_fill, request=request)):
            return
        more = ""
        unknown = [name for name, _value in target.query if called.field("query", name) is None]
        if unknown:
            names = printable(", ".join(dict.fromkeys(unknown)))
            more = _("Ignored, because the operation has no such parameter: {names}.")
            more = more.format(names=names)
        words = _("Filled from the curl command: {operation}.")
        self._done(words.format(operation=printable(title)), more)

    def _done(self, words: str, more: str = "") -> None:
        self._request.refresh_form()
        self._request.focus_form()
        undo = _("Press {key} to undo.").format(key=key_in_fields("undo"))
        said = " ".join(filter(None, (words, undo, more)))
        self._app.notify(said, timeout=4, markup=False)

    # What was typed another time

    def offer(self, form: Form, *, was_empty: bool) -> str:
        """The words that offer what was typed into this form another time; "" where there is
        nothing, or nothing that the form hasn't got by now. They name the object that it was typed
        for, where the form names another one. A form that says more than its path, and not only
        since something was carried into one that `was_empty`, is left alone.
        """
        drafts = self._workspace.drafts
        drafts.note_start(form)
        found = None
        if was_empty:
            found = drafts.find(form)
        elif not says_more_than_path(form):
            found = drafts.find_left(form)
        if found is None:
            return ""
        trial = Form(form.operation, form.models)
        restore(trial, found.values)
        if draft_of(trial, secrets=False) == draft_of(form, secrets=False):
            return ""
        when = shown_date(time.localtime(found.at), DAY_AT_TIME)
        if not names_another(form, _path_values(trial)):
            return _("Restore values from {time}").format(time=when)
        # First which object: in a narrow pane the end is cut off.
        words = _("Restore values for {values} (from {time})")
        values = ", ".join(_path_values(trial).values())
        return printable(words.format(time=when, values=values))

    def bring_back(self, form: Form, *, forget: bool) -> None:
        """Take up the offer, or turn it down for good."""
        view = self._request.view
        view.offer = ""
        if forget:
            self._workspace.drafts.forget(form)
        elif (found := self._workspace.drafts.find(form)) is not None:
            before = _path_values(form)
            with view.changes.change(form):
                restore(form, found.values)
            changed = [
                item for item in form.placed("path") if item.text != before.get(item.name, "")
            ]
            if words := object_words(changed, before):
                self._app.notify(words, severity="warning", timeout=6, markup=False)
        self._request.refresh_form()


def _path_values(form: Form) -> dict[str, str]:
    """The path values of a form, by their names."""
    return {item.name: item.text for item in form.placed("path") if item.is_given}


def _fill(form: Form, request: CurlRequest) -> None:
    """Have a form say what a curl command does, and nothing else; its path and query are filled in
    afterwards.
    """
    forget_request(form)
    for field in form.placed("path"):
        field.clear()
    for name, value in request.headers:
        for field in form.placed("header"):
            if field.name.lower() == name.lower():
                field.type_text(value)
    if request.body:
        form.type_body(request.body)
