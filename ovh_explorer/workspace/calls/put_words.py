"""The words about what a PUT changes, for the screen and for the command line."""

from ovh_explorer.translation import N_, _, ngettext, number
from ovh_explorer.workspace.calls.put_difference import PutDifference
from ovh_explorer.workspace.response.change_lines import change_lines

__all__ = [
    "CHANGED_SINCE_SHOWN",
    "NO_DIFFERENCE",
    "OUTDATED",
    "difference_lines",
    "left_out_words",
    "unchanged_words",
]

# To be translated where they are shown.
NO_DIFFERENCE = N_("No difference can be shown.")
OUTDATED = N_(
    "The checksum is that of another state of the object: the API will refuse the request."
)
CHANGED_SINCE_SHOWN = N_("The object has changed since it was shown. Nothing was sent.")

# Names that are told of what is left out.
_MAX_NAMES = 12


def left_out_words(difference: PutDifference) -> str:
    """What the body leaves out, and what is known of that; "" where it leaves out nothing."""
    paths = [item.path for item in difference.left_out]
    if not paths:
        return ""
    shown, more = ", ".join(paths[:_MAX_NAMES]), len(paths) - _MAX_NAMES
    if more <= 0:
        return _("Left out: {names}. The API does not document what a PUT does to these.").format(
            names=shown
        )
    return ngettext(
        "Left out: {names} and {count} more field. The API does not document what a PUT does to "
        "these.",
        "Left out: {names} and {count} more fields. The API does not document what a PUT does to "
        "these.",
        more,
    ).format(names=shown, count=number(more))


def unchanged_words(difference: PutDifference) -> str:
    """That nothing changes, as far as that is known; "" where something does, and for a body that
    says nothing.
    """
    if difference.changes or (difference.is_empty and difference.left_out):
        return ""
    if difference.left_out:
        return _("Each value that is sent is as it is now.")
    return _("Nothing changes.")


def difference_lines(difference: PutDifference) -> list[str]:
    """A difference as lines of text, safe for a terminal."""
    lines = [
        "".join(text for _kind, text in line)
        for change in difference.changes
        for line in change_lines(change, _("the whole body"))
    ]
    if words := unchanged_words(difference):
        lines.append(words)
    if difference.is_outdated:
        lines.append(_(OUTDATED))
    return lines
