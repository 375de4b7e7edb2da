"""How long ago a moment is, or how far ahead, as people say it."""

from datetime import datetime, timedelta

from ovh_explorer.translation import ngettext, number, pgettext

__all__ = ["ago"]


def _years(count: int, *, past: bool) -> str:
    if past:
        return ngettext("{count} year ago", "{count} years ago", count)
    return ngettext("in {count} year", "in {count} years", count)


def _months(count: int, *, past: bool) -> str:
    if past:
        return ngettext("{count} month ago", "{count} months ago", count)
    return ngettext("in {count} month", "in {count} months", count)


def _days(count: int, *, past: bool) -> str:
    if past:
        return ngettext("{count} day ago", "{count} days ago", count)
    return ngettext("in {count} day", "in {count} days", count)


def _hours(count: int, *, past: bool) -> str:
    if past:
        return ngettext("{count} hour ago", "{count} hours ago", count)
    return ngettext("in {count} hour", "in {count} hours", count)


def _minutes(count: int, *, past: bool) -> str:
    if past:
        return ngettext("{count} minute ago", "{count} minutes ago", count)
    return ngettext("in {count} minute", "in {count} minutes", count)


_UNITS = (
    (timedelta(days=365), _years),
    (timedelta(days=30), _months),
    (timedelta(days=1), _days),
    (timedelta(hours=1), _hours),
    (timedelta(minutes=1), _minutes),
)


def ago(when: datetime | None, now: datetime) -> str:
    """A moment as people say it: ``3 days ago``, ``in 5 hours``, ``now``; empty for none."""
    if when is None:
        return ""
    distance = abs(when - now)
    for unit, words in _UNITS:
        count = distance // unit
        if count:
            return words(count, past=when < now).format(count=number(count))
    return pgettext("a moment", "now")
