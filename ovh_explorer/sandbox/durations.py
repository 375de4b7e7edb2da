"""How long it takes until what was begun is done."""

__all__ = ["STARTED", "WHOLE"]

STARTED = 2.0
"""Seconds until the work on something has begun."""
WHOLE = 6.0
"""Seconds until it is done."""
