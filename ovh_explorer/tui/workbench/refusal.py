"""What is said of a call that read-only keeps from being sent."""

from ovh_explorer.text import printable
from ovh_explorer.translation import _
from ovh_explorer.workspace.storage.read_only import ReadOnlyError

__all__ = ["refusal_words"]


def refusal_words(error: ReadOnlyError, keys: str = "R") -> str:
    """Why a call isn't sent, and the keys that change that, where any do."""
    if not error.can_be_lifted:
        return printable(str(error))
    hint = _("Press {keys} to turn it off.").format(keys=keys)
    return printable(f"{error} {hint}")
