"""Which field of a form an error of the API is about."""

import pytest

from ovh_explorer.client.response import ApiError
from ovh_explorer.workspace.calls.error_field import field_of_error
from tests.form.test_form import fill, form


@pytest.mark.parametrize(
    ("message", "name"),
    [
        ("[X-Pagination-Size] 'x' is not a size", "X-Pagination-Size"),
        ("'x' is not a size for X-Pagination-Size", "X-Pagination-Size"),
        ("X-Other-size is wrong for X-Pagination-Size", "X-Pagination-Size"),
        ("no such size", "size"),
    ],
)
def test_whole_names_are_looked_for_the_longest_first(message, name):
    operation = form("GET", "/zone/{zoneName}/record")
    found = field_of_error(operation, ApiError(400, message))
    assert found is not None
    assert found.name == name


def test_a_name_in_brackets_is_before_a_value_that_is_said_too():
    filled = fill(form("POST", "/zone/{zoneName}/record"), zoneName="example.com", ttl="5")
    found = field_of_error(filled, ApiError(400, "[ttl] 5 is too short in example.com"))
    assert found is not None
    assert found.name == "ttl"
