"""DNS zones: records as edited, and as name servers know them after a refresh."""

# No words for people: responses of the API are the same in each language.

from collections.abc import Iterable
from typing import Any

from ovh_explorer.sandbox.errors import ApiRefusal
from ovh_explorer.sandbox.generic import generic_response
from ovh_explorer.sandbox.object_store import ObjectPath
from ovh_explorer.sandbox.overlay import fitting
from ovh_explorer.sandbox.records import check_record, stored_target
from ovh_explorer.sandbox.request import Request, handles
from ovh_explorer.sandbox.state import Zone

__all__ = ["require_zone"]

_RECORDS = "/domain/zone/{zoneName}/record"


def require_zone(request: Request) -> None:
    """Refuse an operation below a zone that the account doesn't have: unlike other services, these
    are the listed ones.

    Raises:
        ApiRefusal: 404.
    """
    name = request.texts.get("zoneName")
    below = request.operation.path.startswith("/domain/zone/{zoneName}")
    if below and request.operation.branch == "v1" and name not in request.state.zones:
        raise ApiRefusal(404, "This service does not exist", "Client::NotFound")


def _zone(request: Request) -> Zone:
    return request.state.zones[request.texts["zoneName"]]


def _place(request: Request) -> ObjectPath:
    return ("v1", "domain", "zone", request.texts["zoneName"], "record")


def _records(request: Request) -> list[dict[str, Any]]:
    """The zone's records as edited."""
    objects, place = request.state.objects, _place(request)
    things = (objects.thing((*place, key)) for key in objects.ids(place, objects.own(place) or []))
    return [thing.fields for thing in things if thing is not None]


def _add(request: Request, fields: dict[str, Any]) -> dict[str, Any]:
    objects, place = request.state.objects, _place(request)
    number = objects.number(_RECORDS, 5_210_000_001)
    record = {
        "id": number,
        "zone": place[3],
        "fieldType": fields["fieldType"],
        "subDomain": fields.get("subDomain") or "",
        "target": stored_target(fields["fieldType"], fields["target"]),
        "ttl": fields.get("ttl") or 0,
    }
    objects.add(place, str(number), record)
    return record


@handles("v1", "POST", _RECORDS)
def _add_record(request: Request) -> Any:
    check_record({"subDomain": "", **request.body})
    return _add(request, request.body)


@handles("v1", "PUT", f"{_RECORDS}/{{id}}")
def _change_record(request: Request) -> Any:
    thing = request.state.objects.thing(request.object_path)
    body = request.body
    if thing is not None and not thing.gone and isinstance(body, dict):
        given = {name: value for name, value in body.items() if value is not None}
        record = {**thing.fields, **given}
        check_record(record)
        if "target" in given:
            target = stored_target(record["fieldType"], given["target"])
            request.body = {**body, "target": target}
    return generic_response(request)


@handles("v1", "GET", "/domain/zone/{zoneName}/status")
def _status(request: Request) -> Any:
    """All is deployed; what is wrong with a zone is none of the sandbox's zones'."""
    value = generic_response(request)
    return {**value, "errors": None, "warnings": None, "isDeployed": True}


@handles("v1", "POST", "/domain/zone/{zoneName}/refresh")
def _refresh(request: Request) -> Any:
    _zone(request).publish(_records(request))


@handles("v1", "GET", "/domain/zone/{zoneName}/soa")
def _soa(request: Request) -> Any:
    zone = _zone(request)
    soa = {
        "server": "dns1.example.net.",
        "email": "tech.example.net.",
        "serial": zone.serial,
        "refresh": 86400,
        "expire": 3600000,
        "nxDomainTtl": 300,
        "ttl": 3600,
    }
    thing = request.state.objects.thing(request.object_path)
    written = {
        name: value for name, value in (thing.fields if thing else {}).items() if name != "serial"
    }
    return {
        **soa,
        **{name: value for name, value in written.items() if name in soa and value is not None},
    }


@handles("v1", "GET", "/domain/zone/{zoneName}/export")
def _export(request: Request) -> Any:
    zone = _zone(request)
    lines = [
        "$TTL 3600",
        f"@\tIN SOA dns1.example.net. tech.example.net. ({zone.serial} 86400 3600 3600000 300)",
    ]
    lines += [
        (
            f"{record['subDomain'] or '@'}\t{record['ttl'] or ''}\tIN "
            f"{record['fieldType']}\t{record['target']}"
        )
        for record in zone.published
    ]
    return "\n".join(lines)


