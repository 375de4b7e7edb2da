"""Taking things away from the workbench: to the clipboard, to a file."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from ovh_explorer.call import CallError
from ovh_explorer.snippets import LANGUAGES
from ovh_explorer.text import printable
from ovh_explorer.tui.workbench.shown_content import visible
from ovh_explorer.workspace.response.format import human_size
from ovh_explorer.workspace.response.service import ReadError
from ovh_explorer.workspace.storage.save_file import Content

if TYPE_CHECKING:
    from ovh_explorer.tui.workbench.workbench import Workbench

__all__ = ["CopyActions"]

# Bytes that are copied at most.
_MOST = 20_000_000
# The way that is left always.
_TO_FILE = "^s writes it to a file."


class CopyActions:
    """What `y`, `Y` and `^s` do on a main bench."""

    def __init__(self, bench: "Workbench") -> None:
        self._bench = bench

    async def copy_shown(self) -> None:
        """Copy what the response pane shows."""
        bench = self._bench
        try:
            async with visible(bench) as (content, _):
                text = await asyncio.to_thread(_text, content)
        except (ReadError, OSError) as error:
            bench.notify(printable(f"Not copied: {error}"), severity="error", markup=False)
            return
        if text is None:
            words = (
                f"Not copied: more than {human_size(_MOST)} is too much for a clipboard. {_TO_FILE}"
            )
            bench.notify(words, severity="warning", timeout=6)
            return
        await self.copy(
            text, "the table" if bench.response.table is not None else bench.response.tab
        )

    async def copy_call(self) -> None:
        """Copy the call alone, in the language shown."""
        bench = self._bench
        assert bench.form is not None
        language = bench.response.language
        try:
            text = bench.coding.write(language, bench.form, call_only=True)
        except ValueError as error:
            bench.notify(printable(str(error)), severity="error", markup=False)
            return
        await self.copy(text, f"the call in {LANGUAGES[language].title}")

    async def copy(self, text: str, what: str) -> None:
        """Copy `text` and say where to; what can't be copied can be written to a file."""
        from ovh_explorer.tui.terminal.clipboard import CopyError, copy

        bench = self._bench
        try:
            copied = await copy(text, bench.main.explorer.write_to_terminal)
        except CopyError as error:
            bench.notify(
                printable(f"Not copied: {error}. {_TO_FILE}"),
                severity="error",
                timeout=8,
                markup=False,
            )
            return
        size = human_size(len(text.encode("utf-8", "surrogatepass")))
        words = f"Copied {what} ({size}) to {copied.where}."
        if copied.is_sure:
            bench.notify(printable(words), timeout=3, markup=False)
        else:
            bench.notify(
                printable(f"{words} If it isn't there, {_TO_FILE}"), timeout=6, markup=False
            )

    async def links(self) -> None:
        """Copy a link to the web console or a command line of ours, or open the link."""
        from ovh_explorer.tui.dialogs.menu import Entry, MenuScreen
        from ovh_explorer.tui.signin.flows import open_link
        from ovh_explorer.workspace.navigation.links import command_line, console_link

        bench = self._bench
        assert bench.form is not None
        settings = bench.workspace.settings
        link = console_link(settings.endpoint, bench.form.operation)
        entries = [
            Entry("Copy the link to the web console", link, "link"),
            Entry("Open it in a browser", "", "open"),
        ]
        command = ""
        try:
            command = command_line(bench.form.preview(), settings.endpoint, demo=settings.demo)
            entries.append(Entry("Copy the command that opens this here", command, "command"))
        except CallError as error:
            entries.append(Entry(f"No command opens this here: {error}"))
        menu: MenuScreen = MenuScreen(f"Links · {bench.form.operation.title}", entries)
        match await bench.app.push_screen_wait(menu):
            case "link":
                await self.copy(link, "the link")
            case "command":
                await self.copy(command, "the command")
            case "open":
                if not open_link(link):
                    bench.notify(
                        "No browser can be opened here: copy the link and open it where there is one."
                    )

    async def write_shown(self) -> None:
        """Write what the response pane shows to a file the person names."""
        bench = self._bench
        assert bench.form is not None
        operation = bench.form.operation
        words = [part for part in operation.path.split("/") if part and "{" not in part]
        name = "-".join([operation.method.lower(), *words[-3:]])
        try:
            async with visible(bench) as (content, ending):
                await self.write(content, f"{name}.{ending}", bench.response.tab)
        except ReadError as error:
            bench.notify(printable(f"Not written: {error}"), severity="error", markup=False)

    async def write(self, content: Content, name: str, what: str) -> None:
        """Write `content` to a file the person names; `name` is offered, `what` says what it is."""
        from ovh_explorer.tui.dialogs.save_file import SaveFileScreen

        bench = self._bench
        path = await bench.app.push_screen_wait(SaveFileScreen(content, name, what))
        if path is not None:
            bench.notify(printable(f"Written to {path}"), markup=False)


def _text(content: Content) -> str | None:
    """What is copied; None for what is too much."""
    size = content.stat().st_size if isinstance(content, Path) else len(content)
    if size > _MOST:
        return None
    return (content.read_bytes() if isinstance(content, Path) else content[:]).decode(
        "utf-8", "replace"
    )
