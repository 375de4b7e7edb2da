"""Text messages: a job for each receiver, a report of who gets one, and what was sent."""

import re
from typing import Any

from ovh_explorer.sandbox.lifecycle import stamp
from ovh_explorer.sandbox.request import Request, handles
from ovh_explorer.sandbox.views import made_of, read_item

__all__: list[str] = []

_ACCOUNT = "/sms/{serviceName}"
_JOBS = f"{_ACCOUNT}/jobs"
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
    _charge(request, len(valid))
    return made_of(request, request.operation.response, request.object_path, report)


def _charge(request: Request, credits_used: int) -> None:
    left = read_item(request, _ACCOUNT).get("creditsLeft")
    if left is not None:
        fields = {"creditsLeft": max(0, round(left - credits_used, 2))}
        request.state.objects.write(request.object_path_of(_ACCOUNT), fields)


def _add(request: Request, receiver: str) -> int:
    """The id of a new job, which is listed where it was asked for. What it sends is listed among
    the sent messages, under the same id, once that is done.
    """
    objects, operation, body = request.state.objects, request.operation, request.body
    listed = request.roles.collection(operation.path) is not None
    place = request.object_path if listed else request.object_path_of(_JOBS)
    number = objects.number(_JOBS, 5_000_001)
    text = body.get("message") or ""
    fields = {"id": number, "receiver": receiver, "credits": 1, "numberOfSms": 1}
    fields |= {"message": text, "messageLength": len(text), "sender": body.get("sender") or ""}
    fields |= {"sentAt": None, "deliveredAt": None, "deliveryReceipt": 0, "ptt": 0}
    fields |= {"differedDelivery": body.get("differedPeriod") or 0, "tag": body.get("tag") or ""}
    objects.add(place, str(number), fields)

    def send() -> None:
        if objects.missing((*place, str(number))):
            return
        moment = stamp(request.state.time())
        sent = {"sentAt": moment, "deliveredAt": moment, "deliveryReceipt": 1, "ptt": 1}
        objects.write((*place, str(number)), sent)
        if text:
            outgoing = request.object_path_of(f"{_ACCOUNT}/outgoing")
            objects.add(outgoing, str(number), {**fields, **sent})

    objects.later(send)
    return number
