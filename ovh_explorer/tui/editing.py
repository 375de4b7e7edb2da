"""Editing texts of several lines on the workbench: JSON bodies, nested values, long texts; here or in $EDITOR."""

from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from ovh_explorer.form import Field, Form
from ovh_explorer.form.jsontext import JsonTextError, read_json
from ovh_explorer.text import printable
from ovh_explorer.tui.external import EditorError, edit_text
from ovh_explorer.tui.screens.text_editor import TextEditor

if TYPE_CHECKING:
    from ovh_explorer.tui.widgets.workbench import Workbench

__all__ = ["Editing"]


class Editing:
    """What `enter` on a long value and `F4` do on a main bench."""

    def __init__(self, bench: "Workbench") -> None:
        self._bench = bench

    async def edit(self, form: Form, field: Field | None) -> None:
        """Edit a field's text, or the body's where `field` is None; an empty one starts from a valid example."""
        title = printable(field.name or "body") if field is not None else "Body"
        ending = "txt" if field is not None and field.kind == "lines" else "json"
        editor = TextEditor(
            f"{title}{' as JSON' if ending == 'json' else ''}",
            _text(form, field),
            lambda text: _problem(form, field, text),
            lambda text: self._external(text, ending),
        )
        self._take(form, field, await self._bench.app.push_screen_wait(editor))

    def edit_outside(self, form: Form, field: Field | None) -> None:
        """Edit in the person's own editor."""
        ending = "json" if field is None or field.kind == "json" else "txt"
        before = _text(form, field)
        after = self._external(before, ending)
        if after != before:
            self._take(form, field, after)

    def _external(self, text: str, ending: str) -> str:
        bench = self._bench
        try:
            with bench.app.suspend():
                after = edit_text(text, ending)
        except (EditorError, SuspendNotSupported) as error:
            bench.notify(printable(str(error)), severity="error", timeout=8, markup=False)
            after = text
        bench.refresh(layout=True)
        return after

    def _take(self, form: Form, field: Field | None, text: str) -> None:
        if field is None:
            form.type_body(text)
        elif field.kind == "json":
            _take_json(field, text)
        else:
            field.type_text(text)
        self._bench.request.refresh_form()
        self._bench.request.focus_form()


def _text(form: Form, field: Field | None) -> str:
    if field is None:
        if not form.body_text or form.body_text == "{}":
            example = Form(form.operation, form.models)
            example.fill_example()
            return example.body_text
        return form.body_text
    if field.text:
        return field.text
    if field.kind != "json":
        return ""
    started = Field(field.models, field.place, field.name, field.type, field.label, field.method)
    started.take(field.example())
    return started.text


def _take_json(field: Field, text: str) -> None:
    """A text that parses is a value, an empty or null one too; one that doesn't is kept and shown as wrong."""
    try:
        field.take(read_json(text))
    except JsonTextError:
        field.type_text(text)


def _problem(form: Form, field: Field | None, text: str) -> str:
    """What is wrong with a text while it is edited, without touching the form."""
    if field is None:
        trial = Form(form.operation, form.models)
        if not trial.type_body(text):
            return trial.body_problem
        return next(
            (mistake.message for mistake in trial.mistakes() if mistake.field is None or mistake.field.place == "body"),
            "",
        )
    copy = Field(field.models, field.place, field.name, field.type, field.label, field.method, nullable=field.nullable)
    if field.kind == "json" and text.strip():
        _take_json(copy, text)
    else:
        copy.type_text(text)
    return copy.error()
