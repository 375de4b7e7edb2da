"""Dates and times of day for reading, as each language writes them. JSON, files and code have none
of it: there a date is as ISO 8601 has it.
"""

from datetime import datetime
from time import strftime, struct_time

from ovh_explorer.translation import language

__all__ = ["shown_date"]

# By languages: parts of a form as English has them, and what is written there.
_FORMS = {"fr": {"%Y-%m-%d": "%d/%m/%Y", "%d %b": "%d/%m", " at ": " à "}}


def shown_date(when: datetime | struct_time, form: str = "%Y-%m-%d %H:%M") -> str:
    """A date, a time of day or both, for reading: ``2026-11-29 14:05``; ``29/11/2026 14:05`` in
    French.

    Args:
        form: as English has it, of ``%Y-%m-%d``, ``%d %b``, ``%H:%M``, ``%H:%M:%S``, and ``at``
            between a day and a time.
    """
    for english, other in _FORMS.get(language(), {}).items():
        form = form.replace(english, other)
    if isinstance(when, datetime):
        return when.strftime(form)
    return strftime(form, when)
