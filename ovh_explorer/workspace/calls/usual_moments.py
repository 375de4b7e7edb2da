"""Dates and times that are often wanted, by their names: offered where a field takes one."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import TYPE_CHECKING

from ovh_explorer.catalog.resolve import Core
from ovh_explorer.translation import _, ngettext

if TYPE_CHECKING:
    from ovh_explorer.form import Field, Form

__all__ = ["takes_moment", "usual_moments"]

_TYPES = (Core("date"), Core("datetime"))
_DAYS_BACK = (7, 30)
_DAYS_AHEAD = (7, 30, 90)


def takes_moment(field: "Field") -> bool:
    """Whether a field is a date, or a date with a time."""
    return field.schema.shape in _TYPES


def usual_moments(
    form: "Form", field: "Field", today: date | None = None, zone: tzinfo | None = None
) -> dict[str, str]:
    """What a date is often set to, as it is sent, with its name; none for another field. What is
    read is of the past: last month's bills; what is made ends in the future.

    Args:
        today: the machine's by default.
        zone: that in which a day begins; the machine's by default.
    """
    if not takes_moment(field):
        return {}
    today = today or datetime.now(UTC).astimezone().date()
    days = _past(today) if form.operation.method == "GET" else _coming(today)
    if field.schema.shape == Core("date"):
        return {day.isoformat(): name for day, name in days.items()}
    return {_midnight(day, zone): name for day, name in days.items()}


def _past(today: date) -> dict[date, str]:
    """In the order in which they are wanted; of two names of one day the first."""
    this_month = today.replace(day=1)
    last_month = (this_month - timedelta(days=1)).replace(day=1)
    named = [
        (today, _("today")),
        (today - timedelta(days=1), _("yesterday")),
        (this_month, _("first day of this month")),
        (last_month, _("first day of last month")),
        *((today - timedelta(days=days), _ago(days)) for days in _DAYS_BACK),
        (today.replace(month=1, day=1), _("first day of this year")),
        (today.replace(year=today.year - 1, month=1, day=1), _("first day of last year")),
    ]
    return _first_names(named)


def _coming(today: date) -> dict[date, str]:
    next_month = (today.replace(day=28) + timedelta(days=4)).replace(day=1)
    named = [
        (today, _("today")),
        (today + timedelta(days=1), _("tomorrow")),
        *((today + timedelta(days=days), _ahead(days)) for days in _DAYS_AHEAD),
        (next_month, _("first day of next month")),
        (today + timedelta(days=365), _ahead(365)),
    ]
    return _first_names(named)


def _ago(days: int) -> str:
    return ngettext("{count} day ago", "{count} days ago", days).format(count=days)


def _ahead(days: int) -> str:
    return ngettext("in {count} day", "in {count} days", days).format(count=days)


def _first_names(named: list[tuple[date, str]]) -> dict[date, str]:
    found: dict[date, str] = {}
    for day, name in named:
        found.setdefault(day, name)
    return found


def _midnight(day: date, zone: tzinfo | None) -> str:
    """The beginning of a day, with the offset that its time zone has then."""
    if zone is None:
        return datetime.combine(day, time()).astimezone().isoformat()
    return datetime.combine(day, time(), zone).isoformat()
