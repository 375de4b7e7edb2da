"""Calling the API: signing, sending, and what came back.

Importing this is cheap: httpx is loaded by the first request.
"""

from ovh_explorer.client.errors import (
    AnswerLost,
    ClientError,
    ClockError,
    NotSent,
    TimedOut,
    TokenError,
)
from ovh_explorer.client.response import ApiError, Arriving, Response
from ovh_explorer.client.session import Progress, Session, Timeouts
from ovh_explorer.client.signature import sign

__all__ = [
    "AnswerLost",
    "ApiError",
    "Arriving",
    "ClientError",
    "ClockError",
    "NotSent",
    "Progress",
    "Response",
    "Session",
    "TimedOut",
    "Timeouts",
    "TokenError",
    "sign",
]
