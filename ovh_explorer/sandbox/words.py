"""Texts and numbers by name: what a property is called says what it could hold.

Addresses are from the documentation ranges, e-mail at example.com. The name's longest ending that
is known decides; a text whose name ends with none is as in the examples.
"""

# No words for people: what is on the demo's account is the same in each language.

import hashlib
import uuid
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

__all__ = [
    "PURPOSES",
    "REGIONS",
    "SYSTEMS",
    "address",
    "number_by_name",
    "number_of",
    "phone",
    "pick",
    "some_uuid",
    "text_by_name",
]

_DOMAINS = ("example.com", "example.org", "example.net")
REGIONS = ("GRA11", "SBG5", "BHS5", "DE1", "UK1", "WAW1")
_PEOPLE = ("ada", "grace", "alan", "barbara", "edsger", "katherine")
_RANGES = ("192.0.2", "198.51.100", "203.0.113")
_ACCOUNT = "xx1111-ovh"
_FAMILIES = ("Lovelace", "Hopper", "Turing", "Liskov", "Dijkstra", "Johnson")
_THINGS = ("web", "shop", "blog", "backup", "staging", "archive", "intranet")
_FLAVORS = ("b3-8", "b3-16", "b3-32", "c3-4", "c3-8", "d2-2", "d2-4", "d2-8", "r3-16")
_DESCRIPTIONS = (
    "For the shop",
    "Made by hand",
    "Ask the team before changing it",
    "Moved here last year",
)
# What the things of a list are for: words that are the same in many languages.
PURPOSES = ("Production", "Test", "Archives", "Intranet", "Documentation", "Migration")
SYSTEMS = ("debian12_64", "ubuntu2404-server_64", "rocky9_64")


def number_of(*parts: object) -> int:
    """A number below 2**64 that only depends on `parts`."""
    text = "\x00".join(str(part) for part in parts)
    return int.from_bytes(
        hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big"
    )


def pick(values: Sequence[Any], number: int) -> Any:
    """One of `values`, by a number."""
    return values[number % len(values)]


def address(number: int) -> str:
    """An address of a documentation range, by a number."""
    return f"{pick(_RANGES, number)}.{1 + number // 7 % 254}"


def phone(number: int) -> str:
    """A phone number of those that are kept for fiction, by a number."""
    return f"+331990{number % 100_000:05d}"


def _always(value: str) -> Callable[[int], str]:
    return lambda _: value


