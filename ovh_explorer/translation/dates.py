"""Days as the user's language writes them, for reading; JSON, files and code have none of it."""

import time

from ovh_explorer.translation import LANGUAGES, language

__all__ = ["day", "day_of", "short_day"]


def day(when: time.struct_time) -> str:
    """A day with its year: ``2026-11-29``; ``29/11/2026`` in French."""
    return time.strftime(LANGUAGES[language()].days[0], when)


def short_day(when: time.struct_time) -> str:
    """A day of this year: ``29 Nov``; ``29/11`` in French."""
    return time.strftime(LANGUAGES[language()].days[1], when)


def day_of(text: str) -> str:
    """The day of a date as the API has it, ``2026-11-29T08:00:00Z``; what is none stays as it is,
    without the time.
    """
    try:
        return day(time.strptime(text[:10], "%Y-%m-%d"))
    except ValueError:
        return text[:10]
