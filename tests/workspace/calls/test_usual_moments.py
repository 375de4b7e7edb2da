"""Dates that are often wanted: of the past where something is read, else of the future."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from ovh_explorer.form import Form
from ovh_explorer.form.mistakes import error_of
from ovh_explorer.workspace.calls.usual_moments import takes_moment, usual_moments

PARIS = ZoneInfo("Europe/Paris")
TODAY = date(2026, 4, 1)


def form_of(store, branch: str, method: str, path: str) -> Form:
    operation = store.operation(branch, method, path)
    return Form(operation, store.models(branch, operation.product))


def test_what_is_read_is_of_the_past(real_store):
    form = form_of(real_store, "v1", "GET", "/me/bill")
    moments = usual_moments(form, form.field("query", "date.from"), TODAY, PARIS)
    assert list(moments.items()) == [
        ("2026-04-01T00:00:00+02:00", "today"),
        ("2026-03-31T00:00:00+02:00", "yesterday"),
        # It was winter then.
        ("2026-03-01T00:00:00+01:00", "first day of last month"),
        ("2026-03-25T00:00:00+01:00", "7 days ago"),
        ("2026-03-02T00:00:00+01:00", "30 days ago"),
        ("2026-01-01T00:00:00+01:00", "first day of this year"),
        ("2025-01-01T00:00:00+01:00", "first day of last year"),
    ]


def test_what_is_made_ends_in_the_future(real_store):
    form = form_of(real_store, "v2", "POST", "/iam/policy")
    moments = usual_moments(form, form.field("body", "expiredAt"), date(2026, 12, 31), PARIS)
    assert list(moments.items()) == [
        ("2026-12-31T00:00:00+01:00", "today"),
        ("2027-01-01T00:00:00+01:00", "tomorrow"),
        ("2027-01-07T00:00:00+01:00", "in 7 days"),
        ("2027-01-30T00:00:00+01:00", "in 30 days"),
        ("2027-03-31T00:00:00+02:00", "in 90 days"),
        ("2027-12-31T00:00:00+01:00", "in 365 days"),
    ]


def test_every_day_has_moments_that_fit_their_fields(real_store):
    form = form_of(real_store, "v1", "GET", "/me/bill")
    field = form.field("query", "date.from")
    for year in (2023, 2024):
        for number in range(date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal()):
            today = date.fromordinal(number)
            moments = usual_moments(form, field, today, PARIS)
            assert all(text[:10] <= today.isoformat() for text in moments)
    for text in usual_moments(form, field):
        field.type_text(text)
        assert not error_of(field)


@pytest.mark.parametrize("name", ["category", "orderId"])
def test_other_fields_have_none(real_store, name):
    form = form_of(real_store, "v1", "GET", "/me/bill")
    assert not takes_moment(form.field("query", name))
    assert usual_moments(form, form.field("query", name)) == {}
