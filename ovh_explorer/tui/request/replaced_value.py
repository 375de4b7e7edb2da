"""A typed value that one chosen from a list takes the place of."""

from typing import TYPE_CHECKING

from ovh_explorer.text import printable
from ovh_explorer.translation import _
from ovh_explorer.tui.drawing.pane_titles import middle_cut
from ovh_explorer.tui.key_bindings import key_in_fields

if TYPE_CHECKING:
    from ovh_explorer.tui.request.form_view import FormView

__all__ = ["keep_replaced"]

_MAX_SHOWN = 30


def keep_replaced(view: "FormView", typed: str, chosen: str) -> None:
    """Let undo bring back what was typed and isn't the beginning of the chosen value, or a part of
    it: it was perhaps not to be replaced. Say what replaced it, and the key.
    """
    if typed.lower() in chosen.lower():
        return
    view.changes.begin_change()

    def say() -> None:
        # The key is the one that works where the focus is by then.
        words = _("“{value}” was replaced by “{chosen}”. Press {key} to undo.").format(
            value=middle_cut(printable(typed), _MAX_SHOWN),
            chosen=middle_cut(printable(chosen), _MAX_SHOWN),
            key=key_in_fields("undo"),
        )
        view.notify(words, markup=False)

    view.call_after_refresh(say)
