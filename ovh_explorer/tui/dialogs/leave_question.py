"""The question before the program is left with changes that are not live yet."""

from collections.abc import Sequence

from ovh_explorer.translation import N_, _
from ovh_explorer.tui.dialogs.question import YesNoScreen

__all__ = ["LeaveQuestion"]


class LeaveQuestion(YesNoScreen):
    """Asks whether to leave.

    Args:
        names: what waits for a refresh.
        is_demo: whether what was changed ends with the program.
    """

    CANCEL = N_("Stay  esc")

    def __init__(self, names: Sequence[str], *, is_demo: bool) -> None:
        words = _("Your changes are not live yet. This waits for a refresh: {names}.")
        words = words.format(names=", ".join(names))
        if is_demo:
            forgets = _("The demo forgets them when you quit.")
            words = f"{words}\n{forgets}"
        super().__init__(_("Leave without the refresh?"), words, _("Leave"))
