"""Edits texts of several lines: JSON bodies, nested values, long texts; here or in $EDITOR."""

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from textual.app import SuspendNotSupported

from ovh_explorer.form import (
    Field,
    Form,
    current_body,
    current_of,
    example_of,
    loose_value,
    mistakes,
)
from ovh_explorer.form.jsontext import JsonTextError, read_json
from ovh_explorer.form.kinds import NOTHING, STRUCTURED
from ovh_explorer.text import printable
from ovh_explorer.translation import _
from ovh_explorer.tui.dialogs.text_editor import MAX_CHARACTERS, TextEditor
from ovh_explorer.tui.terminal.editor import Edited, EditorError, edit_text, suspended

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import App

    from ovh_explorer.tui.request.pane import RequestPane

__all__ = ["FieldTextEditor"]


class FieldTextEditor:
    """What `enter` on a long value and `F4` do.

    Args:
        app: shows dialogs, and leaves the terminal to an editor.
        request: shows the form that is edited.
        send: sends what the form says; anything but GET asks first.
    """

    def __init__(
        self, app: "App[Any]", request: "RequestPane", send: "Callable[[], object]"
    ) -> None:
        self._app = app
        self._request = request
        self._send = send

    async def edit(self, form: Form, field: Field | None, typed: str = "") -> None:
        """Edit a field's text, or the body's where `field` is None.

        An empty one starts from a valid example, where there is one. With `typed` it starts from
        that, and a text that is there has it added.
        """
        title = _("Body") if field is None else printable(field.name) or _("body")
        ending = "txt" if field is not None and _is_plain(field) else "json"
        start = f"{_given_text(form, field)}{typed}" if typed else _text(form, field)
        if len(start) > MAX_CHARACTERS:
            words = _("It is too long to be edited here. Press F4 to edit it in $EDITOR.")
            self._app.notify(words, severity="warning", timeout=6)
            return
        if ending == "json":
            is_any = field is not None and field.kind == "json"
            words = _("{title} as JSON, texts in double quotes") if is_any else _("{title} as JSON")
            title = words.format(title=title)
        editor = TextEditor(
            title,
            start,
            lambda text: _problem(form, field, text),
            lambda text: self._external_text(text, ending),
            can_try=True,
        )
        text = await self._app.push_screen_wait(editor)
        if text == start and _current_text(form, field) and not editor.tries:
            # What is there now was looked at, and is not sent.
            self._request.focus_form()
        else:
            self._take(form, field, text)
        if editor.tries:
            self._send()

    def edit_outside(self, form: Form, field: Field | None) -> None:
        """Edit in the user's own editor. What it saves is used, an offered example too."""
        ending = "txt" if field is not None and _is_plain(field) else "json"
        before = _text(form, field)
        edited = self._external(before, ending)
        if edited is None:
            return
        is_offered = before != _given_text(form, field)
        if edited.text != before or (is_offered and edited.is_saved):
            self._take(form, field, edited.text)
        elif is_offered:
            if _current_text(form, field):
                words = _("The present value was not saved in the editor. The field is unchanged.")
            else:
                words = _("The example was not saved in the editor. The field is unchanged.")
            self._app.notify(words)

    def _external(self, text: str, ending: str) -> Edited | None:
        """What the editor left; None where it couldn't be used, which is said."""
        try:
            return edit_text(text, ending, lambda: suspended(self._app))
        except (EditorError, SuspendNotSupported) as error:
            self._app.notify(printable(str(error)), severity="error", timeout=8, markup=False)
            return None
        finally:
            self._request.screen.refresh(layout=True)

    def _external_text(self, text: str, ending: str) -> str:
        edited = self._external(text, ending)
        return text if edited is None else edited.text

    def _take(self, form: Form, field: Field | None, text: str) -> None:
        request = self._request
        with request.view.changes.change():
            if field is None:
                form.type_body(text)
            else:
                _give(field, text)
        request.refresh_form()
        request.focus_form()


def _is_plain(field: Field) -> bool:
    """Whether a field's text is what it says, and not JSON."""
    return field.kind not in (*STRUCTURED, "json")


def _text(form: Form, field: Field | None) -> str:
    """What was given, else what the object has now, else an example."""
    given = _given_text(form, field) or _current_text(form, field)
    if given or (field is not None and _is_plain(field)):
        return given
    if field is None:
        example = Form(form.operation, form.models)
        example.fill_example()
        return example.body_text
    example_value = example_of(field)
    # Of any type there is none: what is typed would stand behind a null.
    return "" if example_value is None else json.dumps(example_value, ensure_ascii=False, indent=2)


def _current_text(form: Form, field: Field | None) -> str:
    value = current_of(form, field)
    if field is None and not _given_text(form, None):
        value = current_body(form) or NOTHING
    if value is NOTHING or (field is not None and field.is_given):
        return ""
    is_text = field is not None and _is_plain(field) and isinstance(value, str)
    return value if is_text else json.dumps(value, ensure_ascii=False, indent=2)


def _given_text(form: Form, field: Field | None) -> str:
    if field is None:
        return "" if form.body_text == "{}" else form.body_text
    if field.is_structured and field.has_something:
        return json.dumps(loose_value(field), ensure_ascii=False, indent=2)
    return field.text


def _give(field: Field, text: str) -> None:
    """A text that parses is a value, an empty or null one too; one that doesn't is kept and shown
    as wrong.
    """
    if field.kind == "json" and text.strip():
        try:
            field.take(read_json(text))
            return
        except JsonTextError:
            pass  # kept as the text it is; the field says what is wrong with it
    field.type_text(text)


def _problem(form: Form, field: Field | None, text: str) -> str:
    """What is wrong with a text while it is edited, without touching the form."""
    if field is None:
        trial = Form(form.operation, form.models)
        if not trial.type_body(text):
            return trial.body_problem
        found = (
            mistake
            for mistake in trial.mistakes()
            if mistake.field is None or mistake.field.place == "body"
        )
        return next((mistake.message for mistake in found), "")
    copy = Field(replace(field.schema, required=False, is_unknown=False))
    _give(copy, text)
    return next((message for _, message in mistakes(copy)), "")
