"""How a test of a house rule says what breaks the rule: all of it, a line each."""

from collections.abc import Iterable

import pytest

__all__ = ["fail_where"]


def fail_where(found: Iterable[object], advice: str) -> None:
    """Fail where something is found. The advice says what to do with it.

    A comparison with an empty list would show the first of its items, and cut them.
    """
    lines = [str(item) for item in found]
    if lines:
        pytest.fail("\n".join([advice, *(f"  {line}" for line in lines)]), pytrace=False)
