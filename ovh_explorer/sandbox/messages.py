"""Text messages: a job for each receiver, and a report of who gets one."""

import re
from typing import Any

from ovh_explorer.sandbox.request import Request, handles
from ovh_explorer.sandbox.views import made_of

__all__: list[str] = []

_JOBS = "/sms/{serviceName}/jobs"
_NUMBER = re.compile(r"(\+|00)\d{6,15}")


@handles("v1", "POST", "/sms/{serviceName}/hlr")
@handles("v1", "POST", _JOBS)
@handles("v1", "POST", "/sms/{serviceName}/users/{login}/jobs")
@handles("v1", "POST", "/sms/{serviceName}/virtualNumbers/{number}/jobs")
def _send(request: Request) -> Any:
    """One credit for each receiver; who is no number gets nothing."""
    body = request.body
    receivers = body.get("receivers") or []
    valid = [receiver for receiver in receivers if _NUMBER.fullmatch(receiver)]
    report = {
        "ids": [_add(request, receiver) for receiver in valid],
        "invalidReceivers": [receiver for receiver in receivers if receiver not in valid],
        "totalCreditsRemoved": len(valid),
        "validReceivers": valid,
    }
    report["tag"] = body.get("tag") or ""
    return made_of(request, request.operation.response, request.object_path, report)


def _add(request: Request, receiver: str) -> int:
    """The id of a new job, which is listed where it was asked for."""
    objects, operation = request.state.objects, request.operation
    listed = request.roles.collection(operation.path) is not None
    place = request.object_path if listed else request.object_path_of(_JOBS)
    number = objects.number(_JOBS, 5_000_001)
    text = request.body.get("message") or ""
    fields = {"id": number, "receiver": receiver, "credits": 1, "numberOfSms": 1}
    fields |= {"message": text, "messageLength": len(text)}
    objects.add(place, str(number), fields)
    return number
