"""SMS: what is answered to a message that was sent."""

from typing import Any

from ovh_explorer.sandbox.generic import generic_response
from ovh_explorer.sandbox.request import Request, handles

__all__: list[str] = []

_FIRST_ID = 210_000_001
# Characters that one credit sends.
_LENGTH = 160


@handles("v1", "POST", "/sms/{serviceName}/jobs")
def _send(request: Request) -> Any:
    return _sent(request)


@handles("v1", "POST", "/sms/{serviceName}/users/{login}/jobs")
def _send_as_user(request: Request) -> Any:
    return _sent(request)


def _sent(request: Request) -> Any:
    """Every receiver is valid, and costs a credit for each part of the message."""
    value = generic_response(request)
    receivers = list(request.body.get("receivers") or [])
    parts = max(1, -(-len(str(request.body.get("message") or "")) // _LENGTH))
    first, *_ = value.get("ids") or [request.state.objects.number("/sms/jobs", _FIRST_ID)]
    return {
        **value,
        "ids": [first + number for number in range(len(receivers))],
        "validReceivers": receivers,
        "invalidReceivers": [],
        "totalCreditsRemoved": len(receivers) * parts,
    }
