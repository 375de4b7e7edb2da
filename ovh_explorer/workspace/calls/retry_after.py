"""How long the API wants a client to wait."""

from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ovh_explorer.client.response import Response

__all__ = ["wait_of"]


def wait_of(response: "Response") -> str:
    """How long to wait, from ``Retry-After``: seconds or a date; "" where it has neither."""
    text = (response.header("Retry-After") or "").strip()
    if text.isascii() and text.isdigit():
        return f": wait {text[:9]} seconds"
    try:
        moment = parsedate_to_datetime(text).astimezone(UTC)
    except (ValueError, OverflowError):
        return ""
    return f": wait until {moment:%Y-%m-%d %H:%M:%S} UTC"
