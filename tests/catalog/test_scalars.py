"""The core types: texts that are values, and what is said of those that aren't."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ovh_explorer.catalog.scalars import (
    SCALARS,
    ScalarError,
    check_enum,
    check_scalar,
    parse_enum,
    parse_scalar,
)


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("long", "42", 42),
        ("long", " -7 ", -7),
        ("long", "123456789012345678901234567890", 123456789012345678901234567890),
        ("long", "3600.0", 3600),
        ("long", "1e3", 1000),
        ("long", "1.5E1", 15),
        ("long", "-0.0", 0),
        ("long", "007", 7),
        ("long", "\ufeff42\u200b\xa0\r\n", 42),
        ("double", "1.50", 1.5),
        ("double", "3", 3),
        ("boolean", "TRUE", True),
        ("string", " as typed ", " as typed "),
        ("ip", "2001:db8::1", "2001:db8::1"),
        ("ipBlock", "192.0.2.0/28", "192.0.2.0/28"),
        ("ipBlock", "192.0.2.1", "192.0.2.1"),
        ("ipv6Block", "2001:db8::/56", "2001:db8::/56"),
        ("datetime", "2022-12-15T00:00:00Z", "2022-12-15T00:00:00Z"),
        ("datetime", "2022-12-15T00:00:00+02:00", "2022-12-15T00:00:00+02:00"),
        ("datetime", "2021-01-01", "2021-01-01"),
        ("datetime", "20210101", "20210101"),
        ("datetime", "2022-12-15t00:00:00z", "2022-12-15t00:00:00z"),
        ("datetime", "2022-12-15T00:00:00.123456+02", "2022-12-15T00:00:00.123456+02"),
        ("date", "2024-02-29", "2024-02-29"),
        ("ipv6", "2001:DB8:0:0::1", "2001:DB8:0:0::1"),
        ("ip", "::ffff:192.0.2.1", "::ffff:192.0.2.1"),
        ("password", " with blanks\n", " with blanks\n"),
        ("phoneNumber", "+33.123456789", "+33.123456789"),
        ("time", "23:59:59", "23:59:59"),
        ("duration", "P1M", "P1M"),
        ("duration", "PT2H30M", "PT2H30M"),
        ("internationalPhoneNumber", "+33600000000", "+33600000000"),
    ],
)
def test_values(name, text, value):
    found = parse_scalar(name, text)
    assert (found, type(found)) == (value, type(value))
    assert check_scalar(name, value) == ""


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("ipv4", "192.0.2", '"192.0.2" is not an IPv4 address, for example 192.0.2.1'),
        ("ipv4", "2001:db8::1", "IPv4"),
        ("long", "1.5", "a whole number"),
        ("long", "٣", "a whole number"),
        ("long", "1_000", "a whole number"),
        ("double", "nan", "a number"),
        ("double", "1e999", "a number"),
        ("boolean", "yes", "true or false"),
        ("date", "2023-02-29", "a date"),
        ("long", "1e999999999", "a whole number"),
        ("long", "1e-999999999", "a whole number"),
        ("datetime", "2022-13-15", "a date with time"),
        ("datetime", "202212", "a date with time"),
        ("ipv6", "fe80::1%eth0", "an IPv6 address"),
        ("ipBlock", "192.0.2.0/255.255.255.0", "an IP block"),
        ("ipBlock", "192.0.2.0/33", "an IP block"),
        ("duration", "P", "duration"),
        ("duration", "PT", "duration"),
        ("uuid", "123", "a UUID"),
        ("macAddress", "02:00:5e", "a MAC address"),
    ],
)
def test_what_is_wrong_is_said_with_what_would_be_right(name, text, words):
    with pytest.raises(ScalarError, match=words.replace("(", r"\(")):
        parse_scalar(name, text)


@pytest.mark.parametrize(
    ("name", "value"),
    [("long", True), ("long", "1"), ("long", 1.5), ("string", 1), ("boolean", 1), ("ip", 7)],
)
def test_a_value_of_another_json_type_is_wrong(name, value):
    assert check_scalar(name, value)


def test_a_whole_number_may_be_spelled_with_a_point_in_json_too():
    assert check_scalar("long", 3600.0) == ""


def test_every_type_takes_its_own_example():
    for scalar in SCALARS.values():
        assert check_scalar(scalar.name, scalar.example) == ""


@given(st.sampled_from(sorted(SCALARS)), st.text())
def test_any_text_is_a_value_or_is_refused_in_words(name, text):
    try:
        value = parse_scalar(name, text)
    except ScalarError as error:
        assert str(error)  # noqa: PT017
    else:
        assert check_scalar(name, value) == ""


def test_enumerations():
    assert parse_enum((1, 2), "2") == 2
    assert parse_enum(("", "x"), "") == ""
    with pytest.raises(ScalarError, match="did you mean AAAA"):
        parse_enum(("A", "AAAA"), "aaaa")
    assert check_enum((1, 2), "2") == '"2" must be sent as a number'
    assert check_enum(("a",), "a") == ""
