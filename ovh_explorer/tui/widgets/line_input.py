"""A line to type into, for forms that are filled in faster than the screen follows."""

from rich.text import Text
from textual import events
from textual.widgets import Input

from ovh_explorer.text import masked_controls
from ovh_explorer.tui.typing_ahead import edit_at_once

__all__ = ["LineInput", "PlainInput"]


class PlainInput(Input):
    """An input that draws a mark for each character that a terminal would act on.

    What is edited may come from a pasted command, a link, or the account: Textual's own draws it as it is.
    """

    @property
    def _value(self) -> Text:
        text = super()._value
        if not self.password:
            # Of the value itself: Rich leaves some of them out, and the cursor would stand beside its place.
            text.plain = masked_controls(self.value)
        return text


class LineInput(PlainInput):
    """An input that hands the keyboard on at once, so that what is typed ahead lands where it was meant.

    Textual's own leaves tab to the application: on a slow line a secret that is typed after it would still go into
    the field before, where it can be read.

    Args:
        enter_goes_on: enter goes to the next field, as tab does.
    """

    def __init__(
        self,
        value: str = "",
        *,
        placeholder: str = "",
        password: bool = False,
        enter_goes_on: bool = False,
        id: str | None = None,
        disabled: bool = False,
    ) -> None:
        super().__init__(value, placeholder=placeholder, password=password, id=id, disabled=disabled, compact=True)
        self._enter_goes_on = enter_goes_on

    async def _on_key(self, event: events.Key) -> None:
        focused = self.screen.focused
        if focused is not self:
            if focused is None:
                return
            focused.post_message(events.Key(event.key, event.character))
        elif event.key == "tab" or (event.key == "enter" and self._enter_goes_on):
            self.screen.focus_next()
        elif event.key == "shift+tab":
            self.screen.focus_previous()
        else:
            await edit_at_once(self, event)
            return
        event.stop()
        event.prevent_default()
