"""Copies to the clipboard and saves to files: what is shown, and what other panes hand over."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ovh_explorer.call import CallError
from ovh_explorer.snippets import LANGUAGES
from ovh_explorer.text import printable
from ovh_explorer.translation import N_, _, pgettext
from ovh_explorer.tui.messages import Milestone
from ovh_explorer.tui.response.shown_content import ShownContent, no_response
from ovh_explorer.tui.terminal.application import write_to_terminal
from ovh_explorer.workspace.response.format import human_size
from ovh_explorer.workspace.response.service import ReadError
from ovh_explorer.workspace.storage.save_file import Content

if TYPE_CHECKING:
    from textual.app import App

    from ovh_explorer.form import Form
    from ovh_explorer.tui.open_operation import OpenOperation
    from ovh_explorer.tui.response.code_options import CodeOptions
    from ovh_explorer.tui.response.pane import ResponsePane
    from ovh_explorer.workspace.workspace import Workspace

__all__ = ["CopyActions", "copy_text", "save_content"]

_MAX_COPY_BYTES = 20_000_000
# What works always.
_TO_FILE = N_("^s writes it to a file.")


async def copy_text(app: "App[Any]", text: str, what: str, *, otherwise: str | None = None) -> bool:
    """Copy `text` and say where to; False where that failed.

    Args:
        what: what it is, in words.
        otherwise: what to do where it can't be copied: a sentence; "" for nothing, None for the key
            that writes what is shown to a file.
    """
    from ovh_explorer.tui.terminal.clipboard import CopyError, copy

    if otherwise is None:
        otherwise = _(_TO_FILE)
    try:
        copied = await copy(text, partial(write_to_terminal, app))
    except CopyError as error:
        words = _("Not copied: {reason}.").format(reason=error)
        words = f"{words} {otherwise}".rstrip()
        app.notify(printable(words), severity="error", timeout=8, markup=False)
        return False
    size = human_size(len(text.encode("utf-8", "surrogatepass")))
    words = _("Copied {what} ({size}) to {place}.").format(what=what, size=size, place=copied.where)
    if not copied.is_sure and otherwise:
        more = _("If it isn't there, {advice}").format(advice=otherwise)
        words = f"{words} {more}"
    app.notify(printable(words), timeout=3 if copied.is_sure else 6, markup=False)
    return True


async def save_content(
    app: "App[Any]",
    content: Content,
    name: str,
    what: str,
    use: Callable[[Path], str] = lambda _file: "",
) -> bool:
    """Save `content` to a file that the user names; False where it wasn't written.

    Args:
        name: the file's name that is suggested.
        what: what it is, in words.
        use: says what to do with the file, a sentence; "" for nothing.
    """
    from ovh_explorer.tui.dialogs.save_file import SaveFileScreen

    path = await app.push_screen_wait(SaveFileScreen(content, name, what))
    if path is None:
        return False
    # The whole path: who started the program by a menu doesn't know where it runs.
    whole = path.absolute()
    words = [_("Written to {file}").format(file=whole), use(whole)]
    app.notify("\n".join(printable(line) for line in words if line), markup=False)
    return True


class CopyActions:
    """Copies and saves what the response pane shows.

    Args:
        app: shows dialogs and says what was done.
        workspace: reads what is large, and knows the endpoint.
        state: the operation that is open.
        response: shows what is copied.
        coding: writes the code.
    """

    def __init__(
        self,
        app: "App[Any]",
        workspace: "Workspace",
        state: "OpenOperation",
        response: "ResponsePane",
        coding: "CodeOptions",
    ) -> None:
        self._app = app
        self._workspace = workspace
        self._state = state
        self._response = response
        self._coding = coding

    @property
    def _form(self) -> "Form":
        form = self._state.form
        assert form is not None
        return form

    async def copy(self, text: str, what: str) -> bool:
        """See :func:`copy_text`. The secrets in the text are not lost any more."""
        is_copied = await copy_text(self._app, text, what)
        if is_copied:
            self._state.shown_once.note_copied(text)
        return is_copied

    async def save(self, content: Content, name: str, what: str) -> None:
        """See :func:`save_content`. The secrets in the content are not lost any more."""
        if not await save_content(self._app, content, name, what):
            return
        text = await asyncio.to_thread(_text, content)
        # A longer one is of no response with keys.
        if text is not None:
            self._state.shown_once.note_copied(text)

    @asynccontextmanager
    async def _shown(self) -> AsyncIterator[ShownContent]:
        """What the response pane shows.

        Raises:
            ReadError: where there is no response, or it can't be read.
        """
        async with self._response.content() as shown:
            if shown.is_example and not self._response.display:
                # It isn't what the user sees, nor what came back.
                raise no_response()
            yield shown

    async def copy_response(self) -> None:
        """Copy what the response pane shows."""
        try:
            async with self._shown() as shown:
                text = await asyncio.to_thread(_text, shown.data)
        except (ReadError, OSError) as error:
            words = _("Not copied: {reason}").format(reason=error)
            self._app.notify(printable(words), severity="error", markup=False)
            return
        if text is None:
            limit = human_size(_MAX_COPY_BYTES)
            words = _("Not copied: more than {limit} is too much for a clipboard.")
            words = f"{words.format(limit=limit)} {_(_TO_FILE)}"
            self._app.notify(words, severity="warning", timeout=6)
            return
        language = LANGUAGES.get(self._response.tab)
        what = shown.named(shown.title)
        if language is not None:
            what = _("the {language} code").format(language=language.title)
        if await self.copy(text, what) and language is not None:
            self._response.post_message(Milestone("copy"))

    async def copy_call(self) -> None:
        """Copy only the call, in the language shown."""
        language = self._coding.language
        try:
            text = await self._coding.write_beside(language, self._form, call_only=True)
        except ValueError as error:
            self._app.notify(printable(str(error)), severity="error", markup=False)
            return
        what = _("the call in {language}").format(language=LANGUAGES[language].title)
        if await copy_text(self._app, text, what):
            self._response.post_message(Milestone("copy"))

    async def show_links(self) -> None:
        """Copy a link to the web console or a command line of ours, or open the link; first the
        address of the web in the line of the cursor.
        """
        from ovh_explorer.tui.dialogs.menu import Entry, MenuScreen
        from ovh_explorer.tui.response.json_view import JsonView
        from ovh_explorer.tui.response.offered_keys import address_in
        from ovh_explorer.tui.response.table_view import TableView
        from ovh_explorer.tui.terminal.browser import open_link
        from ovh_explorer.tui.workbench.address_menu import (
            NO_BROWSER,
            address_entries,
            use_address,
        )
        from ovh_explorer.workspace.navigation.links import command_line, console_link

        form, settings = self._form, self._workspace.settings
        link = console_link(settings.endpoint, form.operation)
        label = _("Copy the link to the web console")
        if not settings.endpoint.console:
            label = _("Copy the link to the web console of ovh-eu: this endpoint has none")
        view = self._response.view
        line = view.line if isinstance(view, JsonView | TableView) else None
        address = address_in(self._response.found, line) if line is not None else None
        entries = address_entries(address)
        if address is not None:
            entries.append(Entry(_("This operation")))
        entries += [
            Entry(label, link, "link"),
            Entry(_("Open it in a browser"), "", "open"),
        ]
        command = ""
        try:
            command = command_line(form.preview(), settings.endpoint, demo=settings.demo)
            entries.append(Entry(_("Copy the command that opens this here"), command, "command"))
        except CallError as error:
            words = _("No command opens this here: {reason}").format(reason=error)
            entries.append(Entry(words))
        title = _("Links · {operation}").format(operation=form.operation.title)
        menu: MenuScreen = MenuScreen(title, entries)
        match await self._app.push_screen_wait(menu):
            case "link":
                await copy_text(self._app, link, _("the link"))
            case "command":
                await copy_text(self._app, command, _("the command"))
            case "open":
                if not open_link(link):
                    self._app.notify(_(NO_BROWSER))
            case chosen:
                use_address(self._response, chosen, address)

    async def save_response(self) -> None:
        """Save what the response pane shows to a file that the user names."""
        operation = self._form.operation
        words = [part for part in operation.path.split("/") if part and "{" not in part]
        name = "-".join([operation.method.lower(), *words[-3:]])
        try:
            async with self._shown() as shown:
                what = _what_is_saved(self._response.tab)
                if shown.is_example:
                    what = pgettext("write it", "example")
                file = f"{name}.{shown.extension}"
                await self.save(shown.data, file, shown.named(what))
        except ReadError as error:
            said = _("Not written: {reason}").format(reason=error)
            self._app.notify(printable(said), severity="error", markup=False)


def _what_is_saved(tab: str) -> str:
    """What a tab of the response holds, as the object of "write"; the code by its language."""
    words = {
        "response": pgettext("write it", "response"),
        "headers": pgettext("write it", "headers"),
        "schema": pgettext("write it", "schema"),
    }
    return words.get(tab, tab)


def _text(content: Content) -> str | None:
    """What is copied; None for what is too much."""
    size = content.stat().st_size if isinstance(content, Path) else len(content)
    if size > _MAX_COPY_BYTES:
        return None
    copied = content.read_bytes() if isinstance(content, Path) else content[:]
    return copied.decode("utf-8", "replace")