@handles("v1", "POST", "/domain/zone/{zoneName}/import")
def _import(request: Request) -> Any:
    """The records of a zone file in place of the ones there are, published at once."""
    records = list(_parsed(str(request.body.get("zoneFile") or "")))
    kinds = next((p.type for p in _creation(request) if p.name == "fieldType"), "")
    wrong = next(
        (r for r in records if kinds and not fitting(request.models, kinds, r["fieldType"])), None
    )
    if wrong is not None:
        raise ApiRefusal(
            400, f"[zoneFile] {wrong['fieldType']} is not a type of record", "Client::BadRequest"
        )
    _replace(request, records)
    request.body = {}
    return generic_response(request)


def _replace(request: Request, records: Iterable[dict[str, Any]]) -> None:
    """Other records in place of the ones there are, published at once."""
    objects, place = request.state.objects, _place(request)
    for key in objects.ids(place, objects.own(place) or []):
        objects.remove((*place, key))
    for record in records:
        _add(request, record)
    _zone(request).publish(_records(request))


@handles("v1", "POST", "/domain/zone/{zoneName}/history/{creationDate}/restore")
def _restore(request: Request) -> Any:
    """The records of a backup, which was made before anything was changed."""
    value = generic_response(request)
    request.state.objects.later(lambda: _replace(request, _zone(request).first))
    return value


@handles("v1", "POST", "/domain/zone/{zoneName}/reset")
def _reset(request: Request) -> Any:
    """The name servers, and what the body asks for or what the zone had at the start."""
    value, first = generic_response(request), _zone(request).first
    servers = [record for record in first if record["fieldType"] == "NS"]
    if request.written.get("minimized"):
        _replace(request, servers)
        return value
    asked = request.written.get("DnsRecords")
    _replace(request, first if not asked else [*servers, *asked])
    return value


@handles("v1", "POST", "/domain/zone/{zoneName}/dnssec")
def _sign(request: Request) -> Any:
    return _change_dnssec(request, "enable")


@handles("v1", "DELETE", "/domain/zone/{zoneName}/dnssec")
def _stop_signing(request: Request) -> Any:
    return _change_dnssec(request, "disable")


def _change_dnssec(request: Request, word: str) -> None:
    objects, place = request.state.objects, request.object_path
    objects.write(place, {"status": f"{word}InProgress"})
    objects.later(lambda: objects.write(place, {"status": f"{word}d"}))


def _creation(request: Request) -> tuple[Any, ...]:
    operation = request.roles.operation("POST", _RECORDS)
    body = operation.body if operation else None
    model = request.models.model(body.type) if body else None
    if model is not None:
        return model.properties
    return operation.placed("body") if operation else ()


def _parsed(text: str) -> list[dict[str, Any]]:
    """The records of a zone file, but for its SOA, which the API keeps itself."""
    found: list[dict[str, Any]] = []
    standard, name = 0, ""
    for line in _lines(text):
        words = line.split()
        if words[0] == "$TTL":
            standard = _seconds(words[1]) if len(words) > 1 else 0
            continue
        if words[0].startswith("$"):
            continue
        if not line[0].isspace():
            name = "" if words[0] == "@" else words[0]
            words = words[1:]
        ttl = standard
        while words and (words[0].upper() == "IN" or words[0][0].isdigit()):
            ttl = ttl if words[0].upper() == "IN" else _seconds(words[0])
            words = words[1:]
        if len(words) > 1 and words[0].upper() != "SOA":
            target = line.split(words[0], 1)[1].strip()
            found.append(
                {"fieldType": words[0].upper(), "subDomain": name, "target": target, "ttl": ttl}
            )
    return found


def _lines(text: str) -> list[str]:
    """The lines of a zone file without comments and empty ones; what stands in parentheses is one
    line.
    """
    found: list[str] = []
    inside = 0
    for raw in text.splitlines():
        line, quoted = "", False
        for char in raw:
            quoted ^= char == '"'
            if char == ";" and not quoted:
                break
            inside += (char == "(") - (char == ")") if not quoted else 0
            line += char
        if found and found[-1].endswith("\x00"):
            found[-1] = f"{found[-1][:-1]} {line.strip()}"
        elif line.strip():
            found.append(line)
        if inside > 0 and found:
            found[-1] += "\x00"
    return [line.removesuffix("\x00") for line in found]


def _seconds(text: str) -> int:
    units = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}
    number = text[:-1] if text[-1].lower() in units else text
    if number.isdecimal() and len(number) < 9:
        return int(number) * units.get(text[-1].lower(), 1)
    return 0
