"""How long a response asks to wait."""

from datetime import UTC
from typing import TYPE_CHECKING

from ovh_explorer.translation import _, ngettext, number

if TYPE_CHECKING:
    from ovh_explorer.client.response import Response

__all__ = ["wait_of"]


def wait_of(response: "Response") -> str:
    """How long to wait, ``wait 5 seconds``, as ``Retry-After`` has it: seconds or a date; empty
    where it has neither.
    """
    text = (response.header("Retry-After") or "").strip()
    if text.isascii() and text.isdigit():
        seconds = int(text[:9])
        return ngettext("wait {count} second", "wait {count} seconds", seconds).format(
            count=number(seconds)
        )
    try:
        from email.utils import parsedate_to_datetime

        moment = parsedate_to_datetime(text).astimezone(UTC)
    except (ValueError, OverflowError):
        return ""
    from ovh_explorer.translation.dates import DATE_AND_SECONDS, shown_date

    return _("wait until {moment} UTC").format(moment=shown_date(moment, DATE_AND_SECONDS))
