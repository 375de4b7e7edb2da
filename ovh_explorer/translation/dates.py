"""Dates and times of day for reading, as each language writes them. JSON, files and code have none
of it: there a date is as ISO 8601 has it.
"""

from datetime import datetime
from time import localtime, strftime, strptime, struct_time

from ovh_explorer.translation import N_, _

__all__ = [
    "DATE",
    "DATE_AND_SECONDS",
    "DATE_AND_TIME",
    "DATE_AT_TIME",
    "DAY",
    "DAY_AT_TIME",
    "TIME",
    "day_of",
    "found_by",
    "is_moment",
    "moment_of",
    "shown_date",
]

# The forms are those of `strftime`. A catalog has the order and the words of its language.
DATE = N_("%Y-%m-%d")
DATE_AND_TIME = N_("%Y-%m-%d %H:%M")
DATE_AND_SECONDS = N_("%Y-%m-%d %H:%M:%S")
DATE_AT_TIME = N_("%Y-%m-%d at %H:%M")
DAY = N_("%d %b")
DAY_AT_TIME = N_("%d %b at %H:%M")
TIME = N_("%H:%M")


def shown_date(when: datetime | struct_time, form: str = DATE_AND_TIME) -> str:
    """A date, a time of day or both, for reading: ``2026-11-29 14:05``; ``29/11/2026 14:05`` in
    French.

    Args:
        form: one of this module.
    """
    if isinstance(when, datetime):
        return when.strftime(_(form))
    return strftime(_(form), when)


def day_of(text: str) -> str:
    """The day of a date as the API has it, ``2026-11-29T08:00:00Z``; what is none stays as it is,
    without the time.
    """
    try:
        return shown_date(strptime(text[:10], "%Y-%m-%d"), DATE)
    except ValueError:
        return text[:10]


def moment_of(at: float, now: float) -> str:
    """When something was, as a list shows it: the time of day of what is of today, else the day.

    Args:
        at: seconds since 1970, as `now`.
    """
    when = localtime(at)
    return shown_date(when, TIME if _is_same_day(when, localtime(now)) else DAY)


def found_by(at: float, now: float) -> str:
    """What :func:`moment_of` shows, and the day of what is of today too, in small letters: by
    these a moment is found.
    """
    when = localtime(at)
    return " ".join(dict.fromkeys([moment_of(at, now), shown_date(when, DAY)])).lower()


def is_moment(words: str) -> bool:
    """Whether words in small letters may be of what :func:`found_by` returns: other words than
    months are of none.
    """
    months = {
        word
        for month in range(1, 13)
        for word in shown_date(datetime(2026, month, 1), DAY).lower().split()
    }
    return all(word in months for word in words.split() if word.isalpha())


def _is_same_day(one: struct_time, other: struct_time) -> bool:
    return one[:3] == other[:3]
