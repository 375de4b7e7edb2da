"""The question before a DELETE of an object that no response has told of yet."""

from typing import TYPE_CHECKING

from rich.text import Text

from ovh_explorer.text import printable
from ovh_explorer.tui.terminal.lifetime import stays
from ovh_explorer.tui.widgets.long_text import LongText
from ovh_explorer.tui.workbench.confirm_dialog import ConfirmScreen

if TYPE_CHECKING:
    from ovh_explorer.call import Call
    from ovh_explorer.tui.workbench.delete_check import DeleteCheck
    from ovh_explorer.workspace.calls.effect_words import CallEffects

__all__ = ["DeleteQuestion"]


class DeleteQuestion(ConfirmScreen):
    """Asks whether to send a DELETE. It opens at once, and can be answered at once: what will be
    gone is read meanwhile, and named as soon as it is known.
    """

    def __init__(
        self,
        call: "Call",
        url: str,
        check: "DeleteCheck",
        *,
        where: str,
        effects: "CallEffects",
        note: str = "",
    ) -> None:
        super().__init__(call, url, where=where, effects=effects, note=note)
        self._check = check

    def on_mount(self) -> None:
        self.run_worker(self._read(), group="read", exclusive=True)

    def item_lines(self) -> list[Text]:
        """What will be gone, or that it is being read, or why it isn't."""
        words = self._check.words
        style = "bold" if self._check.is_read else "dim"
        return [Text(printable(words), style)] if words else []

    async def _read(self) -> None:
        await self._check.read()
        if self.has_result or not stays(self):
            return
        self.query_one("#call", LongText).update(self.text_above_body())
        self.fit()
        self.say_anew()
