"""Taking things away from the main screen: to the clipboard, to a file."""

from typing import TYPE_CHECKING

from ovh_explorer.call import CallError
from ovh_explorer.text import printable
from ovh_explorer.tui.clipboard import CopyError, copy
from ovh_explorer.workspace.answer import human_size

if TYPE_CHECKING:
    from ovh_explorer.tui.screens.main import MainScreen

__all__ = ["Taking"]


class Taking:
    """What `y`, `Y` and `^s` do on a main screen."""

    def __init__(self, screen: "MainScreen") -> None:
        self._screen = screen

    async def copy_shown(self) -> None:
        """Copy what the response pane shows."""
        screen = self._screen
        if screen.form is None:
            screen.notify("There is nothing to copy yet: open an operation.", severity="warning")
            return
        text, _ = screen.response.visible_text()
        await self.copy(text, screen.response.tab)

    async def copy_call(self) -> None:
        """Copy the call alone, in the language shown."""
        screen = self._screen
        if screen.form is None:
            screen.notify("There is nothing to copy yet: open an operation.", severity="warning")
            return
        language = screen.response.language
        try:
            text = screen.workspace.code(language, screen.form.preview(), call_only=True)
        except (CallError, ValueError) as error:
            screen.notify(printable(str(error)), severity="error", markup=False)
            return
        await self.copy(text, f"the {language} call")

    async def copy(self, text: str, what: str) -> None:
        """Copy `text` and say where to; what can't be copied can be written to a file."""
        screen = self._screen
        try:
            where = await copy(text, screen.explorer.write_to_terminal)
        except CopyError as error:
            screen.notify(printable(f"Not copied: {error}"), severity="error", timeout=8, markup=False)
            return
        size = human_size(len(text.encode("utf-8", "surrogatepass")))
        screen.notify(printable(f"Copied {what} ({size}) to {where}."), markup=False)

    async def write_shown(self) -> None:
        """Write what the response pane shows to a file the person names."""
        from ovh_explorer.tui.screens.write_file import WriteFileScreen

        screen = self._screen
        if screen.form is None:
            screen.notify("There is nothing to write yet: open an operation.", severity="warning")
            return
        text, ending = screen.response.visible_text()
        operation = screen.form.operation
        words = [part for part in operation.path.split("/") if part and "{" not in part]
        name = "-".join([operation.method.lower(), *words[-3:]])
        path = await screen.app.push_screen_wait(WriteFileScreen(text, f"{name}.{ending}", screen.response.tab))
        if path is not None:
            screen.notify(printable(f"Written to {path}"), markup=False)
