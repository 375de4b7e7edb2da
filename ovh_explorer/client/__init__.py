"""Client of the API: signs and sends calls, and reads the responses.

Importing this is cheap: httpx is loaded by the first request.
"""

from ovh_explorer.client.errors import (
    ClientError,
    ClockError,
    NotSent,
    ResponseLost,
    ResponseTooLarge,
    TimedOut,
    TokenError,
)
from ovh_explorer.client.response import ApiError, PartialResponse, Response
from ovh_explorer.client.session import Progress, Session
from ovh_explorer.client.signature import sign
from ovh_explorer.client.timeouts import Timeouts

__all__ = [
    "ApiError",
    "ClientError",
    "ClockError",
    "NotSent",
    "PartialResponse",
    "Progress",
    "Response",
    "ResponseLost",
    "ResponseTooLarge",
    "Session",
    "TimedOut",
    "Timeouts",
    "TokenError",
    "sign",
]