_TEXTS: dict[str, Callable[[int], str]] = {
    "email": lambda n: f"{pick(_PEOPLE, n)}@example.com",
    "mail": lambda n: f"{pick(_PEOPLE, n)}@example.com",
    "domain": lambda n: str(pick(_DOMAINS, n)),
    "domainname": lambda n: str(pick(_DOMAINS, n)),
    "zone": lambda n: str(pick(_DOMAINS, n)),
    "zonename": lambda n: str(pick(_DOMAINS, n)),
    "host": lambda n: f"ns{1 + n % 4}.example.com",
    "nameserver": lambda n: f"dns{1 + n % 4}.example.net",
    "hostname": lambda n: f"srv{1 + n % 20}.example.com",
    "fqdn": lambda n: f"srv{1 + n % 20}.example.com",
    "ip": address,
    "region": lambda n: str(pick(REGIONS, n)),
    "regionname": lambda n: str(pick(REGIONS, n)),
    "datacenter": lambda n: f"{pick(('gra', 'sbg', 'rbx', 'bhs'), n)}{1 + n // 5 % 3}",
    "login": lambda n: str(pick(_PEOPLE, n)),
    "user": lambda n: str(pick(_PEOPLE, n)),
    "username": lambda n: str(pick(_PEOPLE, n)),
    "firstname": lambda n: str(pick(_PEOPLE, n)).title(),
    "birthday": lambda n: f"{1960 + n % 40}-{1 + n // 40 % 12:02}-{1 + n // 480 % 28:02}",
    "owner": lambda _: _ACCOUNT,
    "nichandle": lambda _: _ACCOUNT,
    "contactadmin": lambda _: _ACCOUNT,
    "contactbilling": lambda _: _ACCOUNT,
    "contacttech": lambda _: _ACCOUNT,
    "account": lambda _: _ACCOUNT,
    "id": lambda n: str(some_uuid(n)),
    "projectid": lambda n: f"{n:016x}{n * 7 % 2**64:016x}",
    "uuid": lambda n: str(some_uuid(n)),
    "checksum": lambda n: f"{n:016x}",
    "token": lambda n: f"{n:016x}",
    "version": lambda n: f"{1 + n % 4}.{n // 5 % 10}",
    "code": lambda n: f"code-{1 + n % 9}",
    "currencycode": lambda _: "EUR",
    "countrycode": lambda _: "FR",
    "filename": lambda n: f"file-{1 + n % 9}.txt",
    "path": lambda n: f"path-{1 + n % 9}",
    "port": lambda n: str(pick((80, 443, 8080), n)),
    "offer": lambda n: f"offer-{1 + n % 5}",
    "model": lambda n: f"model-{1 + n % 5}",
    "name": lambda n: f"{pick(_THINGS, n)}-{1 + n // 7 % 9}",
    "displayname": lambda n: f"My {pick(_THINGS, n)}",
    "lastname": lambda n: str(pick(_FAMILIES, n)),
    "surname": lambda n: str(pick(_FAMILIES, n)),
    "servicename": lambda n: f"service-{1 + n % 9}",
    "filesystem": lambda _: "ext4",
    "availabilityzone": lambda n: f"eu-west-par-{pick('abc', n)}",
    "description": lambda n: str(pick(_DESCRIPTIONS, n)),
    "comment": lambda n: str(pick(_DESCRIPTIONS, n)),
    "commentary": lambda n: str(pick(_DESCRIPTIONS, n)),
    "note": lambda n: str(pick(_DESCRIPTIONS, n)),
    "label": lambda n: str(pick(_THINGS, n)),
    "alias": lambda n: str(pick(_THINGS, n)),
    "group": lambda n: str(pick(_THINGS, n)),
    "title": lambda n: f"About {pick(_THINGS, n)}",
    "subject": lambda n: f"About {pick(_THINGS, n)}",
    "message": lambda n: str(pick(("Done", "In progress", "Accepted"), n)),
    "reason": lambda n: str(
        pick(("HttpRequest for by the customer", "Maintenance", "End of contract"), n)
    ),
    "type": lambda n: f"type-{1 + n % 3}",
    "ostype": lambda n: str(pick(("linux", "windows"), n)),
    "os": lambda n: str(pick(SYSTEMS, n)),
    "distribution": lambda n: str(pick(SYSTEMS, n)),
    "image": lambda n: str(pick(SYSTEMS, n)),
    "status": lambda n: str(pick(("ok", "active", "ok"), n)),
    "visibility": lambda _: "public",
    "unit": lambda n: str(pick(("GB", "MB", "Mbps"), n)),
    "flavor": lambda n: str(pick(_FLAVORS, n)),
    "flavorname": lambda n: str(pick(_FLAVORS, n)),
    "balancerflavorname": lambda n: str(pick(("small", "medium", "large"), n)),
    "brand": lambda n: f"brand-{1 + n % 3}",
    "commercialrange": lambda n: str(pick(("advance", "rise", "scale"), n)),
    "rack": lambda n: f"G{100 + n % 99}A{10 + n // 99 % 80}",
    "reverse": lambda n: f"srv{1 + n % 20}.example.com",
    "endpoint": lambda n: f"https://srv{1 + n % 20}.example.com/",
    "link": lambda _: "https://www.example.com/",
    "rootdevice": lambda n: str(pick(("/dev/sda", "/dev/nvme0n1"), n)),
    "interface": lambda n: f"eth{n % 2}",
    "network": lambda n: f"{address(n)}/32",
    "cidr": lambda n: f"{address(n)}/32",
    "macaddress": lambda n: f"00:00:5e:00:53:{n % 256:02x}",
    "emailaddress": lambda n: f"{pick(_PEOPLE, n)}@example.com",
    "fingerprint": lambda n: ":".join(f"{n:016x}"[place : place + 2] for place in range(0, 16, 2)),
    "serial": lambda n: f"SN{n % 10**8:08d}",
    "reference": lambda n: f"REF-{n % 10**6:06d}",
    "cron": lambda n: f"{n % 60} {n // 60 % 24} * * *",
    "latitude": lambda _: "50.6942",
    "longitude": lambda _: "3.1746",
    "streetnumber": lambda n: str(1 + n % 90),
    "company": lambda _: "Example",
    "password": lambda _: "S3cr3t-Example",
    "tag": lambda n: str(pick(("production", "staging"), n)),
    "tags": lambda n: str(pick(("production", "staging"), n)),
    "urn": lambda n: f"urn:v1:eu:resource:dnsZone:{pick(_DOMAINS, n)}",
    "text": lambda n: f"{1 + n % 100}.{n // 100 % 100:02d} €",
}
# Where the demo's person lives, and the things that are there.
_TEXTS |= {
    name: _always(value)
    for names, value in (
        ("zip zipcode postcode postalcode cedex", "59100"),
        ("city cityname location", "Roubaix"),
        ("citycode inseecode", "59512"),
        ("rivolicode", "4500"),
        ("area province county", "Hauts-de-France"),
        ("country geographycode", "FR"),
        ("countryname geographyname", "France"),
        ("street streetname", "rue Kellermann"),
        ("streetaddress owneraddress line1", "2 rue Kellermann"),
        ("numberstreet streetno waynumber", "2"),
        ("line2 line3 complementaryaddress residence", ""),
        ("building stairs stair campus nra", "A"),
        ("floor door", "2"),
        ("state", "ok"),
        ("vat", "FR00000000000"),
        ("siren nationalidentificationnumber", "000000000"),
        ("siret", "00000000000000"),
        ("symbol", "€"),
        ("rir", "RIPE"),
        ("sender", "Example"),
        ("callback", "https://www.example.com/callback"),
        ("releasenotes", "https://www.example.com/notes"),
        ("from", "contact@example.com"),
        ("server", "srv1.example.com"),
        ("gateway", "192.0.2.254"),
        ("processorname cpu", "8 cores at 3.2 GHz"),
        ("memory", "32 GB"),
        ("motherboard", "Server board"),
        ("raidcontroller", "none"),
        ("bootscript", "#!ipxe"),
        ("mountpoint", "/"),
        ("deactivateversionafter", "720h"),
        ("deliverytime", "24 hours"),
        ("pricingmode phase", "default"),
        ("hourly monthly", "free"),
        ("license", "GPL-3.0"),
        ("updatepolicy", "ALWAYS_UPDATE"),
        ("family", "Linux"),
        ("function action", "update"),
        ("quantity", "1"),
        ("content", "Example"),
        ("pattern", "example.*"),
        ("keywords", "example"),
        ("provider infra", "example"),
        ("certificate chain csr publicca publicrsaca", "-----BEGIN CERTIFICATE-----"),
        ("sshkey publickey", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExample user@example.com"),
        ("applicationkey", "7kbG7Bk7S9Nt7ZSV"),
    )
    for name in names.split()
}
_TEXTS |= {
    "phone": phone,
    "phonenumber": phone,
    "fax": phone,
    "receiver": phone,
    "score": lambda n: str(1 + n % 5),
    "body": lambda n: str(pick(("Hello, can you look at it?", "Thank you, it works again."), n)),
    "vrack": lambda n: f"pn-{100_000 + n % 900_000}",
    "project": lambda n: f"{n:016x}{n * 7 % 2**64:016x}",
    "identifier": lambda n: f"{n % 10**8:08d}",
    "identity": lambda n: f"urn:v1:eu:identity:user:{_ACCOUNT}/{pick(_PEOPLE, n)}",
    "ipaddress": address,
}
# Of which only the whole name tells something: ``publicKey`` is another key.
_WHOLE_NAMES: dict[str, Callable[[int], str]] = {
    "data": _always("Example"),
    "default": _always("default"),
    "key": lambda n: str(pick(("environment", "team"), n)),
    "plan": _always("free"),
    "to": _always("ada@example.com"),
    "value": lambda n: str(pick(("production", "staging"), n)),
}
_ENDINGS = tuple(sorted(_TEXTS, key=len, reverse=True))

_NUMBERS: dict[str, Callable[[int], int]] = {
    "id": lambda n: 100_000 + n % 9_000_000,
    "port": lambda n: int(pick((80, 443, 8080), n)),
    "ttl": lambda n: int(pick((60, 300, 3600), n)),
    "vlan": lambda n: 1 + n % 4094,
    "vlanid": lambda n: 1 + n % 4094,
    "percent": lambda n: n % 101,
    "progress": lambda n: n % 101,
    "percentage": lambda n: n % 101,
    "year": lambda n: 2020 + n % 4,
    "month": lambda n: 1 + n % 12,
    "cores": lambda n: int(pick((1, 2, 4, 8), n)),
    "cpus": lambda n: int(pick((1, 2, 4, 8), n)),
    "vcpus": lambda n: int(pick((1, 2, 4, 8), n)),
    "vcore": lambda n: int(pick((1, 2, 4, 8), n)),
    "vcores": lambda n: int(pick((1, 2, 4, 8), n)),
    "memorylimit": lambda n: int(pick((2048, 4096, 8192), n)),
    "numberofsms": lambda _: 1,
    "ram": lambda n: int(pick((2048, 4096, 8192), n)),
    "memory": lambda n: int(pick((2048, 4096, 8192), n)),
    "size": lambda n: int(pick((10, 20, 50, 100), n)),
    "quantity": lambda n: 1 + n % 3,
    "nodes": lambda n: 1 + n % 5,
    "version": lambda n: 1 + n % 4,
    "ipversion": lambda _: 4,
    "linkspeed": lambda n: int(pick((100, 1000, 10_000), n)),
    "bandwidth": lambda n: int(pick((100, 250, 500, 1000), n)),
    "timestamp": lambda n: 1_609_459_200 + n % 63_072_000,
    "disk": lambda n: int(pick((20, 40, 80, 160), n)),
    "priority": lambda n: int(pick((0, 5, 10, 50), n)),
}
_NUMBER_ENDINGS = tuple(sorted(_NUMBERS, key=len, reverse=True))


def some_uuid(number: int) -> uuid.UUID:
    """A UUID of version 4, by a number."""
    return uuid.UUID(int=(number << 64 | number) & ((1 << 128) - 1), version=4)


def text_by_name(name: str, number: int) -> str | None:
    """A text for what is called `name`; None where that tells nothing."""
    whole = _WHOLE_NAMES.get(name.lower())
    if whole is not None:
        return whole(number)
    ending = _ending(name, _ENDINGS)
    return _TEXTS[ending](number) if ending else None


def number_by_name(name: str, number: int) -> int:
    """A whole number for what is called `name`."""
    ending = _ending(name, _NUMBER_ENDINGS)
    return _NUMBERS[ending](number) if ending else 1 + number % 100


@lru_cache(maxsize=8192)
def _ending(name: str, endings: tuple[str, ...]) -> str:
    """The longest of the endings that are whole words of `name`: a ``zip`` is no ``ip``."""
    lowered = name.lower()
    found = (item for item in endings if lowered.endswith(item))
    return next((item for item in found if _begins_word(name, len(name) - len(item))), "")


def _begins_word(name: str, place: int) -> bool:
    """Whether a word begins at a place of a name, as in ``mailIp``, ``mail_ip``, ``ip4``."""
    if place == 0 or not name[place - 1].isalpha():
        return True
    return name[place].isupper() and name[place - 1].islower()
