"""What was written of requests of the history: read here, copied, or written to a file."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ovh_explorer.translation import _
from ovh_explorer.tui.dialogs.menu import Entry, MenuScreen
from ovh_explorer.tui.dialogs.shown_text import ShownText
from ovh_explorer.tui.drawing.documents import highlighted
from ovh_explorer.tui.messages import CopyText, SaveContent

if TYPE_CHECKING:
    from textual.app import App
    from textual.message import Message

__all__ = ["WrittenText", "hand_over"]


@dataclass(frozen=True, slots=True)
class WrittenText:
    """A script, or a recipe.

    Attributes:
        title: of what shows it.
        lexer: by which its lines are coloured.
        file_name: which is proposed.
        name: what it is called in a sentence: ``the script``.
        use: says what to do with the file that it was written to, a sentence; "" for nothing.
    """

    title: str
    text: str
    lexer: str
    file_name: str
    name: str
    use: Callable[[Path], str] = lambda _file: ""


async def hand_over(
    app: "App[Any]", written: WrittenText, post: "Callable[[Message], object]"
) -> bool:
    """Have the user read, copy or write a text; False where they turned back."""
    copied = CopyText(written.text, written.name)
    entries = [
        Entry(_("Write it to a file"), "", "write"),
        Entry(_("Copy it"), "", "copy"),
        Entry(_("Show it"), "", "show"),
    ]
    chosen: str | None = ""
    while chosen in ("", "show"):
        menu: MenuScreen = MenuScreen(written.title, entries, start=chosen, goes_back=True)
        # What is chosen is what to do with a text.
        menu.late_keys = frozenset({"enter"})
        chosen = await app.push_screen_wait(menu)
        if chosen == "show":
            document = highlighted(written.text, written.lexer)
            await app.push_screen_wait(ShownText(written.title, document, lambda: post(copied)))
    if chosen == "copy":
        post(copied)
    elif chosen == "write":
        content = written.text.encode("utf-8", "surrogateescape")
        post(SaveContent(content, written.file_name, written.name, written.use))
    return chosen is not None
