"""Dates are written as the user's language has them."""

import time
from datetime import UTC, datetime

import pytest

from ovh_explorer.translation.dates import shown_date

MOMENT = datetime(2026, 8, 3, 14, 5, 9, tzinfo=UTC)
FORMS = {
    "%Y-%m-%d %H:%M": ("2026-08-03 14:05", "03/08/2026 14:05"),
    "%Y-%m-%d at %H:%M": ("2026-08-03 at 14:05", "03/08/2026 à 14:05"),
    "%Y-%m-%d %H:%M:%S": ("2026-08-03 14:05:09", "03/08/2026 14:05:09"),
    "%d %b at %H:%M": ("03 Aug at 14:05", "03/08 à 14:05"),
    "%H:%M:%S": ("14:05:09", "14:05:09"),
}


@pytest.mark.parametrize("form", FORMS)
def test_english(form):
    assert shown_date(MOMENT, form) == FORMS[form][0]
    assert shown_date(MOMENT.timetuple(), form) == FORMS[form][0]


@pytest.mark.parametrize("form", FORMS)
def test_french(in_french, form):
    assert shown_date(MOMENT, form) == FORMS[form][1]
    assert shown_date(time.struct_time(MOMENT.timetuple()), form) == FORMS[form][1]
