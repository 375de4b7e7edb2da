"""Support tickets: opened, replied to and closed."""

# No words for people: responses of the API are the same in each language.

from typing import Any

from ovh_explorer.sandbox.generic import generic_response
from ovh_explorer.sandbox.lifecycle import stamp
from ovh_explorer.sandbox.object_store import ObjectPath
from ovh_explorer.sandbox.request import Request, handles
from ovh_explorer.sandbox.views import made_of

__all__: list[str] = []

_TICKETS = "/support/tickets"
_TICKET = f"{_TICKETS}/{{ticketId}}"
# What was written on a ticket: no property of one is called so.
_MESSAGES = "~messages"


@handles("v1", "POST", f"{_TICKETS}/create")
def _open(request: Request) -> Any:
    objects = request.state.objects
    number = objects.number(_TICKETS, 9_100_001)
    fields = {
        "serviceName": None,
        **request.written,
        "ticketId": number,
        "ticketNumber": number,
        "state": "open",
        "canBeClosed": True,
        "score": "",
    }
    place = request.object_path_of(_TICKETS)
    objects.add(place, str(number), fields)
    message = _write(request, (*place, str(number)), number)
    given = {"ticketId": number, "ticketNumber": number, "additionalNotice": None}
    given |= {"messageId": message["messageId"]}
    return made_of(request, request.operation.response, request.object_path, given)


@handles("v1", "POST", f"{_TICKET}/reply")
def _reply(request: Request) -> Any:
    value = generic_response(request)
    _write(request, request.object_path_of(_TICKET), request.values["ticketId"])
    return value


def _write(request: Request, ticket: ObjectPath, number: int) -> dict[str, Any]:
    """Put the body's message on a ticket."""
    objects, now = request.state.objects, stamp(request.state.time())
    known = objects.thing(ticket)
    message = {
        "messageId": objects.number(f"{_TICKET}/messages", 9_200_001),
        "ticketId": number,
        "body": request.body["body"],
        "from": "customer",
        "creationDate": now,
        "updateDate": now,
    }
    before = known.fields.get(_MESSAGES, []) if known else []
    changed = {"lastMessageFrom": "customer", "updateDate": now}
    objects.write(ticket, {_MESSAGES: [*before, message], **changed})
    return message


@handles("v1", "GET", f"{_TICKET}/messages")
def _messages(request: Request) -> Any:
    value = generic_response(request)
    known = request.state.objects.thing(request.object_path_of(_TICKET))
    kind = request.operation.response.removesuffix("[]")
    return value + [
        made_of(request, kind, request.object_path, message)
        for message in (known.fields.get(_MESSAGES, []) if known else [])
    ]


@handles("v1", "POST", f"{_TICKET}/close")
@handles("v1", "POST", f"{_TICKET}/reopen")
def _close(request: Request) -> Any:
    value = generic_response(request)
    closes = request.operation.path.endswith("/close")
    fields = {"state": "closed" if closes else "open", "canBeClosed": not closes}
    request.state.objects.write(request.object_path_of(_TICKET), fields)
    return value
