"""Filling the form on the workbench with what is pasted, or with what was typed another time."""

import time
from typing import TYPE_CHECKING

from ovh_explorer.form import Form
from ovh_explorer.form.curl import CurlError, CurlRequest, is_curl, read_curl
from ovh_explorer.form.draft import restore
from ovh_explorer.form.jsontext import JsonTextError, read_json
from ovh_explorer.text import printable
from ovh_explorer.tui.widgets.key_names import key_now
from ovh_explorer.workspace.navigation.target import TargetError

if TYPE_CHECKING:
    from ovh_explorer.tui.workbench.workbench import Workbench

__all__ = ["FormFiller", "fills_form", "why_not"]


def fills_form(form: Form | None, text: str) -> bool:
    """Whether a pasted text is for the form as a whole: a curl command, or a JSON body with a key
    of its own.
    """
    if is_curl(text):
        return True
    if form is None or form.body is None or text.lstrip()[:1] not in ("{", "["):
        return False
    try:
        value = read_json(text)
    except JsonTextError:
        return False
    if form.body.kind == "model" and isinstance(value, dict):
        return any(form.body.part(name) is not None for name in value)
    return (form.body.kind == "map" and isinstance(value, dict)) or (
        form.body.kind == "list" and isinstance(value, list)
    )


def why_not(form: Form | None, text: str) -> str:
    """Why a pasted text fills no form, and what would."""
    if text.lstrip()[:1] in ("{", "["):
        if form is None or form.body is None:
            return "This operation takes no body, so this JSON has no place to go."
        try:
            read_json(text)
        except JsonTextError as error:
            return f"{error}. Nothing was changed."
        return (
            f"This JSON is not a body of this operation, which is {form.body.label or 'an object'}."
        )
    return (
        "Only a JSON body or a curl command fills a form. For one field, press enter on it first."
    )


class FormFiller:
    """What pasting does on a main bench, and what bringing back does."""

    def __init__(self, bench: "Workbench") -> None:
        self._bench = bench

    async def paste(self, form: Form, text: str) -> None:
        """Fill the form with a JSON body, or open and fill the operation that a
        curl command calls.
        """
        if is_curl(text):
            await self.take_curl(text)
            return
        self._bench.request.view.remember()
        form.type_body(text)
        self._done("Filled from the pasted JSON.")

    async def take_curl(self, text: str) -> None:
        """Open and fill the operation that a curl command calls; say why not where
        there is none.
        """
        bench = self._bench
        try:
            request = read_curl(text)
            opened = await bench.workspace.find(f"{request.method} {request.url}")
            called = bench.main.opening.form_of(opened)
            if called is None:
                return
            if request.body and not called.has_body:
                raise CurlError(
                    f"This curl command has a body, and {called.operation.title} takes none."
                )
        except (CurlError, TargetError) as error:
            bench.main.opening.say(error)
            return
        bench.request.view.remember(called)
        _fill(called, request)
        if not await bench.main.opening.open(opened):
            return
        more = ""
        if unknown := [name for name, _ in opened.query if called.field("query", name) is None]:
            more = (
                " Left out, for it has no such parameter: "
                f"{printable(', '.join(dict.fromkeys(unknown)))}."
            )
        self._done(f"Filled from the curl command: {printable(called.operation.title)}.", more)

    def _done(self, words: str, more: str = "") -> None:
        bench = self._bench
        bench.request.refresh_form()
        bench.request.focus_form()
        bench.notify(
            f"{words} {key_now(bench.screen, 'undo')} takes it back.{more}", timeout=4, markup=False
        )

    # What was typed another time

    def offer(self, form: Form) -> str:
        """The words that offer what was typed into this form another time; "" where there is
        nothing.
        """
        found = self._bench.workspace.drafts.find(form) if form.is_empty else None
        if found is None:
            return ""
        return (
            "Bring back what was typed on "
            f"{time.strftime('%d %b at %H:%M', time.localtime(found.at))}"
        )

    def bring_back(self, form: Form, *, forget: bool) -> None:
        """Take up the offer, or turn it down for good."""
        workspace = self._bench.workspace
        view = self._bench.request.view
        view.offer = ""
        if forget:
            workspace.drafts.forget(form)
        elif (found := workspace.drafts.find(form)) is not None:
            view.remember()
            restore(form, found.values)
        self._bench.request.refresh_form()


def _fill(form: Form, request: CurlRequest) -> None:
    for name, value in request.headers:
        for field in form.placed("header"):
            if field.name.lower() == name.lower():
                field.type_text(value)
    if request.body:
        form.type_body(request.body)
