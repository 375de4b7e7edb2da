"""The code of the form's call in one language."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from rich.text import Text
from textual import work

from ovh_explorer.snippets import LANGUAGES
from ovh_explorer.translation import N_, _
from ovh_explorer.tui.dialogs.menu import Entry, MenuScreen
from ovh_explorer.tui.drawing.documents import Document, PlainLines
from ovh_explorer.tui.key_bindings import bindings
from ovh_explorer.tui.open_operation import Shown
from ovh_explorer.tui.response.render import code, large_code
from ovh_explorer.tui.response.shown_content import ShownContent, text_content
from ovh_explorer.tui.response.tab import StatusChanged
from ovh_explorer.tui.widgets.line_view import LineView

if TYPE_CHECKING:
    from ovh_explorer.form import Form
    from ovh_explorer.tui.response.code_options import CodeOptions

__all__ = ["CodeTab"]

# The workers that write.
_WRITING = "code"
# Of languages whose names don't say what they are.
_ABOUT = {
    "signature": N_("how the request is signed, step by step"),
    "try": N_("the command line of this program"),
}


class CodeTab(LineView):
    """Shows code that follows the form.

    Args:
        options: writes the code, and keeps how the user wants it.
        width: how many columns there are.
        changed: what is done when another language is shown.

    Attributes:
        language: its name, one of :data:`ovh_explorer.snippets.LANGUAGES`; set before it is drawn.
    """

    BINDINGS = bindings("code")
    DEFAULT_CSS = "CodeTab { height: 1fr; }"

    def __init__(
        self,
        options: "CodeOptions",
        width: Callable[[], int],
        changed: Callable[[], None],
        *,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        # Most lines have room in a pane of half the screen; those that haven't are read whole too.
        self.set_reactive(LineView.wraps, True)
        self.language = options.language
        self._options = options
        self._width = width
        self._changed = changed
        self._shown = Shown()

    @property
    def view(self) -> LineView:
        return self

    def draw(self, shown: Shown) -> None:
        self._shown = shown
        self._options.language = self.language
        self.document = self._document(PlainLines([_("Writing the code…")], kind="comment"))

    def refresh_from(self, shown: Shown) -> None:
        self._shown = shown
        self.replace_document(self._document(self.document))

    def _document(self, meanwhile: Document) -> Document:
        """What is shown now: `meanwhile`, faintly, where the code is still to be written."""
        form = self._shown.form
        if form is None:
            return PlainLines([])
        self.is_dimmed = self._options.is_large(form)
        if not self.is_dimmed:
            self.workers.cancel_group(self, _WRITING)
            return code(self._options, self.language, form, self._columns)
        self._write_beside(form)
        return meanwhile

    @property
    def _columns(self) -> int:
        return self.size.width or self._width()

    @work(exclusive=True, group=_WRITING)
    async def _write_beside(self, form: "Form") -> None:
        document = await large_code(self._options, self.language, form, self._columns)
        self.is_dimmed = False
        self.replace_document(document)

    def on_resize(self) -> None:
        """Wrap what is said in place of code to the width there is now."""
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        # What is shown by then, not what was when the size changed.
        self.replace_document(self._document(self.document))

    def status_text(self) -> Text:
        form = self._shown.form
        words = "" if form is None else self._options.words(self.language, form)
        return Text(words, "italic dim")

    @asynccontextmanager
    async def content(self) -> AsyncIterator[ShownContent]:
        form, extension = self._shown.form, "txt"
        text = ""
        if form is not None:
            try:
                text = await self._options.write_beside(self.language, form)
                extension = self._options.extension(self.language)
            except ValueError as error:
                text = str(error)
        async with text_content(text, self.language, extension) as shown:
            yield shown

    def focus_view(self, line: int | None = None) -> None:
        self.screen.set_focus(self)

    def _use(self, language: str) -> None:
        self.language = language
        self._draw_again()
        self._changed()

    # Actions

    def action_use_language(self, language: str) -> None:
        """Show the code in a language by its name."""
        self._use(language)
        self._options.settle()

    def action_next_language(self, by: int) -> None:
        """Show the code in the next language, or the one before; those used last come first."""
        self._use(self._options.next_language(self.language, by))

    @work
    async def action_choose_language(self) -> None:
        """Choose the language from a menu."""
        names = self._options.languages
        entries = [Entry(LANGUAGES[name].title, _(_ABOUT.get(name, "")), name) for name in names]
        menu: MenuScreen = MenuScreen(_("Code in"), entries, start=self.language)
        chosen = await self.app.push_screen_wait(menu)
        if chosen is not None:
            self.action_use_language(chosen)

    def action_toggle_configured(self) -> None:
        """Placeholders in the code, or keys from ``ovh.conf`` and the environment."""
        self._options.toggle_configured()
        self._draw_again()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Pages are for the calls that have them."""
        if action == "toggle_pages":
            form = self._shown.form
            return form is not None and self._options.offers_pages(self.language, form)
        return super().check_action(action, parameters)

    def action_toggle_pages(self) -> None:
        """Code for one page of a list, or for all."""
        self._options.toggle_pages()
        self._draw_again()

    @work
    async def action_choose_options(self) -> None:
        """What else the code is to say or do."""
        form = self._shown.form
        if form is None:
            return
        title = _("Code in {language}").format(language=LANGUAGES[self.language].title)
        entries = [
            Entry(words, "", name) for name, words in self._options.offers(self.language, form)
        ]
        menu: MenuScreen = MenuScreen(title, entries)
        chosen = await self.app.push_screen_wait(menu)
        if chosen is not None:
            self._options.toggle(chosen)
            self._draw_again()

    def _draw_again(self) -> None:
        self.draw(self._shown)
        self.post_message(StatusChanged())
