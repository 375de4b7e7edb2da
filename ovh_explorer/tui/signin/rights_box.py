"""The box of a dialog in which the arrows lead from one part to the next, past the rights too."""

from collections.abc import Sequence

from textual import events
from textual.geometry import Size
from textual.widget import Widget
from textual.widgets import Button

from ovh_explorer.translation import _
from ovh_explorer.tui.key_bindings import bindings
from ovh_explorer.tui.signin.rights_editor import RightsEditor
from ovh_explorer.tui.widgets.fitted_line import FittedScroll
from ovh_explorer.tui.widgets.toggles import Tick

__all__ = ["RightsBox"]


class RightsBox(FittedScroll, can_focus=False):
    """A box that scrolls. Up and down lead to the part above or below, where the widget with the
    focus has no use for them; left and right from button to button. The lower edge names the keys
    of a row's methods while these have the focus.
    """

    BINDINGS = bindings("rights box")  # not for people

    # The screen's size for which the place of the upper edge was chosen.
    _held_for: Size | None = None

    @property
    def keys_now(self) -> Sequence[str]:
        """The keys of what has the focus, of which there are more than are guessed on the rights;
        elsewhere the way out stands first.
        """
        first, others = self.keys[:1], self.keys[1:]
        here = [words for editor in self.query(RightsEditor) for words in editor.keys_here]
        if here:
            return (*here, *first, _("↑/↓ next row"))
        if isinstance(self.screen.focused, Tick):
            return (*first, _("enter, space: tick the box"), *others)
        return (*first, *others)

    def on_descendant_focus(self) -> None:
        self.fit_keys()

    def on_resize(self, event: events.Resize) -> None:
        """Keep the upper edge in its place while what is in the box grows: the row that is typed
        into would move with each row that comes below it.
        """
        if self._held_for == self.screen.size:
            return
        size = self._held_for = self.screen.size
        top = max(0, (size.height - self.outer_size.height) // 2)
        self.screen.styles.align_vertical = "top"
        self.styles.margin = (top, 0, 0, 0)
        self.styles.max_height = size.height - top

    def action_part(self, step: int) -> None:
        """Go to the part below, or above. A row of buttons is one."""
        chain, focused = self.screen.focus_chain, self.screen.focused
        if focused is None or focused not in chain:
            return
        at, here = chain.index(focused), self._part_of(focused)
        beyond = chain[at + 1 :] if step > 0 else chain[:at][::-1]
        other = next((item for item in beyond if self._part_of(item) is not here), None)
        if other is None:
            return
        part = self._part_of(other)
        if isinstance(part, RightsEditor):
            part.enter(step)
        elif isinstance(other, Button):
            next(item for item in chain if self._part_of(item) is part).focus()
        else:
            other.focus()

    def action_back(self) -> None:
        """Go to what is before, as everywhere; the rights are entered at their last place."""
        chain, focused = self.screen.focus_chain, self.screen.focused
        if focused is None or focused not in chain:
            return
        before = chain[chain.index(focused) - 1]
        part = self._part_of(before)
        if isinstance(part, RightsEditor):
            part.enter_last()
        else:
            before.focus()

    def action_button(self, step: int) -> None:
        """Go to the next button of the row, or the one before."""
        focused = self.screen.focused
        if not isinstance(focused, Button):
            return
        row = [item for item in self.screen.focus_chain if item.parent is focused.parent]
        row[(row.index(focused) + step) % len(row)].focus()

    def _part_of(self, widget: Widget) -> Widget:
        """What the widget is a piece of: the rights, its row of buttons, or itself."""
        for above in widget.ancestors:
            if isinstance(above, RightsEditor):
                return above
        if isinstance(widget, Button) and isinstance(widget.parent, Widget):
            return widget.parent
        return widget
