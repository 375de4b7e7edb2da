"""``--max-size``: how large a response ``try`` takes."""

import json

import pytest

from ovh_explorer.cli.options import parse
from ovh_explorer.client import read_body
from tests.faults import fault

SIZES = {
    "1": 1,
    "1000": 1000,
    "64kB": 64_000,
    "64 KB": 64_000,
    "800MB": 800_000_000,
    "800m": 800_000_000,
    "2GB": 2_000_000_000,
    "1.5gb": 1_500_000_000,
    "1TB": 1_000_000_000_000,
}


@pytest.mark.parametrize("text", SIZES)
def test_sizes_are_read_as_they_are_shown(text):
    assert parse(["try", "GET", "/me", "--max-size", text]).max_size == SIZES[text]


@pytest.mark.parametrize("text", ["0", "", "-1", "GB", "2 apples", "0.1", "1e9", "inf", "9" * 30])
def test_what_is_no_size_is_refused(text, run):
    code, out, said = run("try", "GET", "/me", f"--max-size={text}")
    assert (code, out) == (2, "")
    assert "Write it such as 2GB, 800MB or 1000 (bytes)." in said


@fault(
    "The response",
    "it is larger than `try` takes",
    "The response from 127.0.0.1 is larger than 100 B. It was not kept. … To take a larger one, say --max-size",
)
def test_a_larger_response_is_not_taken_and_it_is_said_what_takes_it(run):
    code, out, said = run("try", "GET", "/me", "--max-size", "100")
    assert (code, out) == (1, "")
    assert "such as --max-size 2GB." in said
    return said


def test_more_is_taken_than_without(run, monkeypatch):
    monkeypatch.setattr(read_body, "MAX_BODY_BYTES", 100)
    assert run("try", "GET", "/me", "--raw")[0] == 1
    code, out, said = run("try", "GET", "/me", "--raw", "--max-size", "1MB")
    assert code == 0, said
    assert json.loads(out)["nichandle"] == "xx1111-ovh"
