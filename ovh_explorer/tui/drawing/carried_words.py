"""What is said of a value that came from the form before."""

from ovh_explorer.form import Field, State
from ovh_explorer.translation import _

__all__ = ["carried_words"]


def carried_words(item: Field | None) -> str:
    """What is said of a value that nobody gave in this form; "" for any other."""
    if item is None or not item.is_carried or item.state is not State.SET:
        return ""
    return _("from before")
