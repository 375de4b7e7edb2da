"""The order of a table's rows: as people expect, and always an order."""

import random
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ovh_explorer.workspace.response.sort_order import text_rank

ORDERS = [
    ["192.0.2.1", "192.0.2.9", "192.0.2.10", "198.51.100.3", "2001:db8::9", "2001:db8::10"],
    ["192.0.2.0/24", "192.0.2.0/28", "192.0.2.9/32", "192.0.2.128/25", "2001:db8::/32"],
    ["2023-12-31", "2024-01-01T01:00:00+02:00", "2024-01-01T00:30:00Z", "2024-01-02"],
    ["900 kB", "5 MB", "1 GB", "1 GiB", "1.5 GB", "0.5 TB"],
    ["100 Mbps", "1 Gbps", "10 Gbps"],
    ["500 ms", "2 s", "1 min", "1 hour", "2 days", "1 month", "1 year"],
    ["9 %", "10 %", "100%"],
    ["1.99 €", "2,50 €", "10.00 €"],
    ["srv2", "SRV3", "srv10", "srv010x"],
    ["1.9", "1.10", "1.28.3-0", "1.28.10-0"],
    ["a", "a1", "a1b", "a2", "ab"],
    ["file9", "file" + "1" * 5000],
    # Addresses, then dates, sizes, names.
    ["192.0.2.1", "2024-01-01", "5 GB", "dns1.example.com"],
]


@pytest.mark.parametrize("wanted", ORDERS, ids=lambda texts: texts[0])
def test_the_order_that_people_expect(wanted):
    for seed in range(5):
        mixed = random.Random(seed).sample(wanted, len(wanted))
        assert sorted(mixed, key=text_rank) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "999.1.1.1",
        "192.0.2.1/99",
        "2024-13-45",
        "2024-02-30T00:00:00Z",
        "12:30",
        "5 zorkmid",
        "::::",
        "02:00:5e:10:00:53",
        "9999-12-31T23:59:59-14:00",
        "0001-01-01T00:00:00+14:00",
        "",
        "٣ GB",
    ],
)
def test_what_looks_like_something_and_is_not_has_a_place_too(text):
    others = [text for order in ORDERS for text in order]
    assert sorted([*others, text], key=text_rank).count(text) >= 1


ADDRESSES = st.ip_addresses().map(str)
NETWORKS = st.builds("{}/{}".format, st.ip_addresses(v=4), st.integers(0, 33))
DATES = st.datetimes(timezones=st.sampled_from([None, UTC])).map(datetime.isoformat)
SIZES = st.builds(
    "{}{}{}".format,
    st.decimals(-99, 99, places=2),
    st.sampled_from(["", " "]),
    st.sampled_from(["GB", "kB", "MiB", "%", "€", "h", "Mbps", "x"]),
)
NAMES = st.from_regex(r"\A[a-z]{0,3}[0-9]{0,3}[a-z.-]{0,2}[0-9]{0,2}\Z")
TEXTS = st.one_of(st.text(max_size=20), ADDRESSES, NETWORKS, DATES, SIZES, NAMES)


@given(TEXTS, TEXTS, TEXTS)
def test_it_is_a_total_order(one, two, three):
    first, second, third = map(text_rank, (one, two, three))
    assert (first < second) + (first == second) + (first > second) == 1
    if first <= second <= third:
        assert first <= third


@given(st.lists(TEXTS))
def test_no_column_is_too_mixed(texts):
    ordered = sorted(texts, key=text_rank)
    assert sorted(ordered) == sorted(texts)
    backwards = ordered[::-1]
    assert [text_rank(text) for text in sorted(backwards, key=text_rank)] == [
        text_rank(text) for text in ordered
    ]


@given(st.lists(st.ip_addresses(v=4), unique=True))
def test_addresses_stand_by_their_numbers(addresses):
    assert sorted(map(str, addresses), key=text_rank) == [str(item) for item in sorted(addresses)]


@given(st.lists(st.integers(0, 10**30), unique=True))
def test_numbers_in_names_count(numbers):
    names = [f"srv{number}" for number in numbers]
    assert sorted(names, key=text_rank) == [f"srv{number}" for number in sorted(numbers)]
