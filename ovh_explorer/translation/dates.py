"""Dates and times of day for reading, as each language writes them. JSON, files and code have none
of it: there a date is as ISO 8601 has it.
"""

from datetime import datetime
from time import struct_time

from ovh_explorer.translation import language

__all__ = ["shown_date"]

# By languages: forms of a part of a date, and what is written there.
_FORMS = {"fr": {"%Y-%m-%d": "%d/%m/%Y", " at ": " à "}}
_MONTHS = {
    "fr": (
        "janv.", "févr.", "mars", "avr.", "mai", "juin",
        "juil.", "août", "sept.", "oct.", "nov.", "déc.",
    )
}  # fmt: skip
_ENGLISH_MONTHS = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip


def shown_date(when: datetime | struct_time, form: str = "%Y-%m-%d %H:%M") -> str:
    """A date, a time of day or both, for reading: ``2026-11-29 14:05``; ``29/11/2026 14:05`` in
    French.

    Args:
        form: as English has it, of ``%Y-%m-%d``, ``%d %b``, ``%H:%M``, ``%H:%M:%S``, and ``at``
            between a day and a time.
    """
    spoken = language()
    for english, other in _FORMS.get(spoken, {}).items():
        form = form.replace(english, other)
    month = when.month if isinstance(when, datetime) else when.tm_mon
    # Not by strftime: that speaks the language of the locale.
    form = form.replace("%b", _MONTHS.get(spoken, _ENGLISH_MONTHS)[month - 1])
    year = when.year if isinstance(when, datetime) else when.tm_year
    # Before the year 1000 strftime leaves out zeros on some systems.
    form = form.replace("%Y", f"{year:04}")
    if isinstance(when, datetime):
        return when.strftime(form)
    from time import strftime

    return strftime(form, when)
